"""A document before it has a layout: chapters of blocks whose pieces of text know which truth they print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a piece of text is."""

    ACTION = "action"
    PARTY = "party"
    PARTNERS = "partners"
    PLANNING = "planning"
    BUDGET = "budget"
    RESULT = "result"
    GOAL = "goal"
    INTERIM = "interim"
    OUTCOME = "outcome"
    FIGURE = "figure"
    FACT = "fact"
    DEFINITION = "definition"
    PORTFOLIO = "portfolio"
    RENAMED = "renamed"
    CONTEXT = "context"
    HEADING = "heading"
    HEAD = "column head"
    NOTE = "note"
    TITLE = "title"
    INJECTION = "injection"


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence, cell or heading. `item` is the id of the truth it prints, `key` the words in it that are the fact."""

    text: str
    role: Role = Role.CONTEXT
    item: str | None = None
    key: str = ""
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (chapter) to 3."""

    level: int
    piece: Piece


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """A list. `marks` are the printed marks in order ("1.", "2.1.3"); empty for bullets."""

    points: tuple[tuple[Piece, ...], ...]
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table that may span columns and rows."""

    pieces: tuple[Piece, ...]
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table. Rows leave out the cells that a merged cell above or before them covers."""

    heads: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    notes: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Scan:
    """A page that is a picture of text."""

    lines: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Sideways:
    """A page of its own whose table is turned a quarter."""

    heading: Heading
    table: Table


@dataclass(frozen=True, slots=True)
class Hidden:
    """Text that a person does not see: white on white, or hidden by style."""

    piece: Piece


Block = Heading | Paragraph | Points | Table | Scan | Sideways | Hidden


@dataclass(frozen=True, slots=True)
class Chapter:
    """Blocks that begin on a new page where the format has pages; `columns` is 1 or 2."""

    blocks: tuple[Block, ...]
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Style:
    """How a document looks and words its headings; drawn per document. `depth` is that of its contents."""

    font: str
    page_labels: bool
    contents: bool
    depth: int
    ligatures: bool
    numbered: bool
    columns: bool
    heads: dict[str, str] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A whole document: `cover` are the lines of the first page, `front` stands before page 1."""

    file: str
    title: str
    municipality: str
    cover: tuple[Piece, ...]
    front: tuple[Chapter, ...]
    body: tuple[Chapter, ...]
    style: Style


@dataclass(frozen=True, slots=True)
class Printed:
    """Where a piece came to stand: `page` is the physical page, `label` the number printed on it.

    A piece that runs over a page end gives one `Printed` per page, each with its own part of the text. `block` numbers
    the block it stands in, so that a sentence can be read with what surrounds it; `row` that of the first cell of its
    table row.
    """

    document: str
    page: int
    label: str | None
    block: int
    text: str
    role: Role
    item: str | None
    key: str
    phrase: str
    row: int | None = None


def pieces_of(block: Block) -> Iterator[Piece]:
    """Give the pieces of a block in reading order."""
    match block:
        case Heading(piece=piece) | Hidden(piece=piece):
            yield piece
        case Paragraph(pieces=pieces) | Scan(lines=pieces):
            yield from pieces
        case Points(points=points):
            for point in points:
                yield from point
        case Table(heads=heads, rows=rows, notes=notes):
            for row in (*heads, *rows):
                for cell in row:
                    yield from cell.pieces
            yield from notes
        case Sideways(heading=heading, table=table):
            yield heading.piece
            yield from pieces_of(table)
