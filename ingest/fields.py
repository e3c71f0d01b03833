"""Labels and numbers in text: "Trekker: Stadstoezicht", "2.1.3 Sloten uitdelen", and rows of a label and its value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.blocks import Block, BlockKind
from ingest.wordings import Field, field_of, wordings

BOUNDARY = re.compile(r"(?:^|[\n.;|(\[–—,:)]|\s-)\s*$")
"""What stands before a label: the start, an end of a sentence or part, or an opening bracket."""

VALUE_END = re.compile(r"[;|\])]|\n(?![a-zà-ÿ\d€])|(?<!\s[A-Z])\.(?=\s+[A-ZÀ-Ý(]|\s*$)")

LONGEST_LABEL = 60
"""Characters; a colon further on is not a label's."""

FEWEST_VALUE_WORDS = 3
"""A shorter cell with a column head's words is one ("Trekker | Planning")."""

PRINTED_NUMBER = re.compile(
    r"^(?P<noun>(?:actie|actiepunt|maatregel|activiteit|project|doel)\s+)?(?!\d{1,3}(?:\.\d{3})+\b)"
    r"(?P<number>[A-Z]{0,3}-?\d{1,3}(?:[.-]\d{1,3})*[a-z]?)(?P<mark>[.:)]|\s+[–|-](?=\s))?\s+(?=\S)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """One label with its value, and where both stand, `[start, end)`, in the text that was read."""

    field: Field
    value: str
    start: int
    end: int


def printed_number(text: str) -> tuple[str, int] | None:
    """Give the number that a text begins with and where its words begin: "2.1.3 Sloten", "Actie 4: Sloten".

    "6 camera's" and "2.000 zandzakken" begin with a count: a number without a point is one only where a mark follows.
    """
    match = PRINTED_NUMBER.match(text)
    if match is None or not ("." in match["number"] or match["mark"] or match["noun"]):
        return None
    return match["number"], match.end()


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
        ends = (match.start() for match in VALUE_END.finditer(text, value_start, limit))
        end = next((at for at in ends if not _in_brackets(text[value_start:at])), limit)
        value = text[value_start:end].strip(" \t\n,;(|–—-.")
        if value:
            found.append(Labelled(field, value, start, end))
    return tuple(found)


def _in_brackets(value: str) -> bool:
    """Say whether a bracket that a value opened is still open: "Gemeente (team Wonen" goes on."""
    return value.count("(") > value.count(")")


def _label_matches(text: str) -> Iterator[tuple[re.Match[str], Field]]:
    """Every "word:" that a label's pattern matches whole, longest first at each place; none overlap."""
    done = 0
    colons = [match.start() for match in re.finditer(":", text)]
    for word in re.finditer(r"\b\w", text) if colons else ():
        place = word.start()
        if place < done or not any(place < colon <= place + LONGEST_LABEL for colon in colons):
            continue
        matches = [(m, f) for f, p in wordings().labels if (m := p.match(text, place))]
        if matches:
            best = max(matches, key=lambda found: found[0].end())
            yield best
            done = best[0].end()


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


def pair_in(block: Block) -> Field | None:
    """Give the field of a row of two cells where the first labels the second ("Trekker | Stadstoezicht").

    None: it is an ordinary row, or one of column heads.
    """
    if block.kind is not BlockKind.ROW or len(block.spans) != 2 or len(block.cells) != 2:
        return None
    split = block.spans[0].end - block.spans[0].start
    label, value = block.text[:split].strip(), " ".join(block.text[split:].split())
    is_short = len(value.split()) < FEWEST_VALUE_WORDS and not re.search(r"\d", value)
    if is_short and field_of(value) is not None:
        return None
    return next((f for f, pattern in wordings().labels if pattern.fullmatch(f"{label.rstrip(':')}:")), None)
