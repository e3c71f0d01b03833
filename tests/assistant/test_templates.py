"""Text of others is never part of a template: what looks like a place to fill in stays as it stands, everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from langchain_core.messages import BaseMessage

from assistant.ask import Assistant
from assistant.model import Model
from assistant.model_settings import ModelSettings
from assistant.model_writer import ModelWriter
from assistant.output import text_of
from assistant.screen.answers import turn
from assistant.screen.conversation import Exchange
from assistant.types import Answer, Speaker, Turn
from corpus.embedding import Embedder
from corpus.index import CurrentIndex
from corpus.settings import read_settings
from evals.scripted_models import GoodModel
from ingest.pipeline import ingest

HOLES = "{question} {mark} {0.real} %s %d {} }{ $x"
"""What str.format, %-formatting, string.Template and Jinja would fill in, or stumble over."""

PLAN = f"""# Jaarplan 2031 {HOLES}

## Parkeren {HOLES}

In 2031 zijn er 412 parkeerboetes {HOLES} uitgedeeld.

### Acties {HOLES}

- Borden {HOLES} plaatsen bij de school. Trekker: Team {{source}} %d
"""


class Listening(GoodModel):
    """A good model that keeps what it was told."""

    heard: list[list[BaseMessage]] = []  # noqa: RUF012 - pydantic copies it

    def _generate(self, messages: list[BaseMessage], *args: object, **settings: object) -> object:  # type: ignore[override]
        self.heard.append(messages)
        return super()._generate(messages, *args, **settings)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def assistant(
    tmp_path_factory: pytest.TempPathFactory, models: Path, embedder: Embedder
) -> tuple[Assistant, Listening]:
    folder = tmp_path_factory.mktemp("sjabloon")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "jaarplan-2031.md").write_text(PLAN, encoding="utf-8")
    settings = read_settings({"MODELS_DIR": str(models)}, corpus=folder / "corpus", index=folder / "index")
    ingest(settings, embedder)
    chat = Listening()
    writer = ModelWriter(Model(chat, ModelSettings("proef:model", seconds=60, retries=0)))
    return Assistant(CurrentIndex(settings, embedder.fingerprint), embedder, writer), chat


@pytest.mark.parametrize(
    "question",
    [
        "Hoeveel parkeerboetes zijn er in 2031 uitgedeeld?",
        "Welke acties zijn er voor 2031 op parkeren?",
        "Wie is de trekker van borden plaatsen bij de school?",
        f"Hoeveel parkeerboetes {HOLES} zijn er in 2031 uitgedeeld?",
        f"Wat kost {HOLES}?",
        "Wat is er?",
    ],
)
def test_whatever_is_asked_nothing_is_filled_in(assistant: tuple[Assistant, Listening], question: str) -> None:
    reply = assistant[0].ask(question, (Turn(Speaker.USER, f"En {HOLES}?"), Turn(Speaker.ASSISTANT, f"- {HOLES} [1]")))
    assert text_of(reply)
    assert turn(Exchange("sleutel", question, reply), 1)
    if isinstance(reply.outcome, Answer):
        assert all("{" in c.sentence for claim in reply.outcome.claims for c in claim.citations)


def test_the_quote_is_the_text_with_its_holes(assistant: tuple[Assistant, Listening]) -> None:
    outcome = assistant[0].ask("Hoeveel parkeerboetes zijn er in 2031 uitgedeeld?").outcome
    assert isinstance(outcome, Answer)
    assert f"412 parkeerboetes {HOLES} uitgedeeld" in outcome.claims[0].citations[0].quote


def test_a_prompt_holds_the_text_as_it_stands(assistant: tuple[Assistant, Listening]) -> None:
    asking, chat = assistant
    chat.heard.clear()
    question = f"Hoeveel parkeerboetes {HOLES} zijn er in 2031 uitgedeeld?"
    assert isinstance(asking.ask(question).outcome, Answer)
    system, human = chat.heard[0][0].text, chat.heard[0][1].text
    assert "parkeerboetes" not in system
    assert question in human
    assert f"412 parkeerboetes {HOLES} uitgedeeld" in human
