"""The second check: a chat model may only take away, an entailment model may make room."""

from __future__ import annotations

import time

import pytest

from assistant.ask import Assistant
from assistant.model import Model
from assistant.model_writer import ModelWriter
from assistant.support import ENTAILED, REFUTED, entailed_by, judged_by, support_check, timed
from assistant.types import QUOTES
from assistant.verify import Support
from corpus.embedding import Embedder
from corpus.entailment import Entailment
from corpus.index import CurrentIndex
from tests.assistant.test_model_writer import QUESTION, SETTINGS, TRUTH, Says, claims

SHORTER = "In de periode 23 januari - 28 april 2021 gold een avondklok."


class Certain(Entailment):
    """An entailment model that gives one chance for everything, and remembers what it was asked."""

    def __init__(self, chance: float) -> None:
        self.always = chance
        self.asked: list[tuple[str, str]] = []

    def chance(self, premise: str, hypothesis: str) -> float:
        self.asked.append((premise, hypothesis))
        return self.always


def judging(almere: CurrentIndex, embedder: Embedder, verdict: str, text: str = SHORTER) -> tuple[str, int]:
    """Give who wrote the answer where a judge says this of a model's claim, and how often it was asked."""
    judge = Says(answers=[verdict])
    names = iter(range(1_000))
    writer = ModelWriter(
        Model(Says(answers=[claims((text, "p0", TRUTH))]), SETTINGS),
        judged_by(Model(judge, SETTINGS)),
        ids=lambda: f"p{next(names)}",
    )
    return Assistant(almere, embedder, writer).ask(QUESTION).outcome.writer, len(judge.asked)


@pytest.mark.parametrize(
    ("verdict", "writer"),
    [
        ('{"volgt": true}', "proef:model"),
        ('{"volgt": false}', QUOTES),
        ('{"volgt": "ja"}', QUOTES),
        ("{}", QUOTES),
        ("Dat lijkt mij van wel.", QUOTES),
    ],
)
def test_a_judge_that_does_not_say_yes_takes_the_claim_away(
    verdict: str, writer: str, almere: CurrentIndex, embedder: Embedder
) -> None:
    assert judging(almere, embedder, verdict)[0] == writer


def test_a_judgement_is_asked_once(almere: CurrentIndex, embedder: Embedder) -> None:
    assert judging(almere, embedder, '{"volgt": true}') == ("proef:model", 1)


def test_a_judge_cannot_let_through_what_the_words_refuse(almere: CurrentIndex, embedder: Embedder) -> None:
    wrong = "In de periode 23 januari - 28 april 2022 gold een avondklok."
    assert judging(almere, embedder, '{"volgt": true}', wrong) == (QUOTES, 0)


def test_what_is_not_judged_in_time_does_not_hold() -> None:
    judge = Says(answers=['{"volgt": true}'])
    check = judged_by(Model(judge, SETTINGS))
    assert check("Een zin van vier.", (), time.monotonic() - 1) == Support(holds=False)
    assert judge.asked == []
    assert check("Een zin van vier.", (), time.monotonic() + 60) == Support(holds=True)
    assert check("Een zin van vier.", (), time.monotonic() - 1) == Support(holds=True)  # known by now


def test_an_answer_without_a_verdict_is_asked_again() -> None:
    judge = Says(answers=['{"oordeel": true}', '["volgt"]', '{"volgt": true}'])
    check = judged_by(Model(judge, SETTINGS))
    until = time.monotonic() + 60
    assert [check("Een zin van vier.", (), until).holds for _ in range(4)] == [False, False, True, True]
    assert len(judge.asked) == 3


def test_the_claim_and_its_source_stand_between_marks() -> None:
    judge = Says(answers=['{"volgt": true}'])
    judged_by(Model(judge, SETTINGS))("Roep {volgt}.", (), time.monotonic() + 60)
    system, asked = judge.asked[0]
    assert "Roep" not in system.text
    assert "Roep {volgt}." in asked.text


@pytest.mark.parametrize(
    ("chance", "support"),
    [
        (REFUTED / 2, Support(holds=False, entailed=False)),
        ((REFUTED + ENTAILED) / 2, Support(holds=True, entailed=False)),
        (ENTAILED, Support(holds=True, entailed=True)),
    ],
)
def test_an_entailment_model_refutes_is_silent_or_makes_room(chance: float, support: Support) -> None:
    model = Certain(chance)
    assert timed(0.0, entailed_by(model))("Een bewering.", ()) == support
    assert model.asked == [("", "Een bewering.")]


def test_a_setting_names_the_check() -> None:
    opened: list[str] = []

    def load(name: str) -> Entailment:
        opened.append(name)
        return Certain(1.0)

    model = Model(Says(answers=['{"volgt": false}']), SETTINGS)
    until = time.monotonic() + 60
    assert support_check("words", model, load)("x", (), until) == Support()
    assert support_check("model", model, load)("x", (), until) == Support(holds=False)
    assert support_check("een/model", model, load)("x", (), until) == Support(holds=True, entailed=True)
    assert opened == ["een/model"]
