"""Which blocks of a printed document are headings, and how deep: by bookmarks, numbering and type, in that order."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ingest.blocks import BlockKind
from ingest.drafts import Draft, Part
from ingest.large import is_numbers
from ingest.lines import MAX_HEADING, Measures
from ingest.readers.raw import Bookmark, RawLine

NUMBERED = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2}){0,5})\.?\s+\S")
CHAPTER = re.compile(
    r"^(?:hoofdstuk|deel|thema|prioriteit|programma|speerpunt|pijler|bijlage)\s+(?:\d{1,2}|[IVX]+|[A-Z])\b", re.I
)
NOT_HEADING = re.compile(
    r"^(?:tabel|figuur|grafiek|afbeelding|kaart|foto|bron)\s*\d*\s*[:.]"
    r"|^(?:(?:concept )?vastgesteld|aangeboden|besproken|versie|datum|status|kenmerk|auteurs?|opdrachtgever)\b.*\d",
    re.IGNORECASE,
)
"""Captions, and the lines of a title page that say when and by whom it was adopted."""
LARGER = 1.08
COVER = 400
"""Characters of ordinary text that a title page may hold."""
MAX_LEVEL = 6

Style = tuple[float, bool, bool, str]


def with_headings(drafts: Sequence[Draft], usual: Measures, outline: Sequence[Bookmark]) -> list[Draft]:
    """Make headings of the drafts that are, with levels that agree over the whole document."""
    bookmarks = {(key(b.title), b.page): b.level for b in outline}
    anywhere = {key(b.title): b.level for b in outline}
    chosen: dict[int, int | None] = {}
    for index, draft in enumerate(drafts):
        if draft.role is not None or not draft.lines or draft.kind not in {BlockKind.PARAGRAPH, BlockKind.ITEM}:
            continue
        name = key(whole(draft))
        level = bookmarks.get((name, draft.page), anywhere.get(name))
        styled = is_heading(draft, usual)
        if styled or (level is not None and len(draft.lines) <= 4):
            chosen[index] = level
    for index in _cover_lines(drafts, chosen):
        del chosen[index]
    levels = _levels(drafts, chosen)
    return [_as_heading(d, levels[i]) if i in levels else d for i, d in enumerate(drafts)]


def _cover_lines(drafts: Sequence[Draft], chosen: dict[int, int | None]) -> list[int]:
    """Give the headings-to-be that are only lines of a title page: below the title, in a style used nowhere else."""
    pages: dict[Style, set[int]] = defaultdict(set)
    for i in chosen:
        pages[style_of(drafts[i].lines[0])].add(drafts[i].page)
    title = min(pages, key=lambda s: (-s[0], not s[1], s[2], s[3]), default=None)
    first = min((drafts[i].page for i in chosen), default=0)
    if sum(len(d.text) for i, d in enumerate(drafts) if d.page == 1 and i not in chosen and d.role is None) > COVER:
        return []
    return [
        i
        for i, level in chosen.items()
        if level is None and (style := style_of(drafts[i].lines[0])) != title
        and pages[style] == {first} and len(pages) > 2 and not depth(whole(drafts[i])) and first == 1
    ]  # fmt: skip


def whole(draft: Draft) -> str:
    """Give a block's text with its mark."""
    return f"{draft.marker.text} {draft.text}" if draft.marker else draft.text


def key(text: str) -> str:
    """Give the letters and digits of a title, so that spacing and marks do not matter."""
    return "".join(c for c in text.casefold() if c.isalnum())


def is_heading(draft: Draft, usual: Measures) -> bool:
    """Tell by type whether a block is a heading: larger, bold or coloured, short, and no sentence."""
    lines, text = draft.lines, whole(draft)
    line = lines[0]
    if (
        len(text) > MAX_HEADING
        or len(lines) > 4
        or NOT_HEADING.match(text)
        or not any(c.isalpha() for c in text)
        or is_numbers(text)
    ):
        return False
    if draft.marker is not None and not draft.marker.text[0].isalnum():
        return False
    larger = line.size >= LARGER * usual.size and line.size - usual.size >= 0.9
    if line.rough:
        return larger and line.size >= 1.35 * usual.size and len(lines) <= 2 and not text.endswith((".", ",", ";"))
    bold = all(part.bold for part in lines) and not usual.bold
    coloured = line.colour != usual.colour and line.colour not in {"", "ffffff"} and len(lines) <= 2
    if text.endswith((".", ";", ",")) and not (larger and not text.endswith((",", ";")) and len(text) < 60):
        return False
    if larger:
        return True
    if bold:
        return len(lines) <= 3 and not (draft.marker is not None and len(text) > 120)
    return coloured and line.size >= usual.size and draft.marker is None and len(text) <= 100


def style_of(line: RawLine) -> Style:
    """Give what makes two headings look alike."""
    return (round(line.size * 2) / 2, line.bold, line.italic, line.colour)


def _levels(drafts: Sequence[Draft], chosen: dict[int, int | None]) -> dict[int, int]:
    """Give each heading its level; alike looks alike, a deeper number is deeper, a bookmark decides its style."""
    styles: dict[int, Style] = {i: style_of(drafts[i].lines[0]) for i in chosen}
    depths = {i: depth(whole(drafts[i])) for i in chosen}
    ranked = sorted(set(styles.values()), key=lambda s: (-s[0], not s[1], s[2], s[3]))
    level: dict[Style, int] = {}
    told: dict[Style, Counter[int]] = defaultdict(Counter)
    numbered: dict[Style, Counter[int]] = defaultdict(Counter)
    for i, known in chosen.items():
        if known is not None:
            told[styles[i]][known] += 1
        if depths[i]:
            numbered[styles[i]][depths[i]] += 1
    last, last_size = 0, 0.0
    base = 1 if any(numbered.values()) and _has_title(drafts, styles, numbered, ranked) else 0
    for style in ranked:
        if told[style]:
            value = max(told[style], key=lambda v: (told[style][v], -v))
        elif numbered[style]:
            value = base + min(numbered[style])
        else:
            value = last + 1
        level[style] = min(max(value, last if style[0] < last_size else 1), MAX_LEVEL)
        last, last_size = level[style], style[0]
    out = {}
    for i, known in chosen.items():
        own = level[styles[i]]
        if known is not None:
            own = known
        elif depths[i] and numbered[styles[i]]:
            own += depths[i] - min(numbered[styles[i]])
        out[i] = min(max(own, 1), MAX_LEVEL)
    return out


def depth(text: str) -> int:
    """Give how many numbers a heading's own number has: "2.1.3 ..." has three; a chapter's word counts as one."""
    match = NUMBERED.match(text)
    if match:
        return match["number"].count(".") + 1
    return 1 if CHAPTER.match(text) else 0


def _has_title(
    drafts: Sequence[Draft], styles: dict[int, Style], numbered: dict[Style, Counter[int]], ranked: Sequence[Style]
) -> bool:
    """Tell whether the largest style is that of the document's title, above the numbered chapters."""
    return bool(ranked) and not numbered[ranked[0]]


def _as_heading(draft: Draft, level: int) -> Draft:
    """A heading keeps its number in its text."""
    if draft.marker is None:
        return replace(draft, kind=BlockKind.HEADING, level=level)
    first = draft.parts[0]
    words = (*draft.marker.fragments, *first.fragments)
    return replace(
        draft, kind=BlockKind.HEADING, level=level, marker=None, parts=(Part(first.page, words), *draft.parts[1:])
    )
