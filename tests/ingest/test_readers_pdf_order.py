"""The reading order of a PDF's text, over columns and pages."""

from __future__ import annotations

from pathlib import Path

from ingest.blocks import BlockKind
from tests.ingest.sheets import (
    SENTENCES,
    Drawing,
    check,
    cleaned,
    grid,
    of_kind,
    pdf,
    remainders,
    text,
    texts,
    together,
    wrapped,
)

BODY = wrapped(" ".join(SENTENCES), 80)


def test_a_left_column_goes_on_under_the_end_of_the_right_one(tmp_path: Path) -> None:
    left, right = wrapped(" ".join(SENTENCES), 42), wrapped(SENTENCES[0], 42)
    below = wrapped(f"{SENTENCES[1]} {SENTENCES[3]}", 42)
    page = together(
        text(["Wapens"], x=60, y=780, font="Helvetica-Bold", size=14),
        text(left, x=60),
        text(["Overlast"], x=60, y=750 - 14 * len(left) - 10, font="Helvetica-Bold", size=14),
        text(below, x=60, y=750 - 14 * len(left) - 30),
        text([*right, *wrapped(SENTENCES[2], 42)], x=320),
        text(["Jaarplan Veiligheid 2031 | 4"], x=60, y=40, size=8),
    )
    document = cleaned(pdf(tmp_path / "a.pdf", [page]))
    check(document)
    body = [b.text for b in document.blocks]
    assert body[:4] == ["Wapens", " ".join(SENTENCES), "Overlast", f"{SENTENCES[1]} {SENTENCES[3]}"]
    assert body[-1] == "Jaarplan Veiligheid 2031 | 4"


def test_a_label_at_the_end_of_a_page_keeps_its_value(tmp_path: Path) -> None:
    first = ["• Toezichthouders lopen vaker rondes in het centrum. Trekker:"]
    rest = ["Team Juridische Zaken. Hiervoor is geld beschikbaar."]
    document = cleaned(pdf(tmp_path / "a.pdf", [text([*BODY, *first], y=200), text(rest, y=780)]))
    check(document)
    point = of_kind(document, BlockKind.ITEM)[-1]
    assert point.text.endswith("Trekker:\nTeam Juridische Zaken. Hiervoor is geld beschikbaar.")
    assert [span.page for span in point.spans] == [1, 2]


def test_a_heading_on_top_of_pages_above_a_table_is_no_running_line(tmp_path: Path) -> None:
    def page(number: int) -> Drawing:
        rows = [(66, 746 - 16 * n, f"Actie {number}{n}") for n in range(3)]
        parties = [(266, 746 - 16 * n, "Team Wonen") for n in range(3)]
        return together(
            text(["Jaarplan Veiligheid 2031"], y=815, size=8),
            text(["Wat gaan wij doen?"], y=775, font="Helvetica-Bold"),
            grid((60, 260, 480), [758 - 16 * n for n in range(4)], [*rows, *parties]),
            text(BODY, y=600),
            text(["Wat gaan wij doen?"], y=400, font="Helvetica-Bold"),
            text([f"Bladzijde {number}."], y=380),
        )

    document = cleaned(pdf(tmp_path / "a.pdf", [page(n) for n in range(4)]))
    assert texts(document, BlockKind.HEADING) == ["Wat gaan wij doen?"] * 8
    assert remainders(document, "kopregel") == ["Jaarplan Veiligheid 2031"] * 4
