"""Prints a manuscript as a Word document with real styles, lists, merged cells, header and footer."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from evals.practice import manuscript as ms
from evals.practice.compose import join
from evals.practice.grid import spans
from evals.practice.html import one_page

STAMP = (2000, 1, 1, 0, 0, 0)


def print_docx(document: ms.Manuscript, folder: Path) -> tuple[ms.Printed, ...]:
    """Write `document` below `folder`; a Word document is one page, because its pages depend on who opens it."""
    word: Any = docx.Document()
    _properties(word, document)
    word.add_paragraph(document.cover[0].text, style="Title")
    for line in document.cover[1:]:
        word.add_paragraph(line.text, style="Subtitle")
    word.add_page_break()
    if document.style.contents:
        _contents(word)
    chapters = (*document.front, *document.body)
    blocks = [block for chapter in chapters for block in chapter.blocks]
    for block in blocks:
        _block(word, block)
    data = BytesIO()
    word.save(data)
    (folder / document.file).write_bytes(_restamped(data.getvalue()))
    return one_page(document, blocks)


def _properties(word: Any, document: ms.Manuscript) -> None:  # noqa: ANN401 - python-docx has no types
    core = word.core_properties
    core.title, core.author = document.title, f"Gemeente {document.municipality}"
    core.created = core.modified = datetime(*STAMP[:3], tzinfo=UTC)
    core.last_modified_by, core.revision, core.language = core.author, 1, "nl-NL"
    section = word.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = document.title
    _field(section.footer.paragraphs[0], "PAGE")


def _field(paragraph: Any, code: str) -> None:  # noqa: ANN401
    """Put in a field (page number, contents) as Word writes it."""
    run = paragraph.add_run()
    for kind, text in (("begin", None), (None, code), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _contents(word: Any) -> None:  # noqa: ANN401
    word.add_paragraph("Inhoudsopgave", style="TOC Heading")
    _field(word.add_paragraph(), r'TOC \o "1-2" \h')
    word.add_page_break()


def _block(word: Any, block: ms.Block) -> None:  # noqa: ANN401
    match block:
        case ms.Heading(level=level, piece=piece):
            word.add_heading(piece.text, level)
        case ms.Paragraph(pieces=pieces) | ms.Scan(lines=pieces):
            word.add_paragraph(_text(pieces))
        case ms.Points(points=points, marks=marks):
            _points(word, points, marks)
        case ms.Table():
            _table(word, block)
        case ms.Sideways(heading=heading, table=table):
            _block(word, heading)
            _table(word, table)
        case ms.Hidden(piece=piece):
            run = word.add_paragraph().add_run(piece.text)
            run.font.color.rgb, run.font.size = RGBColor(255, 255, 255), Pt(2)


def _text(pieces: tuple[ms.Piece, ...]) -> str:
    return join([piece.text for piece in pieces])


def _points(word: Any, points: tuple[tuple[ms.Piece, ...], ...], marks: tuple[str, ...]) -> None:  # noqa: ANN401
    """Add a list; action numbers are printed text, plain numbers are Word's own and begin at 1 again."""
    own = bool(marks) and marks[0] == "1."
    number = _new_numbering(word) if own else None
    for i, point in enumerate(points):
        if marks and not own:
            word.add_paragraph(f"{marks[i]} {_text(point)}", style="List Paragraph")
            continue
        paragraph = word.add_paragraph(_text(point), style="List Number" if own else "List Bullet")
        if number is not None:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = number


def _new_numbering(word: Any) -> int:  # noqa: ANN401
    """Give a numbering that begins at 1, made after that of the style "List Number"."""
    numbering = word.part.numbering_part.element
    style = word.styles["List Number"].element.pPr.numPr.numId.val
    abstract = next(num for num in numbering.num_lst if num.numId == style).abstractNumId.val
    num = numbering.add_num(abstract)
    override = num.add_lvlOverride(0)
    override.add_startOverride(1)
    return int(num.numId)


def _table(word: Any, table: ms.Table) -> None:  # noqa: ANN401
    rows = (*table.heads, *table.rows)
    made = word.add_table(rows=len(rows), cols=len(table.widths), style="Table Grid")
    for place in spans(rows):
        cell = made.cell(place.row, place.column)
        if place.cell.rows > 1 or place.cell.columns > 1:
            cell = cell.merge(made.cell(place.row + place.cell.rows - 1, place.column + place.cell.columns - 1))
        run = cell.paragraphs[0].add_run(_text(place.cell.pieces))
        run.font.size, run.bold = Pt(9), place.row < len(table.heads)
    for row in made.rows[: len(table.heads)]:
        mark = OxmlElement("w:tblHeader")
        row._tr.get_or_add_trPr().append(mark)
    for note in table.notes:
        run = word.add_paragraph().add_run(note.text)
        run.font.size = Pt(8)


def _restamped(data: bytes) -> bytes:
    """Give the same package with fixed times, so that the same seed gives the same bytes."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name in package.namelist():
            entry = zipfile.ZipInfo(name, STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            fixed.writestr(entry, package.read(name))
    return out.getvalue()
