"""Tables that lost their shape in plain text: read back as rows, or kept as text with a caution."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ingest.blocks import BlockKind
from ingest.readers.flattened import EMPTY, INFERRED, LOST, flat_tables
from ingest.readers.raw import RawKind
from ingest.readers.text import blocks_of
from tests.ingest.rewrite_golden import CORPUS, PLAIN_SEED
from tests.ingest.sheets import check, cleaned, of_kind, rows, texts

HEAD = "ThemaVeilige wijkenZorg en veiligheid"
ROW = "ConvenantenCybercrimePersonen met zorgvraag"


def cells_of(text: str) -> list[tuple[str, ...]]:
    return [row.cells for table in flat_tables(text.split("\n")) for row in table.rows]


def test_the_seeds_flat_table_has_the_cells_of_the_page_it_came_from() -> None:
    page = cleaned(CORPUS / "documents" / "jaarplan-veiligheid-2021-inleiding.html")
    flat = cleaned(PLAIN_SEED)
    assert rows(flat) == rows(page)
    assert len(rows(flat)) == 6


def test_a_passage_of_a_flat_table_says_that_its_columns_are_inferred_and_others_do_not() -> None:
    flat = cleaned(PLAIN_SEED)
    check(flat)
    assert flat.cautions == (INFERRED,)
    for block in flat.blocks:
        assert flat.cautions_on(block.spans) == ((INFERRED,) if block.kind is BlockKind.ROW else ())


def test_a_row_that_does_not_come_to_the_width_stands_under_no_column(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(
        f"Titel\n\n{HEAD}\nWerkwijzenOnderwerpenOnderwerpen\n\nJeugd\n\n • Groepen\n{ROW}\n\nEinde\n\nTekst.\n"
    )
    document = cleaned(path)
    check(document)
    assert texts(document, BlockKind.HEADING) == ["Titel", "Einde"]
    assert rows(document) == [
        [("Jeugd\n• Groepen", ())],
        [
            ("Convenanten", ("Thema", "Werkwijzen")),
            ("Cybercrime", ("Veilige wijken", "Onderwerpen")),
            ("Personen met zorgvraag", ("Zorg en veiligheid", "Onderwerpen")),
        ],
    ]


def test_a_table_without_a_row_of_its_width_stays_text_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("Titel\n\nThemaWijkenZorgBestuurGeldTijd\nDrugsWapensGeweld\nHelingRovenBrand\n\nEinde\n\nTekst.\n")
    document = cleaned(path)
    assert not of_kind(document, BlockKind.ROW)
    assert texts(document, BlockKind.HEADING) == ["Titel", "Einde"]
    assert document.cautions == (LOST,)
    [last] = [b for b in of_kind(document, BlockKind.PARAGRAPH) if b.text == "Tekst."]
    assert document.cautions_on(last.spans) == ()


def test_empty_cells_are_no_break_spaces() -> None:
    assert cells_of(
        f"{HEAD}\n{ROW}\nAanpak{EMPTY}Drugs\nAanpakDrugs{EMPTY}\n{EMPTY}Drugs{EMPTY}\nA la carteB{EMPTY}en C"
    )[2:] == [("Aanpak", "", "Drugs"), ("Aanpak", "Drugs", ""), ("", "Drugs", "")]


def test_a_no_break_space_inside_a_cell_is_a_space_where_that_makes_the_row_whole() -> None:
    assert cells_of(f"{HEAD}\n{ROW}\nToezichtTeam{EMPTY}WonenOverlast")[2] == (
        "Toezicht",
        f"Team{EMPTY}Wonen",
        "Overlast",
    )


def test_an_abbreviation_ends_or_begins_a_cell() -> None:
    assert cells_of(f"{HEAD}\n{ROW}\nVeiligheidshuis/PGAVeel zorgHIC: inbraak")[2] == (
        "Veiligheidshuis/PGA",
        "Veel zorg",
        "HIC: inbraak",
    )


def test_names_with_capitals_inside_make_no_table() -> None:
    prose = "Wij zijn te vinden op YouTube, WhatsApp en LinkedIn."
    assert cells_of(f"{prose}\n{prose}") == []


def test_one_glued_line_makes_no_table() -> None:
    assert cells_of(f"Inleiding\n\n{HEAD}\n\nTekst.") == []


def test_prose_between_two_tables_keeps_them_apart() -> None:
    text = f"{HEAD}\n{ROW}\n\nHierna staat een andere tabel.\n\n{HEAD}\n{ROW}"
    assert [(t.start, t.end) for t in flat_tables(text.split("\n"))] == [(0, 2), (5, 7)]
    assert {b.table for b in blocks_of(text) if b.kind is RawKind.ROW} == {1, 2}


words = st.sampled_from("toezicht handhaving woonoverlast cameratoezicht jeugdgroepen zorgvraag wijkteam".split())
plain = st.lists(words, min_size=1, max_size=4).map(lambda chosen: " ".join(chosen).capitalize())
listed = st.tuples(plain, st.lists(plain, min_size=1, max_size=3)).map(lambda made: (f"{made[0]}:", *made[1]))


def flattened(row: list[str | tuple[str, ...]]) -> str:
    """Write a row as the text of a web page: cells without anything between, blank lines around a cell's list."""
    text = ""
    for cell in row:
        text += cell or EMPTY if isinstance(cell, str) else "\n\n" + "\n\n • ".join(cell[:2])
        text += "" if isinstance(cell, str) else "".join(f"\n • {point}" for point in cell[2:]) + "\n"
    return text.strip("\n")


@given(st.data(), st.integers(3, 5), st.integers(1, 5))
def test_what_was_flattened_as_a_web_page_is_comes_back(data: st.DataObject, width: int, height: int) -> None:
    full = data.draw(st.lists(st.lists(plain, min_size=width, max_size=width), min_size=2, max_size=2))
    last = st.lists(plain | listed | st.just(""), min_size=width - 1, max_size=width - 1)
    table = data.draw(st.lists(st.tuples(plain, last).map(lambda r: [r[0], *r[1]]), min_size=height, max_size=height))
    found = cells_of("\n".join(map(flattened, (*full, *table, full[1]))))
    written = [c if isinstance(c, str) else "\n• ".join(c) for row in (*full, *table, full[1]) for c in row]
    assert found == [tuple(written[at : at + width]) for at in range(0, len(written), width)]
