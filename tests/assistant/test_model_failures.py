"""A model that is down, slow, cut off or writes nonsense: the quote writer's answer, in time, with one line."""

from __future__ import annotations

import time

import pytest

from assistant.ask import Assistant
from assistant.model import REST, open_model
from assistant.model_settings import read_model_settings
from assistant.model_writer import ModelWriter
from assistant.types import QUOTES, Answer
from corpus.embedding import Embedder
from corpus.index import CurrentIndex
from tests.assistant import model_server as server

QUESTION = "Wanneer gold de avondklok?"
WITHIN = 5.0  # seconds, from question to answer, whatever the model does; it gets one of them here


def asking(almere: CurrentIndex, embedder: Embedder, url: str, seconds: float = 1.0, options: str = "{}") -> Assistant:
    settings = read_model_settings(
        {
            "CHAT_MODEL": "openai:proef",
            "OPENAI_BASE_URL": url,
            "CHAT_SECONDS": str(seconds),
            "CHAT_RETRIES": "2",
            "CHAT_OPTIONS": options,
        }
    )
    assert settings is not None
    return Assistant(almere, embedder, ModelWriter(open_model(settings)))


def answered(assistant: Assistant) -> Answer:
    outcome = assistant.ask(QUESTION).outcome
    assert isinstance(outcome, Answer)
    return outcome


@pytest.fixture(scope="module")
def quoted(almere: CurrentIndex, embedder: Embedder) -> Answer:
    return answered(Assistant(almere, embedder))


BEHAVIOURS = {
    "slow": (server.slow, "te laat"),
    "drip": (server.drip, "te laat"),
    "cut": (server.cut, "storing"),
    "cut at once": (server.cut_at_once, "storing"),
    "not UTF-8": (server.body(server.completion("x").replace(b'"x"', b'"\xff\xfe"')), "onleesbaar"),
    "no JSON": (server.body(b"<html>proxy</html>"), "onleesbaar"),
    "half JSON": (server.body(server.completion("x")[:40]), "onleesbaar"),
    "prose": (server.body(server.completion("Dat weet ik niet.")), "onleesbaar"),
    "401": (server.error(401), "geen toegang"),
    "404": (server.error(404), "onleesbaar"),
    "429": (server.error(429, Retry_After="60"), "te druk"),
    "500": (server.error(500), "storing"),
    "empty body": (server.body(b""), "onleesbaar"),
    "empty answer": (server.body(server.completion("")), "onleesbaar"),
    "no answer": (server.body(b'{"id": "x", "choices": []}'), "onleesbaar"),
    "null": (server.body(b"null"), "onleesbaar"),
    "endless": (server.endless, "onleesbaar"),
}


@pytest.mark.parametrize("name", BEHAVIOURS)
def test_a_failing_model_leaves_the_quotes_and_one_line(
    name: str, almere: CurrentIndex, embedder: Embedder, quoted: Answer
) -> None:
    behave, why = BEHAVIOURS[name]
    with server.serving(behave) as bad:
        assistant = asking(almere, embedder, bad.url)
        began = time.monotonic()
        got = answered(assistant)
        took = time.monotonic() - began
        assert bad.asked
    assert took < WITHIN
    assert (got.writer, got.claims) == (QUOTES, quoted.claims)
    [line] = [note for note in got.notes if note not in quoted.notes]
    assert f"({why})" in line
    assert "\n" not in line


def test_a_server_that_is_not_there(almere: CurrentIndex, embedder: Embedder, quoted: Answer) -> None:
    with server.serving(server.good) as gone:
        url = gone.url
    got = answered(asking(almere, embedder, url))
    assert got.claims == quoted.claims
    assert "(geen verbinding)" in got.notes[0]


def test_an_answer_without_end_in_its_text_gives_only_what_is_proven(
    almere: CurrentIndex, embedder: Embedder, quoted: Answer
) -> None:
    with server.serving(server.endless_text) as bad:
        got = answered(asking(almere, embedder, bad.url, seconds=30))
    assert (got.writer, got.claims) == (QUOTES, quoted.claims)


def test_a_model_that_did_not_answer_is_left_alone_for_a_while(almere: CurrentIndex, embedder: Embedder) -> None:
    with server.serving(server.slow) as bad:
        assistant = asking(almere, embedder, bad.url)
        answered(assistant)
        asked = len(bad.asked)
        again = answered(assistant)
        assert len(bad.asked) == asked
    assert "even niet bereikbaar" in again.notes[0]
    assert REST < 120


def test_a_server_that_is_silent_for_as_long_as_its_client_waits_is_left_alone_too(
    almere: CurrentIndex, embedder: Embedder
) -> None:
    with server.serving(server.slow) as bad:
        assistant = asking(almere, embedder, bad.url, seconds=30, options='{"timeout": 0.2}')
        assert "te laat" in answered(assistant).notes[0]
        asked = len(bad.asked)
        again = answered(assistant)
        assert len(bad.asked) == asked
    assert "even niet bereikbaar" in again.notes[0]


def test_a_failure_that_passes_is_tried_again(almere: CurrentIndex, embedder: Embedder) -> None:
    with server.serving(server.at_second_try) as good:
        got = answered(asking(almere, embedder, good.url, seconds=30))
        assert len(good.asked) == 2
    assert got.writer == "openai:proef"


@pytest.mark.parametrize("behave", [server.good, server.without_schemas])
def test_a_server_that_answers_is_used_with_or_without_schemas(
    behave: server.Behaviour, almere: CurrentIndex, embedder: Embedder
) -> None:
    with server.serving(behave) as good:
        assistant = asking(almere, embedder, good.url, seconds=30)
        got = answered(assistant)
        answered(assistant)
    assert got.writer == "openai:proef"
    assert "23 januari" in got.claims[0].text
    tried = sum("response_format" in request for request in good.asked)
    assert tried == (2 if behave is server.good else 1)  # a refusal of schemas is remembered
