"""Replies and hits as JSON and as plain text; the JSON is the contract of the commands and the API."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from assistant.marks import unposing
from assistant.types import Answer, Citation, Claim, Hit, Reason, Refusal, Reply, Searched
from assistant.words import say
from corpus.types import Filters

Json = dict[str, Any]


def answer_json(reply: Reply, *, identity: str | None = None) -> Json:
    """Give a reply as the JSON of an answer; `identity` is the id given with the question, else one is made of it."""
    outcome = reply.outcome
    asked = outcome.interpretation
    refused = isinstance(outcome, Refusal)
    return {
        "id": identity or answer_id(reply),
        "question": asked.question,
        "standalone_question": asked.standalone,
        "language": asked.language.value,
        "status": status_of(reply),
        "reason": outcome.reason.value if isinstance(outcome, Refusal) else None,
        "text": text_of(reply),
        "claims": [] if isinstance(outcome, Refusal) else [claim_json(claim) for claim in outcome.claims],
        "nearest": [citation_json(c) for c in outcome.nearest] if isinstance(outcome, Refusal) else [],
        "notes": [] if isinstance(outcome, Refusal) else list(outcome.notes),
        "kind": asked.kind.value,
        "searched": searched_json(outcome.searched),
        "writer": outcome.writer,
        "generation": outcome.generation,
        "timings_ms": dict(reply.timings_ms),
        **({} if refused else {"lead": outcome.lead if isinstance(outcome, Answer) else ""}),
    }


def status_of(reply: Reply) -> str:
    """Give "answered", "refused", or "clarify" where one question is asked back."""
    if isinstance(reply.outcome, Answer):
        return "answered"
    return "clarify" if reply.outcome.reason is Reason.UNDERSPECIFIED else "refused"


def answer_id(reply: Reply) -> str:
    """Make an id of the question as understood and the generation: the same question, the same id."""
    outcome = reply.outcome
    seed = f"{outcome.generation}|{outcome.interpretation.standalone}|{outcome.interpretation.filters}"
    return hashlib.sha256(seed.encode("utf-8", "replace")).hexdigest()[:16]


def claim_json(claim: Claim) -> Json:
    """Give a claim with its citations."""
    return {"text": claim.text, "group": claim.group, "citations": [citation_json(c) for c in claim.citations]}


def citation_json(citation: Citation) -> Json:
    """Give a citation; `start` and `end` are offsets into the page's text of record."""
    document, span = citation.document, citation.spans[0]
    return {
        "number": citation.number,
        "passage_id": citation.passage.id,
        "document_id": document.id,
        "file": document.file,
        "title": document.title,
        "document_type": document.type.value,
        "year": document.year,
        "page": span.page,
        "page_label": citation.page_label,
        "section_path": list(citation.passage.section_path),
        "quote": citation.quote,
        "sentence": citation.sentence,
        "start": span.start,
        "end": span.end,
        "url": document.url,
        "official": document.official,
        "status": document.status,
    }


def hit_json(hit: Hit) -> Json:
    """Give a hit."""
    passage = hit.passage
    return {
        "passage_id": passage.id,
        "document_id": passage.document_id,
        "file": hit.document.file,
        "title": hit.document.title,
        "page": passage.page,
        "pages": sorted({span.page for span in passage.spans}),
        "section_path": list(passage.section_path),
        "text": passage.text,
        "dense_rank": hit.dense_rank,
        "lexical_rank": hit.lexical_rank,
        "score": hit.score,
    }


def searched_json(searched: Searched) -> Json:
    """Give what was looked at."""
    return {
        "documents": list(searched.documents),
        "passages": searched.passages,
        "filters": filters_json(searched.filters),
    }


def filters_json(filters: Filters) -> Json:
    """Give filters, the empty ones left out."""
    period = filters.period
    every: Json = {
        "years": list(filters.years),
        "themes": list(filters.themes),
        "document_types": list(filters.document_types),
        "document_ids": list(filters.document_ids),
        "period": [period.start, period.end] if period else None,
        "official_only": filters.official_only,
    }
    return {name: value for name, value in every.items() if value}


def text_of(reply: Reply) -> str:
    """Give a reply as plain text: lead, claims with their marks in order and by group, notes."""
    outcome = reply.outcome
    if isinstance(outcome, Refusal):
        near = [f"- {unposing(c.sentence.strip())} [{c.number}]" for c in outcome.nearest]
        closest = say(outcome.interpretation.language, "closest")
        return "\n".join((outcome.text, *((closest, *near) if near else ())))
    lines = [outcome.lead] if outcome.lead else []
    group: str | None = None
    for claim in outcome.claims:
        if claim.group != group and claim.group:
            lines.append(f"{claim.group}:")
        group = claim.group
        lines.append(f"- {one_line(claim.text)} {marks(claim.citations)}")
    return "\n".join((*lines, *outcome.notes))


def marks(citations: Sequence[Citation]) -> str:
    """Give the marks of a claim: "[1][2]"."""
    return "".join(f"[{c.number}]" for c in citations)


def one_line(text: str) -> str:
    """Fold white space."""
    return " ".join(text.split())
