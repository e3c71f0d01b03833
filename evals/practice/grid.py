"""Where the cells of a table with merged cells come to stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.practice.manuscript import Cell


@dataclass(frozen=True, slots=True)
class At:
    """A cell and the row and column of its top left corner, counted from 0."""

    row: int
    column: int
    cell: Cell


def spans(rows: Sequence[Sequence[Cell]]) -> list[At]:
    """Give every cell its place; a row leaves out what a merged cell above or before it covers."""
    taken: set[tuple[int, int]] = set()
    found: list[At] = []
    for r, row in enumerate(rows):
        column = 0
        for cell in row:
            while (r, column) in taken:
                column += 1
            found.append(At(r, column, cell))
            taken |= {(r + i, column + j) for i in range(cell.rows) for j in range(cell.columns)}
            column += cell.columns
    return found
