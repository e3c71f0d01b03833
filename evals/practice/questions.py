"""All questions about one practice municipality, made from its truth; where things stand comes from the printers."""

from __future__ import annotations

from collections.abc import Sequence

from evals.practice.ask_follow_ups import ask_follow_ups
from evals.practice.ask_lists import ask_counts, ask_lists, ask_parties
from evals.practice.ask_plans import (
    ask_action_details,
    ask_definitions,
    ask_facts,
    ask_goals,
)
from evals.practice.ask_refusals import ask_refusals
from evals.practice.ask_reports import (
    ask_comparisons,
    ask_conflicts,
    ask_figures,
    ask_progress,
    ask_renamed,
    ask_statuses,
)
from evals.practice.ask_wordings import ask_wordings
from evals.practice.asker import Asker, Line
from evals.practice.manuscript import Printed
from evals.practice.truth import Truth

STEPS = (
    ask_facts,
    ask_action_details,
    ask_definitions,
    ask_lists,
    ask_counts,
    ask_parties,
    ask_goals,
    ask_figures,
    ask_comparisons,
    ask_progress,
    ask_statuses,
    ask_renamed,
    ask_follow_ups,
    ask_wordings,
    ask_conflicts,
    ask_refusals,
)


def questions(truth: Truth, printed: Sequence[Printed]) -> list[Line]:
    """Give the question lines in the format of evals/questions.py."""
    asker = Asker(truth, printed)
    for step in STEPS:
        step(asker)
    return asker.lines
