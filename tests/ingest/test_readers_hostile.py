"""Hostile files through the real child process: refused with one clear line, or read within the limits."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import ReadError
from corpus.listed import Entry
from ingest.child import SECONDS, ReaderProcess
from tests.ingest.hostile import MAKERS
from tests.ingest.sheets import check_read


@pytest.fixture(scope="module")
def reader() -> Iterator[ReaderProcess]:
    with ReaderProcess() as process:
        yield process


def test_there_are_enough_of_them() -> None:
    assert len(MAKERS) >= 30


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_hostile(name: str, tmp_path: Path, reader: ReaderProcess) -> None:
    path = tmp_path / name
    path.write_bytes(MAKERS[name]())
    begun = time.monotonic()
    refusal = ""
    try:
        document = reader.read(path, Entry(path=path, file=path.name), "0" * 64)
    except ReadError as error:
        refusal = str(error)
    else:
        if sum(len(page.text) for page in document.pages) < 1_000_000:
            check_read(document)
    assert time.monotonic() - begun < SECONDS + 10
    assert not (refusal and ".ok." in name)
    assert refusal.isprintable()
    assert "Traceback" not in refusal


def test_no_link_out_of_a_folder_is_needed_to_read(tmp_path: Path, reader: ReaderProcess) -> None:
    """A device or a named pipe is no document, also through a symbolic link."""
    (tmp_path / "nul.txt").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "pijp.txt")
    for name in ("nul.txt", "pijp.txt"):
        with pytest.raises(ReadError, match="geen gewoon bestand"):
            reader.read(tmp_path / name, Entry(path=tmp_path / name, file=name), "0" * 64)
