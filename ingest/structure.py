"""Pages to a tree of sections: class, theme, topic and years of every heading, by its wording and not by its depth.

The depth at which a goal or an action list stands changes inside one plan (Almere 2021: theme > topic > goal in theme
1, theme > goal in theme 2), so a heading's class comes from its words; its place in the tree from its level.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.types import Document, Section, SectionClass
from ingest.blocks import Block, BlockKind

WORDINGS = Path(__file__).with_name("wordings.toml")

NUMBER = re.compile(r"^\s*(?:\d+(?:\.\d+)*\.?|[IVX]+\.|[A-Z]\.)\s+")
YEAR = re.compile(r"(?<![\d.,-])(?:19|20)\d\d(?![\d]|[.,]\d)")
YEAR_RANGE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*(?:-|–|tot en met|t/m|tot)\s*((?:19|20)\d\d)(?!\d)")
THEME_PREFIX = re.compile(
    r"^\s*(?:(?:thema|prioriteit|programma|speerpunt|pijler|hoofdthema|doelstelling)\s*\d+\s*[:.|–-]?\s*|thema\s+)",
    re.I,
)

GENERIC = frozenset(SectionClass) - {SectionClass.TITLE, SectionClass.THEME}
"""Classes whose heading says what kind of text follows, not what it is about."""


@dataclass(frozen=True, slots=True)
class StructuredBlock:
    """A block and the section it stands in: the nearest heading above it."""

    block: Block
    section: Section


@dataclass(frozen=True, slots=True)
class _Wording:
    section_class: SectionClass
    numbered: bool
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Node:
    level: int
    heading: str
    section_class: SectionClass


@cache
def _wordings() -> tuple[_Wording, ...]:
    """Read the wordings once; they ship with the program."""
    table = tomllib.loads(WORDINGS.read_text(encoding="utf-8"))
    return tuple(
        _Wording(
            SectionClass(entry["name"]),
            bool(entry.get("numbered")),
            re.compile("|".join(f"(?:{p})" for p in entry["patterns"]), re.IGNORECASE),
        )
        for entry in table["class"]
    )


def without_number(heading: str) -> str:
    """Give a heading without its leading number ("2.1. Thema ..." becomes "Thema ...")."""
    return NUMBER.sub("", heading, count=1).strip()


def class_of(heading: str) -> SectionClass | None:
    """Give the class that a heading's wording promises, or None where its words are a subject of their own."""
    bare = without_number(heading)
    for wording in _wordings():
        if wording.pattern.match(bare):
            return wording.section_class
    return None


def theme_name(heading: str) -> str:
    """Give a theme's own name: "Thema 2: Ondermijning" becomes "Ondermijning"."""
    return THEME_PREFIX.sub("", without_number(heading), count=1).strip() or heading.strip()


def years_in(text: str) -> tuple[int, ...]:
    """Give the years named in `text`, in order and once each; a range "2019-2022" gives all its years."""
    years: dict[int, None] = {}
    for match in YEAR_RANGE.finditer(text):
        first, last = int(match[1]), int(match[2])
        if first <= last <= first + 12:
            years.update(dict.fromkeys(range(first, last + 1)))
    years.update(dict.fromkeys(int(m[0]) for m in YEAR.finditer(text)))
    return tuple(years)


def structure(document: Document, blocks: Sequence[Block]) -> tuple[StructuredBlock, ...]:
    """Bind every block that is not a heading to its section.

    A section's path starts with the document's title; a heading that repeats the title adds nothing to it. Theme and
    topic are the nearest theme and subject headings above; a document whose own title is a theme ("Thema 2: ...")
    passes it on. Years are those of the nearest heading that names one, else the document's period or edition.
    """
    bound: list[StructuredBlock] = []
    stack: list[_Node] = []
    section: Section | None = None
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            heading = " ".join(block.text.split())
            while stack and stack[-1].level >= block.level:
                stack.pop()
            stack.append(_Node(block.level, heading, _class_in(heading, stack, document)))
            section = None
            continue
        if section is None:
            section = _section(document, tuple(stack))
        bound.append(StructuredBlock(block, section))
    return tuple(bound)


def _class_in(heading: str, above: Sequence[_Node], document: Document) -> SectionClass:
    """Class a heading by its words; a subject under a goal, action or result heading continues that class."""
    if _same(heading, document.title):
        return SectionClass.THEME if class_of(heading) is SectionClass.THEME else SectionClass.TITLE
    found = class_of(heading)
    if found is not None:
        return found
    if above and above[-1].section_class in {SectionClass.ACTION, SectionClass.GOAL, SectionClass.RESULT}:
        return above[-1].section_class
    return SectionClass.CONTEXT


def _section(document: Document, stack: tuple[_Node, ...]) -> Section:
    theme: str | None = theme_name(document.title) if class_of(document.title) is SectionClass.THEME else None
    topic: str | None = None
    years: tuple[int, ...] = document.period.years if document.period else _year_of(document)
    for node in stack:
        if node.section_class is SectionClass.THEME:
            theme, topic = theme_name(node.heading), None
        elif class_of(node.heading) is None and not _same(node.heading, document.title):
            topic = without_number(node.heading)
        named = years_in(node.heading)
        if named and node.section_class not in {SectionClass.TITLE}:
            years = named
    path = [document.title, *(n.heading for n in stack if not _same(n.heading, document.title))]
    return Section(
        path=tuple(path),
        section_class=stack[-1].section_class if stack else SectionClass.CONTEXT,
        theme=theme,
        topic=topic,
        years=years,
        body=(),
    )


def _year_of(document: Document) -> tuple[int, ...]:
    return (document.year,) if document.year else ()


def _same(a: str, b: str) -> bool:
    return re.sub(r"\W+", " ", a).casefold().strip() == re.sub(r"\W+", " ", b).casefold().strip()
