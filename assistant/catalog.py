"""What the documents in the index are about: the names that a question may mention."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.lexical import STOPWORDS, same_word, words
from corpus.names import spellings
from corpus.rarity import rarity
from corpus.types import Document, Passage, RegisterItem

TELLING = 0.5
"""Rarity from which one word of a theme's name stands for the theme ("ondermijning" does, "veiligheid" does not)."""

THEME_NUMBER = re.compile(
    r"^\s*(?:thema|prioriteit|programma|programmalijn|speerpunt|pijler|ambitie|opgave|doelstelling|hoofdstuk)\s*(\d+)\b",
    re.IGNORECASE,
)
PART = re.compile(r"\s*(?:\ben\b|&|,|/)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """A name as the documents write it and the folded wordings by which a question may mention it."""

    name: str
    wordings: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Catalog:
    """The municipalities, themes, topics, parties and years of the documents in the index."""

    municipalities: tuple[str, ...]
    themes: tuple[Name, ...]
    topics: tuple[Name, ...]
    parties: tuple[Name, ...]
    theme_numbers: Mapping[int, str]
    years: tuple[int, ...]
    document_types: tuple[str, ...]


def catalog_of(documents: Iterable[Document], passages: Sequence[Passage], register: Sequence[RegisterItem]) -> Catalog:
    """Gather the names; a name is kept in its most frequent spelling."""
    held = tuple(documents)
    numbers: dict[int, str] = {}
    for passage in passages:
        for heading in (*passage.section_path,):
            found = THEME_NUMBER.match(heading)
            if found and passage.theme:
                numbers.setdefault(int(found[1]), passage.theme)
    return Catalog(
        municipalities=tuple(sorted({d.municipality for d in held if d.municipality})),
        themes=_names((p.theme for p in passages if p.theme), parts=True),
        # a heading that asks ("Waarom deze nota?") names no topic
        topics=_names((p.topic for p in passages if p.topic and not p.topic.endswith("?")), parts=False),
        parties=_names((party.name for item in register for party in item.parties), parts=False),
        theme_numbers=numbers,
        years=tuple(sorted({year for p in passages for year in p.years})),
        document_types=tuple(sorted({d.type.value for d in held})),
    )


def _names(found: Iterable[str], *, parts: bool) -> tuple[Name, ...]:
    return tuple(Name(name, tuple(_wordings(name, parts=parts))) for name in sorted(spellings(found).values()))


def _wordings(name: str, *, parts: bool) -> Iterable[tuple[str, ...]]:
    whole = tuple(w for w in words(name.replace("&", " en ")) if w not in STOPWORDS)
    if whole:
        yield whole
    if parts:
        for piece in PART.split(name):
            bare = tuple(w for w in words(piece) if w not in STOPWORDS)
            if bare and bare != whole and (len(bare) > 1 or rarity(bare[0]) >= TELLING):
                yield bare


def mentioned(asked: Sequence[str], names: Iterable[Name]) -> tuple[str, ...]:
    """Give the names that the folded words of a question mention, the longest wording first."""
    found: list[tuple[int, str]] = []
    for name in names:
        best = max((len(w) for w in name.wordings if _stands_in(w, asked)), default=0)
        if best:
            found.append((-best, name.name))
    return tuple(name for _, name in sorted(found))


def _stands_in(wording: Sequence[str], asked: Sequence[str]) -> bool:
    """Tell whether the words of a name stand in the question one after another, stop words between them aside."""
    bare = [w for w in asked if w not in STOPWORDS]
    size = len(wording)
    return any(
        all(same_word(a, b) for a, b in zip(wording, bare[i : i + size], strict=True))
        for i in range(len(bare) - size + 1)
    )


def read_municipalities() -> tuple[str, ...]:
    """Give the names of Dutch municipalities, to tell a question about another one (source: CBS, 2024, from memory)."""
    path = Path(__file__).with_name("municipalities.txt")
    return tuple(path.read_text(encoding="utf-8").splitlines())
