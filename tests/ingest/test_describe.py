"""What a document says of itself. The documents are made up, as is the municipality Voorbeeldstad."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.manifest import Entry, read_corpus
from corpus.types import Document, DocumentType, Page, Period, Span
from ingest.blocks import Block, BlockKind, CleanDocument
from ingest.describe import describe, identity

SHA = "0" * 64


def clean_document(*lines: tuple[int, str], title: str | None = None, pages: int = 1) -> CleanDocument:
    """A document of headings (level 1 and up) and paragraphs (level 0), one below the other on the first page."""
    text, blocks = "", []
    for level, line in lines:
        start = len(text)
        text += line + "\n\n"
        kind = BlockKind.HEADING if level else BlockKind.PARAGRAPH
        blocks.append(Block(kind, (Span(1, start, start + len(line)),), line, level=level))
    more = tuple(Page(number, None, "") for number in range(2, pages + 1))
    return CleanDocument((Page(1, None, text), *more), tuple(blocks), (), title, (), ())


def described(file: str, *lines: tuple[int, str], title: str | None = None) -> Document:
    return describe(Entry(path=Path("/nergens") / file, file=file), clean_document(*lines, title=title), SHA)


@pytest.mark.parametrize(
    ("file", "lines", "title", "kind", "year", "start", "end"),
    [
        (
            "plan.pdf",
            [(1, "Jaarplan veiligheid 2021"), (2, "Inleiding")],
            "Jaarplan veiligheid 2021",
            DocumentType.JAARPLAN,
            2021,
            20210101,
            20211231,
        ),
        (
            "r.pdf",
            [(1, "Samenvatting voortgangsrapportage 1e helft 2020")],
            "Samenvatting voortgangsrapportage 1e helft 2020",
            DocumentType.VOORTGANGSRAPPORTAGE,
            2020,
            20200101,
            20200630,
        ),
        (
            "r.docx",
            [(1, "Voortgangsrapportage Veiligheid"), (2, "Tweede helft 2020")],
            "Voortgangsrapportage Veiligheid",
            DocumentType.VOORTGANGSRAPPORTAGE,
            2020,
            20200701,
            20201231,
        ),
        (
            "j.pdf",
            [(1, "Eindejaarsrapportage Veiligheid 2021")],
            "Eindejaarsrapportage Veiligheid 2021",
            DocumentType.JAARVERSLAG,
            2021,
            20210101,
            20211231,
        ),
        (
            "r.docx",
            [(1, "Halfjaarrapportage 2021"), (0, "Periode: januari-juni 2021")],
            "Halfjaarrapportage 2021",
            DocumentType.VOORTGANGSRAPPORTAGE,
            2021,
            20210101,
            20210630,
        ),
        (
            "e.pdf",
            [(1, "Samenvatting Eindrapportage Actieplan Veiligheid 2022")],
            "Samenvatting Eindrapportage Actieplan Veiligheid 2022",
            DocumentType.EINDRAPPORTAGE,
            2022,
            20220101,
            20221231,
        ),
        (
            "e.pdf",
            [(1, "Eindrapportage Actieplan Veiligheid 2019-2022")],
            "Eindrapportage Actieplan Veiligheid 2019-2022",
            DocumentType.EINDRAPPORTAGE,
            2022,
            20190101,
            20221231,
        ),
        (
            "a.pdf",
            [(1, "Actieplan"), (1, "Veiligheid"), (1, "2019-2022"), (2, "Voorwoord")],
            "Actieplan Veiligheid 2019-2022",
            DocumentType.ACTIEPLAN,
            2019,
            20190101,
            20221231,
        ),
        (
            "v.pdf",
            [(1, "Voortgangsrapportage 2020 Actieplan 2019-2022")],
            "Voortgangsrapportage 2020 Actieplan 2019-2022",
            DocumentType.VOORTGANGSRAPPORTAGE,
            2020,
            20200101,
            20201231,
        ),
        (
            "Jaarplan_veiligheid_2020.txt",
            [(0, "Veiligheid")],
            "Jaarplan veiligheid 2020",
            DocumentType.JAARPLAN,
            2020,
            20200101,
            20201231,
        ),
        (
            "20210315_uitvoeringsplan.pdf",
            [(0, "Tekst.")],
            "20210315 uitvoeringsplan",
            DocumentType.JAARPLAN,
            2021,
            20210101,
            20211231,
        ),
    ],
)
def test_title_type_year_and_period(
    file: str, lines: list[tuple[int, str]], title: str, kind: DocumentType, year: int, start: int, end: int
) -> None:
    document = described(file, *lines)
    assert (document.title, document.type, document.year) == (title, kind, year)
    assert document.period == Period(start, end)


def test_a_document_that_says_nothing_is_not_guessed_at() -> None:
    document = described("a.txt", (0, "In 2021 waren er 2019 meldingen, zo staat in deze lange alinea met tekst." * 2))
    assert (document.title, document.type, document.year, document.period) == ("a", DocumentType.OVERIG, None, None)
    assert (document.municipality, document.status, document.publisher) == ("onbekend", "onbekend", "onbekend")
    assert document.official
    assert not document.paged


def test_what_running_text_says_is_not_about_the_document() -> None:
    """A heading or a short sentence further on tells of other documents and other years."""
    long = "Dit verzonnen stuk gaat over samenwerking in de wijken en over wat daarvan terechtkomt, jaar op jaar."
    later = ((2, "Jaarplan 2018"), (0, "Concept 2017"))
    for lines in (((1, "Mensen"), (0, long), *later), ((1, "Mensen"), (0, "Een motie van maart 2018 geeft voorrang."))):
        document = described("a.md", *lines)
        assert (document.type, document.year, document.status) == (DocumentType.OVERIG, None, "onbekend")


def test_a_rule_of_a_year_is_not_about_that_year_alone() -> None:
    document = described("a.html", (1, "Beleidsregel woonoverlast 2024"))
    assert (document.type, document.year, document.period) == (DocumentType.BELEIDSREGEL, 2024, None)


@pytest.mark.parametrize("junk", ["Microsoft Word - plan.docx", "untitled", "Document1", "plan_def.pdf", "  "])
def test_the_files_own_title_is_used_unless_it_is_junk(junk: str) -> None:
    assert described("notitie.pdf", title="Kadernota 2020 | Gemeente Voorbeeldstad").title == "Kadernota 2020"
    assert described("notitie.pdf", title=junk).title == "notitie"


def test_a_title_is_one_line_of_bounded_length() -> None:
    document = described("a.pdf", (1, "Jaarplan\nveiligheid\t" + "lang " * 200))
    assert document.title.startswith("Jaarplan veiligheid lang")
    assert len(document.title) <= 203


@pytest.mark.parametrize(
    ("file", "lines", "status"),
    [
        ("a.pdf", [(1, "Concept Jaarplan 2021")], "concept"),
        ("a.pdf", [(1, "Conceptjaarplan 2021")], "concept"),
        ("a.pdf", [(1, "Jaarplan 2021"), (0, "CONCEPT versie 0.3")], "concept"),
        ("a.pdf", [(1, "Ontwerp regionaal risicoprofiel 2024")], "ontwerp"),
        ("a.pdf", [(1, "Jaarplan 2021"), (0, "Vastgesteld door de raad op 4 maart 2021")], "vastgesteld"),
        ("jaarplan 2021 (vastgesteld).pdf", [], "vastgesteld"),
        ("jaarplan_2021_def.pdf", [(1, "Jaarplan 2021")], "definitief"),
        ("jaarplan-2021-concept.pdf", [(1, "Jaarplan 2021")], "concept"),
        ("a.pdf", [(1, "Jaarplan 2021"), (0, "In 2019 is het Actieplan vastgesteld.")], "onbekend"),
        ("a.pdf", [(1, "Veilig ontwerpen en conceptueel kader")], "onbekend"),
        ("a.pdf", [(1, "Stedelijk ontwerp")], "onbekend"),
    ],
)
def test_status(file: str, lines: list[tuple[int, str]], status: str) -> None:
    assert described(file, *lines).status == status


def test_municipality_and_publisher() -> None:
    document = described("a.pdf", (1, "Jaarplan 2021"), (0, "De gemeente Voorbeeldstad werkt samen. " * 5))
    assert (document.municipality, document.publisher) == ("Voorbeeldstad", "gemeente Voorbeeldstad")


def test_the_manifest_goes_before_the_document() -> None:
    entry = Entry(
        path=Path("/nergens/documents/x.pdf"),
        file="documents/x.pdf",
        id="plan",
        title="Een titel",
        municipality="Voorbeeldstad",
        type=DocumentType.MONITOR,
        year=2018,
        status="vervallen",
        publisher="de uitgever",
        url="https://voorbeeld.example/x",
        official=False,
        source_date="2024-05-01",
    )
    lines = ((1, "Concept Jaarplan 2021"), (0, "januari-juni 2020"), (0, "gemeente Elders"))
    document = describe(entry, clean_document(*lines, pages=3), SHA)
    assert document == Document(
        id="plan",
        title="Een titel",
        municipality="Voorbeeldstad",
        type=DocumentType.MONITOR,
        year=2018,
        period=Period(20180101, 20181231),
        status="vervallen",
        publisher="de uitgever",
        url="https://voorbeeld.example/x",
        official=False,
        sha256=SHA,
        file="x.pdf",
        paged=True,
        source_date="2024-05-01",
    )


def test_ids_are_stable_readable_and_differ_per_folder() -> None:
    one, two = identity("2020/Jaarplan Veiligheid.pdf"), identity("2021/Jaarplan Veiligheid.pdf")
    assert one == "jaarplan-veiligheid-ad791a6c"
    assert two != one
    assert two.startswith("jaarplan-veiligheid-")


@given(
    st.text(min_size=1, max_size=80).filter(lambda name: "/" not in name and "\x00" not in name), st.text(max_size=60)
)
def test_no_name_and_no_heading_makes_it_fail(name: str, heading: str) -> None:
    file = PurePosixPath("map", name + ".pdf").as_posix()
    if not file.isprintable() or any(0xD800 <= ord(c) <= 0xDFFF for c in file):
        return  # read_corpus gives no such file
    document = described(file, (1, heading or "x"), title=heading)
    assert document.title
    assert document.id == identity(file)


def test_files_with_odd_names_are_found_and_described(tmp_path: Path) -> None:
    names = [
        b"jaarplan 2021 \xff.txt",
        b"jaarplan 2021 \xfe.txt",
        "één’s \N{OK HAND SIGN}.md".encode(),
        b"...txt",
        b"-.txt",
    ]
    for name in names:
        Path(tmp_path / name.decode("utf-8", "surrogateescape")).write_text("Tekst")
    documents = [describe(entry, clean_document((0, "Tekst")), SHA) for entry in read_corpus(tmp_path)]
    assert len({document.id for document in documents}) == len(documents) == 4  # "...txt" is hidden
    assert all(document.file.encode("utf-8") and document.title for document in documents)
