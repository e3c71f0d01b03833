"""The corpus folder with and without a manifest. The documents are made up."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from corpus.errors import ManifestError
from corpus.files import sha256_of
from corpus.manifest import SUFFIXES, read_corpus, read_manifest
from corpus.types import DocumentType, Period
from ingest import readers

SHIPPED = Path(__file__).parents[2] / "corpus"

WHOLE = """
[defaults]
municipality = "Voorbeeldstad"
publisher = "gemeente Voorbeeldstad"

[[document]]
id = "plan-2021"
file = "2021/plan.md"
title = "Plan 2021"
type = "jaarplan"
year = 2021
period = { start = 2021-01-01, end = 2021-06-30 }
status = "vastgesteld"
theme = "Zorg"
url = "https://voorbeeld.example/plan"
official = false
source_date = 2024-05-01

[[document]]
id = "ander"
file = "ander.txt"
title = "Ander"
municipality = "Elders"
official = true

[[document]]
id = "alleen-adres"
title = "Adres"
url = "https://voorbeeld.example/adres"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "documents" / "2021").mkdir(parents=True)
    (tmp_path / "documents" / "2021" / "plan.md").write_text("# Plan")
    (tmp_path / "documents" / "ander.txt").write_text("Ander")
    (tmp_path / "documents" / "niet-genoemd.txt").write_text("Niet genoemd")
    (tmp_path / "manifest.toml").write_text(WHOLE, encoding="utf-8")
    return tmp_path


def error(folder: Path, text: str) -> str:
    (folder / "manifest.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ManifestError) as caught:
        read_corpus(folder)
    return str(caught.value)


def test_a_manifest_says_what_takes_part_and_what_is_known(folder: Path) -> None:
    plan, ander = read_corpus(folder)
    assert (plan.file, plan.path) == ("documents/2021/plan.md", folder / "documents" / "2021" / "plan.md")
    assert (plan.id, plan.title, plan.type, plan.year) == ("plan-2021", "Plan 2021", DocumentType.JAARPLAN, 2021)
    assert (plan.period, plan.status, plan.theme) == (Period(20210101, 20210630), "vastgesteld", "Zorg")
    assert (plan.municipality, plan.publisher) == ("Voorbeeldstad", "gemeente Voorbeeldstad")
    assert (plan.url, plan.official, plan.source_date) == ("https://voorbeeld.example/plan", False, "2024-05-01")
    assert (ander.id, ander.municipality, ander.official) == ("ander", "Elders", True)
    assert (ander.type, ander.year, ander.period, ander.status, ander.url) == (None,) * 5


def test_an_address_without_a_file_is_listed_but_takes_no_part(folder: Path) -> None:
    assert [one.id for one in read_manifest(folder / "manifest.toml")] == ["plan-2021", "ander", "alleen-adres"]
    assert "alleen-adres" not in {entry.id for entry in read_corpus(folder)}


def test_a_missing_file_keeps_its_entry(folder: Path) -> None:
    (folder / "documents" / "ander.txt").unlink()
    assert [(entry.id, entry.path.exists()) for entry in read_corpus(folder)] == [("plan-2021", True), ("ander", False)]


ONE = '[[document]]\nid = "a"\ntitle = "A"\nfile = "a.md"\nofficial = true\n'


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('[[document]]\ntitle = "A"\nurl = "https://a.example"\n', "document 1, veld 'id': ontbreekt"),
        (ONE.replace('title = "A"', ""), "document 1 'a', veld 'title': ontbreekt"),
        (ONE.replace('"A"', '""'), "document 1 'a', veld 'title': is leeg"),
        (ONE.replace('"A"', "3"), "document 1 'a', veld 'title': moet tekst zijn"),
        (ONE.replace('"a"', '"A b"'), "document 1 'A b', veld 'id': heeft niet de goede vorm"),
        (ONE + 'soort = "x"\n', "document 1 'a', veld 'soort': dit veld bestaat niet"),
        (ONE + 'type = "roman"\n', "document 1 'a', veld 'type': moet een van deze zijn: actieplan, jaarplan"),
        (ONE + 'year = "ooit"\n', "document 1 'a', veld 'year': moet een getal zijn"),
        (ONE + "year = 21\n", "document 1 'a', veld 'year': moet 1800 of meer zijn"),
        (ONE + "year = 3021\n", "document 1 'a', veld 'year': moet 2999 of minder zijn"),
        (ONE + "period = { start = 2021-02-01, end = 2021-01-01 }\n", "veld 'period': de periode begint na haar einde"),
        (ONE + 'period = "2021"\n', "veld 'period': heeft niet de goede vorm"),
        (ONE + 'period = { start = "x", end = 2021-01-01 }\n', "veld 'period.start': is geen datum"),
        (
            ONE + 'url = "file:///etc/hostname"\n',
            "document 1 'a': url is geen adres dat met http:// of https:// begint",
        ),
        (ONE + 'url = "https:///pad"\n', "document 1 'a': url is geen adres"),
        (ONE + 'sha256 = "abc"\n', "veld 'sha256': heeft niet de goede vorm"),
        (ONE.replace("official = true", ""), "document 1 'a': bij een file hoort official = true of false"),
        (ONE.replace("true", '"misschien"'), "veld 'official': moet true of false zijn"),
        ('[[document]]\nid = "a"\ntitle = "A"\n', "document 1 'a': er staat geen file en geen url"),
        (ONE.replace("a.md", "../geheim.md"), "document 'a', veld 'file': ../geheim.md ligt buiten de map documents"),
        (ONE.replace("a.md", "/etc/hostname"), "ligt buiten de map documents"),
        (ONE + ONE.replace("a.md", "b.md"), "veld 'id': 'a' staat er twee keer"),
        (ONE + ONE.replace('"a"', '"b"'), "veld 'file': 'a.md' staat er twee keer"),
        (
            ONE + ONE.replace('"a"', '"b"').replace("title", "titel"),
            "document 2 'b', veld 'title': ontbreekt (en nog 1)",
        ),
        ("[document]\nid = 3\n", "veld 'document': heeft niet de goede vorm"),
        ('[default]\nx = "y"\n', "veld 'default': dit veld bestaat niet"),
        ("[[document]\n", "geen leesbare TOML"),
    ],
)
def test_a_fault_is_named_with_its_entry_and_field(folder: Path, text: str, found: str) -> None:
    message = error(folder, text)
    assert found in message
    assert message.startswith("Manifest lezen (")
    assert message.endswith("Verbeter het manifest")
    assert "\n" not in message


def test_a_manifest_that_is_no_text(folder: Path) -> None:
    (folder / "manifest.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ManifestError, match="geen leesbare TOML"):
        read_corpus(folder)


def test_a_link_out_of_the_documents_folder_is_refused(folder: Path) -> None:
    (folder / "buiten.md").write_text("Buiten")
    (folder / "documents" / "a.md").symlink_to(folder / "buiten.md")
    assert "ligt buiten de map documents" in error(folder, ONE)


def test_without_a_manifest_every_file_that_can_be_read_takes_part(tmp_path: Path) -> None:
    wanted = ["b.PDF", "a/één.docx", "a/b/c.html", "a.txt", "documents/x.md", "z.htm"]
    ignored = [".verborgen.txt", ".git/x.txt", "~$a.docx", "plaatje.png", "geen-einde", "a/x.toml"]
    for name in (*wanted, *ignored):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    entries = read_corpus(tmp_path)
    assert [entry.file for entry in entries] == sorted(wanted)
    assert all(entry.id is None and entry.official and entry.path.read_text() == "x" for entry in entries)


def test_links_are_not_followed_without_a_manifest(tmp_path: Path) -> None:
    outside, inside = tmp_path / "buiten", tmp_path / "corpus"
    for folder in (outside, inside):
        folder.mkdir()
        (folder / "a.txt").write_text("x")
    (inside / "map").symlink_to(outside)
    (inside / "b.txt").symlink_to(outside / "a.txt")
    (inside / "kring").symlink_to(inside)
    assert [entry.file for entry in read_corpus(inside)] == ["a.txt"]
    (tmp_path / "naam").symlink_to(inside)
    assert [entry.file for entry in read_corpus(tmp_path / "naam")] == ["a.txt"]  # the corpus itself may be a link


def test_accents_written_in_two_ways_are_one_name_on_every_machine(tmp_path: Path) -> None:
    (tmp_path / "e\u0301en.txt").write_text("x")
    assert [entry.file for entry in read_corpus(tmp_path)] == ["\u00e9en.txt"]
    (tmp_path / "\u00e9en.txt").write_text("y")
    assert len({entry.file for entry in read_corpus(tmp_path)}) == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root mag elke map openen")
def test_a_folder_that_may_not_be_opened_is_reported(tmp_path: Path) -> None:
    (tmp_path / "dicht").mkdir(mode=0o000)
    (tmp_path / "a.txt").write_text("x")
    assert [entry.file for entry in read_corpus(tmp_path)] == ["a.txt", "dicht"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="deze map bestaat niet"):
        read_corpus(tmp_path / "weg")
    (tmp_path / "bestand").write_text("x")
    with pytest.raises(ManifestError, match="dit is geen map"):
        read_corpus(tmp_path / "bestand")


def test_the_kinds_of_files_are_those_that_the_readers_read() -> None:
    assert readers.SUFFIXES == SUFFIXES


def test_the_shipped_manifest_names_every_shipped_file_with_its_sha256() -> None:
    entries = read_corpus(SHIPPED)
    shipped = {path for path in (SHIPPED / "documents").rglob("*") if path.is_file() and "fetched" not in path.parts}
    assert {entry.path for entry in entries if entry.source_date is None} == shipped
    assert {entry.file: entry.sha256 for entry in entries} == {entry.file: sha256_of(entry.path) for entry in entries}
