"""PDF: pypdf is the gate (encryption, limits, page labels, outline), pdfplumber gives the layout, OCR the scans."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfpage import PDFPage
from pdfplumber.pdf import PDF
from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError, PyPdfError
from pypdf.generic import Destination

from ingest.readers.errors import refused
from ingest.readers.ocr import OcrError, recognised
from ingest.readers.pdf_columns import regions
from ingest.readers.pdf_page import UNKNOWN, Glyph, PageContent, TooMuch, content_of
from ingest.readers.pdf_rules import frame_of
from ingest.readers.pdf_seen import TEXT_LAYER, covered, dots, seen
from ingest.readers.pdf_tables import PageTable, tables_of
from ingest.readers.pdf_words import Word, line_of, with_dots, words_of
from ingest.readers.raw import Bookmark, RawBlock, RawDocument, RawKind, RawPage, hidden_text

MAX_PAGES = 5_000
MAX_CONTENT = 12_000_000
"""Bytes of drawing operators on one page; a page of text has 20,000, a map 5,000,000."""
MAX_BOOKMARKS, MAX_OUTLINE_DEPTH = 3_000, 8
SCAN_LETTERS = 30
"""A page with fewer letters and an image on it is a scan."""
SCAN_COVER, SCAN_SHAPES = 0.2, 300
"""Share of a page that a scan's image covers, or shapes that letters turned into drawings come to."""
UNREADABLE = 0.3
"""Share of letters without a meaning in their font, from which the page is read as a picture."""
MAX_SCANS = 200
NO_TITLE = re.compile(
    r"^(?:microsoft (?:word|powerpoint) - |untitled|\(anonymous\)|naamloos|document ?\d*$|.*\.\w{3,4}$)", re.IGNORECASE
)
"""What programs write as a title where nobody gave one."""


def read_pdf(path: Path, on_page: Callable[[int, bool], None]) -> RawDocument:
    """Read a PDF page by page.

    Args:
        path: the file.
        on_page: called for each page, with its number and whether it is about to be recognised as a picture.

    Raises:
        ReadError: it asks for a password, is damaged, has too many pages, or no page of it holds text.
    """
    reader = gate(path)
    labels = labels_of(reader)
    title = _title(reader)
    outline = tuple(islice(_bookmarks(reader, reader.outline, 1), MAX_BOOKMARKS)) if _has_outline(reader) else ()
    found = _Found(path, reader, on_page)
    with pdfplumber.open(io.BytesIO(path.read_bytes()), password="") as pdf:
        for number, page in enumerate(PDFPage.create_pages(pdf.doc), start=1):
            if number > MAX_PAGES:
                break
            label = labels[number - 1] if labels and number <= len(labels) else None
            found.pages.append(_page(pdf, page, number, label, found))
            on_page(number, False)
    if not any(page.blocks for page in found.pages):
        reason = found.unread[0] if found.unread else "er staat geen tekst in"
        raise refused(path, f"geen enkele bladzijde kon worden gelezen ({reason})")
    cautions = [hidden_text(f"({why})", n) for why, n in sorted(found.hidden.items()) if why != TEXT_LAYER]
    return RawDocument(tuple(found.pages), title, tuple(found.unread), tuple(cautions), outline)


class _Found:
    """The file and what reading it has gathered so far."""

    def __init__(self, path: Path, reader: PdfReader, on_page: Callable[[int, bool], None]) -> None:
        self.path, self.reader, self.on_page = path, reader, on_page
        self.pages: list[RawPage] = []
        self.unread: list[str] = []
        self.hidden: Counter[str] = Counter()
        self.tables = 0
        self.scans = 0


def gate(path: Path) -> PdfReader:
    """Open a PDF with pypdf, whose limits hold where other readers hang.

    Raises:
        ReadError: it asks for a password, is damaged, or has too many pages.
    """
    try:
        reader = PdfReader(path, strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise refused(
                path, "het bestand vraagt een wachtwoord", "Sla het op zonder wachtwoord en probeer het opnieuw"
            )
        count = len(reader.pages)
    except FileNotDecryptedError as error:
        raise refused(
            path, "het bestand vraagt een wachtwoord", "Sla het op zonder wachtwoord en probeer het opnieuw"
        ) from error
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, OSError) as error:
        raise refused(path, "de PDF is beschadigd of onvolledig") from error
    if count == 0:
        raise refused(path, "de PDF heeft geen bladzijden")
    if count > MAX_PAGES:
        raise refused(
            path, f"de PDF heeft {count} bladzijden; {MAX_PAGES} is het meeste", "Deel hem op in kleinere delen"
        )
    return reader


def labels_of(reader: PdfReader) -> list[str] | None:
    """Give the page labels that the file itself defines, or None."""
    try:
        if "/PageLabels" not in reader.root_object:
            return None
        return list(reader.page_labels)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _title(reader: PdfReader) -> str | None:
    try:
        title = reader.metadata.title if reader.metadata else None
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError):
        return None
    bare = " ".join((title or "").split())
    return bare if any(c.isalpha() for c in bare) and not NO_TITLE.match(bare) else None


def _has_outline(reader: PdfReader) -> bool:
    try:
        return "/Outlines" in reader.root_object and bool(reader.outline)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return False


def _bookmarks(reader: PdfReader, entries: Sequence[Any], level: int) -> Iterator[Bookmark]:
    for entry in entries:
        if isinstance(entry, list):
            if level < MAX_OUTLINE_DEPTH:
                yield from _bookmarks(reader, entry, level + 1)
        elif isinstance(entry, Destination):
            try:
                page = reader.get_destination_page_number(entry)
            except (PyPdfError, ValueError, KeyError, TypeError, AttributeError):
                continue
            title = " ".join(str(entry.title or "").split())
            if page is not None and page >= 0 and title:
                yield Bookmark(title, level, page + 1)


def _page(pdf: PDF, page: PDFPage, number: int, label: str | None, found: _Found) -> RawPage:
    """Read one page; one that cannot be read is named and the others go on."""
    empty = RawPage(number, label, ())
    try:
        drawing = found.reader.pages[number - 1].get_contents()
        data = drawing.get_data() if drawing is not None else b""
        if len(data) > MAX_CONTENT:
            found.unread.append(f"blz. {number}: te grote tekening, niet gelezen")
            return empty
        if not data.strip() and any(getattr(part, "rawdata", b"") for part in page.contents):
            found.unread.append(f"blz. {number}: beschadigd, niet gelezen")
            return empty
        content = seen(content_of(pdf, page, number))
        blocks = tuple(blocks_of(content, found))
    except TooMuch:
        found.unread.append(f"blz. {number}: te veel tekens of lijnen voor één bladzijde, niet gelezen")
        return empty
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 (pdfminer raises anything on a damaged page; it costs this page alone)
        found.unread.append(f"blz. {number}: beschadigd, niet gelezen ({type(error).__name__})")
        return empty
    found.hidden.update(content.hidden)
    layered = TEXT_LAYER in content.hidden
    read = RawPage(number, label, blocks, content.width, content.height, recognised=layered)
    return _scan(read, found) if is_scan(content) else read


def is_scan(content: PageContent) -> bool:
    """Tell whether a page must be read as a picture: hardly a letter on it, or letters that mean nothing."""
    letters = [g.text for g in content.glyphs if g.text.strip()]
    if len(letters) < SCAN_LETTERS:
        return covered(content) > SCAN_COVER or len(content.shapes.curves) > SCAN_SHAPES
    return letters.count(UNKNOWN) > UNREADABLE * len(letters)


def _scan(page: RawPage, found: _Found) -> RawPage:
    """Recognise a page as a picture; where that cannot be done the page is named, and keeps the letters it has."""
    found.scans += 1
    if found.scans > MAX_SCANS:
        found.unread.append(f"blz. {page.number}: scan, niet herkend; er zijn er meer dan {MAX_SCANS}")
        return page
    try:
        found.on_page(page.number, True)
        blocks = recognised(found.path, page.number)
    except OcrError as error:
        found.unread.append(f"blz. {page.number}: scan zonder tekst; {error}")
        return page
    letters = sum(len(block.text) for block in blocks)
    if letters < sum(len(block.text) for block in page.blocks):
        return page
    if not blocks:
        found.unread.append(f"blz. {page.number}: geen tekst, wel een afbeelding")
    return replace(page, blocks=blocks, recognised=bool(blocks))


def blocks_of(content: PageContent, found: _Found) -> list[RawBlock]:
    """Give a page's lines and table rows in reading order; sideways text comes after the upright text."""
    by_turn: dict[int, list[Glyph]] = {}
    for glyph in content.glyphs:
        by_turn.setdefault(glyph.turn, []).append(glyph)
    words = {turn: words_of(glyphs, content.width, content.height) for turn, glyphs in by_turn.items()}
    tables: dict[int, list[PageTable]] = {}
    if 0 in words:
        words[0] = with_dots(words[0], dots(content))
        everything = [w._replace(turn=turn) for turn, some in words.items() for w in some]
        tables[0], rest = tables_of(frame_of(content, 0), everything)
        words = {turn: [w for w in rest if w.turn == turn] for turn in words}
    blocks: list[RawBlock] = []
    for place, turn in enumerate(sorted(words, key=lambda t: (-len(by_turn[t]), t))):
        if turn and words[turn]:  # the upright frame has had its turn
            tables[turn], words[turn] = tables_of(frame_of(content, turn), words[turn])
        blocks.extend(_in_order(words[turn], tables.get(turn, []), found, first_region=100 * place))
    return blocks


def _in_order(
    words: Sequence[Word], tables: Sequence[PageTable], found: _Found, *, first_region: int
) -> Iterator[RawBlock]:
    """Give lines and table rows in reading order; a table takes part in it as one large word."""
    stand_ins = [
        Word("", t.box[0], t.box[1], t.box[2], t.box[3], t.box[1] + 1, 1.0, False, False, "", False, t.box, 0, number)
        for number, t in enumerate(tables, start=1)
    ]
    for region, part in enumerate(regions([*words, *stand_ins]), start=first_region):
        for row in part.rows:
            beside = [w for w in row.words if not w.table]
            if beside:
                line = line_of(beside, region=region, left=part.left, right=part.right)
                yield RawBlock(RawKind.LINE, line.text, lines=(line,))
            for word in row.words:
                if word.table:
                    found.tables += 1
                    yield from _rows(tables[word.table - 1], found.tables)


def _rows(table: PageTable, number: int) -> Iterator[RawBlock]:
    for row in table.rows:
        yield RawBlock(
            RawKind.ROW,
            table=number,
            width=len(table.edges) - 1,
            cells=row.cells,
            opened=row.opened,
            unclosed=row.unclosed,
        )
