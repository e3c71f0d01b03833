"""A Word table's rows, cells and heads, as its XML has them; and the names of Word's elements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from ingest.readers.docx_styles import flag

NAMES = """
    p r t tab br cr tbl tr tc sdt sdtContent ins moveTo del hyperlink smartTag fldSimple customXml sym noBreakHyphen
    footnoteReference endnoteReference txbxContent rPr vanish color vertAlign tblHeader gridSpan vMerge gridBefore trPr
    tcPr tblPr val id type shd
"""
W = {name: qn(f"w:{name}") for name in NAMES.split()}
CONTAINERS = frozenset(W[n] for n in "sdt sdtContent ins moveTo hyperlink smartTag fldSimple customXml".split())


def below(element: Any, tag: str) -> Iterator[Any]:  # noqa: ANN401
    """Give the elements of this name below `element`, content controls and the like looked into."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in CONTAINERS:
            yield from below(child, tag)


def placed(row: Any) -> Iterator[tuple[Any, int, int]]:  # noqa: ANN401
    """Give a row's cells with their first column and width in columns."""
    before = row.find(f"{W['trPr']}/{W['gridBefore']}")
    column = _number(before, 0)
    for cell in below(row, W["tc"]):
        wide = max(_number(cell.find(f"{W['tcPr']}/{W['gridSpan']}"), 1), 1)
        yield cell, column, wide
        column += wide


def _number(element: Any, otherwise: int) -> int:  # noqa: ANN401
    try:
        return min(int(element.get(W["val"])), 1000) if element is not None else otherwise
    except (TypeError, ValueError):
        return otherwise


def continued(below: list[list[tuple[Any, int, int]]], column: int) -> int:
    """Count the rows directly below in which the cell at `column` continues."""
    count = 0
    for row in below:
        cell = next((c for c, at, _ in row if at == column), None)
        merge = cell.find(f"{W['tcPr']}/{W['vMerge']}") if cell is not None else None
        if merge is None or merge.get(W["val"]) == "restart":
            break
        count += 1
    return count


def head_rows(rows: list[Any]) -> int:
    """Count the rows at the top that hold column heads: those that say so, else a first row all in bold."""
    marked = 0
    for row in rows:
        if not flag(row.find(f"{W['trPr']}/{W['tblHeader']}")):
            break
        marked += 1
    if marked or len(rows) < 2:
        return marked
    first, second = (all(_bold(c) for c in below(row, W["tc"])) for row in rows[:2])
    return 1 if first and not second else 1 if _styled_first_row(rows[0]) else 0


def _styled_first_row(row: Any) -> bool:  # noqa: ANN401
    """Tell whether the table's look switches on a first row of heads (tblLook)."""
    look = row.getparent().find(f"{W['tblPr']}/{qn('w:tblLook')}")
    if look is None:
        return False
    if look.get(qn("w:firstRow")) is not None:
        return look.get(qn("w:firstRow")) in {"1", "true", "on"}
    try:
        return bool(int(look.get(W["val"]) or "0", 16) & 0x20)
    except ValueError:
        return False


def _bold(cell: Any) -> bool:  # noqa: ANN401
    runs = [r for r in cell.iter(W["r"]) if "".join(t.text or "" for t in r.iter(W["t"])).strip()]
    return all(flag(r.find(f"{W['rPr']}/{qn('w:b')}")) for r in runs)
