"""A citation as a card beside the answer: where the words stand, the whole sentence, and the way to the source."""

from __future__ import annotations

from urllib.parse import quote, urlencode, urlsplit

from assistant.output import one_line
from assistant.screen import texts
from assistant.screen.markup import element, hidden, lines, safe
from assistant.types import Citation
from assistant.verify import sentence_around
from corpus.types import SPAN_JOINER, Document, Passage, Span


def source_card(citation: Citation, *, turn: int) -> str:
    """Give the card of one citation; its id is the target of the mark in the answer."""
    document = citation.document
    number = citation.number
    heading = element(
        "h4",
        element("span", str(number), class_="nummer") + hidden(f" {texts.SOURCE}: ") + safe(document.title),
        id=f"bron-{turn}-{number}",
        tabindex="-1",
    )
    return element(
        "article",
        heading
        + official_line(document)
        + _sentence(citation)
        + _place(citation)
        + "".join(element("p", safe(caution), class_="waarschuwing") for caution in citation.passage.cautions)
        + _links(citation, element("a", safe(texts.BACK_TO_ANSWER), href=f"#cit-{turn}-{number}", class_="terug")),
        class_="bron",
    )


def official_line(document: Document) -> str:
    """Say whether this is the official text or a summary in our own words."""
    return element(
        "p",
        safe(texts.OFFICIAL if document.official else texts.SUMMARY),
        class_="officieel" if document.official else "samenvatting",
    )


def _sentence(citation: Citation) -> str:
    before, quoted, after = sentence_parts(citation)
    return element(
        "blockquote",
        lines(before) + element("mark", lines(quoted)) + lines(after),
        lang=texts.of_documents(),
    )


def sentence_parts(citation: Citation) -> tuple[str, str, str]:
    """Cut the whole sentence into what stands before the quote, the quote, and what follows, by its position."""
    passage = citation.passage
    start = offset_in(passage, citation.spans[0])
    end = start + len(SPAN_JOINER.join("x" * (s.end - s.start) for s in citation.spans))
    first, last = sentence_around(passage, start, end)
    return passage.text[first:start], passage.text[start:end], passage.text[end:last]


def offset_in(passage: Passage, span: Span) -> int:
    """Give the offset in `passage.text` of the first character of `span`, which lies within one of its spans.

    Raises:
        ValueError: `span` is not in the passage.
    """
    position = 0
    for whole in passage.spans:
        if whole.page == span.page and whole.start <= span.start and span.end <= whole.end:
            return position + span.start - whole.start
        position += whole.end - whole.start + len(SPAN_JOINER)
    raise ValueError(f"passage {passage.id} has no {span}")


def _place(citation: Citation) -> str:
    path = " › ".join(heading_path(citation))
    where = (
        element("p", hidden(f"{texts.PLACE}: ") + safe(path), class_="kopjes", lang=texts.of_documents())
        if path
        else ""
    )
    return element("p", safe(", ".join(known_facts(citation))), class_="feiten") + where


def known_facts(citation: Citation) -> list[str]:
    """Give what is known of a citation's document, and its page: kind, year, status, page; what is not is left out."""
    document = citation.document
    status = known_status(document)
    facts = (
        texts.DOCUMENT_TYPES[document.type],
        str(document.year) if document.year else "",
        f"{texts.STATUS.lower()}: {status}" if status else "",
        f"{texts.PAGE.lower()} {page_number(citation.spans[0].page, citation.page_label)}" if document.paged else "",
    )
    return [fact for fact in facts if fact]


def known_status(document: Document) -> str:
    """Give a document's status in its own word; nothing where that says that it is not known."""
    return "" if document.status == "onbekend" else document.status


def page_number(number: int, label: str | None) -> str:
    """Give the physical page and, where it differs, the printed number."""
    if label and label != str(number):
        return f"{number} ({texts.PRINTED_PAGE} {label})"
    return str(number)


def heading_path(citation: Citation) -> tuple[str, ...]:
    """Give the headings above a passage, without the document's own title and without a repeated one."""
    path = list(dict.fromkeys(one_line(part) for part in citation.passage.section_path))
    return tuple(path[1:] if len(path) > 1 and path[0] == one_line(citation.document.title) else path)


def _links(citation: Citation, back: str) -> str:
    document = citation.document
    page = citation.spans[0].page
    show = texts.SHOW_PAGE if document.paged else texts.SHOW_SECTION
    links = [element("a", safe(show), href=page_address(document, page, citation.spans), class_="toon")]
    if document.paged:
        links.append(_outside(texts.OPEN_FILE, f"{file_address(document)}#page={page}"))
    if website := web_address(document.url):
        links.append(_outside(texts.OPEN_WEBSITE, website))
    return element("p", " ".join((*links, back)), class_="links")


def _outside(text: str, address: str) -> str:
    return element(
        "a", safe(text) + hidden(f" ({texts.NEW_TAB})"), href=address, target="_blank", rel="noopener noreferrer"
    )


def page_address(document: Document, page: int, spans: tuple[Span, ...] = ()) -> str:
    """Give the address of our own view of a page, with the spans on it to be marked."""
    marks = ",".join(f"{s.start}-{s.end}" for s in spans if s.page == page)
    query = f"?{urlencode({'m': marks}, safe=',')}" if marks else ""
    return texts.here(f"/pagina/{quote(document.id, safe='')}/{page}{query}")


def file_address(document: Document) -> str:
    """Give the address of the source file itself."""
    return texts.here(f"/bron/{quote(document.id, safe='')}")


def web_address(url: str | None) -> str | None:
    """Give the address where it is one of the web, and None for any other kind (javascript:, data:, file:)."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.hostname else None
