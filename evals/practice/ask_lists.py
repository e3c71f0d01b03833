"""Questions for lists of actions, their number, and who leads them."""

from __future__ import annotations

from collections.abc import Sequence

from evals.practice.asker import Asker, counted
from evals.practice.compose import lower
from evals.practice.manuscript import Role
from evals.practice.truth import Action, Topic


def ask_lists(asker: Asker) -> None:
    """Ask for all actions of a topic, a theme or a party in a year, or without a year: those of the newest plan."""
    truth = asker.truth
    last = truth.years[-1]
    pairs = [(t, y) for t in truth.topics for y in truth.years if truth.actions_of(t.id, y)]
    for topic, year in asker.sample(pairs, 13):
        ask_list(asker, topic, year)
    for topic in asker.sample([t for t, y in pairs if y == last], 3):
        question = asker.phrase("list_newest", asker.topic_slots(topic, last))
        _add_list(asker, "list_actions", question, truth.actions_of(topic.id, last), last)
    for theme in truth.themes:
        year = asker.dice.choice(truth.years)
        question = asker.phrase("list_theme", {"theme": theme.name, "year": str(year)})
        actions = [a for t in theme.topics for a in truth.actions_of(t.id, year)]
        _add_list(asker, "list_actions", question, actions, year)
    parties = [(p, y) for p in truth.parties for y in truth.years if len(_led(asker, p.name, y)) > 1]
    for party, year in asker.sample(parties, 12):
        question = asker.phrase("list_by_party", {"subject": party.subject, "year": str(year)})
        _add_list(asker, "list_by_party", question, _led(asker, party.name, year), year)


def ask_list(asker: Asker, topic: Topic, year: int, *, wording: str = "staff") -> None:
    """Ask for all actions of one topic in one year."""
    group = None if wording in {"staff", "typo"} else wording
    question = asker.phrase("list_actions", asker.topic_slots(topic, year), group=group)
    kind = "list_actions" if wording == "staff" else wording
    _add_list(asker, kind, question, asker.truth.actions_of(topic.id, year), year, wording=wording)


def _add_list(
    asker: Asker, kind: str, question: str, actions: Sequence[Action], year: int, *, wording: str = "staff"
) -> None:
    asker.add(
        kind,
        question,
        [p for a in actions for p in asker.plan_of(a)],
        wording=wording,
        items=[asker.text_of(a) for a in actions],
        year=year,
        about=kind if wording == "staff" else "list_actions",
    )


def _led(asker: Asker, name: str, year: int) -> list[Action]:
    return [a for a in asker.truth.actions if a.year == year and a.party and a.party.name == name]


def ask_counts(asker: Asker) -> None:
    """Ask how many actions a topic or a party has in a year."""
    truth = asker.truth
    pairs = [(t, y) for t in truth.topics for y in truth.years if len(truth.actions_of(t.id, y)) > 1]
    for topic, year in asker.sample(pairs, 3):
        actions = truth.actions_of(topic.id, year)
        _ask_count(asker, asker.phrase("count_topic", asker.topic_slots(topic, year)), actions, year)
    parties = [(p, y) for p in truth.parties for y in truth.years if len(_led(asker, p.name, y)) > 1]
    for party, year in asker.sample(parties, 3):
        question = asker.phrase("count_party", {"subject": party.subject, "year": str(year)})
        _ask_count(asker, question, _led(asker, party.name, year), year)


def _ask_count(asker: Asker, question: str, actions: Sequence[Action], year: int) -> None:
    gold = [p for a in actions for p in asker.plan_of(a)]
    asker.add("number", question, gold, key_facts=[counted(len(actions), "acties", "actions")], year=year)


def ask_parties(asker: Asker) -> None:
    """Ask who leads an action, who answers for a theme and who coordinates a topic."""
    truth = asker.truth
    for action in asker.sample([a for a in truth.actions if a.party], 13):
        ask_party(asker, action)
    for theme in asker.sample(truth.themes, 2):
        asker.add(
            "responsible",
            asker.phrase("portfolio", {"theme": theme.name}),
            asker.printed(theme.id, Role.PORTFOLIO),
            key_facts=[[theme.portfolio]],
            forbidden=[t.portfolio for t in truth.themes if t.id != theme.id],
            party=theme.portfolio,
        )
    for topic in asker.sample([t for t in truth.topics if t.lead], 2):
        lead = topic.lead.name if topic.lead else ""
        asker.add(
            "responsible",
            asker.phrase("coordinator", {"topic": lower(topic.name(truth.years[0]))}),
            asker.printed(topic.id, Role.PARTY),
            key_facts=[[lead]],
            party=lead,
        )


def ask_party(asker: Asker, action: Action, *, wording: str = "staff") -> None:
    """Ask who leads one action."""
    name = action.party.name if action.party else ""
    near = [
        a.party.name for a in asker.truth.actions_of(action.topic, action.year) if a.party and a.party != action.party
    ]
    group = None if wording in {"staff", "typo"} else wording
    asker.add(
        "responsible" if wording == "staff" else wording,
        asker.phrase("responsible", asker.action_slots(action), group=group),
        asker.plan_of(action),
        wording=wording,
        key_facts=[[name]],
        forbidden=[other for other in near if other not in {p.name for p in action.partners}][:2],
        party=name,
        year=action.year,
        about="responsible",
    )
