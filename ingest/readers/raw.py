"""What every reader gives: raw pages of raw blocks, before anything is cleaned or interpreted.

A format that knows its structure (HTML, DOCX, Markdown) gives HEADING, PARAGRAPH, ITEM, ROW and NOTE blocks on page 1.
A format that knows only layout (PDF, text) gives LINE blocks in reading order; `ingest/clean.py` makes blocks of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RawKind(StrEnum):
    """What a reader knows about a block."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class RawCell:
    """One cell of a table row. `text` may hold line breaks; spans count from 1; a head cell names its column or row."""

    text: str
    columns: int = 1
    rows: int = 1
    head: bool = False


@dataclass(frozen=True, slots=True)
class RawBlock:
    """One block of a page.

    `level` is a heading's depth (1 is the top) or a list point's nesting (1 is the outermost), 0 where it has none.
    `marker` is a list point's printed number or bullet ("1.", "•"), without the text. `table` numbers the document's
    tables from 1, for ROW blocks. For LINE blocks `size` is the font size in points, `bold` whether most of the line is
    bold, `x` and `y` the line's left and baseline in points from the page's bottom left (None where there is no layout).
    """

    kind: RawKind
    text: str
    level: int = 0
    marker: str | None = None
    table: int = 0
    cells: tuple[RawCell, ...] = ()
    size: float | None = None
    bold: bool = False
    x: float | None = None
    y: float | None = None


@dataclass(frozen=True, slots=True)
class RawPage:
    """One page as the reader found it; `number` counts from 1, `label` is the file's own page label."""

    number: int
    label: str | None
    blocks: tuple[RawBlock, ...]
    height: float | None = None


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A whole document as the reader found it.

    `title` is the file's own title, where it has one. `unread` names pages that hold no text ("blz. 3: geen tekst, wel
    een afbeelding"); `cautions` are other things a person must know.
    """

    pages: tuple[RawPage, ...]
    title: str | None = None
    unread: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
