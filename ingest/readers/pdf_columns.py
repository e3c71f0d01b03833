"""Reading order: text in columns is read column by column, and everything else from top to bottom.

A gutter is a white strip that stays free over several lines with running text on both sides. Text in short pieces (a
table without lines, a list of names with page numbers) has such strips too, but no running text: it stays in rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.readers.pdf_words import SAME_BASE, Word

MIN_GUTTER = 9.0  # points; Dutch plans set their columns 12 to 24 apart
MIN_ROWS = 4
MIN_WORDS = 2.6
"""Mean words on a line that make it running text; a column of 5 cm holds some 5."""
MIN_FILL = 0.55
"""Mean share of the column's width that a line of running text fills."""
LONG_COLUMN = 8
"""Rows that make a left column certain, so that the right one may be only a few lines."""
MOST_WHITE = 4.0
"""Lines of white inside a column, such as above a heading; a page's foot stands further off."""
MAX_DEPTH = 8


@dataclass(frozen=True, slots=True)
class Row:
    """The words that stand on one baseline, from left to right; `blocked` are the stretches that tables take there."""

    words: tuple[Word, ...]
    blocked: tuple[tuple[float, float], ...] = ()

    @property
    def base(self) -> float:
        """The baseline."""
        return self.words[0].base

    @property
    def top(self) -> float:
        """The highest point."""
        return min(w.top for w in self.words)

    @property
    def bottom(self) -> float:
        """The lowest point."""
        return max(w.bottom for w in self.words)


@dataclass(frozen=True, slots=True)
class Region:
    """Rows that are read from top to bottom, between two edges."""

    rows: tuple[Row, ...]
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class _Gutter:
    left: float
    right: float
    first: int
    last: int


def rows_of(words: Sequence[Word], tables: Sequence[Word] = ()) -> list[Row]:
    """Group words by baseline, from top to bottom; `tables` are words that stand for a whole table."""
    groups: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.base, w.x0)):
        if groups and word.base - groups[-1][-1].base <= max(SAME_BASE * word.size, 1.0):
            groups[-1].append(word)
        else:
            groups.append([word])
    rows = []
    for group in groups:
        base = group[0].base
        blocked = tuple((t.x0, t.x1) for t in tables if t.top < base < t.bottom)
        rows.append(Row(tuple(sorted(group, key=lambda w: w.x0)), blocked))
    return rows


def regions(words: Sequence[Word], depth: int = 0) -> Iterator[Region]:
    """Give the regions of a page in reading order. A word with a `table` stands for that whole table."""
    rows = rows_of(words, [w for w in words if w.table])
    gutter = _gutter(rows) if depth < MAX_DEPTH and len(rows) >= MIN_ROWS else None
    if gutter is None:
        if rows:
            yield Region(tuple(rows), min(w.x0 for w in words), max(w.x1 for w in words))
        return
    above = [w for row in rows[: gutter.first] for w in row.words]
    inside = [w for row in rows[gutter.first : gutter.last + 1] for w in row.words]
    below = [w for row in rows[gutter.last + 1 :] for w in row.words]
    middle = (gutter.left + gutter.right) / 2
    for part in (above, [w for w in inside if w.x0 < middle], [w for w in inside if w.x0 >= middle], below):
        if part:
            yield from regions(part, depth + 1)


def _gutter(rows: Sequence[Row]) -> _Gutter | None:
    """Give the gutter with most rows of running text beside it."""
    left = min(w.x0 for row in rows for w in row.words)
    right = max(w.x1 for row in rows for w in row.words)
    open_strips: list[_Gutter] = []
    best: tuple[float, _Gutter] | None = None
    for index, row in enumerate([*rows, None]):
        free = _free(row, left, right) if row is not None else []
        going: dict[tuple[float, float], _Gutter] = {}
        for strip in open_strips:
            parts = [(max(a, strip.left), min(b, strip.right)) for a, b in free]
            parts = [(a, b) for a, b in parts if b - a >= MIN_GUTTER]
            for a, b in parts:
                kept = _Gutter(a, b, strip.first, index)
                if (a, b) not in going or going[a, b].first > kept.first:
                    going[a, b] = kept
            if not any(b - a > 0.95 * (strip.right - strip.left) for a, b in parts):
                best = _better(best, rows, strip)
        for a, b in free:
            going.setdefault((a, b), _Gutter(a, b, index, index))
        open_strips = sorted(going.values(), key=lambda s: (s.first, s.left - s.right))[:40]
    return best[1] if best else None


def _free(row: Row, left: float, right: float) -> list[tuple[float, float]]:
    """Give the white stretches of a row between the page's text edges, the ends included."""
    found = []
    at = left
    for x0, x1 in sorted([*((w.x0, w.x1) for w in row.words), *row.blocked]):
        if x0 - at >= MIN_GUTTER:
            found.append((at, x0))
        at = max(at, x1)
    if right - at >= MIN_GUTTER:
        found.append((at, right))
    return found


def _better(best: tuple[float, _Gutter] | None, rows: Sequence[Row], strip: _Gutter) -> tuple[float, _Gutter] | None:
    """Give the better of the best so far and `strip`, trimmed to the rows that belong to its columns."""
    if strip.last - strip.first + 1 < MIN_ROWS:
        return best
    trimmed = _trimmed(rows, strip)
    if trimmed is None:
        return best
    middle = (trimmed.left + trimmed.right) / 2
    inside = rows[trimmed.first : trimmed.last + 1]
    left = [part for row in inside if (part := [w for w in row.words if w.x0 < middle])]
    right = [part for row in inside if (part := [w for w in row.words if w.x0 >= middle])]
    if not (is_running(left) and is_running(right)) and not _has_short_end(left, right):
        return best
    beside = [_sides(row, middle) for row in inside]
    score = float(min(sum(side in there for there in beside) for side in (True, False)))
    score += (trimmed.right - trimmed.left) / 1000  # of two strips in one gutter, the wider
    return (score, trimmed) if best is None or score > best[0] else best


def _sides(row: Row, middle: float) -> set[bool]:
    """Tell whether a row has something on the left (True) and on the right (False), tables included."""
    return {x0 < middle for x0 in (*(w.x0 for w in row.words), *(x0 for x0, _ in row.blocked))}


def is_running(side: Sequence[Sequence[Word]]) -> bool:
    """Tell whether one side of a gutter holds running text; a table counts as several full lines."""
    if not side:
        return False
    left, right = min(line[0].x0 for line in side), max(line[-1].x1 for line in side)
    width = max(right - left, 1.0)
    tables = sum(1 for line in side for word in line if word.table)
    lines = [line for line in side if not any(word.table for word in line)]
    if len(lines) + MIN_ROWS * tables < MIN_ROWS:
        return False
    if not lines:
        return True
    words = sum(len(line) for line in lines) / len(lines)
    fill = sum((line[-1].x1 - line[0].x0) / width for line in lines) / len(lines)
    return words >= MIN_WORDS and (fill >= MIN_FILL or bool(tables))


def _has_short_end(left: Sequence[Sequence[Word]], right: Sequence[Sequence[Word]]) -> bool:
    """Tell whether a long column of full lines goes on in a few lines on the right, as at the end of a chapter."""
    if len(left) < LONG_COLUMN or not 1 <= len(right) <= MIN_ROWS or not is_running(left):
        return False
    size = median(line[0].size for line in left)
    right = [line for line in right if abs(line[0].size - size) < 1]  # a running header may stand above
    if not right:
        return False
    edge = max(line[-1].x1 for line in left)
    full = sum(edge - line[-1].x1 < 0.12 * (edge - left[0][0].x0) for line in left)
    aligned = max(line[0].x0 for line in right) - min(line[0].x0 for line in right) < 2
    return full * 10 >= 6 * len(left) and aligned and max(len(line) for line in right) >= MIN_WORDS


def _trimmed(rows: Sequence[Row], strip: _Gutter) -> _Gutter | None:
    """Leave out rows at the top and bottom that stand apart from the columns and have text on one side only."""
    middle = (strip.left + strip.right) / 2
    both = [_sides(row, middle) for row in rows[strip.first : strip.last + 1]]
    left_rows = [i for i, s in enumerate(both, strip.first) if True in s]
    right_rows = [i for i, s in enumerate(both, strip.first) if False in s]
    if not left_rows or not right_rows:
        return None
    first, last = max(left_rows[0], right_rows[0]), min(left_rows[-1], right_rows[-1])
    if last < first or (last - first + 1 < MIN_ROWS and len(left_rows) < LONG_COLUMN):
        return None
    steps = [rows[i + 1].base - rows[i].base for i in range(first, last)]
    pitch = _pitch(rows, first, last, middle) or (median(steps) if steps else 12.0)
    while first > strip.first and rows[first].base - rows[first - 1].base <= 1.5 * pitch:
        first -= 1
    while last < strip.last and rows[last + 1].base - rows[last].base <= 1.5 * pitch:
        last += 1
    last = _end_of_left(rows, first, last, strip, pitch)
    first = next((i for i in range(strip.first, first) if any(w.table for w in rows[i].words)), first)
    return _Gutter(strip.left, strip.right, first, last)


def _end_of_left(rows: Sequence[Row], first: int, last: int, strip: _Gutter, pitch: float) -> int:
    """Give the last row of a left column that goes on under the end of the right one: lines that fill it say so.

    A heading or short line goes with what it stands above: without a full line after it, it is no part of the column.
    """
    middle = (strip.left + strip.right) / 2
    column = [w for row in rows[first : last + 1] for w in row.words if w.x0 < middle]
    left, right = min(w.x0 for w in column), max(w.x1 for w in column)
    end = last
    for at in range(last + 1, strip.last + 1):
        step = rows[at].base - rows[at - 1].base
        if step > MOST_WHITE * pitch:
            break
        goes_on = end == at - 1 > last and step <= 1.5 * pitch
        if right - rows[at].words[-1].x1 < 0.12 * (right - left) or goes_on:
            end = at
    return end


def _pitch(rows: Sequence[Row], first: int, last: int, middle: float) -> float:
    """Give the usual distance between lines of the left column, whose baselines may differ from the right one's."""
    bases = [row.base for row in rows[first : last + 1] if any(w.x0 < middle for w in row.words)]
    return median(b - a for a, b in pairwise(bases)) if len(bases) > 1 else 0.0
