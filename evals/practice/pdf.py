"""Prints a manuscript as a PDF and says on which page every piece came to stand, from what the layout engine drew."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import reportlab
from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, NextPageTemplate, PageBreak, Spacer, Table, TableStyle

from evals.practice import manuscript as ms
from evals.practice.compose import join
from evals.practice.grid import spans
from evals.practice.pdf_flowables import LIGATURES, BodyStart, Contents, Picture, Placed, Turned
from evals.practice.pdf_pages import PracticeDoc
from evals.practice.placing import Log, placed
from evals.practice.scan import picture

SIZES = {1: 17, 2: 13, 3: 10.5}
FONTS = {
    "Helvetica": ("Helvetica", "Helvetica-Bold"),
    "Times": ("Times-Roman", "Times-Bold"),
    "Vera": ("Vera", "VeraBd"),
}
VERA = Path(reportlab.__file__).parent / "fonts"


def print_pdf(document: ms.Manuscript, folder: Path) -> tuple[ms.Printed, ...]:
    """Write `document` below `folder` and give where its pieces stand."""
    for name in FONTS["Vera"]:
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(VERA / f"{name}.ttf")))
    log = Log()
    printer = _Printer(document, log)
    story = printer.story()
    doc = PracticeDoc(str(folder / document.file), document, log)
    for flowable in story:
        if isinstance(flowable, Contents):
            flowable.printed = doc.printed
    doc.multiBuild(story)
    return placed(log, document.file, doc.labels)


class _Printer:
    """Turns the blocks of one manuscript into flowables."""

    def __init__(self, document: ms.Manuscript, log: Log) -> None:
        self.document, self.log = document, log
        self.font, self.bold = FONTS[document.style.font]
        size = {"Helvetica": 9.8, "Times": 11, "Vera": 9}[document.style.font]
        common: dict[str, Any] = {"hyphenationLang": "nl_NL", "hyphenationMinWordLength": 8, "embeddedHyphenation": 0}
        self.body = ParagraphStyle(
            "body",
            fontName=self.font,
            fontSize=size,
            leading=size * 1.38,
            spaceAfter=size * 0.7,
            alignment=TA_JUSTIFY if document.style.columns else TA_LEFT,
            allowOrphans=1,
            **common,
        )
        small = {"Helvetica": 8.0, "Times": 8.5, "Vera": 7.0}[document.style.font]
        self.cell = ParagraphStyle(
            "cell", parent=self.body, fontSize=small, leading=small * 1.22, spaceAfter=0, alignment=TA_LEFT
        )
        self.head = ParagraphStyle("head", parent=self.cell, fontName=self.bold)
        self.point = ParagraphStyle("point", parent=self.body, leftIndent=30, bulletIndent=4, spaceAfter=size * 0.45)
        self.note = ParagraphStyle("note", parent=self.cell, fontSize=7.5, leading=9, spaceBefore=2)
        self.headings = {
            level: ParagraphStyle(
                f"heading{level}",
                fontName=self.bold,
                fontSize=points,
                leading=points * 1.25,
                spaceBefore=points * 0.9,
                spaceAfter=points * 0.5,
                keepWithNext=1,
            )
            for level, points in SIZES.items()
        }

    def story(self) -> list[Flowable]:
        """Give the whole document: cover, contents, front matter, body."""
        document = self.document
        story: list[Flowable] = [Spacer(1, 7 * cm)]
        for i, line in enumerate(document.cover):
            size = 26 if i == 0 else 12
            style = ParagraphStyle(
                f"cover{i}", fontName=self.bold if i < 2 else self.font, fontSize=size, leading=size * 1.5
            )
            story.append(self.placed((line,), style))
        if document.style.contents:
            title = self.placed((ms.Piece("Inhoudsopgave", ms.Role.NOTE),), self.headings[1])
            story += [NextPageTemplate("one"), PageBreak(), title, self.contents()]
        for chapter in document.front:
            story += self.new_page(chapter, ())
        for i, chapter in enumerate(document.body):
            story += self.new_page(chapter, (BodyStart(),) if i == 0 else ())
        return story

    def new_page(self, chapter: ms.Chapter, first: tuple[Flowable, ...]) -> list[Flowable]:
        """Give a chapter on a page of its kind; `first` comes before all else on that page."""
        bare = any(isinstance(block, ms.Scan) for block in chapter.blocks)
        kind = "bare" if bare else "two" if chapter.columns == 2 else "one"
        return [NextPageTemplate(kind), PageBreak(), *first, *self.chapter(chapter)]

    def contents(self) -> Contents:
        """Give the table of contents; the document turns physical into printed page numbers."""
        styles = [
            ParagraphStyle(
                f"toc{i}", fontName=self.bold if i == 0 else self.font, fontSize=9.5, leading=14, leftIndent=12 * i
            )
            for i in range(3)
        ]
        return Contents(styles)

    def chapter(self, chapter: ms.Chapter) -> list[Flowable]:
        """Give the flowables of a chapter."""
        return [flowable for block in chapter.blocks for flowable in self.block(block)]

    def block(self, block: ms.Block) -> list[Flowable]:
        """Give the flowables of one block."""
        match block:
            case ms.Heading(level=level, piece=piece):
                return [self.placed((piece,), self.headings[level], level=level)]
            case ms.Paragraph(pieces=pieces):
                return [self.placed(pieces, self.body)]
            case ms.Points(points=points, marks=marks):
                return [
                    self.placed(point, self.point, bullet=marks[i] if marks else "•") for i, point in enumerate(points)
                ]
            case ms.Table():
                return self.table(block)
            case ms.Scan(lines=lines):
                return [Picture(picture(lines, self.document.file), self.log, self.log.add(lines), lines)]
            case ms.Sideways(heading=heading, table=table):
                return [
                    *self.block(heading),
                    Turned(self.table(table, width=22 * cm)[0], turn=self.document.style.page_labels),
                ]
            case ms.Hidden(piece=piece):
                white = ParagraphStyle("hidden", parent=self.cell, textColor=colors.white, fontSize=2, leading=3)
                return [self.placed((piece,), white)]

    def placed(
        self, pieces: tuple[ms.Piece, ...], style: ParagraphStyle, *, level: int = 0, bullet: str | None = None
    ) -> Placed:
        """Give a paragraph that notes where it is drawn."""
        text = join([piece.text for piece in pieces])
        if self.document.style.ligatures and style.fontName.startswith("Vera"):
            for letters, ligature in LIGATURES.items():
                text = text.replace(letters, ligature)
        paragraph = Placed(escape(text), style, bulletText=bullet)
        paragraph.log, paragraph.block, paragraph.level = self.log, self.log.add(pieces), level
        return paragraph

    def table(self, table: ms.Table, *, width: float = 16.4 * cm) -> list[Flowable]:
        """Give a ruled table with its notes; merged cells are spans, column heads repeat on every page."""
        style: list[tuple[Any, ...]] = [
            ("GRID", (0, 0), (-1, -1), 0.5, colors.grey),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 3),
            ("RIGHTPADDING", (0, 0), (-1, -1), 3),
            ("BACKGROUND", (0, 0), (-1, len(table.heads) - 1), colors.whitesmoke),
        ]
        rows = (*table.heads, *table.rows)
        grid: list[list[Any]] = [[""] * len(table.widths) for _ in rows]
        first: dict[int, int] = {}
        for place in spans(rows):
            kind = self.head if place.row < len(table.heads) else self.cell
            pieces = tuple(piece for piece in place.cell.pieces if piece.text)
            if pieces:
                cell = grid[place.row][place.column] = self.placed(pieces, kind)
                self.log.rows[cell.block] = first.setdefault(place.row, cell.block)
            end = (place.column + place.cell.columns - 1, place.row + place.cell.rows - 1)
            if end != (place.column, place.row):
                style.append(("SPAN", (place.column, place.row), end))
        flowable = Table(
            grid,
            colWidths=[share * width for share in table.widths],
            repeatRows=len(table.heads),
            style=TableStyle(style),
            spaceAfter=4,
            spaceBefore=4,
        )
        return [flowable, *(self.placed((note,), self.note) for note in table.notes), Spacer(1, 8)]
