"""Abbreviations and synonyms of the field, as data: corpus/vocabulary.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

VOCABULARY = Path(__file__).with_name("vocabulary.toml")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Groups of wordings that mean the same; each wording is a sequence of folded words."""

    abbreviations: Mapping[str, str]
    groups: tuple[tuple[tuple[str, ...], ...], ...]

    def related(self, words: Sequence[str], same: Callable[[str, str], bool]) -> dict[str, tuple[tuple[str, ...], ...]]:
        """Give, for each word of a query that belongs to a known wording, the other wordings of its group.

        `same` tells whether two words are forms of one word.
        """
        found: dict[str, dict[tuple[str, ...], None]] = {}
        for group in self.groups:
            for wording in group:
                for i in range(len(words) - len(wording) + 1):
                    if all(same(a, b) for a, b in zip(words[i : i + len(wording)], wording, strict=True)):
                        others = dict.fromkeys(other for other in group if other != wording)
                        for word in words[i : i + len(wording)]:
                            found.setdefault(word, {}).update(others)
        return {word: tuple(others) for word, others in found.items()}


@cache
def read_vocabulary() -> Vocabulary:
    """Read the table once; it ships with the program."""
    table = tomllib.loads(VOCABULARY.read_text(encoding="utf-8"))
    short = {str(k): str(v) for k, v in table["abbreviations"].items()}
    pairs = [(_cut(k), _cut(v)) for k, v in short.items()]
    groups = [tuple(_cut(wording) for wording in group) for group in table["synonyms"]["groups"]]
    english = [(_cut(k), *((word,) for word in _cut(v))) for k, v in table["english"].items()]
    return Vocabulary(short, (*pairs, *groups, *english))


def _cut(wording: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", wording.lower()))
