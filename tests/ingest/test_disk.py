"""Disks that refuse: full, too small, read-only. What was published stays, and goes on answering."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.generation import read_pointer
from corpus.index import open_index
from corpus.settings import ROOT, read_settings
from ingest.pipeline import ingest
from tests.ingest.test_pipeline import make_corpus, plan, settings_of
from tests.ingest.word_embedder import WordEmbedder


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with a fictional corpus and its index; not to be changed by a test."""
    folder = tmp_path_factory.mktemp("ingested")
    make_corpus(folder)
    assert ingest(settings_of(folder), WordEmbedder()).exit_code == 0
    return folder


def change(folder: Path) -> None:
    text = plan(2021) + "".join(f"- Punt {i} gaat over {i * 3} fietsen.\n" for i in range(90))
    (folder / "corpus" / "documents" / "jaarplan-2021.md").write_text(text, encoding="utf-8")


def run(folder: Path, before: Callable[[], None] | None = None) -> subprocess.CompletedProcess[str]:
    """Ingest in a process of its own; `before` runs in it before Python starts."""
    # Under a limit on file size Python itself would leave half a .pyc behind, which breaks every later import of it.
    environ = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "tests.ingest.small_ingest", str(folder / "corpus"), str(folder / "index")]
    return subprocess.run(
        command, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=300, check=False, preexec_fn=before
    )


def answers(folder: Path) -> str:
    index = open_index(read_settings({}, index=folder / "index"), fingerprint=WordEmbedder.fingerprint)
    assert index.warning is None
    assert index.dense(index.vectors[0], 1)[0][0] == index.passages[0].id
    index.close()
    return index.generation


@pytest.mark.parametrize("limit", [2_000, 20_000, 100_000])
def test_a_file_that_may_not_grow_is_one_line_and_loses_nothing(ingested: Path, tmp_path: Path, limit: int) -> None:
    """How one process sees a full disk; each limit stops another step: copy, record, vectors, lexical index, Chroma."""
    folder = tmp_path / "work"
    shutil.copytree(ingested, folder)
    before = read_pointer(folder / "index")
    change(folder)
    done = run(folder, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY)))
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert "Traceback" not in done.stderr
    last = done.stderr.splitlines()[-1]
    assert "index is niet veranderd" in last
    assert "groter" in last or "groeien" in last or "vol" in last
    assert read_pointer(folder / "index") == before
    assert answers(folder) == before.generation
    assert run(folder).returncode == 0
    assert answers(folder) != before.generation


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    """Give a disk of 3 MB, where one can be made."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if not mounted("-t", "tmpfs", "-o", "size=3m", "tmpfs", str(disk)):
        pytest.skip("een kleine schijf maken mag hier niet (vraagt root en het recht om te mounten)")
    return disk


def mounted(*options: str) -> bool:
    return os.geteuid() == 0 and subprocess.run(["mount", *options], capture_output=True, check=False).returncode == 0


def test_a_full_disk_and_then_room_again(ingested: Path, small_disk: Path) -> None:
    try:
        shutil.copytree(ingested / "corpus", small_disk / "corpus")
        shutil.copytree(ingested / "index", small_disk / "index")
        before = read_pointer(small_disk / "index")
        change(small_disk)
        for free in (0, 20_000, 100_000, 300_000):
            filler = small_disk / "filler"
            filler.write_bytes(bytes(max(0, shutil.disk_usage(small_disk).free - free)))
            done = run(small_disk)
            assert done.returncode == 2, (free, done.stderr)
            assert "vol" in done.stderr.splitlines()[-1]
            assert "Traceback" not in done.stderr
            assert read_pointer(small_disk / "index") == before
            assert answers(small_disk) == before.generation
            filler.unlink()
        assert run(small_disk).returncode == 0
        assert answers(small_disk) != before.generation
    finally:
        subprocess.run(["umount", "-l", str(small_disk)], check=True)


def test_a_read_only_index_is_one_line_and_goes_on_answering(ingested: Path, tmp_path: Path) -> None:
    shutil.copytree(ingested / "corpus", tmp_path / "corpus")
    (tmp_path / "index").mkdir()
    if not mounted("--bind", str(ingested / "index"), str(tmp_path / "index")):
        pytest.skip("een alleen-lezen map maken mag hier niet (vraagt root en het recht om te mounten)")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", str(tmp_path / "index")], check=True)
        done = run(tmp_path)
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1
        assert "alleen-lezen" in done.stderr
        assert answers(tmp_path) == read_pointer(ingested / "index").generation
    finally:
        subprocess.run(["umount", "-l", str(tmp_path / "index")], check=True)
