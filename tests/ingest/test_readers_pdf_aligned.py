"""PDF tables without any line: read where bold heads and white strips leave no doubt, else text as before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from ingest.blocks import BlockKind
from tests.ingest.sheets import SENTENCES, Drawing, check, cleaned, of_kind, pdf, rows, text, texts, together, wrapped

XS = (64, 260, 400)
HEADS = ("Actie", "Trekker", "Planning")
ACTIONS = (
    ("Zes camera's plaatsen", "Stadstoezicht", "maart"),
    ("Hekken bij het station herstellen", "Team Wonen", "tweede kwartaal"),
    ("Buren bezoeken", "GGD", ""),
    ("Lampen in het park vervangen", "Beheer", "oktober"),
)


def table(
    lines: Sequence[Sequence[str]], *, xs: Sequence[float] = XS, y: float = 700, leading: float = 14, bold: bool = True
) -> Drawing:
    def draw(canvas: Canvas) -> None:
        for number, cells in enumerate(lines):
            canvas.setFont("Helvetica-Bold" if number == 0 and bold else "Helvetica", 9)
            for x, words in zip(xs, cells, strict=True):
                canvas.drawString(x, y - leading * number, words)

    return draw


def expected(lines: Sequence[Sequence[str]] = ACTIONS) -> list[list[tuple[str, tuple[str, ...]]]]:
    return [[(words, (head,)) for words, head in zip(cells, HEADS, strict=True) if words] for cells in lines]


def test_rows_of_pieces_under_bold_heads_are_a_table(tmp_path: Path) -> None:
    body = wrapped(" ".join(SENTENCES), 90)
    page = together(text(body, y=780), table((HEADS, *ACTIONS), y=680), text(body, y=580))
    document = cleaned(pdf(tmp_path / "a.pdf", [page]))
    check(document)
    assert rows(document) == expected()
    assert texts(document, BlockKind.PARAGRAPH) == [" ".join(SENTENCES)] * 2
    assert [b.kind for b in document.blocks][0::6] == [BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]


def test_a_cell_that_is_broken_over_lines_is_one_cell(tmp_path: Path) -> None:
    lines = (
        HEADS,
        ("Zes camera's plaatsen op het", "Stadstoezicht", "maart"),
        ("plein en bij het station", "", ""),
        ("Hekken herstellen", "Team Wonen en", "mei"),
        ("", "Team Groen", ""),
    )
    document = cleaned(pdf(tmp_path / "a.pdf", [table(lines)]))
    check(document)
    assert rows(document) == expected(
        [
            ("Zes camera's plaatsen op het plein en bij het station", "Stadstoezicht", "maart"),
            ("Hekken herstellen", "Team Wonen en Team Groen", "mei"),
        ]
    )


def test_text_below_a_table_is_no_row_of_it(tmp_path: Path) -> None:
    page = together(table((HEADS, *ACTIONS)), text(["Bron: het plan"], x=64, y=610, size=9))
    document = cleaned(pdf(tmp_path / "a.pdf", [page]))
    assert rows(document) == expected()
    assert texts(document, BlockKind.PARAGRAPH) == ["Bron: het plan"]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(table((HEADS, *ACTIONS), bold=False), id="no bold heads"),
        pytest.param(table(tuple(line[:2] for line in (HEADS, *ACTIONS)), xs=XS[:2]), id="two columns"),
        pytest.param(table((HEADS, ACTIONS[0])), id="one row"),
        pytest.param(
            together(
                *(
                    together(
                        text([f"Kop {n}"], x=60 + 170 * n, y=764, font="Helvetica-Bold"),
                        text(wrapped(" ".join(SENTENCES[n:]), 28), x=60 + 170 * n),
                    )
                    for n in range(3)
                )
            ),
            id="three columns of text",
        ),
        pytest.param(
            together(
                text(["1   Inleiding   3"], y=780, font="Helvetica-Bold"),
                table((("1", "Veilige wijken", "4"), ("2", "Zorg", "9"), ("3", "Bestuur", "12")), y=760, bold=False),
            ),
            id="contents",
        ),
    ],
)
def test_what_only_looks_like_a_table_stays_text(tmp_path: Path, page: Drawing) -> None:
    document = cleaned(pdf(tmp_path / "a.pdf", [page]))
    check(document)
    assert not of_kind(document, BlockKind.ROW)


CELL = st.text("abdeg", min_size=1, max_size=14).map(str.capitalize)


@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=2, max_size=9), st.sampled_from([12, 16, 22]))
def test_any_full_table_comes_back(
    tmp_path_factory: pytest.TempPathFactory, lines: list[tuple[str, str, str]], leading: float
) -> None:
    path = tmp_path_factory.getbasetemp() / "eigen-tabel.pdf"
    document = cleaned(pdf(path, [table((HEADS, *lines), leading=leading)]))
    check(document)
    assert rows(document) == expected(lines)
