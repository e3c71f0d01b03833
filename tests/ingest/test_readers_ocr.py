"""Scans: recognised page by page, marked as such, and never dropped in silence."""

from __future__ import annotations

import shutil
import textwrap
from pathlib import Path

import pytest
import reportlab
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import ReadError
from ingest.blocks import BlockKind
from ingest.readers import ocr, read
from tests.ingest.sheets import SENTENCES, Drawing, check, cleaned, pdf, text, texts, wrapped

LETTER = (
    "Aan het college van Almerveen. In 2030 waren er 129 meldingen van woonoverlast in onze straat, tegen 84 in "
    "het jaar ervoor. Wij vragen om meer toezicht in de avond en om een vast aanspreekpunt voor bewoners."
)
needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract ontbreekt; zie 'make system'")


def scan(turn: int = 0) -> Drawing:
    """Draw a page that is nothing but a picture of text, as a scanner gives it."""
    dpi = 150
    picture = Image.new("L", (round(8.27 * dpi), round(11.69 * dpi)), 248)
    font = ImageFont.truetype(str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"), 24)
    draw = ImageDraw.Draw(picture)
    for number, line in enumerate(textwrap.wrap(LETTER, 60)):
        draw.text((150, 200 + number * 36), line, fill=20, font=font)
    picture = picture.rotate(turn, expand=True)

    def place(canvas: Canvas) -> None:
        if turn % 180:
            canvas.setPageSize((842, 595))
        canvas.drawImage(ImageReader(picture), 0, 0, *((842, 595) if turn % 180 else (595, 842)))

    return place


@needs_tesseract
def test_a_scan_among_pages_is_recognised_and_marked(tmp_path: Path) -> None:
    body = text(wrapped(" ".join(SENTENCES), 90))
    document = cleaned(pdf(tmp_path / "a.pdf", [body, scan(), body]))
    check(document)
    assert document.pages[1].text == LETTER
    assert document.cautions == ("blz. 2: tekst herkend uit een scan (OCR); controleer cijfers",)
    assert document.unread == ()
    assert len(texts(document, BlockKind.PARAGRAPH)) == 3
    page = document.pages[1]
    first, last = page.boxes[0], page.boxes[-1]
    assert page.text[first.start : first.end] == "Aan"
    assert (first.x0, first.top) == pytest.approx((150 * 72 / 150, 200 * 72 / 150), abs=6)
    assert last.bottom < 842 / 2


@needs_tesseract
def test_a_scan_that_lies_on_its_side_is_turned(tmp_path: Path) -> None:
    document = cleaned(pdf(tmp_path / "a.pdf", [scan(90)]))
    check(document)
    words = document.pages[0].text.split()
    assert sum(word in words for word in LETTER.split()) > 0.9 * len(LETTER.split())
    box = next(b for b in document.pages[0].boxes if b.end - b.start > 8)
    assert box.bottom - box.top > box.x1 - box.x0


def test_without_the_program_the_page_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    ocr.program.cache_clear()
    try:
        path = pdf(tmp_path / "a.pdf", [text(wrapped(" ".join(SENTENCES), 90)), scan()])
        document = read(path)
        assert document.unread == (
            "blz. 2: scan zonder tekst; tekstherkenning ontbreekt; installeer haar met 'make system'",
        )
        with pytest.raises(ReadError, match="make system"):
            read(pdf(tmp_path / "b.pdf", [scan()]))
    finally:
        ocr.program.cache_clear()


@needs_tesseract
def test_a_picture_without_text_is_named(tmp_path: Path) -> None:
    def photo(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(Image.new("L", (300, 420), 120)), 0, 0, 595, 842)

    document = read(pdf(tmp_path / "a.pdf", [text(wrapped(" ".join(SENTENCES), 90)), photo]))
    assert document.unread == ("blz. 2: geen tekst, wel een afbeelding",)
