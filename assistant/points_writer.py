"""Answers "welke toezeggingen zijn er?" with every point under the heading that names what is asked."""

from __future__ import annotations

import re

from assistant import patterns
from assistant.desk import Desk
from assistant.evidence import Weighted, as_claim, coverage, stem_set, weight_of
from assistant.per_index import per_index
from assistant.sources import named_source
from assistant.types import Draft, QuestionKind
from assistant.words import say
from corpus.index import Index
from corpus.types import Grain, Passage

HEADING_NAMES = 0.85
"""Share of the question that a heading must say, and share of the heading that the question must say."""

SAID, READ = 0.9, 5
"""Share of the question that one of so many best sentences may say before the points are not wanted."""

FEWEST, MOST = 2, 25
"""How many points are a list; more is a chapter."""

ASKS_ALL = re.compile(rf"^\W*{patterns.LIST_CUE}\b", re.IGNORECASE)


def write_points(desk: Desk) -> Draft | None:
    """Answer with all points right under one heading that names what is asked, and nothing else; None for none."""
    asked, index = desk.interpretation, desk.index
    if asked.kind not in {QuestionKind.LIST, QuestionKind.OPEN} or not ASKS_ALL.search(asked.standalone):
        return None
    if any(c.own >= SAID for c in desk.ranked[:READ]):
        return None  # a sentence says it in so many words
    held = index.rows(asked.filters)
    named = [
        points
        for points in _lists(index)
        if FEWEST <= len(points) <= MOST
        and held[index.row_of[points[0].id]]
        and _of_years(points[0], asked.years)
        and _named(points[0].section_path[-1], desk) >= HEADING_NAMES
    ]
    if len(named) != 1:  # of two such lists neither is the whole answer
        return None
    points = named[0]
    source = named_source(index.documents[points[0].document_id])
    group = points[0].section_path[-1]
    return Draft(
        say(asked.language, "quote_from", source=source), tuple(as_claim(p, group) for p in points), complete=True
    )


@per_index
def _lists(index: Index) -> tuple[tuple[Passage, ...], ...]:
    """Give the points right under each heading, in reading order."""
    found: dict[tuple[str, tuple[str, ...]], list[Passage]] = {}
    for passage in index.passages:
        if passage.grain is Grain.ITEM and not passage.cells and passage.section_path[1:]:
            found.setdefault((passage.document_id, passage.section_path), []).append(passage)
    return tuple(tuple(sorted(points, key=lambda p: p.spans[0])) for points in found.values())


def _named(heading: str, desk: Desk) -> float:
    """Give how well a heading and the question name the same, 0 to 1: the smaller of both shares."""
    compounds = desk.index.lexical.compounds
    said, _ = coverage(desk.terms, (stem_set(heading, compounds), 1.0))
    names = [Weighted(t, weight_of(t.word)) for t in desk.index.lexical.terms(heading)]
    telling = [n for n in names if n.term.word not in patterns.EMPTY_WORDS | {"bijlage", "lijst", "overzicht"}]
    back, _ = coverage(telling, (stem_set(desk.interpretation.standalone, compounds), 1.0))
    return min(said, back) if telling else 0.0


def _of_years(passage: Passage, years: tuple[int, ...]) -> bool:
    return not years or bool(set(years) & set(passage.years))
