"""What a refusal says: the reason, what the documents do hold, and how to go on."""

from __future__ import annotations

from assistant.catalog import Catalog
from assistant.interpret import LONGEST_QUESTION
from assistant.types import Interpretation, Reason
from assistant.verify import Provenance
from assistant.words import listed, say

EXAMPLES = 4
"""How many subjects a question back names."""

DETAILS = frozenset({"instruction", "urgent", "despair", "personal", "empty", "long", "wordless"})
"""Details that have a sentence of their own, in place of the reason's."""


def refusal_text(reason: Reason, detail: str | None, about: Provenance, catalog: Catalog) -> str:
    """Give the text of a refusal in the language of the question."""
    asked = about.interpretation
    language = asked.language
    if detail in DETAILS:
        return say(language, detail, n=len(asked.question), most=LONGEST_QUESTION)
    if reason is Reason.UNDERSPECIFIED:
        names = [name.name for name in (*catalog.themes, *catalog.topics)][:EXAMPLES]
        return say(language, "underspecified", examples=listed(language, names))
    if reason is Reason.OTHER_MUNICIPALITY:
        own = listed(language, catalog.municipalities) or "?"
        return say(language, "other_municipality", asked=detail, own=own)
    if reason is Reason.OTHER_YEAR:
        return _other_year(asked, detail, catalog)
    if reason is Reason.NOT_IN_DOCUMENTS:
        return _not_found(asked, detail)
    if detail == "no_partner":
        return say(language, detail)
    return say(language, reason.value)


def _other_year(asked: Interpretation, detail: str | None, catalog: Catalog) -> str:
    language = asked.language
    years = listed(language, [str(year) for year in asked.years])
    if detail:
        return say(language, "other_year", asked=years, years=detail)
    held = listed(language, [str(year) for year in catalog.years])
    return say(language, "other_year_plain", asked=years, years=held)


def _not_found(asked: Interpretation, detail: str | None) -> str:
    """Say that it is not there, and what was missing: the form of answer, or words of the question."""
    language = asked.language
    if detail is None:
        return say(language, "not_in_documents")
    if detail.startswith("no_"):
        return say(language, detail)
    terms = listed(language, [f"‘{word}’" for word in detail.split()])
    return f"{say(language, 'not_in_documents')} {say(language, 'missing_terms', terms=terms)}"
