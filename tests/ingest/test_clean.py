"""The text of record: nothing lost, nothing twice, and what line ends, page ends and footnotes do to it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.blocks import BlockKind
from ingest.clean import clean
from ingest.hyphens import Join, Vocabulary, cut_without_hyphen, join
from ingest.letters import repaired
from ingest.readers import read
from ingest.readers.raw import (
    LOWERED,
    RAISED,
    RawBlock,
    RawCell,
    RawDocument,
    RawKind,
    RawLine,
    RawPage,
    RawWord,
)
from tests.ingest.sheets import SENTENCES, cleaned, pdf, remainders, text, texts, together, wrapped
from tests.ingest.sheets import check as check_document

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted((ROOT / "corpus" / "documents").iterdir())

WORDS = st.sampled_from(
    ["wijk", "Politie", "2021", "1", "1.", "2.1", "•", "-", "*", "geweld*", "drugs-", "en", "over-", "last", "€",
     "300.000", "ﬁets", "a\u200bb", "een.", "wat?", "\u00ad", "Doelstelling", "blz.", "12", "iv", ".....",
     "zorgco√∂rdinator", "\u00a0", "“ja”"]
)  # fmt: skip
TEXTS = st.lists(WORDS, max_size=7).map(" ".join)


@st.composite
def lines(draw: st.DrawFn) -> RawLine:
    x, base = draw(st.sampled_from([60.0, 72.0, 300.0])), float(draw(st.integers(3, 82)) * 10)
    size = draw(st.sampled_from([6.0, 10.0, 10.0, 10.0, 16.0]))
    words = []
    at = x
    for word in draw(st.lists(WORDS, min_size=1, max_size=9)):
        words.append(RawWord(word, at, base - size, at + 5.0 * len(word), base, raised=draw(st.integers(0, 9)) == 0))
        at += 5.0 * len(word) + draw(st.sampled_from([3.0, 3.0, 40.0]))
    return RawLine(
        tuple(words), x, base - size, words[-1].x1, base, base, size,
        bold=draw(st.booleans()), region=draw(st.integers(0, 2)), left=x, right=520.0, rough=draw(st.booleans()),
    )  # fmt: skip


@st.composite
def row(draw: st.DrawFn) -> RawBlock:
    cells, column = [], 0
    for _ in range(draw(st.integers(0, 4))):
        wide = draw(st.integers(1, 2))
        printed = draw(st.none() | st.lists(lines(), max_size=3))
        words = "\n".join(line.text for line in printed) if printed else draw(TEXTS)
        cells.append(RawCell(words, wide, draw(st.integers(1, 3)), draw(st.booleans()), column, tuple(printed or ())))
        column += wide
    table = draw(st.integers(1, 3))
    return RawBlock(RawKind.ROW, table=table, width=4, cells=tuple(cells), unclosed=draw(st.booleans()))


MARKED = st.builds(
    lambda a, m, b: f"{a}{RAISED}{m}{LOWERED}{b}", TEXTS, st.sampled_from(["1", "2", "*", "1,2", ""]), TEXTS
)
STRUCTURED = st.builds(
    RawBlock,
    st.sampled_from([RawKind.HEADING, RawKind.PARAGRAPH, RawKind.ITEM, RawKind.NOTE]),
    TEXTS | MARKED,
    level=st.integers(1, 4),
    marker=st.sampled_from([None, "•", "1.", "*", "1", "2"]),
    role=st.sampled_from([None, None, None, "inhoudsopgave"]),
)
BLOCKS = st.one_of(lines().map(lambda line: RawBlock(RawKind.LINE, line.text, lines=(line,))), STRUCTURED, row())
RAW = st.lists(st.lists(BLOCKS, max_size=12), min_size=1, max_size=5).map(
    lambda pages: RawDocument(
        tuple(RawPage(n, None, tuple(blocks), 595.0, 842.0) for n, blocks in enumerate(pages, start=1))
    )
)


@given(RAW)
def test_every_character_is_in_one_block_or_remainder(raw: RawDocument) -> None:
    check_document(clean(raw))


@given(RAW)
def test_the_same_document_gives_the_same_text(raw: RawDocument) -> None:
    assert clean(raw) == clean(raw)


@given(st.lists(STRUCTURED, max_size=8))
def test_no_word_is_lost(blocks: list[RawBlock]) -> None:
    """Letters and digits of all blocks are in the text, but for raised marks that are bound to a note."""
    document = clean(RawDocument((RawPage(1, None, tuple(blocks)),)))
    parts = [p for b in blocks if b.text.strip() for p in (b.marker or "", *re.split(f"[{RAISED}{LOWERED}]", b.text))]
    kept = sorted(c for part in parts for c in repaired(part) if c.isalpha())
    assert sorted(c for c in document.pages[0].text if c.isalpha()) == kept


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_the_shipped_documents_hold_the_invariants(path: Path) -> None:
    document = cleaned(path)
    check_document(document)
    assert document.unread == ()


KNOWN = Vocabulary(
    every=frozenset({"sociaal-economisch", "beleidsvoornemens", "bewonersplatform", "ondernemersvereniging"})
)


@pytest.mark.parametrize(
    ("first", "second", "after", "joined"),
    [
        ("woonover-", "last", "", "woonoverlast"),
        ("vergun-", "ning.", "", "vergunning."),
        ("beleids-", "voornemens", "", "beleidsvoornemens"),
        ("drugs-", "en", "alcoholoverlast", "drugs- en"),
        ("woon-,", "werk-", "", "woon-, werk-"),
        ("wijk-", "en", "buurtteams", "wijk- en"),
        ("opgroei-", "en", "zonder", "opgroeien"),
        ("opgroei-", "en.", "", "opgroeien."),
        ("in-", "of", "uitstroom", "in- of"),
        ("sociaal-", "economisch", "", "sociaal-economisch"),
        ("HIC-", "aanpak", "", "HIC-aanpak"),
        ("18-", "jarige", "", "18-jarige"),
        ("Noord-", "Holland", "", "Noord-Holland"),
        ("auto-", "ongeluk", "", "auto-ongeluk"),
        ("oud-", "burgemeester", "", "oud-burgemeester"),
        ("2019-", "2022", "", "2019-2022"),
        ("pro-", "grammateam", "", "programmateam"),
        ("onder\u00ad", "mijning", "", "ondermijning"),
    ],
)
def test_hyphens_at_line_ends(first: str, second: str, after: str, joined: str) -> None:
    if first[-1] not in "-\u00ad":
        assert f"{first} {second}" == joined
        return
    match join(first, second, KNOWN, after=after):
        case Join.WORD:
            found = first[:-1] + second
        case Join.HYPHEN:
            found = first + second
        case Join.SPACE:
            found = f"{first} {second}"
    assert found == joined


@pytest.mark.parametrize(
    ("first", "second", "third", "cut"),
    [
        ("de", "cember", "", True),
        ("bewonersplatf", "orm", "Haverhoek", True),
        ("on", "dernemersveren", "iging", True),
        ("de", "politie", "", False),
        ("Stichting", "de", "Brug", False),
        ("Afdeling", "Zorg", "", False),
    ],
)
def test_words_that_a_narrow_cell_cuts(first: str, second: str, third: str, *, cut: bool) -> None:
    assert cut_without_hyphen(first, second, third, KNOWN) is cut


@given(st.text(max_size=60))
@example("‘thema’s’ – “ok”, 20 € per m², 1.000 à 1.200")
def test_repairing_twice_changes_nothing_and_digits_never_change(words: str) -> None:
    once = repaired(words)
    assert repaired(once) == once
    if words.isascii():
        assert [c for c in once if c.isdigit()] == [c for c in words if c.isdigit()]


def test_curly_quotes_dashes_and_spelling_stay() -> None:
    kept = "‘mensen maken de stad’ – “goed” zei zij; ’s avonds, foto’s, 20 à 30, criminele/fluïde netwerken"
    assert repaired(kept) == kept


def test_a_running_line_with_the_chapters_name_is_a_remainder(tmp_path: Path) -> None:
    """A header may change with the chapter; it stands apart from the text and returns within the chapter."""

    def page(chapter: str, number: int) -> object:
        body = [f"Dit is bladzijde {number} over {chapter.lower()}.", *wrapped(" ".join(SENTENCES), 90)]
        return together(text([chapter], y=815, size=8), text(body), text([str(number)], y=30, size=8))

    names = ["Veilige wijken"] * 4 + ["Zorg en veiligheid"] * 4
    document = cleaned(pdf(tmp_path / "a.pdf", [page(name, n) for n, name in enumerate(names, start=1)]))  # type: ignore[misc]
    check_document(document)
    assert remainders(document, "kopregel") == names
    assert remainders(document, "paginanummer") == [str(n) for n in range(1, 9)]
    assert [p.label for p in document.pages] == [str(n) for n in range(1, 9)]


def test_boxes_of_a_broken_word_are_at_both_its_places(tmp_path: Path) -> None:
    document = cleaned(pdf(tmp_path / "a.pdf", [text(["Een lange eerste regel over woonover-", "last in de wijk."])]))
    page = document.pages[0]
    assert page.text == "Een lange eerste regel over woonoverlast in de wijk."
    first, second = (next(b for b in page.boxes if page.text[b.start : b.end] == half) for half in ("woonover", "last"))
    assert second.top > first.top + 10
    assert second.x0 < first.x0


def test_a_note_below_the_text_does_not_cut_a_paragraph_that_goes_on(tmp_path: Path) -> None:
    first = together(
        text(wrapped(SENTENCES[0] + " " + SENTENCES[1][:-1].replace(".", ""), 90), y=120),
        text(["* Een noot bij deze bladzijde, in kleine letters."], y=60, size=7),
    )
    second = text(["en zo gaat deze zin door op de volgende bladzijde."], y=780)
    document = cleaned(pdf(tmp_path / "a.pdf", [first, second]))
    check_document(document)
    paragraph = next(b for b in document.blocks if b.kind is BlockKind.PARAGRAPH)
    assert [span.page for span in paragraph.spans] == [1, 2]
    assert texts(document, BlockKind.NOTE) == ["Een noot bij deze bladzijde, in kleine letters."]


def test_lists_of_names_with_values_are_one_block_each_and_no_columns(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", [text(["Trekker: Politie", "Planning: maart", "Budget: 3 ton"])])
    assert len(read(path).pages[0].blocks) == 3
