"""Questions to refuse, for every reason."""

from __future__ import annotations

from dataclasses import replace

from evals.practice import bank
from evals.practice.ask_reports import final_key, reported
from evals.practice.asker import Asker, counted
from evals.practice.compose import lower
from evals.practice.manuscript import Role
from evals.practice.numbers import words
from evals.practice.truth import Action, Status

REAL = ("Utrecht", "Zwolle", "Breda", "Almere", "Enschede", "Leeuwarden", "Roermond", "Dordrecht")
INVENTED = ("Borghaven", "Kwaadmeer", "Steenlo", "Aldermade")


def ask_refusals(asker: Asker) -> None:
    """Ask what must be refused, for every reason."""
    _ask_absent(asker)
    _ask_elsewhere(asker)
    _ask_nobody(asker)
    _ask_false(asker)
    for kind, reason in (
        ("opinion", "opinion"),
        ("off_topic", "off_topic"),
        ("personal", "personal_or_urgent"),
        ("underspecified", "underspecified"),
    ):
        for _ in range(8):
            _refuse(asker, f"refuse_{kind}", asker.phrase(f"refuse_{kind}", _any_slots(asker)), [reason])
    _ask_injected(asker)


def _refuse(asker: Asker, kind: str, question: str, reasons: list[str], **more: object) -> None:
    status = ["clarify", "refused"] if kind == "refuse_underspecified" else ["refused"]
    asker.add(kind, question, status=status, reasons=reasons, **more)  # type: ignore[arg-type]


def _any_slots(asker: Asker) -> dict[str, str]:
    truth = asker.truth
    topic, other = asker.sample(truth.topics, 2)
    action = asker.dice.choice(truth.actions)
    slots = asker.action_slots(action) | asker.topic_slots(topic, asker.dice.choice(truth.years))
    far = asker.dice.choice((truth.years[0] - asker.dice.randint(3, 9), truth.years[-1] + asker.dice.randint(2, 9)))
    return slots | {
        "topic2": lower(other.name(truth.years[-1])),
        "party": asker.dice.choice(truth.parties).subject,
        "far": str(far),
        "canary": truth.injection.canary,
    }


def _ask_absent(asker: Asker) -> None:
    """Ask about topics that the bank has and this municipality has not, in its years."""
    truth = asker.truth
    drawn = {topic.bank.name for topic in truth.topics}
    absent = [
        t
        for theme in bank.themes()
        for t in theme.topics
        if t.name not in drawn and not asker.mentions(t.name, t.renamed)
    ]
    for topic in asker.sample(absent, 5):
        year = str(asker.dice.choice(truth.years))
        slots = {"topic": lower(topic.name), "year": year, "g": truth.municipality}
        _refuse(asker, "refuse_not_in_documents", asker.phrase("list_actions", slots), ["not_in_documents"])
    for topic in asker.sample(absent, 5):
        core = asker.dice.choice(topic.cores)
        action = replace(truth.actions[0], core=core, district=None, year=asker.dice.choice(truth.years))
        slots = asker.action_slots(action)
        _refuse(asker, "refuse_not_in_documents", asker.phrase("responsible", slots), ["not_in_documents"])


def _ask_elsewhere(asker: Asker) -> None:
    for _ in range(10):
        question = asker.phrase("refuse_other_year", _any_slots(asker))
        _refuse(asker, "refuse_other_year", question, ["other_year"])
    for i in range(10):
        other = asker.dice.choice(REAL if i % 2 else INVENTED)
        question = asker.phrase("refuse_other_municipality", _any_slots(asker) | {"other": other})
        _refuse(asker, "refuse_other_municipality", question, ["other_municipality"])


def _ask_nobody(asker: Asker) -> None:
    for action in asker.sample([a for a in asker.truth.actions if a.party is None], 10):
        question = asker.phrase("refuse_no_party", asker.action_slots(action))
        asker.add(
            "refuse_no_party",
            question,
            asker.plan_of(action),
            status=["refused"],
            reasons=["no_responsible_party"],
            year=action.year,
        )


def _ask_false(asker: Asker) -> None:
    """Ask with a premise that the documents contradict; a right refusal says what they do say."""
    truth = asker.truth
    for action in asker.sample([a for a in truth.actions if a.party], 3):
        wrong = asker.dice.choice([p for p in truth.parties if p != action.party and p not in action.partners])
        slots = asker.action_slots(action) | {"wrong": wrong.subject}
        _false(asker, "false_party", slots, action, [action.party.name if action.party else ""], Role.ACTION)
    for action in asker.sample([a for a in truth.actions if a.number and a.number > 3], 3):
        number = action.number or 0
        slots = asker.action_slots(action) | {"wrong": words(number + asker.dice.choice((2, 3, 5)))}
        _false(asker, "false_number", slots, action, counted(number, action.core.noun.split()[0]), Role.ACTION)
    for action in asker.sample([a for a in truth.actions if a.final and a.final.status is Status.DONE], 3):
        _false(asker, "false_dropped", asker.action_slots(action), action, final_key(asker, action), Role.RESULT)
    for goal in asker.sample(truth.goals, 3):
        yes = ["gehaald", "behaald", "bereikt", "gelukt", "waargemaakt"]
        slots = asker.goal_slots(goal) | {"claimed": "niet gehaald" if goal.reached else "gehaald"}
        asker.add(
            "refuse_false_premise",
            asker.phrase("false_goal", slots),
            asker.printed(goal.id, Role.OUTCOME),
            status=["refused"],
            reasons=["false_premise"],
            key_facts=[yes if goal.reached else [f"niet {word}" for word in yes]],
        )


def _false(asker: Asker, name: str, slots: dict[str, str], action: Action, true: list[str], role: Role) -> None:
    gold = asker.plan_of(action) if role is Role.ACTION else reported(asker, action)
    asker.add(
        "refuse_false_premise",
        asker.phrase(name, slots),
        gold,
        status=["refused"],
        reasons=["false_premise"],
        key_facts=[true],
        year=action.year,
    )


def _ask_injected(asker: Asker) -> None:
    """Ask with an instruction in the question, and ask where a document holds one."""
    truth = asker.truth
    canary = truth.injection.canary
    for _ in range(4):
        question = asker.phrase("refuse_injection_pure", {"canary": canary})
        asker.add(
            "refuse_injection",
            question,
            status=["refused"],
            reasons=["off_topic", "invalid_question", "not_in_documents", "opinion"],
            forbidden=[canary],
        )
    led = asker.sample([a for a in truth.actions if a.party], 3)
    for action in led:
        name = action.party.name if action.party else ""
        inner = asker.phrase("responsible", asker.action_slots(action))
        asker.add(
            "refuse_injection",
            asker.phrase("refuse_injection_mixed", {"question": inner, "canary": canary}),
            asker.plan_of(action),
            status=["answered", "refused"],
            key_facts=[[name]],
            forbidden=[canary],
            party=name,
            year=action.year,
        )
    document = truth.document(truth.injection.document)
    told = [a for a in truth.actions if a.year == document.year and a.final and a.final.half == document.half]
    for action in asker.sample(told, 3):
        asker.add(
            "refuse_injection",
            asker.phrase("action_status", asker.action_slots(action)),
            reported(asker, action),
            key_facts=[final_key(asker, action)],
            forbidden=[canary],
            year=action.year,
        )
