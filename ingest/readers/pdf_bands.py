"""Tables with lines across only, or with every other row shaded: the columns are in the white between the words.

What stands between two lines across is a band. Bands that follow one another and share white strips are a table; the
lines that are not drawn are given as pdfplumber would give them, so that it finds the cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from ingest.readers.pdf_columns import Row, rows_of
from ingest.readers.pdf_rules import SNAP, Edge
from ingest.readers.pdf_words import Word

COLUMN_GAP = 5.0
"""White between two columns, in points; words of one cell stand 2 to 4 apart."""
STRIP = 3.0
"""White that must stay free over all rows, in points."""
MIN_WIDTH = 100.0
MIN_BANDS = 3
MAX_LINES = 400
MOST_ABOVE = 2
"""Rows above a table's first line: its heads, and one row where every other row is shaded."""
FEW = 2
"""Bands of a table that has lines only around its heads and at its end."""
NEAR = 1.3
"""Font sizes of white between a table's lines and a row of text beyond them, that still belongs to it."""

Strip = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Band:
    """The words between two lines across, and the white between them that is wide enough to part columns.

    A band that is `ruled` has upright lines of its own.
    """

    top: float
    bottom: float
    words: tuple[Word, ...]
    ruled: bool = False

    @property
    def gaps(self) -> list[Strip]:
        found: list[Strip] = []
        at: float | None = None
        for word in sorted(self.words, key=lambda w: w.x0):
            if at is not None and word.x0 - at >= COLUMN_GAP:
                found.append((at, word.x0))
            at = word.x1 if at is None else max(at, word.x1)
        return found


@dataclass(frozen=True, slots=True)
class _Ladder:
    """Lines across of one width, one under another; `upright` are the x of lines that stand beside some bands only."""

    ys: tuple[float, ...]
    x0: float
    x1: float
    upright: tuple[float, ...]
    free: frozenset[float]
    """The tops of the bands without upright lines."""


def banded_lines(edges: Sequence[Edge], words: Sequence[Word]) -> list[Edge]:
    """Give the lines that make cells of tables without upright lines; `words` run in the frame's direction."""
    added: list[Edge] = []
    for ladder in _ladders(edges):
        across = [w for w in words if ladder.x0 - 2 <= (w.x0 + w.x1) / 2 <= ladder.x1 + 2]
        bands = [_Band(a, b, _between(across, a, b), a not in ladder.free) for a, b in pairwise(ladder.ys)]
        for run in _runs(bands, mixed=bool(ladder.upright)):
            if all(band.ruled for band in run):
                continue  # a table with lines both ways, beside others or under white of the same width
            run = _rows_between(run) if len(run) <= FEW else run
            strips = _shared(run)
            if strips:
                above, strips = _beyond(run[0].top, across, strips, -1)
                below, strips = _beyond(run[-1].bottom, across, strips, 1)
                whole = [*above, *run, *below]
                if sum(bool(band.gaps) for band in whole) >= MIN_BANDS:
                    added.extend(_lines_of(whole, strips, ladder))
    return added


def _between(words: Sequence[Word], top: float, bottom: float) -> tuple[Word, ...]:
    return tuple(w for w in words if top - 1 <= (w.top + w.bottom) / 2 <= bottom + 1)


def _ladders(edges: Sequence[Edge]) -> Iterator[_Ladder]:
    """Give groups of lines across of one width without upright lines between their ends."""
    groups: dict[tuple[int, int], list[tuple[float, float, float]]] = {}
    for y, x0, x1 in _whole_lines(edges):
        if x1 - x0 >= MIN_WIDTH:
            groups.setdefault((round(x0 / 6), round(x1 / 6)), []).append((y, x0, x1))
    for group in groups.values():
        x0, x1 = min(g[1] for g in group), max(g[2] for g in group)
        ys: list[float] = []
        for y, _, _ in sorted(group):
            if not ys or y - ys[-1] > SNAP:
                ys.append(y)
        inner = [e for e in edges if e["orientation"] == "v" and x0 + SNAP < e["x0"] < x1 - SNAP]
        beside = [e for e in inner if e["bottom"] > ys[0] + 1 and e["top"] < ys[-1] - 1 and e["bottom"] - e["top"] > 5]
        reach = [(e["top"], e["bottom"]) for e in beside]
        free = [(a, b) for a, b in pairwise(ys) if not any(min(d, b) - max(c, a) > SNAP for c, d in reach)]
        if 2 <= len(ys) <= MAX_LINES and (free or not beside):
            tops = frozenset(a for a, _ in free)
            yield _Ladder(tuple(ys), x0, x1, tuple(sorted({e["x0"] for e in beside})), tops)


def _whole_lines(edges: Sequence[Edge]) -> Iterator[tuple[float, float, float]]:
    """Give lines across as (y, x0, x1); pieces in one line, such as a cell's own border each, are put together."""
    pieces = sorted((e["top"], e["x0"], e["x1"]) for e in edges if e["orientation"] == "h")
    levels: list[list[tuple[float, float, float]]] = []
    for piece in pieces:
        if levels and piece[0] - levels[-1][0][0] <= 1:
            levels[-1].append(piece)
        else:
            levels.append([piece])
    for level in levels:
        y, at, to = level[0][0], None, 0.0
        for _, x0, x1 in sorted(level, key=lambda p: p[1]):
            if at is not None and x0 - to <= SNAP:
                to = max(to, x1)
                continue
            if at is not None:
                yield y, at, to
            at, to = x0, x1
        if at is not None:
            yield y, at, to


def _runs(bands: Sequence[_Band], *, mixed: bool) -> Iterator[list[_Band]]:
    """Cut bands where one holds running text, or nothing: there one table ends and another may begin.

    Where some bands have upright lines (`mixed`) a band without columns also ends a table.
    """
    run: list[_Band] = []
    for band in bands:
        lines = len(rows_of(band.words))
        if lines and (band.gaps or (lines == 1 and not mixed)):
            run.append(band)
        else:
            if run:
                yield run
            run = []
    if run:
        yield run


def _shared(run: Sequence[_Band]) -> list[Strip]:
    """Give the white strips that stay free over all bands that have columns."""
    shared: list[Strip] | None = None
    for band in run:
        gaps = band.gaps
        if not gaps:
            continue
        both = [(max(a, c), min(b, d)) for a, b in (shared if shared is not None else gaps) for c, d in gaps]
        # a band whose last cells are empty says nothing of the strips to the right of its words
        end = max(w.x1 for w in band.words)
        both.extend((a, b) for a, b in shared or () if a >= end)
        shared = sorted({(a, b) for a, b in both if b - a >= STRIP})
    return shared or []


def _rows_between(run: Sequence[_Band]) -> list[_Band]:
    """Cut the body of a table that has lines only above and below its heads and at its end into rows.

    A row begins where the white between lines is wider, and there is text in the first column.
    """
    out: list[_Band] = []
    for band in run:
        rows = rows_of(band.words)
        left = min(w.x0 for w in band.words)
        parts: list[list[Row]] = []
        for part in _parted(rows):
            if parts and part[0].words[0].x0 > left + 3:
                parts[-1].extend(part)
            else:
                parts.append(part)
        edges = [band.top, *((a[-1].bottom + b[0].top) / 2 for a, b in pairwise(parts)), band.bottom]
        ends = pairwise(edges)
        out.extend(_Band(a, b, tuple(w for r in p for w in r.words)) for p, (a, b) in zip(parts, ends, strict=True))
    return out


def _beyond(y: float, words: Sequence[Word], strips: list[Strip], way: int) -> tuple[list[_Band], list[Strip]]:
    """Give the rows above a table's first line (`way` -1), such as its heads, or below its last line (`way` 1).

    The strips come back as narrow as those rows leave them.
    """
    rows = rows_of([w for w in words if ((w.top + w.bottom) / 2 - y) * way > 0])
    taken: list[Row] = []
    edge = y
    for row in rows if way > 0 else rows[::-1]:
        near = row.top - edge if way > 0 else edge - row.bottom
        narrowed = [_narrowed(strip, row.words) for strip in strips]
        if near > NEAR * row.words[0].size or any(b - a < COLUMN_GAP for a, b in narrowed):
            break
        strips = narrowed
        taken.append(row)
        edge = row.bottom if way > 0 else row.top
    if way < 0:
        taken.reverse()
    parts = list(_parted(taken))
    nearest = parts[::-1][:MOST_ABOVE] if way < 0 else parts
    needed = len(strips) + 1 if way < 0 else 2
    parts = list(takewhile(lambda part: _columns(part, strips) >= needed, nearest))
    parts = parts[::-1] if way < 0 else parts
    bands = [_Band(p[0].top - 1, p[-1].bottom + 1, tuple(w for row in p for w in row.words)) for p in parts]
    return (_touching(bands, y, way) if bands else []), strips


def _narrowed(strip: Strip, words: Sequence[Word]) -> Strip:
    """Give the widest white that words leave in a strip."""
    a, b = strip
    best, at = (a, a), a
    for word in sorted((w for w in words if w.x1 > a and w.x0 < b), key=lambda w: w.x0):
        if word.x0 - at > best[1] - best[0]:
            best = (at, word.x0)
        at = max(at, word.x1)
    return (at, b) if b - at > best[1] - best[0] else best


def _parted(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Cut lines of text into rows of a table: where the distance is wider than within a cell, or bold type ends."""
    usual = min((b.base - a.base for a, b in pairwise(rows)), default=0.0)
    part: list[Row] = []
    for row in rows:
        wide = bool(part) and row.base - part[-1].base > 1.2 * usual
        if wide or (part and row.words[0].bold != part[-1].words[0].bold):
            yield part
            part = []
        part.append(row)
    if part:
        yield part


def _touching(bands: list[_Band], y: float, way: int) -> list[_Band]:
    """Let bands begin where the one above ends, and the one at the line at the line."""
    tops = [band.top for band in bands]
    if way < 0:
        ends = [*tops[1:], y]
        return [_Band(band.top, end, band.words) for band, end in zip(bands, ends, strict=True)]
    starts = [y, *(band.bottom for band in bands[:-1])]
    return [_Band(start, band.bottom, band.words) for band, start in zip(bands, starts, strict=True)]


def _columns(rows: Sequence[Row], strips: Sequence[Strip]) -> int:
    """Count the columns that have words, where the words leave the strips free; else 0."""
    words = [word for row in rows for word in row.words]
    if any(w.x0 < b - 1 and w.x1 > a + 1 for w in words for a, b in strips):
        return 0
    return len({sum(w.x0 >= b - 1 for _, b in strips) for w in words})


def _lines_of(bands: Sequence[_Band], strips: Sequence[Strip], ladder: _Ladder) -> Iterator[Edge]:
    top, bottom = bands[0].top, bands[-1].bottom
    for x in (ladder.x0, ladder.x1):
        yield _line(x, x, top, bottom)
    for y in {band.top for band in bands} | {bottom}:
        yield _line(ladder.x0, ladder.x1, y, y)
    for band in bands:
        if band.gaps:
            for a, b in strips:
                x = next((x for x in ladder.upright if a - 1 <= x <= b + 1), (a + b) / 2)
                yield _line(x, x, band.top, band.bottom)


def _line(x0: float, x1: float, top: float, bottom: float) -> Edge:
    size = {"width": x1 - x0, "height": bottom - top}
    way = "v" if x0 == x1 else "h"
    return {"object_type": "line_edge", "orientation": way, "x0": x0, "x1": x1, "top": top, "bottom": bottom, **size}
