"""Running text to sentences, and which of them state a deed.

Under an action heading a paragraph may explain, look back or announce. Each sentence that says that somebody will do
something ("In 2021 plaatsen wij zes camera's") is one action; a sentence that goes on about it ("Daarbij letten wij
op ...") belongs to the action before it, and a paragraph without such a sentence is context.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.sentences import ABBREVIATIONS
from ingest.wordings import wordings

STOP = re.compile(
    r"[.!?][’”\"')\]]*(?=\s+[‘“\"'(]?[A-ZÀ-Ý0-9]|[A-ZÀ-Ý][a-zà-ÿ]|\s+\([a-zà-ÿ ]+:)"
    r"|(?<=\))(?=\s+[A-ZÀ-Ý0-9])"
)
"""The end of a sentence; text of record may lack the space after it ("inwoners.Almere"). A label in brackets after a
full stop ("(trekker: Team Wonen)") is a sentence of its own."""

NOUN_IN_E = re.compile(r"(?:ie|ente|mte|gne|ode|rme|ade|ave|ide|euze)$")
"""Nouns in -e; other words in -e are adjectives, after which a word in -en is a plural ("leegstaande schuren")."""


LONGEST_INITIALS = 4
"""Characters: "J.P." is a name's beginning, not an end."""


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Give the sentences of `text` as `[start, end)`, without the white space around them.

    Unlike `corpus.sentences`, a sentence may go on over a page's end, and a label in brackets stands by itself.
    """
    start = 0
    for match in STOP.finditer(text):
        if _goes_on(text, start, match.end()):
            continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def _goes_on(text: str, start: int, stop: int) -> bool:
    """Say whether this is no end: an abbreviation's full stop, a printed number's, or a bracket inside a sentence."""
    stretch = text[start:stop]
    if stretch.endswith(")") and not re.search(r"[.!?][’”\"')\]]*$", stretch):
        return not stretch.lstrip().startswith("(")
    last = stretch.split()[-1].lower().lstrip("(\"'‘“[")
    is_initial = re.fullmatch(r"(?:[a-z]\.)+", last) is not None and len(last) <= LONGEST_INITIALS
    return last in ABBREVIATIONS or is_initial or re.fullmatch(r"\s*\d{1,2}\.", stretch) is not None


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    stretch = text[start:end]
    if stretch.strip():
        yield start + len(stretch) - len(stretch.lstrip()), end - len(stretch) + len(stretch.rstrip())


def is_deed(sentence: str) -> bool:
    """Say whether a sentence states that somebody will do something."""
    words = wordings()
    bare = " ".join(sentence.split()).rstrip(".;")
    return (
        not bare.endswith((":", "?"))
        and not words.no_deed.search(bare)
        and not words.definition.search(bare)
        and bool(words.deed.search(bare) or _is_telegram(bare))
    )


def _is_telegram(sentence: str) -> bool:
    """Say whether a sentence without a finite verb ends in an infinitive: "Drie camera's plaatsen"."""
    match = wordings().telegram.search(sentence)
    if match is None:
        return False
    before = match["before"].casefold()
    return not before.endswith("e") or bool(NOUN_IN_E.search(before))


def goes_on(sentence: str) -> bool:
    """Say whether a sentence goes on about what was said before it; one that names something after a ":" does not."""
    return bool(wordings().continues.match(sentence.strip()) and not re.search(r":\s+\w", sentence))


def is_unfinished(sentence: str) -> bool:
    """Say whether a sentence says too little without the next one ("De afspraak was 206.")."""
    return bool(wordings().unfinished.fullmatch(" ".join(sentence.split())))
