"""Sections to passages with exact spans, at four grains: sentence, item, block and section.

* sentence: one sentence of a paragraph that has several, so that it is found by what it says alone;
* item: one list point with the lines that label it; one table row with its column heads; or, in a table whose columns
  are themes, one cell with its heads and footnotes;
* block: the running text under one heading, with its list points, cut at paragraph ends at BLOCK_CHARACTERS;
* section: all text of a heading and the headings below it, cut at SECTION_CHARACTERS.

Every block of the document is in a block passage, so every character that is not a named remainder can be found.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from corpus.sentences import sentences
from corpus.types import Cell, Document, Grain, Page, Passage, Remainder, Section, SectionClass, Span, text_under
from ingest.blocks import Block, BlockKind, CleanDocument
from ingest.columns import Columns, columns, head_texts
from ingest.points import points
from ingest.structure import StructuredBlock, structure
from ingest.tree import named_themes

BLOCK_CHARACTERS = 900
"""About 220 Dutch word pieces: e5-small reads 512, and heading path and title are embedded with the text."""

SECTION_CHARACTERS = 1800
"""About 440 word pieces, which with the heading path still fits the model's 512."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one document becomes: its passages and the stretches that are in none of them."""

    passages: tuple[Passage, ...]
    remainders: tuple[Remainder, ...]


@dataclass(frozen=True, slots=True)
class _Source:
    """What every passage of one document is made with."""

    document: Document
    pages: dict[int, Page]
    columns: Columns
    clean: CleanDocument

    def passage(
        self,
        grain: Grain,
        section: Section,
        spans: tuple[Span, ...],
        *,
        marker: str | None = None,
        cells: tuple[Cell, ...] = (),
    ) -> Passage:
        return Passage(
            id=_identity(self.document, grain, spans),
            document_id=self.document.id,
            grain=grain,
            section_path=section.path,
            section_class=section.section_class,
            theme=section.theme,
            topic=section.topic,
            years=section.years,
            spans=spans,
            text=text_under(spans, self.pages),
            marker=marker,
            cells=cells,
            cautions=self.clean.cautions_on(spans),
        )


def passages(document: Document, clean: CleanDocument) -> Reading:
    """Cut a cleaned document into passages; headings become remainders named "kop", for they stand in the paths."""
    pages = {page.number: page for page in clean.pages}
    bound = structure(document, clean.blocks)
    source = _Source(document, pages, columns(clean.blocks, named_themes(clean.blocks), pages), clean)
    found: dict[str, Passage] = {}
    for passage in (
        *_items(source, bound),
        *_sentences(source, bound),
        *_blocks(source, bound),
        *_sections(source, bound),
    ):
        found.setdefault(passage.id, passage)
    cards = {entry.card for entry in bound}
    heads = (block for block in clean.blocks if block.kind is BlockKind.HEADING and block not in cards)
    kops = (Remainder("kop", span) for block in heads for span in block.spans)
    return Reading(tuple(found.values()), tuple(sorted((*clean.remainders, *kops), key=lambda r: (r.span, r.name))))


# -- Items ------------------------------------------------------------------------------------------------------------


def _items(source: _Source, bound: Sequence[StructuredBlock]) -> Iterator[Passage]:
    for point in points(bound):
        block = point.entry.block
        if point.is_pairs:
            yield source.passage(Grain.ITEM, point.entry.section, point.spans)
        elif block.kind is BlockKind.ROW and not block.head and block.cells:
            yield from _row(source, point.entry)
        elif block.kind is BlockKind.ITEM or point.under:
            yield source.passage(Grain.ITEM, point.entry.section, point.spans, marker=block.marker)


def _row(source: _Source, entry: StructuredBlock) -> Iterator[Passage]:
    """A row with its heads and footnotes (head, cell, head, cell, ..., note); of a matrix, every cell by itself.

    The cells of one row of a matrix have nothing to do with each other: each belongs to the theme of its column, and a
    footnote to the marked cell alone.
    """
    block = entry.block
    groups = [(cell,) for cell in block.cells] if block.table in source.columns.matrices else [block.cells]
    for cells in groups:
        spans = [span for cell in cells for span in (*cell.heads, cell.span)]
        spans.extend(note for cell in cells for note in cell.notes)
        section = entry.section
        if len(groups) > 1 and (theme := source.columns.theme_of(head_texts(cells[0], source.pages))):
            section = replace(section, section_class=SectionClass.THEME, theme=theme, topic=None)
        yield source.passage(Grain.ITEM, section, tuple(dict.fromkeys(spans)), cells=cells)


def _sentences(source: _Source, bound: Sequence[StructuredBlock]) -> Iterator[Passage]:
    """The sentences of every paragraph that has more than one; one that runs over a page end is in its block only."""
    for entry in bound:
        if entry.block.kind is not BlockKind.PARAGRAPH:
            continue
        for span in entry.block.spans:
            text = source.pages[span.page].text[span.start : span.end]
            cut = sentences(text)
            if len(cut) > 1:
                for start, end in cut:
                    place = Span(span.page, span.start + start, span.start + end)
                    yield source.passage(Grain.SENTENCE, entry.section, (place,))


# -- Blocks and sections ----------------------------------------------------------------------------------------------


def _blocks(source: _Source, bound: Sequence[StructuredBlock]) -> Iterator[Passage]:
    for section, run in groupby(bound, key=lambda entry: entry.section):
        yield from _cut(source, Grain.BLOCK, section, [e.block for e in run], BLOCK_CHARACTERS)


def _sections(source: _Source, bound: Sequence[StructuredBlock]) -> Iterator[Passage]:
    """One passage per heading with other headings' text below it, where that text fits.

    Text that does not fit is found through the headings below; it is cut only where none of those has a passage.
    """
    below: dict[tuple[str, ...], list[StructuredBlock]] = {}
    for entry in bound:
        for depth in range(2, len(entry.section.path) + 1):
            below.setdefault(entry.section.path[:depth], []).append(entry)
    held: set[tuple[str, ...]] = set()
    for path in sorted(below, key=len, reverse=True):
        entries = below[path]
        if len({e.section.path for e in entries}) < 2:
            continue
        length = sum(len(e.block.text) for e in entries)
        inner = any(other[: len(path)] == path for other in held)
        if length <= SECTION_CHARACTERS or not inner:
            held.add(path)
            own = next((e.section for e in entries if e.section.path == path), None)
            section = own or _parent(entries, path)
            yield from _cut(source, Grain.SECTION, section, [e.block for e in entries], SECTION_CHARACTERS)


def _parent(entries: Sequence[StructuredBlock], path: tuple[str, ...]) -> Section:
    """What a heading without text of its own says: as much as all headings below it agree on."""
    sections = [entry.section for entry in entries]
    themes, topics = {s.theme for s in sections}, {s.topic for s in sections}
    return Section(
        path=path,
        section_class=SectionClass.CONTEXT,
        theme=sections[0].theme if len(themes) == 1 else None,
        topic=sections[0].topic if len(topics) == 1 else None,
        years=tuple(dict.fromkeys(year for s in sections for year in s.years)),
        body=(),
    )


def _cut(source: _Source, grain: Grain, section: Section, blocks: Sequence[Block], limit: int) -> Iterator[Passage]:
    """Give passages of whole blocks, each at most `limit` characters unless one block alone is longer.

    A table that is cut goes on under its column heads.
    """
    run: list[Span] = []
    heads: dict[int, list[Span]] = {}
    length = 0
    for block in blocks:
        if block.head:
            heads.setdefault(block.table, []).extend(block.spans)
        size = len(block.text)
        if run and length + size > limit:
            yield source.passage(grain, section, merged(run, source.pages))
            run = [] if block.head or block.kind is not BlockKind.ROW else list(heads.get(block.table, ()))
            length = 0
        run.extend(block.spans)
        length += size
    if run:
        yield source.passage(grain, section, merged(run, source.pages))


def merged(spans: Iterable[Span], pages: dict[int, Page]) -> tuple[Span, ...]:
    """Join neighbouring spans of one page where only white space stands between them; drop what is there already."""
    out: list[Span] = []
    for span in spans:
        last = out[-1] if out else None
        if any(s.page == span.page and s.start <= span.start and span.end <= s.end for s in out):
            continue
        if (
            last
            and last.page == span.page
            and last.end <= span.start
            and not pages[span.page].text[last.end : span.start].strip()
        ):
            out[-1] = Span(last.page, last.start, span.end)
        else:
            out.append(span)
    return tuple(out)


def _identity(document: Document, grain: Grain, spans: tuple[Span, ...]) -> str:
    """Make an id from the file's content and the position in it, so that it is the same on every machine."""
    place = ";".join(f"{s.page}:{s.start}-{s.end}" for s in spans)
    digest = hashlib.sha256(f"{document.sha256}|{grain}|{place}".encode()).hexdigest()
    return f"{document.id}:{digest[:16]}"
