"""The third tab: which documents are in, and what is known of each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import gradio as gr

from assistant.screen import texts
from assistant.screen.component import QUIET, html
from assistant.screen.desk import Desk, TooBusy, problem_line
from assistant.screen.markup import element, hidden, listing, one_block, safe
from assistant.screen.sources import file_address, known_status, official_line, page_address, web_address
from assistant.screen.upkeep import Pages as UpkeepPages
from assistant.screen.upkeep_view import PATH as UPKEEP_PATH
from corpus.errors import BeleidswijzerError
from corpus.types import Document

if TYPE_CHECKING:
    from corpus.index import Index


def documents_tab(desk: Desk, tab: gr.Tab, upkeep: UpkeepPages | None) -> None:
    """Build the tab inside the Blocks that is open; it is filled when it is looked at."""
    shown = html(one_block(element("p", safe(texts.STARTING))), elem_id="documenten")

    def fill(request: gr.Request) -> str:
        keeps = upkeep is not None and upkeep.may_see(request.headers)
        try:
            return documents_html(desk.index(), keeps=keeps)
        except BeleidswijzerError as error:
            return one_block(element("p", safe(problem_line(error))))
        except TooBusy:
            return one_block(element("p", safe(texts.STILL_STARTING)))

    tab.select(fill, None, shown, **QUIET)


def documents_html(index: Index, *, keeps: bool = False) -> str:
    """Give all documents, the newest first, each with what is known of it and what could not be read.

    `keeps` says whether who looks may see the way to add and remove them.
    """
    documents = sorted(index.documents.values(), key=lambda d: (-(d.year or 0), d.title, d.id))
    pages = sum(len(index.pages[d.id]) for d in documents if d.paged)
    head = (
        element("h2", safe(texts.DOCUMENTS_TITLE))
        + element("p", safe(texts.documents_counted(len(documents), len(index.passages), pages)))
        + element("p", safe(f"{texts.CORPUS_VERSION} {index.generation}"), class_="klein")
    )
    if keeps:
        head += element("p", element("a", safe(texts.UPKEEP), href=UPKEEP_PATH, class_="hier"))
    warning = element("p", safe(index.warning), class_="waarschuwing") if index.warning else ""
    return one_block(head + warning + "".join(_document(document, index) for document in documents))


def _document(document: Document, index: Index) -> str:
    unread = index.unread.get(document.id, ())
    cautions = index.cautions.get(document.id, ())
    problems = [f"{texts.NOT_READ} {line}" for line in unread] + list(cautions)
    facts = (
        (texts.DOCUMENT_TYPE, texts.DOCUMENT_TYPES[document.type]),
        (texts.DOCUMENT_YEAR, str(document.year) if document.year else texts.UNKNOWN),
        (texts.STATUS, known_status(document)),
        (texts.PAGES, str(len(index.pages[document.id])) if document.paged else ""),
        (texts.FETCHED, document.source_date or ""),
    )
    of_file = (
        (texts.PUBLISHER, document.publisher),
        (texts.ADDRESS, document.url or ""),
        (texts.FILE, document.file),
        (texts.HASH, document.sha256),
    )
    return element(
        "article",
        element("h3", safe(document.title), lang=texts.of_documents())
        + official_line(document)
        + (element("div", listing(map(safe, problems)), class_="opmerkingen") if problems else "")
        + _listed(facts)
        + _links(document)
        + element("details", element("summary", safe(texts.ABOUT_FILE)) + _listed(of_file)),
        class_="document",
    )


def _listed(facts: Iterable[tuple[str, str]]) -> str:
    return element("dl", "".join(element("dt", safe(n)) + element("dd", safe(v)) for n, v in facts if v))


def _links(document: Document) -> str:
    links = [(texts.SHOW_PAGE if document.paged else texts.SHOW_TEXT, page_address(document, 1), "toon")]
    if document.paged:
        links.append((texts.OPEN_FILE, file_address(document), ""))
    if website := web_address(document.url):
        links.append((texts.OPEN_WEBSITE, website, ""))
    written = [
        element("a", safe(text) + hidden(f": {document.title}"), href=to, class_=kind)
        if kind
        else element(
            "a",
            safe(text) + hidden(f": {document.title} ({texts.NEW_TAB})"),
            href=to,
            target="_blank",
            rel="noopener noreferrer",
        )
        for text, to, kind in links
    ]
    return element("p", " ".join(written), class_="links")
