"""Plain text, Markdown, and what a file is when its name says something else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from corpus.errors import ReadError
from ingest.blocks import BlockKind
from ingest.readers import SUFFIXES, read
from tests.ingest.sheets import check, cleaned, of_kind, pdf, remainders, rows, text, texts

PLAN = """Jaarplan Veiligheid 2031

Ambitie veiligheid

Almerveen richt zich op vier thema’s.Dat zijn er niet veel:

 1. Veilige wijken
 2. Zorg en veiligheid
   • jeugd
   • school

* uitwerking vindt plaats bij het Sociaal Domein

Een slotzin over het plan.
"""


def test_plain_text(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    document = cleaned(path)
    check(document)
    assert document.title == "Jaarplan Veiligheid 2031"
    assert [(b.level, b.text) for b in of_kind(document, BlockKind.HEADING)] == [
        (1, "Jaarplan Veiligheid 2031"),
        (2, "Ambitie veiligheid"),
    ]
    assert texts(document, BlockKind.PARAGRAPH) == [
        "Almerveen richt zich op vier thema’s.Dat zijn er niet veel:",
        "Een slotzin over het plan.",
    ]
    assert [(b.level, b.marker, b.text) for b in of_kind(document, BlockKind.ITEM)] == [
        (1, "1.", "Veilige wijken"), (1, "2.", "Zorg en veiligheid"), (2, "•", "jeugd"), (2, "•", "school"),
    ]  # fmt: skip
    assert texts(document, BlockKind.NOTE) == ["uitwerking vindt plaats bij het Sociaal Domein"]
    assert remainders(document, "nootteken") == ["*"]


def test_a_flattened_table_stays_text_without_headings_and_is_named(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(
        "Titel\n\nThema'sVeilige wijkenZorg en veiligheid\nWerkwijzenOnderwerpenOnderwerpen\n\nJeugdoverlast\n\n"
        " • Groepen\nConvenantenCybercrimePersonen met zorgvraag\n\nNa de tabel\n\nTekst.\n",
        encoding="utf-8",
    )
    document = cleaned(path)
    assert texts(document, BlockKind.HEADING) == ["Titel", "Na de tabel"]
    assert any("kolommen" in caution for caution in document.cautions)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes("Zorgcoördinator: € 300, één ‘veilige’ wijk.".encode(encoding))
    assert cleaned(path).pages[0].text == "Zorgcoördinator: € 300, één ‘veilige’ wijk."


def test_letters_are_repaired_and_typography_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(
        "Het lesprogramma‚Äôs doel: de zorgco√∂rdinator is efﬁciënt \u2013 \u201cgoed\u201d, \u2018fijn\u2019.\u200b "
        "e\u0301e\u0301n\u00a0wijk",
        encoding="utf-8",
    )
    document = cleaned(path)
    assert (
        document.pages[0].text == "Het lesprogramma’s doel: de zorgcoördinator is efficiënt – “goed”, ‘fijn’. één wijk"
    )
    assert document.cautions == ("Onzichtbare tekens zijn weggelaten: 1",)


def test_markdown(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_text(
        "---\ntitle: Jaarplan 2031\n---\n\n# Jaarplan\n\nEen **vette** zin met een [link](https://x.example).\nDoorgaand.[^1]\n\n"
        "2. twee\n3. drie\n   - punt\n\n| Actie | Trekker |\n|---|---|\n| Toezicht\\* | Politie |\n\n"
        "\\* samen met de buurt\n\n[^1]: bron, fictief\n\n<!-- weg -->\n",
        encoding="utf-8",
    )
    document = cleaned(path)
    check(document)
    assert document.title == "Jaarplan 2031"
    assert texts(document, BlockKind.PARAGRAPH) == ["Een vette zin met een link. Doorgaand."]
    assert [(b.level, b.marker, b.text) for b in of_kind(document, BlockKind.ITEM)] == [
        (1, "2.", "twee"), (1, "3.", "drie"), (2, "•", "punt"),
    ]  # fmt: skip
    assert rows(document) == [[("Toezicht*", ("Actie",)), ("Politie", ("Trekker",))]]
    page = document.pages[0].text
    assert [page[n.start : n.end] for b in document.blocks for c in b.cells for n in c.notes] == ["samen met de buurt"]
    assert [page[n.start : n.end] for b in document.blocks for n in b.notes] == ["bron, fictief"]
    assert "weg" not in page


def test_hidden_html_and_comments_in_markdown_are_left_out_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        """# Plan

Er zijn <span style="display:none">weg</span>twaalf <b>controles</b><!-- weg --> in 2031. ![weg](x "weg")

<div hidden>

Ook dit **niet**.

| weg | weg |
|---|---|
| a | b |

</div>

<p aria-hidden="true">weg</p><p>Wel dit.</p>

[//]: # (weg)

Slot.
""",
        encoding="utf-8",
    )
    document = cleaned(path)
    assert document.pages[0].text.split() == "Plan Er zijn twaalf controles in 2031. Wel dit. Slot.".split()
    assert document.cautions == ("Verborgen tekst in het bestand is weggelaten: 28 tekens",)


def test_a_file_is_read_as_what_it_is(tmp_path: Path) -> None:
    real = pdf(tmp_path / "echt.pdf", [text(["Een zin over veilige wijken in Almerveen."])])
    for name in ("anders.docx", "anders.txt", "anders", "ANDERS.PDF"):
        shutil.copy(real, tmp_path / name)
        assert read(tmp_path / name).pages[0].blocks[0].text == "Een zin over veilige wijken in Almerveen."
    page = tmp_path / "pagina.txt"
    page.write_text("<!DOCTYPE html><html><body><h1>Kop</h1><p>Tekst.</p></body></html>")
    assert [b.kind.value for b in read(page).pages[0].blocks] == ["heading", "paragraph"]


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("leeg.pdf", b"", "leeg"),
        ("plaatje.pdf", b"\x89PNG\r\n\x1a\n", "een afbeelding"),
        ("oud.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office-bestand"),
        ("geen.pdf", b"gewone tekst", "de naam eindigt op .pdf"),
        ("iets.csv", b"a;b", r"\*\.csv"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, name: str, data: bytes, found: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReadError, match=found) as told:
        read(path)
    assert "\n" not in str(told.value)


def test_folders_and_missing_files_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "weg.pdf"):
        with pytest.raises(ReadError, match="geen gewoon bestand"):
            read(path)


def test_suffixes() -> None:
    assert {".pdf", ".docx", ".html", ".htm", ".md", ".txt"} <= SUFFIXES
