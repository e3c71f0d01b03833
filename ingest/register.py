"""Sections to register items: goals, actions, results, figures and responsibilities, each bound to its span.

Nothing is guessed: an item is a list point, table row or sentence that stands under a heading of its kind, in a column
or after a label of its kind, and a party is filled only where a column head, a label ("Trekker: ...") or the sentence
itself names it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from corpus.sentences import listed
from corpus.types import Document, Grain, ItemKind, Page, Passage, RegisterItem, Role, SectionClass, Span, text_under
from ingest.blocks import Block, BlockKind, CleanDocument
from ingest.captions import captions
from ingest.cards import items_of_card, items_of_pairs
from ingest.columns import column_field, columns
from ingest.entries import Said, Source, holders, item
from ingest.fields import labels_in, only_labels, pair_in, printed_number
from ingest.hygiene import said_by_people
from ingest.implied import implied_kinds, is_result, is_told, looks_back
from ingest.kinds import PLANS
from ingest.parties import acting_party, known_parties
from ingest.points import Point, points
from ingest.prose import is_deed, sentences
from ingest.responsible import responsibilities, who_for
from ingest.rows import items_of_row
from ingest.statements import Statement, statements
from ingest.structure import structure
from ingest.tree import named_themes
from ingest.wordings import ROLE_OF, Field, plain, wordings, years_in

KIND_OF_CLASS = {
    SectionClass.GOAL: ItemKind.GOAL,
    SectionClass.ACTION: ItemKind.ACTION,
    SectionClass.RESULT: ItemKind.RESULT,
    SectionClass.FIGURE: ItemKind.FIGURE,
}
KIND_OF_LABEL = {
    Field.ACTION: ItemKind.ACTION,
    Field.GOAL: ItemKind.GOAL,
    Field.RESULT: ItemKind.RESULT,
    Field.INDICATOR: ItemKind.FIGURE,
}

GOAL_SENTENCES = 3
"""A paragraph of no more sentences than this under a goal's heading is one goal, told in full."""

FEWEST_WORDS = 3
"""A shorter list point or sentence states nothing that can be done or reached."""


def register(document: Document, clean: CleanDocument, passages: Sequence[Passage]) -> tuple[RegisterItem, ...]:
    """Give the register items of one document, in reading order."""
    pages = {page.number: page for page in clean.pages}
    structured = structure(document, clean.blocks)
    bound = points(structured)
    source = Source(
        document=document,
        pages=pages,
        columns=columns(clean.blocks, named_themes(clean.blocks), pages),
        parties=known_parties(_party_values(bound, pages), (block.text for block in clean.blocks)),
        items=holders(passages, Grain.ITEM),
        blocks=holders(passages, Grain.BLOCK),
        themes={plain(p.theme): p.theme for p in passages if p.theme},
    )
    implied = implied_kinds(document, bound, partial(_is_action, source))
    beside = captions(structured)
    found: dict[object, RegisterItem] = {}
    ids: set[str] = set()
    for point in (p for p in bound if p.entry.block not in beside):
        for read in _items_of(source, point, implied.get(point.entry.block)):
            entry = said_by_people(read)
            if entry is not None and entry.id not in ids:  # rows that share a cell give it again
                ids.add(entry.id)
                found.setdefault(_identity(entry), entry)
    return tuple(found.values())


def _identity(entry: RegisterItem) -> object:
    """A goal that a table repeats for each of its actions is one goal."""
    if entry.kind is ItemKind.GOAL:
        return entry.kind, plain(entry.text), entry.theme, entry.topic, entry.years
    return entry.id


def _party_values(bound: Sequence[Point], pages: dict[int, Page]) -> Iterator[tuple[Role, str]]:
    """Every value of a party column or label in the document."""
    for point in bound:
        for entry in (point.entry, *point.under):
            if (pair := pair_in(entry.block)) in ROLE_OF:
                yield ROLE_OF[pair], text_under(entry.block.spans[1:], pages)
            for cell in entry.block.cells if not entry.block.head else ():
                column = column_field(cell, pages)
                if column in ROLE_OF:
                    yield ROLE_OF[column], text_under((cell.span,), pages)
            if entry.block.kind is not BlockKind.ROW:
                for label in labels_in(entry.block.text):
                    if label.field in ROLE_OF:
                        yield ROLE_OF[label.field], label.value


def _items_of(source: Source, point: Point, implied: ItemKind | None) -> Iterator[RegisterItem]:
    if point.entry.card is not None:
        yield from items_of_card(source, point)
        return
    if point.is_pairs:
        yield from items_of_pairs(source, point)
        return
    match point.entry.block.kind:
        case BlockKind.ROW:
            if not point.entry.block.head:
                yield from items_of_row(source, point.entry)
        case BlockKind.ITEM | BlockKind.PARAGRAPH:
            yield from _from_text(source, point, implied)
        case _:
            return


def _from_text(source: Source, point: Point, implied: ItemKind | None) -> Iterator[RegisterItem]:
    """Give what a list point or paragraph states, with what it and the label lines under it say about that."""
    block, kind = point.entry.block, KIND_OF_CLASS.get(point.entry.section.section_class, implied)
    text = block.text if point.details else _without_introduction(block.text)
    named = next((label for label in labels_in(text) if label.field in KIND_OF_LABEL), None)
    if named is not None and not text[: named.start].strip():
        kind, start = KIND_OF_LABEL[named.field], text.find(named.value, named.start)
        found = _read(source, point, kind, text[start:], start)
    elif kind is None or only_labels(text):
        kind, found = ItemKind.RESPONSIBLE, responsibilities(source, point, text)
    else:
        found = _read(source, point, kind, text, 0)
    if kind is ItemKind.ACTION:
        for whole in who_for(source, text):
            yield from _stated(source, point, ItemKind.RESPONSIBLE, whole)
    for statement in found:
        for entry in point.under:
            for label in labels_in(entry.block.text):
                statement.add(label.field, label.value, source.parties)
        yield from _stated(source, point, kind, statement)


def _without_introduction(text: str) -> str:
    """Give `text` without a last sentence that only introduces what follows ("... de volgende acties:")."""
    if not text.rstrip().endswith(":"):
        return text
    return text[: list(sentences(text))[-1][0]].rstrip()


def _read(source: Source, point: Point, kind: ItemKind, text: str, offset: int) -> tuple[Statement, ...]:
    """Read the statements of one kind; see `ingest.prose` for which sentences are actions."""
    is_point = point.entry.block.kind is BlockKind.ITEM or printed_number(text) is not None
    whole = is_point or bool(point.under) or offset > 0
    match kind:
        case ItemKind.ACTION:
            found = statements(text, source.parties, whole=whole, wanted=partial(_is_action, source), acting=True)
        case ItemKind.GOAL:
            short = len(list(sentences(text))) <= GOAL_SENTENCES
            several = len(wordings().aims.findall(text)) > 1 and point.entry.block.kind is BlockKind.PARAGRAPH
            found = statements(text, source.parties, whole=(whole or short) and not several, wanted=_is_goal)
        case ItemKind.FIGURE:
            found = statements(text, source.parties, whole=whole, wanted=_has_number)
        case _:
            wanted = is_told if point.entry.section.section_class is not SectionClass.RESULT else is_result
            if source.document.type in PLANS and wanted is is_result:
                wanted = looks_back  # a plan's "Terugblik" introduces as much as it tells
            found = statements(text, source.parties, whole=whole, wanted=wanted)
    for statement in found:
        statement.start, statement.end = statement.start + offset, statement.end + offset
    return found


def _is_action(source: Source, sentence: str) -> bool:
    return is_deed(sentence) or bool(acting_party(sentence, source.parties))


def _is_goal(sentence: str) -> bool:
    return bool(wordings().goal.search(sentence))


def _has_number(sentence: str) -> bool:
    return any(character.isdigit() for character in sentence)


def _stated(source: Source, point: Point, kind: ItemKind, statement: Statement) -> Iterator[RegisterItem]:
    """Make the item of a statement, bound to its own words."""
    block = point.entry.block
    text = block.text[statement.start : statement.end]
    text = _filled_in(text.rstrip(" ;,"), point.details)
    counts = kind is ItemKind.FIGURE or bool(statement.parties)  # "112 inbraken" says enough
    is_short = len(text.split()) < (1 if kind is ItemKind.RESPONSIBLE else 2 if counts else FEWEST_WORDS)
    if (is_short and block.kind is not BlockKind.ITEM) or wordings().about_text.search(text):
        return
    marker = printed_number(f"{block.marker} x") if block.marker and "." in block.marker.rstrip(".") else None
    label = marker[0] if marker else statement.label
    span = _span_at(block, (statement.start, statement.end))
    holder = source.holder(block.spans[0]) or source.holder(span)
    if holder is not None:
        years = years_in(text) if kind is ItemKind.FIGURE else ()
        said = Said(tuple(statement.parties), statement.values, label, years)
        yield item(source, point.entry, kind, text, span, holder, said)


def _filled_in(text: str, details: Sequence[str]) -> str:
    """Give a point that ends in ":" with the sub-points that it announces, "; " between those without a mark."""
    if not text.endswith(":"):
        return text
    return listed((text, *(" ".join(detail.split()) for detail in details))).strip()


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
