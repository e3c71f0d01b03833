"""The same questions again in plain words, with typing errors, and in English."""

from __future__ import annotations

from evals.practice.ask_lists import ask_list, ask_party
from evals.practice.ask_plans import ask_fact_again, ask_goal
from evals.practice.ask_reports import ask_figure, ask_status
from evals.practice.asker import Asker, misspelt

LISTS = {"plain": 6, "english": 3, "typo": 4}
PARTIES = {"plain": 6, "english": 4, "typo": 5}
STATUSES = {"plain": 5, "english": 3, "typo": 3}
FIGURES = {"plain": 3, "english": 2, "typo": 2}
GOALS = {"plain": 2, "english": 2, "typo": 1}
FACTS = {"plain": 8, "english": 4, "typo": 3}


def ask_wordings(asker: Asker) -> None:
    """Ask a mix of kinds in each wording."""
    truth = asker.truth
    pairs = [(t, y) for t in truth.topics for y in truth.years if truth.actions_of(t.id, y)]
    led = [a for a in truth.actions if a.party]
    told = [a for a in truth.actions if a.final and not a.moved_from]
    sure = [f for f in truth.figures if not f.conflict]
    start = len(asker.lines)
    for wording in ("plain", "english", "typo"):
        for topic, year in asker.sample(pairs, LISTS[wording]):
            ask_list(asker, topic, year, wording=wording)
        for action in asker.sample(led, PARTIES[wording]):
            ask_party(asker, action, wording=wording)
        for action in asker.sample(told, STATUSES[wording]):
            ask_status(asker, action, wording=wording)
        for figure in asker.sample(sure, FIGURES[wording]):
            ask_figure(asker, figure, wording=wording)
        for goal in asker.sample(truth.goals, GOALS[wording]):
            ask_goal(asker, goal, wording=wording)
        for fact in asker.sample(truth.facts, FACTS[wording]):
            ask_fact_again(asker, fact, wording=wording)
    keep = (*truth.districts, truth.municipality)
    for line in asker.lines[start:]:
        if line["kind"] == "typo":
            line["question"] = misspelt(line["question"], asker.dice, keep=keep)
