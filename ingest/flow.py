"""What goes on over the end of a page or a column: paragraphs, list points, broken words and tables."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from ingest.blocks import BlockKind
from ingest.drafts import Draft, Fragment, Part
from ingest.hyphens import Join, ends_broken, join
from ingest.lines import SENTENCE_END

REPEATED_HEAD = "herhaalde tabelkop"
RUNNING = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM})


def joined_over_pages(drafts: Sequence[Draft], vocabulary: Collection[str]) -> list[Draft]:
    """Join a paragraph or point that ends in mid-sentence to the text that goes on in the next column or page."""
    out: list[Draft] = []
    for draft in drafts:
        at = _open_end(out, draft) if draft.role is None else None
        if at is None:
            out.append(draft)
        else:
            out[at] = _joined(out[at], draft, vocabulary)
    return out


def _open_end(out: Sequence[Draft], draft: Draft) -> int | None:
    """Give the place of the block that `draft` goes on with, passing notes and running lines; None where there is none."""
    if draft.kind is not BlockKind.PARAGRAPH or not draft.lines or not draft.text:
        return None
    for at in range(len(out) - 1, max(-1, len(out) - 12), -1):
        last = out[at]
        if last.role is not None or last.kind is BlockKind.NOTE:
            continue
        if last.kind not in RUNNING or not last.lines:
            return None
        return at if _goes_on(last, draft) else None
    return None


def _goes_on(last: Draft, draft: Draft) -> bool:
    end, begin = last.lines[-1], draft.lines[0]
    apart = draft.page != last.parts[-1].page or end.region != begin.region
    if not apart or draft.page - last.parts[-1].page > 1 or abs(end.size - begin.size) > 0.8 or end.bold != begin.bold:
        return False
    text = last.text
    if ends_broken(text):
        return True
    if SENTENCE_END.search(text):
        return False
    full = end.right - end.x1 < 0.25 * max(end.right - end.left, 1)
    first = draft.text[:1]
    return first.islower() or (full and (first.isalnum() or first in "‘“'\"(€"))


def _joined(last: Draft, draft: Draft, vocabulary: Collection[str]) -> Draft:
    """A word broken over the page end stands whole on the page where it begins."""
    *earlier, part = last.parts
    going = draft.parts[0]
    words = list(part.fragments)
    rest = list(going.fragments)
    if ends_broken(words[-1].text) and not words[-1].mark and rest:
        how = join(words[-1].text, rest[0].text, vocabulary)
        if how is not Join.SPACE:
            stem = words[-1].text.rstrip("-\u2010\u00ad") if how is Join.WORD else words[-1].text
            moved = rest.pop(0)
            words[-1] = words[-1]._replace(text=stem)
            box = moved.box if going.page == part.page else None
            words.append(Fragment(moved.text, "", box))
    lines = (*last.lines, *draft.lines)
    if going.page == part.page:
        return replace(last, parts=(*earlier, Part(part.page, (*words, *rest))), lines=lines)
    parts = (*earlier, Part(part.page, tuple(words)), *((Part(going.page, tuple(rest)),) if rest else ()))
    return replace(last, parts=(*parts, *draft.parts[1:]), lines=lines)


def one_table_over_pages(drafts: Sequence[Draft]) -> list[Draft]:
    """Give a table that goes on after a page end one number, and name the heads that it repeats there."""
    out: list[Draft] = []
    renamed: dict[int, int] = {}
    heads: dict[int, list[str]] = {}
    for draft in drafts:
        if draft.kind is not BlockKind.ROW:
            out.append(draft)
            continue
        previous = _row_above(out, draft)
        if draft.table not in renamed:
            goes_on = previous is not None and previous.width == draft.width and previous.page == draft.page - 1
            renamed[draft.table] = previous.table if previous is not None and goes_on else draft.table
        draft = replace(draft, table=renamed[draft.table])
        text = _row_text(draft)
        is_head = bool(draft.cells) and all(c.head for c in draft.cells if c.part.text)
        known = heads.setdefault(draft.table, [])
        if previous is not None and previous.table == draft.table and text in known and is_head:
            out.append(draft.named(REPEATED_HEAD))
            continue
        if is_head:
            known.append(text)
        out.append(draft)
    return out


def _row_above(out: Sequence[Draft], draft: Draft) -> Draft | None:
    """Give the row that stands directly above, passing running lines and notes."""
    for last in reversed(out):
        if last.kind is BlockKind.ROW:
            return last
        if last.role is None and last.kind is not BlockKind.NOTE:
            return None
    return None


def _row_text(draft: Draft) -> str:
    return "\t".join(cell.part.text for cell in draft.cells)
