"""An answer, or a whole conversation, as a sequence of parts that any file format can write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from assistant.marks import unposing
from assistant.output import marks, one_line
from assistant.screen import texts
from assistant.screen.answers import citations
from assistant.screen.conversation import Exchange
from assistant.screen.markup import plain
from assistant.screen.sources import heading_path, known_facts
from assistant.types import Answer, Citation, Reason, Refusal, Reply
from corpus.types import Document


class Style(Enum):
    """How a part looks."""

    TITLE = "title"
    HEADING = "heading"
    SUBHEADING = "subheading"
    TEXT = "text"
    ITEM = "item"
    QUOTE = "quote"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph, without characters that cannot be seen."""

    style: Style
    text: str


def report(exchanges: Sequence[Exchange], moment: datetime) -> tuple[Part, ...]:
    """Give what a file of these turns holds: questions, answers with marks, sources, and what they were made from."""
    parts = [part for exchange in exchanges for part in _turn(exchange)]
    versions = {e.reply.outcome.generation for e in exchanges if e.reply is not None}
    documents = {c.document for e in exchanges if e.reply is not None for c in citations(e.reply)}
    return tuple(
        Part(part.style, plain(part.text))
        for part in (
            Part(Style.TITLE, texts.REPORT_TITLE),
            Part(Style.SMALL, f"{texts.MADE_BY} {texts.MADE_ON} {moment:%d-%m-%Y, %H:%M} (UTC)."),
            *parts,
            *_origin(sorted(documents, key=lambda d: (d.title, d.id)), sorted(versions)),
        )
        if part.text.strip()
    )


def _turn(exchange: Exchange) -> Iterator[Part]:
    reply = exchange.reply
    if reply is None:
        return
    yield Part(Style.HEADING, one_line(exchange.question))
    asked = reply.outcome.interpretation
    if asked.standalone != asked.question:
        yield Part(Style.SMALL, f"{texts.STANDALONE} {asked.standalone}")
    yield from _outcome(reply)
    found = citations(reply)
    if found:
        yield Part(Style.SUBHEADING, texts.SOURCES)
    for citation in found:
        yield Part(Style.TEXT, source_line(citation))
        yield Part(Style.QUOTE, one_line(citation.sentence))


def _outcome(reply: Reply) -> Iterator[Part]:
    match reply.outcome:
        case Answer() as answer:
            yield Part(Style.TEXT, answer.lead)
            group: str | None = None
            for claim in answer.claims:
                if claim.group != group and claim.group:
                    yield Part(Style.SUBHEADING, claim.group)
                group = claim.group
                yield Part(Style.ITEM, f"{one_line(claim.text)} {marks(claim.citations)}")
            for note in answer.notes:
                yield Part(Style.TEXT, note)
        case Refusal() as refusal:
            title = texts.QUESTION_BACK if refusal.reason is Reason.UNDERSPECIFIED else texts.NO_ANSWER
            yield Part(Style.SUBHEADING, title)
            yield Part(Style.TEXT, refusal.text)
            if refusal.nearest:
                yield Part(Style.TEXT, texts.NEAREST)
            for citation in refusal.nearest:
                yield Part(Style.ITEM, f"{unposing(one_line(citation.sentence))} {marks((citation,))}")


def source_line(citation: Citation) -> str:
    """Give where a citation stands, on one line, so that it can be found without this program."""
    document = citation.document
    facts = [
        *known_facts(citation),
        texts.OFFICIAL if document.official else texts.SUMMARY,
        " › ".join(heading_path(citation)),
        document.url or "",
    ]
    return f"[{citation.number}] {document.title}. " + ". ".join(fact for fact in facts if fact) + "."


def _origin(documents: Sequence[Document], versions: Sequence[str]) -> Iterator[Part]:
    yield Part(Style.HEADING, texts.ORIGIN)
    yield Part(Style.SMALL, f"{texts.CORPUS_VERSION} {', '.join(versions)}")
    for document in documents:
        yield Part(Style.SMALL, f"{document.title} ({document.file}): sha256 {document.sha256}")
