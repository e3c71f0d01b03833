"""The screen's sentences: plain Dutch (B1), short, and without pictures in them."""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections.abc import Iterator

from assistant.screen import texts

LONGEST = 25  # words; target U4
MEAN = 15
DIFFICULT = {
    "alsmede", "conform", "derhalve", "desbetreffende", "dienaangaande", "ingevolge", "inzake", "jegens", "middels",
    "onderhavig", "teneinde", "tevens", "voornoemd", "zulks",
}  # fmt: skip


def every_text(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from every_text(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from every_text(inner)


def spoken() -> list[str]:
    named = [value for name, value in vars(texts).items() if name.isupper()]
    return [*every_text(named), *texts.privacy(stored=True), *texts.privacy(stored=False)]


def sentences() -> list[str]:
    return [s for text in spoken() for s in re.split(r"(?<=[.?!:])\s+", text) if len(s.split()) > 2]


def test_sentences_are_short() -> None:
    lengths = {sentence: len(sentence.split()) for sentence in sentences()}
    assert {s: n for s, n in lengths.items() if n > LONGEST} == {}
    assert statistics.mean(lengths.values()) <= MEAN


def test_no_difficult_words() -> None:
    assert not DIFFICULT & set(re.findall(r"\w+", " ".join(spoken()).lower()))


def test_no_emoji_as_icons() -> None:
    assert [c for text in spoken() for c in text if unicodedata.category(c) == "So"] == []
