"""What goes on over the end of a page or a column: paragraphs, list points, broken words and tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.blocks import BlockKind
from ingest.drafts import Draft, Fragment, Part
from ingest.hyphens import Join, Vocabulary, ends_broken, join
from ingest.lines import SENTENCE_END

REPEATED_HEAD = "herhaalde tabelkop"
CUT_LABEL = re.compile(r"[.;)]\s+(?:\S+\s+){0,3}\S+:$")
"""A label at the end of a page, whose value is on the next one ("... plaatsen. Trekker:")."""
RUNNING = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM})


def joined_over_pages(drafts: Sequence[Draft], vocabulary: Vocabulary) -> list[Draft]:
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
    """Give the place of the block that `draft` goes on with, or None; notes and running lines are passed."""
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
    if text.count("(") > text.count(")") and not text.endswith("."):
        return True  # "(trekker:" at the foot of the page
    if CUT_LABEL.search(text):
        return True
    if SENTENCE_END.search(text):
        return False
    full = end.right - end.x1 < 0.25 * max(end.right - end.left, 1)
    first = draft.text[:1]
    return first.islower() or (full and (first.isalnum() or first in "‘“'\"(€"))


def _joined(last: Draft, draft: Draft, vocabulary: Vocabulary) -> Draft:
    """A word broken over the page end stands whole on the page where it begins."""
    *earlier, part = last.parts
    going = draft.parts[0]
    lines = (*last.lines, *draft.lines)
    if going.page == part.page:
        words = spliced(part.fragments, [going.fragments[0]._replace(lead=" "), *going.fragments[1:]], vocabulary)
        words[len(part.fragments)] = words[len(part.fragments)]._replace(
            lead=words[len(part.fragments)].lead.replace("\n", " ")
        )
        return replace(last, parts=(*earlier, Part(part.page, tuple(words))), lines=lines)
    rest = list(going.fragments)
    words = list(part.fragments)
    if (
        ends_broken(words[-1].text)
        and not words[-1].mark
        and join(words[-1].text, rest[0].text, vocabulary) is not Join.SPACE
    ):
        words = spliced(words, [rest.pop(0)._replace(box=None)], vocabulary)
    parts = (*earlier, Part(part.page, tuple(words)), *((Part(going.page, tuple(rest)),) if rest else ()))
    return replace(last, parts=(*parts, *draft.parts[1:]), lines=lines)


def one_table_over_pages(drafts: Sequence[Draft], vocabulary: Vocabulary) -> list[Draft]:
    """Give a table that goes on after a page end one number, name the heads that it repeats, and join a cut row."""
    out: list[Draft] = []
    renamed: dict[int, int] = {}
    heads: dict[int, list[str]] = {}
    fresh: set[int] = set()  # numbers of tables, as the reader gave them, whose first own row is still to come
    for draft in drafts:
        if draft.kind is not BlockKind.ROW:
            out.append(draft)
            continue
        above = _row_above(out, draft)
        if draft.table not in renamed:
            goes_on = above is not None and _same_table(above, draft, heads.get(above.table, []))
            renamed[draft.table] = above.table if above is not None and goes_on else draft.table
            fresh |= {draft.table} if goes_on else set()
        is_head = bool(draft.cells) and all(c.head for c in draft.cells if c.part.text)
        part = draft.table
        draft = replace(draft, table=renamed[part])
        known = heads.setdefault(draft.table, [])
        if is_head and above is not None and above.table == draft.table and _row_text(draft) in known:
            out.append(draft.named(REPEATED_HEAD))
        elif part in fresh and above is not None and not is_head and _is_rest(above, draft):
            fresh.discard(part)
            out[out.index(above)] = _whole_row(above, draft, vocabulary)
        else:
            fresh -= set() if is_head else {part}
            if is_head:
                known.append(_row_text(draft))
            out.append(draft)
    return out


def _same_table(above: Draft, draft: Draft, heads: Sequence[str]) -> bool:
    """A table of as many columns that directly follows another, on the next page or with the same heads, goes on."""
    if above.width != draft.width:
        return False
    has_head = any(c.head for c in draft.cells)
    return _row_text(draft) in heads if has_head and heads else draft.page == above.page + 1 or not has_head


def _is_rest(above: Draft, draft: Draft) -> bool:
    """Tell whether a row is the second half of the row above, cut by the end of a page or column.

    Where no missing line says so, every cell must go on with an unfinished text, and one begin in mid-sentence.
    """
    texts = {c.column: c.part.text for c in draft.cells if c.part.text}
    before = {c.column: c.part.text for c in above.cells if c.part.text}
    if not texts or any(c.rows > 1 for c in above.cells):
        return False
    if above.unclosed or draft.opened:
        return True
    unfinished = all(before.get(column) and not SENTENCE_END.search(before[column]) for column in texts)
    return unfinished and any(text[0].islower() for text in texts.values()) and len(texts) < len(before)


def _whole_row(above: Draft, draft: Draft, vocabulary: Vocabulary) -> Draft:
    """Join the halves of a cut row cell by cell, on the page where it begins; moved words have no place there."""
    rest = {c.column: c for c in draft.cells}
    cells = []
    for cell in above.cells:
        more = rest.pop(cell.column, None)
        if more is not None and more.part.fragments:
            moved = [f if more.part.page == cell.part.page else f._replace(box=None) for f in more.part.fragments]
            cell = replace(cell, part=Part(cell.part.page, tuple(spliced(cell.part.fragments, moved, vocabulary))))
        cells.append(cell)
    page = above.page
    for cell in rest.values():
        words = tuple(f if cell.part.page == page else f._replace(box=None) for f in cell.part.fragments)
        cells.append(replace(cell, part=Part(page, words)))
    return replace(above, cells=tuple(sorted(cells, key=lambda c: c.column)), unclosed=draft.unclosed)


def spliced(first: Sequence[Fragment], second: Sequence[Fragment], vocabulary: Vocabulary) -> list[Fragment]:
    """Give two halves of one text as one; a word broken between them is whole again."""
    words, rest = list(first), list(second)
    if not words or not rest:
        return words + rest
    if ends_broken(words[-1].text) and not words[-1].mark:
        how = join(words[-1].text, rest[0].text, vocabulary)
        if how is Join.WORD:
            words[-1] = words[-1]._replace(text=words[-1].text.rstrip("-\u2010\u00ad"))
        rest[0] = rest[0]._replace(lead=" " if how is Join.SPACE else "")
    else:
        rest[0] = rest[0]._replace(lead=" " if not SENTENCE_END.search(words[-1].text) else "\n")
    return words + rest


def _row_above(out: Sequence[Draft], draft: Draft) -> Draft | None:
    """Give the row that stands directly above, passing running lines and notes."""
    for last in reversed(out):
        if last.kind is BlockKind.ROW and last.role is None:
            return last
        if last.role is None and last.kind is not BlockKind.NOTE:
            return None
    return None


def _row_text(draft: Draft) -> str:
    return "\t".join(cell.part.text for cell in draft.cells)
