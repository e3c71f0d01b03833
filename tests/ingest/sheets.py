"""Makes small PDF files of which every place is known. All texts are fictional."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from corpus.types import ReadDocument, text_under
from ingest.blocks import Block, BlockKind, CleanDocument
from ingest.clean import clean
from ingest.readers import read

WIDTH, HEIGHT = A4
Drawing = Callable[[Canvas], None]

SENTENCES = (
    "De gemeente werkt met de politie aan een veilige wijk en kijkt elk half jaar wat er beter kan.",
    "Toezichthouders lopen vaker rondes in het centrum en spreken jongeren aan op hun gedrag.",
    "Ondernemers en bewoners maken afspraken over overlast en leggen die vast in een convenant.",
    "In de raad wordt twee keer per jaar verslag gedaan van de voortgang en van de uitgaven.",
)


def pdf(path: Path, pages: Iterable[Drawing], *, title: str | None = None) -> Path:
    """Draw pages and give the path."""
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    if title is not None:
        canvas.setTitle(title)
    for drawing in pages:
        drawing(canvas)
        canvas.showPage()
    canvas.save()
    return path


def text(
    lines: Sequence[str],
    *,
    x: float = 72,
    y: float = 750,
    font: str = "Helvetica",
    size: float = 10,
    leading: float = 14,
) -> Drawing:
    """Draw lines under one another; `y` is the first baseline, from the bottom."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        for number, line in enumerate(lines):
            canvas.drawString(x, y - number * leading, line)

    return draw


def together(*drawings: Drawing) -> Drawing:
    """Draw several things on one page."""

    def draw(canvas: Canvas) -> None:
        for drawing in drawings:
            drawing(canvas)

    return draw


def grid(
    xs: Sequence[float], ys: Sequence[float], texts: Sequence[tuple[float, float, str]], **font: object
) -> Drawing:
    """Draw a full grid of lines at these edges and put texts in it."""

    def draw(canvas: Canvas) -> None:
        for y in ys:
            canvas.line(xs[0], y, xs[-1], y)
        for x in xs:
            canvas.line(x, ys[0], x, ys[-1])
        canvas.setFont(str(font.get("font", "Helvetica")), 9)
        for x, y, words in texts:
            canvas.drawString(x, y, words)

    return draw


def wrapped(words: str, width: int) -> list[str]:
    """Cut text into lines of at most `width` characters."""
    lines: list[str] = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def cleaned(path: Path) -> CleanDocument:
    """Read and clean a file."""
    return clean(read(path))


def of_kind(document: CleanDocument, kind: BlockKind) -> list[Block]:
    """Give the blocks of one kind."""
    return [block for block in document.blocks if block.kind is kind]


def texts(document: CleanDocument, kind: BlockKind) -> list[str]:
    """Give the texts of the blocks of one kind."""
    return [block.text for block in of_kind(document, kind)]


def rows(document: CleanDocument) -> list[list[tuple[str, tuple[str, ...]]]]:
    """Give each table row that is no head: its cells' texts with their column heads'."""
    pages = {page.number: page.text for page in document.pages}
    return [
        [
            (pages[c.span.page][c.span.start : c.span.end], tuple(pages[h.page][h.start : h.end] for h in c.heads))
            for c in block.cells
        ]
        for block in of_kind(document, BlockKind.ROW)
        if not block.head
    ]


def remainders(document: CleanDocument, name: str) -> list[str]:
    """Give the texts of the remainders of one name."""
    pages = {page.number: page.text for page in document.pages}
    return [pages[r.span.page][r.span.start : r.span.end] for r in document.remainders if r.name == name]


def check_read(document: ReadDocument) -> None:
    """Hold the invariants of a read document: spans give back the text; every character is in one or a remainder."""
    pages = {page.number: page for page in document.pages}
    owned = {number: [letter.isspace() for letter in page.text] for number, page in pages.items()}
    for passage in document.passages:
        assert passage.text == text_under(passage.spans, pages)
    spans = [span for passage in document.passages for span in passage.spans]
    for span in [*spans, *(remainder.span for remainder in document.remainders)]:
        owned[span.page][span.start : span.end] = [True] * (span.end - span.start)
    assert all(all(known) for known in owned.values())


def check(document: CleanDocument) -> None:
    """Hold the invariants of a cleaned document.

    Every character that is not white space is in exactly one block or remainder; a block's text is the text under its
    spans; a cell's span is one of some row's; boxes are in order, inside the text and on the page.
    """
    pages = {page.number: page for page in document.pages}
    owned = {number: [0] * len(page.text) for number, page in pages.items()}
    spans = [span for block in document.blocks for span in block.spans]
    for span in [*spans, *(remainder.span for remainder in document.remainders)]:
        assert span.end <= len(pages[span.page].text)
        for at in range(span.start, span.end):
            owned[span.page][at] += 1
    for number, page in pages.items():
        for at, character in enumerate(page.text):
            assert owned[number][at] == 1 or (character.isspace() and owned[number][at] <= 1), (number, at, character)
        before = 0
        for box in page.boxes:
            assert before <= box.start < box.end <= len(page.text)
            assert not page.text[box.start : box.end].isspace()
            before = box.start
    for block in document.blocks:
        assert block.text == "\n".join(pages[s.page].text[s.start : s.end] for s in block.spans)
        assert block.text.strip() == block.text != ""
        for cell in block.cells:
            assert cell.span in spans
            assert all(head in spans for head in cell.heads)
            assert all(note in spans for note in cell.notes)
        assert all(note in spans for note in block.notes)
