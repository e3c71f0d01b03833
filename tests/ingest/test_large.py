"""Large numbers of an infographic and their labels. All texts are fictional."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.blocks import BlockKind, CleanDocument
from ingest.clean import clean
from ingest.large import is_numbers
from ingest.readers import read


def page(path: Path, *below: tuple[float, float, str]) -> CleanDocument:
    """A page with a heading, a line of two large numbers, what stands below them, and running text."""
    canvas = Canvas(str(path))
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(60, 780, "Proefdorp in cijfers, 2021")
    canvas.setFont("Helvetica-Bold", 22)
    canvas.drawString(100, 740, "12.300")
    canvas.drawString(300, 740, "1,4 mln")
    canvas.setFont("Helvetica", 8)
    for x, y, words in below:
        canvas.drawString(x, y, words)
    canvas.setFont("Helvetica", 10)
    for number in range(8):
        canvas.drawString(60, 650 - 13 * number, "In het dorp gaat het goed en de meeste mensen wonen er met plezier,")
    canvas.save()
    return clean(read(path))


def texts(document: CleanDocument, kind: BlockKind) -> list[str]:
    return [" ".join(block.text.split()) for block in document.blocks if block.kind is kind]


def test_each_number_is_read_with_the_label_below_it(tmp_path: Path) -> None:
    document = page(
        tmp_path / "a.pdf", (95, 722, "inwoners op 1 mei"), (290, 722, "bezoekers aan"), (290, 712, "de jaarmarkt")
    )
    assert texts(document, BlockKind.HEADING) == ["Proefdorp in cijfers, 2021"]
    assert texts(document, BlockKind.PARAGRAPH)[:2] == [
        "12.300 inwoners op 1 mei",
        "1,4 mln bezoekers aan de jaarmarkt",
    ]


def test_numbers_that_do_not_line_up_with_words_are_still_no_heading(tmp_path: Path) -> None:
    document = page(tmp_path / "a.pdf", (95, 722, "inwoners en bezoekers"))
    assert texts(document, BlockKind.HEADING) == ["Proefdorp in cijfers, 2021"]
    assert texts(document, BlockKind.PARAGRAPH)[:2] == ["12.300 1,4 mln", "inwoners en bezoekers"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("38.420 2,1 mln", True), ("84 %", True), ("€ 12.000", True), ("2021", False), ("2 Wonen", False), ("mln", False)],
)
def test_numbers_have_no_words_but_units(text: str, *, expected: bool) -> None:
    assert is_numbers(text) is expected
