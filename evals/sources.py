"""The source files, read again by other means than ours: the judge of a quote does not use our index.

PDF through pypdf and, where a page's words come out in another order, pdfium; HTML through lxml; DOCX through
python-docx; Markdown and text as they are. Only the letters and digits count, so that no layout can differ; a quote
must begin and end where a word does, so "een last" is not found in "geen last".
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from evals.facts import plain

_BLOCK_TAGS = frozenset("p div li td th tr h1 h2 h3 h4 h5 h6 br table ul ol section article caption dd dt".split())


@dataclass(frozen=True, slots=True)
class Squeezed:
    """The letters and digits of a text, and at which of them a word begins; `starts[len(letters)]` is True."""

    letters: str
    starts: tuple[bool, ...]

    @classmethod
    def of(cls, text: str) -> Squeezed:
        """Squeeze `text`; a letter begins a word where no letter or digit stands right before it."""
        letters: list[str] = []
        starts: list[bool] = []
        before = False
        for character in plain(text):
            if character.isalnum():
                letters.append(character)
                starts.append(not before)
            before = character.isalnum()
        return cls("".join(letters), (*starts, True))

    def places(self, wanted: str) -> Iterator[tuple[int, int]]:
        """Give every place `[start, end)` where `wanted` stands in whole words."""
        start = self.letters.find(wanted) if wanted else -1
        while start >= 0:
            if self.starts[start] and self.starts[start + len(wanted)]:
                yield start, start + len(wanted)
            start = self.letters.find(wanted, start + 1)

    def holds(self, quote: Squeezed) -> bool:
        """Tell whether the whole quote stands here."""
        return next(self.places(quote.letters), None) is not None


class SourceFiles:
    """The files below one documents folder, read on demand and remembered."""

    def __init__(self, documents: Path, printed: Mapping[tuple[str, int], str] | None = None) -> None:
        """Take the folder below which documents are named, and what is printed on pages that hold a picture only."""
        self._documents = documents.resolve()
        self._printed = printed or {}
        self._pages: dict[str, tuple[tuple[Squeezed, ...], ...]] = {}

    def page_count(self, document: str) -> int:
        """Give the number of pages of a document; 0 where there is no such file."""
        return len(self._read(document))

    def holds(self, quote: str, document: str, page: int) -> bool:
        """Tell whether `quote` stands on that page, or begins at its end and goes on over the next."""
        pages = self._read(document)
        wanted = Squeezed.of(quote)
        if not 1 <= page <= len(pages) or not wanted.letters:
            return False
        here = pages[page - 1]
        return any(reading.holds(wanted) for reading in here) or (
            page < len(pages) and any(_runs_over(wanted, a, b) for a, b in zip(here, pages[page], strict=False))
        )

    def page_of(self, quote: str, document: str) -> int | None:
        """Give the first page on which `quote` stands."""
        return next((n for n in range(1, self.page_count(document) + 1) if self.holds(quote, document, n)), None)

    def _read(self, document: str) -> tuple[tuple[Squeezed, ...], ...]:
        if document not in self._pages:
            path = (self._documents / document).resolve()
            inside = path.is_relative_to(self._documents) and path.is_file()
            pages = readings(path) if inside else ()
            self._pages[document] = tuple(
                tuple(Squeezed.of(text) for text in self._texts(document, number, page))
                for number, page in enumerate(pages, start=1)
            )
        return self._pages[document]

    def _texts(self, document: str, number: int, page: tuple[str, ...]) -> tuple[str, ...]:
        printed = self._printed.get((document, number))
        return (printed,) if printed and not any(text.strip() for text in page) else page


def _runs_over(wanted: Squeezed, here: Squeezed, following: Squeezed) -> bool:
    """Tell whether a first part of `wanted` stands here and the rest on the next page; a footer may stand between."""
    cuts = [i for i in range(8, len(wanted.letters) - 7)]
    return any(
        next(here.places(wanted.letters[:cut]), None) is not None
        and next(following.places(wanted.letters[cut:]), None) is not None
        for cut in cuts
        if wanted.starts[cut]
    )


def readings(path: Path) -> tuple[tuple[str, ...], ...]:
    """Give, for each page of a file, its text as each reader at hand gives it."""
    reader = _READERS.get(path.suffix.lower())
    return reader(path) if reader else ()


def _pdf(path: Path) -> tuple[tuple[str, ...], ...]:
    import pypdf
    import pypdfium2

    plain_texts = [page.extract_text() for page in pypdf.PdfReader(path).pages]
    other = pypdfium2.PdfDocument(path)
    try:
        return tuple(
            (text, other[i].get_textpage().get_text_bounded().replace("\ufffe", "-\n"))
            for i, text in enumerate(plain_texts)
        )
    finally:
        other.close()


def _html(path: Path) -> tuple[tuple[str, ...], ...]:
    import lxml.html

    parser = lxml.html.HTMLParser(encoding="utf-8")
    root = lxml.html.document_fromstring(path.read_bytes(), parser=parser)
    pieces: list[str] = []

    def walk(node: lxml.html.HtmlElement) -> None:
        if not isinstance(node.tag, str) or node.tag in {"script", "style"}:
            pieces.append(node.tail or "")
            return
        edge = "\n" if node.tag in _BLOCK_TAGS else ""
        pieces.extend((edge, node.text or ""))
        for child in node:
            walk(child)
        pieces.extend((edge, node.tail or ""))

    walk(root)
    return (("".join(pieces),),)


def _docx(path: Path) -> tuple[tuple[str, ...], ...]:
    import docx

    body = docx.Document(str(path)).element.body
    paragraphs = (node for node in body.iter() if str(node.tag).endswith("}p"))
    text = "\n".join("".join(t.text or "" for t in p.iter() if str(t.tag).endswith("}t")) for p in paragraphs)
    return ((text,),)


def _text(path: Path) -> tuple[tuple[str, ...], ...]:
    return ((path.read_text(encoding="utf-8"),),)


def _markdown(path: Path) -> tuple[tuple[str, ...], ...]:
    """Links lose their address and tables their bars; emphasis falls away with all other marks."""
    text = re.sub(r"!?\[([^\]]*)\]\([^)\s]*\)", r"\1", path.read_text(encoding="utf-8"))
    return ((re.sub(r"\A(---|\+\+\+)\n.*?\n\1\n", "", text, flags=re.DOTALL),),)


_READERS: dict[str, Callable[[Path], tuple[tuple[str, ...], ...]]] = {
    ".pdf": _pdf,
    ".html": _html,
    ".htm": _html,
    ".docx": _docx,
    ".md": _markdown,
    ".markdown": _markdown,
    ".txt": _text,
}


@functools.cache
def source_files(documents: Path) -> SourceFiles:
    """Give the one reader of a documents folder in this process; a practice municipality knows its scanned pages."""
    file = documents.parent / "printed.json"
    printed: dict[tuple[str, int], str] = {}
    for piece in json.loads(file.read_text(encoding="utf-8")) if file.is_file() else ():
        place = (piece["document"], piece["page"])
        printed[place] = f"{printed.get(place, '')}{piece['text']}\n"
    return SourceFiles(documents, printed)
