"""Printed lines to paragraphs, list points and headings-to-be, by spacing, indentation, style and marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.blocks import BlockKind
from ingest.drafts import Draft, Fragment, Part
from ingest.hyphens import Join, Vocabulary, cut_without_hyphen, ends_broken, join
from ingest.letters import repaired
from ingest.readers.raw import RawLine, RawWord

BULLET = re.compile(r"^(?:[•●▪◦■□‣⁃·◆▶►➢✓✔☐→*]|[-–—]|o)$")
NUMBER = re.compile(r"^\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,5})[.)]$|^\d{1,2}(?:\.\d{1,2}){1,4}\.?$|^\(\d{1,2}\)$")
FIRST = re.compile(r"^\(?[1aAiI](?:\.1)*[.)]?$")
GLUED_BULLET = re.compile(r"^([•●▪◦■‣⁃➢►✓])(?=\S)")
NOTE_WORD = re.compile(r"^(?:\*{1,3}\)?|[†‡]|\d{1,3}\)?)$")
GLUED_NOTE = re.compile(r"^(\*{1,3}\)?)(?=[^\s*])")
SENTENCE_END = re.compile(r"[.!?:;…][\"'’”)\]]*$")
UNFINISHED = re.compile(r"[,-]$|\b(?:en|of|de|het|een|van|voor|met|in|op|aan|te)$", re.IGNORECASE)
SAME_SIZE = 0.6  # points
MAX_HEADING = 220
NEAR = 8
"""Lines above and below that show where a column ends on the right."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What is usual in a document: the body's font size, colour and weight, and the distance of its lines."""

    size: float
    colour: str
    bold: bool
    pitches: tuple[tuple[float, float], ...]

    def pitch(self, size: float) -> float:
        """Give the usual distance between two lines of this font size, in points."""
        known = dict(self.pitches)
        return known.get(round(size * 2) / 2) or size * 1.25


def measures(lines: Sequence[RawLine]) -> Measures:
    """Measure the running text; `lines` are all lines of the document in reading order, page by page."""
    sizes: Counter[float] = Counter()
    colours: Counter[tuple[str, bool]] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    size = max(sizes, key=lambda s: (sizes[s], s), default=10.0)
    for line in lines:
        if abs(line.size - size) <= SAME_SIZE:
            colours[line.colour, line.bold] += len(line.text)
    colour, bold = max(colours, key=lambda c: (colours[c], c), default=("", False))
    steps: dict[float, Counter[float]] = {}
    for a, b in pairwise(lines):
        step = b.base - a.base
        if a.region == b.region and abs(a.size - b.size) <= SAME_SIZE and 0.8 * a.size < step < 2.2 * a.size:
            steps.setdefault(round(a.size * 2) / 2, Counter())[round(step * 2) / 2] += 1
    pitches = []
    for at, counted in steps.items():
        most = max(counted.values())
        pitches.append((at, min(step for step, n in counted.items() if n * 3 >= most)))
    return Measures(size, colour, bold, tuple(pitches))


@dataclass(frozen=True, slots=True)
class Marked:
    """A line's printed mark, if it has one, and where its text begins."""

    words: int
    text: str
    is_bullet: bool
    text_x: float


def mark_of(line: RawLine) -> Marked | None:
    """Give the list mark with which a line begins, or None."""
    first = line.words[0]
    if len(line.words) < 2:
        return None
    text = repaired(first.text)
    if BULLET.match(text) and not first.raised:
        return Marked(1, text, True, line.words[1].x0)
    if NUMBER.match(text) and not first.raised:
        return Marked(1, text, False, line.words[1].x0)
    return None


def group(lines: Sequence[RawLine], usual: Measures) -> Iterator[list[RawLine]]:
    """Cut lines in reading order into blocks: a new one begins where spacing, style, indentation or a mark says so."""
    block: list[RawLine] = []
    for line in _with_edges(lines):
        if block and _begins(block, line, usual):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _with_edges(lines: Sequence[RawLine]) -> list[RawLine]:
    """Give each line the right edge of the lines around it: a page may have one column of two, or a narrow list."""
    out = []
    for index, line in enumerate(lines):
        near = lines[max(0, index - NEAR) : index + NEAR + 1]
        alike = [o.x1 for o in near if o.region == line.region and abs(o.size - line.size) <= SAME_SIZE]
        out.append(replace(line, right=max(alike)) if len(alike) >= 4 else line)
    return out


def _begins(block: Sequence[RawLine], line: RawLine, usual: Measures) -> bool:
    last, first = block[-1], block[0]
    if last.region != line.region:
        return True
    step = line.base - last.base
    if step < -1 or abs(last.size - line.size) > max(SAME_SIZE, 0.04 * line.size):
        return True
    if last.bold != line.bold and not _runs_on(last, line):
        return True
    pitch = usual.pitch(line.size)
    if step > pitch + max(2.0, 0.22 * pitch):
        return True
    if _is_list_mark(block, line) or _is_next_row(last, line):
        return True
    marked = mark_of(first)
    hang = marked.text_x if marked else None
    if hang is not None and line.x0 < hang - 3 and len(block) >= 1 and line.x0 < first.x0 + 3:
        return _is_short(last, line) or line.x0 < first.x0 - 3
    if hang is None and line.x0 > last.x0 + 6 and _indents(block, line):
        return True
    return _is_short(last, line) and (
        bool(SENTENCE_END.search(last.text)) or (line.words[0].text[:1].isupper() and _is_short(last, line, much=True))
    )


def _runs_on(last: RawLine, line: RawLine) -> bool:
    """Tell whether a sentence runs on where bold type begins or ends: the line is full, and so is no heading.

    Beside that the bold line must show that it is a part of a sentence: it has other words, or ends or goes on as one.
    """
    if SENTENCE_END.search(last.text) or _is_short(last, line):
        return False
    if line.bold:
        return line.mixed or line.text[:1].islower() or line.text.endswith((".", ",", ";"))
    return last.mixed or line.text[:1].islower() or bool(UNFINISHED.search(last.text))


def _is_next_row(last: RawLine, line: RawLine) -> bool:
    """Tell whether two lines are rows of names with values beside them: a wide gap in each, at the same place."""

    def beside(one: RawLine) -> set[int]:
        return {round(b.x0 / 4) for a, b in pairwise(one.words) if b.x0 - a.x1 > 2.5 * one.size}

    places = beside(line)
    return bool(places) and any(abs(p - q) <= 1 for p in places for q in beside(last))


def _indents(block: Sequence[RawLine], line: RawLine) -> bool:
    """A first line set in begins a paragraph; a second line set in after a first at the edge is a hanging one."""
    return bool(SENTENCE_END.search(block[-1].text)) and line.x0 > block[-1].x0 + 6


def _is_list_mark(block: Sequence[RawLine], line: RawLine) -> bool:
    """A line that begins with a list's mark begins a point, unless a sentence runs on (", op / 2. maart")."""
    marked = mark_of(line)
    if marked is None:
        return False
    if marked.is_bullet:
        return marked.text not in "-–—*o" or not block[-1].text.endswith(",") or line.x0 != block[0].x0
    if mark_of(block[0]) is not None or SENTENCE_END.search(block[-1].text):
        return True
    return bool(FIRST.match(marked.text)) and _is_short(block[-1], line)


def _is_short(last: RawLine, line: RawLine, *, much: bool = False) -> bool:
    """Tell whether the next line's first word would have fitted on the last line, so that it was ended on purpose."""
    word = line.words[0]
    wide = abs(word.x1 - word.x0) if line.x1 - line.x0 > 0 else 0
    room = last.right - last.x1
    return room > wide + 0.35 * line.size + (0.12 * (last.right - last.left) if much else 0)


def fragments(
    lines: Sequence[RawLine], vocabulary: Vocabulary, *, skip: int = 0, narrow: bool = False
) -> tuple[Fragment, ...]:
    """Give the words of lines, but the first `skip`, as running text; a word broken over a line end is whole again.

    In a `narrow` column, such as a table's, words may also be broken without a hyphen.
    """
    out: list[Fragment] = []
    for number, line in enumerate(lines):
        words = line.words[skip:] if number == 0 else line.words
        for place, word in enumerate(words):
            text = repaired(word.text).strip()
            if not text:
                continue
            box = (word.x0, word.top, word.x1, word.bottom)
            lead = " "
            if word.raised or (out and out[-1].mark and not _stands_off(words, place)):
                lead = ""
            if number and place == 0 and out and not word.raised:
                lead = hyphenated(out, line.words, lines[number - 1].words[-1].text, vocabulary)
                after = lines[number + 1].words[0].text if len(words) == 1 and number + 1 < len(lines) else ""
                if narrow and cut_without_hyphen(_stem(out), text, after, vocabulary):
                    lead = ""
            out.append(Fragment(text, lead, box, word.raised))
    return tuple(out)


def _stem(out: Sequence[Fragment]) -> str:
    """Give the last word written so far, of which several fragments may be parts."""
    parts: list[str] = []
    for fragment in reversed(out):
        parts.append(fragment.text)
        if fragment.lead or fragment.mark:
            break
    return "".join(reversed(parts))


def _stands_off(words: Sequence[RawWord], place: int) -> bool:
    """Tell whether a word stands apart from the raised mark before it."""
    return place == 0 or words[place].x0 - words[place - 1].x1 > 0.15 * (words[place].bottom - words[place].top)


def hyphenated(out: list[Fragment], words: Sequence[RawWord], last_raw: str, vocabulary: Vocabulary) -> str:
    """Give what separates a line from the one before; a broken word's hyphen is taken from the last fragment."""
    last = out[-1]
    raw_last = last_raw.rstrip()
    if not ends_broken(raw_last) or last.mark:
        return " "
    how = join(raw_last, words[0].text, vocabulary, after=words[1].text if len(words) > 1 else "")
    if how is Join.WORD:
        out[-1] = last._replace(text=last.text.rstrip("-\u2010\u00ad"))
        return ""
    return "" if how is Join.HYPHEN else " "


def draft_of(lines: Sequence[RawLine], page: int, vocabulary: Vocabulary) -> Draft:
    """Make a paragraph or a list point of a block's lines; headings are told apart later."""
    marked = mark_of(lines[0])
    if marked is None:
        return Draft(BlockKind.PARAGRAPH, (Part(page, fragments(lines, vocabulary)),), lines=tuple(lines))
    word = lines[0].words[0]
    mark = Part(page, (Fragment(marked.text, " ", (word.x0, word.top, word.x1, word.bottom)),))
    body = Part(page, fragments(lines, vocabulary, skip=1))
    return Draft(BlockKind.ITEM, (body,), level=1, marker=mark, lines=tuple(lines))
