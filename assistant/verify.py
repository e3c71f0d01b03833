"""Draft to Answer or Refusal: the only place that makes either. Pure: what it needs is passed in.

A claim stays when every piece of its evidence is found word for word in the passage it names and in the text of record
on the page, and when every number, year, amount, date and name of the claim stands in that evidence. Otherwise it
leaves the answer. If nothing is left, the result is a refusal. A language model's claims are held to more: see
`assistant.own_words`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from assistant.marks import unposing
from assistant.own_words import NEW_WORDS, Fault, Unproven, malformed, new_words, unproven
from assistant.quotes import facts, locate, negations, same_words
from assistant.types import (
    Answer,
    Citation,
    Claim,
    Draft,
    DraftClaim,
    Evidence,
    Interpretation,
    Reason,
    Refusal,
    Searched,
)
from corpus.instructions import orders_machine
from corpus.sentences import sentences
from corpus.types import SPAN_JOINER, Document, Page, Passage, Span, text_under

NEAREST = 3
"""How many passages a refusal shows as the nearest."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What a draft may cite: passages by id, documents by id, and pages by document id and page number."""

    passages: Mapping[str, Passage]
    documents: Mapping[str, Document]
    pages: Mapping[str, Mapping[int, Page]]


@dataclass(frozen=True, slots=True)
class Provenance:
    """What is the same for every outcome of one question."""

    interpretation: Interpretation
    searched: Searched
    writer: str
    generation: str


Words = Callable[[Reason, str | None, Provenance], str]
"""Gives the text of a refusal; the words themselves live with the other texts that a person reads."""

Supports = Callable[[str, tuple[Citation, ...]], "Support"]
"""Judges whether cited sentences support a claim beyond their words (`assistant.support`)."""


@dataclass(frozen=True, slots=True)
class Support:
    """What a second check says of a claim: whether it may stand, and whether it may use new words."""

    holds: bool = True
    entailed: bool = False


def words_only(_text: str, _citations: tuple[Citation, ...]) -> Support:
    """Leave it to the words: the second check where none is set."""
    return Support()


def verify(
    draft: Draft, sources: Sources, about: Provenance, words: Words, *, supports: Supports = words_only
) -> Answer | Refusal:
    """Give the answer that the draft's proven claims make, or a refusal where none is proven.

    Args:
        draft: the writer's proposal; nothing in it is trusted.
        sources: everything that may be cited.
        about: what was asked, searched, and by which writer and generation.
        words: gives the text of a refusal for a reason and a detail.
        supports: the second check of a language model's claims.
    """
    kept = list(_proven(draft, sources, supports))
    if draft.refuse is None and kept:
        return Answer(
            interpretation=about.interpretation,
            lead=unposing(draft.lead),
            claims=tuple(_numbered(kept)),
            notes=tuple(map(unposing, draft.notes)),
            searched=about.searched,
            writer=about.writer,
            generation=about.generation,
        )
    reason = draft.refuse or Reason.NOT_IN_DOCUMENTS
    return Refusal(
        interpretation=about.interpretation,
        reason=reason,
        text=words(reason, draft.detail, about),
        nearest=tuple(_nearest(draft.nearest, sources)),
        searched=about.searched,
        writer=about.writer,
        generation=about.generation,
    )


def _proven(draft: Draft, sources: Sources, supports: Supports) -> Iterator[tuple[DraftClaim, tuple[Citation, ...]]]:
    for claim in draft.claims:
        proof = examine(claim, sources, supports) if claim.own_words else prove(claim, sources)
        if proof is not None and not isinstance(proof, Unproven):
            yield claim, proof


def examine(claim: DraftClaim, sources: Sources, supports: Supports) -> tuple[Citation, ...] | Unproven:
    """Give the citations of a language model's claim, not yet numbered, or what in it is not proven.

    A claim that repeats one quote word for word needs no second check: it is the document's own.
    """
    citations = cited(claim, sources)
    if citations is None:
        missing = next((e.quote for e in claim.evidence if cite(e, sources) is None), "")
        return Unproven(Fault.NO_QUOTE, missing[:200])
    text = claim.text
    if (wrong := malformed(text)) is not None:
        return wrong
    whole = any(same_words(text, c.sentence) for c in citations)
    if not whole and (wrong := unproven(text, citations) or new_words(text, citations, NEW_WORDS)) is not None:
        return wrong  # not even with room for new words: no need to ask the second check
    support = Support() if whole else supports(text, citations)
    if not support.holds:
        return Unproven(Fault.SUPPORT)
    if not whole and not support.entailed and (wrong := new_words(text, citations, 0.0)) is not None:
        return wrong
    return citations if follows(claim, citations) else Unproven(Fault.DENIAL)


def prove(claim: DraftClaim, sources: Sources) -> tuple[Citation, ...] | None:
    """Give the citations of a claim, not yet numbered, or None where any part of it is not proven."""
    citations = cited(claim, sources)
    return citations if citations is not None and follows(claim, citations) else None


def cited(claim: DraftClaim, sources: Sources) -> tuple[Citation, ...] | None:
    """Find all evidence of a claim; None where it has none, or any of it does not stand there word for word."""
    found = [cite(evidence, sources) for evidence in claim.evidence]
    citations = tuple(c for c in found if c is not None)
    return citations if citations and len(citations) == len(found) else None


def follows(claim: DraftClaim, citations: tuple[Citation, ...]) -> bool:
    """Tell whether every number, date and name of a claim stands in its citations, and every denial of theirs in it."""
    evidence = " \n".join(c.quote for c in citations)
    if not facts(claim.text) <= facts(evidence) | _names(evidence):
        return False
    # A claim in other words than its source may not lose a denial that stands anywhere in the cited sentences.
    if any(same_words(claim.text, c.quote) for c in citations):
        return True
    return sum(negations(c.sentence) for c in citations) == negations(claim.text)


def _names(evidence: str) -> frozenset[str]:
    """A name that begins a sentence of the evidence counts there too, whatever its capital means."""
    return facts(" ".join(f"x {evidence[start:end]}" for start, end in sentences(evidence)))


def cite(evidence: Evidence, sources: Sources) -> Citation | None:
    """Find the evidence in its passage and on its page; None unless it stands there word for word.

    A quote may not run over two stretches of text that do not follow each other in the document: it stands within one
    span, or within spans that continue from one page to the next.
    """
    passage = sources.passages.get(evidence.passage_id)
    if passage is None or passage.document_id not in sources.documents:
        return None
    pages = sources.pages.get(passage.document_id, {})
    for first, last in runs(passage):
        text = passage.text[first:last]
        place = locate(evidence.quote, text)
        if place is None:
            continue
        start, end = first + place[0], first + place[1]
        spans = spans_of(passage, start, end)
        if any(s.page not in pages or s.end > len(pages[s.page].text) for s in spans):
            return None
        quote = text_under(spans, dict(pages))
        if locate(evidence.quote, quote) is None:
            return None
        sentence_start, sentence_end = sentence_around(passage, start, end)
        if orders_machine(passage.text[sentence_start:sentence_end]):
            return None  # what tells a machine what to say is no proof of it
        return Citation(
            number=0,
            passage=passage,
            document=sources.documents[passage.document_id],
            page_label=pages[spans[0].page].label,
            quote=quote,
            sentence=passage.text[sentence_start:sentence_end],
            spans=spans,
        )
    return None


def runs(passage: Passage) -> Iterator[tuple[int, int]]:
    """Give the stretches `[start, end)` of `passage.text` that are unbroken text of the document.

    Two spans belong together where the second is on the page after the first: one paragraph over a page end.
    """
    position = 0
    start = 0
    previous: Span | None = None
    for span in passage.spans:
        if previous is not None and span.page != previous.page + 1:
            yield start, position - len(SPAN_JOINER)
            start = position
        position += span.end - span.start + len(SPAN_JOINER)
        previous = span
    yield start, position - len(SPAN_JOINER)


def spans_of(passage: Passage, start: int, end: int) -> tuple[Span, ...]:
    """Give the spans on the pages that `[start, end)` of `passage.text` stands for."""
    found: list[Span] = []
    position = 0
    for span in passage.spans:
        length = span.end - span.start
        low, high = max(start, position), min(end, position + length)
        if low < high:
            found.append(Span(span.page, span.start + low - position, span.start + high - position))
        position += length + len(SPAN_JOINER)
    return tuple(found)


def sentences_of(passage: Passage) -> tuple[tuple[int, int], ...]:
    """Give the sentences of a passage as `[start, end)` into its text; none runs over a break in the document."""
    found: list[tuple[int, int]] = []
    for first, last in runs(passage):
        # One line break at a page end is no end of a sentence; the joiner is as long as the space put in its place.
        joins = _joins(passage, first, last)
        text = "".join(" " if i in joins else c for i, c in enumerate(passage.text[first:last], start=first))
        found.extend((first + start, first + end) for start, end in sentences(text))
    return tuple(found)


def _joins(passage: Passage, first: int, last: int) -> frozenset[int]:
    position = 0
    places: list[int] = []
    for span in passage.spans[:-1]:
        position += span.end - span.start
        if first <= position < last:
            places.append(position)
        position += len(SPAN_JOINER)
    return frozenset(places)


def sentence_around(passage: Passage, start: int, end: int) -> tuple[int, int]:
    """Give the whole sentence or sentences that `[start, end)` of `passage.text` touches."""
    touched = [(s, e) for s, e in sentences_of(passage) if s < end and start < e]
    return (min(s for s, _ in touched), max(e for _, e in touched)) if touched else (start, end)


def _numbered(kept: list[tuple[DraftClaim, tuple[Citation, ...]]]) -> Iterator[Claim]:
    """Number citations in reading order from 1; the same place keeps its number."""
    numbers: dict[tuple[str, tuple[Span, ...]], int] = {}
    for claim, citations in kept:
        numbered: dict[int, Citation] = {}
        for citation in citations:
            number = numbers.setdefault((citation.document.id, citation.spans), len(numbers) + 1)
            numbered.setdefault(number, replace(citation, number=number))
        yield Claim(unposing(claim.text), tuple(numbered.values()), claim.group and unposing(claim.group))


def _nearest(proposed: tuple[Evidence, ...], sources: Sources) -> Iterator[Citation]:
    """Cite the first of what comes closest, as what it is: near, no answer."""
    found = (citation for evidence in proposed if (citation := cite(evidence, sources)) is not None)
    for number, citation in zip(range(1, NEAREST + 1), found, strict=False):
        yield replace(citation, number=number)
