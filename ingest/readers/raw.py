"""What every reader gives: raw pages of raw blocks, before anything is cleaned or interpreted.

A format that knows its structure (HTML, DOCX, Markdown, text) gives HEADING, PARAGRAPH, ITEM, ROW and NOTE blocks on
page 1. A format that knows only layout (PDF) gives LINE blocks in reading order, and ROW blocks for ruled tables;
`ingest/clean.py` makes blocks of the lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

RAISED, LOWERED = "\x02", "\x03"
"""Stand around a raised mark in the text of a structured format; `printable` keeps them out of a file's own text."""

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def printable(text: str) -> str:
    """Give `text` without control characters other than tab and line end."""
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "\n"))


OPEN_CHANGES = (
    "Het bestand heeft wijzigingen die nog niet zijn aanvaard; het is gelezen zoals het er met die wijzigingen staat"
)


def hidden_text(where: str, letters: int) -> str:
    """Give the caution about text that nobody sees and that was left out: how or where it was hidden, and how much."""
    return f"Verborgen tekst {where} is weggelaten: {letters} {'teken' if letters == 1 else 'tekens'}"


class RawKind(StrEnum):
    """What a reader knows about a block; a NOTE is a footnote."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    NOTE = "note"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class RawWord:
    """One printed word and its box, in points from the shown page's top left; `raised` is a superscript mark."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    raised: bool = False


@dataclass(frozen=True, slots=True)
class RawLine:
    """One printed line inside one column.

    `x0` to `bottom` are its box in reading direction: for a sideways text the page is turned first, so these may differ
    from the words' boxes. `base` is the baseline, from the top. `size` is the font size of most of its letters, in
    points. `left` and `right` are the edges of the column it stands in, whose number on the page is `region`. `rough`
    marks a line recognised in a picture, where sizes are estimates. `mixed` has bold words and others.
    """

    words: tuple[RawWord, ...]
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    bold: bool = False
    italic: bool = False
    colour: str = ""
    region: int = 0
    left: float = 0.0
    right: float = 0.0
    rough: bool = False
    mixed: bool = False

    @property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class RawCell:
    """One cell of a table row. `text` may hold line breaks; `lines` is filled where there is a layout.

    `columns` and `rows` count how many columns and rows it covers; a row lists a cell only where it begins, and
    `column` is its first column, from 0. A cell whose column is not known covers none. A head cell names its column.
    """

    text: str
    columns: int = 1
    rows: int = 1
    head: bool = False
    column: int = 0
    lines: tuple[RawLine, ...] = ()


@dataclass(frozen=True, slots=True)
class RawBlock:
    """One block of a page.

    `level` is a heading's depth (1 is the top) or a list point's nesting (1 is the outermost), 0 where it has none.
    `marker` is a list point's or note's printed number or bullet ("1.", "•"), without the text. `table` numbers the
    document's tables from 1, for ROW blocks, `width` their columns. `role` names what the reader knows to be no text
    of the document itself ("inhoudsopgave"). A LINE block holds its one line in `lines`. A raised mark in `text`, such
    as a footnote's number, stands between RAISED and LOWERED. A row that has no line above it is `opened`, one that has
    none below it `unclosed`: it may be half a row, with the other half on another page. `caution` is what a reader of
    this block must be told.
    """

    kind: RawKind
    text: str = ""
    level: int = 0
    marker: str | None = None
    table: int = 0
    width: int = 0
    cells: tuple[RawCell, ...] = ()
    lines: tuple[RawLine, ...] = ()
    role: str | None = None
    opened: bool = False
    unclosed: bool = False
    caution: str | None = None


@dataclass(frozen=True, slots=True)
class RawPage:
    """One page as the reader found it; `number` counts from 1, `label` is the file's own page label.

    `width` and `height` are the shown page's size in points; `recognised` tells that its text was read from a picture.
    """

    number: int
    label: str | None
    blocks: tuple[RawBlock, ...]
    width: float | None = None
    height: float | None = None
    recognised: bool = False


@dataclass(frozen=True, slots=True)
class Bookmark:
    """One entry of a file's own outline: its title, depth (1 is the top) and page."""

    title: str
    level: int
    page: int


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
    outline: tuple[Bookmark, ...] = ()
