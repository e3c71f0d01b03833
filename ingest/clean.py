"""Raw pages to the text of record, with blocks that know exactly where they stand in it.

Nothing edits text after this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.types import Page, Span
from ingest.blocks import BlockKind, CleanDocument
from ingest.drafts import Draft, DraftCell, Fragment, Part
from ingest.flow import joined_over_pages, one_table_over_pages
from ingest.furniture import FOOTER, HEADER, PAGE_NUMBER, Furniture, furniture
from ingest.headings import with_headings
from ingest.hygiene import cautions, without_order_heads
from ingest.hyphens import Vocabulary, vocabulary_of
from ingest.large import labelled
from ingest.letters import repaired
from ingest.lines import GLUED_NOTE, NOTE_WORD, Measures, draft_of, fragments, group, mark_of, measures
from ingest.nesting import nested
from ingest.notes import bound
from ingest.readers.raw import LOWERED, RAISED, RawBlock, RawCell, RawDocument, RawKind, RawLine, RawPage
from ingest.record import Record

RAISED_MARK = re.compile(f"{RAISED}([^{LOWERED}]*){LOWERED}")
KINDS = {
    RawKind.HEADING: BlockKind.HEADING,
    RawKind.PARAGRAPH: BlockKind.PARAGRAPH,
    RawKind.ITEM: BlockKind.ITEM,
    RawKind.NOTE: BlockKind.NOTE,
    RawKind.ROW: BlockKind.ROW,
}


def clean(raw: RawDocument) -> CleanDocument:
    """Make the text of record of a raw document.

    Every character of every page is then in one block, in one named remainder, or white space.
    """
    lines = [line for page in raw.pages for block in page.blocks if block.kind is RawKind.LINE for line in block.lines]
    frame = furniture(raw.pages) if lines else Furniture()
    vocabulary = vocabulary_of(_all_lines(raw))
    usual = measures([
        block.lines[0]
        for page in raw.pages
        for index, block in enumerate(page.blocks)
        if block.kind is RawKind.LINE and (page.number, index) not in frame.roles
    ])  # fmt: skip
    drafts = [d for page in raw.pages for d in _page_drafts(page, frame, usual, vocabulary)]
    if lines:
        drafts = with_headings(drafts, usual, raw.outline)
        drafts = nested(one_table_over_pages(joined_over_pages(drafts, vocabulary), vocabulary))
    drafts = bound(without_order_heads(drafts), paged=bool(lines))
    labels = {page.number: frame.labels.get(page.number) or page.label for page in raw.pages}
    record = Record(raw.pages, labels)
    for draft in _frame_last(drafts):
        record.write(draft)
    pages, blocks = record.pages(), record.blocks()
    confined = {**record.cautions, **{text: (span,) for text, span in _recognised(raw, pages)}}
    return CleanDocument(
        pages=pages,
        blocks=blocks,
        remainders=tuple(sorted(record.remainders, key=lambda r: (r.span, r.name))),
        title=repaired(raw.title).strip() or None if raw.title else None,
        unread=raw.unread,
        cautions=(*raw.cautions, *confined, *cautions(raw, blocks)),
        confined=confined,
    )


def _recognised(raw: RawDocument, pages: Sequence[Page]) -> Iterator[tuple[str, Span]]:
    """Give a caution for every page that was read from a picture, and the stretch it is about."""
    read_from_picture = {page.number for page in raw.pages if page.recognised}
    for page in pages:
        if page.number in read_from_picture and page.text:
            text = f"blz. {page.number}: tekst herkend uit een scan (OCR); controleer cijfers"
            yield text, Span(page.number, 0, len(page.text))


def _all_lines(raw: RawDocument) -> Iterator[RawLine]:
    for page in raw.pages:
        for block in page.blocks:
            yield from block.lines
            for cell in block.cells:
                yield from cell.lines


def _frame_last(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Give running headers first, then the text, then what stands at the foot of pages."""
    yield from (d for d in drafts if d.role == HEADER)
    yield from (d for d in drafts if d.role not in {HEADER, FOOTER, PAGE_NUMBER})
    yield from (d for d in drafts if d.role in {FOOTER, PAGE_NUMBER})


def _page_drafts(page: RawPage, frame: Furniture, usual: Measures, vocabulary: Vocabulary) -> Iterator[Draft]:
    """Make drafts of one page's blocks; neighbouring lines are grouped first."""
    run: list[RawLine] = []
    run_role: str | None = None
    for index, block in enumerate(page.blocks):
        role = frame.roles.get((page.number, index)) if block.kind is RawKind.LINE else None
        if run and (block.kind is not RawKind.LINE or role != run_role or role is not None):
            yield from _line_drafts(run, run_role, page, usual, vocabulary)
            run = []
        if block.kind is RawKind.LINE:
            run.extend(block.lines)
            run_role = role
        else:
            yield _structured(block, page.number, vocabulary)
    if run:
        yield from _line_drafts(run, run_role, page, usual, vocabulary)


def _line_drafts(
    run: Sequence[RawLine], role: str | None, page: RawPage, usual: Measures, vocabulary: Vocabulary
) -> Iterator[Draft]:
    if role is not None:
        yield Draft(BlockKind.PARAGRAPH, (Part(page.number, fragments(run, vocabulary)),), role=role, lines=tuple(run))
        return
    for is_figure, part in labelled(run, usual):
        if is_figure:
            yield Draft(BlockKind.PARAGRAPH, (Part(page.number, fragments(part, vocabulary)),))
            continue
        for lines in group(part, usual):
            yield _note(lines, page, usual, vocabulary) or draft_of(lines, page.number, vocabulary)


def _note(lines: list[RawLine], page: RawPage, usual: Measures, vocabulary: Vocabulary) -> Draft | None:
    """Make a footnote of lines that begin with a star, or in small type with a raised or small number."""
    first = lines[0].words[0]
    small = lines[0].size <= 0.93 * usual.size
    low = page.height is not None and lines[0].top > 0.5 * page.height
    number = page.number
    marked = len(lines[0].words) > 1 and bool(NOTE_WORD.match(first.text))
    if marked and (first.text[0] in "*†‡" or (small and (first.raised or low)) or (first.raised and low)):
        if first.text[0] == "*" and not small and _is_point(lines):
            return None
        mark = Part(number, (Fragment(first.text, " ", (first.x0, first.top, first.x1, first.bottom)),))
        body = (Part(number, fragments(lines, vocabulary, skip=1)),)
        return Draft(BlockKind.NOTE, body, marker=mark, lines=tuple(lines))
    if glued := GLUED_NOTE.match(first.text):
        mark = Part(number, (Fragment(glued[1], " ", (first.x0, first.top, first.x1, first.bottom)),))
        words = list(fragments(lines, vocabulary))
        words[0] = words[0]._replace(text=words[0].text[len(glued[1]) :])
        return Draft(BlockKind.NOTE, (Part(number, tuple(words)),), marker=mark, lines=tuple(lines))
    return None


def _is_point(lines: Sequence[RawLine]) -> bool:
    marked = mark_of(lines[0])
    return marked is not None and marked.text_x - lines[0].x0 > 1.2 * lines[0].size


def _structured(block: RawBlock, page: int, vocabulary: Vocabulary) -> Draft:
    """Make a draft of a block whose structure the format told."""
    if block.kind is RawKind.ROW:
        cells = tuple(_cell(cell, page, vocabulary) for cell in block.cells)
        return Draft(
            BlockKind.ROW,
            (Part(page, ()),),
            table=block.table,
            width=block.width,
            cells=cells,
            role=block.role,
            opened=block.opened,
            unclosed=block.unclosed,
            caution=block.caution,
        )
    marker = Part(page, (Fragment(repaired(block.marker)),)) if block.marker else None
    parts = (_marked_text(block.text, page),)
    return Draft(KINDS[block.kind], parts, level=block.level, marker=marker, role=block.role, caution=block.caution)


def _cell(cell: RawCell, page: int, vocabulary: Vocabulary) -> DraftCell:
    if not cell.lines:
        return DraftCell(_marked_text(cell.text, page), cell.column, cell.columns, cell.rows, cell.head)
    words: list[Fragment] = []
    for lines in group(cell.lines, measures(cell.lines)):
        found = fragments(lines, vocabulary, narrow=True)
        words.extend((found[0]._replace(lead="\n"), *found[1:]) if found else ())
    return DraftCell(Part(page, tuple(words)), cell.column, cell.columns, cell.rows, cell.head)


def _marked_text(text: str, page: int) -> Part:
    """Make a part of text without layout: a line end stays one, raised marks are fragments of their own."""
    found: list[Fragment] = []
    for line in text.split("\n"):
        lead = "\n"
        for index, piece in enumerate(RAISED_MARK.split(line)):
            words = repaired(piece)
            if not words.strip():
                if words and found:
                    lead = " " if lead == "" else lead
                continue
            gap = " " if lead == "" and words[0] == " " else lead
            found.append(Fragment(words.strip(), gap, None, index % 2 == 1))
            lead = ""
    return Part(page, tuple(found))
