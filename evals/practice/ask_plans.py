"""Questions about the plans: facts, numbers, dates, definitions, lists, parties, goals."""

from __future__ import annotations

from evals.practice.asker import Asker, counted, date_wordings, value_wordings
from evals.practice.compose import fact_bank
from evals.practice.manuscript import Role
from evals.practice.reports import HALVES
from evals.practice.truth import Fact, Goal, euros


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
        chosen = asker.sample(some[:-1], 1) if len(some) > 1 else some
        for fact in chosen:
            ask_fact(asker, fact, year=fact.year)
        if len(some) > 1 and asker.dice.random() < 0.5:
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
    reports = [d for d in asker.truth.documents if d.type == "voortgangsrapportage"]
    for document in asker.sample(reports, 2):
        period = f"{HALVES[document.half or 1]} {document.year}"
        asker.add(
            "date",
            asker.phrase("adopted_report", {"period": period}),
            asker.printed(f"V.{document.key}", Role.FACT),
            key_facts=[date_wordings(document.adopted)],
            year=document.year,
        )
    for document in asker.sample(reports, 2):
        period = f"{HALVES[document.half or 1]} {document.year}"
        told = asker.printed(f"P.{document.key}", Role.FACT)
        asker.add(
            "fact", asker.phrase("ordinal", {"period": period}), told, key_facts=[[told[0].key]], year=document.year
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


def ask_fact_again(asker: Asker, fact: Fact, *, wording: str) -> None:
    """Ask for one fact in plain words, with typing errors or in English."""
    slots = {"j": str(fact.year), "g": asker.truth.municipality}
    own = fact_bank()[fact.bank]
    pool = {"plain": own["plain"], "english": [own["english"]], "typo": own["ask"]}[wording]
    asker.add(
        wording,
        asker.deal(f"fact.{fact.bank}.{wording}", pool, slots),
        asker.printed(fact.id, Role.FACT),
        wording=wording,
        key_facts=[english_wordings(fact) if wording == "english" else fact_wordings(fact)],
        forbidden=others_of(asker, fact),
        year=fact.year,
        about=fact.kind,
    )


def english_wordings(fact: Fact) -> list[str]:
    """Give the wordings of a value that count in an English answer, which may quote the Dutch ones."""
    times = dict(
        zip("vier vijf zes zeven acht negen tien".split(), "four five six seven eight nine ten".split(), strict=True)
    )
    first = fact.value.split()[0]
    return [*fact_wordings(fact), *([f"{times[first]} times"] if fact.value.endswith(" keer") else [])]


def without_year(text: str) -> str:
    """Take the year out of a phrasing."""
    for part in (" in {j}", " van {j}"):
        text = text.replace(part, "")
    return text


def ask_action_details(asker: Asker) -> None:
    """Ask for an action's number, budget, planning and partners."""
    actions = [a for a in asker.truth.actions if not a.moved_from]
    for action in asker.sample([a for a in actions if a.number and a.number > 3], 4):
        asker.add(
            "number",
            asker.phrase("amount", asker.action_slots(action)),
            asker.plan_of(action),
            key_facts=[counted(action.number or 0, action.core.noun.split()[0], "gepland")],
            year=action.year,
        )
    for action in asker.sample([a for a in actions if a.budget], 4):
        asker.add(
            "number",
            asker.phrase("budget", asker.action_slots(action)),
            asker.plan_of(action, Role.ACTION),
            key_facts=[[euros(action.budget or 0), str(action.budget)]],
            year=action.year,
        )
    for action in asker.sample([a for a in actions if a.planning], 5):
        wordings = action.planning.wordings if action.planning else ()
        asker.add(
            "date",
            asker.phrase(
                "when_date" if action.planning and action.planning.asked_by_date else "when", asker.action_slots(action)
            ),
            asker.plan_of(action),
            key_facts=[wordings],
            year=action.year,
        )
    for action in asker.sample([a for a in actions if a.partners], 5):
        asker.add(
            "fact",
            asker.phrase("partners", asker.action_slots(action)),
            asker.plan_of(action),
            key_facts=[[partner.name] for partner in action.partners],
            year=action.year,
        )


def ask_definitions(asker: Asker) -> None:
    """Ask what abbreviations and terms mean."""
    for definition in asker.sample(asker.truth.definitions, 12):
        name = definition.name
        asker.add(
            "definition",
            asker.phrase("abbreviation" if definition.full else "term", {"name": name, "g": asker.truth.municipality}),
            asker.printed(definition.id, Role.DEFINITION),
            key_facts=[[definition.full]] if definition.full else [[definition.meaning]],
        )


def ask_goals(asker: Asker) -> None:
    """Ask for goals, for the steps on the way, and whether they were reached."""
    truth = asker.truth
    for goal in asker.sample(truth.goals, 10):
        ask_goal(asker, goal)
    for goal in asker.sample(truth.goals, 3):
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
