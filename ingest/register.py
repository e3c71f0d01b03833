"""Sections to register items: goals, actions, results and responsibilities, each bound to its span.

Nothing is guessed: an item is a list point, table row or paragraph that stands under a heading of its kind, and a
party is filled only where a column head, a label ("Trekker: ...") or the sentence itself names it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
from ingest.blocks import BlockKind, CleanDocument
from ingest.structure import StructuredBlock, structure

KIND_OF_CLASS = {
    SectionClass.GOAL: ItemKind.GOAL,
    SectionClass.ACTION: ItemKind.ACTION,
    SectionClass.RESULT: ItemKind.RESULT,
    SectionClass.FIGURE: ItemKind.FIGURE,
}

ACTION_HEAD = re.compile(r"\b(actie|acties|activiteit|activiteiten|maatregel|maatregelen|wat)\b", re.IGNORECASE)
PLANNING_HEAD = re.compile(r"\b(planning|wanneer|termijn|gereed|kwartaal|periode)\b", re.IGNORECASE)
ROLE_HEADS = (
    (re.compile(r"\btrekkers?\b", re.IGNORECASE), Role.LEAD),
    (re.compile(r"\bpartners?\b", re.IGNORECASE), Role.PARTNER),
    (re.compile(r"\bportefeuillehouders?\b|\bport\.?\s?h\.", re.IGNORECASE), Role.PORTFOLIO),
    (re.compile(r"\bverantwoordelijk(e|heid)?\b|^wie\b", re.IGNORECASE), Role.RESPONSIBLE),
)
LABELLED = re.compile(
    r"\b(?P<role>trekker|partners?|portefeuillehouder|verantwoordelijk)\s*:\s*(?P<name>[^.;|()\n]+)", re.IGNORECASE
)
NAME = r"[A-Z][\w’'-]*(?:\s+(?:en\s+|van\s+(?:de\s+|het\s+)?)?[A-Z][\w’'-]*)*"
RESPONSIBLE = re.compile(rf"onder verantwoordelijkheid van (?:de |het )?(?P<name>{NAME})")
SEPARATOR = re.compile(r"\s*(?:,|;|/|\ben\b)\s*")


@dataclass(frozen=True, slots=True)
class _Source:
    """What every item of one block shares: the block with its section, its item passage and the document."""

    document: Document
    entry: StructuredBlock
    passage: Passage
    pages: dict[int, Page]


def register(document: Document, clean: CleanDocument, passages: Sequence[Passage]) -> tuple[RegisterItem, ...]:
    """Give the register items of one document, in reading order."""
    pages = {page.number: page for page in clean.pages}
    by_span: dict[Span, Passage] = {}
    for passage in sorted(passages, key=lambda p: p.grain is not Grain.ITEM):
        for span in passage.spans:
            by_span.setdefault(span, passage)
    blocks = [p for p in passages if p.grain is Grain.BLOCK]
    found: list[RegisterItem] = []
    for entry in structure(document, clean.blocks):
        if not entry.block.spans:
            continue
        first = entry.block.cells[0].span if entry.block.cells else entry.block.spans[0]
        holder = by_span.get(first) or next((p for p in blocks if any(_inside(first, s) for s in p.spans)), None)
        if holder is not None:
            found.extend(_items_of(_Source(document, entry, holder, pages)))
    return tuple(found)


def _inside(inner: Span, outer: Span) -> bool:
    return inner.page == outer.page and outer.start <= inner.start and inner.end <= outer.end


def _items_of(source: _Source) -> Iterator[RegisterItem]:
    block, section = source.entry.block, source.entry.section
    kind = KIND_OF_CLASS.get(section.section_class)
    if block.kind is BlockKind.ROW:
        yield from _from_row(source, kind)
    elif kind is not None and block.kind in {BlockKind.ITEM, BlockKind.PARAGRAPH}:
        text = block.text.strip()
        if len(text.split()) >= 3 and not text.endswith(":"):
            yield _item(source, kind, text, block.spans[0], _labelled(text), None)


def _from_row(source: _Source, kind: ItemKind | None) -> Iterator[RegisterItem]:
    cells = source.entry.block.cells
    heads = {cell: " ".join(_text(source, head) for head in cell.heads) for cell in cells}
    action = next((c for c in cells if ACTION_HEAD.search(heads[c])), None)
    if action is not None:
        parties = tuple(p for c in cells if c is not action for p in _parties_in(heads[c], _text(source, c.span)))
        planning = next((_text(source, c.span) for c in cells if PLANNING_HEAD.search(heads[c])), None)
        yield _item(source, kind or ItemKind.ACTION, _text(source, action.span), action.span, parties, planning)
    for cell in cells:
        named = _responsible_in_notes(source, cell)
        if named:
            yield _item(source, ItemKind.RESPONSIBLE, _text(source, cell.span), cell.span, named, None)


def _responsible_in_notes(source: _Source, cell: Cell) -> tuple[Party, ...]:
    """A footnote that names who is responsible binds the marked cell only."""
    notes = " ".join(_text(source, note) for note in cell.notes)
    return tuple(Party(m["name"].strip(), Role.RESPONSIBLE) for m in RESPONSIBLE.finditer(notes))


def _parties_in(head: str, text: str) -> tuple[Party, ...]:
    role = next((role for pattern, role in ROLE_HEADS if pattern.search(head)), None)
    if role is None or not text.strip():
        return ()
    return tuple(Party(name, role) for name in SEPARATOR.split(text.strip()) if name)


def _labelled(text: str) -> tuple[Party, ...]:
    """Parties named in the sentence by a label ("Trekker: Stadstoezicht") or as the one responsible."""
    labelled = (p for m in LABELLED.finditer(text) for p in _parties_in(m["role"], m["name"]))
    return (*labelled, *(Party(m["name"].strip(), Role.RESPONSIBLE) for m in RESPONSIBLE.finditer(text)))


def _text(source: _Source, span: Span) -> str:
    return " ".join(text_under((span,), source.pages).split())


def _item(
    source: _Source, kind: ItemKind, text: str, span: Span, parties: tuple[Party, ...], planning: str | None
) -> RegisterItem:
    section = source.entry.section
    place = f"{source.document.sha256}|{kind}|{span.page}:{span.start}-{span.end}"
    return RegisterItem(
        id=f"{source.document.id}:{kind}:{hashlib.sha256(place.encode()).hexdigest()[:12]}",
        kind=kind,
        text=" ".join(text.split()),
        theme=section.theme,
        topic=section.topic,
        years=section.years,
        parties=parties,
        planning=planning,
        document_id=source.document.id,
        passage_id=source.passage.id,
        span=span,
    )
