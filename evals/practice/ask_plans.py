"""Questions about the plans: facts, numbers, dates, definitions, lists, parties, goals."""

from __future__ import annotations

from evals.practice.asker import Asker, date_wordings, value_wordings
from evals.practice.compose import fact_bank, lower
from evals.practice.manuscript import Role
from evals.practice.numbers import number_wordings
from evals.practice.truth import Action, Fact, Goal, Topic, euros


def fact_wordings(fact: Fact) -> list[str]:
    """Give the wordings of a single fact's value."""
    if fact.kind == "date":
        return date_wordings(fact.value)
    return list(dict.fromkeys((fact.value, fact.value.replace(".", "")))) if fact.kind == "number" else [fact.value]


def others_of(asker: Asker, fact: Fact) -> list[str]:
    """Give the values of the same fact in other years, where they are telling enough to be forbidden."""
    others = (f.value for f in asker.truth.facts if f.bank == fact.bank and f.id != fact.id)
    return [value for value in others if len(value) > 3]


def ask_facts(asker: Asker) -> None:
    """Ask for single facts, numbers and dates; some without a year, where the newest edition answers."""
    per_bank: dict[str, list[Fact]] = {}
    for fact in asker.truth.facts:
        per_bank.setdefault(fact.bank, []).append(fact)
    for some in per_bank.values():
        chosen = asker.sample(some[:-1], 2) if len(some) > 1 else some
        for fact in chosen:
            ask_fact(asker, fact, year=fact.year)
        if len(some) > 1 and asker.dice.random() < 0.7:
            ask_fact(asker, some[-1], year=None)
    for document in asker.truth.documents:
        if document.type in {"actieplan", "jaarplan", "eindrapportage"}:
            name = {"actieplan": "adopted_council", "jaarplan": "adopted", "eindrapportage": "adopted_end"}[
                document.type
            ]
            asker.add(
                "date",
                asker.phrase(name, {"year": str(document.year)}),
                asker.printed(f"V.{document.key}", Role.FACT),
                key_facts=[date_wordings(document.adopted)],
                year=document.year if document.type == "jaarplan" else None,
            )


def ask_fact(asker: Asker, fact: Fact, *, year: int | None) -> None:
    """Ask for one fact of a year, or, with None, without naming the year."""
    slots = {"j": str(year), "g": asker.truth.municipality}
    pool = fact_bank()[fact.bank]["ask"]
    if fact.year and year is None:
        pool = [without_year(text) for text in pool]
    asker.add(
        fact.kind,
        asker.deal(f"fact.{fact.bank}.{year is None}", pool, slots),
        asker.printed(fact.id, Role.FACT),
        key_facts=[fact_wordings(fact)],
        forbidden=others_of(asker, fact),
        year=fact.year,
    )


def without_year(text: str) -> str:
    """Take the year out of a phrasing."""
    for part in (" in {j}", " van {j}"):
        text = text.replace(part, "")
    return text


def ask_action_details(asker: Asker) -> None:
    """Ask for an action's number, budget, planning and partners."""
    actions = [a for a in asker.truth.actions if not a.moved_from]
    for action in asker.sample([a for a in actions if a.number and a.number > 3], 6):
        asker.add(
            "number",
            asker.phrase("amount", asker.action_slots(action)),
            asker.plan_of(action),
            key_facts=[number_wordings(action.number or 0)],
            year=action.year,
        )
    for action in asker.sample([a for a in actions if a.budget], 6):
        asker.add(
            "number",
            asker.phrase("budget", asker.action_slots(action)),
            asker.plan_of(action, Role.ACTION),
            key_facts=[[euros(action.budget or 0), str(action.budget)]],
            year=action.year,
        )
    for action in asker.sample([a for a in actions if a.planning], 7):
        wordings = action.planning.wordings if action.planning else ()
        asker.add(
            "date",
            asker.phrase("when", asker.action_slots(action)),
            asker.plan_of(action),
            key_facts=[wordings],
            year=action.year,
        )
    for action in asker.sample([a for a in actions if a.partners], 6):
        asker.add(
            "fact",
            asker.phrase("partners", asker.action_slots(action)),
            asker.plan_of(action),
            key_facts=[[partner.name] for partner in action.partners],
            year=action.year,
        )


def ask_definitions(asker: Asker) -> None:
    """Ask what abbreviations and terms mean."""
    for definition in asker.truth.definitions:
        name = definition.name
        asker.add(
            "definition",
            asker.phrase("abbreviation" if definition.full else "term", {"name": name, "g": asker.truth.municipality}),
            asker.printed(definition.id, Role.DEFINITION),
            key_facts=[[definition.full]] if definition.full else [[definition.meaning]],
        )


def ask_lists(asker: Asker) -> None:
    """Ask for all actions of a topic, a theme or a party in a year."""
    truth = asker.truth
    pairs = [(t, y) for t in truth.topics for y in truth.years if truth.actions_of(t.id, y)]
    for topic, year in asker.sample(pairs, 18):
        ask_list(asker, topic, year)
    for theme in truth.themes:
        year = asker.dice.choice(truth.years)
        actions = [a for t in theme.topics for a in truth.actions_of(t.id, year)]
        asker.add(
            "list_actions",
            asker.phrase("list_theme", {"theme": theme.name, "year": str(year)}),
            [p for a in actions for p in asker.plan_of(a)],
            items=[asker.text_of(a) for a in actions],
            year=year,
        )
    parties = [(p, y) for p in truth.parties for y in truth.years if _led(asker, p.name, y)]
    for party, year in asker.sample([pair for pair in parties if len(_led(asker, pair[0].name, pair[1])) > 1], 14):
        actions = _led(asker, party.name, year)
        asker.add(
            "list_by_party",
            asker.phrase("list_by_party", {"subject": party.subject, "year": str(year)}),
            [p for a in actions for p in asker.plan_of(a)],
            items=[asker.text_of(a) for a in actions],
            year=year,
        )


def ask_list(asker: Asker, topic: Topic, year: int, *, wording: str = "staff") -> None:
    """Ask for all actions of one topic in one year."""
    actions = asker.truth.actions_of(topic.id, year)
    group = None if wording in {"staff", "typo"} else wording
    asker.add(
        "list_actions" if wording == "staff" else wording,
        asker.phrase("list_actions", asker.topic_slots(topic, year), group=group),
        [p for a in actions for p in asker.plan_of(a)],
        wording=wording,
        items=[asker.text_of(a) for a in actions],
        year=year,
        about="list_actions",
    )


def _led(asker: Asker, name: str, year: int) -> list[Action]:
    return [a for a in asker.truth.actions if a.year == year and a.party and a.party.name == name]


def ask_parties(asker: Asker) -> None:
    """Ask who leads an action, who answers for a theme and who coordinates a topic."""
    truth = asker.truth
    for action in asker.sample([a for a in truth.actions if a.party], 16):
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


def ask_goals(asker: Asker) -> None:
    """Ask for goals, for the steps on the way, and whether they were reached."""
    truth = asker.truth
    for goal in asker.sample(truth.goals, 12):
        ask_goal(asker, goal)
    for goal in asker.sample(truth.goals, 4):
        year, value = asker.dice.choice(goal.interim[:-1])
        slots = asker.goal_slots(goal) | asker.topic_slots(truth.topic(goal.topic), year)
        asker.add(
            "goal",
            asker.phrase("interim", slots),
            asker.printed(goal.id, Role.INTERIM, document=f"jaarplan-{year}"),
            key_facts=[value_wordings(value, goal)],
            year=year,
        )


def ask_goal(asker: Asker, goal: Goal, *, wording: str = "staff") -> None:
    """Ask for one goal of the Actieplan."""
    group = None if wording in {"staff", "typo"} else wording
    asker.add(
        "goal" if wording == "staff" else wording,
        asker.phrase("goal", asker.goal_slots(goal), group=group),
        [
            *asker.printed(goal.id, Role.GOAL),
            *asker.printed(goal.id, Role.INTERIM, document=f"jaarplan-{goal.target_year}"),
        ],
        wording=wording,
        key_facts=[value_wordings(goal.target, goal)],
        about="goal",
    )
