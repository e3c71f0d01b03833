"""Questions about the reports: figures, outcomes, comparisons, progress, the status of one action, conflicts."""

from __future__ import annotations

from evals.practice.ask_plans import fact_wordings
from evals.practice.asker import Asker, english_period, value_wordings
from evals.practice.compose import lower
from evals.practice.manuscript import Printed, Role
from evals.practice.reports import period_of
from evals.practice.truth import Action, Figure, Status, Topic
from evals.practice.wording import Worded, result_key, subject_of

NOT_REPORTED = (
    "geen van de rapportages",
    "geen enkele rapportage",
    "niet teruggevonden",
    "niet gevonden",
    "niet gerapporteerd",
    "niet genoemd",
    "none of the reports",
    "not found",
)
COMPARED = {
    "boas": "het aantal buitengewoon opsporingsambtenaren",
    "budget": "het totale uitvoeringsbudget",
    "cameras": "het aantal plekken met vaste toezichtcamera's",
    "volunteers": "het aantal vrijwilligers voor de veiligheid in de wijken",
}


def ask_figures(asker: Asker) -> None:
    """Ask for measured values, and for outcomes of goals."""
    truth = asker.truth
    for figure in asker.sample([f for f in truth.figures if not f.conflict], 10):
        ask_figure(asker, figure)
    for goal in asker.sample(truth.goals, 3):
        yes = ["gehaald", "behaald", "bereikt", "gelukt", "waargemaakt"]
        asker.add(
            "goal",
            asker.phrase("outcome", asker.goal_slots(goal)),
            asker.printed(goal.id, Role.OUTCOME),
            key_facts=[
                yes if goal.reached else [f"niet {word}" for word in yes],
                value_wordings(goal.outcomes[-1][1], goal),
            ],
        )


def ask_figure(asker: Asker, figure: Figure, *, wording: str = "staff") -> None:
    """Ask for one measured value; the other halves of the same year are forbidden."""
    goal = asker.truth.goal(figure.topic)
    value = figure.values[0][1]
    others = [f.values[0][1] for f in asker.truth.figures if f.topic == figure.topic and f.year == figure.year]
    slots = asker.goal_slots(goal) | {"period": period_of(figure), "english_period": english_period(figure)}
    group = None if wording in {"staff", "typo"} else wording
    asker.add(
        "number" if wording == "staff" else wording,
        asker.phrase("figure", slots, group=group),
        asker.printed(figure.id, Role.FIGURE),
        wording=wording,
        key_facts=[value_wordings(value, goal)],
        forbidden=[other for other in others if other != value and len(other) > 2 and figure.half],
        year=figure.year,
        about="number",
    )


def ask_conflicts(asker: Asker) -> None:
    """Ask for figures that differ between two documents: both must be in the answer."""
    for figure in (f for f in asker.truth.figures if f.conflict):
        goal = asker.truth.goal(figure.topic)
        asker.add(
            "conflict",
            asker.phrase("conflict", asker.goal_slots(goal) | {"period": period_of(figure)}),
            asker.printed(figure.id, Role.FIGURE),
            key_facts=[value_wordings(value, goal) for value in dict.fromkeys(v for _, v in figure.values)],
            year=figure.year,
        )


def ask_comparisons(asker: Asker) -> None:
    """Ask for two years side by side."""
    truth = asker.truth
    for bank, thing in COMPARED.items():
        facts = [f for f in truth.facts if f.bank == bank]
        one, other = asker.sample(facts, 2)
        slots = {"year": str(one.year), "other": str(other.year), "thing": thing}
        asker.add(
            "compare_years",
            asker.phrase("compare", slots),
            [*asker.printed(one.id, Role.FACT), *asker.printed(other.id, Role.FACT)],
            key_facts=[fact_wordings(one), fact_wordings(other)],
        )
    totals = [f for f in truth.figures if f.half is None and not f.conflict]
    pairs = [
        (a, b)
        for a in totals
        for b in totals
        if a.topic == b.topic and a.year < b.year and a.values[0][1] != b.values[0][1]
    ]
    for one, other in asker.sample(pairs, 8):
        goal = truth.goal(one.topic)
        thing = subject_of(goal)
        slots = {"year": f"heel {one.year}", "other": f"heel {other.year}", "thing": thing}
        asker.add(
            "compare_years",
            asker.phrase("compare", slots),
            [*asker.printed(one.id, Role.FIGURE), *asker.printed(other.id, Role.FIGURE)],
            key_facts=[value_wordings(one.values[0][1], goal), value_wordings(other.values[0][1], goal)],
        )


def reported(asker: Asker, action: Action) -> list[Printed]:
    """Give what the reports print about an action."""
    return asker.printed(action.id, Role.RESULT)


def final_key(asker: Asker, action: Action) -> list[str]:
    """Give the wordings of what became of an action, as its last report has it."""
    final = action.final
    if final is None:
        return list(NOT_REPORTED)
    pieces = asker.printed(action.id, Role.RESULT, document=f"voortgang-{action.year}-{final.half}")
    whole = next((p for p in pieces if p.phrase), pieces[0])
    keys = result_key(action, final, Worded(whole.text, whole.key, whole.phrase))
    return list(dict.fromkeys((*keys, *(p.key for p in pieces if p.key))))


def ask_progress(asker: Asker) -> None:
    """Ask what became of all actions of a topic in a year."""
    truth = asker.truth
    pairs = [(t, y) for t in truth.topics for y in truth.years if 2 <= len(truth.actions_of(t.id, y)) <= 4]
    for topic, year in asker.sample(pairs, 12):
        ask_topic_progress(asker, topic, year)


def ask_topic_progress(asker: Asker, topic: Topic, year: int) -> None:
    """Ask what became of the actions of one topic."""
    actions = asker.truth.actions_of(topic.id, year)
    keys = {tuple(final_key(asker, a)) for a in actions}
    asker.add(
        "progress",
        asker.phrase("progress", asker.topic_slots(topic, year)),
        [p for a in actions for p in (*asker.plan_of(a), *reported(asker, a))],
        key_facts=sorted(keys),
        year=year,
    )


def ask_statuses(asker: Asker) -> None:
    """Ask what became of one action: done, partly, moved, dropped, under way, or not in any report."""
    truth = asker.truth
    wanted = (
        (Status.DONE, 5),
        (Status.PARTLY, 4),
        (Status.MOVED, 4),
        (Status.DROPPED, 2),
        (Status.STARTED, 2),
        (None, 5),
    )
    for status, count in wanted:
        some = [a for a in truth.actions if (a.final.status if a.final else None) is status and not a.moved_from]
        for action in asker.sample(some, count):
            ask_status(asker, action)
    late = [a for a in truth.actions if a.final and a.final.reason]
    for action in asker.sample(late, 5):
        reason = action.final.reason if action.final else ""
        said = [p for p in reported(asker, action) if reason and reason in p.text]
        if said:
            asker.add(
                "fact",
                asker.phrase("reason", asker.action_slots(action)),
                said,
                key_facts=[[reason or ""]],
                year=action.year,
            )


def ask_status(asker: Asker, action: Action, *, wording: str = "staff") -> None:
    """Ask what became of one action."""
    group = None if wording in {"staff", "typo"} else wording
    gold = reported(asker, action) or asker.plan_of(action)
    asker.add(
        "action_status" if wording == "staff" else wording,
        asker.phrase("action_status", asker.action_slots(action), group=group),
        gold,
        wording=wording,
        key_facts=[final_key(asker, action)],
        year=action.year,
        about="action_status",
    )


def ask_renamed(asker: Asker) -> None:
    """Ask what a renamed topic was called before."""
    for topic in (t for t in asker.truth.topics if t.renamed):
        asker.add(
            "fact",
            asker.phrase("renamed", {"topic": lower(topic.names[1][1])}),
            asker.printed(topic.id, Role.RENAMED),
            key_facts=[[topic.names[0][1]]],
        )
