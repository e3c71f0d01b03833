"""The child process: its limits, what it costs to pass them, and that the next file is read all the same."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import ReadError
from corpus.listed import Entry
from corpus.types import Period
from ingest.child import ReaderProcess
from ingest.clean import clean
from ingest.document import read_document
from ingest.readers import read
from ingest.wire import answer, answered, request, requested
from tests.ingest.hostile import page_pdf, stream
from tests.ingest.sheets import SENTENCES, pdf, text

SOUND = "Een zin over veilige wijken in Almerveen."


ZERO = "0" * 64


def entry_of(path: Path) -> Entry:
    return Entry(path=path, file=path.name)


def text_of(reader: ReaderProcess, path: Path) -> str:
    return reader.read(path, entry_of(path), ZERO).pages[0].text


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return pdf(tmp_path / "goed.pdf", [text([SOUND])])


def test_the_child_gives_what_reading_here_gives(tmp_path: Path, sound: Path) -> None:
    page = tmp_path / "pagina.html"
    page.write_text("<h1>Kop</h1><table><tr><th>A</th><th>B</th></tr><tr><td>één</td><td>“2”</td></tr></table>")
    with ReaderProcess() as reader:
        for path in (sound, page):
            entry = entry_of(path)
            assert reader.read(path, entry, ZERO) == read_document(path, entry, ZERO)


def test_a_refusal_names_file_reason_and_remedy_on_one_line(tmp_path: Path) -> None:
    path = tmp_path / "leeg\n\x1b[31m.pdf"
    path.write_bytes(b"")
    with ReaderProcess() as reader, pytest.raises(ReadError) as told:
        reader.read(path, entry_of(path), ZERO)
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
            reader.read(slow, entry_of(slow), ZERO)
        assert time.monotonic() - begun < 20
        assert text_of(reader, sound) == SOUND


def test_a_file_that_takes_too_much_memory_costs_that_file_only(tmp_path: Path, sound: Path) -> None:
    large = tmp_path / "groot.txt"
    large.write_text("Een regel met woorden.\n" * 800_000)
    with ReaderProcess(memory=150_000_000) as reader:
        with pytest.raises(ReadError, match=r"geheugen|afgebroken|gestopt"):
            reader.read(large, entry_of(large), ZERO)
        small = tmp_path / "klein.txt"
        small.write_text(SOUND)
        assert text_of(reader, small) == SOUND


def test_an_answer_that_is_too_large_is_refused(tmp_path: Path, sound: Path) -> None:
    large = tmp_path / "groot.txt"
    large.write_text("Een regel met woorden.\n\n" * 20_000)
    with ReaderProcess(output=200_000) as reader:
        with pytest.raises(ReadError, match="veel groter"):
            reader.read(large, entry_of(large), ZERO)
        assert text_of(reader, sound) == SOUND


def test_a_child_that_dies_between_files_is_started_again(sound: Path) -> None:
    with ReaderProcess() as reader:
        reader.read(sound, entry_of(sound), ZERO)
        os.kill(child_of(os.getpid()), signal.SIGKILL)
        time.sleep(0.2)
        assert text_of(reader, sound) == SOUND


def test_nothing_is_left_running(sound: Path) -> None:
    with ReaderProcess() as reader:
        reader.read(sound, entry_of(sound), ZERO)
        child = child_of(os.getpid())
    assert not Path(f"/proc/{child}").exists()


def child_of(parent: int) -> int:
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rsplit(")", 1)[1].split()
            command = (entry.parent / "cmdline").read_bytes()
        except OSError:
            continue
        if int(fields[1]) == parent and b"ingest.serve" in command:
            return int(entry.parent.name)
    raise AssertionError("no child process")


def test_fifty_pages_are_read_quickly(tmp_path: Path) -> None:
    """A page of text takes some 0.1 s of an idle core; the limit here only catches a blunder."""
    lines = list(SENTENCES) * 12
    path = pdf(tmp_path / "a.pdf", [text(lines, y=780)] * 50)
    begun = time.process_time()
    assert len(clean(read(path)).pages) == 50
    assert time.process_time() - begun < 15


def test_the_steps_are_told(sound: Path) -> None:
    steps: list[str] = []
    with ReaderProcess() as reader:
        reader.read(sound, entry_of(sound), ZERO, on_step=steps.append)
    assert steps == ["lezen", "opschonen", "beschrijven", "in passages delen", "register maken"]


def test_a_file_without_text_is_refused_by_the_child(tmp_path: Path) -> None:
    path = tmp_path / "wit.html"
    path.write_text("<h1>Alleen een kop</h1>")
    with ReaderProcess() as reader, pytest.raises(ReadError, match="geen leesbare tekst"):
        reader.read(path, entry_of(path), ZERO)


def test_what_is_known_of_a_document_goes_along(sound: Path) -> None:
    own = entry_of(sound)
    known = replace(own, id="plan", title="Plan", year=2031, period=Period.of_years(2031, 2031), official=False)
    assert requested(request(sound, known, ZERO)) == (sound, known, ZERO)
    with ReaderProcess() as reader:
        document = reader.read(sound, known, ZERO).document
    assert (document.id, document.title, document.year, document.official) == ("plan", "Plan", 2031, False)


def test_an_answer_whose_spans_lie_outside_its_pages_is_refused(sound: Path) -> None:
    found = read_document(sound, entry_of(sound), ZERO)
    assert answered(answer(found)) == found
    short = replace(found, pages=tuple(replace(page, text=page.text[:5], boxes=()) for page in found.pages))
    with pytest.raises(ValueError, match="outside its page"):
        answered(answer(short))
