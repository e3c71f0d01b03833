"""The years and periods that a title, heading or file name gives: "2019-2022", "1e helft 2021", "jan-jun 2020"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from itertools import chain

from corpus.types import Period

YEAR = r"(?:19|20)\d\d"
ALONE = re.compile(rf"(?<![\d.,/-])({YEAR})(?!\d|[.,]\d)")
DAY = re.compile(
    rf"(?<!\d)(?:({YEAR})[-_.]?(?:0\d|1[0-2])[-_.]?(?:[0-2]\d|3[01])"
    rf"|(?:[0-2]?\d|3[01])[-_./](?:0?\d|1[0-2])[-_./]({YEAR}))(?!\d)"
)
"""A day, such as the stamp in "20210315_jaarplan.pdf": it says when, not what the text is about."""

LONGEST = 12
"""Years that one plan covers at most; beyond it "2019-2045" is an outlook or a number."""

RANGE = re.compile(
    rf"(?<!\d)(?P<first>{YEAR})\s*(?P<to>-|–|—|/|_|t/m|t\.e\.m\.|tot en met|tot)\s*[’']?(?P<last>{YEAR}|\d\d)(?!\d)",
    re.I,
)

MONTH_NAMES = (
    ("januari", "jan"),
    ("februari", "feb"),
    ("maart", "mrt"),
    ("april", "apr"),
    ("mei",),
    ("juni", "jun"),
    ("juli", "jul"),
    ("augustus", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "okt"),
    ("november", "nov"),
    ("december", "dec"),
)
MONTHS = {name: number for number, names in enumerate(MONTH_NAMES, start=1) for name in names}
ORDINALS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4} | {
    f"{number}{ending}": number for number in range(1, 5) for ending in ("e", "ste", "de")
}

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_PART = rf"(?P<which>{'|'.join(ORDINALS)})[\s_-]*(?P<part>helft|half[\s_-]?jaar|kwartaal)"
_TO = r"\s*\.?\s*(?:-|–|—|_|t/m|tot en met|tot)\s*"
PARTS = (
    re.compile(rf"\b{_PART}[\s_-]*(?:van\s+(?:het\s+jaar\s+)?|in\s+)?(?P<year>{YEAR})(?!\d)", re.I),
    re.compile(rf"(?<!\d)(?P<year>{YEAR})[\s_,(:-]*{_PART}(?![a-z])", re.I),
    re.compile(rf"(?<![a-z])(?P<part>[HQ])(?P<which>[1-4])[\s_-]*(?P<year>{YEAR})(?!\d)", re.I),
    re.compile(rf"(?<!\d)(?P<year>{YEAR})[\s_-]*(?P<part>[HQ])(?P<which>[1-4])(?!\d)", re.I),
)
MONTH_RANGES = (
    re.compile(
        rf"(?<![a-z])(?P<from>{_MONTH})[\s_-]*(?P<first>{YEAR})?{_TO}(?P<to>{_MONTH})\.?[\s_-]*(?P<last>{YEAR})(?!\d)",
        re.I,
    ),
    re.compile(rf"(?<!\d)(?P<last>{YEAR})[\s_-]+(?P<first>)(?P<from>{_MONTH}){_TO}(?P<to>{_MONTH})(?![a-z])", re.I),
)


def part_of_year_in(text: str) -> Period | None:
    """Give the first half, quarter or range of months that `text` names: "tweede helft 2020", "mrt-mei 2021"."""
    text = DAY.sub(" ", text)
    return next(chain(_parts(text), _month_ranges(text)), None)


def year_range_in(text: str) -> Period | None:
    """Give the first range of years that `text` names: "2019-2022", "2019 tot en met 2022", "2019/'22"."""
    for match in RANGE.finditer(DAY.sub(" ", text)):
        first = int(match["first"])
        short = len(match["last"]) == 2
        last = first // 100 * 100 + int(match["last"]) if short else int(match["last"])
        month = short and int(match["last"]) <= 12 and match["to"] in {"-", "_", "/"}  # "2021-03" is a month
        if first < last <= first + LONGEST and not month:
            return Period.of_years(first, last)
    return None


def years_named(text: str) -> tuple[int, ...]:
    """Give the years that `text` names by themselves, outside a day and a period, in order and once each."""
    text = DAY.sub(" ", text)
    for pattern in (*PARTS, *MONTH_RANGES, RANGE):
        text = pattern.sub(lambda found: " " if found.re is not RANGE or year_range_in(found[0]) else found[0], text)
    return tuple(dict.fromkeys(int(match[1]) for match in ALONE.finditer(text.replace("_", " "))))


def years_of_days(text: str) -> tuple[int, ...]:
    """Give the years of the days that `text` names: what is left to date a file by, where it says nothing else."""
    return tuple(dict.fromkeys(int(match[1] or match[2]) for match in DAY.finditer(text)))


def _parts(text: str) -> Iterator[Period]:
    for pattern in PARTS:
        for match in pattern.finditer(text):
            which = ORDINALS.get(match["which"].lower()) or int(match["which"])
            months = 3 if match["part"].lower() in {"kwartaal", "q"} else 6
            if which * months <= 12:
                year = int(match["year"])
                yield _months(year, (which - 1) * months + 1, year, which * months)


def _month_ranges(text: str) -> Iterator[Period]:
    for pattern in MONTH_RANGES:
        for match in pattern.finditer(text):
            first, last = MONTHS[match["from"].lower()], MONTHS[match["to"].lower()]
            end = int(match["last"])
            start = int(match["first"]) if match["first"] else end - (first > last)
            if (start, first) <= (end, last) and end - start <= LONGEST:
                yield _months(start, first, end, last)


def _months(first_year: int, first_month: int, last_year: int, last_month: int) -> Period:
    last_day = monthrange(last_year, last_month)[1]
    return Period(first_year * 10000 + first_month * 100 + 1, last_year * 10000 + last_month * 100 + last_day)
