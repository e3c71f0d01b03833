"""The register as a person filters it, and as files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from assistant.rows import COLUMNS, item_row
from corpus.names import folded, spellings
from corpus.types import ItemKind, RegisterItem

if TYPE_CHECKING:
    from corpus.index import Index

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a cell may not begin with, or a spreadsheet runs it (OWASP, CSV Injection)."""
LONGEST_CELL = 32_000  # Excel takes 32,767 characters


@dataclass(frozen=True, slots=True)
class Choice:
    """What the register is filtered by; an empty field is no restriction."""

    year: str = ""
    theme: str = ""
    topic: str = ""
    party: str = ""
    kind: str = ""
    progress: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """The values that each filter can have in this index, in the order they are offered."""

    year: tuple[str, ...]
    theme: tuple[str, ...]
    topic: tuple[str, ...]
    party: tuple[str, ...]
    kind: tuple[str, ...]
    progress: tuple[str, ...]


def options(index: Index) -> Options:
    """Gather the values that occur."""
    items = index.register
    return Options(
        year=tuple(str(y) for y in sorted({y for i in items for y in i.years}, reverse=True)),
        theme=_names(i.theme for i in items),
        topic=_names(i.topic for i in items),
        party=_names(p.name for i in items for p in i.parties),
        kind=tuple(kind.value for kind in ItemKind if any(i.kind is kind for i in items)),
        progress=_names(i.status for i in items),
    )


def _names(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted(spellings(v for v in values if v).values(), key=str.casefold))


def chosen(index: Index, choice: Choice) -> tuple[RegisterItem, ...]:
    """Give the items that meet every filter, in the register's order."""
    return tuple(item for item in index.register if _meets(item, choice))


def _meets(item: RegisterItem, choice: Choice) -> bool:
    exact = {"year": {str(y) for y in item.years}, "kind": {item.kind.value}}
    named = {
        "theme": {item.theme or ""},
        "topic": {item.topic or ""},
        "party": {p.name for p in item.parties},
        "progress": {item.status or ""},
    }
    if any((wanted := getattr(choice, name)) and wanted not in values for name, values in exact.items()):
        return False
    if any((wanted := getattr(choice, name)) and not _named(wanted, values) for name, values in named.items()):
        return False
    text = f"{item.label or ''} {item.text}".casefold()
    return all(word in text for word in choice.words.casefold().split())


def _named(wanted: str, names: set[str]) -> bool:
    """Tell whether a name is among others, however it is spelled."""
    return wanted in names or folded(wanted) in {folded(name) for name in names if name}


def query(choice: Choice) -> dict[str, str]:
    """Give the choice as the fields of an address, the empty ones left out."""
    return {f.name: getattr(choice, f.name) for f in fields(choice) if getattr(choice, f.name)}


def as_csv(items: Sequence[RegisterItem], index: Index) -> bytes:
    """Give the items as CSV: semicolons and a byte-order mark, as Dutch spreadsheets expect."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, delimiter=";")
    writer.writeheader()
    for item in items:
        writer.writerow({name: _cell(value) for name, value in item_row(item, index).items()})
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def as_xlsx(items: Sequence[RegisterItem], index: Index) -> bytes:
    """Give the items as an Excel workbook."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font

    book = Workbook(write_only=False)
    sheet = book.active
    sheet.title = "Register"
    sheet.append(COLUMNS)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    for item in items:
        row = item_row(item, index)
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", c) if isinstance(c := _cell(row[n]), str) else c for n in COLUMNS])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(value: object) -> object:
    """Give a value that a spreadsheet shows and does not run."""
    if not isinstance(value, str):
        return value
    text = value[:LONGEST_CELL]
    return f"'{text}" if text.startswith(FORMULA) else text
