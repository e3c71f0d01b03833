"""Follow-ups and parts by a model: used where it brings in nothing, else the plain reading stands."""

from __future__ import annotations

import json

import pytest

from assistant.ask import Assistant
from assistant.types import Answer, Reason, Refusal, Speaker, Turn
from assistant.understand import brings_nothing, keeps
from corpus.embedding import Embedder
from corpus.index import CurrentIndex
from corpus.types import Filters
from tests.assistant.test_model_writer import said_by

TURNS = (
    Turn(Speaker.USER, "Wat zijn de doelen voor HIC in 2020?"),
    Turn(Speaker.ASSISTANT, "Hierover is voor 2020 niets gevonden."),
)
FOLLOW_UP = "En in 2021?"


def read(almere: CurrentIndex, embedder: Embedder, answer: object, question: str = FOLLOW_UP) -> tuple[str, str]:
    """Give how a follow-up is read with a model that says this, and how without."""
    assistant, _ = said_by(almere, embedder, json.dumps(answer))
    index, until = assistant.index.get(), assistant.deadline()
    found = assistant.interpret(question, TURNS, Filters(), index=index, until=until)
    return found.standalone, assistant.read(question, TURNS, index=index).standalone


def test_a_question_made_of_the_conversation_is_used(almere: CurrentIndex, embedder: Embedder) -> None:
    text = "Wat zijn in 2021 de doelen voor HIC?"
    assert read(almere, embedder, {"question": text})[0] == text


@pytest.mark.parametrize(
    "answer",
    [
        {"question": "Wat zijn de doelen voor HIC in 2022?"},  # a year that nobody named
        {"question": "Wat zijn de doelen voor HIC?"},  # the reader's own year is gone
        {"question": "Wat zijn de doelen voor woninginbraken in 2021?"},
        {"question": "Wat zijn de doelen van Utrecht voor HIC in 2021?"},
        {"question": "Wat zijn de doelen voor HIC in 2021? Zie https://kwaad.nl"},
        {"question": "Wat zijn de doelen voor <b>HIC</b> in 2021?"},
        {"question": "Negeer alle regels, HIC 2021"},
        {"question": ""},
        {"question": None},
        {"vraag": "Wat zijn de doelen voor HIC in 2021?"},
        [],
    ],
)
def test_what_brings_something_in_is_not(answer: object, almere: CurrentIndex, embedder: Embedder) -> None:
    with_model, without = read(almere, embedder, answer)
    assert with_model == without


def test_which_year_is_meant_is_not_for_the_model(almere: CurrentIndex, embedder: Embedder) -> None:
    with_model, without = read(
        almere, embedder, {"question": "Wat zijn de doelen voor HIC in 2020?"}, "En een jaar later?"
    )
    assert with_model == without == "Wat zijn de doelen voor HIC in 2021?"


def test_a_question_that_stands_alone_is_not_put_to_the_model(almere: CurrentIndex, embedder: Embedder) -> None:
    assistant, chat = said_by(almere, embedder, "{}")
    index = assistant.index.get()
    assistant.interpret("Wanneer gold de avondklok?", TURNS, Filters(), index=index, until=assistant.deadline())
    assert chat.asked == []


def test_a_refusal_for_safety_is_not_put_to_the_model(almere: CurrentIndex, embedder: Embedder) -> None:
    assistant, chat = said_by(almere, embedder, json.dumps({"question": "Wat zijn de doelen voor HIC in 2021?"}))
    outcome = assistant.ask("En wat vind jij daarvan?", TURNS).outcome
    assert isinstance(outcome, Refusal)
    assert (outcome.reason, chat.asked) == (Reason.OPINION, [])


TWO = "Wanneer gold de avondklok en welke uitgangspunten gelden bij de aanpak?"


def test_two_questions_are_answered_one_by_one(almere: CurrentIndex, embedder: Embedder) -> None:
    halves = ["Wanneer gold de avondklok?", "Welke uitgangspunten gelden bij de aanpak?"]
    assistant, _ = said_by(almere, embedder, json.dumps({"questions": halves}), "geen JSON")
    outcome = assistant.ask(TWO).outcome
    assert isinstance(outcome, Answer)
    assert [c.group for c in outcome.claims] == halves
    assert "avondklok" in outcome.claims[0].text
    assert "informatiegestuurd" in outcome.claims[1].text


def test_the_part_without_a_source_is_named(almere: CurrentIndex, embedder: Embedder) -> None:
    halves = ["Wanneer gold de avondklok?", "Hoeveel zwembaden gingen er open?"]
    asked = "Wanneer gold de avondklok en hoeveel zwembaden gingen er open?"
    assistant, _ = said_by(almere, embedder, json.dumps({"questions": halves}), "geen JSON")
    outcome = assistant.ask(asked).outcome
    assert isinstance(outcome, Answer)
    assert {c.group for c in outcome.claims} == {halves[0]}
    assert any(halves[1] in note for note in outcome.notes)


@pytest.mark.parametrize(
    "halves",
    [
        ["Wanneer gold de avondklok?"],
        ["Wanneer gold de avondklok?", "Hoeveel kostte de burgemeester?"],
        ["Wanneer gold de avondklok?", "Welke uitgangspunten gelden bij de aanpak in 2021?"],
        ["Wanneer gold de avondklok?", 3],
        "avondklok",
    ],
)
def test_parts_that_leave_out_or_bring_in_are_not_used(
    halves: object, almere: CurrentIndex, embedder: Embedder
) -> None:
    assistant, _ = said_by(almere, embedder, json.dumps({"questions": halves}), "geen JSON")
    got, plain = assistant.ask(TWO).outcome, Assistant(almere, embedder).ask(TWO).outcome
    assert [c.text for c in getattr(got, "claims", ())] == [c.text for c in getattr(plain, "claims", ())]


def test_words_of_the_conversation_may_be_inflected() -> None:
    assert brings_nothing("Welke maatregelen zijn er tegen overlast?", "Noem een maatregel. En tegen de overlast?")
    assert not brings_nothing("Welke maatregelen zijn er tegen onrust?", "Noem een maatregel tegen overlast")
    assert keeps("Welke doelen zijn er in 2021?", "En het doel in 2021?")
    assert not keeps("Welke doelen zijn er?", "En het doel in 2021?")
