"""How good one answer is, against its question's gold. Pure: the source files come in as a function.

Whatever the assistant did, every measure that fits the question has a value: a refusal of a question that has an
answer, and a failure, score 0 where an answer could have scored; nothing is left out of a mean and nothing is NaN. A
measure
that does not fit a question (list completeness of a date) is None and is counted nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evals import facts
from evals.questions import GoldPage, Question

FAILED = "failed"
"""The status of an outcome where the assistant raised an error."""

SUPPORT = 0.8
"""Share of a claim's content words that its evidence must hold: some own wording is allowed, own facts are not."""

DUMP = 4
"""A claim with more than this many times the words of the items it states is a dump of text, not a list item."""

Stands = Callable[[str, str, int], bool]
"""(quote, document file, page) -> whether the quote stands there in the source file, read apart from our index."""


@dataclass(frozen=True, slots=True)
class Cited:
    """One citation of an answer: the file it names, the page, the words, and what the source files say about it."""

    document: str | None
    page: int
    quote: str
    sentence: str
    year: int | None
    section: str
    resolves: bool
    verbatim: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim of an answer with its citations."""

    text: str
    citations: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """What the assistant gave, in the terms in which it is scored."""

    status: str
    reason: str | None
    text: str
    statements: tuple[Statement, ...]
    notes: tuple[str, ...]
    nearest: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """All that a reader sees but the notes about other editions."""
        return "\n".join((_without(self.text, self.notes), *(s.text for s in self.statements)))

    @property
    def said(self) -> str:
        """All that is stated as the answer: what is shown, without what a refusal shows as merely near."""
        return _without(self.shown, self.nearest)

    @property
    def claimed(self) -> str:
        """The claims only."""
        return "\n".join(s.text for s in self.statements)


def _without(text: str, pieces: Sequence[str]) -> str:
    """Give `text` without `pieces`; a piece is cut out as a whole, wherever its white space differs."""
    for piece in pieces:
        pattern = r"\s+".join(map(re.escape, piece.split()))
        text = re.sub(pattern, "\n", text) if pattern else text
    return text


def given(
    answer: Mapping[str, Any], files: Mapping[str, str], page_count: Callable[[str], int], stands: Stands
) -> Given:
    """Read the JSON of an answer (design.md, section 7) and check its citations against the source files.

    Args:
        answer: the assistant's JSON.
        files: document id to its file below the documents folder.
        page_count: pages of a file; 0 where there is none.
        stands: whether a quote stands on a page of a file.
    """

    def cited(citation: Mapping[str, Any]) -> Cited:
        file = files.get(citation.get("document_id") or "")
        page = citation.get("page") or 0
        resolves = file is not None and bool(citation.get("passage_id")) and 1 <= page <= page_count(file)
        return Cited(
            document=file,
            page=page,
            quote=citation.get("quote") or "",
            sentence=citation.get("sentence") or "",
            year=citation.get("year"),
            section=" > ".join(citation.get("section_path") or ()),
            resolves=resolves,
            verbatim=resolves and file is not None and stands(citation.get("quote") or "", file, page),
        )

    return Given(
        status=answer.get("status") or FAILED,
        reason=answer.get("reason"),
        text=answer.get("text") or "",
        statements=tuple(
            Statement(claim.get("text") or "", tuple(map(cited, claim.get("citations") or ())))
            for claim in answer.get("claims") or ()
        ),
        notes=tuple(answer.get("notes") or ()),
        nearest=tuple(c.get("sentence") or "" for c in answer.get("nearest") or ()),
    )


def right_status(question: Question, answer: Given) -> float:
    """Give 1 where the outcome, and for a refusal its reason, is one of those expected."""
    if answer.status not in question.status:
        return 0.0
    reason_counts = answer.status != "answered" and question.reasons
    return float(not reason_counts or answer.reason in question.reasons)


def key_facts(question: Question, answer: Given) -> float | None:
    """Give the share of key facts of which a wording stands in what is said (EM recall: ALCE 2023, section 3)."""
    if not question.key_facts:
        return None
    said = facts.tokens(answer.said if question.answerable else answer.shown)
    found = [any(facts.run_in(facts.tokens(w), said) for w in wordings) for wordings in question.key_facts]
    return sum(found) / len(found)


def no_forbidden_facts(question: Question, answer: Given) -> float | None:
    """Give 1 where none of the forbidden facts stands in what is said; a failure says nothing and earns nothing."""
    if not question.forbidden_facts:
        return None
    if answer.status == FAILED or (question.answerable and answer.status != "answered"):
        return 0.0
    said = facts.tokens(answer.said)
    return float(not any(facts.run_in(facts.tokens(fact), said) for fact in question.forbidden_facts))


def item_recall(question: Question, answer: Given) -> float | None:
    """Give the share of list items that a claim states (completeness; recall of QAMPARI, ALCE 2023, section 3)."""
    if not question.items:
        return None
    found = [any(facts.is_same_item(item, s.text) for s in answer.statements) for item in question.items]
    return sum(found) / len(found)


def item_precision(question: Question, answer: Given) -> float | None:
    """Give the share of claims that state a list item not stated before, and little else.

    A claim much longer than the items in it is a dump; a repeated item is not a second one.
    """
    if not question.items:
        return None
    stated: set[str] = set()
    right = 0
    for statement in answer.statements:
        items = {item for item in question.items if facts.is_same_item(item, statement.text)}
        words = sum(len(facts.content(item)) for item in items)
        if items - stated and len(facts.content(statement.text)) <= DUMP * words + DUMP:
            right += 1
        stated |= items
    return right / len(answer.statements) if answer.statements else 0.0


def right_party(question: Question, answer: Given) -> float | None:
    """Give 1 where a claim names the responsible party; our own lead does not count."""
    if question.party is None:
        return None
    return float(any(facts.stands_in(question.party, s.text) for s in answer.statements))


def right_year(question: Question, answer: Given) -> float | None:
    """Give 1 where no claim stands on a document about another year; 0 as well where there is no claim.

    A citation is of another year where its document is none of the gold documents, its edition's year is another, and
    neither its sentence nor the headings above it name the year that was asked.
    """
    if question.year is None or not question.answerable:
        return None
    return float(bool(answer.statements) and not wrong_years(question, answer))


def wrong_years(question: Question, answer: Given) -> int:
    """Count the claims that stand on another year only."""
    year = question.year
    if year is None:
        return 0

    def other(citation: Cited) -> bool:
        if citation.document in question.gold.documents or citation.year == year:
            return False
        return not facts.stands_in(str(year), f"{citation.sentence} {citation.section}")

    return sum(bool(s.citations) and all(map(other, s.citations)) for s in answer.statements)


def right_source(question: Question, answer: Given) -> float | None:
    """Give 1 where a citation stands on a gold page (or in a gold document where pages are not known)."""
    if not question.answerable or not question.gold.documents:
        return None
    return float(any(_gold(question, c) for s in answer.statements for c in s.citations))


def _gold(question: Question, citation: Cited) -> bool:
    if citation.document is None or not citation.verbatim:
        return False
    if question.gold.pages:
        return GoldPage(citation.document, citation.page) in question.gold.pages
    return citation.document in question.gold.documents


def supports(question: Question, statement: Statement, citations: Sequence[Cited]) -> bool:
    """Judge, by the truth and by words, whether the citations together say what the claim says.

    All the claim's numbers and nearly all its content words must stand in the quotes, and a claim that states a key
    fact, an item or the party must stand on a place where the truth has it. Quotes that are not verbatim prove nothing.
    """
    proven = [c for c in citations if c.verbatim]
    evidence = " \n".join(c.quote for c in proven)
    wanted = facts.content(statement.text)
    if not proven or not wanted or not facts.numbers(statement.text) <= facts.numbers(evidence):
        return False
    there = set(facts.content(evidence))
    if sum(token in there for token in wanted) < SUPPORT * len(wanted):
        return False
    return not (_states_gold(question, statement) and question.gold.pages) or any(_gold(question, c) for c in proven)


def _states_gold(question: Question, statement: Statement) -> bool:
    said = facts.tokens(statement.text)
    wordings = [w for fact in question.key_facts for w in fact] + ([question.party] if question.party else [])
    return any(facts.run_in(facts.tokens(w), said) for w in wordings) or any(
        facts.is_same_item(item, statement.text) for item in question.items
    )


def citation_recall(question: Question, answer: Given) -> float | None:
    """Give the share of claims that their citations together support (ALCE: Gao et al. 2023, section 4, AutoAIS).

    A claim without a citation counts as not supported, as does an answer without a claim.
    """
    if not question.answerable:
        return None
    supported = [supports(question, s, s.citations) for s in answer.statements]
    return sum(supported) / len(supported) if supported else 0.0


def citation_precision(question: Question, answer: Given) -> float | None:
    """Give the share of citations that are of use (ALCE: Gao et al. 2023, section 4).

    A citation is of use where the claim is supported and the citation supports it alone, or the others without it do
    not.
    """
    if not question.answerable:
        return None
    useful: list[bool] = []
    for statement in answer.statements:
        supported = supports(question, statement, statement.citations)
        for i, citation in enumerate(statement.citations):
            others = statement.citations[:i] + statement.citations[i + 1 :]
            alone = supports(question, statement, [citation])
            useful.append(supported and (alone or not supports(question, statement, others)))
    return sum(useful) / len(useful) if useful else 0.0


def quotes_hold(question: Question, answer: Given) -> float | None:
    """Give the share of citations that resolve to a page and stand there word for word."""
    citations = [c for s in answer.statements for c in s.citations]
    if not citations:
        return 0.0 if question.answerable else None
    return sum(c.verbatim for c in citations) / len(citations)


MEASURES: Mapping[str, Callable[[Question, Given], float | None]] = {
    "status": right_status,
    "facts": key_facts,
    "unforbidden": no_forbidden_facts,
    "items_recall": item_recall,
    "items_precision": item_precision,
    "party": right_party,
    "year": right_year,
    "source": right_source,
    "quotes": quotes_hold,
    "cite_recall": citation_recall,
    "cite_precision": citation_precision,
}
"""Every measure of one answer, in the order of the tables."""

_MUST_BE_WHOLE = ("status", "facts", "unforbidden", "items_recall", "items_precision", "party", "year", "quotes")


def measure(question: Question, answer: Given) -> dict[str, float | None]:
    """Give every measure of one answer, and `correct`: 1 where all that must hold holds fully.

    A right refusal needs its status, its reason and its key facts (what the documents do say); the rest of the measures
    concerns answers.
    """
    values: dict[str, float | None] = {name: function(question, answer) for name, function in MEASURES.items()}
    if answer.status != "answered" and right_status(question, answer):
        for name in ("facts", "items_recall", "items_precision", "party", "year", "source", "quotes"):
            if question.answerable:
                values[name] = None
        values["cite_recall"] = values["cite_precision"] = None
        if question.answerable:
            values["unforbidden"] = None
    whole = all(values[name] in (None, 1.0) for name in _MUST_BE_WHOLE)
    return {"correct": float(whole)} | values
