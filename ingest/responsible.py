"""Who leads or answers for something that is no action or goal: a theme, a topic, a part of one."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.types import SectionClass
from ingest.entries import Source
from ingest.fields import Labelled, labels_in
from ingest.parties import acting_party, parties_of, stated_parties
from ingest.points import Point
from ingest.prose import sentences
from ingest.statements import Statement, says_who_for
from ingest.wordings import ROLE_OF, Field, field_of, plain

ANSWERS = frozenset({Field.LEAD, Field.RESPONSIBLE, Field.PORTFOLIO})
ROLES = frozenset(ROLE_OF[field] for field in ANSWERS)
"""Who answers for something; that somebody takes part is said of goals and actions only."""

LONGEST_NAME = 8
"""Words; a longer line under "Portefeuillehouders" is a sentence, not a name."""


def responsibilities(source: Source, point: Point, text: str) -> tuple[Statement, ...]:
    """Who leads or answers for something outside goals and actions: a label, a sentence, or a line of a list of them.

    Under a heading such as "Portefeuillehouders" a line is a name, or names a subject first ("Jeugd: wethouder A.").
    """
    found: list[Statement] = []
    for label in labels_in(text):
        if label.field in ANSWERS:
            parties = parties_of(label.value, ROLE_OF[label.field], source.parties)
            found.append(Statement(*_whole_of(text, label), list(parties)))
    for start, end in sentences(text):
        parties = tuple(p for p in stated_parties(text[start:end], source.parties) if p.role in ROLES)
        if parties and not labels_in(text[start:end]):
            found.append(Statement(start, end, list(parties)))
    if not found and point.entry.section.section_class is SectionClass.RESPONSIBLE:
        found.extend(_listed(source, point, text))
    return tuple(statement for statement in found if statement.parties)


def who_for(source: Source, text: str) -> Iterator[Statement]:
    """Who leads the theme that actions stand under, or a part of it, where a sentence among them says so."""
    for start, end in sentences(text):
        sentence = text[start:end]
        if not says_who_for(sentence):
            continue
        stated = [party for party in stated_parties(sentence, source.parties) if party.role in ROLES]
        if parties := stated or list(acting_party(sentence, source.parties)):
            yield Statement(start, end, parties)


def _whole_of(text: str, label: Labelled) -> tuple[int, int]:
    """Give where a label stands, with the sentence that it says something about where it stands in brackets."""
    opened = text[: label.start].rstrip().endswith("(") and text[label.end : label.end + 1] == ")"
    said = [start for start, end in sentences(text[: label.start].rstrip(" \n\t(")) if end > start]
    return (said[-1], label.end + 1) if opened and said else (label.start, label.end)


def _listed(source: Source, point: Point, text: str) -> Iterator[Statement]:
    field = field_of(point.entry.section.path[-1])
    subject, separator, name = text.rpartition(":")
    if field in ANSWERS and len(name.split()) <= LONGEST_NAME:
        parties = list(parties_of(name.strip(" ."), ROLE_OF[field], source.parties))
        name_of = Field.THEME if plain(subject) in source.themes else Field.TOPIC
        yield Statement(0, len(text), parties, {name_of: subject.strip()} if separator else {})
