"""An HTML table as rows of cells, with merged cells counted as the standard says (HTML, section 4.9.12)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

from ingest.readers.errors import MAX_PIECES, TooLarge
from ingest.readers.lists import points
from ingest.readers.raw import LOWERED, RAISED, RawBlock, RawCell, RawKind

MAX_COLUMNS = 200  # the standard allows a colspan of 1000; no table that a person reads has so many
MAX_WIDTH = 1000
MAX_ROWS = 65534  # the standard's own limit of rowspan
MAX_DEPTH = 200
LINES = frozenset("p div li br tr ul ol table h1 h2 h3 h4 h5 h6 dt dd caption".split())


def is_layout(table: HtmlElement) -> bool:
    """Tell whether a table only places things: it says so, has one column, or holds another table and no heads."""
    if table.get("role") in {"presentation", "none"}:
        return True
    rows = list(table_rows(table))
    if max((len(cells(row)) for row in rows), default=0) < 2 and not any(c.tag == "th" for r in rows for c in cells(r)):
        return True
    nested = table.find(".//table") is not None
    return nested and not any(c.tag == "th" for row in rows for c in cells(row))


def table_rows(table: HtmlElement) -> Iterator[HtmlElement]:
    """Give the rows of this table itself: head first, then bodies, then foot."""
    parts = [*(c for c in table if c.tag == "thead"), *(c for c in table if c.tag in {"tbody", "tr"})]
    for part in [*parts, *(c for c in table if c.tag == "tfoot")]:
        yield from ([part] if part.tag == "tr" else (c for c in part if c.tag == "tr"))


def cells(row: HtmlElement) -> list[HtmlElement]:
    """Give a row's own cells."""
    return [c for c in row if c.tag in {"td", "th"}]


def rows_of(table: HtmlElement, number: int) -> Iterator[RawBlock]:
    """Give a table's caption, if any, and its rows."""
    caption = table.find("caption")
    if caption is not None and (text := cell_text(caption)):
        yield RawBlock(RawKind.PARAGRAPH, text)
    rows = list(table_rows(table))
    busy: dict[int, int] = {}  # column -> rows that a merged cell from above still covers
    made: list[tuple[RawCell, ...]] = []
    count = 0
    for index, row in enumerate(rows):
        column, placed = 0, []
        for cell in cells(row):
            while busy.get(column, 0) > 0:
                column += 1
            wide = min(_span(cell, "colspan", MAX_COLUMNS), MAX_COLUMNS)
            high = _span(cell, "rowspan", MAX_ROWS) or len(rows) - index
            count += 1
            if count > MAX_PIECES:
                raise TooLarge
            if column > MAX_WIDTH:
                break
            high = min(high, len(rows) - index)
            head = _is_head(cell, row)
            placed.append(RawCell(cell_text(cell), max(wide, 1), high, head, column))
            for c in range(column, column + max(wide, 1)):
                busy[c] = high
            column += max(wide, 1)
        made.append(tuple(placed))
        busy = {c: n - 1 for c, n in busy.items() if n > 1}
    width = max((c.column + c.columns for r in made for c in r), default=0)
    for row_cells in made:
        yield RawBlock(RawKind.ROW, table=number, width=width, cells=row_cells)


def _is_head(cell: HtmlElement, row: HtmlElement) -> bool:
    parent = row.getparent()
    if parent is not None and parent.tag == "thead":
        return True
    if cell.tag != "th" or cell.get("scope") in {"row", "rowgroup"}:
        return False
    return cell.get("scope") in {"col", "colgroup"} or all(c.tag == "th" for c in cells(row))


def _span(cell: HtmlElement, name: str, most: int) -> int:
    try:
        value = int(cell.get(name) or 1)
    except ValueError:
        return 1
    return min(value, most) if value >= 0 else 1


def cell_text(element: HtmlElement) -> str:
    """Give the text of a cell, a line for each paragraph or list point, with the point's marker."""
    pieces: list[str] = []
    _collect(element, pieces, 0)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\v"))
    return "\n".join(line for line in lines if line)


def _collect(element: HtmlElement, pieces: list[str], depth: int) -> None:
    pieces.append((element.text or "").replace("\v", " "))
    markers = dict(points(element)) if element.tag in {"ul", "ol"} else {}
    for child in element:
        if isinstance(child.tag, str) and depth < MAX_DEPTH:
            breaks = child.tag in LINES
            pieces.append("\v" if breaks else "")
            pieces.append(f"{markers[child]} " if child in markers else "")
            if child.tag == "sup":
                mark = " ".join(child.text_content().split())
                pieces.append(f"{RAISED}{mark}{LOWERED}" if 0 < len(mark) <= 4 else mark)
            else:
                _collect(child, pieces, depth + 1)
            pieces.append("\v" if breaks and child.tag != "br" else " " if child.tag in {"td", "th"} else "")
        pieces.append((child.tail or "").replace("\v", " "))
