"""What one system did with one question, and the tables made of many such outcomes. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from evals.questions import KINDS, Question
from evals.statistics import Mean, mean, percentile

COUNTS = {
    "claims": "uitspraken",
    "other_year": "over een ander jaar",
    "citations": "citaten",
    "unresolved": "niet te herleiden",
    "not_verbatim": "niet letterlijk",
}
"""What is counted over all answers: the means by question weigh a long answer as much as a short one."""

ANSWERABLE = "answerable"
TO_REFUSE = "to refuse"
ALL = "all"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question put to one system.

    Attributes:
        system: "ours" or a baseline's name.
        world: the municipality or question set.
        measures: every measure that fits the question; None where it does not fit.
        answer: the system's JSON as it came; empty where it failed.
        error: what was raised, if anything was.
        ease: reading ease of the system's own Dutch sentences.
        claims_ease: reading ease of the claims, which a language model may put in easier words than their quotes.
        counts: claims, citations, and how many of them are faulty; see `COUNTS`.
        missing: gold items that no claim states.
        surplus: claims that state no gold item, where a list was asked.
        unsupported: claims that their citations do not support.
        unproven: quotes that do not stand where they are said to.
    """

    system: str
    world: str
    question: Question
    measures: Mapping[str, float | None]
    answer: Mapping[str, Any]
    timings_ms: Mapping[str, float]
    error: str | None = None
    ease: float | None = None
    claims_ease: float | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    surplus: tuple[str, ...] = ()
    unsupported: tuple[str, ...] = ()
    unproven: tuple[str, ...] = ()

    @property
    def correct(self) -> bool:
        """Whether all that must hold held."""
        return self.measures.get("correct") == 1.0

    def to_json(self) -> dict[str, Any]:
        """Give the outcome for the result file, with what was expected beside what came."""
        question = self.question
        return {
            "system": self.system,
            "world": self.world,
            "id": question.id,
            "kind": question.kind,
            "about": question.about,
            "wording": question.wording,
            "question": question.question,
            "expected": {
                "status": question.status,
                "reasons": question.reasons,
                "key_facts": question.key_facts,
                "items": question.items,
                "party": question.party,
                "year": question.year,
            },
            "measures": dict(self.measures),
            "answer": dict(self.answer),
            "timings_ms": dict(self.timings_ms),
            "error": self.error,
            "ease": self.ease,
            "claims_ease": self.claims_ease,
            "counts": dict(self.counts),
            "missing": self.missing,
            "surplus": self.surplus,
            "unsupported": self.unsupported,
            "unproven": self.unproven,
        }


def groups(outcomes: Sequence[Outcome], of: Callable[[Outcome], str]) -> dict[str, list[Outcome]]:
    """Sort outcomes into groups; kinds come in the order of the tables, other names by alphabet."""
    found: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        found.setdefault(of(outcome), []).append(outcome)
    return dict(sorted(found.items(), key=lambda item: (KINDS.index(item[0]) if item[0] in KINDS else -1, item[0])))


def by_kind(outcomes: Sequence[Outcome]) -> dict[str, list[Outcome]]:
    """Give the groups of the main table: every kind, then what can be answered, what is to be refused, and all."""
    answerable = [o for o in outcomes if o.question.answerable]
    refusals = [o for o in outcomes if not o.question.answerable]
    sums = {ANSWERABLE: answerable, TO_REFUSE: refusals, ALL: list(outcomes)}
    return groups(outcomes, lambda o: o.question.kind) | {name: rows for name, rows in sums.items() if rows}


def means(outcomes: Iterable[Outcome]) -> dict[str, Mean]:
    """Give the mean and interval of every measure over the outcomes that it fits."""
    values: dict[str, list[float]] = {}
    for outcome in outcomes:
        for name, value in outcome.measures.items():
            values.setdefault(name, [])
            if value is not None:
                values[name].append(value)
    return {name: mean(column) for name, column in values.items()}


def refusals(outcomes: Sequence[Outcome]) -> dict[str, dict[str, int]]:
    """Count, per reason, right refusals, refusals of the expected outcome with another reason, and false ones.

    A refusal is false where only an answer would have been right. `missed` counts the questions for which the reason
    was expected and no refusal came.
    """
    table: dict[str, dict[str, int]] = {}

    def row(reason: str) -> dict[str, int]:
        return table.setdefault(reason, {"expected": 0, "right": 0, "other_reason": 0, "missed": 0, "false": 0})

    for outcome in outcomes:
        question, status = outcome.question, outcome.answer.get("status")
        reason = outcome.answer.get("reason") or "-"
        refused = status in {"refused", "clarify"}
        if "answered" in question.status:
            if refused and status not in question.status:
                row(reason)["false"] += 1
            continue
        expected = row(question.reasons[0] if question.reasons else "-")
        expected["expected"] += 1
        if outcome.measures.get("status") == 1.0:
            expected["right"] += 1
        else:
            expected["other_reason" if refused else "missed"] += 1
    return dict(sorted(table.items()))


def totals(outcomes: Iterable[Outcome]) -> dict[str, int]:
    """Give the sums of what is counted."""
    found = dict.fromkeys(COUNTS, 0)
    for outcome in outcomes:
        for name in COUNTS:
            found[name] += outcome.counts.get(name, 0)
    return found


def times(outcomes: Iterable[Outcome]) -> dict[str, dict[str, float | None]]:
    """Give p50 and p95 of every stage, in milliseconds."""
    stages: dict[str, list[float]] = {}
    for outcome in outcomes:
        for stage, value in outcome.timings_ms.items():
            stages.setdefault(stage, []).append(value)
    return {stage: {"p50": percentile(v, 0.5), "p95": percentile(v, 0.95)} for stage, v in stages.items()}


def worst(outcomes: Sequence[Outcome], count: int) -> list[Outcome]:
    """Give the outcomes furthest from right: by the mean of what must hold, then by id."""

    def total(outcome: Outcome) -> float:
        values = [v for name, v in outcome.measures.items() if v is not None and name != "correct"]
        return sum(values) / len(values) if values else 0.0

    wrong = [o for o in outcomes if not o.correct]
    return sorted(wrong, key=lambda o: (total(o), o.world, o.question.id))[:count]
