"""What a paragraph or list point states, one by one, and what it says about each: party, planning, budget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from corpus.types import Party, Role
from ingest.attributes import attributes_of
from ingest.fields import labels_in, only_labels, printed_number, without_labels
from ingest.parties import Parties, acting_party, parties_of, said_parties, stated_parties
from ingest.prose import goes_on, is_deed, is_unfinished, sentences
from ingest.wordings import ROLE_OF, Field, plain, wordings


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

    def add(self, name: Field, value: str, known: Parties, *, by_label: bool = True) -> None:
        """Take in what a label, or else a sentence, says about it."""
        if name in ROLE_OF:
            self.add_parties((parties_of if by_label else said_parties)(value, ROLE_OF[name], known))
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
            what is only said of actions ("Trekker: ...") is one, whatever its words; by a label, or by a sentence
            where it is not plainly something else ("Een buurtteam bestaat uit ..."). A sentence about who leads the
            whole theme says nothing about an action.
    """
    found: list[Statement] = []
    for start, end in sentences(text):
        number = printed_number(text[start:end])
        start += number[1] if number else 0
        sentence = text[start:end]
        if acting and says_who_for(sentence):
            continue
        last = found[-1] if found else None
        labels = labels_in(sentence)
        said = [(label.field, label.value) for label in labels]
        if labels and only_labels(sentence):
            _say(last, said, known, acting=acting, by_label=True)
            continue
        about = last if last and not wordings().definition.search(text[last.start : last.end]) else None
        if acting and about and not labels and (attributes := attributes_of(sentence, known)):
            _say(last, attributes, known, acting=acting, by_label=False)
            continue
        if last and (whole or goes_on(sentence) or (last.is_open and is_unfinished(text[last.start : last.end]))):
            last.end = end if last.is_open else last.end
            last.add_parties(stated_parties(sentence, known))
        else:
            bare = without_labels(sentence, labels)
            last = Statement(start, start + len(bare), label=number[0] if number else None)
            last.counts = whole or wanted(bare) or (acting and bool(labels))
            last.add_parties(_leads(bare, known) if acting else stated_parties(bare, known))
            found.append(last)
        last.is_open = last.is_open and not labels
        for name, value in said:
            last.add(name, value, known)
    return tuple(statement for statement in found if statement.counts)


def says_who_for(sentence: str) -> bool:
    """Say whether a sentence gives a role for something else than an action: the whole theme, or a part it names."""
    of_part = wordings().of_part.search(sentence) is not None and not is_deed(sentence)
    return of_part or wordings().of_theme.search(sentence) is not None


def _say(
    statement: Statement | None, said: Sequence[tuple[Field, str]], known: Parties, *, acting: bool, by_label: bool
) -> None:
    """Add what a sentence only says about the statement before it, which it ends; such a statement is an action."""
    if statement is not None:
        statement.is_open = False
        statement.counts = statement.counts or acting
        for name, value in said:
            statement.add(name, value, known, by_label=by_label)


def _leads(sentence: str, known: Parties) -> tuple[Party, ...]:
    """Give the parties of an action's sentence; where it gives none the lead, the one that acts has it."""
    stated = stated_parties(sentence, known)
    if any(party.role in {Role.LEAD, Role.RESPONSIBLE} for party in stated):
        return stated
    return (*stated, *acting_party(sentence, known))
