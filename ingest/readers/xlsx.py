"""XLSX through openpyxl: a sheet is a heading with its tables. Values are those that were saved; nothing is calculated.

What is hidden (sheets, rows, columns) is left out and reported, as people who open the file do not see it. Links to
other files are not followed.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

import openpyxl
from lxml import etree
from openpyxl.utils import get_column_letter, range_boundaries

from ingest.readers.docx_gate import gate
from ingest.readers.errors import MAX_PIECES, TooLarge, refused
from ingest.readers.raw import RawBlock, RawCell, RawDocument, RawKind, RawPage, printable
from ingest.readers.xlsx_values import shown

MAX_CELLS = 300_000
"""Cells that a file may store, empty ones with a style included; openpyxl takes some 500 bytes for each."""
MAX_WIDTH = 200
MOST_COLUMNS, MOST_ROWS = 16_384, 1_048_576  # of Excel
SURVEYED = ("{*}c", "{*}row", "{*}mergeCell", "{*}hyperlink")
SHEET = re.compile(r"^xl/worksheets/[^/]+\.xml$")
UNNAMED = re.compile(r"(?:blad|sheet|werkblad|tabelle)\s*\d*", re.IGNORECASE)
"""Names that a sheet has where nobody gave it one."""
HEADING_CHARACTERS = 120
MOST_NAMED = 20
"""Hidden rows and columns that are named one by one."""
FIRST_YEAR, LAST_YEAR = 1900, 2100
DAMAGED = (KeyError, ValueError, TypeError, AttributeError, IndexError, zipfile.BadZipFile, EOFError, OverflowError,
           NotImplementedError, RuntimeError, etree.LxmlError, SyntaxError)  # fmt: skip
"""What openpyxl raises on a file that is not as it should be (a ParseError is a SyntaxError)."""


def read_xlsx(path: Path) -> RawDocument:
    """Read a workbook; its text is one page without a label.

    Raises:
        ReadError: it is no workbook, unpacks too large, is damaged, or shows no text.
    """
    gate(path)
    unread: list[str] = []
    try:
        uncalculated = _survey(path)
        with warnings.catch_warnings(), path.open("rb") as file:
            warnings.simplefilter("ignore")  # of parts that openpyxl does not keep when it saves; nothing is saved here
            book = openpyxl.load_workbook(file, data_only=True, keep_links=False)
    except DAMAGED as error:
        raise refused(path, "het Excel-bestand is beschadigd of onvolledig") from error
    if uncalculated:
        cells = f"formules zonder bewaarde uitkomst: {uncalculated}"
        unread.append(f"{cells}; open het bestand in Excel en bewaar het opnieuw")
    walk = _Walk()
    for sheet in book.worksheets:
        walk.sheet(sheet, named=len(book.worksheets) > 1 and not UNNAMED.fullmatch(sheet.title.strip()))
    if not any(block.kind is not RawKind.HEADING for block in walk.blocks):
        raise refused(path, "er staat geen zichtbare tekst in het Excel-bestand", "Controleer of het niet leeg is")
    title = (book.properties.title or "").strip()
    page = RawPage(1, None, tuple(walk.blocks))
    return RawDocument((page,), title=title or None, unread=tuple(unread), cautions=tuple(walk.cautions))


def _survey(path: Path) -> int:
    """Count the formulas without a saved value, before openpyxl builds anything.

    Raises:
        TooLarge: more cells are stored, merged or linked than a table for people has.
    """
    cells, uncalculated = 0, 0
    with zipfile.ZipFile(path) as archive:
        for name in (n for n in archive.namelist() if SHEET.match(n)):
            with archive.open(name) as part:
                for _, element in etree.iterparse(part, tag=SURVEYED, resolve_entities=False, no_network=True):
                    kind = etree.QName(element).localname
                    if kind == "c":
                        has_value = element.findtext("{*}v") or element.find("{*}is") is not None
                        uncalculated += element.find("{*}f") is not None and not has_value
                        cells += 1
                        continue
                    cells += _size(element.get("ref") or "A1") if kind != "row" else 0
                    if cells > MAX_CELLS:
                        raise TooLarge
                    element.clear()
                    while element.getprevious() is not None:
                        del element.getparent()[0]
    return uncalculated


def _size(reference: str) -> int:
    """Count the cells of a stretch such as "A1:C20", which openpyxl makes one by one."""
    left, top, right, bottom = range_boundaries(reference)
    return ((right or MOST_COLUMNS) - (left or 1) + 1) * ((bottom or MOST_ROWS) - (top or 1) + 1)


@dataclass(slots=True)
class _Walk:
    """Goes through the sheets in order and keeps the blocks made so far."""

    blocks: list[RawBlock] = field(default_factory=list)
    cautions: list[str] = field(default_factory=list)
    tables: int = 0

    def sheet(self, sheet: Any, *, named: bool) -> None:  # noqa: ANN401 (openpyxl has no types)
        """Take what a sheet shows: its name as a heading, then its rows; an empty row ends a table."""
        name = printable(sheet.title).strip()
        if sheet.sheet_state != "visible":
            self.cautions.append(f"Verborgen werkblad is weggelaten: {name}")
            return
        grid = _Grid(sheet)
        if grid.left_out:
            self.cautions.append(f"Verborgen op werkblad {name} en weggelaten: {grid.left_out}")
        if named and grid.rows:
            self.blocks.append(RawBlock(RawKind.HEADING, name, level=1))
        first, width = True, 0
        for run in _runs(grid.rows):
            width = self._run(run, first=first, above=width)
            first = False
            if len(self.blocks) > MAX_PIECES:
                raise TooLarge

    def _run(self, rows: list[tuple[_Shown, ...]], *, first: bool, above: int) -> int:
        """Take rows without an empty one between them; gives the table's width, of which `above` is the last one's.

        Lines before the table that are one cell are its title and text. Rows as wide as the table above, without heads
        of their own, go on with it.
        """
        while rows and len(rows[0]) == 1:
            [cell] = rows.pop(0)
            is_heading = (first or cell.bold) and len(cell.text) <= HEADING_CHARACTERS and "\n" not in cell.text
            kind = RawKind.HEADING if is_heading else RawKind.PARAGRAPH
            self.blocks.append(RawBlock(kind, cell.text, level=2 * is_heading))
            first = False
        if not rows:
            return above
        left = min(cell.column for row in rows for cell in row)
        width = max(cell.column + cell.columns for row in rows for cell in row) - left
        heads = _heads(rows)
        if heads and not all(cell.bold for cell in rows[0]) and width == above:
            heads = 0
        self.tables += heads > 0 or width != above
        for place, row in enumerate(rows):
            group = len(row) == 1 and place >= heads and row[0].column == left and row[0].bold
            cells = tuple(
                RawCell(c.text, width if group else c.columns, c.rows, place < heads, c.column - left) for c in row
            )
            self.blocks.append(RawBlock(RawKind.ROW, table=self.tables, width=width, cells=cells))
        return width


def _heads(rows: Sequence[Sequence[_Shown]]) -> int:
    """Count the rows of heads: the first where it holds words or years only, and one more under merged heads."""
    if len(rows) < 2 or not all(cell.names for cell in rows[0]):
        return 0
    merged = any(cell.columns > 1 for cell in rows[0])
    return 2 if merged and len(rows) > 2 and all(cell.names for cell in rows[1]) else 1


@dataclass(frozen=True, slots=True)
class _Shown:
    """A filled cell that is seen: its place among what is seen, and how many seen columns and rows it covers.

    `names` tells that it holds words or a year, as a head does.
    """

    text: str
    column: int
    columns: int
    rows: int
    bold: bool
    names: bool


class _Grid:
    """What a sheet shows: its rows from top to bottom, an empty one where some are passed; and what was left out."""

    def __init__(self, sheet: Any) -> None:  # noqa: ANN401
        """Take in a sheet of openpyxl.

        Raises:
            TooLarge: it has more columns than a table for people.
        """
        filled = {place: cell for place, cell in sorted(sheet._cells.items()) if cell.value is not None}
        self._hidden_rows = {row for row, d in sheet.row_dimensions.items() if d.hidden or d.height == 0}
        self._hidden_columns = set(_hidden_columns(sheet, max((column for _, column in filled), default=0)))
        seen = {p: c for p, c in filled.items() if p[0] not in self._hidden_rows and p[1] not in self._hidden_columns}
        texts = {place: text for place, cell in seen.items() if (text := _text(cell))}
        self.left_out = self._left_out(filled, len(seen) - len(texts))
        columns = sorted({column for _, column in texts})
        if len(columns) > MAX_WIDTH:
            raise TooLarge
        spans = {(r.min_row, r.min_col): r for r in sheet.merged_cells.ranges}
        filled_rows = sorted({row for row, _ in texts})
        by_row: dict[int, list[_Shown]] = {row: [] for row in filled_rows}
        for (row, column), text in texts.items():
            cell, merged = filled[row, column], spans.get((row, column))
            at = bisect_left(columns, column)
            wide = bisect_right(columns, merged.max_col) - at if merged else 1
            high = bisect_right(filled_rows, merged.max_row) - bisect_left(filled_rows, row) if merged else 1
            bold = bool(cell.font and cell.font.b)
            by_row[row].append(_Shown(text, at, wide, high, bold, _names(cell.value)))
        self.rows = [tuple(by_row.get(row, ())) for row in self._with_gaps(filled_rows)]

    def _left_out(self, filled: Mapping[tuple[int, int], Any], unseen: int) -> str:
        """Say in Dutch which rows and columns with something in them are hidden, and how many cells show nothing."""
        rows = sorted({row for row, _ in filled} & self._hidden_rows)
        columns = sorted({column for _, column in filled} & self._hidden_columns)
        named = [f"rij {row}" for row in rows] + [f"kolom {get_column_letter(column)}" for column in columns]
        more = [f"nog {len(named) - MOST_NAMED} rijen of kolommen"] if len(named) > MOST_NAMED else []
        cells = [f"{unseen} {'cel' if unseen == 1 else 'cellen'} die niets tonen"] if unseen else []
        return ", ".join([*named[:MOST_NAMED], *more, *cells])

    def _with_gaps(self, rows: Sequence[int]) -> Iterator[int]:
        """Give row numbers, and one that is empty wherever rows that are seen are passed."""
        hidden = sorted(self._hidden_rows)
        before = None
        for row in rows:
            if before is not None:
                passed = bisect_left(hidden, row) - bisect_right(hidden, before)
                if row - before - 1 > passed:
                    yield 0
            yield row
            before = row


def _hidden_columns(sheet: Any, last: int) -> Iterator[int]:  # noqa: ANN401
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden or dimension.width == 0:
            yield from range(dimension.min or 1, min(dimension.max or 0, last) + 1)


def _text(cell: Any) -> str:  # noqa: ANN401
    lines = printable(shown(cell.value, cell.number_format or "General")).splitlines()
    return "\n".join(line for line in (" ".join(part.split()) for part in lines) if line)


def _names(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, int) and FIRST_YEAR <= value <= LAST_YEAR)


def _runs(rows: Sequence[tuple[_Shown, ...]]) -> Iterator[list[tuple[_Shown, ...]]]:
    for empty, run in groupby(rows, key=lambda row: not row):
        if not empty:
            yield list(run)
