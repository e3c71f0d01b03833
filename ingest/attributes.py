"""Sentences that state nothing by themselves, but say something about the action before them.

"Dit gebeurt samen met de politie", "We mikken op maart", "Daarvoor is € 5.000 nodig". Known wordings come first. Any
other sentence is one by what it holds: a party, a time or an amount, and next to nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.parties import Parties
from ingest.prose import is_deed
from ingest.wordings import ROLE_OF, Field, field_of, wordings

AMOUNT = re.compile(r"€\s*\d[\d.,]*\d|€\s*\d|\b\d[\d.]*\d\s+euro\b")
LABEL = re.compile(r"(?P<label>[^:.]{2,48}):\s+(?P<value>\S.*)")
LABEL_WORDS = 5
LABELLED = frozenset({*ROLE_OF, Field.PLANNING, Field.BUDGET})
"""What a label that no list knows may hold, where its words are those of a column and its value is of that kind."""

AMOUNT_WORDS, PARTY_WORDS, TIME_WORDS, BARE_TIME_WORDS = 4, 5, 5, 2
"""How many words, beside names, times and function words, such a sentence has at most."""

DEED_WORDS = 2
"""The same where somebody acts in it ("We mikken op maart")."""


def attributes_of(sentence: str, known: Parties) -> tuple[tuple[Field, str], ...]:
    """Give what a sentence only says about the action before it: "De planning is maart" gives planning, "maart"."""
    bare = " ".join(sentence.split()).rstrip(".;")
    for field, phrase in wordings().attributes:
        if (pattern := known.met(phrase, bare)) and (match := pattern.fullmatch(bare)):
            return ((field, match["name"].strip()),)
    for reader in (_about_amounts, _labelled, _about_parties, _about_time):
        if found := tuple(reader(bare, known)):
            return found
    return ()


def _about_amounts(sentence: str, _: Parties) -> Iterator[tuple[Field, str]]:
    """An amount and little else: "Daarvoor is € 5.000 vrijgemaakt"."""
    amount = AMOUNT.search(sentence)
    if amount is not None and _content(sentence, [amount.span()]) <= _most(sentence, AMOUNT_WORDS):
        yield Field.BUDGET, amount[0]


def _labelled(sentence: str, known: Parties) -> Iterator[tuple[Field, str]]:
    """A label that no list knows: "Partner hierbij: politie"."""
    label = LABEL.fullmatch(sentence)
    if label is None or len(label["label"].split()) > LABEL_WORDS:
        return
    field, value = field_of(label["label"]), label["value"]
    match field:
        case Field.PLANNING:
            fits = wordings().time.search(value) is not None
        case Field.BUDGET:
            fits = AMOUNT.search(value) is not None
        case _:
            fits = bool(known.named_in(value))
    if field in LABELLED and fits:
        yield field, value


def _about_parties(sentence: str, known: Parties) -> Iterator[tuple[Field, str]]:
    """A party and a word that says its part: "Ook de politie denkt mee", "Team Wonen is aan zet"."""
    named = known.named_in(sentence)
    if (
        not named
        or wordings().of_part.search(sentence)
        or _content(sentence, [match.span() for match in named]) > _most(sentence, PARTY_WORDS)
    ):
        return
    beside = _without(sentence, [match.span() for match in named])  # "Team Samenleving" says no "samen"
    family = next((f for f, pattern in wordings().families if f in ROLE_OF and pattern.search(beside)), None)
    if family is not None:
        yield family, "; ".join(match[0] for match in named)


def _about_time(sentence: str, _: Parties) -> Iterator[tuple[Field, str]]:
    """A time and a word that says it is planned, or next to nothing else: "We mikken op het derde kwartaal"."""
    time = wordings().time.search(sentence)
    if time is None:
        return
    planned = any(f is Field.PLANNING and pattern.search(sentence) for f, pattern in wordings().families)
    if _content(sentence, [time.span()]) <= _most(sentence, TIME_WORDS if planned else BARE_TIME_WORDS):
        yield Field.PLANNING, time[0]


def _most(sentence: str, most: int) -> int:
    return min(most, DEED_WORDS) if is_deed(sentence) else most


def _without(sentence: str, places: list[tuple[int, int]]) -> str:
    for start, end in reversed(places):
        sentence = sentence[:start] + " " + sentence[end:]
    return sentence


def _content(sentence: str, without: list[tuple[int, int]]) -> int:
    """Count the words that carry meaning, outside the places given."""
    sentence = _without(sentence, without)
    function = re.compile(rf"(?:{wordings().function_words})", re.IGNORECASE)
    return sum(1 for word in re.findall(r"\w[\w’'-]*", sentence) if not function.fullmatch(word))
