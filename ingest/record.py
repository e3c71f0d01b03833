"""Writes the text of record: drafts become characters on pages, and blocks with exact spans of them.

Nothing edits the text after this. Every character that is not white space is written once, as part of a block or of a
named remainder.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from corpus.types import SPAN_JOINER, Box, Page, Remainder, Span
from ingest.blocks import Block, BlockKind
from ingest.drafts import Draft, DraftCell, Part, Place
from ingest.readers.raw import RawPage
from ingest.tables import TableHeads

BETWEEN_BLOCKS, BETWEEN_POINTS, BETWEEN_CELLS = "\n\n", "\n", "\t"
MARK, NOTE_MARK = "opsomteken", "nootteken"


@dataclass(slots=True)
class _Sheet:
    """One page being written."""

    text: list[str] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    length: int = 0

    def write(self, text: str, box: Place | None = None) -> None:
        if box is not None and text:
            self.boxes.append(Box(self.length, self.length + len(text), *box))
        self.text.append(text)
        self.length += len(text)


class Record:
    """The pages, blocks and remainders written so far."""

    def __init__(self, pages: Iterable[RawPage], labels: Mapping[int, str | None]) -> None:
        """Begin with an empty sheet for every page of the reader; `cautions` are kept with what they are about."""
        self._raw = {page.number: page for page in pages}
        self._labels = labels
        self._sheets = {number: _Sheet() for number in self._raw}
        self._heads = TableHeads()
        self._last: tuple[BlockKind, int] | None = None
        self._blocks: list[tuple[Block, Draft, dict[Span, DraftCell]]] = []
        self._notes: dict[int, tuple[Span, ...]] = {}
        self.remainders: list[Remainder] = []
        self.cautions: dict[str, tuple[Span, ...]] = {}

    def pages(self) -> tuple[Page, ...]:
        """Give the pages as written."""
        return tuple(
            Page(
                number=number,
                label=self._labels.get(number),
                text="".join(sheet.text),
                boxes=tuple(sheet.boxes),
                width=self._raw[number].width,
                height=self._raw[number].height,
            )
            for number, sheet in sorted(self._sheets.items())
        )

    def blocks(self) -> tuple[Block, ...]:
        """Give the blocks as written, each bound to its footnotes."""
        return tuple(self._noted(*entry) for entry in self._blocks)

    def write(self, draft: Draft) -> None:
        """Write one draft: a block, or a remainder where it has a role."""
        if draft.kind is BlockKind.ROW:
            self._row(draft)
        elif draft.role is not None:
            for part in (*((draft.marker,) if draft.marker else ()), *draft.parts):
                self._separate(part.page, BETWEEN_POINTS if draft.marker else BETWEEN_BLOCKS)
                self._remainder(draft.role, part)
        else:
            self._block(draft)
        self._last = (draft.kind, draft.page)

    def _block(self, draft: Draft) -> None:
        close = draft.kind is BlockKind.ITEM and self._last == (BlockKind.ITEM, draft.page)
        self._separate(draft.page, BETWEEN_POINTS if close else BETWEEN_BLOCKS)
        if draft.marker is not None:
            self._remainder(NOTE_MARK if draft.kind is BlockKind.NOTE else MARK, draft.marker)
            self._sheets[draft.marker.page].write(" ")
        written = []
        for number, part in enumerate(draft.parts):
            if number:
                self._separate(part.page, BETWEEN_BLOCKS)
            written.append(self._part(part))
        found = [w for w in written if w is not None]
        if found:
            spans = tuple(span for span, _ in found)
            text = SPAN_JOINER.join(t for _, t in found)
            marker = draft.marker.text if draft.marker else None
            self._blocks.append((Block(draft.kind, spans, text, draft.level, marker), draft, {}))
            self._warn(draft, spans)
            if draft.kind is BlockKind.NOTE and draft.identity:
                self._notes[draft.identity] = spans

    def _row(self, draft: Draft) -> None:
        """Write a table row, cells from left to right."""
        placed: list[tuple[DraftCell, Span]] = []
        texts: list[str] = []
        between = BETWEEN_POINTS if self._last == (BlockKind.ROW, draft.page) else BETWEEN_BLOCKS
        for cell in draft.cells:
            if not cell.part.text and not cell.part.fragments:
                continue
            self._separate(cell.part.page, between)
            between = BETWEEN_CELLS
            if draft.role is not None:
                self._remainder(draft.role, cell.part)
            elif (written := self._part(cell.part)) is not None:
                placed.append((cell, written[0]))
                texts.append(written[1])
        if draft.role is not None:
            return
        head, cells = self._heads.bind(draft, placed)
        if placed:
            spans = tuple(span for _, span in placed)
            block = Block(BlockKind.ROW, spans, SPAN_JOINER.join(texts), table=draft.table, cells=cells, head=head)
            self._blocks.append((block, draft, {span: cell for cell, span in placed}))
            self._warn(draft, spans)

    def _warn(self, draft: Draft, spans: tuple[Span, ...]) -> None:
        if draft.caution is not None:
            self.cautions[draft.caution] = (*self.cautions.get(draft.caution, ()), *spans)

    def _part(self, part: Part) -> tuple[Span, str] | None:
        """Write a part's words, without raised marks, and give their span and text."""
        sheet = self._sheets[part.page]
        start, first = sheet.length, len(sheet.text)
        for fragment in part.fragments:
            if fragment.mark or not fragment.text:
                continue
            if sheet.length > start:
                sheet.write(fragment.lead)
            sheet.write(fragment.text, fragment.box)
        if sheet.length == start:
            return None
        return Span(part.page, start, sheet.length), "".join(sheet.text[first:])

    def _remainder(self, name: str, part: Part) -> None:
        written = self._part(Part(part.page, tuple(f._replace(mark=False) for f in part.fragments)))
        if written is not None:
            self.remainders.append(Remainder(name, written[0]))

    def _separate(self, page: int, separator: str) -> None:
        if self._sheets[page].length:
            self._sheets[page].write(separator)

    def _noted(self, block: Block, draft: Draft, placed: Mapping[Span, DraftCell]) -> Block:
        notes = self._spans_of(draft.notes)
        cells = tuple(
            replace(cell, notes=self._spans_of(placed[cell.span].notes)) if cell.span in placed else cell
            for cell in block.cells
        )
        return replace(block, notes=notes, cells=cells) if notes or cells != block.cells else block

    def _spans_of(self, notes: Sequence[int]) -> tuple[Span, ...]:
        return tuple(span for note in notes for span in self._notes.get(note, ()))
