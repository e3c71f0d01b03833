"""Sections to passages with exact spans, at three grains: item, block and section.

* item: one list point or one table row;
* block: the running text under one heading, with its list points, cut at paragraph ends at BLOCK_CHARACTERS;
* section: all text of a heading and the headings below it, where there are any, cut at SECTION_CHARACTERS.

Every block of the document is in a block passage, so every character that is not a named remainder can be found.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.types import Cell, Document, Grain, Page, Passage, Remainder, Section, SectionClass, Span, text_under
from ingest.blocks import Block, BlockKind, CleanDocument
from ingest.structure import StructuredBlock, structure

BLOCK_CHARACTERS = 900
"""About 220 Dutch word pieces: e5-small reads 512, and heading path and title are embedded with the text."""

SECTION_CHARACTERS = 1800
"""About 440 word pieces, which with the heading path still fits the model's 512."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one document becomes: its passages and the stretches that are in none of them."""

    passages: tuple[Passage, ...]
    remainders: tuple[Remainder, ...]


def passages(document: Document, clean: CleanDocument) -> Reading:
    """Cut a cleaned document into passages; headings become remainders named "kop", for they stand in the paths."""
    pages = {page.number: page for page in clean.pages}
    bound = structure(document, clean.blocks)
    kops = tuple(Remainder("kop", span) for b in clean.blocks if b.kind is BlockKind.HEADING for span in b.spans)
    found: dict[str, Passage] = {}
    for passage in (*_items(document, bound, pages, clean), *_blocks(document, bound, pages, clean)):
        found.setdefault(passage.id, passage)
    for passage in _sections(document, bound, pages, clean):
        found.setdefault(passage.id, passage)
    return Reading(tuple(found.values()), tuple(sorted((*clean.remainders, *kops), key=lambda r: (r.span, r.name))))


def _items(
    document: Document, bound: Sequence[StructuredBlock], pages: dict[int, Page], clean: CleanDocument
) -> Iterator[Passage]:
    for entry in bound:
        block = entry.block
        if block.kind is BlockKind.ITEM:
            yield _passage(document, Grain.ITEM, entry.section, block.spans, pages, clean, marker=block.marker)
        elif block.kind is BlockKind.ROW and not block.head and block.cells:
            yield _row(document, entry, pages, clean)


def _row(document: Document, entry: StructuredBlock, pages: dict[int, Page], clean: CleanDocument) -> Passage:
    """A table row with its column heads and footnotes: head, cell, head, cell, ..., note."""
    spans: list[Span] = []
    for cell in entry.block.cells:
        spans.extend((*cell.heads, cell.span))
    spans.extend(note for cell in entry.block.cells for note in cell.notes)
    unique = tuple(dict.fromkeys(spans))
    return _passage(document, Grain.ITEM, entry.section, unique, pages, clean, cells=entry.block.cells)


def _blocks(
    document: Document, bound: Sequence[StructuredBlock], pages: dict[int, Page], clean: CleanDocument
) -> Iterator[Passage]:
    for section, run in groupby(bound, key=lambda entry: entry.section):
        yield from _cut(document, Grain.BLOCK, section, [e.block for e in run], BLOCK_CHARACTERS, pages, clean)


def _sections(
    document: Document, bound: Sequence[StructuredBlock], pages: dict[int, Page], clean: CleanDocument
) -> Iterator[Passage]:
    """One passage per heading that has other headings' text below it."""
    paths = list(dict.fromkeys(entry.section.path[:n] for entry in bound for n in range(2, len(entry.section.path))))
    for path in paths:
        below = [entry for entry in bound if entry.section.path[: len(path)] == path]
        own = next((e.section for e in below if e.section.path == path), None)
        section = own or _parent(below[0].section, path)
        if len({e.section.path for e in below}) > 1:
            blocks = [e.block for e in below]
            yield from _cut(document, Grain.SECTION, section, blocks, SECTION_CHARACTERS, pages, clean)


def _parent(child: Section, path: tuple[str, ...]) -> Section:
    return Section(path, SectionClass.CONTEXT, child.theme, None, child.years, ())


def _cut(
    document: Document,
    grain: Grain,
    section: Section,
    blocks: Sequence[Block],
    limit: int,
    pages: dict[int, Page],
    clean: CleanDocument,
) -> Iterator[Passage]:
    """Give passages of whole blocks, each at most `limit` characters unless one block alone is longer."""
    run: list[Span] = []
    length = 0
    for block in blocks:
        size = len(block.text)
        if run and length + size > limit:
            yield _passage(document, grain, section, merged(run, pages), pages, clean)
            run, length = [], 0
        run.extend(block.spans)
        length += size
    if run:
        yield _passage(document, grain, section, merged(run, pages), pages, clean)


def merged(spans: Iterable[Span], pages: dict[int, Page]) -> tuple[Span, ...]:
    """Join neighbouring spans of one page where only white space stands between them."""
    out: list[Span] = []
    for span in spans:
        last = out[-1] if out else None
        if last and last.page == span.page and not pages[span.page].text[last.end : span.start].strip():
            out[-1] = Span(last.page, last.start, max(last.end, span.end))
        else:
            out.append(span)
    return tuple(out)


def _passage(
    document: Document,
    grain: Grain,
    section: Section,
    spans: tuple[Span, ...],
    pages: dict[int, Page],
    clean: CleanDocument,
    *,
    marker: str | None = None,
    cells: tuple[Cell, ...] = (),
) -> Passage:
    return Passage(
        id=_identity(document, grain, spans),
        document_id=document.id,
        grain=grain,
        section_path=section.path,
        section_class=section.section_class,
        theme=section.theme,
        topic=section.topic,
        years=section.years,
        spans=spans,
        text=text_under(spans, pages),
        marker=marker,
        cells=cells,
        cautions=clean.cautions,
    )


def _identity(document: Document, grain: Grain, spans: tuple[Span, ...]) -> str:
    """Make an id from the file's content and the position in it, so that it is the same on every machine."""
    place = ";".join(f"{s.page}:{s.start}-{s.end}" for s in spans)
    digest = hashlib.sha256(f"{document.sha256}|{grain}|{place}".encode()).hexdigest()
    return f"{document.id}:{digest[:16]}"
