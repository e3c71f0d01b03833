"""DOCX through python-docx: styles for headings, numbering as Word prints it, merged table cells, footnotes.

The body is walked as XML, since python-docx passes over content controls, text boxes and tracked insertions. Deleted
and hidden text is left out.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from lxml import etree

from ingest.readers.docx_gate import gate
from ingest.readers.docx_numbers import Numbers
from ingest.readers.docx_styles import Styles
from ingest.readers.docx_tables import CONTAINERS, W, below, continued, head_rows, placed
from ingest.readers.docx_unseen import Sight
from ingest.readers.errors import MAX_PIECES, TooLarge, refused
from ingest.readers.raw import (
    LOWERED,
    OPEN_CHANGES,
    RAISED,
    RawBlock,
    RawCell,
    RawDocument,
    RawKind,
    RawPage,
    hidden_text,
    printable,
)

CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
NOTE_START = re.compile(r"^(\*{1,3}\)?)\s*(?=\S)")
TYPED_BULLET = re.compile(r"^([•●▪◦■□‣⁃\uf0b7\uf0a7]|[-–](?=\s))\s*(?=\S)")


def read_docx(path: Path) -> RawDocument:
    """Read a Word document; its text is one page without a label.

    Raises:
        ReadError: it is no Word document, unpacks too large, or is damaged.
    """
    gate(path)
    try:
        opened = docx.Document(str(path))
    except (KeyError, ValueError, zipfile.BadZipFile, etree.LxmlError, AttributeError) as error:
        raise refused(path, "het Word-bestand is beschadigd of onvolledig") from error
    walk = _Walk(opened)
    walk.body(opened.element.body)
    if not any(b.text or b.cells for b in walk.blocks):
        raise refused(path, "er staat geen tekst in het Word-bestand", "Controleer of het bestand niet leeg is")
    title = (opened.core_properties.title or "").strip()
    changes = (W["ins"], W["moveTo"], W["del"])
    cautions = (
        *((hidden_text("in het bestand", walk.hidden),) if walk.hidden else ()),
        *((OPEN_CHANGES,) if next(opened.element.body.iter(*changes), None) is not None else ()),
    )
    return RawDocument((RawPage(1, None, (*walk.blocks, *walk.notes())),), title=title or None, cautions=cautions)


class _Walk:
    """Goes through the body in order and keeps the blocks made so far."""

    def __init__(self, opened: Any) -> None:  # noqa: ANN401 (python-docx has no types)
        self.blocks: list[RawBlock] = []
        self.hidden = 0  # letters
        self.styles = Styles(opened)
        self.sight = Sight(self.styles)
        self.numbers = Numbers(opened)
        self._opened = opened
        self._tables = 0
        self._cells = 0
        self._referred: list[tuple[str, str]] = []  # (part, id) of notes in order of reference

    def body(self, element: Any, depth: int = 0) -> None:  # noqa: ANN401
        """Take every paragraph and table below `element`."""
        for child in element:
            if depth > 60:
                return
            if len(self.blocks) + self._cells > MAX_PIECES:
                raise TooLarge
            if child.tag == W["p"]:
                self.paragraph(child)
            elif child.tag == W["tbl"]:
                self.table(child)
            elif child.tag in CONTAINERS or child.tag == CHOICE or child.tag == ALTERNATE:
                self.body(child, depth + 1)

    def paragraph(self, element: Any) -> None:  # noqa: ANN401
        """Take one paragraph, then the text boxes anchored in it."""
        text = tidy("".join(self.runs(element)))
        marker, level = self.numbers.marker(element, self.styles)
        heading = self.styles.heading(element)
        role = "inhoudsopgave" if self.styles.is_contents(element) else None
        if text and heading:
            shown = f"{marker} {text}" if marker and not marker.startswith("•") else text
            self.blocks.append(RawBlock(RawKind.HEADING, shown.replace("\n", " "), level=heading, role=role))
        elif text and marker:
            self.blocks.append(RawBlock(RawKind.ITEM, text, level=level, marker=marker, role=role))
        elif text and (note := NOTE_START.match(text)):
            self.blocks.append(RawBlock(RawKind.NOTE, text[note.end() :], marker=note[1]))
        elif text and (bullet := TYPED_BULLET.match(text)):
            self.blocks.append(RawBlock(RawKind.ITEM, text[bullet.end() :], level=1, marker=bullet[1], role=role))
        elif text:
            self.blocks.append(RawBlock(RawKind.PARAGRAPH, text, role=role))
        for box in _text_boxes(element):
            self.body(box)

    def runs(self, element: Any, depth: int = 0) -> Iterator[str]:  # noqa: ANN401
        """Give the visible text below `element`, footnote references as raised marks."""
        for child in element:
            tag = child.tag
            if tag == W["r"]:
                if self.sight.unseen(child):
                    self.hidden += len("".join("".join(t.text or "" for t in child.iter(W["t"])).split()))
                else:
                    yield from self._run(child)
            elif tag in CONTAINERS and depth < 60:
                yield from self.runs(child, depth + 1)

    def _run(self, run: Any) -> Iterator[str]:  # noqa: ANN401
        align = run.find(f"{W['rPr']}/{W['vertAlign']}")
        raised = align is not None and align.get(W["val"]) == "superscript"
        for child in run:
            tag = child.tag
            if tag == W["t"]:
                text = printable(child.text or "")
                mark = text.strip()
                yield f"{RAISED}{mark}{LOWERED}" if raised and 0 < len(mark) <= 4 else text
            elif tag == W["tab"]:
                yield "\t"
            elif tag in {W["br"], W["cr"]}:
                yield "\n"
            elif tag == W["noBreakHyphen"]:
                yield "-"
            elif tag == W["sym"]:
                yield "•" if run.getnext() is not None else ""
            elif tag in {W["footnoteReference"], W["endnoteReference"]}:
                part = "footnotes" if tag == W["footnoteReference"] else "endnotes"
                self._referred.append((part, child.get(W["id"]) or ""))
                yield f"{RAISED}{len(self._referred)}{LOWERED}"

    def notes(self) -> Iterator[RawBlock]:
        """Give the footnotes and endnotes in the order of their marks."""
        parts = {name: _notes_part(self._opened, name) for name in {part for part, _ in self._referred}}
        for number, (part, identity) in enumerate(list(self._referred), start=1):
            note = parts[part].get(identity)
            if note is not None:
                lines = (tidy("".join(self.runs(p))) for p in note.iter(W["p"]))
                if text := "\n".join(line for line in lines if line):
                    yield RawBlock(RawKind.NOTE, text, marker=str(number))

    def table(self, element: Any) -> None:  # noqa: ANN401
        """Take a table as rows; a table of one column is a frame around ordinary text."""
        rows = [r for r in below(element, W["tr"])]
        grid = [list(placed(row)) for row in rows]
        width = max((column + wide for row in grid for _, column, wide in row), default=0)
        if width < 2:
            for row in grid:
                for cell, _, _ in row:
                    self.body(cell)
            return
        self._tables += 1
        heads = head_rows(rows)
        for index, row in enumerate(grid):
            cells = []
            for cell, column, wide in row:
                merge = cell.find(f"{W['tcPr']}/{W['vMerge']}")
                if merge is not None and merge.get(W["val"]) != "restart":
                    continue
                high = 1 + (continued(grid[index + 1 :], column) if merge is not None else 0)
                cells.append(RawCell(self.cell(cell), wide, high, index < heads, column))
            self._cells += len(cells)
            if self._cells > MAX_PIECES:
                raise TooLarge
            self.blocks.append(RawBlock(RawKind.ROW, table=self._tables, width=width, cells=tuple(cells)))

    def cell(self, element: Any, depth: int = 0) -> str:  # noqa: ANN401
        """Give a cell's text, a line for each paragraph, with list markers."""
        lines = []
        for child in element.iter(W["p"]) if depth == 0 else ():
            text = tidy("".join(self.runs(child)))
            marker, _ = self.numbers.marker(child, self.styles)
            if text:
                lines.append(f"{marker} {text}" if marker else text)
        return "\n".join(lines)


def _text_boxes(paragraph: Any) -> Iterator[Any]:  # noqa: ANN401
    """Give the text boxes anchored in a paragraph, once each (Word writes a second form for old readers)."""
    for box in paragraph.iter(W["txbxContent"]):
        above = next((a for a in box.iterancestors() if a.tag in {FALLBACK, W["txbxContent"]} or a is paragraph), None)
        if above is paragraph:
            yield box


def _notes_part(opened: Any, name: str) -> dict[str, Any]:  # noqa: ANN401
    for relation in opened.part.rels.values():
        if relation.reltype.endswith(f"/{name}") and not relation.is_external:
            root = etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
            return {note.get(W["id"]) or "": note for note in root if note.get(W["type"]) in {None, "normal"}}
    return {}


def tidy(text: str) -> str:
    """Collapse white space; a forced line end stays one."""
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()
