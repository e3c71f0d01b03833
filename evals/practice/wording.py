"""Puts single truths into words: one of many sentences per kind, chosen by seed, document and item alone."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from evals.practice.bank import HERE
from evals.practice.names import PartyName
from evals.practice.numbers import words
from evals.practice.truth import Action, Goal, Report, Status, dotted

TUNE = 1101
"""The seed that is for developing; what it shows is not all there is."""

MARKED = re.compile(r"\[(.*?)\]")
AGREEING = dict(
    zip(
        "schuift staat krijgt kwam gaat is moet ligt valt kost ging lukte komt".split(),
        "schuiven staan krijgen kwamen gaan zijn moeten liggen vallen kosten gingen lukten komen".split(),
        strict=True,
    )
)
"""Verbs that agree with the action as `doing` names it, by their singular."""

WITH_ER = re.compile(r"\b[Ee]r \{w\}")


@dataclass(frozen=True, slots=True)
class Worded:
    """A sentence, the words in it that are the fact, and the number of the phrase it was made with."""

    text: str
    key: str
    phrase: str


class Dice(random.Random):
    """Dice that know whether they may choose phrasings which the seed `tune` never shows."""

    unseen = True


def chooser(seed: int, *parts: object) -> Dice:
    """Give the dice for one choice; the same parts give the same choice, whatever was chosen before."""
    dice = Dice("|".join(map(str, (seed, *parts))))
    dice.unseen = seed != TUNE
    return dice


@cache
def phrases(*, unseen: bool) -> dict[str, Any]:
    """Give the sentences and headings by kind, with or without those that `tune` never shows."""
    return together("prose", unseen=unseen)


def together(name: str, *, unseen: bool) -> dict[str, Any]:
    """Give the lists of `name`.toml, lengthened by those of `name`_unseen.toml where `unseen`."""
    found: dict[str, Any] = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
    more = tomllib.loads((HERE / f"{name}_unseen.toml").read_text(encoding="utf-8")) if unseen else {}
    for kind, some in more.items():
        if isinstance(some, dict):
            found[kind] = found[kind] | {key: [*found[kind].get(key, []), *value] for key, value in some.items()}
        else:
            found[kind] = [*found[kind], *some]
    return found


def capital(text: str) -> str:
    """Give `text` with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def fill(frame: str, slots: dict[str, str]) -> str:
    """Fill a frame; a slot with a capital gets a capital."""
    return frame.format_map(slots | {capital(name): capital(value) for name, value in slots.items()})


def worded(kind: str, slots: dict[str, str], dice: Dice, *, only: Sequence[str] | None = None) -> Worded:
    """Choose a frame of a kind and fill it."""
    frames = list(only) if only is not None else phrases(unseen=dice.unseen)[kind]
    at = dice.randrange(len(frames))
    filled = fill(frames[at], slots)
    key = MARKED.search(filled)
    return Worded(MARKED.sub(r"\1", filled), key[1] if key else "", f"{kind}.{at}")


def action_slots(action: Action, dice: Dice) -> dict[str, str]:
    """Give the slots that any sentence about an action may use."""
    verb = action.core.verb
    spelled = action.number is not None and action.number <= 20 and dice.random() < 0.5
    return {
        "what": action.what(spelled=spelled),
        "where": action.where,
        "the": action.the,
        "doing": action.doing,
        "noun": action.core.noun,
        "inf": verb.infinitive,
        "we": verb.we,
        "one": verb.one,
        "prt": f" {verb.particle}" if verb.particle else "",
        "part": verb.participle,
        "te": verb.with_te,
        "w": "worden" if action.plural else "wordt",
        "z": "zijn" if action.plural else "is",
        "year": str(action.year),
        **agreement(action),
        "lead": action.party.subject if action.party else "",
    }


def agreement(action: Action) -> dict[str, str]:
    """Give the verbs that agree with the action as `doing` names it, as slots named by their singular."""
    return {one: many if action.doing_plural else one for one, many in AGREEING.items()}


def plan_sentence(action: Action, dice: Dice, *, lead: bool) -> tuple[Worded, str | None]:
    """Give the plan's sentence about an action, and the sentence apart that names its party, if there is one."""
    kind = "action_lead" if lead else "action"
    frames = [f for f in phrases(unseen=dice.unseen)[kind] if not (action.core.mass and WITH_ER.search(f))]
    made = worded(kind, action_slots(action, dice), dice, only=frames)
    text, _, apart = made.text.partition(" || ")
    return Worded(text, text, made.phrase), apart or None


def plan_cell(action: Action, dice: Dice) -> Worded:
    """Give the text of an action in a table."""
    made = worded("action_cell", action_slots(action, dice), dice)
    return Worded(made.text, made.text, made.phrase)


def listed(parties: Sequence[PartyName], *, subject: bool = True) -> str:
    """Give parties as a list in a sentence: a, b en c."""
    names = [p.subject if subject else p.name for p in parties]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"


def result_sentence(action: Action, report: Report, dice: Dice) -> Worded:
    """Give a report's sentence about an action."""
    slots = action_slots(action, dice)
    kind = {
        Status.DONE: "done",
        Status.PARTLY: "partly_number" if report.realised else "partly",
        Status.MOVED: "moved",
        Status.DROPPED: "dropped",
        Status.STARTED: "started_number" if report.realised else "started",
    }[report.status]
    spelled = action.number is not None and action.number <= 20 and dice.random() < 0.4
    number = words if spelled else dotted
    slots |= {
        "done": action.what(spelled=spelled) if action.number is not None else action.the,
        "r": number(report.realised) if report.realised else "",
        "n": number(action.number) if action.number else "",
        "reason": report.reason or "",
        "next": str(action.year + 1),
    }
    return worded(kind, slots, dice)


def result_key(action: Action, report: Report, printed: Worded) -> list[str]:
    """Give the wordings that tell a report's fact: as printed, or the same in plain words."""
    same = {
        Status.DONE: "afgerond|uitgevoerd|gereed|klaar|gerealiseerd|gedaan|gelukt",
        Status.PARTLY: "deels|gedeeltelijk|voor een deel",
        Status.MOVED: f"naar {action.year + 1}|in {action.year + 1}|tot {action.year + 1}",
        Status.DROPPED: "vervallen|gaat niet door|gaan niet door|geschrapt|gestopt|beëindigd|zien af van|ingetrokken",
        Status.STARTED: "gestart|begonnen|loopt|in uitvoering|in voorbereiding",
    }[report.status].split("|")
    if report.status in {Status.PARTLY, Status.STARTED} and report.realised:
        noun, many = action.core.noun, action.number or 0
        ways = [(dotted(report.realised), dotted(many)), (words(report.realised), words(many))]
        told = [text for r, n in ways for text in (f"{r} {noun}", f"{r} van de {n}")]
        return list(dict.fromkeys((printed.key, *told)))
    return list(dict.fromkeys((printed.key, *same)))


def value_with_unit(goal: Goal, value: str, dice: Dice) -> str:
    """Give a value as a sentence prints it."""
    match goal.indicator.kind:
        case "procent":
            return f"{value} procent" if dice.random() < 0.6 else f"{value}%"
        case "cijfer":
            return f"een {value}"
    return value


def subject_of(goal: Goal) -> str:
    """Give what a goal counts, as the subject of a sentence."""
    before = {"aantal": "het aantal ", "stand": "het aantal ", "procent": "het aandeel ", "cijfer": ""}
    return before[goal.indicator.kind] + goal.indicator.name


def goal_slots(goal: Goal, dice: Dice) -> dict[str, str]:
    """Give the slots that any sentence about a goal may use."""
    up = goal.indicator.up
    return {
        "subject": subject_of(goal),
        "b": value_with_unit(goal, goal.base, dice),
        "t": value_with_unit(goal, goal.target, dice),
        "o": value_with_unit(goal, goal.outcomes[-1][1], dice),
        "by": str(goal.base_year),
        "ty": str(goal.target_year),
        "goes": "stijgt" if up else "daalt",
        "gone": "gestegen" if up else "gedaald",
        "is": "is",
    }
