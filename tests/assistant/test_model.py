"""The door to chat models: settings, clear errors, patience, and JSON in whatever text it comes."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ask import open_writer
from assistant.model import Model, NoAnswer, Why, loose_json, open_model
from assistant.model_settings import ModelSettings, read_model_settings
from corpus.errors import SettingsError
from tests.assistant import model_server as server
from tests.assistant.test_model_writer import SETTINGS, Says

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = {
    "title": "x",
    "description": "x",
    "type": "object",
    "properties": {"a": {"type": "string"}},
    "required": ["a"],
}


def test_without_a_name_there_is_no_model() -> None:
    assert read_model_settings({}) is None
    assert read_model_settings({"CHAT_MODEL": " "}) is None


def test_what_is_set_is_read() -> None:
    found = read_model_settings(
        {
            "CHAT_MODEL": "openai:naam",
            "OPENAI_BASE_URL": "http://127.0.0.1:1/v1",
            "CHAT_SECONDS": "20",
            "CHAT_RETRIES": "0",
            "CHAT_PROMPT_TOKENS": "8000",
            "CHAT_OUTPUT_TOKENS": "500",
            "CHAT_OPTIONS": '{"temperature": 0.2}',
            "SUPPORT_CHECK": "model",
        }
    )
    assert found == ModelSettings(
        "openai:naam", 20.0, 0, 8000, 500, {"temperature": 0.2}, "model", "http://127.0.0.1:1/v1", openai_key=False
    )


@pytest.mark.parametrize(
    ("environ", "on", "found"),
    [
        ({"CHAT_MODEL": "qwen3"}, "CHAT_MODEL", "geen aanbieder:naam"),
        ({"CHAT_MODEL": "ollama:"}, "CHAT_MODEL", "geen aanbieder:naam"),
        ({"CHAT_MODEL": "ollama:x", "CHAT_SECONDS": "snel"}, "CHAT_SECONDS", "geen bruikbaar getal"),
        ({"CHAT_MODEL": "ollama:x", "CHAT_SECONDS": "0"}, "CHAT_SECONDS", "geen bruikbaar getal"),
        ({"CHAT_MODEL": "ollama:x", "CHAT_RETRIES": "nan"}, "CHAT_RETRIES", "geen bruikbaar getal"),
        ({"CHAT_MODEL": "ollama:x", "CHAT_OPTIONS": "[1]"}, "CHAT_OPTIONS", "geen JSON-object"),
        ({"CHAT_MODEL": "ollama:x", "CHAT_OPTIONS": "{"}, "CHAT_OPTIONS", "geen JSON-object"),
        ({"CHAT_MODEL": "nergens:x"}, "CHAT_MODEL", "geen aanbieder die LangChain kent"),
        ({"CHAT_MODEL": "openai:x"}, "CHAT_MODEL", "OPENAI_API_KEY ontbreekt"),
        ({"CHAT_MODEL": "anthropic:x"}, "CHAT_MODEL", "pakket voor 'anthropic' ontbreekt"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line(
    environ: dict[str, str], on: str, found: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(SettingsError) as caught:
        open_writer(environ)
    assert caught.value.on == on
    assert found in caught.value.found
    assert "\n" not in str(caught.value)


def test_a_missing_package_is_named_with_the_command_that_brings_it() -> None:
    script = (
        "import sys; sys.modules['langchain_ollama'] = None; import importlib.util as u; real = u.find_spec\n"
        "import assistant.model as m; m.find_spec = lambda name: None if name == 'langchain_ollama' else real(name)\n"
        "from assistant.model_settings import ModelSettings\n"
        "try: m.open_model(ModelSettings('ollama:x'))\n"
        "except Exception as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "pip install -e '.[ollama]'" in done.stdout


@pytest.mark.parametrize("name", ["ollama:x", "mistralai:x", "openai:x"])
def test_each_provider_opens_without_asking_anything(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MISTRAL_API_KEY", "geheim")
    monkeypatch.setenv("OPENAI_API_KEY", "geheim")
    assert open_model(ModelSettings(name, seconds=4.5, openai_key=True)).name == name


@pytest.mark.parametrize("name", ["ollama:x", "mistralai:x", "openai:x"])
def test_an_endless_answer_is_cut_off_whichever_the_provider(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MISTRAL_API_KEY", "geheim")
    with server.serving(server.endless) as bad:
        host = bad.url.removesuffix("/v1") if name.startswith("ollama") else bad.url
        settings = ModelSettings(name, seconds=60, retries=0, openai_url=bad.url, options={"base_url": host})
        model = open_model(settings)
        began = time.monotonic()
        with pytest.raises(NoAnswer) as caught:
            model.ask([("human", "ja?")], SCHEMA, model.deadline())
    assert caught.value.why is Why.UNUSABLE
    assert time.monotonic() - began < 50


def test_a_question_larger_than_the_budget_is_not_sent() -> None:
    chat = Says(answers=["{}"])
    model = Model(chat, SETTINGS)
    with pytest.raises(NoAnswer) as caught:
        model.ask([("human", "x" * 1_000_000)], SCHEMA, model.deadline())
    assert (caught.value.why, chat.asked) == (Why.BUDGET, [])


def test_when_the_time_is_over_nothing_is_sent() -> None:
    chat = Says(answers=["{}"])
    with pytest.raises(NoAnswer) as caught:
        Model(chat, SETTINGS).ask([("human", "x")], SCHEMA, time.monotonic() - 1)
    assert (caught.value.why, chat.asked) == (Why.LATE, [])


VALUE = {"claims": [{"text": "Een {zin} met [haken].", "citations": [{"passage": "p", "quote": "é\n"}]}]}
WHOLE = json.dumps(VALUE)


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        f"```json\n{WHOLE}\n```",
        f"Natuurlijk! Hier is het:\n\n```\n{WHOLE}\n```\nSucces ermee.",
        f"Het antwoord {{zoals u vroeg}} [1]: {WHOLE}".replace("[1]", "[een]"),
        f"<think>Zou ik {{}} geven? Of {{'x': 1}}?</think>{WHOLE}",
        f"{WHOLE}{WHOLE}",
        f"{{}}\n{WHOLE}",
        json.dumps(VALUE, indent=4, ensure_ascii=False),
    ],
)
def test_json_is_found_between_other_words(text: str) -> None:
    assert loose_json(text) == VALUE


def test_what_stands_before_a_cut_is_kept() -> None:
    cut = '{"claims": [{"text": "Een zin.", "citations": [{"passage": "p", "quote": "q"}]}, {"text": "Nog e'
    found = loose_json(cut)
    assert isinstance(found, dict)
    assert found["claims"][0] == {"text": "Een zin.", "citations": [{"passage": "p", "quote": "q"}]}


@pytest.mark.parametrize("text", ["", "Dat weet ik niet.", "{ dat weet ik niet", '<think>{"a": 1}', "]["])
def test_where_there_is_no_json_there_is_none(text: str) -> None:
    assert loose_json(text) is None


def test_nothing_proposed_is_an_answer_too() -> None:
    assert loose_json('{"claims": []}') == {"claims": []}
    assert loose_json("{}") == {}


@given(text=st.text(alphabet='{}[]",:\\ab1\n`', max_size=80) | st.text())
def test_any_text_gives_a_value_or_none(text: str) -> None:
    found = loose_json(text)
    assert found is None or isinstance(found, dict | list)


def test_a_long_text_of_brackets_takes_no_time() -> None:
    loose_json("[" * 500_000)
    assert loose_json('{"a": "' + "x" * 500_000) is not None
