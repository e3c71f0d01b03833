"""The independent reader: a quote is found on its own page and nowhere else, in every format."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from evals.sources import SourceFiles, readings


def write_pdf(path: Path, pages: list[list[str]]) -> None:
    canvas = Canvas(str(path), pagesize=A4)
    for lines in pages:
        for i, line in enumerate(lines):
            canvas.drawString(72, 760 - 16 * i, line)
        canvas.showPage()
    canvas.save()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_pdf(
        tmp_path / "plan.pdf",
        [
            ["Jaarplan van Voorbeeldstad (verzonnen)", "Wij houden 12 controles.", "De raad krijgt elk half", "blz. 1"],
            ["Jaarplan 2021", "jaar een verslag.", "Er is extra camera-", "toezicht in het cen-", "trum van de stad."],
        ],
    )
    (tmp_path / "pagina.html").write_text(
        "<html><head><title>x</title><script>geheim</script></head><body><h1>Doel</h1><p>Minder <b>over</b>last"
        "&nbsp;op straat.</p><table><tr><td>Woonoverlast</td><td>Brandweerzorg</td></tr></table></body></html>",
        encoding="utf-8",
    )
    document = docx.Document()
    document.add_paragraph("Wij sluiten 3 panden.")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Extra toezicht", "politie"
    document.save(str(tmp_path / "plan.docx"))
    (tmp_path / "a.md").write_text("## Doel\n\n- Zie de [pagina](https://a.nl/x).\n1. Eerst **praten**.\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("document", "page", "quote", "there"),
    [
        ("plan.pdf", 1, "Wij houden 12 controles.", True),
        ("plan.pdf", 2, "Wij houden 12 controles.", False),
        ("plan.pdf", 1, "Wij houden 1 controles.", False),
        ("plan.pdf", 1, "Wij houden 120 controles.", False),
        ("plan.pdf", 1, "houden 12", True),
        ("plan.pdf", 1, "ouden 12 controle", False),
        ("plan.pdf", 2, "extra cameratoezicht in het centrum", True),
        ("plan.pdf", 2, "extra camera-\ntoezicht in het cen-\ntrum", True),
        ("plan.pdf", 1, "De raad krijgt elk half jaar een verslag.", True),
        ("plan.pdf", 2, "De raad krijgt elk half jaar een verslag.", False),
        ("plan.pdf", 3, "Wij houden 12 controles.", False),
        ("pagina.html", 1, "Minder overlast op straat.", True),
        ("pagina.html", 1, "geheim", False),
        ("pagina.html", 1, "Brandweerzorg", True),
        ("plan.docx", 1, "Extra toezicht", True),
        ("plan.docx", 1, "Wij sluiten 3 panden", True),
        ("a.md", 1, "Zie de pagina.", True),
        ("a.md", 1, "Eerst praten.", True),
        ("weg.md", 1, "Eerst praten.", False),
        ("../buiten.md", 1, "Eerst", False),
    ],
)
def test_a_quote_stands_where_it_is_said_to(folder: Path, document: str, page: int, quote: str, there: bool) -> None:
    (folder.parent / "buiten.md").write_text("Eerst", encoding="utf-8")
    assert SourceFiles(folder).holds(quote, document, page) is there


def test_every_format_is_read(folder: Path) -> None:
    assert {path.suffix: len(readings(path)) for path in sorted(folder.iterdir())} == {
        ".md": 1,
        ".html": 1,
        ".docx": 1,
        ".pdf": 2,
    }


def test_the_page_of_a_quote_is_found(folder: Path) -> None:
    assert SourceFiles(folder).page_of("Brandweerzorg", "pagina.html") == 1
    assert SourceFiles(folder).page_of("jaar een verslag", "plan.pdf") == 2
    assert SourceFiles(folder).page_of("Rampen", "pagina.html") is None


def test_a_picture_of_text_is_read_from_what_was_printed(folder: Path) -> None:
    canvas = Canvas(str(folder / "scan.pdf"))
    canvas.rect(100, 100, 200, 200)
    canvas.save()
    printed = {("scan.pdf", 1): "Er doen 282 straten mee.", ("plan.pdf", 1): "Iets anders."}
    sources = SourceFiles(folder, printed)
    assert sources.holds("Er doen 282 straten mee.", "scan.pdf", 1)
    assert not sources.holds("Iets anders.", "plan.pdf", 1)
    assert not SourceFiles(folder).holds("Er doen 282 straten mee.", "scan.pdf", 1)
