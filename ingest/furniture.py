"""What is printed on a page but is not its text: running headers and footers, page numbers, tables of contents.

A running line stands in the margin zone at the same height on several pages, with the same words but for numbers.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.readers.raw import RawKind, RawLine, RawPage

HEADER, FOOTER, PAGE_NUMBER, CONTENTS = "kopregel", "voetregel", "paginanummer", "inhoudsopgave"
ZONE = 0.13
"""Share of the page's height, at the top and at the bottom, in which running lines stand."""
ZONE_LINES = 4
NUMBER = re.compile(r"\d+")
PAGE = re.compile(
    r"^(?:pagina|blz\.?|bladzijde|pag\.?|page|p\.)?\s*[-–|]?\s*(?P<n>\d{1,4}|[ivxlc]{1,7}|[IVXLC]{1,7})\s*[-–|]?"
    r"(?:\s*(?:van|/|of)\s*\d{1,4})?$",
    re.IGNORECASE,
)
AT_END = re.compile(
    r"(?:^|\s|\|)(?:pagina|blz\.?|bladzijde|pag\.?)?\s*(?P<n>\d{1,4})(?:\s*(?:van|/|of)\s*\d{1,4})?\s*$", re.IGNORECASE
)
AT_START = re.compile(
    r"^(?:pagina|blz\.?|bladzijde|pag\.?)?\s*(?P<n>\d{1,4})(?:\s*(?:van|/|of)\s*\d{1,4})?(?:\s|\|)", re.I
)
CONTENTS_HEAD = re.compile(r"^(?:\d\.?\s*)?(?:inhoud|inhoudsopgave|inhoudsoverzicht|table of contents)$", re.IGNORECASE)
ENTRY = re.compile(
    r"^(?P<title>.*?\S)(?P<leader>(?:\s*[.…·_]){3,}|\s)\s*(?:pag\.?|blz\.?)?\s*(?P<page>\d{1,3}|[ivx]{1,5})$"
)
LEADER = re.compile(r"(?:[.…·_]\s?){4,}")

Key = tuple[int, int]
"""A page's number and a line's place among the page's blocks."""


@dataclass(slots=True)
class Furniture:
    """The lines that are no text, by name, and the page numbers that they print."""

    roles: dict[Key, str] = field(default_factory=dict)
    labels: dict[int, str] = field(default_factory=dict)


def furniture(pages: Sequence[RawPage]) -> Furniture:
    """Find the running lines, page numbers and tables of contents of a document with a layout."""
    found = Furniture()
    zones = {page.number: _zones(page) for page in pages}
    _repeated(pages, zones, found)
    _numbers(pages, zones, found)
    for page in pages:
        _contents(page, found)
    return found


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line in a margin zone: its place among the blocks, the zone, and its text with numbers made alike."""

    index: int
    role: str
    line: RawLine
    shape: str


def _zones(page: RawPage) -> list[_Edge]:
    """Give the lines in the top and bottom zones, outermost first, from both ends of the page."""
    if page.height is None:
        return []
    lines = [(i, b.lines[0]) for i, b in enumerate(page.blocks) if b.kind is RawKind.LINE]
    by_height = sorted(lines, key=lambda pair: pair[1].top)
    edges: list[_Edge] = []
    for role, ordered in ((HEADER, by_height), (FOOTER, by_height[::-1])):
        inside = [
            (i, line)
            for i, line in ordered
            if (line.bottom <= ZONE * page.height if role == HEADER else line.top >= (1 - ZONE) * page.height)
        ]
        edges.extend(
            _Edge(i, role, line, NUMBER.sub("#", line.text.casefold()).strip()) for i, line in inside[:ZONE_LINES]
        )
    return edges


def _repeated(pages: Sequence[RawPage], zones: Mapping[int, Sequence[_Edge]], found: Furniture) -> None:
    """Name a line a running line where its words stand at that height on enough pages."""
    places: dict[tuple[str, str], list[tuple[int, _Edge]]] = defaultdict(list)
    for number, edges in zones.items():
        for edge in edges:
            places[edge.role, edge.shape].append((number, edge))
    for (role, shape), seen in places.items():
        count = len({number for number, _ in seen})
        needed = 2 if len(pages) <= 4 else 3
        if count < needed or not re.search(r"[^\W\d_]", shape):
            continue
        heights = Counter(round(edge.line.base / 4) for _, edge in seen)
        usual = {h for h, n in heights.items() if n * 4 >= count}
        for number, edge in seen:
            if any(abs(round(edge.line.base / 4) - h) <= 1 for h in usual):
                found.roles[number, edge.index] = role


@dataclass(frozen=True, slots=True)
class _Printed:
    """A number that may be a page number: the page it is on, its line, and whether it stands alone there."""

    page: int
    edge: _Edge
    numeral: str
    alone: bool

    @property
    def offset(self) -> int:
        """How far the printed number is from the page's place in the file."""
        return value(self.numeral) - self.page


def _numbers(pages: Sequence[RawPage], zones: Mapping[int, Sequence[_Edge]], found: Furniture) -> None:
    """Find the printed page numbers: alone in a zone, or at either end of a running line, counting with the pages."""
    printed = [p for number, edges in zones.items() for edge in edges for p in _printed(number, edge, found)]
    for digits in (True, False):
        counted: dict[int, set[int]] = defaultdict(set)
        for one in printed:
            if one.numeral.isdigit() is digits and value(one.numeral):
                counted[one.offset].add(one.page)
        offset = max(counted, key=lambda o: (len(counted[o]), -abs(o)), default=None)
        if offset is None or len(counted[offset]) < min(2, len(pages)):
            continue
        for one in printed:
            if one.numeral.isdigit() is digits and one.offset == offset:
                found.labels.setdefault(one.page, one.numeral)
                if one.alone:
                    found.roles[one.page, one.edge.index] = PAGE_NUMBER


def _printed(number: int, edge: _Edge, found: Furniture) -> Iterator[_Printed]:
    text = edge.line.text.strip()
    if alone := PAGE.match(text):
        yield _Printed(number, edge, alone["n"], True)
    elif (number, edge.index) in found.roles:
        for pattern in (AT_END, AT_START):
            if part := pattern.search(text):
                yield _Printed(number, edge, part["n"], False)


def value(numeral: str) -> int:
    """Give the number that digits or Roman numerals say, 0 where they say none."""
    if numeral.isdigit():
        return int(numeral)
    worth = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    total, last = 0, 0
    for letter in reversed(numeral.lower()):
        here = worth.get(letter, 0)
        if not here:
            return 0
        total, last = (total - here, last) if here < last else (total + here, here)
    return total


def _contents(page: RawPage, found: Furniture) -> None:
    """Name a table of contents: a head that says so with its entries, or three entries with leaders in a row."""
    lines = [(i, b.lines[0].text) for i, b in enumerate(page.blocks) if b.kind is RawKind.LINE]
    lines = [(i, text) for i, text in lines if (page.number, i) not in found.roles]
    entries = {i for i, text in lines if ENTRY.match(text)}
    leaders = {i for i, text in lines if i in entries and LEADER.search(text)}
    head = next((n for n, (_, text) in enumerate(lines) if CONTENTS_HEAD.match(text.strip())), None)
    if head is not None and sum(i in entries for i, _ in lines[head + 1 :]) >= 2:
        _name_run(page.number, lines[head:], entries, found, started=True)
    elif len(leaders) >= 3 or (
        len(entries) >= 5 and len(entries) * 10 >= 6 * len(lines) and _ascending(lines, entries)
    ):
        first = next(n for n, (i, _) in enumerate(lines) if i in entries)
        _name_run(page.number, lines[first:], entries, found, started=False)


def _ascending(lines: Sequence[tuple[int, str]], entries: set[int]) -> bool:
    numbers = [value(m["page"]) for i, text in lines if i in entries and (m := ENTRY.match(text))]
    return all(a <= b for a, b in pairwise(numbers))


def _name_run(
    number: int, lines: Sequence[tuple[int, str]], entries: set[int], found: Furniture, *, started: bool
) -> None:
    """Name the lines up to the last entry; a line between two entries is the first half of a long one."""
    last = max((n for n, (i, _) in enumerate(lines) if i in entries), default=0)
    gap = 0
    for n, (i, _) in enumerate(lines[: last + 1]):
        gap = 0 if i in entries else gap + 1
        if gap > 3 and not (started and n == 0):
            break
        found.roles[number, i] = CONTENTS
