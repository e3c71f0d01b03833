"""Questions about a programme with numbered actions and money, and about the report that tells what came of it."""

from __future__ import annotations

import pytest

from assistant.ask import Assistant
from assistant.output import text_of
from assistant.types import Answer, Refusal
from corpus.embedding import Embedder
from corpus.types import DocumentType, Filters
from tests.assistant.conftest import assistant_over
from tests.assistant.programme import write_programme


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Assistant:
    """An assistant over both documents, really ingested."""
    folder = tmp_path_factory.mktemp("programme")
    return assistant_over(write_programme(folder / "documents"), folder / "index", embedder)


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("Hoeveel is er in 2024 begroot voor verkeer?", ["totaal: 85.000", "in euro's"], ["37.000", "102.000"]),
        ("Hoeveel is er uitgegeven aan wonen en buurt?", ["uitgegeven: 98.500"], ["structureel"]),
        ("Wat is de totale begroting voor 2024?", ["totaal: 187.000"], ["102.000"]),
        ("Welke acties staan op rood?", ["1 van de 4", "Privacyprotocol"], ["rotonde"]),
        ("Welke acties zijn vertraagd?", ["2 van de 4", "Privacyprotocol", "verschuift naar 2026"], ["flitspaal"]),
        ("Waarom is het privacyprotocol vertraagd?", ["bedenkingen bij de bewaartermijn"], []),
        ("Wanneer is de rotonde klaar?", ["planning: Q4", "verschuift naar 2026"], []),
        ("Komt er nou een flitspaal op de Polderweg?", ["op 3 mei afgewezen"], []),
        ("Welke toezeggingen zijn er aan de raad gedaan?", ["brief over de flitspaal", "schoolroutes"], ["rotonde"]),
        ("Wat is een sleutelpersoon?", ["iemand die de buurt kent"], ["cursus"]),
        ("Wie is bestuurlijk trekker van wonen en buurt?", ["Wethouder Anja Bos"], ["Piet Vos"]),
        ("Hoeveel wijkagenten hebben we?", ["vijf wijkagenten"], ["Twee extra", "spreken elkaar tegen"]),
        ("Hoeveel inwoners heeft Voorbeeldstad?", ["31.200"], ["410"]),
        ("Welke acties zijn er in 2024 voor wonen?", ["2 acties", "privacyprotocol", "vrijwilligers"], ["rotonde"]),
        (
            "Wat is er terechtgekomen van wonen en buurt?",
            ["1.1; actie: Privacyprotocol", "1.2; actie: Vrijwilligers"],
            ["niet teruggevonden"],
        ),
    ],
)
def test_a_question_about_the_programme_is_answered(
    assistant: Assistant, question: str, said: list[str], unsaid: list[str]
) -> None:
    reply = assistant.ask(question)
    text = text_of(reply)
    assert isinstance(reply.outcome, Answer), text
    assert [word for word in said if word not in text] == []
    assert [word for word in unsaid if word in text] == []


@pytest.mark.parametrize(
    "question",
    [
        "Hoeveel geld gaat er naar overlast?",  # the total is not that of a theme
        "Hoeveel camera's hangen er op de Polderweg?",  # a place and a number are no camera's
        "Hoe lang blijven de beelden van de camera's bewaard?",
        "Hoe laat gaat het buurtoverleg dicht?",
        "Hoeveel flitspalen komen er volgend jaar?",
        "Welke acties zijn er voor groen in de wijk?",  # a colour of a status is no subject
    ],
)
def test_what_only_looks_like_an_answer_is_refused(assistant: Assistant, question: str) -> None:
    reply = assistant.ask(question)
    assert isinstance(reply.outcome, Refusal), text_of(reply)


@pytest.mark.parametrize(
    ("question", "chosen"),
    [
        ("Welke toezeggingen zijn er aan de raad gedaan?", DocumentType.JAARPLAN),
        ("Hoeveel is er uitgegeven aan wonen en buurt?", DocumentType.JAARPLAN),
    ],
)
def test_what_stands_outside_the_chosen_documents_is_not_shown(
    assistant: Assistant, question: str, chosen: DocumentType
) -> None:
    assert isinstance(assistant.ask(question).outcome, Answer)
    text = text_of(assistant.ask(question, filters=Filters(document_types=(chosen.value,))))
    assert "schoolroutes" not in text
    assert "98.500" not in text
