"""Fetching a corpus from a real server on loopback. All pages are made up."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from corpus.errors import IngestBusy, ManifestError, StorageError
from corpus.fetched import FETCHED, RECORD
from corpus.manifest import Entry, read_corpus
from corpus.types import DocumentType, Period
from ingest.fetch import fetch
from ingest.fetch_report import FetchReport, Result
from tests.ingest.site import TEXT, Clock, Page, Site, html, open_site

ROOT = Path(__file__).parents[2]
PDF = b"%PDF-1.7\nverzonnen, en niet verder gelezen\n%%EOF"


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as site:
        yield site


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "documents").mkdir()
    return tmp_path


def manifest(corpus: Path, site: Site, *paths: str, more: str = "") -> None:
    """Name the given paths of the site; "/plan" has a summary of ours."""
    text = '[defaults]\nmunicipality = "Voorbeeldstad"\npublisher = "gemeente Voorbeeldstad"\n'
    for path in paths:
        name = path.strip("/").replace("/", "-")
        text += f'[[document]]\nid = "{name}"\ntitle = "Titel van {name}"\ntype = "jaarplan"\nyear = 2021\n'
        text += f'url = "{site.url(path)}"\n'
        if path == "/plan":
            (corpus / "documents" / "samenvatting.md").write_text("# Plan\n\nSamenvatting.", encoding="utf-8")
            text += 'file = "samenvatting.md"\nofficial = false\n'
    (corpus / "manifest.toml").write_text(text + more, encoding="utf-8")


def run(corpus: Path, site: Site, clock: Clock, *, sources: Path | None = None) -> FetchReport:
    return fetch(corpus, sources, site.policy(), clock.surroundings())


def results(report: FetchReport) -> list[str]:
    return [one.result.value for one in report.outcomes]


def files(corpus: Path) -> list[str]:
    return sorted(path.name for path in (corpus / FETCHED).iterdir() if path.suffix not in {".json", ""})


def only(entries: tuple[Entry, ...], name: str) -> Entry:
    (found,) = [entry for entry in entries if entry.id == name]
    return found


def test_an_official_page_takes_the_place_of_our_summary(corpus: Path, site: Site, clock: Clock) -> None:
    manifest(corpus, site, "/plan")
    site.pages["/plan"] = Page(html())
    (summary,) = read_corpus(corpus)
    assert (summary.file, summary.official) == ("documents/samenvatting.md", False)

    report = run(corpus, site, clock)

    assert (results(report), report.exit_code) == (["nieuw"], 0)
    (entry,) = read_corpus(corpus)
    assert entry.path.read_bytes() == html()
    assert entry.file == report.outcomes[0].file
    assert entry.sha256 == hashlib.sha256(html()).hexdigest()
    assert (entry.official, entry.source_date, entry.url) == (True, "2024-05-01", site.url("/plan"))
    assert (entry.id, entry.title, entry.type, entry.year) == ("plan", "Titel van plan", DocumentType.JAARPLAN, 2021)
    assert (entry.municipality, entry.publisher) == ("Voorbeeldstad", "gemeente Voorbeeldstad")
    assert (corpus / "documents" / "samenvatting.md").exists()  # ours stays, for when the page is let go


def test_an_address_without_a_file_takes_part_once_it_is_fetched(corpus: Path, site: Site, clock: Clock) -> None:
    manifest(corpus, site, "/alleen")
    assert read_corpus(corpus) == ()
    site.pages["/alleen"] = Page(html())
    run(corpus, site, clock)
    assert [entry.id for entry in read_corpus(corpus)] == ["alleen"]


def test_what_is_in_is_not_downloaded_again(corpus: Path, site: Site, clock: Clock) -> None:
    manifest(corpus, site, "/plan", "/zonder-etag")
    site.pages["/plan"] = Page(html(), etag='"1"')
    site.pages["/zonder-etag"] = Page(html())
    run(corpus, site, clock)
    before = {name: (corpus / FETCHED / name).stat().st_mtime_ns for name in files(corpus)}
    entries = read_corpus(corpus)
    clock.today += timedelta(days=3)

    report = run(corpus, site, clock)

    assert results(report) == ["ongewijzigd", "ongewijzigd"]
    assert [asked.headers.get("If-None-Match") for asked in site.asked if asked.path == "/plan"] == [None, '"1"']
    assert {name: (corpus / FETCHED / name).stat().st_mtime_ns for name in files(corpus)} == before
    assert read_corpus(corpus) == entries  # nothing is read or embedded anew
    record = json.loads((corpus / FETCHED / RECORD).read_text())
    assert {file["checked_on"] for one in record["addresses"].values() for file in one["files"]} == {"2024-05-04"}


def test_a_page_that_changed_replaces_the_old_one_and_is_reported(corpus: Path, site: Site, clock: Clock) -> None:
    manifest(corpus, site, "/plan")
    site.pages["/plan"] = Page(html(), etag='"1"')
    run(corpus, site, clock)
    site.pages["/plan"] = Page(html("Er is een nieuwe maatregel. " + TEXT), etag='"2"')
    clock.today += timedelta(days=1)

    report = run(corpus, site, clock)

    assert results(report) == ["veranderd"]
    assert "veranderd: Titel van plan" in str(report)
    (entry,) = read_corpus(corpus)
    assert b"nieuwe maatregel" in entry.path.read_bytes()
    assert entry.source_date == "2024-05-02"
    assert files(corpus) == [entry.path.name]


def test_a_page_of_which_only_hidden_parts_change_is_unchanged(corpus: Path, site: Site, clock: Clock) -> None:
    """Such as the token of a form, which is another one for every visitor."""
    manifest(corpus, site, "/plan")
    site.pages["/plan"] = [Page(html(extra=f"<input type=hidden value={n}><script>{n}</script>")) for n in range(2)]
    run(corpus, site, clock)
    entries = read_corpus(corpus)
    assert results(run(corpus, site, clock)) == ["ongewijzigd"]
    assert read_corpus(corpus) == entries


def test_a_file_that_was_spoiled_is_fetched_whole(corpus: Path, site: Site, clock: Clock) -> None:
    manifest(corpus, site, "/plan")
    site.pages["/plan"] = Page(html(), etag='"1"')
    run(corpus, site, clock)
    (corpus / FETCHED / files(corpus)[0]).write_text("half")
    run(corpus, site, clock)
    assert (corpus / FETCHED / files(corpus)[0]).read_bytes() == html()
    (corpus / FETCHED / files(corpus)[0]).unlink()
    assert [entry.file for entry in read_corpus(corpus)] == ["documents/samenvatting.md"]  # our summary again
    run(corpus, site, clock)
    assert read_corpus(corpus)[0].official


def test_failures_are_named_and_the_others_go_on(corpus: Path, site: Site, clock: Clock) -> None:
    paths = ["/weg", "/kapot", "/dicht/plan", "/beeld", "/groot", "/plan"]
    manifest(corpus, site, *paths)
    site.pages |= {
        "/robots.txt": Page(b"User-agent: *\nDisallow: /dicht/", type="text/plain"),
        "/kapot": Page(status=500),
        "/beeld": Page(b"\x89PNG", type="image/png"),
        "/groot": Page(b"x" * 100_001),
        "/plan": Page(html()),
    }
    report = run(corpus, site, clock)
    assert results(report) == ["mislukt"] * 5 + ["nieuw"]
    assert report.exit_code == 1
    told = list(report.lines())
    for line, found in zip(told, ["404", "500", "robots.txt", "image/png", "groter dan 100000 bytes"], strict=False):
        assert line.startswith("mislukt: Downloaden (http://127.0.0.1")
        assert found in line
    assert told[-1] == f"1 nieuw, 5 mislukt; opgeslagen in {corpus / FETCHED}"
    assert [entry.id for entry in read_corpus(corpus)] == ["plan"]
    assert report.as_json()["exit_code"] == 1


def test_a_page_that_is_gone_later_keeps_what_was_fetched(corpus: Path, site: Site, clock: Clock) -> None:
    manifest(corpus, site, "/plan")
    site.pages["/plan"] = Page(html())
    run(corpus, site, clock)
    del site.pages["/plan"]
    report = run(corpus, site, clock)
    assert (results(report), report.exit_code) == (["mislukt"], 2)
    assert "Er is niets opgehaald" in str(report)
    assert read_corpus(corpus)[0].official


@pytest.mark.parametrize(
    ("page", "found"),
    [
        (Page(html("Laden…")), "bijna geen tekst"),
        (Page(b""), "leeg"),
        (Page(status=302, headers={"Location": "/"}), "voorpagina"),
    ],
)
def test_an_empty_shell_does_not_replace_a_summary(
    corpus: Path, site: Site, clock: Clock, page: Page, found: str
) -> None:
    manifest(corpus, site, "/plan")
    site.pages["/plan"] = page
    site.pages["/"] = Page(html())
    report = run(corpus, site, clock)
    assert report.exit_code == 2
    assert found in str(report.outcomes[0].note)
    assert [entry.official for entry in read_corpus(corpus)] == [False]


def test_a_pdf_behind_a_page_is_a_source_of_its_own(corpus: Path, site: Site, clock: Clock) -> None:
    manifest(corpus, site, "/plan")
    site.pages["/plan"] = Page(html(extra="<a href='/files/plan%202021.pdf#page=2'>Download het plan</a>"))
    site.pages["/files/plan%202021.pdf"] = Page(PDF, type="application/pdf", etag='"p"')
    report = run(corpus, site, clock)
    assert results(report) == ["nieuw", "nieuw"]
    page, pdf = sorted(read_corpus(corpus), key=lambda entry: str(entry.id))
    assert (page.id, page.path.suffix) == ("plan", ".html")
    assert (pdf.id, pdf.path.suffix, pdf.path.read_bytes()) == ("plan-bijlage-pdf", ".pdf", PDF)
    assert (pdf.title, pdf.url) == ("Titel van plan (PDF)", site.url("/files/plan%202021.pdf"))
    assert (pdf.official, pdf.year, pdf.type) == (True, 2021, DocumentType.JAARPLAN)

    assert results(run(corpus, site, clock)) == ["ongewijzigd", "ongewijzigd"]
    site.pages["/files/plan%202021.pdf"] = Page(status=500)
    report = run(corpus, site, clock)
    assert (results(report), report.exit_code) == (["ongewijzigd", "mislukt"], 1)
    assert len(read_corpus(corpus)) == 2  # the PDF of before is kept
    site.pages["/plan"] = Page(html("Het plan is ingetrokken. " + TEXT))
    assert results(run(corpus, site, clock)) == ["veranderd"]
    assert [entry.id for entry in read_corpus(corpus)] == ["plan"]
    assert len(files(corpus)) == 1


def test_a_page_with_hardly_any_text_is_taken_for_the_pdf_behind_it(corpus: Path, site: Site, clock: Clock) -> None:
    manifest(corpus, site, "/plan")
    site.pages["/plan"] = Page(html("Het plan:", extra="<a href='p.pdf'>Plan</a>"))
    report = run(corpus, site, clock)
    assert (results(report), [entry.official for entry in read_corpus(corpus)]) == (["mislukt"], [False])
    site.pages["/p.pdf"] = Page(PDF, type="application/pdf")
    assert results(run(corpus, site, clock)) == ["nieuw", "nieuw"]


def test_what_is_called_a_pdf_and_is_none(corpus: Path, site: Site, clock: Clock) -> None:
    manifest(corpus, site, "/plan")
    site.pages["/plan"] = Page(html(extra="<a href='p.pdf'>Plan</a>"))
    site.pages["/p.pdf"] = Page(html("Log eerst in. " + TEXT))
    report = run(corpus, site, clock)
    assert results(report) == ["nieuw", "mislukt"]
    assert "geen PDF" in str(report.outcomes[1].note)


def test_several_pdfs_are_not_guessed_among(corpus: Path, site: Site, clock: Clock) -> None:
    manifest(corpus, site, "/plan")
    site.pages["/plan"] = Page(html(extra="<a href='a.pdf'>Een</a><a href='b.pdf'>Twee</a>"))
    report = run(corpus, site, clock)
    assert site.paths() == ["/plan"]
    assert "2 pdf’s" in str(report)
    assert report.exit_code == 0


def test_a_pdf_that_has_an_entry_of_its_own_is_fetched_once(corpus: Path, site: Site, clock: Clock) -> None:
    manifest(corpus, site, "/plan", "/p.pdf")
    text = (corpus / "manifest.toml").read_text()
    (corpus / "manifest.toml").write_text(text.replace('id = "p.pdf"', 'id = "stuk"'))
    site.pages["/plan"] = Page(html(extra="<a href='p.pdf'>Plan</a>"))
    site.pages["/p.pdf"] = Page(PDF, type="application/pdf")
    run(corpus, site, clock)
    assert site.paths() == ["/plan", "/p.pdf"]
    assert [entry.id for entry in read_corpus(corpus)] == ["plan", "stuk"]


def test_addresses_that_point_inward_are_refused(corpus: Path, site: Site, clock: Clock) -> None:
    """Plainly, through a redirect, and through the name server; the site's own host is the only one that is let in."""
    clock.names["intern.example"] = ["10.0.0.8"]
    manifest(corpus, site, "/door")
    more = "".join(
        f'[[document]]\nid = "x{n}"\ntitle = "X"\nurl = "{url}"\n'
        for n, url in enumerate(
            ["http://localhost/", "http://[::1]/", "http://169.254.169.254/", "http://intern.example/"]
        )
    )
    clock.names["localhost"] = ["127.0.0.1"]
    manifest(corpus, site, "/door", more=more)
    site.pages["/door"] = Page(status=302, headers={"Location": "http://intern.example/geheim"})
    report = run(corpus, site, clock)
    assert results(report) == ["mislukt"] * 5
    assert all("niet openbaar" in str(one.note) for one in report.outcomes)
    assert report.exit_code == 2


def test_a_file_address_is_refused_before_anything_is_done(corpus: Path, site: Site, clock: Clock) -> None:
    manifest(corpus, site, more='[[document]]\nid = "x"\ntitle = "X"\nurl = "file:///etc/hostname"\n')
    with pytest.raises(ManifestError, match=r"'x'.*http:// of https://"):
        run(corpus, site, clock)


class _Stop(BaseException):
    """What Ctrl-C would be."""


def test_an_interrupted_run_goes_on_where_it_was(corpus: Path, site: Site, clock: Clock) -> None:
    manifest(corpus, site, "/een", "/plan", "/drie")
    for path in ("/een", "/plan", "/drie"):
        site.pages[path] = Page(html())

    def stop_at_the_last(done: int, total: int, url: str) -> None:
        assert total == 3
        if done == 2:
            raise _Stop

    with pytest.raises(_Stop):
        fetch(corpus, None, site.policy(), clock.surroundings(), stop_at_the_last)
    assert site.paths() == ["/een", "/plan"]
    assert [entry.id for entry in read_corpus(corpus)] == ["een", "plan"]

    report = run(corpus, site, clock)
    assert results(report) == ["al binnen", "al binnen", "nieuw"]
    assert site.paths() == ["/een", "/plan", "/drie"]

    assert results(run(corpus, site, clock)) == ["ongewijzigd"] * 3  # a run that ended is not gone on with


def test_a_run_that_was_interrupted_long_ago_begins_anew(corpus: Path, site: Site, clock: Clock) -> None:
    manifest(corpus, site, "/een", "/plan")
    for path in ("/een", "/plan"):
        site.pages[path] = Page(html())

    def stop(done: int, total: int, url: str) -> None:
        if done:
            raise _Stop

    with pytest.raises(_Stop):
        fetch(corpus, None, site.policy(), clock.surroundings(), stop)
    clock.today += timedelta(days=2)
    assert results(run(corpus, site, clock)) == ["ongewijzigd", "nieuw"]


def test_killed_while_writing_the_corpus_is_the_old_or_the_new_one(corpus: Path, site: Site, clock: Clock) -> None:
    """The process is killed at every write to the disk in turn; the corpus is whole each time, and ends up complete."""
    manifest(corpus, site, "/plan")
    old, new = html(), html("Nieuw. " + TEXT)
    site.pages["/plan"] = Page(old)
    run(corpus, site, clock)
    site.pages["/plan"] = Page(new)
    seen = set()
    for writes in range(20):
        command = [sys.executable, "-m", "tests.ingest.killed_fetch", str(corpus), str(site.port), str(writes)]
        status = subprocess.run(command, cwd=ROOT, check=False).returncode
        (entry,) = read_corpus(corpus)
        content = entry.path.read_bytes()
        assert content in {old, new}
        assert entry.sha256 == hashlib.sha256(content).hexdigest()
        seen.add(content)
        if status == 0:
            break
        assert status == 9
    assert status == 0
    assert seen == {old, new}
    assert sorted(path.name for path in (corpus / FETCHED).iterdir()) == [".lock", RECORD, entry.path.name]


def test_what_the_manifest_no_longer_names_is_let_go(corpus: Path, site: Site, clock: Clock) -> None:
    manifest(corpus, site, "/plan", "/alleen")
    site.pages["/plan"] = site.pages["/alleen"] = Page(html())
    run(corpus, site, clock)
    manifest(corpus, site, "/plan")
    assert [entry.id for entry in read_corpus(corpus)] == ["plan"]  # at once, for the manifest decides
    report = run(corpus, site, clock)
    assert results(report) == ["vervallen", "ongewijzigd"]
    assert len(files(corpus)) == 1


def test_a_list_of_sources_needs_no_manifest(corpus: Path, site: Site, clock: Clock, tmp_path: Path) -> None:
    site.pages["/plan"] = Page(html())
    sources = tmp_path / "bronnen.tsv"
    sources.write_text(
        "url\ttitle\tdocument_type\tyear_or_period\ttheme\n"
        f"{site.url('/plan')}\tVoortgang 2020\tvoortgangsrapportage\t2020 jan-jun (3e rapportage)\talgemeen\n",
        encoding="utf-8",
    )
    assert run(corpus, site, clock, sources=sources).exit_code == 0
    (entry,) = read_corpus(corpus)
    assert (entry.title, entry.type) == ("Voortgang 2020", DocumentType.VOORTGANGSRAPPORTAGE)
    assert (entry.year, entry.period, entry.theme) == (2020, Period(20200101, 20200630), "algemeen")
    assert entry.path.read_bytes() == html()

    manifest(corpus, site, "/alleen")  # a manifest that does not name it, and its fetch, leave it alone
    site.pages["/alleen"] = Page(html())
    assert results(run(corpus, site, clock)) == ["nieuw"]
    assert {entry.title for entry in read_corpus(corpus)} == {"Voortgang 2020", "Titel van alleen"}


def test_one_fetch_at_a_time(corpus: Path, site: Site, clock: Clock) -> None:
    manifest(corpus, site, "/plan")
    (corpus / FETCHED).mkdir()
    with FileLock(corpus / FETCHED / ".lock"), pytest.raises(IngestBusy, match="al opgehaald"):
        run(corpus, site, clock)


def test_a_disk_that_refuses(corpus: Path, site: Site, clock: Clock) -> None:
    manifest(corpus, site, "/plan")
    (corpus / FETCHED).write_text("een bestand op de plaats van de map")
    with pytest.raises(StorageError, match="Opgehaalde pagina’s opslaan"):
        run(corpus, site, clock)


def test_a_spoiled_record_says_what_to_do(corpus: Path, site: Site, clock: Clock) -> None:
    manifest(corpus, site, "/plan")
    site.pages["/plan"] = Page(html())
    run(corpus, site, clock)
    record = corpus / FETCHED / RECORD
    for spoiled in ('{"version": 2}', "[]", "{", '{"addresses": {"x": {}}}', "\x00"):
        record.write_text(spoiled)
        for use in (lambda: read_corpus(corpus), lambda: run(corpus, site, clock)):
            with pytest.raises(ManifestError, match=r"fetched\.json.*python -m ingest fetch"):
                use()


def test_a_record_cannot_name_a_file_elsewhere(corpus: Path, site: Site, clock: Clock) -> None:
    manifest(corpus, site, "/plan")
    site.pages["/plan"] = Page(html())
    run(corpus, site, clock)
    record = corpus / FETCHED / RECORD
    record.write_text(record.read_text().replace(files(corpus)[0], "../../manifest.toml"))
    assert [entry.file for entry in read_corpus(corpus)] == ["documents/samenvatting.md"]


def test_an_id_belongs_to_one_address(corpus: Path, site: Site, clock: Clock) -> None:
    manifest(corpus, site, "/plan")
    site.pages["/plan"] = Page(html())
    run(corpus, site, clock)
    sources = corpus / "bronnen.toml"
    sources.write_text(f'[[document]]\nid = "plan"\ntitle = "Ander"\nurl = "{site.url("/ander")}"\n')
    with pytest.raises(ManifestError, match="'plan' hoort al bij"):
        run(corpus, site, clock, sources=sources)


def test_nothing_to_do_is_code_2(corpus: Path, site: Site, clock: Clock) -> None:
    (corpus / "manifest.toml").write_text("")
    report = run(corpus, site, clock)
    assert (report.exit_code, str(report)) == (2, "Er zijn geen adressen om op te halen")
    assert Result.DONE not in results(report)
