"""Tables that lost their shape in plain text: cells glued to each other, and broken over lines where they hold a list.

    Thema'sVeilige wijkenZorg en veiligheid
    BurgerparticipatieInbraken

    Jeugdoverlast:

     • Groepen
    ConvenantenCybercrime

What a copy of a web page's text leaves of a table: a row ends at its line's end, a cell that holds a paragraph or list
stands between blank lines, and an empty cell is a no-break space or gone. The first row says how many columns there
are; a row counts as read only where its cells come to that number, so columns are inferred and never certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from wordfreq import zipf_frequency

from ingest.readers.raw import RawBlock, RawCell, RawKind

GLUED = re.compile(r"[a-zà-ÿ)][A-ZÀ-Þ][a-zà-ÿ]")
"""Where a new cell's word begins in the middle of another ("WerkwijzenOnderwerpen")."""
CELL_START = re.compile(r"(?<=[a-zà-ÿ)*’'\d])(?=[A-ZÀ-Þ][a-zà-ÿA-Z])|(?<=[A-Z]{2})(?=[A-ZÀ-Þ][a-zà-ÿ]{2})")
"""The same, and where a cell begins or ends with an abbreviation ("Veiligheidshuis/PGAVeel", "BuurtHIC: inbraak")."""
EMPTY = "\u00a0"
EMPTY_CELLS = re.compile(f"{EMPTY}+(?=[A-ZÀ-Þ(]|$)")
LIST_POINT = re.compile(r"^\s*(?:[•●▪◦■□‣⁃·–*-]|\d{1,2}[.)])\s+\S")
LONGEST_CELL = 160
"""Characters of a line in a table; running text has longer ones."""
LONGEST_BREAK = 60
"""Lines between two glued ones of one table: a cell's list."""
FEWEST_COLUMNS = 3
"""A line with one glued place is a slip of the keyboard as likely as a row of two cells."""
INFERRED = (
    "Een tabel is in dit bestand als doorlopende tekst opgeslagen; de kolommen van de cellen zijn daaruit afgeleid"
)
LOST = "Een tabel is in dit bestand als doorlopende tekst opgeslagen; de kolommen konden niet worden gelezen"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells from left to right, with line breaks; `placed` where they came to the table's width."""

    cells: tuple[str, ...]
    placed: bool
    head: bool = False


@dataclass(frozen=True, slots=True)
class FlatTable:
    """Lines `[start, end)` that hold one table; `rows` is empty where no columns could be inferred."""

    start: int
    end: int
    width: int
    rows: tuple[Row, ...]

    def blocks(self, number: int) -> Iterator[RawBlock]:
        """Give the rows as blocks of table `number`; a cell that could not be placed covers no column."""
        for row in self.rows:
            cells = tuple(
                RawCell(text, columns=int(row.placed), head=row.head, column=place)
                for place, text in enumerate(row.cells)
                if text
            )
            yield RawBlock(RawKind.ROW, table=number, width=self.width, cells=cells, caution=INFERRED)


def flat_tables(lines: Sequence[str]) -> Iterator[FlatTable]:
    """Find the flattened tables among the lines of a text: at least two lines with three cells glued together."""
    done = 0
    for place in range(len(lines)):
        if place < done or not _is_glued(lines[place], 2):
            continue
        end = _end(lines, place)
        if sum(_is_glued(line, 2) for line in lines[place:end]) >= 2:
            yield _read(lines, place, end)
            done = end


def _is_glued(line: str, times: int, where: re.Pattern[str] = GLUED) -> bool:
    """Tell whether words are glued in at least so many places; a name such as "WhatsApp" is one word."""
    if len(line) > 4 * LONGEST_CELL or not where.search(line):
        return False
    return sum(len(where.findall(word)) for word in line.split() if not _is_name(word)) >= times


def _is_blank(line: str) -> bool:
    return not line.strip(" \t")  # a no-break space is an empty cell


def _is_name(word: str) -> bool:
    return zipf_frequency(word.strip(".,;:()*").lower(), "nl") > 0


def _end(lines: Sequence[str], start: int) -> int:
    """Give the line after a table's last: its last glued line, with the list points of its last cell."""
    end = start + 1
    for place in range(start + 1, len(lines)):
        line = lines[place]
        bare = line.strip()
        last_row = place == end and line.endswith(EMPTY)
        if (LIST_POINT.match(line) and place == end) or _is_glued(line, 1, CELL_START) or last_row:
            end = place + 1
        elif place - end >= LONGEST_BREAK or len(bare) > LONGEST_CELL or bare.endswith((".", "!", "?")):
            break
    return end


# -- Rows -------------------------------------------------------------------------------------------------------------


def _read(lines: Sequence[str], start: int, end: int) -> FlatTable:
    """Read the rows in the way in which most of them come to the width of the first."""
    best = FlatTable(start, end, 0, ())
    for names_split in (True, False):
        width = len(_cells(lines[start], names_split=names_split, empties=True))
        if width < FEWEST_COLUMNS:
            continue
        rows = _with_heads([row for chunk in _chunks(lines[start:end]) for row in _rows(chunk, width, names_split)])
        placed = [row for row in rows if row.placed and not row.head]
        if placed and 2 * len(placed) >= sum(not row.head for row in rows) and len(placed) > _count(best):
            best = FlatTable(start, end, width, tuple(rows))
    return best


def _count(table: FlatTable) -> int:
    return sum(row.placed and not row.head for row in table.rows)


def _with_heads(rows: Sequence[Row]) -> list[Row]:
    """Make the first row heads, and the second where it says the same of most columns ("Onderwerpen")."""
    heads = 1 + (len(rows) > 1 and rows[1].placed and len(set(rows[1].cells)) <= max(2, len(rows[1].cells) // 2))
    return [Row(row.cells, row.placed, head=place < heads) for place, row in enumerate(rows)]


def _chunks(lines: Sequence[str]) -> Iterator[list[str]]:
    """Cut lines where a row certainly ends: between two lines that are no list points, without a blank one."""
    chunk: list[str] = []
    for line in lines:
        if (
            chunk
            and not _is_blank(chunk[-1])
            and not _is_blank(line)
            and not any(map(LIST_POINT.match, (chunk[-1], line)))
        ):
            yield chunk
            chunk = []
        chunk.append(line)
    yield chunk


@dataclass(slots=True)
class _Open:
    """A row that is being filled: its cells so far, each a list of lines."""

    cells: list[list[str]] = field(default_factory=list)

    def closed(self, width: int) -> Row:
        return Row(tuple("\n".join(cell).strip() for cell in self.cells), placed=len(self.cells) == width)


def _rows(chunk: Sequence[str], width: int, names_split: bool) -> list[Row]:
    """Give the rows of a chunk; empty cells are counted where that makes every row whole, else they are not."""
    with_empties = _cut(chunk, width, names_split=names_split, empties=True)
    if all(row.placed for row in with_empties) or not any(EMPTY in line for line in chunk):
        return with_empties
    without = _cut(chunk, width, names_split=names_split, empties=False)
    return without if all(row.placed for row in without) else with_empties


def _cut(chunk: Sequence[str], width: int, *, names_split: bool, empties: bool) -> list[Row]:
    """Fill rows line by line: a list point goes on in its cell, another line begins one, a full row is closed."""
    rows: list[Row] = []
    row = _Open()
    for line in chunk:
        if LIST_POINT.match(line) and row.cells:
            row.cells[-1].append(line.strip())
            continue
        if _is_blank(line) or not (empties or line.strip()):
            continue
        cells = _cells(line, names_split=names_split, empties=empties)
        if row.cells and len(row.cells) + len(cells) > width:
            rows.append(row.closed(width))
            row = _Open()
        row.cells.extend([cell] for cell in cells)
    if row.cells:
        rows.append(row.closed(width))
    return rows


def _cells(line: str, *, names_split: bool, empties: bool) -> list[str]:
    """Cut a line where cells were glued; an empty cell is a no-break space between two others or at the end."""
    text = line.strip(" \t")
    if empties:
        text = EMPTY_CELLS.sub(lambda m: "\v" * (len(m[0]) - 1 + (m.start() > 0) + (m.end() < len(text))), text)
    pieces = re.split(r"(\s+|\v)", text)
    cut = [
        piece if not piece.strip() or (not names_split and _is_name(piece)) else CELL_START.sub("\v", piece)
        for piece in pieces
    ]
    return [cell.strip() for cell in "".join(cut).split("\v")]
