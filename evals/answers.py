"""Puts questions to a system that answers, and scores what comes back."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from evals import metrics
from evals.citations import supports
from evals.facts import is_same_item
from evals.given import Given, given
from evals.outcomes import Outcome
from evals.questions import Question
from evals.readability import own_text, reading_ease
from evals.sources import source_files

Ask = Callable[[Question], Mapping[str, Any]]
"""Gives the JSON of an answer (design.md, section 7)."""


def run(
    questions: Sequence[Question],
    ask: Ask,
    *,
    system: str,
    world: str,
    documents: Path,
    files: Mapping[str, str],
    on_done: Callable[[Outcome], None] = lambda _outcome: None,
) -> list[Outcome]:
    """Ask every question and score every outcome; an error of the system is an outcome too.

    Args:
        questions: what to ask, in this order.
        ask: the system.
        system: its name in the tables.
        world: the name of the question set.
        documents: the folder of the source files.
        files: document id to file below that folder.
        on_done: called with every outcome as it comes.
    """
    outcomes = []
    for question in questions:
        answer, error, total = _asked(question, ask)
        outcome = outcome_of(question, answer, system=system, world=world, documents=documents, files=files)
        outcome = replace(outcome, error=error, timings_ms={**outcome.timings_ms, "asked": total})
        on_done(outcome)
        outcomes.append(outcome)
    return outcomes


def _asked(question: Question, ask: Ask) -> tuple[Mapping[str, Any], str | None, float]:
    begun = time.perf_counter()
    try:
        answer, error = ask(question), None
    except Exception as caught:  # noqa: BLE001 - a crash of the system under test is a result, not ours to pass on
        answer, error = {}, f"{type(caught).__name__}: {caught}"
    return answer, error, (time.perf_counter() - begun) * 1000


def outcome_of(
    question: Question,
    answer: Mapping[str, Any],
    *,
    system: str,
    world: str,
    documents: Path,
    files: Mapping[str, str],
) -> Outcome:
    """Score one answer against its question; citations are checked in the source files themselves."""
    sources = source_files(documents)
    got = given(answer, files, sources.page_count, sources.holds)
    quoted = tuple(s.text for s in got.statements) + tuple(c.quote for s in got.statements for c in s.citations)
    dutch = answer.get("language", "nl") == "nl"
    claims = [s.text for s in got.statements]
    known = (*question.items, *question.optional_items)
    return Outcome(
        system=system,
        world=world,
        question=question,
        measures=metrics.measure(question, got),
        answer=answer,
        timings_ms=answer.get("timings_ms") or {},
        ease=reading_ease(own_text(got.text, (*quoted, *got.nearest, *_titles(answer)))) if dutch else None,
        claims_ease=reading_ease("\n".join(claims)) if dutch else None,
        counts=_counts(question, got),
        missing=tuple(i for i in question.items if not any(is_same_item(i, c) for c in claims)),
        surplus=tuple(c for c in claims if question.items and not any(is_same_item(i, c) for i in known)),
        unsupported=tuple(s.text for s in got.statements if not supports(s, s.citations)),
        unproven=tuple(
            f"{c.document} p.{c.page}: {c.quote}" for s in got.statements for c in s.citations if not c.verbatim
        ),
    )


def _counts(question: Question, got: Given) -> dict[str, int]:
    citations = [c for s in got.statements for c in s.citations]
    return {
        "claims": len(got.statements),
        "other_year": metrics.wrong_years(question, got),
        "citations": len(citations),
        "unresolved": sum(not c.resolves for c in citations),
        "not_verbatim": sum(not c.verbatim for c in citations),
    }


def _titles(answer: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the titles of the documents that an answer names: they are names, not sentences of ours."""
    cited = [c.get("title") for claim in answer.get("claims") or () for c in claim.get("citations") or ()]
    searched = (answer.get("searched") or {}).get("documents") or ()
    return tuple(title for title in (*cited, *searched) if title)
