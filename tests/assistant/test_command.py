"""The commands: JSON as promised, exit codes, and one line for every mistake."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from assistant.__main__ import main
from assistant.requests import MOST_TURNS, parse_filter, read_request
from assistant.types import Turn
from corpus.embedding import Embedder
from corpus.errors import BeleidswijzerError, SettingsError
from corpus.settings import read_settings
from corpus.types import Filters
from evals.worlds import ALMERE, indexed, world

ANSWER_FIELDS = {
    "id", "question", "standalone_question", "language", "status", "reason", "text", "claims", "notes", "searched",
    "writer", "generation", "timings_ms",
}  # fmt: skip
CITATION_FIELDS = {
    "passage_id", "document_id", "title", "document_type", "year", "page", "page_label", "section_path", "quote",
    "sentence", "start", "end", "url", "official",
}  # fmt: skip
HIT_FIELDS = {
    "passage_id",
    "document_id",
    "title",
    "page",
    "section_path",
    "text",
    "dense_rank",
    "lexical_rank",
    "score",
}
QUESTION = "Wanneer heeft de raad het Actieplan Veiligheid 2019-2022 vastgesteld?"


@pytest.fixture(scope="module")
def index(models: Path, embedder: Embedder) -> str:
    return str(indexed(world(ALMERE), read_settings({"MODELS_DIR": str(models)}), embedder).index)


def test_one_answer_as_json(index: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--index", index, "--json", QUESTION]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer.keys() >= ANSWER_FIELDS
    assert (answer["status"], answer["reason"], answer["language"]) == ("answered", None, "nl")
    assert "28 februari 2019" in answer["claims"][0]["text"]
    citation = answer["claims"][0]["citations"][0]
    assert citation.keys() >= CITATION_FIELDS
    assert citation["quote"] in citation["sentence"]


def test_one_answer_as_text_names_its_source(index: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--index", index, QUESTION]) == 0
    out = capsys.readouterr().out
    assert "[1]" in out
    assert "veilig.almere.nl" in out
    assert "officieel" in out


def test_a_batch_goes_on_after_a_bad_line(index: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    batch = tmp_path / "vragen.jsonl"
    follow_up = [
        {"role": "user", "content": "Wat zijn de doelen voor HIC in 2020?"},
        {"role": "assistant", "content": "-"},
    ]
    lines = [
        json.dumps({"id": "a", "question": QUESTION}),
        "{kapot",
        json.dumps({"id": "b", "question": "En in 2021?", "history": follow_up}),
        json.dumps({"id": "c", "question": "x" * 10_000}),
        "",
    ]
    batch.write_text("\n".join(lines), encoding="utf-8")
    assert main(["--index", index, "--batch", str(batch), "--json"]) == 1
    captured = capsys.readouterr()
    out = [json.loads(line) for line in captured.out.splitlines()]
    assert [line["id"] for line in out] == ["a", None, "b", "c"]
    assert out[2]["standalone_question"] == "Wat zijn de doelen voor HIC in 2021?"
    assert (out[3]["status"], out[3]["reason"]) == ("refused", "invalid_question")
    assert "regel 2" in captured.err
    assert "Traceback" not in captured.err


def test_search_gives_hits_best_first(index: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "--index", index, "--k", "4", "--json", "jeugdoverlast"]) == 0
    hits = json.loads(capsys.readouterr().out)["hits"]
    assert len(hits) == 4
    assert all(hit.keys() >= HIT_FIELDS for hit in hits)
    assert [h["score"] for h in hits] == sorted((h["score"] for h in hits), reverse=True)


def test_register_as_csv_and_json(index: str, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["register", "--index", index, "--year", "2021", "--theme", "ondermijning", "--kind", "actie"]
    assert main([*command, "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert rows
    assert {row["kind"] for row in rows} == {"actie"}
    assert main([*command, "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == len(rows)


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ([], "geen vraag"),
        (["--filter", "jaar=twee", "vraag?"], "filter"),
        (["--batch", "/nergens/vragen.jsonl"], "vragen.jsonl"),
        (["search", "--k", "0", "vraag?"], "--k"),
    ],
)
def test_a_mistake_is_one_line(index: str, arguments: list[str], word: str, capsys: pytest.CaptureFixture[str]) -> None:
    command = (
        [*arguments[:1], "--index", index, *arguments[1:]]
        if arguments[:1] == ["search"]
        else ["--index", index, *arguments]
    )
    assert main(command) == 2
    error = capsys.readouterr().err
    assert word in error
    assert len(error.strip().splitlines()) == 1


def test_without_an_index_the_command_that_makes_one_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["register", "--index", str(tmp_path / "leeg")]) == 2
    error = capsys.readouterr().err
    assert "make ingest" in error
    assert len(error.strip().splitlines()) == 1


def test_filters_are_read() -> None:
    assert parse_filter(["year=2021", "thema=Veilige wijken", "type=jaarplan", "officieel=ja"]) == Filters(
        years=(2021,), themes=("Veilige wijken",), document_types=("jaarplan",), official_only=True
    )
    with pytest.raises(SettingsError):
        parse_filter(["type=krant"])


def test_a_long_history_keeps_its_latest_turns() -> None:
    history = [{"role": "user", "content": str(n)} for n in range(1_000)]
    found = read_request(json.dumps({"question": "En?", "history": history}), 1, Filters())
    assert not isinstance(found, BeleidswijzerError)
    assert len(found.history) == MOST_TURNS
    assert isinstance(found.history[-1], Turn)
    assert found.history[-1].content == "999"
