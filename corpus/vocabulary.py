"""Abbreviations and synonyms of the field, as data: corpus/vocabulary.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

VOCABULARY = Path(__file__).with_name("vocabulary.toml")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Groups of wordings that mean the same; each wording is a sequence of folded words."""

    abbreviations: Mapping[str, str]
    groups: tuple[tuple[tuple[str, ...], ...], ...]

    def related(self, words: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Give, for each word of a query that begins a known wording, the words of the other wordings."""
        found: dict[str, dict[str, None]] = {}
        for group in self.groups:
            for wording in group:
                for i in range(len(words) - len(wording) + 1):
                    if tuple(words[i : i + len(wording)]) == wording:
                        others = [w for other in group if other != wording for w in other]
                        found.setdefault(words[i], {}).update(dict.fromkeys(others))
        return {word: tuple(others) for word, others in found.items()}


@cache
def read_vocabulary() -> Vocabulary:
    """Read the table once; it ships with the program."""
    table = tomllib.loads(VOCABULARY.read_text(encoding="utf-8"))
    short = {str(k): str(v) for k, v in table["abbreviations"].items()}
    pairs = [(_cut(k), _cut(v)) for k, v in short.items()]
    groups = [tuple(_cut(wording) for wording in group) for group in table["synonyms"]["groups"]]
    english = [(_cut(k), _cut(v)) for k, v in table["english"].items()]
    return Vocabulary(short, (*pairs, *groups, *english))


def _cut(wording: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", wording.lower()))
