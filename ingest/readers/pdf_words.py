"""Letters to words: by the spaces that are printed and by the room between letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from ingest.readers.pdf_page import Glyph
from ingest.readers.raw import RawLine, RawWord

GAP = 0.17
"""Room, in font sizes, that makes a new word: a printed space is 0.25 wide and a justified one rarely under 0.18."""
BLANK = 0.06
"""Room that a printed space leaves between letters; browsers write one of no width for a soft hyphen."""
RAISED = 0.8
"""A word smaller than this share of the font size may hang above or below a line; a mark may be as large as MARK."""
MARK = 0.87
MARKS = re.compile(r"\d{1,3}[,;]?|[*†‡§]{1,3}|[a-z]|st?e|de")
"""What hangs above a line in a hardly smaller letter: a note's number or sign, or the end of "1e" and "2de"."""
SAME_BASE = 0.18
"""Baselines within this share of the font size are one line."""


class Word(NamedTuple):
    """A word in reading direction: for sideways text the page is turned first; `box` is its place on the shown page.

    A word with a `table` (from 1) stands for that table of the page while its place in the reading order is found.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    bold: bool
    italic: bool
    colour: str
    raised: bool
    box: tuple[float, float, float, float]
    turn: int = 0
    table: int = 0


Box = tuple[float, float, float, float]


def turned_box(box: Box, turn: int, width: float, height: float) -> Box:
    """Give a box of a page of this size in the frame in which text of direction `turn` runs from left to right."""
    x0, top, x1, bottom = box
    if turn == 90:
        return height - bottom, x0, height - top, x1
    if turn == 270:
        return top, width - x1, bottom, width - x0
    if turn == 180:
        return width - x1, height - bottom, width - x0, height - top
    return box


def turned(glyph: Glyph, width: float, height: float) -> Glyph:
    """Give a glyph in the frame in which its text runs from left to right."""
    x0, top, x1, bottom = turned_box((glyph.x0, glyph.top, glyph.x1, glyph.bottom), glyph.turn, width, height)
    base = {270: width - glyph.base, 180: height - glyph.base}.get(glyph.turn, glyph.base)
    return glyph._replace(x0=x0, top=top, x1=x1, bottom=bottom, base=base)


def words_of(glyphs: Sequence[Glyph], width: float, height: float) -> list[Word]:
    """Give the words of glyphs that all run in one direction, marks above the line with the word they follow."""
    frame = [(turned(g, width, height), g) for g in glyphs] if glyphs and glyphs[0].turn else [(g, g) for g in glyphs]
    frame.sort(key=lambda pair: pair[0].base)
    rows: list[list[tuple[Glyph, Glyph]]] = []
    base = float("-inf")
    for pair in frame:
        glyph = pair[0]
        step = glyph.base - base
        if step <= 0.5 or step <= SAME_BASE * glyph.size:
            rows[-1].append(pair)
        else:
            rows.append([pair])
        base = glyph.base
    words = [word for row in rows for word in _row_words(row)]
    return _with_raised(words)


def _row_words(row: list[tuple[Glyph, Glyph]]) -> Iterator[Word]:
    row.sort(key=lambda pair: pair[0].x0)
    limit = GAP + _spacing(row)
    run: list[tuple[Glyph, Glyph]] = []
    last = row[0][0]
    blank = False
    for pair in row:
        glyph = pair[0]
        if glyph.text.isspace() or not glyph.text:
            blank = blank or bool(glyph.text)
            continue
        if run:
            room = glyph.x0 - last.x1
            larger = last.size if last.size > glyph.size else glyph.size
            if (
                room < -0.7 * larger * 0.5
                and glyph.text == last.text
                and glyph.x0 - last.x0 < 0.25 * (last.x1 - last.x0)
            ):
                last = last._replace(bold=True)  # struck twice to look bold
                run[-1] = (last, run[-1][1])
                continue
            ends = room > limit * larger or room < -larger or (blank and room > BLANK * last.size)
            if (
                ends or not 0.75 <= glyph.size / (last.size or 0.1) <= 1.34
            ):  # a much smaller letter may be a raised mark
                yield _word(run)
                run = []
        blank = False
        run.append(pair)
        last = glyph
    if run:
        yield _word(run)


def _spacing(row: list[tuple[Glyph, Glyph]]) -> float:
    """Give the room that is set between all letters of a spaced-out line, in font sizes; 0 for ordinary text."""
    letters = [pair[0] for pair in row if pair[0].text.strip()]
    if len(letters) < 9:
        return 0.0
    usual = median([(b.x0 - a.x1) / (a.size or 1) for a, b in pairwise(letters)])
    return usual if usual > 0.1 else 0.0


def _word(run: list[tuple[Glyph, Glyph]]) -> Word:
    first = run[0][0]
    x0, top, x1, bottom = _around([glyph for glyph, _ in run])
    upright = first is run[0][1] or first.turn == 0
    return Word(
        text="".join([glyph.text for glyph, _ in run]).strip(),
        x0=x0,
        top=top,
        x1=x1,
        bottom=bottom,
        base=first.base,
        size=run[len(run) // 2][0].size,
        bold=sum([glyph.bold for glyph, _ in run]) * 2 > len(run),
        italic=sum([glyph.italic for glyph, _ in run]) * 2 > len(run),
        colour=first.colour,
        raised=False,
        box=(x0, top, x1, bottom) if upright else _around([shown for _, shown in run]),
    )


def _around(glyphs: list[Glyph]) -> tuple[float, float, float, float]:
    return (
        min([g.x0 for g in glyphs]),
        min([g.top for g in glyphs]),
        max([g.x1 for g in glyphs]),
        max([g.bottom for g in glyphs]),
    )


def _with_raised(words: list[Word]) -> list[Word]:
    """Put a small word that hangs above a line on that line's baseline, marked as raised (or as low, then joined)."""
    out: list[Word] = []
    largest = max((word.size for word in words), default=0.0)
    for index, word in enumerate(words):
        host = None
        is_mark = MARKS.fullmatch(word.text) is not None and not _stands_in_line(word, words[max(0, index - 1) : index])
        if word.size < (MARK if is_mark else RAISED) * largest and len(word.text) <= 6:
            for other in (*words[max(0, index - 60) : index], *words[index + 1 : index + 60]):
                hangs = is_mark and 0.12 * other.size < other.base - word.base
                smaller = word.size < (MARK if hangs else RAISED) * other.size
                if smaller and abs(word.base - other.base) < 0.6 * other.size:
                    after = -0.15 * other.size <= word.x0 - other.x1 < 0.35 * other.size
                    before = -0.15 * other.size <= other.x0 - word.x1 < 0.35 * other.size
                    if after or (before and host is None):
                        host = other
                        if after:
                            break
        if host is None:
            out.append(word)
        else:
            up = word.base < host.base - 0.12 * host.size
            out.append(word._replace(base=host.base, raised=up))
    return out


def _stands_in_line(word: Word, before: Sequence[Word]) -> bool:
    """Say whether the word before it is of its own size on its own line ("deel 3" in small print)."""
    return any(abs(b.base - word.base) < 1 and b.size < 1.1 * word.size and word.x0 - b.x1 < word.size for b in before)


def with_dots(words: list[Word], dots: Sequence[tuple[float, float, float, float]]) -> list[Word]:
    """Add a bullet for each drawn dot that stands just before the first word of a line."""
    added = []
    for x0, top, x1, bottom in dots:
        middle = (top + bottom) / 2
        level = [w for w in words if w.top <= middle <= w.bottom]
        after = min((w for w in level if w.x0 >= x1), key=lambda w: w.x0, default=None)
        if after is None or after.x0 - x1 > 2.5 * after.size or bottom - top > 0.8 * after.size:
            continue
        if any(w.x1 > x0 - 3 * after.size and w.x0 < x0 for w in level):
            continue
        box = (x0, top, x1, bottom)
        added.append(after._replace(text="•", x0=x0, x1=x1, raised=False, box=box, bold=False))
    return [*words, *added]


def line_of(words: Iterable[Word], *, region: int, left: float, right: float) -> RawLine:
    """Make a line of words that stand on one baseline; letters spaced apart become words again."""
    row = _unspaced(sorted(words, key=lambda w: w.x0))
    body = [w for w in row if not w.raised] or row
    letters = sum(len(w.text) for w in body)
    sizes = sorted((w.size, len(w.text)) for w in body)
    half, size = 0, sizes[-1][0]
    for value, count in sizes:
        half += count
        if half * 2 >= letters:
            size = value
            break
    return RawLine(
        words=tuple(RawWord(w.text, *w.box, raised=w.raised) for w in row),
        x0=row[0].x0,
        top=min(w.top for w in body),
        x1=max(w.x1 for w in row),
        bottom=max(w.bottom for w in body),
        base=median(w.base for w in body),
        size=round(size, 1),
        bold=sum(len(w.text) for w in body if w.bold) * 10 > 8 * letters,
        italic=sum(len(w.text) for w in body if w.italic) * 10 > 8 * letters,
        colour=max(body, key=lambda w: len(w.text)).colour,
        region=region,
        left=left,
        right=right,
        mixed=len({w.bold for w in body}) > 1,
    )


def _unspaced(row: list[Word]) -> list[Word]:
    """Join four or more single letters that stand evenly apart ("O P R O E P"); a wider gap stays a word's end."""
    out: list[Word] = []
    run: list[Word] = []
    for word in [*row, None]:
        if word is not None and len(word.text) == 1 and word.text.isalpha():
            run.append(word)
            continue
        out.extend(_joined(run) if len(run) >= 4 else run)
        run = []
        if word is not None:
            out.append(word)
    return out


def _joined(run: list[Word]) -> Iterator[Word]:
    gaps = [b.x0 - a.x1 for a, b in pairwise(run)]
    usual = median(gaps)
    part = [run[0]]
    for gap, word in zip(gaps, run[1:], strict=True):
        if gap > 1.8 * usual + 0.5:
            yield _merged(part)
            part = []
        part.append(word)
    yield _merged(part)


def _merged(part: list[Word]) -> Word:
    boxes = [w.box for w in part]
    return part[0]._replace(
        text="".join(w.text for w in part),
        x1=part[-1].x1,
        box=(
            min(b[0] for b in boxes),
            min(b[1] for b in boxes),
            max(b[2] for b in boxes),
            max(b[3] for b in boxes),
        ),
    )
