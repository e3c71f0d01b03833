"""XLSX: sheets as tables with their heads, numbers as they are printed, hidden parts left out and named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Font

from corpus.errors import ReadError
from ingest.blocks import BlockKind
from ingest.readers import read
from ingest.readers.xlsx_values import shown
from tests.ingest.sheets import check, cleaned, of_kind, rows, texts

HEADS = ("Actie", "Trekker", "Planning")
ROWS = (("Zes camera's plaatsen", "Stadstoezicht", "maart"), ("Hekken herstellen", "Team Wonen", "mei"))


def book(path: Path, *fill: Callable[[Any], None]) -> Path:
    """Write a workbook with one sheet for each filler."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for filler in fill:
        filler(made.create_sheet())
    made.save(path)
    return path


def table(sheet: Any) -> None:
    for row in (HEADS, *ROWS):
        sheet.append(row)


def bound(*found: tuple[str, ...]) -> list[list[tuple[str, tuple[str, ...]]]]:
    return [[(cell, (head,)) for cell, head in zip(row, HEADS, strict=True)] for row in found]


def test_a_sheet_is_a_table_under_its_title(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet.title = "Acties"
        sheet.append(["Actieprogramma Veiligheid 2031"])
        sheet.append([])
        table(sheet)

    document = cleaned(book(tmp_path / "a.xlsx", fill))
    check(document)
    assert texts(document, BlockKind.HEADING) == ["Actieprogramma Veiligheid 2031"]
    assert rows(document) == bound(*ROWS)


def test_several_sheets_stand_under_their_names(tmp_path: Path) -> None:
    def other(sheet: Any) -> None:
        sheet.title = "Zorg en veiligheid"
        table(sheet)

    def wijken(sheet: Any) -> None:
        sheet.title = "Veilige wijken"
        table(sheet)

    document = cleaned(book(tmp_path / "a.xlsx", wijken, other))
    assert texts(document, BlockKind.HEADING) == ["Veilige wijken", "Zorg en veiligheid"]
    assert {b.table for b in of_kind(document, BlockKind.ROW)} == {1, 2}


def test_merged_heads_and_cells(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        for row in (("Thema", "Aantal", None), (None, 2030, 2031), ("Wijken", 12, 9), (None, 8, 7)):
            sheet.append(row)
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("B1:C1")
        sheet.merge_cells("A3:A4")

    document = cleaned(book(tmp_path / "a.xlsx", fill))
    check(document)
    first, last = ("Aantal", "2030"), ("Aantal", "2031")
    assert rows(document) == [
        [("Wijken", ("Thema",)), ("12", first), ("9", last)],
        [("Wijken", ("Thema",)), ("8", first), ("7", last)],
    ]


def test_rows_after_an_empty_one_go_on_under_the_heads_and_a_bold_line_names_a_group(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        table(sheet)
        sheet.append(["Thema Zorg"])
        sheet.cell(4, 1).font = Font(bold=True)
        sheet.append(["Buren bezoeken", "GGD", "juni"])
        sheet.append([])
        sheet.append(["Lampen plaatsen", "Team Licht", "juli"])

    document = cleaned(book(tmp_path / "a.xlsx", fill))
    check(document)
    assert rows(document)[2][0] == ("Buren bezoeken", ("Actie", "Thema Zorg"))
    assert rows(document)[3][1] == ("Team Licht", ("Trekker",))


def test_what_is_hidden_is_left_out_and_named(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        sheet.title = "Acties"
        table(sheet)
        sheet.append(["Geheim plan", "Niemand", "nooit"])
        sheet.append(["Lampen plaatsen", "Team Licht", "juli"])
        sheet["D1"], sheet["D2"] = "Opmerking", "intern"
        sheet["B5"].number_format = ";;;"
        sheet.row_dimensions[4].hidden = True
        sheet.column_dimensions["D"].hidden = True

    def secret(sheet: Any) -> None:
        sheet.title = "Intern"
        table(sheet)
        sheet.sheet_state = "veryHidden"

    document = cleaned(book(tmp_path / "a.xlsx", fill, secret))
    check(document)
    assert rows(document) == [*bound(*ROWS), [("Lampen plaatsen", ("Actie",)), ("juli", ("Planning",))]]
    assert document.cautions == (
        "Verborgen op werkblad Acties en weggelaten: rij 4, kolom D, 1 cel die niets tonen",
        "Verborgen werkblad is weggelaten: Intern",
    )


def test_a_formula_is_its_saved_value_and_one_without_is_named(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        table(sheet)
        sheet["C3"] = "=1+1"

    document = cleaned(book(tmp_path / "a.xlsx", fill))
    assert rows(document)[1] == bound(ROWS[1])[0][:2]
    assert document.unread == ("formules zonder bewaarde uitkomst: 1; open het bestand in Excel en bewaar het opnieuw",)


@pytest.mark.parametrize(
    ("value", "number_format", "printed"),
    [
        (0.155, "0.0%", "15,5%"),
        (0.12, "0%", "12%"),
        (15000, "#,##0", "15.000"),
        (15000.5, '"€" #,##0.00', "€ 15.000,50"),
        (15000, "[$€-413] #,##0", "€ 15.000"),
        (-12, "General", "-12"),
        (-1200, "#,##0;-#,##0", "-1.200"),
        (-1200, "#,##0;(#,##0)", "(1.200)"),
        (2.5, "General", "2,5"),
        (0.1 + 0.2, "General", "0,3"),
        (1.5, "0.##", "1,5"),
        (12, '0 "per 1.000"', "12 per 1.000"),
        (True, "General", "WAAR"),
        (dt.datetime(2031, 3, 1), "dd-mm-yyyy", "1-3-2031"),
        (dt.datetime(2031, 3, 1), "d mmmm yyyy", "1 maart 2031"),
        (dt.datetime(2031, 3, 1), "mmm-yy", "maart 2031"),
        (dt.datetime(2031, 3, 1, 9, 30), "d-m-yyyy h:mm", "1-3-2031 09:30"),
        (5, ";;;", ""),
        ("tekst", ";;", "tekst"),
        (None, "General", ""),
    ],
)
def test_a_value_is_what_a_dutch_excel_prints(value: object, number_format: str, printed: str) -> None:
    assert shown(value, number_format) == printed


VALUES = (
    st.none() | st.integers(-5000, 5000) | st.floats(-1e6, 1e6) | st.text(st.characters(codec="utf-8"), max_size=12)
)


@given(
    st.lists(st.lists(VALUES, min_size=1, max_size=5), min_size=1, max_size=8), st.sets(st.integers(1, 8), max_size=2)
)
def test_any_sheet_is_read_whole_or_refused(
    tmp_path_factory: pytest.TempPathFactory, cells: list[list[object]], hidden: set[int]
) -> None:
    def fill(sheet: Any) -> None:
        for number, row in enumerate(cells, 1):
            for column, value in enumerate(row, 1):
                if isinstance(value, str):
                    value = "".join(c for c in value if c.isprintable()).lstrip("=")
                sheet.cell(number, column, value)
        for row in hidden:
            sheet.row_dimensions[row].hidden = True

    path = book(tmp_path_factory.getbasetemp() / "eigen.xlsx", fill)
    with suppress(ReadError):
        check(cleaned(path))


def test_a_workbook_with_another_name_is_read_as_what_it_is(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", table)
    path.rename(tmp_path / "a.pdf")
    assert len(read(tmp_path / "a.pdf").pages[0].blocks) == 3


def test_a_workbook_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="geen zichtbare tekst"):
        read(book(tmp_path / "a.xlsx", lambda sheet: None))
