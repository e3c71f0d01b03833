"""How deep printed list points are nested: by where their marks stand, and over a page end by what they look like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.blocks import BlockKind
from ingest.drafts import Draft
from ingest.readers.raw import RawLine

SAME_INDENT = 0.7
"""In font sizes; "9." and "10." set right begin this far from each other."""

DEEPER = 1.4
"""In font sizes: how much further in a point stands that has the same mark as the point it belongs to."""


@dataclass(frozen=True, slots=True)
class _Open:
    """A list that may go on: where its marks stand, what they look like, and the column they are in."""

    x: float
    mark: str
    column: tuple[int, int]


def nested(drafts: Sequence[Draft]) -> list[Draft]:
    """Give printed list points their depth, 1 for the outermost; notes and running lines do not end a list."""
    out: list[Draft] = []
    open_lists: list[_Open] = []
    for draft in drafts:
        if draft.kind is BlockKind.ITEM and draft.lines and draft.marker is not None and draft.role is None:
            line = draft.lines[0]
            here = _Open(line.x0, _kind_of(draft.marker.text), (draft.page, line.region))
            open_lists = _with(open_lists, here, line)
            draft = replace(draft, level=len(open_lists))
        elif draft.role is None and draft.kind is not BlockKind.NOTE:
            open_lists = []
        out.append(draft)
    return out


def _with(open_lists: Sequence[_Open], here: _Open, line: RawLine) -> list[_Open]:
    """Give the lists that are open after this point, the one it is in last."""
    if open_lists and open_lists[-1].column != here.column:
        at = next((n for n, known in enumerate(open_lists) if known.mark == here.mark), None)
        return [here] if at is None else [*(replace(known, column=here.column) for known in open_lists[:at]), here]
    kept = list(open_lists)
    while kept and here.x < kept[-1].x - SAME_INDENT * line.size:
        kept.pop()
    if not kept:
        return [here]
    further = (here.x - kept[-1].x) / line.size
    if further > (DEEPER if here.mark == kept[-1].mark else SAME_INDENT):
        return [*kept, here]
    return [*kept[:-1], here]


def _kind_of(mark: str) -> str:
    """Give what marks of one list have in common: "2." and "10." are alike, "•" and "–" are not."""
    return re.sub(r"[a-z]", "a", re.sub(r"[A-Z]", "A", re.sub(r"\d+", "1", mark)))
