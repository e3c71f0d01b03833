"""What a paragraph or list point states, one by one, and what it says about each: party, planning, budget."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from corpus.types import Party, Role
from ingest.fields import labels_in, only_labels, printed_number, without_labels
from ingest.parties import Parties, acting_party, attribute_of, parties_of, stated_parties
from ingest.prose import goes_on, is_unfinished, sentences
from ingest.wordings import ROLE_OF, Field, plain


@dataclass(slots=True)
class Statement:
    """One thing that is stated: where it stands, `[start, end)`, and what is said about it. Grows while it is read."""

    start: int
    end: int
    parties: list[Party] = field(default_factory=list)
    values: dict[Field, str] = field(default_factory=dict)
    label: str | None = None
    counts: bool = True
    is_open: bool = True

    def add(self, name: Field, value: str, known: Parties) -> None:
        """Take in what a label or a sentence says about it."""
        if name in ROLE_OF:
            self.add_parties(parties_of(value, ROLE_OF[name], known))
        else:
            self.values.setdefault(name, value)

    def add_parties(self, parties: Sequence[Party]) -> None:
        """Take in parties, each once in its role."""
        held = {(plain(p.name), p.role) for p in self.parties}
        self.parties.extend(p for p in parties if (plain(p.name), p.role) not in held)


def statements(
    text: str, known: Parties, *, whole: bool, wanted: Callable[[str], bool], acting: bool = False
) -> tuple[Statement, ...]:
    """Give the statements in `text`.

    Args:
        text: a paragraph or list point.
        known: the names of parties.
        whole: it is all about one thing, as a list point is; else every wanted sentence begins a new statement.
        wanted: says whether a sentence states something (`ingest.prose.is_deed` for actions).
        acting: the statements are actions: the party that acts in one leads it, and a sentence that is followed by
            what is only said of actions ("Trekker: ...") is one, whatever its words.
    """
    found: list[Statement] = []
    for start, end in sentences(text):
        number = printed_number(text[start:end])
        start += number[1] if number else 0
        sentence = text[start:end]
        last = found[-1] if found else None
        said = list(_said(sentence, known))
        if said and _only_says(sentence, known):
            if last:
                last.is_open = False
                last.counts = last.counts or acting
        elif last and (whole or goes_on(sentence) or (last.is_open and is_unfinished(text[last.start : last.end]))):
            last.end = end if last.is_open else last.end
            last.add_parties(stated_parties(sentence, known))
        else:
            bare = without_labels(sentence, labels_in(sentence))
            last = Statement(start, start + len(bare), label=number[0] if number else None)
            last.is_open = len(bare) == len(sentence)
            last.counts = whole or wanted(bare) or (acting and len(bare) < len(sentence))
            last.add_parties(stated_parties(bare, known))
            if acting and not any(p.role in {Role.LEAD, Role.RESPONSIBLE} for p in last.parties):
                last.add_parties(acting_party(bare, known))
            found.append(last)
        for name, value in said:
            if last:
                last.add(name, value, known)
    return tuple(statement for statement in found if statement.counts)


def _said(sentence: str, known: Parties) -> Iterator[tuple[Field, str]]:
    """What the labels of a sentence say, or the sentence itself where it only says something about another."""
    labels = labels_in(sentence)
    yield from ((label.field, label.value) for label in labels)
    if not labels and (attribute := attribute_of(sentence, known)):
        yield attribute


def _only_says(sentence: str, known: Parties) -> bool:
    if labels_in(sentence):
        return only_labels(sentence)
    return attribute_of(sentence, known) is not None
