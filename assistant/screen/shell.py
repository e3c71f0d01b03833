"""Our own pages beside Gradio's: one frame around a main part, with the same looks and the same policy."""

from __future__ import annotations

from fastapi.responses import HTMLResponse

from assistant.screen import texts
from assistant.screen.markup import element, safe


def own_page(title: str, main: str, *, status: int = 200) -> HTMLResponse:
    """Give a whole page around `main`, which must be HTML already."""
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="robots" content="noindex">'
        '<link rel="stylesheet" href="/scherm/scherm.css"><script src="/scherm/pagina.js" defer></script>'
        + element("title", f"{safe(title)} - {safe(texts.NAME)}")
    )
    top = element(
        "header", element("p", element("a", safe(texts.BACK_TO_QUESTION), href=texts.here("/"))), class_="eigen-kop"
    )
    body = element("body", top + element("main", main, id="pagina"), class_="eigen")
    return HTMLResponse(
        f'<!doctype html><html lang="{texts.language()}"><head>{head}</head>{body}</html>', status_code=status
    )


def message_page(text: str, do: str, *, status: int, below: str = "") -> HTMLResponse:
    """Give a page that says what is wrong and the way on; `below` stands under it and must be HTML already."""
    return own_page(text, element("h1", safe(text)) + element("p", safe(do)) + below, status=status)
