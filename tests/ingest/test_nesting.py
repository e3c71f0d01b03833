"""How deep points are nested, in every format that has lists: the same list gives the same depths and one action."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from docx import Document as Word
from reportlab.pdfgen.canvas import Canvas

from ingest.blocks import BlockKind, CleanDocument
from ingest.clean import clean
from ingest.passages import passages
from ingest.readers import read
from ingest.register import register
from tests.ingest.making import document
from tests.ingest.sheets import cleaned, pdf, text, together, wrapped

FILL = "De afgelopen jaren kwamen er vaak vragen van bewoners over de straat, het plein en het park in hun buurt. "
POINTS = [
    ("•", 0, "We breiden de buurtwacht uit van twaalf naar twintig straten."),
    ("•", 0, "In de Polder komt een vast team, bestaande uit:"),
    ("–", 1, "een wijkagent,"),
    ("–", 1, "twee handhavers."),
    ("•", 0, "We plaatsen zes lampen in het park."),
]
DEPTHS = [1, 1, 2, 2, 1]
ACTIONS = [
    "We breiden de buurtwacht uit van twaalf naar twintig straten.",
    "In de Polder komt een vast team, bestaande uit: een wijkagent, twee handhavers.",
    "We plaatsen zes lampen in het park.",
]


def drawn(points: list[tuple[str, int, str]], *, top: float, step: float = 16.0) -> object:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for number, (mark, depth, words) in enumerate(points):
            canvas.drawString(80 + 18 * depth, top - number * step, mark)
            canvas.drawString(92 + 18 * depth, top - number * step, words)

    return draw


def depths(document: CleanDocument) -> list[int]:
    return [block.level for block in document.blocks if block.kind is BlockKind.ITEM]


def in_pdf(folder: Path) -> Path:
    head = text(["Wat gaan we doen?"], y=780, font="Helvetica-Bold", size=14)
    body = text(wrapped(FILL * 4, 90), y=750)
    return pdf(folder / "a.pdf", [together(head, body, drawn(POINTS, top=650))])


def in_html(folder: Path) -> Path:
    outer = "<li>{}</li><li>{}<ul><li>{}</li><li>{}</li></ul></li><li>{}</li>".format(*(p[2] for p in POINTS))
    path = folder / "a.html"
    head = f"<h1>Jaarplan</h1><h2>Wat gaan we doen?</h2><p>{FILL * 4}</p>"
    path.write_text(f"<html><body><main>{head}<ul>{outer}</ul></main></body></html>")
    return path


def in_markdown(folder: Path) -> Path:
    lines = "\n".join(f"{'  ' * depth}- {words}" for _, depth, words in POINTS)
    path = folder / "a.md"
    path.write_text(f"# Jaarplan\n\n## Wat gaan we doen?\n\n{FILL * 4}\n\n{lines}\n")
    return path


def in_word(folder: Path) -> Path:
    made = Word()
    made.add_heading("Jaarplan", 1)
    made.add_heading("Wat gaan we doen?", 2)
    made.add_paragraph(FILL * 4)
    for _, depth, words in POINTS:
        made.add_paragraph(words, style="List Bullet 2" if depth else "List Bullet")
    made.save(str(folder / "a.docx"))
    return folder / "a.docx"


@pytest.mark.parametrize("write", [in_pdf, in_html, in_markdown, in_word])
def test_a_nested_list_is_the_same_actions_in_every_format(tmp_path: Path, write: object) -> None:
    path = write(tmp_path)  # type: ignore[operator]
    made = clean(read(path))
    plan = document(sha256=hashlib.sha256(path.read_bytes()).hexdigest())
    assert [item.text for item in register(plan, made, passages(plan, made).passages)] == ACTIONS


def test_printed_points_are_as_deep_as_their_marks_stand(tmp_path: Path) -> None:
    assert depths(cleaned(in_pdf(tmp_path))) == DEPTHS


def test_numbers_set_right_are_one_list(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for number in range(8, 13):
            canvas.drawRightString(90, 800 - number * 16, f"{number}.")
            canvas.drawString(96, 800 - number * 16, f"Maatregel over straat en plein nummer {number}.")

    made = cleaned(pdf(tmp_path / "a.pdf", [together(draw, text(wrapped(FILL * 4, 90), y=500))]))
    assert depths(made) == [1] * 5


def test_a_list_goes_on_at_the_same_depth_on_the_next_page(tmp_path: Path) -> None:
    first = together(text(wrapped(FILL * 4, 90), y=780), drawn(POINTS[:3], top=140))
    second = together(drawn(POINTS[3:], top=780), text(wrapped(FILL * 4, 90), y=700))
    assert depths(cleaned(pdf(tmp_path / "a.pdf", [first, second]))) == DEPTHS
