"""What cleaning gives and structure reads: blocks with exact spans into the text of record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from corpus.types import Cell, Page, Remainder, Span


class BlockKind(StrEnum):
    """What a block is; a NOTE is a footnote ("* uitwerking van dit thema ...")."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Block:
    """One block in reading order. `text` is the text under `spans`; a paragraph over a page end has two spans.

    `level` is a heading's depth (1 is the top) or a list point's nesting. `marker` is a list point's mark, it is
    not in `text` (its characters are a remainder named "opsomteken"). `table` counts the document's tables from 1.
    A row's `spans` are those of its own filled cells in order; `cells` binds each to its column heads, and also holds a
    cell of an earlier row that is merged over this one. A row that holds column heads only, or names the group of rows
    under it, has `head` set. `notes` are the footnotes that the block's marks point to (a row's are in its cells).
    """

    kind: BlockKind
    spans: tuple[Span, ...]
    text: str
    level: int = 0
    marker: str | None = None
    table: int = 0
    cells: tuple[Cell, ...] = ()
    head: bool = False
    notes: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class CleanDocument:
    """The text of record with its blocks; every character of every page is in a block, in a remainder, or white space.

    `title` is the file's own title; `unread` and `cautions` are in Dutch. A caution that is about certain stretches
    only has them in `confined`; any other is about the whole document.
    """

    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    remainders: tuple[Remainder, ...]
    title: str | None
    unread: tuple[str, ...]
    cautions: tuple[str, ...]
    confined: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)

    def cautions_on(self, spans: tuple[Span, ...]) -> tuple[str, ...]:
        """Give the cautions that a reader of the text under `spans` must know."""
        return tuple(
            caution
            for caution in self.cautions
            if caution not in self.confined or any(_meet(a, b) for a in self.confined[caution] for b in spans)
        )


def _meet(a: Span, b: Span) -> bool:
    return a.page == b.page and a.start < b.end and b.start < a.end
