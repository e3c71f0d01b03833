"""Footnotes and the marks that point to them. A mark in a table's cell binds that cell only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.blocks import BlockKind
from ingest.drafts import Draft, DraftCell, Part

STARS = re.compile(r"(?<=[\w)’'”\".,])(\*{1,3})(?!\w)")


def bound(drafts: Sequence[Draft], *, paged: bool) -> list[Draft]:
    """Number the notes and bind marks to them; a raised mark that points to no note is ordinary text again."""
    notes: list[tuple[int, str, int]] = []  # (identity, mark, place)
    numbered: list[Draft] = []
    for place, draft in enumerate(drafts):
        if draft.kind is BlockKind.NOTE and draft.marker is not None and draft.role is None:
            notes.append((len(notes) + 1, bare(draft.marker.text), place))
            draft = replace(draft, identity=len(notes))
        numbered.append(draft)
    pages = {identity: numbered[place].page for identity, _, place in notes}

    def find(mark: str, place: int, page: int) -> int | None:
        """The note with this mark on the same page; else the next one, else the nearest before."""
        same = [(identity, at) for identity, m, at in notes if m == mark]
        if paged:
            same = [(identity, at) for identity, at in same if pages[identity] in {page, page + 1}] or []
        after = [identity for identity, at in same if at >= place]
        before = [identity for identity, at in same if at < place]
        if paged and before and pages[before[-1]] == page and not (after and pages[after[0]] == page):
            return before[-1]
        return after[0] if after else before[-1] if before and mark.isdigit() else None

    return [_bind(draft, place, find) for place, draft in enumerate(numbered)]


def bare(mark: str) -> str:
    """Give a mark without its bracket or full stop."""
    return mark.strip("()[]. ")


def _bind(draft: Draft, place: int, find) -> Draft:  # type: ignore[no-untyped-def]  # noqa: ANN001
    def settle(part: Part) -> tuple[Part, tuple[int, ...]]:
        found: dict[int, None] = {}
        fragments = []
        for fragment in part.fragments:
            if fragment.mark:
                marks = [bare(m) for m in re.split(r"[,;\s]+", fragment.text) if bare(m)]
                hits = [find(m, place, part.page) for m in marks]
                known = [h for h in hits if h is not None]
                if marks and len(known) == len(marks):
                    found.update(dict.fromkeys(known))
                    fragments.append(fragment)
                else:
                    fragments.append(fragment._replace(mark=False))
                continue
            for star in STARS.finditer(fragment.text):
                hit = find(star[1], place, part.page)
                if hit is not None:
                    found[hit] = None
            fragments.append(fragment)
        return Part(part.page, tuple(fragments)), tuple(found)

    if draft.kind is BlockKind.ROW:
        cells: list[DraftCell] = []
        for cell in draft.cells:
            part, notes = settle(cell.part)
            cells.append(replace(cell, part=part, notes=notes))
        return replace(draft, cells=tuple(cells))
    if draft.kind is BlockKind.NOTE and draft.role is None:
        parts = tuple(Part(p.page, tuple(f._replace(mark=False) for f in p.fragments)) for p in draft.parts)
        return replace(draft, parts=parts)
    settled = [settle(part) for part in draft.parts]
    return replace(draft, parts=tuple(p for p, _ in settled), notes=tuple(n for _, notes in settled for n in notes))
