"""The form of a question file, and that the hand-written gold really stands in the documents."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from assistant.types import Reason
from corpus.errors import ReadError
from corpus.settings import ROOT
from evals import facts
from evals.questions import KINDS, Question, question_of, read_questions
from evals.sources import SourceFiles

ALMERE = ROOT / "evals" / "almere" / "questions.jsonl"
DOCUMENTS = ROOT / "corpus" / "documents"
REFUSALS = tuple(kind for kind in KINDS if kind.startswith("refuse_"))


@pytest.fixture(scope="module")
def almere() -> tuple[Question, ...]:
    return read_questions(ALMERE)


def test_there_are_enough_questions_of_every_kind(almere: tuple[Question, ...]) -> None:
    kinds = Counter(question.kind for question in almere)
    assert len(almere) >= 90
    assert {kind for kind in REFUSALS if kinds[kind] < 3} == set()
    assert {question.wording for question in almere} == {"staff", "plain", "typo", "english"}


def test_no_question_is_asked_twice(almere: tuple[Question, ...]) -> None:
    asked = Counter((question.question, question.history) for question in almere)
    assert [question for question, times in asked.items() if times > 1] == []


def test_reasons_are_those_of_the_assistant(almere: tuple[Question, ...]) -> None:
    assert {reason for question in almere for reason in question.reasons} <= {reason.value for reason in Reason}


def test_gold_stands_word_for_word_in_the_documents(almere: tuple[Question, ...]) -> None:
    sources = SourceFiles(DOCUMENTS)
    missing = [
        (question.id, passage.text)
        for question in almere
        for passage in question.gold.passages
        if not sources.holds(passage.text, passage.document, passage.page)
    ]
    assert missing == []


def test_key_facts_items_and_parties_follow_from_the_gold(almere: tuple[Question, ...]) -> None:
    headings_of_themes = {"Veilige wijken", "Zorg en veiligheid", "Rampenbestrijding en crisisbeheersing"}
    unfounded = []
    for question in almere:
        if not question.answerable or set(question.status) != {"answered"}:
            continue
        gold = "\n".join(passage.text for passage in question.gold.passages)
        wanted = [*question.key_facts, *((item,) for item in question.items)]
        wanted += [(question.party,)] if question.party else []
        for wordings in wanted:
            in_heading = question.question.startswith("Bij welk thema") and set(wordings) & headings_of_themes
            heading = question.question.startswith("Bij welk thema") and wordings[0].startswith("Ondermijning")
            if not in_heading and not heading and not any(facts.stands_in(w, gold) for w in wordings):
                unfounded.append((question.id, wordings))
    assert unfounded == []


def test_no_forbidden_fact_follows_from_the_gold(almere: tuple[Question, ...]) -> None:
    for question in almere:
        for fact in question.forbidden_facts:
            assert not any(facts.stands_in(fact, p.text) for p in question.gold.passages), (question.id, fact)


LINE = {"id": "q", "kind": "fact", "question": "Hoeveel?", "key_facts": [["12"]]}


def test_gold_passages_imply_pages_and_documents() -> None:
    gold = {"passages": [{"document": "a.md", "page": 1, "text": "twaalf"}]}
    question = question_of(LINE | {"gold": gold})
    assert question.gold.documents == ("a.md",)
    assert [(p.document, p.page) for p in question.gold.pages] == [("a.md", 1)]


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "unknown"},
        {"key_facts": []},
        {"key_facts": [[]]},
        {"key_facts": ["12"]},
        {"status": []},
        {"status": "answered"},
        {"wording": "dialect"},
    ],
)
def test_a_question_that_cannot_be_scored_is_refused(fault: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "vragen.jsonl"
    path.write_text(json.dumps(LINE) + "\n" + json.dumps(LINE | {"id": "r"} | fault), encoding="utf-8")
    with pytest.raises(ReadError, match="regel 2"):
        read_questions(path)


def test_an_id_may_not_occur_twice(tmp_path: Path) -> None:
    path = tmp_path / "vragen.jsonl"
    path.write_text(f"{json.dumps(LINE)}\n\n{json.dumps(LINE)}\n", encoding="utf-8")
    with pytest.raises(ReadError, match="twee keer"):
        read_questions(path)
