"""Which column heads a table's cell stands under, and which merged cells from rows above cover a row too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.types import Cell, Span
from ingest.drafts import Draft, DraftCell


@dataclass(slots=True)
class _Carried:
    """A merged cell that also covers the next `rows` rows."""

    span: Span
    column: int
    columns: int
    rows: int


class TableHeads:
    """Follows a document's tables row by row, in order."""

    def __init__(self) -> None:
        """Begin before the first table."""
        self._table = 0
        self._heads: dict[int, list[Span]] = {}
        self._group: tuple[Span, ...] = ()
        self._carried: list[_Carried] = []
        self._ended: list[_Carried] = []
        self._page = 0
        self._in_head = True

    def bind(self, draft: Draft, placed: Sequence[tuple[DraftCell, Span]]) -> tuple[bool, tuple[Cell, ...]]:
        """Give whether the row holds heads only, and its cells, merged ones from above included, with their heads.

        A row that is one cell over the full width, below the heads, names the group of rows under it: it counts as a
        head of their first cells.
        """
        if draft.table != self._table:
            self._table, self._heads, self._group = draft.table, {}, ()
            self._carried, self._ended, self._in_head = [], [], True
        head = bool(placed) and all(cell.head for cell, _ in placed)
        group = len(placed) == 1 and draft.width > 1 and placed[0][0].columns >= draft.width
        covering = self._covering(draft)
        self._carry(covering, placed)
        self._page = draft.page
        if group and not (head and self._in_head):
            self._group, self._in_head = (placed[0][1],), False
            return True, (Cell(placed[0][1]),)
        if head:
            if not self._in_head:
                self._heads, self._group = {}, ()
            cells = self._cells(placed, [])
            for cell, span in placed:
                for column in range(cell.column, cell.column + cell.columns):
                    self._heads.setdefault(column, []).append(span)
            self._in_head = True
            return True, cells
        self._in_head = self._in_head and not placed
        return False, self._cells(placed, covering)

    def _covering(self, draft: Draft) -> list[_Carried]:
        """Give the merged cells from above that cover this row; one that a page end cut goes on in an empty cell."""
        covering = list(self._carried)
        if draft.page != self._page:
            for cell in draft.cells:
                cut = next((c for c in self._ended if (c.column, c.columns) == (cell.column, cell.columns)), None)
                if cut is not None and not cell.part.text:
                    covering.append(_Carried(cut.span, cut.column, cut.columns, cell.rows))
        return covering

    def _carry(self, covering: Sequence[_Carried], placed: Sequence[tuple[DraftCell, Span]]) -> None:
        """Note which merged cells also cover the next row, and which end with this one."""
        for carried in covering:
            carried.rows -= 1
        begun = [_Carried(s, c.column, c.columns, c.rows - 1) for c, s in placed if c.rows > 1]
        self._carried = [c for c in (*covering, *begun) if c.rows > 0]
        self._ended = [c for c in covering if c.rows <= 0]

    def _cells(self, placed: Sequence[tuple[DraftCell, Span]], covering: Sequence[_Carried]) -> tuple[Cell, ...]:
        own = [(cell.column, cell.columns, span) for cell, span in placed]
        own.extend((c.column, c.columns, c.span) for c in covering)
        own.sort(key=lambda entry: entry[0])
        made = []
        for index, (column, columns, span) in enumerate(own):
            heads = [h for c in range(column, column + columns) for h in self._heads.get(c, ())]
            if index == 0:
                heads.extend(self._group)
            made.append(Cell(span, tuple(dict.fromkeys(heads))))
        return tuple(made)
