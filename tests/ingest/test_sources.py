"""Lists of addresses to download. The addresses are made up."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.errors import ManifestError
from corpus.types import DocumentType
from ingest.sources import read_sources

HEAD = "url\ttitle\tdocument_type\tyear_or_period\ttheme\n"


def table(tmp_path: Path, *rows: str, head: str = HEAD) -> Path:
    path = tmp_path / "bronnen.tsv"
    path.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_a_table(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "https://a.example/1\tVoortgang\tvoortgangsrapportage\t2020 jan-jun (3e rapportage)\tZorg",
        "",
        "https://a.example/2\tPagina\t\tongedateerd (<=2019)\t",
        "https://a.example/1\tNog eens\t\t\t",
        "https://a.example/3\tRegel\tbeleidsregel\t2017-2024\t",
    )
    one, two, three = read_sources(tmp_path, path)
    assert (one.title, one.type, one.year, one.theme) == ("Voortgang", DocumentType.VOORTGANGSRAPPORTAGE, 2020, "Zorg")
    assert one.period is not None
    assert (one.period.start, one.period.end) == (date(2020, 1, 1), date(2020, 6, 30))
    assert (two.type, two.year, two.period, two.theme) == (None, None, None, None)
    assert three.year == 2017
    assert len({one.id, two.id, three.id}) == 3


@pytest.mark.parametrize(
    ("text", "year", "period"),
    [
        ("2021", 2021, "2021-01-01/2021-12-31"),
        ("2021/2022", 2021, "2021-01-01/2022-12-31"),
        ("2024-05", 2024, "2024-01-01/2024-12-31"),
        ("2022+", 2022, "2022-01-01/2022-12-31"),
        ("2020 publ. (2017)", 2020, "2020-01-01/2020-12-31"),
        ("tweede helft 2020", 2020, "2020-07-01/2020-12-31"),
        ("", None, None),
        ("ooit", None, None),
    ],
)
def test_years_and_periods(tmp_path: Path, text: str, year: int | None, period: str | None) -> None:
    (one,) = read_sources(tmp_path, table(tmp_path, f"https://a.example/1\tPlan\tjaarplan\t{text}\t"))
    assert one.year == year
    assert (f"{one.period.start}/{one.period.end}" if one.period else None) == period


@pytest.mark.parametrize(
    ("row", "head", "found"),
    [
        ("https://a.example\tA\troman\t\t", HEAD, "regel 2, kolom document_type"),
        ("file:///etc/hostname\tA\t\t\t", HEAD, "regel 2, kolom url"),
        ("\tA\t\t\t", HEAD, "regel 2, kolom url"),
        ("https://a.example\t\t\t\t", HEAD, "regel 2, kolom title"),
        ("https://a.example", "adres\n", "de kolom url, title ontbreekt"),
        ("", "", "de kolom url, title ontbreekt"),
    ],
)
def test_a_fault_is_named_with_its_line_and_column(tmp_path: Path, row: str, head: str, found: str) -> None:
    with pytest.raises(ManifestError, match=found):
        read_sources(tmp_path, table(tmp_path, row, head=head))


def test_a_list_in_the_manifests_form(tmp_path: Path) -> None:
    path = tmp_path / "bronnen.toml"
    path.write_text('[[document]]\nid = "a"\ntitle = "A"\nurl = "https://a.example"\nfile = "a.md"\nofficial = false\n')
    (one,) = read_sources(tmp_path, path)
    assert (one.id, one.url, one.file, one.official) == ("a", "https://a.example", None, None)


def test_no_list_and_no_manifest(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match=r"manifest\.toml.*bestaat niet.*--sources"):
        read_sources(tmp_path, None)
    with pytest.raises(ManifestError, match="bestaat niet"):
        read_sources(tmp_path, tmp_path / "weg.tsv")
    (tmp_path / "foto.tsv").write_bytes(b"\xff\xd8\x00")
    with pytest.raises(ManifestError, match="geen leesbare tekst"):
        read_sources(tmp_path, tmp_path / "foto.tsv")
