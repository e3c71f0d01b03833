from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import pytest

from corpus.errors import IngestBusy, ManifestError, ReadError, StorageError
from corpus.files import sha256_of
from corpus.generation import GENERATIONS, folder_of, read_pointer
from corpus.index import Index, open_index
from corpus.manifest import Entry
from corpus.settings import ROOT, Settings, read_settings
from corpus.types import ReadDocument, searchable
from ingest.child import ReaderProcess
from ingest.lock import writing
from ingest.pipeline import ingest
from ingest.prepare import hash_of, key_of, prepare
from ingest.progress import Step
from ingest.report import report_json, report_lines
from tests.ingest.word_embedder import WordEmbedder

MANIFEST = """
[defaults]
municipality = "Verzinstad"
publisher = "gemeente Verzinstad"

[[document]]
id = "jaarplan-2021"
title = "Jaarplan Wonen 2021"
file = "jaarplan-2021.md"
type = "jaarplan"
year = 2021
official = true

[[document]]
id = "jaarplan-2022"
title = "Jaarplan Wonen 2022"
file = "jaarplan-2022.txt"
type = "jaarplan"
year = 2022
official = true
"""
PLAN = """# Jaarplan Wonen {year}

Dit verzonnen plan van Verzinstad gaat over wonen in {year}.

## Wat gaan wij doen?

- Er komen {count} nieuwe bankjes in het park.
- De gemeente plant {count} eiken langs de kade.
- {secret} krijgt een buurthuis.
"""


def plan(year: int, *, count: int = 12, secret: str = "De wijk Oost") -> str:
    return PLAN.format(year=year, count=count, secret=secret)


def settings_of(folder: Path) -> Settings:
    return read_settings({}, corpus=folder / "corpus", index=folder / "index")


def make_corpus(folder: Path) -> None:
    documents = folder / "corpus" / "documents"
    documents.mkdir(parents=True)
    (folder / "corpus" / "manifest.toml").write_text(MANIFEST, encoding="utf-8")
    (documents / "jaarplan-2021.md").write_text(plan(2021), encoding="utf-8")
    (documents / "jaarplan-2022.txt").write_text(plan(2022).replace("#", ""), encoding="utf-8")


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with a fictional corpus and its index; not to be changed by a test."""
    folder = tmp_path_factory.mktemp("ingested")
    make_corpus(folder)
    report = ingest(settings_of(folder), WordEmbedder())
    assert (report.added, report.exit_code) == (("jaarplan-2021.md", "jaarplan-2022.txt"), 0)
    return folder


@pytest.fixture
def work(ingested: Path, tmp_path: Path) -> Settings:
    """Give settings of a copy of the ingested corpus that a test may change."""
    shutil.copytree(ingested, tmp_path / "work")
    return settings_of(tmp_path / "work")


def opened(settings: Settings) -> Index:
    return open_index(settings, fingerprint=WordEmbedder.fingerprint)


def state_of(index: Path) -> dict[str, tuple[int, int]]:
    """Give inode and time of change of every file that is published or stored."""
    files = [path for path in index.rglob("*") if path.is_file() and not path.name.startswith("ingest.")]
    return {str(path): (path.stat().st_ino, path.stat().st_mtime_ns) for path in files}


def test_what_was_ingested_is_found(ingested: Path) -> None:
    index = opened(settings_of(ingested))
    best = [index.by_id[i] for i, _ in index.dense(WordEmbedder().query("eiken langs de kade in 2021"), 3)]
    assert any("eiken langs de kade" in passage.text for passage in best)
    assert {document.municipality for document in index.documents.values()} == {"Verzinstad"}
    source = index.source("jaarplan-2021")
    assert source is not None
    assert sha256_of(source) == index.documents["jaarplan-2021"].sha256
    index.close()


def test_a_second_run_changes_nothing_and_embeds_nothing(work: Settings) -> None:
    before, embedder = state_of(work.index), WordEmbedder()
    report = ingest(work, embedder)
    assert report.unchanged == ("jaarplan-2021.md", "jaarplan-2022.txt")
    assert (report.added, report.replaced, report.removed, report.failed) == ((), (), (), ())
    assert not report.published
    assert not embedder.embedded
    assert state_of(work.index) == before
    assert report.passages > 5
    assert "niets veranderd" in "\n".join(report_lines(report))


def test_a_changed_document_embeds_what_is_new_in_it_only(work: Settings) -> None:
    file = work.corpus / "documents" / "jaarplan-2021.md"
    file.write_text(plan(2021) + "- Nieuw is een fontein bij het station.\n", encoding="utf-8")
    embedder = WordEmbedder()
    report = ingest(work, embedder)
    assert (report.replaced, report.unchanged) == (("jaarplan-2021.md",), ("jaarplan-2022.txt",))
    assert embedder.embedded
    assert all("fontein" in text for text in embedder.embedded)
    index = opened(work)
    assert index.lexical.scores("fontein").max() > 0
    for row, passage in enumerate(index.passages):
        assert index.vectors[row] @ WordEmbedder().query(searchable(passage)) == pytest.approx(1, abs=1e-5)
    index.close()


def test_other_metadata_embeds_nothing_again(work: Settings) -> None:
    manifest = work.corpus / "manifest.toml"
    manifest.write_text(MANIFEST.replace('type = "jaarplan"\nyear = 2021', 'type = "monitor"\nyear = 2021'), "utf-8")
    embedder = WordEmbedder()
    report = ingest(work, embedder)
    assert (report.replaced, report.published, embedder.embedded) == (("jaarplan-2021.md",), True, [])
    index = opened(work)
    assert index.documents["jaarplan-2021"].type == "monitor"
    index.close()


def test_a_removed_document_leaves_nothing(work: Settings) -> None:
    documents = work.corpus / "documents"
    (documents / "geheim.md").write_text(plan(2021, secret="Zonnebloemkwartier"), encoding="utf-8")
    (work.corpus / "manifest.toml").unlink()
    ingest(work, WordEmbedder())
    assert holds(work.index, "zonnebloemkwartier")
    (documents / "geheim.md").unlink()
    report = ingest(work, WordEmbedder())
    assert report.removed == ("documents/geheim.md",)
    assert not holds(work.index, "zonnebloemkwartier")


def test_a_new_edition_under_the_same_id_replaces_the_old_one(work: Settings) -> None:
    documents, manifest = work.corpus / "documents", work.corpus / "manifest.toml"
    (documents / "jaarplan-2021-gewijzigd.md").write_text(plan(2021, secret="Tulpenbuurt"), encoding="utf-8")
    manifest.write_text(MANIFEST.replace("jaarplan-2021.md", "jaarplan-2021-gewijzigd.md"), encoding="utf-8")
    report = ingest(work, WordEmbedder())
    assert (report.added, report.replaced, report.removed) == ((), ("jaarplan-2021-gewijzigd.md",), ())
    index = opened(work)
    assert set(index.documents) == {"jaarplan-2021", "jaarplan-2022"}
    assert {p.document_id for p in index.passages if "Tulpenbuurt" in p.text} == {"jaarplan-2021"}
    assert not any(p.document_id == "jaarplan-2021" and "De wijk Oost" in p.text for p in index.passages)
    index.close()


def test_two_editions_in_the_manifest_both_stay(work: Settings) -> None:
    documents, manifest = work.corpus / "documents", work.corpus / "manifest.toml"
    (documents / "jaarplan-2021-gewijzigd.md").write_text(plan(2021, secret="Tulpenbuurt"), encoding="utf-8")
    second = MANIFEST[MANIFEST.index("[[document]]") : MANIFEST.rindex("[[document]]")].replace(
        "jaarplan-2021", "jaarplan-2021-gewijzigd"
    )
    manifest.write_text(MANIFEST + second, encoding="utf-8")
    report = ingest(work, WordEmbedder())
    assert (report.added, report.replaced, report.cautions) == (("jaarplan-2021-gewijzigd.md",), (), ())
    index = opened(work)
    found = {p.document_id: p.text for p in index.passages if "krijgt een buurthuis" in p.text and p.grain == "item"}
    assert set(found) == {"jaarplan-2021", "jaarplan-2021-gewijzigd", "jaarplan-2022"}
    index.close()


def test_two_files_of_one_plan_are_both_in_and_named(work: Settings) -> None:
    documents = work.corpus / "documents"
    (work.corpus / "manifest.toml").unlink()
    (documents / "jaarplan-2021-versie2.md").write_text(plan(2021, secret="Tulpenbuurt"), encoding="utf-8")
    report = ingest(work, WordEmbedder())
    assert [notice.file for notice in report.cautions] == ["documents/jaarplan-2021.md"]
    assert "beide zijn opgenomen" in report.cautions[0].text
    (documents / "jaarplan-2021.md").unlink()
    (documents / "jaarplan-2021-versie2.md").rename(documents / "jaarplan-2021.md")
    report = ingest(work, WordEmbedder())
    assert report.replaced == ("documents/jaarplan-2021.md",)
    assert report.cautions == ()


def holds(index: Path, word: str) -> bool:
    """Tell whether a word stands in any file below a folder, in whatever case, compressed or not."""
    for path in (path for path in index.rglob("*") if path.is_file()):
        content = path.read_bytes()
        if path.suffix == ".gz" or path.name == "pages.bin":
            content = gzip.decompress(content)
        if word.encode() in content.lower():
            return True
    return False


def hostile(documents: Path, outside: Path) -> None:
    (documents / "leeg.md").touch()
    (documents / "alleen-wit.txt").write_text("  \n\n ", encoding="utf-8")
    (documents / "kapot.pdf").write_bytes(b"%PDF-1.7\nthis is no more than a beginning")
    (documents / "dubbel.md").write_text(plan(2021), encoding="utf-8")
    (documents / "aaneen\nregel.md").touch()
    outside.write_text(plan(2021, secret="Buitengebied"), encoding="utf-8")
    (documents / "wijst-naar-buiten.md").symlink_to(outside)
    os.mkfifo(documents / "pijp.txt")


def test_bad_files_are_named_with_their_reason_and_the_others_are_in(tmp_path: Path) -> None:
    make_corpus(tmp_path)
    (tmp_path / "corpus" / "manifest.toml").unlink()
    hostile(tmp_path / "corpus" / "documents", tmp_path / "buiten.md")
    settings = settings_of(tmp_path)
    report = ingest(settings, WordEmbedder())
    failed = {failure.file.removeprefix("documents/"): failure for failure in report.failed}
    assert set(failed) == {"leeg.md", "alleen-wit.txt", "kapot.pdf", "aaneen\nregel.md", "pijp.txt"}
    assert all(failure.reason for failure in report.failed)
    assert failed["leeg.md"].step == "vinden"
    assert failed["kapot.pdf"].step == "lezen"
    assert report.added == ("documents/dubbel.md", "documents/jaarplan-2022.txt")
    assert [notice.file for notice in report.cautions] == ["documents/jaarplan-2021.md"]
    assert "zelfde inhoud" in report.cautions[0].text
    assert report.exit_code == 1
    assert all("\n" not in line for line in report_lines(report))
    assert json.loads(json.dumps(report_json(report)))["exit_code"] == 1
    assert not holds(settings.index, "buitengebied")
    again = ingest(settings, WordEmbedder())  # a failure is tried and told again
    assert (again.failed, again.exit_code, again.published) == (report.failed, 1, False)


def test_where_all_documents_fail_nothing_is_published(work: Settings) -> None:
    before = state_of(work.index)
    for path in (work.corpus / "documents").iterdir():
        path.write_bytes(b"")
    report = ingest(work, WordEmbedder())
    assert (report.exit_code, report.published, len(report.failed)) == (2, False, 2)
    assert report.generation == read_pointer(work.index).generation
    assert state_of(work.index) == before
    assert "niet veranderd" in list(report_lines(report))[-1]


def test_an_emptied_folder_leaves_the_index_as_it_was(work: Settings) -> None:
    before = state_of(work.index)
    shutil.rmtree(work.corpus)
    work.corpus.mkdir()
    with pytest.raises(ManifestError, match="niet veranderd"):
        ingest(work, WordEmbedder())
    assert state_of(work.index) == before


def test_a_missing_file_of_the_manifest_fails_alone(work: Settings) -> None:
    (work.corpus / "documents" / "jaarplan-2022.txt").unlink()
    report = ingest(work, WordEmbedder())
    assert [(f.file, f.step) for f in report.failed] == [("jaarplan-2022.txt", "vinden")]
    assert (report.unchanged, report.removed) == (("jaarplan-2021.md",), ("jaarplan-2022.txt",))


def test_a_file_that_is_not_what_the_manifest_says_is_refused(work: Settings) -> None:
    digest = sha256_of(work.corpus / "documents" / "jaarplan-2021.md")
    lines = MANIFEST.replace("year = 2021", f'year = 2021\nsha256 = "{digest}"')
    (work.corpus / "manifest.toml").write_text(lines, encoding="utf-8")
    assert not ingest(work, WordEmbedder()).failed
    with (work.corpus / "documents" / "jaarplan-2021.md").open("a", encoding="utf-8") as file:
        file.write("Een regel erbij.\n")
    report = ingest(work, WordEmbedder())
    assert "sha256" in report.failed[0].reason


def test_two_ingests_at_once(work: Settings) -> None:
    with writing(work.index, now=datetime(2026, 1, 2, 3, 4, 5)):
        code = "import sys; from ingest.__main__ import main; sys.exit(main(sys.argv[1:]))"
        command = [sys.executable, "-c", code, "--corpus", str(work.corpus), "--index", str(work.index)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
        with pytest.raises(IngestBusy):
            ingest(work, WordEmbedder())
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert f"proces {os.getpid()}" in done.stderr
    assert "02-01-2026 03:04:05" in done.stderr
    assert ingest(work, WordEmbedder()).exit_code == 0


def test_the_lock_of_a_killed_process_does_not_last(work: Settings) -> None:
    (work.index / "ingest.json").write_text('{"pid": 1, "host": "x", "since": "gisteren"}', encoding="utf-8")
    (work.index / "ingest.lock").touch()
    assert ingest(work, WordEmbedder()).exit_code == 0


def test_a_folder_that_cannot_be_written_is_one_clear_line(ingested: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    settings = read_settings({}, corpus=ingested / "corpus", index=tmp_path / "file" / "index")
    with pytest.raises(StorageError, match="geen map"):
        ingest(settings, WordEmbedder())


class Meddler:
    """A reader that changes the original just before it reads, as a person may who is still working on it."""

    def __init__(self, reader: ReaderProcess, original: Path) -> None:
        self._reader, self._original = reader, original

    def read(self, path: Path, entry: Entry, sha256: str, *, on_step: Callable[[str], None]) -> ReadDocument:
        self._original.write_text("# Iets heel anders\n\nDit is een andere tekst.\n", encoding="utf-8")
        return self._reader.read(path, entry, sha256, on_step=on_step)


def test_what_is_hashed_is_what_is_read_and_kept(tmp_path: Path) -> None:
    original = tmp_path / "plan.md"
    original.write_text(plan(2021), encoding="utf-8")
    digest = sha256_of(original)
    entry = Entry(path=original, file="plan.md")
    (tmp_path / "private").mkdir()
    with ReaderProcess() as reader:
        prepared = prepare(
            entry, Meddler(reader, original), folder=tmp_path / "private", fingerprint="m", on_step=lambda _: None
        )
    assert prepared.read.document.sha256 == digest == sha256_of(prepared.source)
    assert prepared.key == key_of(entry, digest, "m")
    assert any("bankjes" in passage.text for passage in prepared.read.passages)


@pytest.mark.parametrize("kind", ["gone", "folder", "pipe", "outside", "large"])
def test_what_is_no_readable_file_is_refused_before_it_is_read(tmp_path: Path, kind: str) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    path = corpus / "plan.md"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "outside":
        (tmp_path / "plan.md").write_text("buiten", encoding="utf-8")
        path.symlink_to(tmp_path / "plan.md")
    elif kind == "large":
        with path.open("wb") as file:
            file.truncate(3 * 2**30)  # sparse: takes no disk
    with pytest.raises(ReadError):
        hash_of(Entry(path=path, file="plan.md"), corpus)


def test_the_key_is_of_all_that_decides_the_record(tmp_path: Path) -> None:
    entry = Entry(path=tmp_path / "a.md", file="a.md")
    keys = {
        key_of(entry, "0", "m"),
        key_of(entry, "1", "m"),
        key_of(entry, "0", "n"),
        key_of(Entry(path=entry.path, file="b.md"), "0", "m"),
        key_of(Entry(path=entry.path, file="a.md", year=2021), "0", "m"),
        key_of(Entry(path=entry.path, file="a.md", official=False), "0", "m"),
    }
    assert len(keys) == 6
    assert key_of(Entry(path=Path("/elsewhere/a.md"), file="a.md"), "0", "m") in keys


def test_progress_tells_every_stage(tmp_path: Path) -> None:
    make_corpus(tmp_path)
    steps: list[Step] = []
    ingest(settings_of(tmp_path), WordEmbedder(), steps.append)
    assert list(dict.fromkeys(step.stage for step in steps)) == [
        "read",
        "write",
        "lexical",
        "chroma",
        "probe",
        "sync",
        "switch",
    ]
    assert_grows([step.passages for step in steps if step.stage == "read"])
    assert_grows([step.done for step in steps if step.stage == "read"])
    last = [step for step in steps if step.stage == "read"][-1]
    assert (last.done, last.total, last.pages) == (2, 2, 2)


def assert_grows(numbers: Sequence[int]) -> None:
    assert list(numbers) == sorted(numbers)


def test_what_a_killed_run_left_behind_goes(work: Settings) -> None:
    for left in ("building/123/chroma", "staging/0", "documents/jaarplan-2021/.half.99"):
        (work.index / left).mkdir(parents=True)
    (work.corpus / "documents" / "jaarplan-2021.md").write_text(plan(2021, count=13), encoding="utf-8")
    report = ingest(work, WordEmbedder())
    assert report.replaced == ("jaarplan-2021.md",)
    assert not list(work.index.glob("building/*"))
    assert not list(work.index.glob("staging/*"))
    assert not list(work.index.glob("documents/*/.*"))
    assert len(list((work.index / GENERATIONS).iterdir())) == 2


def test_a_damaged_record_is_read_again(work: Settings) -> None:
    next((work.index / "documents" / "jaarplan-2021").rglob("vectors.npy")).write_bytes(b"damaged")
    embedder = WordEmbedder()
    report = ingest(work, embedder)
    assert (report.unchanged, report.published) == (("jaarplan-2021.md", "jaarplan-2022.txt"), False)
    assert embedder.embedded


def test_a_damaged_generation_is_built_again(work: Settings) -> None:
    generation = read_pointer(work.index).generation
    (folder_of(work.index, generation) / "chroma" / "chroma.sqlite3").write_bytes(b"damaged")
    report = ingest(work, WordEmbedder())
    assert (report.generation, report.published) == (generation, True)
    opened(work).close()
