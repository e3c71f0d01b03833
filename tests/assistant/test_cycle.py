"""Questions about a whole policy cycle: plan against report, actions and goals by outcome, half-years."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest

from assistant.ask import Assistant
from assistant.outcome import Outcome, outcome_told, outcomes_asked
from assistant.output import text_of
from assistant.types import Answer, Reason, Refusal
from corpus.embedding import Embedder
from corpus.settings import read_settings
from ingest.pipeline import ingest
from tests.assistant.conftest import assistant_over
from tests.assistant.cycle import write_cycle


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Assistant:
    """An assistant over the cycle, really ingested."""
    folder = tmp_path_factory.mktemp("cycle")
    return assistant_over(write_cycle(folder / "documents"), folder / "index", embedder)


def answered(assistant: Assistant, question: str) -> str:
    reply = assistant.ask(question)
    assert isinstance(reply.outcome, Answer), text_of(reply)
    return text_of(reply)


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("Hoeveel woninginbraken waren er in 2023?", ["99"], ["spreken elkaar tegen", "51"]),
        ("Hoeveel woninginbraken waren er in de eerste helft van 2023?", ["51"], ["spreken elkaar tegen", "99"]),
        ("Hoeveel woninginbraken mogen er in 2025 nog zijn?", ["90"], ["84"]),
        ("Welke acties van 2023 zijn doorgeschoven?", ["1 van de 4 acties", "naar 2024"], ["jongerenwerkers"]),
        ("Welke acties uit 2023 zijn uitgevoerd?", ["3 van de 4 acties", "jongerenwerkers zijn aangesteld"], []),
        ("Welke doelen zijn niet gehaald?", ["340"], ["84"]),
        ("Welke doelen zijn gehaald?", ["84"], ["340"]),
        ("Is het jongerencentrum aan de Kade geopend?", ["doorgeschoven naar 2024"], []),
        ("Waarom is de opening van het jongerencentrum doorgeschoven?", ["meer tijd nodig"], []),
        ("Welke thema's kent het Actieplan?", ["2 thema's", "Veilige wijken", "Jeugd en veiligheid"], []),
        ("Wat pakt de gemeente in 2023 op rond jeugdoverlast?", ["2 acties", "jongerenwerkers"], ["sloten"]),
        ("Wie zijn de partners bij het vervangen van de sloten?", ["partners: politie"], []),
        ("Hoe heet de burgemeester?", ["A. de Wit"], []),
        (
            "Welke dingen pakken jullie in 2023 op tegen inbrekers?",
            ["2 acties", "Sloten", "‘Woninginbraken’"],
            ["jongeren"],
        ),
        (
            "Which measures are there against burglars with ladders in 2023?",
            ["‘Woninginbraken’", "‘ladders’", "2 actions"],
            ["jongeren"],
        ),
        ("Wat staat er voor het derde kwartaal van 2023 gepland over inbraakpreventie?", ["buurtavonden"], []),
    ],
)
def test_a_question_about_the_cycle_is_answered(
    assistant: Assistant, question: str, said: list[str], unsaid: list[str]
) -> None:
    text = answered(assistant, question)
    assert [word for word in said if word not in text] == []
    assert [word for word in unsaid if word in text] == []


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Hoeveel inwoners heeft Voorbeeldstad?", Reason.NOT_IN_DOCUMENTS),  # 812 filled in a questionnaire
        ("Wie zijn de partners bij de buurtavonden over inbraakpreventie?", Reason.NO_RESPONSIBLE_PARTY),
        ("Welke acties zijn er in 2023 tegen hondenpoep?", Reason.NOT_IN_DOCUMENTS),
        ("Hoeveel woninginbraken komen er volgend jaar?", Reason.NOT_IN_DOCUMENTS),
        ("Hoe lang duurt een buurtavond over inbraakpreventie?", Reason.NOT_IN_DOCUMENTS),
        ("Wat zijn de cijfers?", Reason.UNDERSPECIFIED),
        ("Hoe lang loopt het Actieplan?", Reason.NOT_IN_DOCUMENTS),
        ("Wat doet de gemeente rond Koningsdag?", Reason.NOT_IN_DOCUMENTS),
    ],
)
def test_what_the_cycle_does_not_say_is_refused(assistant: Assistant, question: str, reason: Reason) -> None:
    reply = assistant.ask(question)
    assert isinstance(reply.outcome, Refusal), text_of(reply)
    assert reply.outcome.reason is reason


def test_what_is_worked_out_from_an_index_does_not_keep_it_open(tmp_path: Path, embedder: Embedder) -> None:
    documents = write_cycle(tmp_path / "documents")
    assistant = assistant_over(documents, tmp_path / "index", embedder)
    assert "1 van de 4 acties" in answered(assistant, "Welke acties van 2023 zijn doorgeschoven?")
    before = weakref.ref(assistant.index.get())
    (documents / "eindrapportage-2022-2025.md").unlink()
    assert ingest(read_settings({}, corpus=documents, index=tmp_path / "index"), embedder).exit_code == 0
    assert "1 van de 4 acties" in answered(assistant, "Welke acties van 2023 zijn doorgeschoven?")
    gc.collect()
    assert before() is None


@pytest.mark.parametrize(
    ("text", "status", "outcome"),
    [
        ("De sloten zijn vervangen.", None, Outcome.DONE),
        ("Zoals afgesproken zijn 20 deelnemers getraind.", None, Outcome.DONE),
        ("Zes van de zes bijeenkomsten zijn gehouden.", None, Outcome.DONE),
        ("Vier van de zes bijeenkomsten zijn gehouden.", None, Outcome.PARTLY),
        ("De opening schuift door naar 2024.", None, Outcome.MOVED),
        ("Door een tekort aan monteurs loopt dit achter op de planning.", None, Outcome.MOVED),
        ("De proef is geschrapt.", None, Outcome.STOPPED),
        ("Met de werving is begonnen.", None, Outcome.BUSY),
        ("De training is niet gegeven.", None, Outcome.UNCLEAR),
        ("Toelichting volgt.", "Doorgeschoven", Outcome.MOVED),
        ("De borden zijn geplaatst.", "In uitvoering", Outcome.BUSY),
    ],
)
def test_the_outcome_is_read_from_the_words(text: str, status: str | None, outcome: Outcome) -> None:
    assert outcome_told(text, status) is outcome


def test_only_a_question_for_actions_asks_for_an_outcome() -> None:
    assert outcomes_asked("Welke acties zijn doorgeschoven?") == {Outcome.MOVED}
    assert Outcome.SILENT in outcomes_asked("Welke maatregelen zijn nog niet uitgevoerd?")
    assert outcomes_asked("Welke acties zijn uitgevoerd en welke niet?") == frozenset()
    assert outcomes_asked("Is de opening doorgeschoven?") == frozenset()
