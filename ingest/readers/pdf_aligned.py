"""Tables without any line or shade: rows of short pieces that stand under one another, below a row of bold heads.

White alone says little, so only what cannot well be anything else is taken for a table: three columns or more, each
with a bold head, at least two rows, white strips that no word crosses, and not running text in most columns. Whatever
else stands in columns stays lines of text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.readers.pdf_columns import Row, is_running, rows_of
from ingest.readers.pdf_words import Box, Word

MIN_COLUMNS, MIN_ROWS = 3, 2
MIN_STRIP = 6.0
"""White between two columns, in points, that no word of the table crosses; words of one cell stand 2 to 4 apart."""
MOST_STEP = 3.0
"""Font sizes between two lines of one table."""
SAME_SIZE = 0.8  # points
FILLED = 0.6
"""Mean share of the columns that a row fills."""

Strip = tuple[float, float]


@dataclass(slots=True)
class _Table:
    """A table in the making: the lines of its heads and body, and the white that they leave between the columns."""

    heads: list[Row]
    body: list[Row]
    strips: list[Strip]

    def column(self, word: Word) -> int:
        return sum(word.x0 >= right - 1 for _, right in self.strips)

    def filled(self, row: Row) -> set[int]:
        return {self.column(word) for word in row.words}


def aligned_tables(words: Sequence[Word]) -> Iterator[list[Box]]:
    """Give the cells of each table as boxes (x0, top, x1, bottom); `words` are those in no ruled table."""
    rows = rows_of(words)
    at = 0
    while at < len(rows):
        table = _table_at(rows, at)
        if table is not None and (groups := _rows(table)):
            yield _boxes(table, groups)
            at += len(table.heads) + len(table.body)
        else:
            at += 1


def _table_at(rows: Sequence[Row], at: int) -> _Table | None:
    """Give the table whose heads begin at a line, if that line is bold and has white between its pieces."""
    strips = _gaps(rows[at])
    if not _is_bold(rows[at]) or len(strips) + 1 < MIN_COLUMNS:
        return None
    table = _Table([rows[at]], [], strips)
    for last, row in pairwise(rows[at:]):
        size = row.words[0].size
        narrowed = [_narrowed(strip, row.words) for strip in table.strips]
        apart = row.base - last.base > MOST_STEP * size or abs(size - last.words[0].size) > SAME_SIZE
        if apart or any(b - a < MIN_STRIP for a, b in narrowed) or (_is_bold(row) and table.body):
            break
        table.strips = narrowed
        (table.heads if _is_bold(row) else table.body).append(row)
    _without_end(table)
    return table if len(table.body) >= MIN_ROWS and not _is_text(table) else None


def _is_bold(row: Row) -> bool:
    return all(word.bold for word in row.words)


def _gaps(row: Row) -> list[Strip]:
    return [(a.x1, b.x0) for a, b in pairwise(row.words) if b.x0 - a.x1 >= max(MIN_STRIP, 0.7 * a.size)]


def _narrowed(strip: Strip, words: Sequence[Word]) -> Strip:
    """Give what words leave of a strip: one that hangs in it from a side narrows it, one inside it ends it."""
    left, right = strip
    for word in words:
        if word.x1 > left and word.x0 < right:
            if word.x0 <= strip[0] and word.x1 >= strip[1]:
                return left, left
            middle = (strip[0] + strip[1]) / 2
            left, right = (max(left, word.x1), right) if word.x0 < middle else (left, min(right, word.x0))
    return left, right


def _without_end(table: _Table) -> None:
    """Leave out lines at the end that fill one column and stand apart: text below the table."""
    steps = [b.base - a.base for a, b in pairwise(table.body)]
    while len(table.body) > 1 and len(table.filled(table.body[-1])) == 1 and steps[-1] > 1.2 * min(steps):
        table.body.pop()
        steps.pop()


def _is_text(table: _Table) -> bool:
    """Tell whether most columns hold running text, as on a page in three columns."""
    columns = len(table.strips) + 1
    parts = [[w for w in row.words if table.column(w) == n] for n in range(columns) for row in table.body]
    by_column = [parts[n * len(table.body) : (n + 1) * len(table.body)] for n in range(columns)]
    running = sum(is_running([part for part in column if part]) for column in by_column)
    return 2 * running > columns


def _rows(table: _Table) -> list[list[Row]]:
    """Cut the lines of the body into rows; empty where they do not fill enough of the columns.

    Where the white between lines differs, a row begins after a wide one; else with every line that is no rest of a
    cell: one that fills the first column and another, or stands alone in the first and begins with a capital.
    """
    steps = [b.base - a.base for a, b in pairwise(table.body)]
    usual = min(steps)
    spaced = max(steps) > 1.2 * usual
    groups: list[list[Row]] = []
    for number, row in enumerate(table.body):
        filled = table.filled(row)
        begins = 0 in filled and (not spaced or not number or steps[number - 1] > 1.2 * usual)
        if begins and not spaced and filled == {0} and not row.words[0].text[:1].isupper():
            begins = False
        if begins or not groups:
            groups.append([])
        groups[-1].append(row)
    columns = len(table.strips) + 1
    fill = sum(len(set().union(*(table.filled(row) for row in group))) for group in groups) / len(groups)
    return groups if len(groups) >= MIN_ROWS and fill >= FILLED * columns else []


def _boxes(table: _Table, groups: Sequence[Sequence[Row]]) -> list[Box]:
    whole = [table.heads, *groups]
    words = [word for group in whole for row in group for word in row.words]
    xs = [min(w.x0 for w in words) - 1, *((a + b) / 2 for a, b in table.strips), max(w.x1 for w in words) + 1]
    between = ((a[-1].bottom + b[0].top) / 2 for a, b in pairwise(whole))
    ys = [whole[0][0].top - 1, *between, whole[-1][-1].bottom + 1]
    return [(x0, y0, x1, y1) for y0, y1 in pairwise(ys) for x0, x1 in pairwise(xs)]
