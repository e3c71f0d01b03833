"""How a document is named to a reader, and what must be said about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.types import Answer, Language
from assistant.words import listed, say
from corpus.types import Document


def named_source(document: Document) -> str:
    """Give the document's title, with its year where the title does not hold it."""
    year = str(document.year) if document.year else ""
    return document.title if not year or year in document.title else f"{document.title} ({year})"


def source_notes(documents: Iterable[Document], language: Language) -> tuple[str, ...]:
    """Say which sources are summaries in our own words, with the address of the official text."""
    summaries = [d for d in dict.fromkeys(documents) if not d.official]
    if not summaries:
        return ()
    names = listed(language, [f"‘{d.title}’" for d in summaries])
    urls = [d.url for d in summaries if d.url]
    if urls:
        return (say(language, "summary_incomplete", sources=names, urls=" ".join(dict.fromkeys(urls))),)
    return (say(language, "summary_incomplete_no_url", sources=names),)


def cited_documents(answer: Answer) -> Sequence[Document]:
    """Give the documents that an answer cites, in order."""
    return tuple(dict.fromkeys(c.document for claim in answer.claims for c in claim.citations))
