"""Files that leave the program: an answer as text, Word and PDF, and the register without formulas."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime

import docx
import openpyxl
import pytest
from pypdf import PdfReader

from assistant.screen.conversation import Exchange
from assistant.screen.export import as_docx, as_pdf, as_text
from assistant.screen.register import Choice, as_csv, as_xlsx, chosen, options
from assistant.screen.register_view import register_html
from assistant.screen.report import Part, Style, report
from tests.screen.small import SmallIndex, small_assistant

MOMENT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
QUESTION = "Hoe vaak krijgt de raad van Voorbeeldstad een voortgangsrapportage?"
NEEDED = (
    QUESTION,
    "Halfjaarlijks krijgt de raad van Voorbeeldstad een voortgangsrapportage",
    "[1]",
    "Jaarplan Veiligheid 2021 Voorbeeldstad",
    "Officieel document",
    "Gemaakt met een computerprogramma",
    "24-11-2026, 09:30",
    "proef-1",
)


@pytest.fixture
def parts() -> tuple[Part, ...]:
    assistant = small_assistant()
    return report([Exchange("k", QUESTION, assistant.ask(QUESTION))], MOMENT)


def test_everything_needed_is_in_each_file(parts: tuple[Part, ...]) -> None:
    sha256 = next(iter(small_assistant().index.documents.values())).sha256
    word = "\n".join(p.text for p in docx.Document(io.BytesIO(as_docx(parts))).paragraphs)
    pdf = "".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(as_pdf(parts))).pages).split())
    for text in (*NEEDED, sha256):
        assert text in as_text(parts).decode()
        assert text in word
        assert "".join(text.split()) in pdf


def test_word_has_real_headings_and_is_dutch(parts: tuple[Part, ...]) -> None:
    document = docx.Document(io.BytesIO(as_docx(parts)))
    assert {"Title", "Heading 1", "Heading 2"} <= {p.style.name for p in document.paragraphs}
    assert document.core_properties.language == "nl-NL"


def test_pdf_says_its_title_and_language(parts: tuple[Part, ...]) -> None:
    read = PdfReader(io.BytesIO(as_pdf(parts)))
    assert read.metadata is not None
    assert read.metadata.title == "Antwoord van Beleidswijzer"
    assert read.root_object["/Lang"] == "nl-NL"


@pytest.mark.parametrize(
    "text", ["<b>&amp;</b>", "<para>", "&#0;", "\x00\x0b", "\ud800", "]]>", "<img src='/etc/passwd'/>"]
)
def test_hostile_text_is_written_as_text(text: str) -> None:
    assistant = small_assistant(title=f"Plan {text} x")
    exchange = Exchange("k", f"{QUESTION} {text}", assistant.ask(QUESTION))
    parts = report([exchange], MOMENT)
    as_text(parts)
    docx.Document(io.BytesIO(as_docx(parts)))
    assert PdfReader(io.BytesIO(as_pdf(parts))).pages


def test_characters_without_a_shape_do_not_stop_a_pdf() -> None:
    assert as_pdf([Part(Style.TEXT, "Čeština 日本語 → ĳ’“ 😀")]).startswith(b"%PDF")


@pytest.fixture
def index() -> SmallIndex:
    small = small_assistant().index
    [item] = small.register
    hostile = replace(item, id="r2", text='=HYPERLINK("http://x","klik")', status="+afgerond", years=(2022,))
    small.register = (item, hostile)
    return small


def test_cells_are_no_formulas(index: SmallIndex) -> None:
    items = chosen(index, Choice())  # type: ignore[arg-type]
    rows = list(csv.DictReader(io.StringIO(as_csv(items, index).decode("utf-8-sig")), delimiter=";"))  # type: ignore[arg-type]
    assert rows[1]["text"].startswith("'=")
    assert rows[1]["status"] == "'+afgerond"
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(items, index))).active  # type: ignore[arg-type]
    assert sheet is not None
    assert all(cell.data_type != "f" for row in sheet for cell in row)


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        (Choice(), {"r1", "r2"}),
        (Choice(year="2022"), {"r2"}),
        (Choice(year="2020"), set()),
        (Choice(theme="Veilige wijken"), {"r1", "r2"}),
        (Choice(topic="Woninginbraken", kind="actie"), {"r1", "r2"}),
        (Choice(kind="doel"), set()),
        (Choice(party="Woonstichting De Wilg"), {"r1", "r2"}),
        (Choice(progress="+afgerond"), {"r2"}),
        (Choice(words="KLIK"), {"r2"}),
    ],
)
def test_register_filters(index: SmallIndex, choice: Choice, found: set[str]) -> None:
    assert {item.id for item in chosen(index, choice)} == found  # type: ignore[arg-type]


def test_options_are_what_the_register_holds(index: SmallIndex) -> None:
    offered = options(index)  # type: ignore[arg-type]
    assert offered.year == ("2022", "2021")
    assert offered.kind == ("actie",)
    assert offered.party == ("Woonstichting De Wilg",)


def test_spellings_of_one_name_are_one_choice_that_finds_all() -> None:
    small = small_assistant().index
    [item] = small.register
    others = (replace(item, id="r2", theme="Zorg & jeugd"), replace(item, id="r3", theme="zorg en Jeugd"))
    small.register = (item, *others, replace(item, id="r4", theme="Zorg & jeugd"))
    assert options(small).theme == ("Veilige wijken", "Zorg & jeugd")  # type: ignore[arg-type]
    assert [i.id for i in chosen(small, Choice(theme="Zorg & jeugd"))] == ["r2", "r3", "r4"]  # type: ignore[arg-type]
    text = register_html(small, small.register, Choice(), 1)  # type: ignore[arg-type]
    assert text.count('<th scope="row">Zorg&#32;') + text.count('<th scope="row">Zorg ') == 1
