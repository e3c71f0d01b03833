"""Drafts from feedback: only what a reader gave, in the form of a question, and never measured as it is."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from assistant.screen.conversation import Exchange
from assistant.screen.feedback import Feedback, line
from corpus.errors import ReadError, StorageError
from evals.__main__ import main
from evals.feedback import drafts_of, write_drafts
from evals.questions import read_questions
from tests.screen.small import small_assistant

QUESTION = "Hoe vaak krijgt de raad van Voorbeeldstad een voortgangsrapportage?"


def judged(question: str = QUESTION, **given: Any) -> str:
    """Give a line as the page writes it."""
    exchange = Exchange("k", question, small_assistant().ask(question))
    feedback = Feedback(**{"antwoord": "k", "nuttig": False, "reden": "niet volledig", "met_vraag": True, **given})
    return json.dumps(line(exchange, feedback, datetime(2026, 11, 24, tzinfo=UTC)))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "oordelen.jsonl"
    lines = [
        judged(),
        judged(),
        judged("Wie is verantwoordelijk voor de sloten?", reden="verkeerde bron"),
        judged("Wat is er goed?", nuttig=True, reden=None),
        judged("Geheim", met_vraag=False),
        '{"useful": fal',
        "[]",
        '{"question": "zonder oordeel"}',
        "",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_what_was_found_wrong_becomes_a_draft_once(file: Path) -> None:
    drafts = drafts_of(file)
    assert [d["question"] for d in drafts.lines] == [QUESTION, "Wie is verantwoordelijk voor de sloten?"]
    assert (drafts.without_question, drafts.not_chosen, drafts.unreadable) == (1, 1, 3)
    assert drafts.lines[0]["feedback"]["reason"] == "niet volledig"
    assert drafts.lines[0]["feedback"]["sources"]


def test_a_choice_of_reason_and_of_useful_ones(file: Path) -> None:
    assert len(drafts_of(file, reasons=["verkeerde bron"]).lines) == 1
    assert len(drafts_of(file, useful_too=True).lines) == 3


def test_a_draft_is_not_measured_and_a_half_filled_one_is_refused(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "concepten.jsonl"
    write_drafts(out, drafts_of(file).lines)
    assert read_questions(out) == ()
    first = {**json.loads(out.read_text(encoding="utf-8").splitlines()[0])}
    del first["draft"]
    out.write_text(json.dumps(first), encoding="utf-8")
    with pytest.raises(ReadError):
        read_questions(out)
    filled = first | {"kind": "number", "status": ["answered"], "key_facts": [["elk halfjaar"]]}
    out.write_text(json.dumps(filled), encoding="utf-8")
    assert [q.question for q in read_questions(out)] == [QUESTION]


def test_drafts_are_not_written_over(tmp_path: Path) -> None:
    out = tmp_path / "concepten.jsonl"
    out.write_text("werk van een mens", encoding="utf-8")
    with pytest.raises(StorageError, match="er al"):
        write_drafts(out, [])
    assert out.read_text(encoding="utf-8") == "werk van een mens"


def test_the_command(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["from-feedback", str(file)]) == 0
    shown = capsys.readouterr()
    assert [json.loads(row)["draft"] for row in shown.out.splitlines()] == [True, True]
    assert "2 concepten" in shown.err
    assert main(["from-feedback", str(tmp_path / "er-is-niets")]) == 2
    assert "Terugkoppeling lezen" in capsys.readouterr().err


def test_the_command_without_a_file(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("FEEDBACK_FILE", raising=False)
    assert main(["from-feedback"]) == 2
    assert "FEEDBACK_FILE" in capsys.readouterr().err
