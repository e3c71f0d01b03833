"""What is printed on a page but is not its text: running headers and footers, page numbers, tables of contents.

A running line stands in the margin zone at the same height on several pages, with the same words but for numbers.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from ingest.readers.raw import RawKind, RawLine, RawPage

HEADER, FOOTER, PAGE_NUMBER, CONTENTS = "kopregel", "voetregel", "paginanummer", "inhoudsopgave"
ZONE = 0.13
"""Share of the page's height, at the top and at the bottom, in which running lines stand."""
ZONE_LINES = 4
FRONT_MATTER = 5
"""A printed page number may be so much higher than the number of pages: a file may be a part of a document."""
APART = 2.0
"""Font sizes between the baselines of a running line and the text: lines of a text stand 1.2 to 1.5 apart."""
SAME_SIZE = 0.6  # points
NUMBER = re.compile(r"\d+")
PAGE = re.compile(
    r"^(?:pagina|blz\.?|bladzijde|pag\.?|page|p\.)?\s*[-–|]?\s*(?P<n>\d{1,4}|[ivxlc]{1,7}|[IVXLC]{1,7})\s*[-–|]?"
    r"(?:\s*(?:van|/|of)\s*\d{1,4})?$",
    re.IGNORECASE,
)
NAMED = r"(?:pagina|blz\.?|bladzijde|pag\.?)"
OF_ALL = r"(?:\s*(?:van|/|of)\s*\d{1,4})?"
AT_END = re.compile(
    rf"(?:(?:^|[\s|])(?:{NAMED}\s*)?(?P<n>\d{{1,4}})|(?:[|–-]|{NAMED})\s*(?P<r>[ivxlc]{{1,7}}|[IVXLC]{{1,7}})){OF_ALL}\s*$",
    re.IGNORECASE,
)
AT_START = re.compile(
    rf"^(?:(?:{NAMED}\s*)?(?P<n>\d{{1,4}}){OF_ALL}[\s|]|(?P<r>[ivxlc]{{1,7}}|[IVXLC]{{1,7}})\s*[|–-])", re.IGNORECASE
)
ROMAN = re.compile(rf"((?:[|–-]|{NAMED})\s*)[ivxlc]{{1,7}}$|^[ivxlc]{{1,7}}(\s*[|–-])", re.IGNORECASE)
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
    body = median([b.lines[0].size for p in pages for b in p.blocks if b.kind is RawKind.LINE] or [0.0])
    zones = {page.number: _zones(page) for page in pages}
    _repeated(pages, zones, found, largest=1.1 * body)
    _numbers(pages, zones, found)
    for page in pages:
        _contents(page, found, last=len(pages) + FRONT_MATTER)
    return found


@dataclass(frozen=True, slots=True)
class _Edge:
    """What is printed at one height in a margin zone: its lines' places among the blocks, text and baseline.

    `shape` is the text with numbers made alike.
    """

    indices: tuple[int, ...]
    role: str
    text: str
    shape: str
    base: float
    size: float
    apart: bool


def _zones(page: RawPage) -> list[_Edge]:
    """Give what stands in the top and bottom zones, outermost first, from both ends of the page."""
    if page.height is None:
        return []
    edges: list[_Edge] = []
    for role in (HEADER, FOOTER):
        inside = [
            (i, b.lines[0])
            for i, b in enumerate(page.blocks)
            if b.kind is RawKind.LINE and _in_zone(b.lines[0], role, page.height)
        ]
        inside.sort(key=lambda pair: pair[1].base if role == HEADER else -pair[1].base)
        levels: list[list[tuple[int, RawLine]]] = []
        for pair in inside:
            if levels and abs(pair[1].base - levels[-1][0][1].base) <= 2:
                levels[-1].append(pair)
            else:
                levels.append([pair])
        bases = [line.base for b in page.blocks for line in (*b.lines, *(one for c in b.cells for one in c.lines))]
        outer = _outside(levels[: ZONE_LINES + 1], bases, role)
        edges.extend(_edge(level, role, apart=n < outer) for n, level in enumerate(levels[:ZONE_LINES]))
    return edges


def _outside(levels: Sequence[list[tuple[int, RawLine]]], bases: Sequence[float], role: str) -> int:
    """Give how many levels stand apart from the text: those outside the innermost wide gap in the zone."""
    outer = 0
    for n, level in enumerate(levels):
        base, size = level[0][1].base, max(line.size for _, line in level)
        inner = [abs(b - base) for b in bases if (b > base + 2 if role == HEADER else b < base - 2)]
        if not inner or min(inner) > APART * size:
            outer = n + 1
    return outer


def _in_zone(line: RawLine, role: str, height: float) -> bool:
    return line.bottom <= ZONE * height if role == HEADER else line.top >= (1 - ZONE) * height


def _edge(level: list[tuple[int, RawLine]], role: str, *, apart: bool) -> _Edge:
    """A running line may be cut in two where the page has columns."""
    level.sort(key=lambda pair: pair[1].x0)
    text = " ".join(line.text for _, line in level).strip()
    shape = _shape(text)
    size = max(line.size for _, line in level)
    return _Edge(tuple(i for i, _ in level), role, text, shape, level[0][1].base, size, apart)


def _repeated(
    pages: Sequence[RawPage], zones: Mapping[int, Sequence[_Edge]], found: Furniture, *, largest: float
) -> None:
    """Name a line a running line where its words stand at that height on enough pages, in type no larger than text.

    A heading that returns ("Wat gaan we doen?") stands in the middle of pages too.
    """
    inner = _inner_lines(pages, zones)
    places: dict[tuple[str, str], list[tuple[int, _Edge]]] = defaultdict(list)
    for number, edges in zones.items():
        for edge in edges:
            if edge.size <= largest and edge.apart and re.search(r"[^\W\d_]", edge.shape):
                places[edge.role, edge.shape].append((number, edge))
    for (role, _), seen in places.items():
        numbers = sorted({number for number, _ in seen})
        steps = [b - a for a, b in pairwise(numbers)]
        running = len(numbers) * 4 >= len(pages) or (steps and sum(step <= 2 for step in steps) * 2 > len(steps))
        returns = sum(abs(size - seen[0][1].size) <= SAME_SIZE for size in inner[seen[0][1].shape])
        if len(numbers) < (2 if len(pages) <= 4 else 3) or not running or returns * 2 >= len(numbers):
            continue
        heights = Counter(round(edge.base / 4) for _, edge in seen)
        usual = {h for h, n in heights.items() if n * 4 >= len(numbers)}
        for number, edge in seen:
            if any(abs(round(edge.base / 4) - h) <= 1 for h in usual):
                found.roles.update(((number, index), role) for index in edge.indices)


def _inner_lines(pages: Sequence[RawPage], zones: Mapping[int, Sequence[_Edge]]) -> dict[str, list[float]]:
    """Give the font sizes of the lines outside the margin zones, by their shape."""
    found: dict[str, list[float]] = defaultdict(list)
    for page in pages:
        outer = {index for edge in zones[page.number] for index in edge.indices}
        for index, block in enumerate(page.blocks):
            if block.kind is RawKind.LINE and index not in outer:
                found[_shape(block.lines[0].text)].append(block.lines[0].size)
    return found


def _shape(text: str) -> str:
    return NUMBER.sub("#", ROMAN.sub(r"\1#\2", text.strip().casefold()))


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
        enough = 1 if offset == 0 and not digits else min(2, len(pages))  # front matter may have one numbered page
        if offset is None or len(counted[offset]) < enough:
            continue
        for one in printed:
            if one.numeral.isdigit() is digits and one.offset == offset:
                found.labels.setdefault(one.page, one.numeral)
                if one.alone:
                    found.roles.update(((one.page, index), PAGE_NUMBER) for index in one.edge.indices)


def _printed(number: int, edge: _Edge, found: Furniture) -> Iterator[_Printed]:
    if alone := PAGE.match(edge.text):
        yield _Printed(number, edge, alone["n"], True)
    elif (number, edge.indices[0]) in found.roles:
        for pattern in (AT_END, AT_START):
            if part := pattern.search(edge.text):
                yield _Printed(number, edge, part["n"] or part["r"], False)


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


def _contents(page: RawPage, found: Furniture, *, last: int) -> None:
    """Name a table of contents: a head that says so with its entries, or three entries with leaders in a row."""
    lines = [(i, b.lines[0].text) for i, b in enumerate(page.blocks) if b.kind is RawKind.LINE]
    lines = [(i, text) for i, text in lines if (page.number, i) not in found.roles]
    entries = {i for i, text in lines if ENTRY.match(text)}
    leaders = {i for i, text in lines if i in entries and LEADER.search(text)}
    head = next((n for n, (_, text) in enumerate(lines) if CONTENTS_HEAD.match(text.strip())), None)
    if head is not None and sum(i in entries for i, _ in lines[head + 1 :]) >= 2:
        _name_run(page.number, lines[head:], entries, found, started=True)
    elif len(leaders) >= 3 or (
        len(entries) >= 5 and len(entries) * 10 >= 6 * len(lines) and _ascending(lines, entries, last)
    ):
        first = next(n for n, (i, _) in enumerate(lines) if i in entries)
        _name_run(page.number, lines[first:], entries, found, started=False)


def _ascending(lines: Sequence[tuple[int, str]], entries: set[int], last: int) -> bool:
    """Tell whether the numbers at the ends of the entries can be page numbers of a document with `last` pages."""
    numbers = [value(m["page"]) for i, text in lines if i in entries and (m := ENTRY.match(text))]
    return all(a <= b for a, b in pairwise(numbers)) and numbers[0] >= 1 and numbers[-1] <= last


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
