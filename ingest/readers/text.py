"""Plain text: blank lines between paragraphs, lists by their marks, headings by their shape."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, islice
from pathlib import Path

from ingest.readers.encoding import decoded
from ingest.readers.errors import MAX_PIECES, TooLarge, refused
from ingest.readers.flattened import LOST, flat_tables
from ingest.readers.raw import RawBlock, RawDocument, RawKind, RawPage, printable

MAX_BYTES = 20_000_000
POINT = re.compile(r"^(?P<indent>[ \t]*)(?P<marker>[•●▪◦■□‣⁃·]|[-–*](?=\s)|\d{1,3}[.)](?=\s)|[a-z][.)](?=\s))\s+(?=\S)")
NOTE = re.compile(r"^(\*{1,3}\)?|\[\d{1,3}\])\s*(?=\S)")
NUMBERED = re.compile(r"^\d{1,2}(?:\.\d{1,2}){0,4}\.?\s+(?=[A-ZÀ-Þ])")
HEADING_CHARACTERS = 90


def read_text(path: Path) -> RawDocument:
    """Read a text file; its text is one page without a label.

    Raises:
        ReadError: it is too large, is no text, or is empty.
    """
    data = path.read_bytes()
    if len(data) > MAX_BYTES:
        raise refused(
            path, f"het bestand is groter dan {MAX_BYTES // 1_000_000} MB", "Deel het op in kleinere bestanden"
        )
    text = printable(decoded(data, path))
    blocks = tuple(islice(blocks_of(text), MAX_PIECES + 1))
    if len(blocks) > MAX_PIECES:
        raise TooLarge
    if not blocks:
        raise refused(path, "er staat geen tekst in het bestand", "Controleer of het bestand niet leeg is")
    tops = [b.text for b in blocks if b.kind is RawKind.HEADING and b.level == 1]
    return RawDocument((RawPage(1, None, blocks),), title=tops[0] if tops else None)


def blocks_of(text: str) -> Iterator[RawBlock]:
    """Cut text into blocks. A first heading is the title, at level 1; the other headings are at level 2 or deeper.

    A table that lost its shape is rows again where that can be inferred, else paragraphs; none of its lines is a
    heading.
    """
    lines = text.split("\n")
    hard_wrapped = _is_wrapped(text)
    done = 0
    for number, table in enumerate(flat_tables(lines), 1):
        yield from _plain(lines[done : table.start], hard_wrapped=hard_wrapped, first=not done)
        if table.rows:
            yield from table.blocks(number)
        else:
            lost = _plain(lines[table.start : table.end], hard_wrapped=hard_wrapped, headings=False)
            yield from (replace(block, caution=LOST) for block in lost)
        done = table.end
    yield from _plain(lines[done:], hard_wrapped=hard_wrapped, first=not done)


def _plain(lines: list[str], *, hard_wrapped: bool, first: bool = False, headings: bool = True) -> Iterator[RawBlock]:
    """Cut lines without a table into blocks; `first` tells that they begin the text."""
    for blank, group in groupby(lines, key=lambda line: not line.strip()):
        if blank:
            continue
        own = [line.rstrip() for line in group]
        if headings and len(own) == 1 and is_heading(own[0]):
            yield RawBlock(RawKind.HEADING, own[0].strip(), level=1 if first else _level(own[0]))
        else:
            yield from _paragraphs(own, hard_wrapped=hard_wrapped)
        first = False


def is_heading(line: str) -> bool:
    """Tell whether a line between blank lines looks like a heading: short, no end of sentence, a capital first."""
    bare = line.strip()
    if not 2 <= len(bare) <= HEADING_CHARACTERS or bare[-1] in ".;,:*…!" or POINT.match(line) or NOTE.match(bare):
        return bool(NUMBERED.match(bare)) and len(bare) <= HEADING_CHARACTERS and bare[-1] not in ".;,:"
    return bare[0].isupper() or bare[0].isdigit()


def _level(line: str) -> int:
    number = NUMBERED.match(line.strip())
    return 2 + number[0].strip().rstrip(".").count(".") if number else 2


def _is_wrapped(text: str) -> bool:
    """Tell whether lines were cut at a width: most lines that are followed by another are of nearly the same length."""
    lines = [line for line in text.split("\n") if len(line) > 40]
    longest = max((len(line) for line in lines), default=0)
    return 50 <= longest <= 130 and len(lines) >= 4


def _paragraphs(lines: list[str], *, hard_wrapped: bool) -> Iterator[RawBlock]:
    """Cut the lines between two blank lines: a mark begins a point or a note; other lines go on or stand alone."""
    run: list[str] = []
    marker: str | None = None
    kind = RawKind.PARAGRAPH
    indents: list[int] = []
    level = 0

    def made() -> Iterator[RawBlock]:
        if run:
            yield RawBlock(kind, (" " if hard_wrapped else "\n").join(run), level=level, marker=marker)

    for line in lines:
        point, note = POINT.match(line), NOTE.match(line.strip())
        if note and not (point and point["marker"] == "*" and _several(lines)):
            yield from made()
            bare = line.strip()
            run, marker, kind, level = [bare[note.end() :]], note[1], RawKind.NOTE, 0
        elif point:
            yield from made()
            indent = len(point["indent"].expandtabs(4))
            indents = [*(i for i in indents if i < indent), indent]
            run, marker, kind, level = [line[point.end() :].strip()], point["marker"], RawKind.ITEM, len(indents)
        elif run and (hard_wrapped or (kind is not RawKind.PARAGRAPH and line[:1].isspace())):
            run.append(line.strip())
        else:
            yield from made()
            run, marker, kind, level = [line.strip()], None, RawKind.PARAGRAPH, 0
    yield from made()


def _several(lines: list[str]) -> bool:
    return sum(line.lstrip().startswith("* ") for line in lines) > 1
