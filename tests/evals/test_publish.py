"""The published figures are those of a run, and the README says the same."""

from __future__ import annotations

import json

import pytest

from evals import publish, report
from evals.outcomes import Outcome
from evals.questions import question_of
from evals.statistics import mean


def outcomes() -> list[Outcome]:
    question = question_of({"id": "q", "kind": "number", "question": "Hoeveel?", "key_facts": [["12"]]})
    refused = question_of({"id": "r", "kind": "refuse_opinion", "question": "Wat vind je?", "status": ["refused"]})
    measures = {"correct": 1.0, "facts": 1.0, "quotes": 1.0}
    return [
        Outcome("wij", "a", question, measures, {"status": "answered"}, {"asked": 12.0}),
        Outcome("wij", "a", refused, measures | {"correct": 0.0, "facts": None}, {"status": "answered"}, {}),
        Outcome("zij", "a", question, {"any-hit@10": 0.5, "MRR@10": 0.5, "nDCG@10": 0.5}, {}, {}),
    ]


def a_result() -> dict[str, object]:
    about = {
        "fingerprints": {"embedding": "m"},
        "seeds": {},
        "machine": {},
        "seconds": 1.0,
        "date": "2026-02-28",
        "beir": {"vragen": {"wij": {"any-hit@10": 0.9, "MRR@10": 0.8, "nDCG@10": 0.7}}},
    }
    return report.result(outcomes(), about)


def test_a_summary_keeps_the_figures_and_drops_the_outcomes() -> None:
    small = json.loads(json.dumps(publish.summary(a_result())))
    assert "outcomes" not in small
    first = small["sets"][0]
    assert first["groups"]["answerable"]["correct"][0] == 1.0
    assert first["groups"]["to refuse"]["correct"][0] == 0.0
    assert first["groups"]["all"]["correct"][0] == pytest.approx(mean([1.0, 0.0]).value)
    assert first["kinds"]["number"] == {"n": 1, "correct": [1.0, 1.0, 1.0]}


def test_the_readme_gets_the_tables_between_its_marks() -> None:
    text = publish.block(publish.summary(a_result()))
    assert "| a | wij | 1 | 100 (100-100) |" in text
    assert "| wij | 0.900 | 0.800 | 0.700 |" in text
    readme = f"# Kop\n\n{publish.BEGIN}\noud\n{publish.END}\n\nrest\n"
    new = publish.filled(readme, text)
    assert "oud" not in new
    assert new.startswith("# Kop")
    assert new.endswith("rest\n")
    assert publish.filled(new, text) == new
    assert publish.filled("# zonder", text) == "# zonder"


def test_the_readme_says_what_was_published() -> None:
    readme = publish.README.read_text(encoding="utf-8")
    if not publish.PUBLISHED.is_file() or publish.BEGIN not in readme:
        pytest.skip("er is nog niets gepubliceerd")
    assert publish.filled(readme, publish.block(json.loads(publish.PUBLISHED.read_text(encoding="utf-8")))) == readme


def test_the_day_of_a_run_is_published() -> None:
    assert publish.summary({**a_result(), "date": "2026-03-01"})["date"] == "2026-03-01"


def test_a_result_that_does_not_say_its_day_is_none() -> None:
    with pytest.raises(KeyError, match="date"):
        publish.summary({key: value for key, value in a_result().items() if key != "date"})
