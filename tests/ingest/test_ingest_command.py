from __future__ import annotations

import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.generation import read_pointer
from corpus.settings import ROOT
from tests.ingest.test_pipeline import MANIFEST, make_corpus, plan, state_of


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory, models: Path) -> Path:
    """Give a folder with a fictional corpus, ingested by the command with the bundled model; not to be changed."""
    folder = tmp_path_factory.mktemp("command")
    make_corpus(folder)
    done = command(folder, "--json", models=models)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["added"] == ["jaarplan-2021.md", "jaarplan-2022.txt"]
    return folder


@pytest.fixture
def work(ingested: Path, tmp_path: Path) -> Path:
    """Give a copy of the ingested folder that a test may change."""
    shutil.copytree(ingested, tmp_path / "work")
    return tmp_path / "work"


def command(folder: Path, *options: str, models: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run `python -m ingest` on the corpus and index below `folder`."""
    paths = ["--corpus", str(folder / "corpus"), "--index", str(folder / "index")]
    environ = {**os.environ, **({"MODELS_DIR": str(models)} if models else {})}
    return subprocess.run(
        [sys.executable, "-m", "ingest", *paths, *options],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def ingest_of(*options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ingest", *options], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )


def assert_one_line(text: str) -> None:
    assert text.count("\n") == 1, text
    assert "Traceback" not in text


@pytest.mark.parametrize("options", [["--help"], ["-h"], ["fetch", "--help"]])
def test_help_is_dutch_and_names_every_option(options: list[str]) -> None:
    done = ingest_of(*options)
    assert done.returncode == 0
    assert done.stdout.startswith("gebruik: python -m ingest")
    assert "Afsluitcode: 0" in done.stdout
    assert not set("usage options show".split()) & set(done.stdout.split())
    for name in ("--corpus", "--json", "--help", "--sources" if "fetch" in options else "--index"):
        assert name in done.stdout


@pytest.mark.parametrize(
    "options", [["--nonsense"], ["--corpus"], ["extra"], ["--corp", "x"], ["fetch", "--index", "x"], ["fetch", "x"]]
)
def test_a_mistyped_option_is_one_line(options: list[str]) -> None:
    done = ingest_of(*options)
    assert (done.returncode, done.stdout) == (2, "")
    assert_one_line(done.stderr)
    assert "--help" in done.stderr


def test_no_corpus_folder(tmp_path: Path) -> None:
    done = command(tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert_one_line(done.stderr)
    assert not (tmp_path / "index").exists()


def test_an_empty_corpus_folder_leaves_the_index(work: Path) -> None:
    before = state_of(work / "index")
    shutil.rmtree(work / "corpus")
    (work / "corpus").mkdir()
    done = command(work)
    assert done.returncode == 2
    assert_one_line(done.stderr)
    assert state_of(work / "index") == before


def test_a_second_run_is_quick_and_loads_no_model(ingested: Path, models: Path) -> None:
    code = """if True:
        import sys
        from ingest.__main__ import main

        exit_code = main(sys.argv[1:])
        assert not {"torch", "sentence_transformers", "chromadb", "bm25s"} & set(sys.modules)
        sys.exit(exit_code)
    """
    paths = ["--corpus", str(ingested / "corpus"), "--index", str(ingested / "index")]
    environ = {**os.environ, "MODELS_DIR": str(models)}
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", code, *paths],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "2 ongewijzigd" in done.stdout
    assert time.monotonic() - started < 5 * slack()


def slack() -> float:
    """Give how much slower than alone a process may be here and now: as much as others use of the processors."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1)) + 1.0


def test_a_failed_document_is_exit_code_1_and_stands_in_the_report(work: Path, models: Path) -> None:
    (work / "corpus" / "documents" / "jaarplan-2022.txt").write_bytes(b"")
    done = command(work, "--json", models=models)
    assert done.returncode == 1
    report = json.loads(done.stdout)
    assert report["failed"][0]["file"] == "jaarplan-2022.txt"
    assert report["failed"][0]["step"] == "vinden"
    assert report["exit_code"] == 1


def test_all_failed_is_exit_code_2(work: Path, models: Path) -> None:
    before = state_of(work / "index")
    for path in (work / "corpus" / "documents").iterdir():
        path.write_bytes(b"\xff\xfe")
    done = command(work, models=models)
    assert done.returncode == 2
    assert "niet veranderd" in done.stdout
    assert state_of(work / "index") == before


def test_an_unknown_model_is_one_line(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMBEDDING_MODEL", str(work / "corpus"))
    done = command(work)
    assert done.returncode == 2
    assert_one_line(done.stderr)
    assert "EMBEDDING_MODEL" in done.stderr


def change_what_needs_no_vector(work: Path) -> None:
    manifest = work / "corpus" / "manifest.toml"
    manifest.write_text(MANIFEST.replace('type = "jaarplan"', 'type = "monitor"'), encoding="utf-8")


def test_progress_without_a_terminal_is_plain_lines(work: Path, models: Path) -> None:
    change_what_needs_no_vector(work)
    done = command(work, models=models)
    assert done.returncode == 0, done.stderr
    assert "Documenten lezen en omzetten: 2 van 2 documenten, 2 bladzijden" in done.stderr
    assert "Index publiceren" in done.stderr
    assert "\x1b" not in done.stderr + done.stdout


def test_progress_on_a_terminal_is_a_bar(work: Path, models: Path) -> None:
    change_what_needs_no_vector(work)
    ours, theirs = pty.openpty()
    paths = ["--corpus", str(work / "corpus"), "--index", str(work / "index")]
    environ = {**os.environ, "MODELS_DIR": str(models), "TERM": "xterm", "COLUMNS": "120"}
    process = subprocess.Popen(
        [sys.executable, "-m", "ingest", *paths], cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=theirs
    )
    os.close(theirs)
    shown = b"".join(_all_of(ours))
    os.close(ours)
    assert process.communicate()[0]
    assert process.returncode == 0
    assert b"\x1b[" in shown
    assert "Documenten lezen en omzetten" in shown.decode()
    assert "bladzijden" in shown.decode()


def _all_of(terminal: int) -> Iterator[bytes]:
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:  # Linux says EIO when the other side is closed
            return
        if not part:
            return
        yield part


def test_ctrl_c_is_one_line_and_the_next_run_finishes(work: Path, models: Path) -> None:
    before = read_pointer(work / "index")
    documents = work / "corpus" / "documents"
    lines = "".join(f"- In wijk {i} komen {i * 3} bankjes en {i * 7} bomen.\n" for i in range(400))
    (documents / "jaarplan-2021.md").write_text(f"# Jaarplan Wonen 2021\n\n{lines}", encoding="utf-8")
    paths = ["--corpus", str(work / "corpus"), "--index", str(work / "index")]
    environ = {**os.environ, "MODELS_DIR": str(models)}
    process = subprocess.Popen(
        [sys.executable, "-m", "ingest", *paths],
        cwd=ROOT,
        env=environ,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background job ignores it
    )
    assert process.stderr is not None
    assert "omzetten" in process.stderr.readline()
    process.send_signal(signal.SIGINT)
    rest = process.communicate(timeout=60)[1]
    assert process.returncode == 130
    assert "Traceback" not in rest
    assert rest.splitlines()[-1].startswith("Onderbroken; de gepubliceerde index is niet veranderd.")
    assert read_pointer(work / "index") == before
    (documents / "jaarplan-2021.md").write_text(plan(2021, count=3), encoding="utf-8")
    assert command(work, models=models).returncode == 0


def test_an_unforeseen_error_is_one_line_and_debug_tells_more(tmp_path: Path) -> None:
    """A path that is longer than any disk takes is not foreseen."""
    make_corpus(tmp_path)
    options = ["--corpus", str(tmp_path / "corpus"), "--index", "x" * 5000]
    done = ingest_of(*options)
    assert (done.returncode, done.stdout) == (2, "")
    assert_one_line(done.stderr)
    told = ingest_of(*options, "--debug")
    assert told.returncode == 2
    assert told.stderr.splitlines()[-1] == done.stderr.splitlines()[-1]


def test_a_reader_of_the_report_that_leaves_is_no_error(work: Path, models: Path) -> None:
    paths = ["--corpus", str(work / "corpus"), "--index", str(work / "index")]
    environ = {**os.environ, "MODELS_DIR": str(models)}
    process = subprocess.Popen(
        [sys.executable, "-m", "ingest", *paths],
        cwd=ROOT,
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    process.stdout.close()
    complaint = process.communicate()[1]
    assert "BrokenPipe" not in complaint
    assert "Traceback" not in complaint
