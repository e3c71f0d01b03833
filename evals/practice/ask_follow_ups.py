"""Questions that only mean something after the turns before them."""

from __future__ import annotations

from evals.practice.ask_plans import fact_wordings, others_of
from evals.practice.ask_reports import final_key, reported
from evals.practice.asker import Asker
from evals.practice.compose import fact_bank
from evals.practice.manuscript import Role
from evals.practice.truth import Action, Topic, euros


def ask_follow_ups(asker: Asker) -> None:
    """Ask questions that only mean something after the turns before them."""
    truth = asker.truth
    pairs = [
        (t, y)
        for t in truth.topics
        for y in truth.years[:-1]
        if truth.actions_of(t.id, y) and truth.actions_of(t.id, y + 1)
    ]
    again = (
        "En in {next}?",
        "En voor {next}?",
        "En een jaar later?",
        "Hoe zit dat in {next}?",
        "En wat staat er voor {next}?",
    )
    for i, (topic, year) in enumerate(asker.sample(pairs, 5)):
        actions = truth.actions_of(topic.id, year + 1)
        asker.add(
            "follow_up",
            again[i % len(again)].format(next=year + 1),
            [p for a in actions for p in asker.plan_of(a)],
            items=[asker.text_of(a) for a in actions],
            year=year + 1,
            history=_list_turns(asker, topic, year),
            about="list_actions",
        )
    who = ("Wie trekt dat?", "En wie is daar de trekker van?", "Wie is daarvoor verantwoordelijk?", "Bij wie ligt dat?")
    for i, action in enumerate(asker.sample([a for a in truth.actions if a.party], 4)):
        name = action.party.name if action.party else ""
        asker.add(
            "follow_up",
            who[i % len(who)],
            asker.plan_of(action),
            key_facts=[[name]],
            party=name,
            year=action.year,
            history=_plan_turns(asker, action, hide_party=True),
            about="responsible",
        )
    became = (
        "Wat is daarvan terechtgekomen?",
        "Is dat gelukt?",
        "En hoe is dat afgelopen?",
        "Wat melden de rapportages daarover?",
    )
    for i, action in enumerate(asker.sample([a for a in truth.actions if a.final and not a.moved_from], 4)):
        asker.add(
            "follow_up",
            became[i % len(became)],
            reported(asker, action),
            key_facts=[final_key(asker, action)],
            year=action.year,
            history=_plan_turns(asker, action, hide_party=False),
            about="action_status",
        )

    _ask_follow_up_facts(asker)


def _ask_follow_up_facts(asker: Asker) -> None:
    """Ask for the same fact of another year, and for the money of an action that was just named."""
    truth = asker.truth
    pairs = [(a, b) for a in truth.facts for b in truth.facts if a.bank == b.bank and a.year and b.year == a.year + 1]
    for one, other in asker.sample(pairs, 3):
        ask = asker.deal(
            f"fact.{one.bank}", fact_bank()[one.bank]["ask"], {"j": str(one.year), "g": truth.municipality}
        )
        told = asker.printed(one.id, Role.FACT)[0].text
        asker.add(
            "follow_up",
            asker.deal(
                "another", ("En in {j}?", "En hoe was dat in {j}?", "Hoe zit dat voor {j}?"), {"j": str(other.year)}
            ),
            asker.printed(other.id, Role.FACT),
            key_facts=[fact_wordings(other)],
            forbidden=others_of(asker, other),
            year=other.year,
            history=[("user", ask), ("assistant", told)],
            about=other.kind,
        )
    money = ("Wat kost dat?", "Hoeveel geld is daarvoor uitgetrokken?", "Welk budget hoort daarbij?")
    for action in asker.sample([a for a in truth.actions if a.budget], 2):
        asker.add(
            "follow_up",
            asker.deal("money", money, {}),
            asker.plan_of(action),
            key_facts=[[euros(action.budget or 0)]],
            year=action.year,
            history=_plan_turns(asker, action, hide_party=False),
            about="number",
        )


def _list_turns(asker: Asker, topic: Topic, year: int) -> list[tuple[str, str]]:
    slots = asker.topic_slots(topic, year)
    actions = asker.truth.actions_of(topic.id, year)
    points = " ".join(f"{i}. {asker.text_of(a)}" for i, a in enumerate(actions, start=1))
    count = f"{len(actions)} acties" if len(actions) > 1 else "één actie"
    return [
        ("user", asker.phrase("list_actions", slots)),
        ("assistant", f"In het jaarplan van {year} staan bij {slots['topic']} {count}: {points}"),
    ]


def _plan_turns(asker: Asker, action: Action, *, hide_party: bool) -> list[tuple[str, str]]:
    """Give turns about one action that do not give away what is asked next."""
    what, verb = f"{action.what()}{action.where}", action.core.verb.infinitive
    answer = f"In het jaarplan van {action.year} staat: {what} {verb}."
    if not hide_party and action.party:
        answer += f" De trekker is {action.party.subject}."
    return [
        ("user", f"Staat er in {action.year} iets over {action.doing}{action.where} in het plan?"),
        ("assistant", answer),
    ]
