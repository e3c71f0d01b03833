"""`make bench` says in one line what it lacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.speed import main


def test_without_an_index_it_says_what_to_do(
    tmp_path: Path, models: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("INDEX_DIR", str(tmp_path))
    monkeypatch.setenv("MODELS_DIR", str(models))
    assert main([]) == 2
    assert "make ingest" in capsys.readouterr().err


def test_without_questions_it_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--questions", str(tmp_path / "none.jsonl")]) == 2
    assert "none.jsonl" in capsys.readouterr().err
