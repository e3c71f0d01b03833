"""Abbreviations and synonyms of the field, as data: corpus/vocabulary.toml and corpus/everyday.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

VOCABULARY = Path(__file__).with_name("vocabulary.toml")
EVERYDAY = Path(__file__).with_name("everyday.toml")


Wording = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Wordings that mean the same, each a sequence of folded words.

    `abbreviations` are as printed in the table; `others` gives for every known wording its other wordings, by the
    wording's first word.
    """

    abbreviations: Mapping[str, str]
    others: Mapping[str, tuple[tuple[Wording, tuple[Wording, ...]], ...]]

    def related(self, words: Sequence[str], forms: Callable[[str], Sequence[str]]) -> dict[str, tuple[Wording, ...]]:
        """Give, for each word of a query that belongs to a known wording, the other wordings.

        `forms` gives the stems of a word; two words are forms of one where they share a stem.
        """
        found: dict[str, dict[Wording, None]] = {}
        stems = [set(forms(word)) for word in words]
        for i, word in enumerate(words):
            entries = {id(e): e for stem in forms(word) for e in _by_stem(self, forms).get(stem, ())}
            for wording, others in entries.values():
                size = len(wording)
                if i + size <= len(words) and all(stems[i + k] & set(forms(w)) for k, w in enumerate(wording)):
                    for part in words[i : i + size]:
                        found.setdefault(part, {}).update(dict.fromkeys(others))
        return {word: tuple(others) for word, others in found.items()}


@cache
def _by_stem(
    vocabulary: Vocabulary, forms: Callable[[str], Sequence[str]]
) -> dict[str, list[tuple[Wording, tuple[Wording, ...]]]]:
    """Arrange the known wordings by the stems of their first word."""
    arranged: dict[str, list[tuple[Wording, tuple[Wording, ...]]]] = {}
    for first, entries in vocabulary.others.items():
        for stem in forms(first):
            arranged.setdefault(stem, []).extend(entries)
    return arranged


@cache
def read_vocabulary() -> Vocabulary:
    """Read the tables once; they ship with the program."""
    table = tomllib.loads(VOCABULARY.read_text(encoding="utf-8"))
    everyday = tomllib.loads(EVERYDAY.read_text(encoding="utf-8"))
    short = {str(k): str(v) for k, v in table["abbreviations"].items()}
    both_ways: list[tuple[Wording, ...]] = [(_cut(k), _cut(v)) for k, v in short.items()]
    both_ways += [tuple(_cut(wording) for wording in group) for group in table["synonyms"]["groups"]]
    pairs = [(wording, tuple(o for o in group if o != wording)) for group in both_ways for wording in group]
    pairs += [(_cut(k), tuple((word,) for word in _cut(v))) for k, v in table["english"].items()]
    for name in ("everyday", "english"):
        pairs += [(_cut(k), tuple(_cut(w) for w in wordings)) for k, wordings in everyday[name].items()]
    others: dict[str, list[tuple[Wording, tuple[Wording, ...]]]] = {}
    for wording, rest in pairs:
        if wording:
            others.setdefault(wording[0], []).append((wording, rest))
    return Vocabulary(short, {first: tuple(entries) for first, entries in others.items()})


def _cut(wording: str) -> Wording:
    return tuple(re.findall(r"[^\W_]+", wording.lower()))
