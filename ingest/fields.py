"""Labels in text ("Trekker: Stadstoezicht"), and the list points that such lines belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.blocks import BlockKind
from ingest.structure import StructuredBlock
from ingest.wordings import Field, wordings

BOUNDARY = re.compile(r"(?:^|[\n.;|(\[–—,:)]|\s-)\s*$")
"""What stands before a label: the start, an end of a sentence or part, or an opening bracket."""

VALUE_END = re.compile(r"[;|\])]|\n(?![a-zà-ÿ\d€])|\.(?=\s+[A-ZÀ-Ý(]|\s*$)")

PRINTED_NUMBER = re.compile(
    r"^(?:(?:actie|maatregel|doel)\s+)?(?!\d{1,3}(?:\.\d{3})+\b)"
    r"([A-Z]{0,3}-?\d{1,3}(?:[.-]\d{1,3})*[a-z]?)([.:)]?)\s+(?=\S)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """One label with its value, and where both stand, `[start, end)`, in the text that was read."""

    field: Field
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Point:
    """A list point or paragraph with the lines under it that only label it ("Planning: tweede kwartaal")."""

    entry: StructuredBlock
    under: tuple[StructuredBlock, ...] = ()


def printed_number(text: str) -> tuple[str, int] | None:
    """Give the number that a text begins with and where its words begin: "2.1.3 Sloten", "Actie 4: Sloten".

    "6 camera's" and "2.000 zandzakken" begin with a count: a number without a point is one only where a mark follows.
    """
    match = PRINTED_NUMBER.match(text)
    if match is None or not ("." in match[1] or match[2]):
        return None
    return match[1], match.end()


def labels_in(text: str) -> tuple[Labelled, ...]:
    """Give the labels in `text` with their values, in order."""
    starts = [
        (match.start(), match.end(), field)
        for match, field in _label_matches(text)
        if BOUNDARY.search(text[: match.start()])
    ]
    found: list[Labelled] = []
    for place, (start, value_start, field) in enumerate(starts):
        limit = starts[place + 1][0] if place + 1 < len(starts) else len(text)
        stop = VALUE_END.search(text, value_start, limit)
        end = stop.start() if stop else limit
        value = text[value_start:end].strip(" \t\n,;(|–—-.")
        if value:
            found.append(Labelled(field, value, start, end))
    return tuple(found)


def _label_matches(text: str) -> Iterator[tuple[re.Match[str], Field]]:
    """Every "word:" that a label's pattern matches whole, longest first at each place."""
    place = 0
    while place < len(text):
        at_word = place == 0 or not text[place - 1].isalnum()
        matches = [(m, f) for f, p in wordings().labels if at_word and (m := p.match(text, place))]
        if matches:
            best = max(matches, key=lambda found: found[0].end())
            yield best
            place = best[0].end()
        else:
            place += 1


def without_labels(text: str, labels: Sequence[Labelled]) -> str:
    """Give the part of `text` before its first label, without the bracket or dash that opens the labels."""
    return text[: labels[0].start].rstrip(" \t\n(;|–—-,[") if labels else text.rstrip()


def only_labels(text: str) -> bool:
    """Say whether `text` holds labels and nothing else."""
    labels = labels_in(text)
    if not labels:
        return False
    rest = text
    for label in reversed(labels):
        rest = rest[: label.start] + rest[label.end :]
    return not re.sub(r"[\W_]+", "", rest)


def points(bound: Sequence[StructuredBlock]) -> tuple[Point, ...]:
    """Join every list point and paragraph with the label lines right under it; other blocks stay by themselves."""
    found: list[Point] = []
    for entry in bound:
        kind = entry.block.kind
        last = found[-1] if found else None
        if (
            last is not None
            and kind in {BlockKind.ITEM, BlockKind.PARAGRAPH}
            and last.entry.block.kind in {BlockKind.ITEM, BlockKind.PARAGRAPH}
            and last.entry.section.path == entry.section.path[: len(last.entry.section.path)]
            and not last.entry.block.text.rstrip().endswith(":")
            and only_labels(entry.block.text)
            and not only_labels(last.entry.block.text)
        ):
            found[-1] = Point(last.entry, (*last.under, entry))
        else:
            found.append(Point(entry))
    return tuple(found)
