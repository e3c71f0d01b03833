"""Sections to register items: goals, actions, results, figures and responsibilities, each bound to its span.

Nothing is guessed: an item is a list point, table row or sentence that stands under a heading of its kind or in a
column or after a label of its kind, and a party is filled only where a column head, a label ("Trekker: ...") or the
sentence itself names it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.types import (
    Cell,
    Document,
    Grain,
    ItemKind,
    Page,
    Party,
    Passage,
    RegisterItem,
    Role,
    SectionClass,
    Span,
    text_under,
)
from ingest.blocks import Block, BlockKind, CleanDocument
from ingest.columns import Columns, column_field, columns, head_texts
from ingest.fields import Labelled, Point, labels_in, points, without_labels
from ingest.parties import Parties, known_parties, parties_of, stated_parties
from ingest.prose import deeds, sentences
from ingest.structure import StructuredBlock, named_themes, structure, years_in
from ingest.wordings import ROLE_OF, Field

KIND_OF_CLASS = {
    SectionClass.GOAL: ItemKind.GOAL,
    SectionClass.ACTION: ItemKind.ACTION,
    SectionClass.RESULT: ItemKind.RESULT,
    SectionClass.FIGURE: ItemKind.FIGURE,
}
KIND_OF_FIELD = {
    Field.ACTION: ItemKind.ACTION,
    Field.GOAL: ItemKind.GOAL,
    Field.RESULT: ItemKind.RESULT,
    Field.INDICATOR: ItemKind.FIGURE,
}
"""What a row or a labelled line is about, the first that is there."""

FEWEST_WORDS = 3
"""A shorter list point or sentence states nothing that can be done or reached."""

PRINTED_NUMBER = re.compile(
    r"^(?:(?:actie|maatregel|doel)\s+)?([A-Z]{0,3}-?\d{1,3}(?:[.-]\d{1,3})*[a-z]?)[.:)]?\s+(?=\S)", re.I
)


@dataclass(frozen=True, slots=True)
class _Source:
    """What every item of one document is made with."""

    document: Document
    pages: dict[int, Page]
    columns: Columns
    parties: Parties
    items: dict[Span, Passage]
    blocks: dict[Span, Passage]


@dataclass(frozen=True, slots=True)
class _Said:
    """What is said about an item beside its text."""

    parties: tuple[Party, ...] = ()
    values: dict[Field, str] = field(default_factory=dict)
    label: str | None = None


def register(document: Document, clean: CleanDocument, passages: Sequence[Passage]) -> tuple[RegisterItem, ...]:
    """Give the register items of one document, in reading order."""
    pages = {page.number: page for page in clean.pages}
    bound = points(structure(document, clean.blocks))
    table_columns = columns(clean.blocks, named_themes(clean.blocks), pages)
    source = _Source(
        document=document,
        pages=pages,
        columns=table_columns,
        parties=known_parties(_party_values(bound, pages)),
        items=_holders(passages, Grain.ITEM),
        blocks=_holders(passages, Grain.BLOCK),
    )
    found: dict[str, RegisterItem] = {}
    for point in bound:
        for item in _items_of(source, point):
            found.setdefault(item.id, item)
    return tuple(found.values())


def _party_values(bound: Sequence[Point], pages: dict[int, Page]) -> Iterator[tuple[Role, str]]:
    """Every value of a party column or label in the document."""
    for point in bound:
        for entry in (point.entry, *point.under):
            for cell in entry.block.cells if not entry.block.head else ():
                column = column_field(cell, pages)
                if column in ROLE_OF:
                    yield ROLE_OF[column], text_under((cell.span,), pages)
            if entry.block.kind is not BlockKind.ROW:
                for label in labels_in(entry.block.text):
                    if label.field in ROLE_OF:
                        yield ROLE_OF[label.field], label.value


def _holders(passages: Sequence[Passage], grain: Grain) -> dict[Span, Passage]:
    holders: dict[Span, Passage] = {}
    for passage in passages:
        if passage.grain is grain:
            for span in passage.spans:
                holders.setdefault(span, passage)
    return holders


def _items_of(source: _Source, point: Point) -> Iterator[RegisterItem]:
    match point.entry.block.kind:
        case BlockKind.ROW:
            if not point.entry.block.head:
                yield from _from_row(source, point.entry)
        case BlockKind.ITEM | BlockKind.PARAGRAPH:
            yield from _from_text(source, point)
        case _:
            return


# -- Running text and list points -------------------------------------------------------------------------------------


def _from_text(source: _Source, point: Point) -> Iterator[RegisterItem]:
    block, section = point.entry.block, point.entry.section
    labels = labels_in(block.text)
    below = [label for entry in point.under for label in labels_in(entry.block.text)]
    said = _said(source, block, (*labels, *below))
    named = next((label for label in labels if label.field in KIND_OF_FIELD), None)
    if named is not None and not block.text[: named.start].strip():
        yield from _stated(source, point, KIND_OF_FIELD[named.field], _value_place(block.text, named), said)
        return
    kind = KIND_OF_CLASS.get(section.section_class)
    text = without_labels(block.text, labels)
    whole = (0, len(text))
    if kind is None or not text or text.endswith(":"):
        yield from _responsibilities(source, point, said)
    elif block.kind is BlockKind.ITEM or below or (labels and kind is ItemKind.ACTION):
        yield from _stated(source, point, kind, whole, said)
    elif kind is ItemKind.ACTION:
        for place in deeds(text):
            yield from _stated(source, point, kind, place, _in_sentence(source, text[slice(*place)]))
    else:
        for place in sentences(text):
            yield from _stated(source, point, kind, place, _in_sentence(source, text[slice(*place)]))


def _said(source: _Source, block: Block, labels: Sequence[Labelled]) -> _Said:
    """What a list point's labels and its own words say about it."""
    values = {label.field: label.value for label in reversed(labels)}
    parties = [p for label in labels if label.field in ROLE_OF for p in _named(source, label.field, label.value)]
    parties.extend(stated_parties(without_labels(block.text, labels_in(block.text)), source.parties))
    number = PRINTED_NUMBER.match(f"{block.marker} x") if block.marker else None
    return _Said(tuple(dict.fromkeys(parties)), values, number[1] if number and "." in number[1].rstrip(".") else None)


def _in_sentence(source: _Source, sentence: str) -> _Said:
    return _Said(stated_parties(sentence, source.parties))


def _named(source: _Source, column: Field, value: str) -> tuple[Party, ...]:
    return parties_of(value, ROLE_OF[column], source.parties)


def _value_place(text: str, label: Labelled) -> tuple[int, int]:
    start = text.find(label.value, label.start)
    return start, start + len(label.value)


def _stated(
    source: _Source, point: Point, kind: ItemKind, place: tuple[int, int], said: _Said
) -> Iterator[RegisterItem]:
    text = point.entry.block.text[slice(*place)]
    number = PRINTED_NUMBER.match(text)
    if number and not ("." in number[1] or number[0].rstrip()[-1] in ".:)"):
        number = None
    if number:
        place = (place[0] + number.end(), place[1])
        text = text[number.end() :]
    if len(text.split()) < FEWEST_WORDS:
        return
    span = _span_at(point.entry.block, place)
    holder = source.items.get(point.entry.block.spans[0]) or source.blocks.get(point.entry.block.spans[0])
    holder = holder or next((p for s, p in source.blocks.items() if _inside(span, s)), None)
    if holder is not None:
        label = said.label or (number[1] if number else None)
        yield _item(source, point.entry, kind, text, span, holder, _Said(said.parties, said.values, label))


def _responsibilities(source: _Source, point: Point, said: _Said) -> Iterator[RegisterItem]:
    """A sentence outside goals and actions that says who is responsible is an item of its own."""
    text = point.entry.block.text
    for place in sentences(text):
        parties = stated_parties(text[slice(*place)], source.parties)
        if parties:
            yield from _stated(source, point, ItemKind.RESPONSIBLE, place, _Said(parties))


def _span_at(block: Block, place: tuple[int, int]) -> Span:
    """Give the span of the first stretch of a block's text `[start, end)` that lies on one page."""
    offset = 0
    for span in block.spans:
        length = span.end - span.start
        start, end = max(place[0] - offset, 0), min(place[1] - offset, length)
        if start < end:
            return Span(span.page, span.start + start, span.start + end)
        offset += length + 1
    return block.spans[0]


def _inside(inner: Span, outer: Span) -> bool:
    return inner.page == outer.page and outer.start <= inner.start and inner.end <= outer.end


# -- Table rows -------------------------------------------------------------------------------------------------------


def _from_row(source: _Source, entry: StructuredBlock) -> Iterator[RegisterItem]:
    cells = entry.block.cells
    by_field: dict[Field, Cell] = {}
    for cell in cells:
        column = column_field(cell, source.pages)
        if column is not None:
            by_field.setdefault(column, cell)
    subject = next((f for f in KIND_OF_FIELD if f in by_field), None)
    if subject is not None and entry.block.table not in source.columns.matrices:
        cell = by_field[subject]
        values = {f: _text(source, c.span) for f, c in by_field.items()}
        parties = tuple(p for f in by_field if f in ROLE_OF for p in _named(source, f, values[f]))
        holder = source.items.get(cell.span)
        if holder is not None:
            said = _Said(parties, values, values.get(Field.NUMBER))
            yield _item(source, entry, KIND_OF_FIELD[subject], values[subject], cell.span, holder, said)
    for cell in cells:
        yield from _responsible_in_notes(source, entry, cell)


def _responsible_in_notes(source: _Source, entry: StructuredBlock, cell: Cell) -> Iterator[RegisterItem]:
    """A footnote that names who is responsible binds the marked cell only."""
    parties = tuple(p for note in cell.notes for p in stated_parties(_text(source, note), source.parties))
    holder = source.items.get(cell.span)
    if parties and holder is not None:
        said = _Said(parties, {Field.THEME: source.columns.theme_of(head_texts(cell, source.pages)) or ""})
        yield _item(source, entry, ItemKind.RESPONSIBLE, _text(source, cell.span), cell.span, holder, said)


def _text(source: _Source, span: Span) -> str:
    return " ".join(text_under((span,), source.pages).split())


# -- The item ---------------------------------------------------------------------------------------------------------


def _item(
    source: _Source, entry: StructuredBlock, kind: ItemKind, text: str, span: Span, holder: Passage, said: _Said
) -> RegisterItem:
    section, values = entry.section, said.values
    place = f"{source.document.sha256}|{kind}|{span.page}:{span.start}-{span.end}"
    years = years_in(values.get(Field.YEAR, "")) or years_in(values.get(Field.PLANNING, "")) or section.years
    base = years_in(values.get(Field.BASE, ""))
    return RegisterItem(
        id=f"{source.document.id}:{kind}:{hashlib.sha256(place.encode()).hexdigest()[:12]}",
        kind=kind,
        text=" ".join(text.split()),
        theme=values.get(Field.THEME) or section.theme,
        topic=values.get(Field.TOPIC) or section.topic,
        years=years,
        parties=said.parties,
        planning=values.get(Field.PLANNING),
        document_id=source.document.id,
        passage_id=holder.id,
        span=span,
        label=said.label,
        budget=values.get(Field.BUDGET),
        status=values.get(Field.STATUS),
        unit=values.get(Field.UNIT),
        base_year=base[0] if base else None,
    )
