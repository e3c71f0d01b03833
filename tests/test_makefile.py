"""When `make run` reads the documents again, and what make says on a machine that lacks something."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

INGEST = """#!/bin/sh
# Stands in for `python -m ingest`, for these tests are about when make runs it.
echo "$@" >> asked
[ "$CODE" = 2 ] || touch "${INDEX_DIR:-.index}/CURRENT"
exit ${CODE:-0}
"""


class House:
    """A copy of the Makefile in a folder with an environment that is made and one document."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("Makefile", "pyproject.toml", "constraints.txt"):
            shutil.copy(ROOT / name, folder)
        for path in ("corpus/documents", "corpus/__pycache__", "ingest/readers", ".venv"):
            (folder / path).mkdir(parents=True)
        self.write("corpus/documents/een plan.md")
        self.write("ingest/pipeline.py")
        (folder / "python").write_text(INGEST)
        (folder / "python").chmod(0o755)
        (folder / ".venv" / ".made").touch()

    def write(self, path: str) -> None:
        (self.folder / path).write_text("tekst")

    def make(self, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        command = ["make", "PY=./python", *arguments]
        return subprocess.run(
            command, cwd=self.folder, env=kept | environ, capture_output=True, text=True, check=False, timeout=60
        )

    def index(self, **environ: str) -> bool:
        """Run the step of `make run` that makes the index; tells whether it read the documents."""
        time.sleep(0.02)  # a file's time is coarser than a test is quick
        asked = self.folder / "asked"
        asked.unlink(missing_ok=True)
        done = self.make("index", **environ)
        assert done.returncode == 0, done.stderr
        return asked.exists()


@pytest.fixture
def house(tmp_path: Path) -> House:
    made = House(tmp_path)
    assert made.index()
    return made


def test_an_unchanged_corpus_is_not_read_again(house: House) -> None:
    assert not house.index()
    house.write("corpus/__pycache__/types.pyc")
    assert not house.index()


@pytest.mark.parametrize("path", ["corpus/documents/nieuw stuk.pdf", "ingest/pipeline.py", "corpus/manifest.toml"])
def test_a_new_or_changed_file_is_read(house: House, path: str) -> None:
    house.write(path)
    assert house.index()
    assert not house.index()


def test_a_document_that_is_replaced_by_an_older_one_is_read(house: House) -> None:
    house.write("corpus/documents/een plan.md")
    os.utime(house.folder / "corpus/documents/een plan.md", (0, 0))
    assert house.index()


def test_a_removed_document_is_noticed(house: House) -> None:
    (house.folder / "corpus/documents/een plan.md").unlink()
    assert house.index()


def test_other_settings_are_noticed(house: House) -> None:
    assert house.index(EMBEDDING_MODEL="BAAI/bge-m3")
    assert not house.index(EMBEDDING_MODEL="BAAI/bge-m3")
    assert house.index()


def test_a_lost_index_is_made_again(house: House) -> None:
    (house.folder / ".index/CURRENT").unlink()
    assert house.index()


def test_another_corpus_has_its_own_index(house: House) -> None:
    (house.folder / "mijn stukken").mkdir()
    (house.folder / "elders").mkdir()
    environ = {"CORPUS_DIR": "mijn stukken", "INDEX_DIR": "elders"}
    assert house.index(**environ)
    assert not house.index(**environ)
    house.write("mijn stukken/a.md")
    assert house.index(**environ)
    assert not house.index()


def test_a_document_that_cannot_be_read_stops_nothing(house: House) -> None:
    house.write("corpus/documents/stuk.pdf")
    assert house.make("index", CODE="1").returncode == 0
    assert not house.index()


def test_an_ingest_that_fails_is_tried_again(house: House) -> None:
    house.write("corpus/documents/a.md")
    assert house.make("index", CODE="2").returncode != 0
    assert house.index()


@pytest.mark.parametrize("python", ["/bin/false", "no-such-python", ""])
def test_a_python_that_is_too_old_is_one_clear_line(house: House, python: str) -> None:
    (house.folder / ".venv/.made").unlink()
    done = house.make(f"PYTHON={python}", ".venv/.made")
    assert done.returncode != 0
    assert "Python 3.11 of nieuwer is nodig" in done.stdout
    assert not (house.folder / ".venv/bin").exists()


def test_a_second_make_does_nothing_for_the_environment(house: House) -> None:
    begun = time.monotonic()
    assert "up to date" in house.make(".venv/.made").stdout
    assert time.monotonic() - begun < 5
