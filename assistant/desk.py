"""What the quote writer has before it for one question, and the small steps that every kind of answer shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from assistant import patterns
from assistant.evidence import Candidate, Weighted, candidates, counted_noun, weighted_terms
from assistant.types import Draft, Evidence, Hit, Interpretation, QuestionKind, Reason
from corpus.index import Index
from corpus.lexical import fold
from corpus.types import REPORTS, Grain, Passage

READ = 60
"""How many hits are read sentence by sentence."""

NEAREST = 6
"""How many of the nearest are proposed with a refusal; `verify` shows the first few that can be cited."""

LONGEST_GAP = 5
"""Characters that may stand between two points of one list on the page: a number or a bullet."""


@dataclass(frozen=True)
class Desk:
    """A question, what was found for it, and the words that carry its subject."""

    interpretation: Interpretation
    hits: Sequence[Hit]
    index: Index

    @cached_property
    def terms(self) -> tuple[Weighted, ...]:
        """The question's subject words with their weight."""
        return weighted_terms(self.interpretation, self.index)

    @cached_property
    def unnamed(self) -> tuple[Weighted, ...]:
        """The subject words that are no name in the question: a sentence about the same place is not about the same."""
        names = {fold(name) for name in patterns.NAME.findall(self.interpretation.standalone)}
        return tuple(t for t in self.terms if t.term.word not in names)

    @cached_property
    def counted(self) -> str:
        """The folded noun of which a number is asked, or ""."""
        asked = self.interpretation
        return counted_noun(asked.standalone) if asked.kind is QuestionKind.NUMBER else ""

    @cached_property
    def likeness(self) -> dict[str, float]:
        """The search's score of every passage that was found."""
        return {hit.passage.id: hit.score for hit in self.hits}

    @cached_property
    def ranked(self) -> list[Candidate]:
        """Every sentence that was read, best first."""
        found = candidates(self.interpretation, self.hits[:READ], self.index, self.terms)
        return sorted(found, key=lambda c: (-self.score(c), c.hit.passage.id, c.start))

    def score(self, c: Candidate) -> float:
        """Give how well a candidate answers, in no unit: what ranks higher scores higher."""
        years = self.interpretation.years
        named = 0.08 if years and any(str(year) in c.text for year in years) else 0.0
        newest = 0.0 if years else (max(c.hit.passage.years, default=2000) - 2000) / 500
        told = 0.3 if self.interpretation.kind is QuestionKind.REASON and patterns.CAUSE.search(c.text) else 0.0
        if self.interpretation.kind is QuestionKind.PROGRESS:
            told = 0.3 * (c.hit.document.type in REPORTS) + 0.3 * bool(patterns.REACHED.search(c.text))
        return c.coverage + 0.7 * c.own + 0.6 * c.hit.score + (0.5 if c.fits else 0.0) + named + newest + told

    def refuse(self, reason: Reason, detail: str | None = None) -> Draft:
        """Give a refusal with what comes closest."""
        near = sorted(self.ranked[:40], key=lambda c: -(c.coverage + c.own + c.hit.score))
        proposed = tuple(Evidence(c.hit.passage.id, max(c.quotes, key=len)) for c in near)
        return Draft(lead="", claims=(), refuse=reason, detail=detail, nearest=proposed[:NEAREST])

    def about(self, **changed: object) -> Desk:
        """Give the same desk for a changed question."""
        return Desk(replace(self.interpretation, **changed), self.hits, self.index)  # type: ignore[arg-type]


def points_below(candidate: Candidate, index: Index) -> list[Passage]:
    """Give the list points that a sentence ending in a colon introduces, in order; nothing else stands between them."""
    passage = candidate.hit.passage
    last = passage.spans[-1]
    position = _place(passage, candidate.end)
    points = sorted(
        (
            p
            for p in index.passages
            if p.grain is Grain.ITEM
            and p.document_id == passage.document_id
            and p.section_path == passage.section_path
            and not p.cells
        ),
        key=lambda p: p.spans[0],
    )
    found: list[Passage] = []
    page, end = (last.page, position) if position is not None else (last.page, last.end)
    for point in points:
        first = point.spans[0]
        if (first.page, first.start) < (page, end):
            continue
        text = index.pages[passage.document_id][first.page].text
        gap = text[end : first.start] if first.page == page else text[: first.start]
        if len(gap.strip()) > LONGEST_GAP:
            break
        found.append(point)
        page, end = point.spans[-1].page, point.spans[-1].end
    return found


def _place(passage: Passage, offset: int) -> int | None:
    """Give the character of the page at which a place in the passage's text stands."""
    for span in passage.spans:
        length = span.end - span.start
        if offset <= length:
            return span.start + offset
        offset -= length + 1
    return None


def sentence_before(candidate: Candidate, index: Index) -> Passage | None:
    """Give the sentence that stands right before a candidate in its paragraph, where it was indexed by itself."""
    passage = candidate.hit.passage
    start = _place(passage, candidate.start)
    if start is None:
        return None
    for p in index.passages:
        if p.grain is Grain.SENTENCE and p.document_id == passage.document_id:
            span = p.spans[0]
            if span.page == passage.spans[0].page and span.end <= start:
                between = index.pages[passage.document_id][span.page].text[span.end : start]
                if not between.strip():
                    return p
    return None


def said_next(candidate: Candidate, index: Index, most: int = 3, *, leaning: bool = True) -> list[Passage]:
    """Give the sentences after a candidate that go on about the same ("Dit plan ...", "Het ..."), at most `most`.

    Without `leaning` whatever follows in the same paragraph.
    """
    passage = candidate.hit.passage
    end = _place(passage, candidate.end)
    page = passage.spans[-1].page
    found: list[Passage] = []
    following = sorted(
        (p for p in index.passages if p.grain is Grain.SENTENCE and p.document_id == passage.document_id),
        key=lambda p: p.spans[0],
    )
    for p in following:
        span = p.spans[0]
        if end is None or len(found) == most or span.page != page or span.start < end:
            continue
        gap = index.pages[passage.document_id][page].text[end : span.start]
        if gap.strip() or (leaning and not patterns.LEANS_BACK.match(p.text)):
            break
        found.append(p)
        end = span.end
    return found
