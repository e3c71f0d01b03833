"""Blocks in the making: what `clean` has recognised, before their text is written to the text of record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from ingest.blocks import BlockKind
from ingest.readers.raw import RawLine

Place = tuple[float, float, float, float]


class Fragment(NamedTuple):
    """A stretch of text and what separates it from the one before it (nothing, a space or a line end).

    `box` is where it is printed, None where there is no layout. `mark` tells that it is a raised mark, such as a
    footnote's number, which is not part of the words.
    """

    text: str
    lead: str = " "
    box: Place | None = None
    mark: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a block that stands on one page."""

    page: int
    fragments: tuple[Fragment, ...]

    @property
    def text(self) -> str:
        """The words, without raised marks."""
        return "".join(f.lead + f.text for f in self.fragments if not f.mark).strip()


@dataclass(frozen=True, slots=True)
class DraftCell:
    """One cell: its part, its first column and how many columns and rows it covers; none where that is not known."""

    part: Part
    column: int
    columns: int = 1
    rows: int = 1
    head: bool = False
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """One block in the making. `role` names a remainder: then the block is no block, only a named stretch of text.

    `identity` numbers a NOTE; `notes` are the numbers of the notes that this block's marks point to. `lines` are the
    printed lines it was made of, where there is a layout. A row that is `opened` or `unclosed` may be half a row.
    `caution` is what a reader of it must be told.
    """

    kind: BlockKind
    parts: tuple[Part, ...]
    level: int = 0
    marker: Part | None = None
    table: int = 0
    width: int = 0
    cells: tuple[DraftCell, ...] = ()
    role: str | None = None
    identity: int = 0
    notes: tuple[int, ...] = ()
    lines: tuple[RawLine, ...] = ()
    opened: bool = False
    unclosed: bool = False
    caution: str | None = None

    @property
    def text(self) -> str:
        """The words of all parts."""
        return " ".join(part.text for part in self.parts)

    @property
    def page(self) -> int:
        """The page on which it begins."""
        if self.parts:
            return self.parts[0].page
        return self.cells[0].part.page if self.cells else 1

    def named(self, role: str) -> Draft:
        """Give it as a remainder called `role`."""
        return replace(self, role=role)
