"""Running text to sentences, and which of them state a deed.

Under an action heading a paragraph may explain, look back or announce. Each sentence that says that somebody will do
something ("In 2021 plaatsen wij zes camera's") is one action; a sentence that goes on about it ("Daarbij letten wij
op ...") belongs to the action before it, and a paragraph without such a sentence is context.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.wordings import wordings

STOP = re.compile(r"[.!?][’”\"')\]]*(?=\s+[‘“\"'(]?[A-ZÀ-Ý0-9]|[A-ZÀ-Ý][a-zà-ÿ])")
"""The end of a sentence; text of record may lack the space after it ("inwoners.Almere")."""


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Give the sentences of `text` as `[start, end)`, without the white space around them."""
    start = 0
    for match in STOP.finditer(text):
        if _goes_on(text, start, match.end()):
            continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def _goes_on(text: str, start: int, stop: int) -> bool:
    """Say whether a full stop is an abbreviation's, or a short number's ("2. Maatregelen")."""
    return bool(wordings().abbreviation.search(text[start:stop]) or re.search(r"(?<!\d)\d\.$", text[start:stop]))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    stretch = text[start:end]
    if stretch.strip():
        yield start + len(stretch) - len(stretch.lstrip()), end - len(stretch) + len(stretch.rstrip())


def deeds(text: str) -> Iterator[tuple[int, int]]:
    """Give the stretches of `text` that each state one deed: a sentence and those that go on about it."""
    open_deed: tuple[int, int] | None = None
    for start, end in sentences(text):
        sentence = text[start:end]
        if open_deed and wordings().continues.match(sentence):
            open_deed = (open_deed[0], end)
            continue
        if open_deed:
            yield open_deed
        open_deed = (start, end) if is_deed(sentence) else None
    if open_deed:
        yield open_deed


def is_deed(sentence: str) -> bool:
    """Say whether a sentence states that somebody will do something."""
    return (
        not sentence.rstrip().endswith((":", "?"))
        and bool(wordings().deed.search(sentence))
        and not wordings().no_deed.search(sentence)
    )
