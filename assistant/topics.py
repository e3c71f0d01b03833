"""Which theme or topic of the documents a question means in its own words: "kroegen controleren", "new year's eve"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.catalog import PART
from assistant.desk import Desk
from assistant.evidence import SYNONYM, Weighted, Words, coverage, stem_set, weight_of
from corpus.lexical import Compounds, Term, stems
from corpus.types import RegisterItem

NAME_SAID = 0.72
"""Share of a topic's name that the question must say, in other words where need be."""

CLEAR = 0.15
"""By how much more the question must say of that name than of any other."""

QUESTION_TOLD = 0.4
"""Share of the question's subject that the topic and its items must know."""

ALL_SAID = 0.75
"""Share of the question's subject from which a name says all of it."""

TELLING = 0.4
"""Weight from which a word of the question is worth saying that it was not found."""

APART = 20
"""Places between two words of a question, so that wordings for two of them are not taken for one wording."""


def read_topic(desk: Desk, items: Sequence[RegisterItem]) -> str | None:
    """Give the one theme or topic of `items` whose name the question says in other words; None where that is unsure."""
    best = closest_name(desk, [name for i in items for name in (i.topic, i.theme) if name])
    held = [i for i in items if best in {i.topic, i.theme}]
    return best if best and _told(desk, best, held)[0] >= QUESTION_TOLD else None


def closest_name(desk: Desk, names: Iterable[str]) -> str | None:
    """Give the one name that the question says in its own or in other words; None where two are as near, or none is."""
    lexical = desk.index.lexical
    own, other = _said((t.term for t in desk.terms), lexical.compounds)
    shares: list[tuple[float, str]] = []
    for name in dict.fromkeys(names):
        for piece in {name, *PART.split(name)}:  # of "Evenementen en jaarwisseling" a question may mean one
            named = [Weighted(term, weight_of(term.word)) for term in lexical.terms(piece)]
            shares.append((coverage(named, (own, 1.0), (other, SYNONYM))[0] if named else 0.0, name))
    share, best = max(shares, default=(0.0, ""))
    if share < NAME_SAID or len({name for s, name in shares if s > share - CLEAR}) > 1:
        return None
    return best


def says_all(desk: Desk, name: str) -> bool:
    """Tell whether a theme's or topic's name says all that the question asks about."""
    return coverage(desk.terms, (stem_set(name, desk.index.lexical.compounds), 1.0))[0] >= ALL_SAID


def words_outside(desk: Desk, topic: str, items: Iterable[RegisterItem]) -> tuple[str, ...]:
    """Give the question's telling words that neither the topic's name nor its items hold."""
    telling = {t.term.word for t in desk.terms if t.weight >= TELLING}
    return tuple(word for word in _told(desk, topic, items)[1] if word in telling)


def _told(desk: Desk, topic: str, items: Iterable[RegisterItem]) -> tuple[float, tuple[str, ...]]:
    held = " ".join((topic, *(i.text for i in items)))
    return coverage(desk.terms, (stem_set(held, desk.index.lexical.compounds), 1.0))


def _said(terms: Iterable[Term], compounds: Compounds) -> tuple[Words, Words]:
    """Give the stems of a question's words, and those of the other wordings for them, with their places."""
    own: dict[str, list[int]] = {}
    other: dict[str, list[int]] = {}
    for number, term in enumerate(terms):
        place = number * APART
        word = term.corrected or term.word
        for form in (word, *compounds.parts(word)):
            for stem in stems(form):
                own.setdefault(stem, []).append(place)
        for wording in term.synonyms:
            for offset, part in enumerate(wording):
                for stem in part:
                    other.setdefault(stem, []).append(place + offset)
    return _fixed(own), _fixed(other)


def _fixed(found: dict[str, list[int]]) -> Words:
    return {stem: tuple(places) for stem, places in found.items()}
