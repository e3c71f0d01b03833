"""ODT (OpenDocument text), read as the XML it is: headings, numbered lists, merged cells, footnotes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from ingest.readers.docx_gate import gate
from ingest.readers.errors import MAX_PIECES, TooLarge, refused
from ingest.readers.lists import BULLET, numeral
from ingest.readers.odt_unseen import Sight
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

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
NAMES = {key: f"{{{OASIS}{key}:1.0}}" for key in ("office", "text", "table", "style", "draw")}
TEXT, TABLE = NAMES["text"], NAMES["table"]
TITLE = "{http://purl.org/dc/elements/1.1/}title"
SKIPPED = frozenset(
    {f"{TEXT}tracked-changes", f"{TEXT}note", f"{NAMES['office']}annotation", f"{NAMES['office']}forms"}
)
CONTENTS = frozenset({f"{TEXT}table-of-content", f"{TEXT}illustration-index", f"{TEXT}table-index"})
MAX_DEPTH = 60
MAX_REPEAT = 1_000


def read_odt(path: Path) -> RawDocument:
    """Read an OpenDocument text; it is one page without a label.

    Raises:
        ReadError: it is damaged, unpacks too large, or holds no text.
    """
    gate(path)
    try:
        with zipfile.ZipFile(path) as archive:
            content = _xml(archive, "content.xml")
            parts = archive.namelist()
            styles = _xml(archive, "styles.xml") if "styles.xml" in parts else None
            meta = _xml(archive, "meta.xml") if "meta.xml" in parts else None
    except (KeyError, zipfile.BadZipFile, etree.LxmlError, EOFError, NotImplementedError, RuntimeError) as error:
        raise refused(path, "het ODT-bestand is beschadigd of versleuteld") from error
    body = content.find(f"{NAMES['office']}body/{NAMES['office']}text")
    walk = _Walk([root for root in (styles, content) if root is not None])
    if body is not None:
        walk.body(body)
    if not walk.blocks:
        raise refused(path, "er staat geen tekst in het ODT-bestand", "Controleer of het bestand niet leeg is")
    title = next((t.text for t in meta.iter(TITLE)), None) if meta is not None else None
    changed = next(content.iter(f"{TEXT}changed-region"), None) is not None
    hidden = (hidden_text("in het bestand", walk.hidden),) if walk.hidden else ()
    cautions = (*hidden, *((OPEN_CHANGES,) if changed else ()))
    pages = (RawPage(1, None, (*walk.blocks, *walk.notes)),)
    return RawDocument(pages, title=(title or "").strip() or None, cautions=cautions)


def _xml(archive: zipfile.ZipFile, name: str) -> Any:  # noqa: ANN401 (an lxml element)
    return etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False, no_network=True))


class _Walk:
    """Goes through the body in order and keeps the blocks made so far."""

    def __init__(self, roots: list[Any]) -> None:
        self.blocks: list[RawBlock] = []
        self.notes: list[RawBlock] = []
        self.hidden = 0  # letters
        self._sight = Sight(roots)
        self._tables = 0
        self._lists = {s.get(f"{NAMES['style']}name"): s for root in roots for s in root.iter(f"{TEXT}list-style")}
        self._counts: dict[str, dict[int, int]] = {}

    def body(self, element: Any, depth: int = 0, role: str | None = None) -> None:  # noqa: ANN401
        """Take every block below `element`."""
        for child in element:
            if depth > MAX_DEPTH or child.tag in SKIPPED or not isinstance(child.tag, str):
                continue
            if len(self.blocks) > MAX_PIECES:
                raise TooLarge
            if child.tag == f"{TEXT}section" and self._sight.unseen(child):
                self._pass_over(child)
            elif child.tag in {f"{TEXT}p", f"{TEXT}h"}:
                self.paragraph(child, role)
            elif child.tag == f"{TEXT}list":
                self.list(child, 1, child.get(f"{TEXT}style-name"), role)
            elif child.tag == f"{TABLE}table":
                self.table(child)
            else:
                self.body(child, depth + 1, "inhoudsopgave" if child.tag in CONTENTS else role)

    def paragraph(self, element: Any, role: str | None) -> None:  # noqa: ANN401
        """Take one paragraph or heading, then the text boxes in it."""
        text = self.text(element)
        if text and element.tag == f"{TEXT}h":
            level = _integer(element.get(f"{TEXT}outline-level"), 1)
            self.blocks.append(RawBlock(RawKind.HEADING, text.replace("\n", " "), level=min(level, 9), role=role))
        elif text.startswith("*") and text.strip("*) "):
            mark = text[: len(text) - len(text.lstrip("*"))]
            self.blocks.append(RawBlock(RawKind.NOTE, text.lstrip("*) "), marker=mark))
        elif text:
            self.blocks.append(RawBlock(RawKind.PARAGRAPH, text, role=role))
        for box in element.iter(f"{NAMES['draw']}text-box"):
            self.body(box, 1, role)

    def list(self, element: Any, level: int, style: str | None, role: str | None) -> None:  # noqa: ANN401
        """Take a list; its numbers go on from an earlier list of the same style where the document says so."""
        key = style or ""
        counts = self._counts.setdefault(key, {})
        if element.get(f"{TEXT}continue-numbering") != "true" and level == 1:
            counts.clear()
        for item in element:
            if level > MAX_DEPTH or item.tag not in {f"{TEXT}list-item", f"{TEXT}list-header"}:
                continue
            marker = self._marker(style, level, counts) if item.tag == f"{TEXT}list-item" else None
            for child in item:
                if child.tag == f"{TEXT}list":
                    self.list(child, level + 1, child.get(f"{TEXT}style-name") or style, role)
                elif child.tag == f"{TEXT}h":
                    self.paragraph(child, role)
                elif child.tag == f"{TEXT}p" and (text := self.text(child)):
                    kind = RawKind.ITEM if marker else RawKind.PARAGRAPH
                    self.blocks.append(RawBlock(kind, text, level=level if marker else 0, marker=marker, role=role))
                    marker = None

    def _marker(self, style: str | None, level: int, counts: dict[int, int]) -> str:
        """Give the mark that is printed before a point, and count on."""
        described = self._lists.get(style)
        kinds = {_integer(k.get(f"{TEXT}level"), 0): k for k in (described if described is not None else ())}
        kind = kinds.get(level)
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        if kind is None or kind.tag != f"{TEXT}list-level-style-number":
            return BULLET
        counts[level] = counts.get(level, _integer(kind.get(f"{TEXT}start-value"), 1) - 1) + 1
        shown = min(_integer(kind.get(f"{TEXT}display-levels"), 1), level)
        numbers = [
            numeral(counts.get(at, 1), kinds.get(at, kind).get(f"{NAMES['style']}num-format") or "1")
            for at in range(level - shown + 1, level + 1)
        ]
        before, after = (kind.get(f"{NAMES['style']}num-{end}") or "" for end in ("prefix", "suffix"))
        return f"{before}{'.'.join(numbers)}{after}".strip() or BULLET

    def text(self, element: Any) -> str:  # noqa: ANN401
        """Give a paragraph's text; a footnote's mark is raised, and the note is kept for the end."""
        if self._sight.unseen(element):
            self._pass_over(element)
            return ""
        lines = "".join(self._pieces(element, 0)).split("\n")
        return "\n".join(" ".join(line.split()) for line in lines).strip()

    def _pass_over(self, element: Any) -> None:  # noqa: ANN401
        self.hidden += len("".join("".join(element.itertext()).split()))

    def _pieces(self, element: Any, depth: int) -> Iterator[str]:  # noqa: ANN401
        yield printable(element.text or "")
        for child in element:
            tag = child.tag
            if tag == f"{TEXT}note":
                mark = "".join(child.itertext(f"{TEXT}note-citation")).strip()
                note = child.find(f"{TEXT}note-body")
                lines = [self.text(p) for p in note.iter(f"{TEXT}p")] if note is not None else []
                self.notes.append(RawBlock(RawKind.NOTE, "\n".join(line for line in lines if line), marker=mark))
                yield f"{RAISED}{mark}{LOWERED}"
            elif isinstance(tag, str) and self._sight.unseen(child):
                self._pass_over(child)
            elif tag in {f"{TEXT}tab", f"{TEXT}s"}:
                yield " "
            elif tag == f"{TEXT}line-break":
                yield "\n"
            elif (
                isinstance(tag, str) and tag not in SKIPPED and not tag.startswith(NAMES["draw"]) and depth < MAX_DEPTH
            ):
                yield from self._pieces(child, depth + 1)
            yield printable(child.tail or "")

    def table(self, element: Any) -> None:  # noqa: ANN401
        """Take a table as rows; a table of one column is a frame around ordinary text."""
        rows = [r for r in element.iter(f"{TABLE}table-row") if next(r.iterancestors(f"{TABLE}table")) is element]
        grid = [list(_cells(row)) for row in rows]
        width = max((column + wide for row in grid for _, column, wide, _ in row), default=0)
        if width < 2:
            for row in grid:
                for cell, *_ in row:
                    self.body(cell, 1)
            return
        self._tables += 1
        for row, placed in zip(rows, grid, strict=True):
            head = row.getparent().tag == f"{TABLE}table-header-rows"
            cells = tuple(RawCell(self._cell(c), wide, high, head, column) for c, column, wide, high in placed)
            self.blocks.append(RawBlock(RawKind.ROW, table=self._tables, width=width, cells=cells))

    def _cell(self, cell: Any) -> str:  # noqa: ANN401
        lines = []
        for paragraph in cell.iter(f"{TEXT}p", f"{TEXT}h"):
            if any(above.tag in SKIPPED for above in paragraph.iterancestors()):
                continue  # a comment, or a note that is read where its mark stands
            item = next(paragraph.iterancestors(f"{TEXT}list-item", f"{TABLE}table-cell"), None)
            listed = item is not None and item.tag == f"{TEXT}list-item"
            if text := self.text(paragraph):
                lines.append(f"{BULLET} {text}" if listed else text)
        return "\n".join(lines)


def _cells(row: Any) -> Iterator[tuple[Any, int, int, int]]:  # noqa: ANN401
    """Give a row's cells with their first column and the columns and rows they cover."""
    column = 0
    for cell in row:
        repeat = min(_integer(cell.get(f"{TABLE}number-columns-repeated"), 1), MAX_REPEAT)
        if cell.tag == f"{TABLE}table-cell":
            wide = min(_integer(cell.get(f"{TABLE}number-columns-spanned"), 1), MAX_REPEAT)
            high = _integer(cell.get(f"{TABLE}number-rows-spanned"), 1)
            if "".join(cell.itertext()).strip():
                yield cell, column, wide, high
        if cell.tag in {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}:
            column += repeat


def _integer(text: str | None, otherwise: int) -> int:
    try:
        return max(int(text), 0) if text is not None else otherwise
    except ValueError:
        return otherwise
