"""Blocks that are read together: a list point with the lines that label it, an action's heading with what it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.types import Span
from ingest.blocks import BlockKind
from ingest.fields import only_labels, pair_in
from ingest.structure import StructuredBlock

RUNNING = frozenset({BlockKind.ITEM, BlockKind.PARAGRAPH})


@dataclass(frozen=True, slots=True)
class Point:
    """One block with those under it that belong to it: label lines ("Planning: mei"), rows of a label and a value."""

    entry: StructuredBlock
    under: tuple[StructuredBlock, ...] = ()

    @property
    def is_pairs(self) -> bool:
        """Whether it is a table of labels and values; one such row by itself is an ordinary row."""
        return self.entry.card is None and bool(self.under) and pair_in(self.entry.block) is not None

    @property
    def spans(self) -> tuple[Span, ...]:
        """The spans of all its blocks."""
        return tuple(span for entry in (self.entry, *self.under) for span in entry.block.spans)


def points(bound: Sequence[StructuredBlock]) -> tuple[Point, ...]:
    """Join blocks that are read together; others stay by themselves."""
    found: list[Point] = []
    for entry in bound:
        last = found[-1] if found else None
        if last is not None and _belongs(entry, last):
            found[-1] = Point(last.entry, (*last.under, entry))
        else:
            found.append(Point(entry))
    return tuple(found)


def _belongs(entry: StructuredBlock, last: Point) -> bool:
    if entry.card is not None:
        return entry.card is last.entry.card
    if pair_in(entry.block):
        return pair_in(last.entry.block) is not None and entry.block.table == last.entry.block.table
    return (
        entry.block.kind in RUNNING
        and last.entry.block.kind in RUNNING
        and last.entry.section.path == entry.section.path[: len(last.entry.section.path)]
        and not last.entry.block.text.rstrip().endswith(":")
        and only_labels(entry.block.text)
        and not only_labels(last.entry.block.text)
    )
