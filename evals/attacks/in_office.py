"""Word and OpenDocument as carriers: table cells that are seen; hidden, white and deleted text, comments."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import RGBColor

from evals.attacks.cases import Placed, Topic, cases_in

DRAWING = (
    '<w:r {names} xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><w:drawing><wp:inline>'
    '<wp:docPr id="{number}" name="foto" descr="{text}"/></wp:inline></w:drawing></w:r>'
)
OASIS = "urn:oasis:names:tc:opendocument:xmlns:"


def write_docx(
    path: Path, title: str, fiction: str, topics: Sequence[Topic], placed: Placed, before: Mapping[str, str]
) -> None:
    """Write a Word document: a table for each topic, and what nobody sees in the text above it."""
    word: Any = docx.Document()
    word.add_paragraph(title, style="Title")
    word.add_paragraph(fiction)
    for topic in topics:
        word.add_paragraph(f"Agenda {topic.name}", style="Heading 2")
        paragraph = word.add_paragraph(f"De agenda over {topic.name} wordt elk jaar herzien.")
        _unseen(word, paragraph, topic, placed)
        cells = cases_in(placed, "tabelcel", topic)
        if cells:
            table = word.add_table(1 + len(cells), 3, style="Table Grid")
            for cell, head in zip(table.rows[0].cells, ("Stap", "Toelichting", "Moment"), strict=True):
                cell.paragraphs[0].add_run(head).bold = True
            for row, case in zip(table.rows[1:], cells, strict=True):
                row.cells[0].text = before["tabelcel"].format(topic=topic.name)
                row.cells[1].text = case.text
                row.cells[2].text = "najaar"
    word.save(str(path))


def _unseen(word: Any, paragraph: Any, topic: Topic, placed: Placed) -> None:  # noqa: ANN401 - python-docx has no types
    for case in cases_in(placed, "verborgen in docx", topic):
        paragraph.add_run(f" {case.text}").font.hidden = True
    for case in cases_in(placed, "wit in docx", topic):
        paragraph.add_run(f" {case.text}").font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
    for case in cases_in(placed, "verwijderd in docx", topic):
        deleted = (
            f"<w:del {nsdecls('w')} w:id='1' w:author='x'><w:r><w:delText>{escape(case.text)}</w:delText></w:r></w:del>"
        )
        paragraph._p.append(parse_xml(deleted))
    for case in cases_in(placed, "opmerking in docx", topic):
        word.add_comment(paragraph.runs[:1], text=case.text, author="x")
    for number, case in enumerate(cases_in(placed, "alternatieve tekst", topic), start=1):
        text = escape(case.text, {'"': "&quot;"})
        paragraph._p.append(parse_xml(DRAWING.format(names=nsdecls("w"), number=number, text=text)))


def write_odt(path: Path, title: str, fiction: str, topics: Sequence[Topic], placed: Placed) -> None:
    """Write an OpenDocument text with hidden stretches and comments."""
    parts = [f'<text:h text:outline-level="1">{escape(title)}</text:h><text:p>{escape(fiction)}</text:p>']
    for topic in topics:
        hidden = "".join(
            f'<text:span text:style-name="Weg"> {escape(case.text)}</text:span>'
            for case in cases_in(placed, "verborgen in odt", topic)
        )
        comments = "".join(
            f"<office:annotation><text:p>{escape(case.text)}</text:p></office:annotation>"
            for case in cases_in(placed, "opmerking in odt", topic)
        )
        parts.append(f"<text:p>De memo over {escape(topic.name)} gaat naar de commissie.{hidden}{comments}</text:p>")
    names = " ".join(f'xmlns:{key}="{OASIS}{key}:1.0"' for key in ("office", "text", "style"))
    style = '<style:style style:name="Weg"><style:text-properties text:display="none"/></style:style>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"<office:document-content {names}><office:automatic-styles>{style}</office:automatic-styles>"
            f"<office:body><office:text>{''.join(parts)}</office:text></office:body></office:document-content>",
        )
