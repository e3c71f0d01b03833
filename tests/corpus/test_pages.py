"""Pictures of pages: real PDFs, broken ones, and ones that are made to hang or to eat memory."""

from __future__ import annotations

import time
import zlib
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

from corpus.errors import ReadError
from corpus.pages import MOST_PIXELS, Mark, marks, picture
from corpus.types import Box, Page, Span


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("papier") / "papier.pdf"
    drawing = canvas.Canvas(str(path), pagesize=A4)
    drawing.drawString(72, 700, "Een bladzijde van Voorbeeldstad")
    drawing.showPage()
    drawing.setPageSize((14_000, 14_000))
    drawing.drawString(72, 700, "Een heel grote bladzijde")
    drawing.save()
    return path


def size(png: bytes) -> tuple[int, int]:
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


def pixels(png: bytes) -> bytes:
    length = int.from_bytes(png[33:37], "big")
    return zlib.decompress(png[41 : 41 + length])


def test_picture_has_the_width_that_was_asked_and_ink_on_it(paper: Path) -> None:
    png = picture(paper, 1, width=800)
    assert size(png) == (800, 1132)
    data = pixels(png)
    assert len(data) == 1132 * (1 + 3 * 800)
    assert 0 < sum(byte < 100 for byte in data[1:]) - 1132 < 0.02 * len(data)


def test_same_page_same_picture(paper: Path) -> None:
    assert picture(paper, 1) == picture(paper, 1)


def test_a_very_large_page_keeps_to_the_limit(paper: Path) -> None:
    across, down = size(picture(paper, 2, width=1200))
    assert across * down <= 1.01 * MOST_PIXELS


@pytest.mark.parametrize("content", [b"", b"geen pdf", b"%PDF-1.7\n", b"%PDF-1.4\n%%EOF"])
def test_what_is_no_pdf_is_refused_in_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(content)
    with pytest.raises(ReadError, match="kan niet worden getekend"):
        picture(path, 1)


def test_a_page_that_is_not_there(paper: Path) -> None:
    with pytest.raises(ReadError):
        picture(paper, 3)


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(ReadError):
        picture(tmp_path / "weg.pdf", 1)


def test_a_child_that_takes_too_long_is_killed(paper: Path) -> None:
    started = time.monotonic()
    with pytest.raises(ReadError, match="langer dan"):
        picture(paper, 1, seconds=0.01)
    assert time.monotonic() - started < 5


def looping_form(path: Path) -> Path:
    """Write a PDF whose form draws itself: PDFium hangs on it (measured)."""
    form = (
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A 5 0 R/B 5 0 R>>>>/Length %d>>"
        b"stream\n%s\nendstream"
    )
    drawing = b"/A Do /B Do " * 50
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Resources<</XObject<</A 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length 5>>stream\n/A Do\nendstream",
        form % (len(drawing), drawing),
    ]
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj%s\nendobj\n" % (n, o) for n, o in enumerate(objects, start=1))
    path.write_bytes(body + b"trailer<</Root 1 0 R>>\n%%EOF")
    return path


def test_a_form_that_draws_itself_costs_no_more_than_the_limit(tmp_path: Path) -> None:
    path = looping_form(tmp_path / "lus.pdf")
    started = time.monotonic()
    try:
        picture(path, 1, seconds=2)
    except ReadError:
        pass
    assert time.monotonic() - started < 6


def test_a_name_with_a_newline_cannot_forge_a_line(tmp_path: Path) -> None:
    path = tmp_path / "a\nFout: b.pdf"
    path.write_bytes(b"x")
    with pytest.raises(ReadError) as caught:
        picture(path, 1)
    assert "\n" not in str(caught.value)


PAGE = Page(
    1,
    None,
    "een twee drie vier",
    (
        Box(0, 3, 10, 20, 30, 30),
        Box(4, 8, 35, 20, 60, 30),
        Box(9, 13, 10, 40, 30, 50),
        Box(14, 18, 35, 40, 60, 50),
    ),
    100.0,
    200.0,
)


@pytest.mark.parametrize(
    ("span", "found"),
    [
        ((0, 8), (Mark(10, 10, 50, 5),)),
        ((4, 8), (Mark(35, 10, 25, 5),)),
        ((4, 13), (Mark(35, 10, 25, 5), Mark(10, 20, 20, 5))),
        ((3, 4), ()),
        ((0, 18), (Mark(10, 10, 50, 5), Mark(10, 20, 50, 5))),
    ],
)
def test_marks_join_the_words_of_a_line(span: tuple[int, int], found: tuple[Mark, ...]) -> None:
    assert marks(PAGE, (Span(1, *span),)) == found


def test_marks_of_another_page_are_none() -> None:
    assert marks(PAGE, (Span(2, 0, 8),)) == ()


def test_a_page_without_positions_has_no_marks() -> None:
    assert marks(Page(1, None, "een"), (Span(1, 0, 3),)) == ()
