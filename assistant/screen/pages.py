"""The page that a citation stands on: its picture with the words marked, its text, and the file itself."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from pathlib import Path
from urllib.parse import quote

from fastapi import APIRouter, FastAPI, Response
from fastapi.responses import FileResponse, RedirectResponse

from assistant.screen import texts
from assistant.screen.desk import Desk
from assistant.screen.page_view import page_main
from assistant.screen.shell import message_page, own_page
from corpus.errors import ReadError
from corpus.pages import picture
from corpus.types import Document, Span

WIDTHS = frozenset({800, 1200, 2000})
"""Pixels across that may be asked for; a free choice would let anyone fill the cache with one page."""
KEPT = 60
"""Pictures kept in memory, of some 200 kB each."""
AT_ONCE = 2
"""Children that draw at the same time."""
MARKS = re.compile(r"\d{1,7}-\d{1,7}(?:,\d{1,7}-\d{1,7}){0,99}")
SERVED = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""Files that are given as they are; any other kind (HTML above all) is shown as text on a page of our own."""
FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"
"""For a PDF: the browser's own viewer, and nothing that a file could bring along."""


class Pictures:
    """Draws pages and keeps the last ones."""

    def __init__(self) -> None:
        """Begin with none."""
        self._kept: OrderedDict[tuple[str, int, int], bytes] = OrderedDict()
        self._lock = threading.Lock()
        self._children = threading.BoundedSemaphore(AT_ONCE)

    def draw(self, path: Path, document: Document, page: int, width: int) -> bytes:
        """Give the picture of a page as PNG.

        Raises:
            ReadError: it cannot be drawn.
        """
        key = (document.sha256, page, width)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        with self._children:
            drawn = picture(path, page, width=width)
        with self._lock:
            self._kept[key] = drawn
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return drawn


def page_routes(desk: Desk) -> APIRouter:
    """Build the routes over this desk."""
    router = APIRouter(include_in_schema=False)
    pictures = Pictures()

    @router.get("/pagina/{document_id}/{number}")
    def page(document_id: str, number: int, m: str = "") -> Response:
        index = desk.index()
        document = index.documents.get(document_id)
        shown = index.pages[document_id].get(number) if document else None
        if document is None or shown is None:
            return message_page(texts.NOT_FOUND, texts.NOT_FOUND_DO, status=404)
        headings = {part for p in index.passages if p.document_id == document_id for part in p.section_path}
        spans = tuple(s for s in parse_marks(m, number) if s.end <= len(shown.text))
        last = max(index.pages[document_id], default=number)
        return own_page(document.title, page_main(document, shown, spans, last=last, headings=frozenset(headings)))

    @router.get("/pagina/{document_id}/{number}/afbeelding.png")
    def page_picture(document_id: str, number: int, b: int = 1200) -> Response:
        index = desk.index()
        document = index.documents.get(document_id)
        path = index.source(document_id) if document else None
        if document is None or path is None or not document.paged or b not in WIDTHS or number < 1:
            return Response(status_code=404)
        try:
            drawn = pictures.draw(path, document, number, b)
        except ReadError:
            return Response(status_code=404)  # the page says so, and shows the text
        return Response(drawn, media_type="image/png", headers={"Cache-Control": "private, max-age=3600"})

    @router.get("/bron/{document_id}")
    def file(document_id: str) -> Response:
        index = desk.index()
        document = index.documents.get(document_id)
        if document is None:
            return message_page(texts.DOCUMENT_GONE, texts.NOT_FOUND_DO, status=404)
        kind = SERVED.get(Path(document.file).suffix.lower())
        path = index.source(document_id)
        if kind is None or path is None or not path.is_file():
            return RedirectResponse(texts.here(f"/pagina/{quote(document_id, safe='')}/1"), status_code=303)
        return FileResponse(
            path,
            media_type=kind,
            filename=Path(document.file).name,
            content_disposition_type="inline" if kind == "application/pdf" else "attachment",
            headers={"Content-Security-Policy": FILE_POLICY},
        )

    return router


def close_rest(app: FastAPI) -> None:
    """Give our own page for any other address below ours; Gradio, mounted behind, would answer in its own way."""

    @app.get("/pagina/{rest:path}", include_in_schema=False)
    @app.get("/bron/{rest:path}", include_in_schema=False)
    @app.get("/uitvoer/{rest:path}", include_in_schema=False)
    @app.get("/stap/{rest:path}", include_in_schema=False)
    def unknown(rest: str) -> Response:
        return message_page(texts.NOT_FOUND, texts.NOT_FOUND_DO, status=404)


def parse_marks(text: str, page: int) -> tuple[Span, ...]:
    """Read "10-20,30-44" as spans of a page; anything else gives none."""
    if not MARKS.fullmatch(text):
        return ()
    pairs = (part.split("-") for part in text.split(","))
    return tuple(Span(page, int(start), int(end)) for start, end in pairs if int(start) < int(end))
