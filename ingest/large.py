"""Large numbers with what they count below them, as an infographic prints: "38.420" over "inwoners", several abreast.

Each number is read with its own label ("38.420 inwoners"); a line of numbers is no heading of what follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.lines import SAME_SIZE, SENTENCE_END, Measures
from ingest.readers.raw import RawLine, RawWord

NUMBER = re.compile(r"[±+-]?[€$]?\d[\d.,]*[%*]?")
UNIT = re.compile(r"mln\.?|miljoen|mld\.?|miljard|procent|euro|€|%|x|keer|fte", re.IGNORECASE)
YEAR = re.compile(r"(?:19|20)\d\d")

LARGE = 1.3
"""In sizes of the running text: how large such a number is at least."""
APART = 1.2
"""In font sizes: a wider gap parts two numbers, or two labels."""
MOST_LINES, MOST_WORDS = 4, 14
"""A longer text below a number is no label."""


def is_numbers(text: str) -> bool:
    """Say whether a text has numbers and their units only; a year alone may be a title."""
    words = text.split()
    return (
        any(NUMBER.fullmatch(word) for word in words)
        and all(NUMBER.fullmatch(word) or UNIT.fullmatch(word) for word in words)
        and not YEAR.fullmatch(text.strip())
    )


def labelled(lines: Sequence[RawLine], usual: Measures) -> Iterator[tuple[bool, list[RawLine]]]:
    """Cut lines in reading order into large numbers with their labels (True), one each, and the lines between."""
    rest: list[RawLine] = []
    place = 0
    while place < len(lines):
        label = _label(lines, place, usual)
        found = _paired(lines[place], label) if label else []
        if found and rest:
            yield False, rest
            rest = []
        yield from ((True, pair) for pair in found)
        if not found:
            rest.append(lines[place])
        place += 1 + (len(label) if found else 0)
    if rest:
        yield False, rest


def _label(lines: Sequence[RawLine], place: int, usual: Measures) -> list[RawLine]:
    """Give the lines right below a line of large numbers that can be their labels."""
    number = lines[place]
    if number.size < LARGE * usual.size or not is_numbers(number.text):
        return []
    below: list[RawLine] = []
    for line in lines[place + 1 :]:
        last = below[-1] if below else number
        alike = not below or (abs(line.size - last.size) <= SAME_SIZE and line.bold == last.bold)
        near = 0 < line.base - last.base <= 1.6 * last.size and line.region == number.region
        if not (alike and near) or line.size >= number.size - SAME_SIZE or is_numbers(line.text):
            break
        below.append(line)
    sentence = bool(below) and bool(SENTENCE_END.search(below[-1].text))
    return below if len(below) <= MOST_LINES and not sentence else []


def _paired(number: RawLine, label: Sequence[RawLine]) -> list[list[RawLine]]:
    """Give each number with the words that stand below it, or nothing where the columns do not line up."""
    numbers = _pieces(number)
    found = [[piece] for piece in numbers]
    for line in label:
        pieces = _pieces(line) if len(numbers) > 1 else [line]
        taken = {min(range(len(numbers)), key=lambda n: abs(_middle(numbers[n]) - _middle(piece))) for piece in pieces}
        if len(taken) < len(pieces) or (line is label[0] and len(pieces) != len(numbers)):
            return []
        for piece in pieces:
            min(found, key=lambda pair: abs(_middle(pair[0]) - _middle(piece))).append(piece)
    few = all(sum(len(part.words) for part in pair) <= MOST_WORDS for pair in found)
    return found if few and all(len(pair) > 1 for pair in found) else []


def _pieces(line: RawLine) -> list[RawLine]:
    """Cut a line where its words stand far apart."""
    cut: list[list[RawWord]] = [[line.words[0]]]
    for before, word in pairwise(line.words):
        if word.x0 - before.x1 > APART * line.size:
            cut.append([])
        cut[-1].append(word)
    return [replace(line, words=tuple(words), x0=words[0].x0, x1=words[-1].x1) for words in cut]


def _middle(line: RawLine) -> float:
    return (line.x0 + line.x1) / 2
