"""The tab "Over": the figures of the evaluation with their day, and what an administrator filled in."""

from __future__ import annotations

import html
import json
import re
from datetime import date
from pathlib import Path

import pytest

from assistant.screen.about import House, about_html, read_house
from assistant.screen.figures import read_figures
from corpus.settings import ROOT

PUBLISHED = ROOT / "evals" / "results" / "published.json"


def shown(house: House) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", about_html(house)))


def published(folder: Path, **changed: object) -> Path:
    """Write a small file of figures in the form of `python -m evals publish`."""
    groups = {
        "answerable": {"n": 10, "correct": [0.8, 0.7, 0.9]},
        "to refuse": {"n": 4, "correct": [0.75, 0.5, 1.0]},
        "all": {"n": 14, "correct": [0.786, 0.6, 0.9], "any-hit@10": [0.93, 0.8, 1.0]},
    }
    ours = {"world": "almere", "system": "beleidswijzer", "measured": "answers", "groups": groups}
    other = {**ours, "system": "langchain", "groups": {"all": {"n": 99}}}
    path = folder / "published.json"
    path.write_text(json.dumps({"date": "2026-03-01", "sets": [other, ours], **changed}), encoding="utf-8")
    return path


def test_our_own_figures_are_shown_with_their_day(tmp_path: Path) -> None:
    text = shown(House(results=published(tmp_path)))
    assert "1 maart 2026" in text
    row = next(part for part in text.split("de documenten van Almere")[1:])
    assert row.split()[:7] == ["14", "80", "%", "75", "%", "93", "%"]
    assert "99" not in text


def test_what_was_published_can_be_shown() -> None:
    figures = read_figures(PUBLISHED)
    assert figures is not None
    assert figures.measured is not None
    assert figures.measured <= date.today()
    assert {row.world for row in figures.rows} >= {"almere", "tune", "report"}
    assert all(row.right and row.refused and row.found for row in figures.rows)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"sets": []}', '{"sets": [{"system": "beleidswijzer", "measured": "answers"}]}', "\x00"]
)
def test_figures_that_cannot_be_read_are_left_out(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    assert "Hoe goed zijn de antwoorden" not in shown(House(results=path))
    assert "Hoe goed zijn de antwoorden" not in shown(House(results=tmp_path / "er-is-niets.json"))


def test_a_day_that_makes_no_sense_shows_nothing(tmp_path: Path) -> None:
    assert read_figures(published(tmp_path, date="<script>")) is None
    figures = read_figures(published(tmp_path, date=None))
    assert figures is not None
    assert figures.measured is None


def test_a_language_model_that_writes_along_is_named() -> None:
    assert "taalmodel" not in shown(House())
    told = shown(read_house({"CHAT_MODEL": "ollama:qwen3:8b"}, results=PUBLISHED))
    assert "ollama:qwen3:8b" in told
    assert "gaan naar dat model" in told
