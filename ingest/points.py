"""Blocks that are read together: a list point with its labels and sub-points, an action's heading with its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.types import Span
from ingest.blocks import BlockKind
from ingest.fields import only_labels, pair_in
from ingest.prose import is_deed
from ingest.structure import StructuredBlock

RUNNING = frozenset({BlockKind.ITEM, BlockKind.PARAGRAPH})

DETAIL_CHARACTERS = 900
"""A list point with longer sub-points is no one thing that can be quoted; they are points of their own."""

HEADING_WORDS = 4
"""A list point of no more words that ends in ":" and states no deed is a heading over its sub-points ("Inbraak:")."""


@dataclass(frozen=True, slots=True)
class Point:
    """One block with those under it that belong to it.

    Those are label lines ("Planning: mei"), rows of a label and a value, and a list point's sub-points.
    """

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

    @property
    def details(self) -> tuple[str, ...]:
        """The texts of its sub-points, without those that only label it."""
        return tuple(e.block.text for e in self.under if _is_below(e, self.entry) and not only_labels(e.block.text))


def points(bound: Sequence[StructuredBlock]) -> tuple[Point, ...]:
    """Join blocks that are read together; others stay by themselves."""
    found: list[Point] = []
    place = 0
    while place < len(bound):
        entry = bound[place]
        last = found[-1] if found else None
        below = tuple(_below(bound, place))
        if last is not None and _belongs(entry, last):
            found[-1] = Point(last.entry, (*last.under, entry))
            below = ()
        elif below and _are_details(entry.block.text, [e.block.text for e in below]):
            found.append(Point(entry, below))
        else:
            found.append(Point(entry))
            below = ()
        place += 1 + len(below)
    return tuple(found)


def _below(bound: Sequence[StructuredBlock], place: int) -> Iterator[StructuredBlock]:
    """Give the sub-points of the list point at `place`."""
    for entry in bound[place + 1 :]:
        if not _is_below(entry, bound[place]):
            return
        yield entry


def _is_below(entry: StructuredBlock, above: StructuredBlock) -> bool:
    return (
        entry.block.kind is BlockKind.ITEM
        and above.block.kind is BlockKind.ITEM
        and entry.block.level > above.block.level > 0
        and entry.card is above.card is None
        and entry.section.path == above.section.path
    )


def _are_details(above: str, below: Sequence[str]) -> bool:
    """Say whether sub-points only fill in the point above them ("een team van:" "twee boa's").

    Where it ends in ":" and they are deeds themselves, or it is a mere heading, each stands by itself.
    """
    if sum(map(len, below)) > DETAIL_CHARACTERS:
        return False
    opens = above.rstrip().endswith(":")
    if opens and all(text[:1].islower() for text in below):
        return True
    if opens and len(above.split()) <= HEADING_WORDS and not is_deed(above.rstrip(" :")):
        return False
    deeds = sum(is_deed(text) for text in below)
    return 2 * deeds < len(below) or (not opens and is_deed(above))


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
