"""How good one answer is, against its question's gold. Pure: the source files come in as a function.

Whatever the assistant did, every measure that fits the question has a value: a refusal of a question that has an
answer, and a failure, score 0 where an answer could have scored; nothing is left out of a mean and nothing is NaN. A
measure
that does not fit a question (list completeness of a date) is None and is counted nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from evals import citations, facts
from evals.given import FAILED, Cited, Given
from evals.questions import Question

DUMP = 4
"""A claim with more than this many times the words of the items it states is a dump of text, not a list item."""

ENOUGH = 1 / 3
"""Share of an answer's claims that must be to the point for the answer to be right: two in three may be context."""


NOT_FOUND = "geen van de rapportages"
"""Among a fact's wordings this says that the fact is an absence."""


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
    whole = facts.tokens(answer.text)  # that nothing was found is never a quote: it is said beside the claims
    found = [
        any(facts.run_in(facts.tokens(w), whole if NOT_FOUND in wordings else said) for w in wordings)
        for wordings in question.key_facts
    ]
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
        known = (*question.items, *question.optional_items)
        items = {item for item in known if facts.is_same_item(item, statement.text)}
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


MEASURES: Mapping[str, Callable[[Question, Given], float | None]] = {
    "status": right_status,
    "facts": key_facts,
    "unforbidden": no_forbidden_facts,
    "items_recall": item_recall,
    "items_precision": item_precision,
    "party": right_party,
    "year": right_year,
    "source": citations.right_source,
    "focus": citations.focus,
    "quotes": citations.quotes_hold,
    "cite_recall": citations.citation_recall,
    "cite_precision": citations.citation_precision,
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
        for name in ("facts", "items_recall", "items_precision", "party", "year", "source", "focus", "quotes"):
            if question.answerable:
                values[name] = None
        values["cite_recall"] = values["cite_precision"] = None
        if question.answerable:
            values["unforbidden"] = None
    whole = all(values[name] in (None, 1.0) for name in _MUST_BE_WHOLE)
    pointed = values["focus"] is None or values["focus"] >= ENOUGH
    return {"correct": float(whole and pointed)} | values
