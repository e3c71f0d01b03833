"""Tables of a PDF page: ruled ones through pdfplumber, merged cells included, and aligned ones under bold heads."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from pdfplumber.page import Page
from pdfplumber.table import TableFinder, TableSettings

from ingest.readers.pdf_aligned import aligned_tables
from ingest.readers.pdf_bands import banded_lines
from ingest.readers.pdf_columns import rows_of
from ingest.readers.pdf_rules import SNAP, Frame, missing_lines
from ingest.readers.pdf_words import Box, Word, line_of
from ingest.readers.raw import RawCell

MAX_PAIRS = 4_000_000
"""Horizontal times vertical lines that are still compared; a drawing has more, a table never."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row's cells; `opened` without a line above it, `unclosed` without one below."""

    cells: tuple[RawCell, ...]
    opened: bool = False
    unclosed: bool = False


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table on one page: its box, its rows of cells, and the x of its column edges."""

    box: Box
    rows: tuple[TableRow, ...]
    edges: tuple[float, ...]


def tables_of(frame: Frame, words: Sequence[Word]) -> tuple[list[PageTable], list[Word]]:
    """Give the page's tables, and the words that are in none of them.

    `words` may also hold words of other directions, such as turned column heads; a table of mostly such words is left
    to the frame of their own direction.
    """
    found: list[PageTable] = []
    rest = list(words)
    boxes, open_at = _ruled(frame, words)
    for cells in boxes:
        made = _table(cells, rest, frame, open_at)
        if made is not None:
            found.append(made[0])
            rest = made[1]
    for cells in aligned_tables([w for w in rest if w.turn == frame.turn]):
        made = _table(cells, rest, frame, ())
        if made is not None:
            found.append(made[0])
            rest = made[1]
    return found, rest


def _ruled(frame: Frame, words: Sequence[Word]) -> tuple[list[list[Box]], list[float]]:
    """Give the cells of tables with lines, from top to bottom, and the heights where a line is missing."""
    across = sum(e["orientation"] == "h" for e in frame.edges)
    if across < 2 or across * (len(frame.edges) - across) > MAX_PAIRS:
        return [], []
    banded = banded_lines(frame.edges, [w for w in words if w.turn == frame.turn])
    edges = [*frame.edges, *banded]
    added = missing_lines(edges, "h")
    settings = TableSettings(
        snap_tolerance=SNAP,
        join_tolerance=SNAP,
        explicit_horizontal_lines=[*(e for e in banded if e["orientation"] == "h"), *added],
        explicit_vertical_lines=[*(e for e in banded if e["orientation"] == "v"), *missing_lines(edges, "v")],
    )
    finder = TableFinder(cast("Page", frame), settings)
    tables = sorted(finder.tables, key=lambda t: (t.bbox[1], t.bbox[0]))
    return [[*table.cells] for table in tables], [line["top"] for line in added]


def _table(
    boxes: list[Box], words: list[Word], frame: Frame, open_at: Sequence[float]
) -> tuple[PageTable, list[Word]] | None:
    """Fill the cells with words; a frame around text, or a drawing, is no table."""
    xs = _edges([b[0] for b in boxes] + [b[2] for b in boxes])
    ys = _edges([b[1] for b in boxes] + [b[3] for b in boxes])
    if len(xs) < 3 or len(ys) < 2 or len(boxes) < 2:
        return None
    inside, rest = _placed(words, boxes, frame)
    filled = [box for box in boxes if inside[box]]
    columns = {_index(xs, box[0]) for box in filled}
    turned = sum(word.turn != frame.turn for some in inside.values() for word in some)
    if len(filled) < 3 or len(columns) < 2 or turned * 2 > len(words) - len(rest):
        return None
    rows: dict[int, list[RawCell]] = {n: [] for n in range(len(ys) - 1)}
    for box in sorted(boxes):
        column, row = _index(xs, box[0]), _index(ys, box[1])
        lines = tuple(line_of(r.words, region=0, left=box[0], right=box[2]) for r in rows_of(inside[box]))
        rows[row].append(
            RawCell(
                text="\n".join(line.text for line in lines),
                columns=max(_index(xs, box[2]) - column, 1),
                rows=max(_index(ys, box[3]) - row, 1),
                head=_shaded(box, frame.shades),  # settled in _with_heads
                column=column,
                lines=lines,
            )
        )
    headed = _with_heads([tuple(rows[n]) for n in sorted(rows)])
    made = [TableRow(cells, _is_open(ys[n], open_at), _is_open(ys[n + 1], open_at)) for n, cells in enumerate(headed)]
    return PageTable((xs[0], ys[0], xs[-1], ys[-1]), tuple(made), tuple(xs)), rest


def _placed(words: Sequence[Word], boxes: Sequence[Box], frame: Frame) -> tuple[dict[Box, list[Word]], list[Word]]:
    """Put each word in the smallest cell around its middle; give the words that are in none as well."""
    inside: dict[Box, list[Word]] = {box: [] for box in boxes}
    rest: list[Word] = []
    ordered = sorted(boxes, key=lambda b: (b[2] - b[0]) * (b[3] - b[1]))
    x0, top, x1, bottom = (
        min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
    )  # fmt: skip
    for word in words:
        box = word.box if frame.turn == 0 else (word.x0, word.top, word.x1, word.bottom)
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        home = None
        if x0 <= x <= x1 and top <= y <= bottom:
            home = next((b for b in ordered if b[0] <= x <= b[2] and b[1] <= y <= b[3]), None)
        (rest if home is None else inside[home]).append(word)
    return inside, rest


def _is_open(y: float, open_at: Sequence[float]) -> bool:
    return any(abs(y - at) <= SNAP for at in open_at)


def _edges(values: list[float]) -> list[float]:
    """Give the distinct edges, those within SNAP of each other once."""
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > SNAP:
            out.append(value)
    return out


def _index(edges: Sequence[float], value: float) -> int:
    at = bisect_left(edges, value - SNAP)
    return min(at, len(edges) - 1)


def _shaded(box: Box, shades: Sequence[Box]) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(a <= x <= c and b <= y <= d for a, b, c, d in shades)


def _with_heads(rows: list[tuple[RawCell, ...]]) -> tuple[tuple[RawCell, ...], ...]:
    """Mark the head rows at the top: in bold, or shaded, where the rows below are not; else none."""

    def marked(row: tuple[RawCell, ...]) -> tuple[bool, bool]:
        filled = [c for c in row if c.lines]
        bold = bool(filled) and all(line.bold for c in filled for line in c.lines)
        return bold, bool(filled) and all(c.head for c in filled)

    looks = [marked(row) for row in rows]
    filled = [i for i, row in enumerate(rows) if any(c.lines for c in row)]
    heads = 0
    for way in (0, 1):
        run = 0
        while run < len(rows) and looks[run][way]:
            run += 1
        if 0 < run <= 3 and any(not looks[i][way] for i in filled):
            heads = run
            break
    return tuple(
        tuple(RawCell(c.text, c.columns, c.rows, i < heads, c.column, c.lines) for c in row)
        for i, row in enumerate(rows)
    )
