"""What our page of a source shows: where it is from, its picture with marks, and its text."""

from __future__ import annotations

from urllib.parse import quote

from assistant.screen import texts
from assistant.screen.markup import element, element_void, hidden, safe
from assistant.screen.sources import file_address, official_line, page_address, page_number, web_address
from corpus.pages import marks
from corpus.types import Document, Page, Span

AROUND = 6_000
"""Characters shown before and after the marked words, for a document without pages that is longer than twice this."""


def page_main(document: Document, page: Page, spans: tuple[Span, ...], *, last: int, headings: frozenset[str]) -> str:
    """Give the main part of the page.

    Args:
        document: the source.
        page: one page of it; the only one where it has no pages.
        spans: the quoted words on this page.
        last: number of the last page.
        headings: names of sections, shown as headings where a line of the text is one.
    """
    title = element(
        "h1", safe(document.title), id="pagina-titel", tabindex="-1", lang=texts.of_documents()
    ) + official_line(document)
    text = element(
        "div",
        _text(page, spans, headings, whole=document.paged),
        class_="paginatekst",
        lang=texts.of_documents(),
    )
    if not document.paged:
        heading = element("h2", safe(texts.TEXT_OF_SECTION))
        return title + _ways(document, page) + heading + text
    label = page_number(page.number, page.label)
    place = element("p", safe(texts.page_of(label, last)), class_="plaats")
    words = element("details", element("summary", safe(texts.PAGE_TEXT)) + text)
    return (
        title + place + _browse(document, page, last) + _picture(document, page, spans) + words + _ways(document, page)
    )


def _browse(document: Document, page: Page, last: int) -> str:
    links = []
    if page.number > 1:
        links.append(element("a", safe(texts.PREVIOUS), href=page_address(document, page.number - 1), class_="blader"))
    if page.number < last:
        links.append(element("a", safe(texts.NEXT), href=page_address(document, page.number + 1), class_="blader"))
    zoom = element("button", safe(texts.SMALLER), type="button", class_="kleiner") + element(
        "button", safe(texts.LARGER), type="button", class_="groter"
    )
    return element("nav", "".join(links) + zoom, class_="bladeren", aria_label=texts.BROWSE)


def _picture(document: Document, page: Page, spans: tuple[Span, ...]) -> str:
    address = f"/pagina/{quote(document.id, safe='')}/{page.number}/afbeelding.png"
    alternative = f"{texts.PAGE_PICTURE} {page.number}. {texts.TEXT_IS_BELOW}"
    image = element_void("img", src=address, alt=alternative, **_size(page))
    rectangles = "".join(
        element("span", "", class_="woorden", style=f"left:{m.left}%;top:{m.top}%;width:{m.width}%;height:{m.height}%")
        for m in marks(page, spans)
    )
    missing = element("p", safe(texts.NO_PICTURE), class_="geen-beeld")
    # The frame scrolls when the picture is enlarged, so it must take the keyboard's focus.
    frame = element("div", element("div", image + rectangles, class_="blad"), class_="venster", tabindex="0")
    return element("figure", frame + missing, class_="beeld")


def _size(page: Page) -> dict[str, str | int | None]:
    if not page.width or not page.height:
        return {}
    return {"width": round(page.width), "height": round(page.height)}


def _text(page: Page, spans: tuple[Span, ...], headings: frozenset[str], *, whole: bool) -> str:
    first, last = (0, len(page.text)) if whole else _window(page.text, spans)
    written = []
    position = first
    for line in page.text[first:last].split("\n"):
        inner = _marked(line, position, spans)
        if line.strip():
            written.append(element("h3" if line.strip() in headings else "p", inner))
        position += len(line) + 1
    before = element("p", "…") if first > 0 else ""
    after = element("p", "…") if last < len(page.text) else ""
    return before + "".join(written) + after


def _window(text: str, spans: tuple[Span, ...]) -> tuple[int, int]:
    """Give the part of a long text that is shown: whole lines around the first marked words."""
    if len(text) <= 2 * AROUND:
        return 0, len(text)
    middle = spans[0].start if spans else 0
    first = text.rfind("\n", 0, max(0, middle - AROUND)) + 1
    last = text.find("\n", middle + AROUND)
    return first, last if last != -1 else len(text)


def _marked(line: str, position: int, spans: tuple[Span, ...]) -> str:
    """Give a line that begins at `position` of the page's text, with the words of the spans marked."""
    cuts = sorted(
        (max(s.start - position, 0), min(s.end - position, len(line)))
        for s in spans
        if s.start < position + len(line) and position < s.end
    )
    written, done = "", 0
    for start, end in cuts:
        if end <= max(start, done):
            continue
        start = max(start, done)
        quoted = element("mark", hidden(f"{texts.QUOTED_WORDS}: ") + safe(line[start:end]))
        written += safe(line[done:start]) + quoted
        done = end
    return written + safe(line[done:])


def _ways(document: Document, page: Page) -> str:
    links = []
    if document.paged:
        links.append((texts.OPEN_FILE, f"{file_address(document)}#page={page.number}"))
    if website := web_address(document.url):
        links.append((texts.OPEN_WEBSITE, website))
    inner = " ".join(
        element("a", safe(text) + hidden(f" ({texts.NEW_TAB})"), href=to, target="_blank", rel="noopener noreferrer")
        for text, to in links
    )
    return element("p", inner, class_="links") if inner else ""
