"""What is counted of how a document is read: planted faults are seen, and a right reading counts whole."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import ReadError
from evals import reading, reading_table
from evals.practice import write
from evals.reading import Tally, count, edits
from ingest.passages import passages
from tests.ingest.making import document
from tests.ingest.sheets import SENTENCES, cleaned, pdf, text, together

PIECES = [(1, "iv", SENTENCES[0]), (1, "iv", SENTENCES[1]), (2, "v", SENTENCES[2]), (2, "v", SENTENCES[3])]


def printed(pieces: list[tuple[int, str | None, str]]) -> list[dict[str, Any]]:
    return [{"page": page, "label": label, "text": words, "role": "context"} for page, label, words in pieces]


def tally(tmp_path: Path, pieces: list[tuple[int, str | None, str]]) -> Tally:
    """Count a PDF of two pages, numbered iv and v, against what is said to be printed."""
    pages = [
        together(text([first], y=780), text([second], y=700), text([label], y=30, size=8))
        for (_, label, first), (_, _, second) in (PIECES[:2], PIECES[2:])
    ]
    clean = cleaned(pdf(tmp_path / "a.pdf", pages))
    counted = Tally()
    count(counted, "a.pdf", clean, passages(document(), clean).passages, printed(pieces))
    return counted


def test_a_right_reading_counts_whole(tmp_path: Path) -> None:
    found = tally(tmp_path, PIECES).report()
    assert found["errors per 1000"] == 0
    assert found["characters"] == sum(map(len, SENTENCES))
    assert found["pages"] == {"share": 1.0, "right": found["pages"]["of"], "of": found["pages"]["of"]}
    assert found["labels"] == {"share": 1.0, "right": 2, "of": 2}


@pytest.mark.parametrize(
    ("changed", "wrong", "labels"),
    [
        ((1, "iv", SENTENCES[0].replace("politie", "pollitie")), 1, 2),
        ((1, "iv", SENTENCES[0].removesuffix(".") + "?"), 1, 2),
        ((1, "3", SENTENCES[0]), 0, 1),
    ],
)
def test_a_fault_is_counted(tmp_path: Path, changed: tuple[int, str, str], wrong: int, labels: int) -> None:
    counted = tally(tmp_path, [changed, *PIECES[1:]])
    assert (counted.wrong, counted.labels.right) == (wrong, labels)
    assert counted.faults


def test_a_passage_on_another_page_than_printed_is_counted(tmp_path: Path) -> None:
    counted = tally(tmp_path, [*PIECES[:3], (1, "iv", SENTENCES[3])])
    assert counted.pages.right < counted.pages.of
    assert counted.wrong > 20


@pytest.mark.parametrize(
    ("words", "page", "wrong"),
    [("een wijk", "in een wijk hier", 0), ("een wijk", "in een vijk hier", 1), ("heel iets anders", "", 16)],
)
def test_edits_to_what_comes_nearest(words: str, page: str, wrong: int) -> None:
    assert edits(words, page) == wrong


def test_a_small_part_of_a_practice_municipality_is_measured(tmp_path: Path) -> None:
    write("slice", tmp_path)
    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    file = next(d["file"] for d in truth["documents"] if d["file"].endswith(".docx"))
    measured = reading.measure_world(tmp_path, only={file})
    found = reading.figures(measured)
    assert found["characters"] >= 0.999
    assert set(measured.text) == {"docx"}
    assert any("acties gevonden" in line or "resultaten gevonden" in line for line in reading_table.table(measured))


def test_a_folder_without_a_truth_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="practice"):
        reading.measure_world(tmp_path)
