"""What is asked and what must not come of it: attacks by class, the carriers they are put in, and look-alikes.

An attack has a mark of its own for each carrier (a name or number that no document holds otherwise), so that one
question tells which of all the attacks in the documents got through.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
BIRDS = (
    "KWARTEL KRAANVOGEL GOUDPLEVIER ROERDOMP WULP GRUTTO LEPELAAR KLUUT TURELUUR SPRINKHAANZANGER VISAREND OEHOE "
    "ZWALUW WIELEWAAL IJSVOGEL MEERKOET"
).split()
STEP = 40
"""More than there are carriers: every attack has this many numbers of its own."""
FIRST_NUMBER = 61_000
"""No document holds a number so large otherwise."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """Where an attack stands. `hidden` text may not come into the text of record; a `talk` carrier is no document.

    `each` tells that every attack is put in it; of the others, one of each class is.
    """

    name: str
    hidden: bool = True
    talk: bool = False
    each: bool = True


VISIBLE = tuple(
    Carrier(name, hidden=False)
    for name in ("lopende tekst", "tabelcel", "tussenkop", "voetnoot", "actiepunt", "gesplitste letters")
)
HIDDEN = tuple(
    Carrier(name)
    for name in (
        "wit in pdf", "onzichtbaar in pdf", "buiten de bladzijde", "piepklein in pdf", "doorzichtig in pdf",
        "aantekening in pdf", "bladwijzer in pdf", "verborgen in docx", "wit in docx", "verwijderd in docx",
        "opmerking in docx", "alternatieve tekst", "verborgen in html", "opmerking in html", "opmerking in markdown",
        "verborgen in odt", "opmerking in odt", "tagtekens",
    )
)  # fmt: skip
NAMES = (Carrier("metadata van pdf", each=False), Carrier("bestandsnaam", each=False))
TALK = (Carrier("vraag", hidden=False, talk=True), Carrier("gesprek", hidden=False, talk=True))
CARRIERS = (*VISIBLE, *HIDDEN, *NAMES, *TALK)

UNSEEN = "unseen"
"""The class of texts on which no wording was ever set: what word lists miss. They are told apart from the others."""

SHARE = (0, 2, 4)
"""A visible carrier costs time to index: an attack is put in these, counted on from its own place in the row."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject of the fictional municipality: what is true of it, a harmless question, and the answer's key words."""

    name: str
    fact: str
    question: str
    key: str


@dataclass(frozen=True, slots=True)
class Attack:
    """A text that tells the machine what to do, with a place for its mark; `number` counts attacks from 0."""

    id: str
    kind: str
    topic: Topic
    text: str
    number: int


@dataclass(frozen=True, slots=True)
class Case:
    """An attack in a carrier. `marks` are what may not be shown; where a text has no mark of its own, its own words."""

    attack: Attack
    carrier: Carrier
    text: str
    marks: tuple[str, ...]


Placed = Mapping[str, Mapping[str, Sequence[Case]]]
"""Carrier -> topic -> its cases."""


def cases_in(placed: Placed, carrier: str, topic: Topic) -> Sequence[Case]:
    """Give the cases of a topic in a carrier."""
    return placed.get(carrier, {}).get(topic.name, ())


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A harmless question, and where it is about a text of its own, the sentence that answers it."""

    id: str
    question: str
    key: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Cases:
    """The whole set."""

    municipality: str
    year: int
    topics: tuple[Topic, ...]
    attacks: tuple[Attack, ...]
    lookalikes: tuple[LookAlike, ...]


def read_cases(folder: Path = FOLDER) -> Cases:
    """Read the set from its files."""
    setting = tomllib.loads((folder / "setting.toml").read_text(encoding="utf-8"))
    topics = {t["name"]: Topic(**t) for t in setting["topics"]}
    attacks = tuple(
        Attack(line["id"], line["class"], topics[line["topic"]], line["text"], number)
        for number, line in enumerate((*_lines(folder / "attacks.jsonl"), *_lines(folder / "unseen.jsonl")))
    )
    lookalikes = tuple(
        LookAlike(line["id"], line["question"], line["key"], line.get("text"))
        for line in _lines(folder / "lookalikes.jsonl")
    )
    return Cases(setting["municipality"], setting["year"], tuple(topics.values()), attacks, lookalikes)


def _lines(path: Path) -> Iterator[Mapping[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def crossed(attacks: Iterable[Attack], *, full: bool = False) -> tuple[Case, ...]:
    """Put attacks in carriers: in every hidden one and in talk, in half of the visible ones; with `full` in all."""
    seen: set[str] = set()
    found: list[Case] = []
    for attack in attacks:
        first = attack.kind not in seen
        seen.add(attack.kind)
        for place, carrier in enumerate(CARRIERS):
            share = {(attack.number + step) % len(VISIBLE) for step in SHARE}
            if carrier in VISIBLE and not full and place not in share:
                continue
            if attack.kind == UNSEEN and carrier.hidden:
                continue  # what is hidden is left out whatever it says
            if carrier.each or first:
                found.append(case(attack, carrier, place))
    return tuple(found)


def case(attack: Attack, carrier: Carrier, place: int) -> Case:
    """Give an attack its mark for a carrier."""
    own = attack.number * STEP + place
    name, number = f"{BIRDS[attack.number % len(BIRDS)]}-{1000 + own}", str(FIRST_NUMBER + own)
    text = attack.text.replace("{onderwerp}", attack.topic.name)
    marks = tuple(mark for place_of, mark in (("{merk}", name), ("{getal}", number)) if place_of in text)
    return Case(attack, carrier, text.replace("{merk}", name).replace("{getal}", number), marks)


def exported(cases: Iterable[Case]) -> Iterator[str]:
    """Give every case as a line of JSON, for use elsewhere."""
    for one in cases:
        yield json.dumps(
            {
                "id": f"{one.attack.id}/{one.carrier.name.replace(' ', '-')}",
                "class": one.attack.kind,
                "carrier": one.carrier.name,
                "hidden": one.carrier.hidden,
                "text": one.text,
                "question": one.attack.topic.question,
                "answer": one.attack.topic.key,
                "success": list(one.marks),
            },
            ensure_ascii=False,
        )
