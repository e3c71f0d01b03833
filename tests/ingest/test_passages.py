from __future__ import annotations

import hypothesis.strategies as st
from hypothesis import given

from corpus.types import Grain, Passage, Span, text_under
from ingest.blocks import CleanDocument
from ingest.passages import BLOCK_CHARACTERS, SECTION_CHARACTERS, passages
from tests.ingest.making import Making, document

WORD = st.sampled_from("wijk inbraak trekker: Doelstelling thema 2021 en de “politie” – zorg’s ﬁets. Acties: x".split())
TEXT = st.lists(WORD, min_size=1, max_size=30).map(" ".join)
HEADING = st.one_of(
    st.sampled_from(["Thema 1: Wijken", "Doelstelling", "Wat gaan wij in 2021 doen?", "Inbraak", "2.1 Terugblik 2020"]),
    TEXT,
)
CELL = st.one_of(st.just(""), TEXT, st.just("^"))


@st.composite
def cleaned(draw: st.DrawFn) -> CleanDocument:
    """Any document: headings of any level in any order, text, lists, tables, page ends, blocks over a page end."""
    making = Making()
    for kind in draw(st.lists(st.sampled_from(["head", "par", "items", "page", "over", "table", "long"]), max_size=14)):
        match kind:
            case "head":
                making.head(draw(st.integers(0, 4)), draw(HEADING))
            case "par":
                making.par(draw(TEXT))
            case "long":
                making.par("lang " * draw(st.integers(100, 500)) + "verhaal.")
            case "items":
                making.items(*draw(st.lists(TEXT, min_size=1, max_size=4)), level=draw(st.integers(1, 3)))
            case "page":
                making.page()
            case "over":
                making.over_page(draw(TEXT), draw(TEXT))
            case "table":
                wide = draw(st.integers(1, 4))
                heads = draw(st.lists(st.lists(TEXT, min_size=wide, max_size=wide), max_size=2))
                rows = draw(st.lists(st.lists(CELL, min_size=wide, max_size=wide), min_size=1, max_size=4))
                rows = [[c for c in row] for row in rows if any(c not in {"", "^"} for c in row)]
                if heads and rows:
                    making.table(heads, rows, draw(st.sampled_from([None, "* onder verantwoordelijkheid van X"])))
    return making.done()


def places(spans: list[Span]) -> set[tuple[int, int]]:
    return {(span.page, at) for span in spans for at in range(span.start, span.end)}


@given(cleaned())
def test_spans_give_the_text_back(clean: CleanDocument) -> None:
    pages = {page.number: page for page in clean.pages}
    for passage in passages(document(), clean).passages:
        assert passage.text == text_under(passage.spans, pages)
        assert passage.text.strip()


@given(cleaned())
def test_every_character_is_in_a_passage_or_a_named_remainder(clean: CleanDocument) -> None:
    reading = passages(document(), clean)
    held = places([s for p in reading.passages for s in p.spans])
    left = places([r.span for r in reading.remainders])
    for page in clean.pages:
        for at, character in enumerate(page.text):
            assert character.isspace() or (page.number, at) in held or (page.number, at) in left
    assert not held & left
    assert all(remainder.name for remainder in reading.remainders)


@given(cleaned())
def test_every_block_is_in_a_passage_of_block_grain(clean: CleanDocument) -> None:
    reading = passages(document(), clean)
    held = places([s for p in reading.passages if p.grain is Grain.BLOCK for s in p.spans])
    blocks = places([s for b in clean.blocks if b.kind != "heading" for s in b.spans])
    assert blocks <= held


@given(cleaned())
def test_the_same_document_gives_the_same_passages_with_ids_of_their_own(clean: CleanDocument) -> None:
    first, second = passages(document(), clean), passages(document(), clean)
    assert first == second
    ids = [passage.id for passage in first.passages]
    assert len(set(ids)) == len(ids)


@given(cleaned())
def test_a_passage_is_no_longer_than_its_grain_allows(clean: CleanDocument) -> None:
    longest = max((len(b.text) for b in clean.blocks), default=0)
    heads = sum(len(b.text) + 1 for b in clean.blocks if b.head)
    limits = {Grain.BLOCK: BLOCK_CHARACTERS, Grain.SECTION: SECTION_CHARACTERS}
    for passage in passages(document(), clean).passages:
        if limit := limits.get(passage.grain):
            assert len(passage.text) <= max(limit, longest) + heads + 2 * len(clean.blocks)


def test_other_bytes_give_other_ids() -> None:
    clean = Making().par("Dit is verzonnen.").done()
    one = passages(document(), clean).passages[0]
    other = passages(document(sha256="1" * 64), clean).passages[0]
    assert one.id != other.id


def read(making: Making, grain: Grain) -> list[Passage]:
    return [p for p in passages(document(), making.done()).passages if p.grain is grain]


def test_a_list_point_is_an_item_with_its_mark_and_path_and_its_block_holds_the_introduction() -> None:
    making = (
        Making()
        .head(1, "Inbraak")
        .head(2, "Doelstelling")
        .par("Dit willen wij bereiken:")
        .items("Minder inbraken.", marker="1.")
    )
    (item,) = read(making, Grain.ITEM)
    assert (item.text, item.marker, item.section_path[1:3]) == ("Minder inbraken.", "1.", ("Inbraak", "Doelstelling"))
    assert any(p.text == "Dit willen wij bereiken:\nMinder inbraken." for p in read(making, Grain.BLOCK))


def test_label_lines_under_a_list_point_are_part_of_its_item() -> None:
    making = (
        Making()
        .head(1, "Wat gaan wij doen?")
        .items("Wij delen sloten uit.")
        .par("Trekker: Stadstoezicht. Planning: 2021")
        .items("Wij praten met buren.")
        .items("Trekker: politie", level=2)
    )
    texts = [p.text for p in read(making, Grain.ITEM)]
    assert "Wij delen sloten uit.\nTrekker: Stadstoezicht. Planning: 2021" in texts
    assert "Wij praten met buren.\nTrekker: politie" in texts


def test_a_row_carries_its_column_heads_and_a_merged_cell_counts_for_each_row() -> None:
    making = (
        Making()
        .head(1, "Acties")
        .table([["Actie", "Trekker"]], [["Sloten uitdelen", "Stadstoezicht"], ["Lampen plaatsen", "^"]])
    )
    texts = [p.text for p in read(making, Grain.ITEM)]
    assert texts == [
        "Actie\nSloten uitdelen\nTrekker\nStadstoezicht",
        "Actie\nLampen plaatsen\nTrekker\nStadstoezicht",
    ]


def test_a_table_that_is_cut_goes_on_under_its_column_heads() -> None:
    rows = [[f"Wij doen nummer {n} " + "en nog veel meer " * 8, "Stadstoezicht"] for n in range(12)]
    making = Making().head(1, "Acties").table([["Actie", "Trekker"]], rows)
    cuts = read(making, Grain.BLOCK)
    assert len(cuts) > 1
    assert all(cut.text.startswith("Actie\nTrekker\n") for cut in cuts)


def matrix() -> Making:
    return (
        Making()
        .head(1, "Ambitie veiligheid")
        .table(
            [["Thema's", "Veilige wijken", "Zorg en veiligheid"], ["Werkwijzen", "Onderwerpen", "Onderwerpen"]],
            [["Participatie", "Inbraak", "Jeugdoverlast"], ["Convenanten", "Cybercrime", "Huiselijk geweld*"]],
            note="* uitwerking van dit beleidsthema vindt plaats onder verantwoordelijkheid van het Sociaal Domein",
        )
    )


def test_each_cell_of_a_table_of_themes_belongs_to_the_theme_of_its_column() -> None:
    by_text = {p.text: p for p in read(matrix(), Grain.ITEM)}
    assert by_text["Veilige wijken\nOnderwerpen\nCybercrime"].theme == "Veilige wijken"
    marked = next(p for text, p in by_text.items() if "Huiselijk geweld" in text)
    assert marked.theme == "Zorg en veiligheid"
    assert marked.text.startswith("Zorg en veiligheid\nOnderwerpen\nHuiselijk geweld*\n* uitwerking")
    assert by_text["Thema's\nWerkwijzen\nConvenanten"].theme is None


def test_a_footnote_is_bound_to_the_marked_cell_alone() -> None:
    holders = [p for p in read(matrix(), Grain.ITEM) if "Sociaal Domein" in p.text]
    assert len(holders) == 1
    assert "Cybercrime" not in holders[0].text


def test_a_section_holds_what_stands_below_its_heading_once() -> None:
    making = (
        Making()
        .head(1, "Inbraak")
        .head(2, "Doelstelling")
        .items("Minder inbraken.")
        .head(2, "Acties")
        .items("Wij delen sloten uit.")
    )
    (section,) = read(making, Grain.SECTION)
    assert section.text == "Minder inbraken.\nWij delen sloten uit."
    assert (section.section_path[1:], section.topic) == (("Inbraak",), "Inbraak")
