"""One entry of the register in the making: what it needs from its document, and how it becomes a `RegisterItem`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.types import Document, Grain, ItemKind, Page, Party, Passage, RegisterItem, Span, text_under
from ingest.columns import Columns
from ingest.parties import Parties
from ingest.structure import StructuredBlock
from ingest.wordings import YEAR_RANGE, Field, theme_name, topic_name, wordings, years_in

CELL_POINT = re.compile(r"(?:^|(?<=\n))[ \t]*(?:[•▪◦‣·*–-]|\d{1,2}[.)]|[a-z]\))[ \t]+")
"""The mark of a list point at the start of a line in a cell."""

PART_OF_YEAR = re.compile(r"\b(?:helft|halfjaar|kwartaal|Q[1-4])(?:\s+van)?\s+\d{4}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """What every item of one document is made with.

    `items` and `blocks` hold the passage of every span, `themes` the themes' names by their plain form.
    """

    document: Document
    pages: dict[int, Page]
    columns: Columns
    parties: Parties
    items: dict[Span, Passage]
    blocks: dict[Span, Passage]
    themes: dict[str, str]

    def text(self, span: Span) -> str:
        """Give the text under a span with single spaces."""
        return " ".join(text_under((span,), self.pages).split())

    def points_in(self, span: Span) -> Iterator[tuple[str, Span]]:
        """Give the list points inside a cell with their spans; a cell without a list is one point."""
        text = self.pages[span.page].text[span.start : span.end]
        starts = [match for match in CELL_POINT.finditer(text)]
        if len(starts) < 2:
            yield self.text(span), span
            return
        ends = [match.start() for match in starts[1:]] + [len(text)]
        for match, end in zip(starts, ends, strict=True):
            words = text[match.end() : end]
            if words.strip():
                begin = span.start + match.end() + len(words) - len(words.lstrip())
                own = Span(span.page, begin, begin + len(words.strip()))
                yield self.text(own), own

    def holder(self, span: Span) -> Passage | None:
        """Give the passage of an item's or block's own span, or else the block passage that a span lies in."""
        own = self.items.get(span) or self.blocks.get(span)
        return own or next((p for whole, p in self.blocks.items() if _inside(span, whole)), None)


@dataclass(frozen=True, slots=True)
class Said:
    """What is said about an item beside its text; `years` is empty where nothing but the heading says them."""

    parties: tuple[Party, ...] = ()
    values: dict[Field, str] = field(default_factory=dict)
    label: str | None = None
    years: tuple[int, ...] = ()


def holders(passages: Sequence[Passage], grain: Grain) -> dict[Span, Passage]:
    """Give the first passage of a grain for every span that passages have."""
    found: dict[Span, Passage] = {}
    for passage in passages:
        if passage.grain is grain:
            for span in passage.spans:
                found.setdefault(span, passage)
    return found


def item(
    source: Source, entry: StructuredBlock, kind: ItemKind, text: str, span: Span, holder: Passage, said: Said
) -> RegisterItem:
    """Make a register item; what its own row or words do not say comes from the headings above it."""
    section, values = entry.section, said.values
    place = f"{source.document.sha256}|{kind}|{span.page}:{span.start}-{span.end}"
    theme, topic = values.get(Field.THEME), values.get(Field.TOPIC)
    named = years_in(values.get(Field.YEAR, "")) or years_in(values.get(Field.PLANNING, ""))
    return RegisterItem(
        id=f"{source.document.id}:{kind}:{hashlib.sha256(place.encode()).hexdigest()[:12]}",
        kind=kind,
        text=" ".join(text.split()),
        theme=theme_name(theme) if theme else section.theme,
        topic=topic_name(topic) if topic else section.topic,
        years=said.years or named or section.years,
        parties=said.parties,
        planning=values.get(Field.PLANNING),
        document_id=source.document.id,
        passage_id=holder.id,
        span=span,
        label=said.label,
        budget=values.get(Field.BUDGET),
        status=values.get(Field.STATUS),
        unit=values.get(Field.UNIT) or (_unit(text) if kind in {ItemKind.GOAL, ItemKind.FIGURE} else None),
        base_year=_base_year(kind, text, values, section.years),
    )


def _unit(text: str) -> str | None:
    match = wordings().unit.search(text)
    return " ".join(match["unit"].split()) if match else None


def _base_year(kind: ItemKind, text: str, values: dict[Field, str], years: tuple[int, ...]) -> int | None:
    """The year a goal or figure is compared with: as a column says, or the first year in its words before its own.

    A range ("Actieplan 2019-2022") is a plan's name and half a year ("1e helft 2020") a figure's own time.
    """
    if kind not in {ItemKind.GOAL, ItemKind.FIGURE}:
        return None
    stated = years_in(values.get(Field.BASE, ""))
    bare = PART_OF_YEAR.sub(" ", YEAR_RANGE.sub(" ", text))
    named = stated or tuple(year for year in years_in(bare) if years and year < min(years))
    return min(named) if named else None


def _inside(inner: Span, outer: Span) -> bool:
    return inner.page == outer.page and outer.start <= inner.start and inner.end <= outer.end
