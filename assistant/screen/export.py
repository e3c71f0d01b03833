"""The writers of files: an answer as text, Word or PDF. Everything is made in memory; nothing is kept."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import docx
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate

from assistant.screen import texts
from assistant.screen.report import Part, Style

STATIC = Path(__file__).resolve().parent / "static"
FONT, BOLD = "Atkinson", "Atkinson-Bold"
ACCENT = "#14507a"

DOCX_STYLES = {
    Style.TITLE: "Title",
    Style.HEADING: "Heading 1",
    Style.SUBHEADING: "Heading 2",
    Style.TEXT: "Normal",
    Style.ITEM: "List Bullet",
    Style.QUOTE: "Quote",
    Style.SMALL: "Normal",
}


def as_text(parts: Sequence[Part]) -> bytes:
    """Give the parts as plain text, for the clipboard."""
    written: list[str] = []
    for part in parts:
        if part.style in {Style.HEADING, Style.SUBHEADING}:
            written.append("")
        written.append({Style.ITEM: "- ", Style.QUOTE: "    "}.get(part.style, "") + part.text)
    return ("\n".join(written) + "\n").encode("utf-8", "replace")


def as_docx(parts: Sequence[Part]) -> bytes:
    """Give the parts as a Word document with real headings, so that a screen reader finds its way."""
    document = docx.Document()
    document.core_properties.title = texts.REPORT_TITLE
    document.core_properties.author = texts.NAME
    document.core_properties.language = texts.LOCALE
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    language = normal.element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): texts.LOCALE})
    normal.element.get_or_add_rPr().append(language)
    for part in parts:
        paragraph = document.add_paragraph(style=DOCX_STYLES[part.style])
        run = paragraph.add_run(part.text)
        if part.style is Style.SMALL:
            run.font.size, run.font.color.rgb = Pt(9), RGBColor(0x4D, 0x56, 0x5F)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_pdf(parts: Sequence[Part]) -> bytes:
    """Give the parts as a PDF in our own typeface."""
    styles = _pdf_styles()
    flow = [
        Paragraph(escape(part.text), styles[part.style], bulletText="•" if part.style is Style.ITEM else None)
        for part in parts
    ]
    out = io.BytesIO()
    made = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=22 * mm,
        rightMargin=22 * mm,
        topMargin=20 * mm,
        bottomMargin=20 * mm,
        title=texts.REPORT_TITLE,
        author=texts.NAME,
        lang=texts.LOCALE,
    )
    made.build(flow)
    return out.getvalue()


@cache
def _pdf_styles() -> dict[Style, ParagraphStyle]:
    pdfmetrics.registerFont(TTFont(FONT, STATIC / "atkinson-regular.ttf"))
    pdfmetrics.registerFont(TTFont(BOLD, STATIC / "atkinson-bold.ttf"))

    def style(name: Style, size: float, *, bold: bool = False, before: float = 0, **more: object) -> ParagraphStyle:
        return ParagraphStyle(
            name.value,
            fontName=BOLD if bold else FONT,
            fontSize=size,
            leading=size * 1.4,
            spaceBefore=before,
            spaceAfter=3,
            alignment=TA_LEFT,
            bulletFontName=FONT,
            **more,
        )

    return {
        Style.TITLE: style(Style.TITLE, 18, bold=True, textColor=ACCENT),
        Style.HEADING: style(Style.HEADING, 13, bold=True, before=12),
        Style.SUBHEADING: style(Style.SUBHEADING, 11, bold=True, before=8),
        Style.TEXT: style(Style.TEXT, 10.5),
        Style.ITEM: style(Style.ITEM, 10.5, leftIndent=14, bulletIndent=3),
        Style.QUOTE: style(Style.QUOTE, 10, leftIndent=14, textColor="#39414a"),
        Style.SMALL: style(Style.SMALL, 8.5, textColor="#4d565f"),
    }


WRITERS: dict[str, tuple[str, Callable[[Sequence[Part]], bytes]]] = {
    "txt": ("text/plain; charset=utf-8", as_text),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", as_docx),
    "pdf": ("application/pdf", as_pdf),
}
"""By file ending: the type and the writer."""
