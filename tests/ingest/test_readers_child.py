"""The child process: its limits, what it costs to pass them, and that the next file is read all the same."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import ReadError
from ingest.clean import clean
from ingest.readers import read
from ingest.readers.child import ReaderProcess
from ingest.readers.raw import (
    Bookmark,
    RawBlock,
    RawCell,
    RawDocument,
    RawKind,
    RawLine,
    RawPage,
    RawWord,
)
from ingest.readers.wire import dumps, loads
from tests.ingest.hostile import page_pdf, stream
from tests.ingest.sheets import SENTENCES, pdf, text

SOUND = "Een zin over veilige wijken in Almerveen."


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return pdf(tmp_path / "goed.pdf", [text([SOUND])])


def test_the_child_gives_what_reading_here_gives(tmp_path: Path, sound: Path) -> None:
    page = tmp_path / "pagina.html"
    page.write_text("<h1>Kop</h1><table><tr><th>A</th><th>B</th></tr><tr><td>één</td><td>“2”</td></tr></table>")
    with ReaderProcess() as reader:
        for path in (sound, page):
            assert loads(dumps(read(path))) == reader.read(path)


def test_a_refusal_names_file_reason_and_remedy_on_one_line(tmp_path: Path) -> None:
    path = tmp_path / "leeg\n\x1b[31m.pdf"
    path.write_bytes(b"")
    with ReaderProcess() as reader, pytest.raises(ReadError) as told:
        reader.read(path)
    line = str(told.value)
    assert line.isprintable()
    assert "leeg" in line
    assert "Haal het bestand opnieuw op" in line


def test_a_file_that_takes_too_long_costs_that_file_only(tmp_path: Path, sound: Path) -> None:
    slow = tmp_path / "traag.pdf"
    slow.write_bytes(page_pdf(stream(b"q " * 5_000_000, b"")))
    with ReaderProcess(seconds=12) as reader:
        begun = time.monotonic()
        with pytest.raises(ReadError, match="duurde langer dan"):
            reader.read(slow)
        assert time.monotonic() - begun < 20
        assert reader.read(sound).pages[0].blocks[0].text == SOUND


def test_a_file_that_takes_too_much_memory_costs_that_file_only(tmp_path: Path, sound: Path) -> None:
    large = tmp_path / "groot.html"
    large.write_bytes(b"<p>een zin met woorden <b>vet</b> <i>schuin</i></p>" * 90_000)
    with ReaderProcess(memory=150_000_000) as reader:
        with pytest.raises(ReadError, match=r"geheugen|afgebroken|gestopt"):
            reader.read(large)
        small = tmp_path / "klein.txt"
        small.write_text(SOUND)
        assert reader.read(small).pages[0].blocks[0].text == SOUND


def test_an_answer_that_is_too_large_is_refused(tmp_path: Path, sound: Path) -> None:
    large = tmp_path / "groot.txt"
    large.write_text("Een regel met woorden.\n\n" * 20_000)
    with ReaderProcess(output=200_000) as reader:
        with pytest.raises(ReadError, match="veel groter"):
            reader.read(large)
        assert reader.read(sound).pages[0].blocks[0].text == SOUND


def test_a_child_that_dies_between_files_is_started_again(sound: Path) -> None:
    with ReaderProcess() as reader:
        reader.read(sound)
        os.kill(child_of(os.getpid()), signal.SIGKILL)
        time.sleep(0.2)
        assert reader.read(sound).pages[0].blocks[0].text == SOUND


def test_nothing_is_left_running(sound: Path) -> None:
    with ReaderProcess() as reader:
        reader.read(sound)
        child = child_of(os.getpid())
    assert not Path(f"/proc/{child}").exists()


def child_of(parent: int) -> int:
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rsplit(")", 1)[1].split()
            command = (entry.parent / "cmdline").read_bytes()
        except OSError:
            continue
        if int(fields[1]) == parent and b"ingest.readers.serve" in command:
            return int(entry.parent.name)
    raise AssertionError("no child process")


def test_fifty_pages_are_read_quickly(tmp_path: Path) -> None:
    """A page of text takes some 0.1 s of an idle core; the limit here only catches a blunder."""
    lines = list(SENTENCES) * 12
    path = pdf(tmp_path / "a.pdf", [text(lines, y=780)] * 50)
    begun = time.process_time()
    assert len(clean(read(path)).pages) == 50
    assert time.process_time() - begun < 15


NUMBERS = st.floats(-1e4, 1e4, allow_nan=False).map(lambda x: round(x, 2))
WORDS = st.builds(RawWord, st.text(max_size=9), NUMBERS, NUMBERS, NUMBERS, NUMBERS, st.booleans())
LINES = st.builds(
    RawLine, st.lists(WORDS, max_size=3).map(tuple), NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS, st.booleans()
)
CELLS = st.builds(RawCell, st.text(max_size=9), st.integers(1, 3), st.integers(1, 3), st.booleans(), st.integers(0, 5))
BLOCKS = st.builds(
    RawBlock,
    st.sampled_from(RawKind),
    st.text(max_size=20),
    level=st.integers(0, 6),
    marker=st.none() | st.text(max_size=3),
    cells=st.lists(CELLS, max_size=3).map(tuple),
    lines=st.lists(LINES, max_size=2).map(tuple),
)
PAGES = st.builds(RawPage, st.integers(1, 9), st.none() | st.text(max_size=3), st.lists(BLOCKS, max_size=3).map(tuple))
BOOKMARKS = st.builds(Bookmark, st.text(max_size=5), st.integers(1, 4), st.integers(1, 4))
DOCUMENTS = st.builds(
    RawDocument,
    st.lists(PAGES, max_size=2).map(tuple),
    title=st.none() | st.text(max_size=9),
    outline=st.lists(BOOKMARKS, max_size=2).map(tuple),
)


@given(DOCUMENTS)
def test_the_wire_gives_back_what_was_sent(document: RawDocument) -> None:
    assert loads(dumps(document)) == document


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=4), lambda x: st.lists(x, max_size=6)))
def test_the_wire_refuses_anything_else(value: object) -> None:
    import json

    with pytest.raises(ValueError, match=r"."):
        loads(json.dumps(value).encode())
