"""The whole story on the shipped documents: what is there is answered and cited exactly, the rest is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.ask import Assistant
from assistant.output import answer_json, text_of
from assistant.types import Answer, Reason, Refusal, Speaker, Turn
from corpus.embedding import Embedder
from corpus.index import CurrentIndex
from corpus.settings import read_settings
from corpus.types import Filters, text_under
from evals.worlds import ALMERE, indexed, world


@pytest.fixture(scope="module")
def assistant(models: Path, embedder: Embedder) -> Assistant:
    """An assistant over what ships, indexed once and kept between runs."""
    settings = indexed(world(ALMERE), read_settings({"MODELS_DIR": str(models)}), embedder)
    return Assistant(CurrentIndex(settings, embedder.fingerprint), embedder)


def answered(assistant: Assistant, question: str, *turns: Turn, filters: Filters | None = None) -> Answer:
    reply = assistant.ask(question, turns, filters or Filters())
    assert isinstance(reply.outcome, Answer), text_of(reply)
    return reply.outcome


def refused(assistant: Assistant, question: str) -> Refusal:
    reply = assistant.ask(question)
    assert isinstance(reply.outcome, Refusal), text_of(reply)
    return reply.outcome


def said(answer: Answer) -> str:
    return " ".join(claim.text for claim in answer.claims)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("Wanneer heeft de raad het Actieplan Veiligheid 2019-2022 vastgesteld?", "28 februari 2019"),
        ("Hoe vaak krijgt de raad een voortgangsrapportage?", "Halfjaarlijks"),
        ("Wie is verantwoordelijk voor huiselijk geweld?", "Sociaal Domein"),
        ("wie is verantwordelijk voor huislijk geweld", "Sociaal Domein"),
        ("Bij welk thema hoort Jaarwisseling?", "Veilige wijken"),
        ("Bij welk thema hoort evenementen?", "Rampenbestrijding en crisisbeheersing"),
        ("Welke uitgangspunten gelden bij de aanpak?", "informatiegestuurd werken"),
        ("Welke werkwijzen worden doorlopend in het gehele veiligheidsbeleid toegepast?", "Interactieve communicatie"),
        ("Hoeveel hennepkwekerijen zijn er in 2022 geruimd?", "37"),
        ("Wat is het Actieplan Veiligheid 2019-2022?", "richtinggevend plan op hoofdlijnen"),
        ("Wanneer gold de avondklok?", "23 januari - 28 april 2021"),
    ],
)
def test_what_the_documents_say_is_answered(assistant: Assistant, question: str, fact: str) -> None:
    assert fact in said(answered(assistant, question))


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Hoeveel woninginbraken waren er in 2020?", Reason.NOT_IN_DOCUMENTS),
        ("Hoe heet de burgemeester van Almere?", Reason.NOT_IN_DOCUMENTS),
        ("Wat kost het brede onderzoek?", Reason.NOT_IN_DOCUMENTS),
        ("Hoeveel kost het vervangen van hang- en sluitwerk?", Reason.NOT_IN_DOCUMENTS),
        ("Wat zijn de acties voor 2024 op ondermijning?", Reason.OTHER_YEAR),
        ("Wat staat er in het Jaarplan Veiligheid 2023?", Reason.OTHER_YEAR),
        ("Wie is de trekker van het verdiepingsplan ondermijning?", Reason.NO_RESPONSIBLE_PARTY),
        ("Waarom is het hoofddoel van het Actieplan niet bereikt?", Reason.FALSE_PREMISE),
        ("Wat doet de gemeente Utrecht tegen ondermijning?", Reason.OTHER_MUNICIPALITY),
        ("Wat is de hoofdstad van Frankrijk?", Reason.OFF_TOPIC),
    ],
)
def test_what_they_do_not_say_is_refused_with_its_reason(assistant: Assistant, question: str, reason: Reason) -> None:
    assert refused(assistant, question).reason is reason


def test_a_list_is_complete_counted_and_says_that_its_source_is_a_summary(assistant: Assistant) -> None:
    reply = assistant.ask("what are the 2021 actions on ondermijning?")
    outcome = reply.outcome
    assert isinstance(outcome, Answer)
    index = assistant.index.get()
    held = [
        item
        for item in index.register
        if item.kind.value == "actie" and item.years == (2021,) and "ndermijning" in (item.theme or "")
    ]
    assert len(outcome.claims) == len(held) > 0
    assert str(len(held)) in outcome.lead
    notes = " ".join(outcome.notes)
    assert "summary" in notes
    assert "thema-2-ondermijning-georganiseerde-criminaliteit" in notes


def test_every_citation_is_the_text_on_its_page(assistant: Assistant) -> None:
    index = assistant.index.get()
    for question in (
        "Wat zijn de doelen voor HIC?",
        "Welke acties zijn er in 2021 op zorg en veiligheid?",
        "Wat is PGA 18min?",
    ):
        for claim in answered(assistant, question).claims:
            for citation in claim.citations:
                pages = index.pages[citation.document.id]
                assert text_under(citation.spans, dict(pages)) == citation.quote
                assert citation.quote in citation.sentence or len(citation.spans) > 1


def test_a_follow_up_uses_the_conversation(assistant: Assistant) -> None:
    turns = (Turn(Speaker.USER, "Wat zijn de doelen voor HIC in 2020?"), Turn(Speaker.ASSISTANT, "Niets gevonden."))
    with_history = answered(assistant, "En in 2021?", *turns)
    assert "straatroven" in said(with_history)
    assert refused(assistant, "En in 2021?").reason is Reason.UNDERSPECIFIED


def test_the_steps_are_told_as_they_begin(assistant: Assistant) -> None:
    told: list[str] = []
    reply = assistant.ask("Wanneer gold de avondklok?", on_step=told.append)
    assert told == ["interpret", "search", "write", "verify"] == list(reply.timings_ms)


def test_filters_hold(assistant: Assistant) -> None:
    filters = Filters(document_types=("eindrapportage",))
    answer = answered(assistant, "Wat gebeurde er met de criminaliteit?", filters=filters)
    assert {c.document.type.value for claim in answer.claims for c in claim.citations} == {"eindrapportage"}


def test_the_same_question_gives_the_same_answer(assistant: Assistant) -> None:
    question = "Wat doet de gemeente aan jeugdoverlast?"
    first, second = (answer_json(assistant.ask(question)) for _ in range(2))
    first.pop("timings_ms")
    second.pop("timings_ms")
    assert first == second


def test_what_the_documents_are_about_is_gathered_once(assistant: Assistant) -> None:
    fresh = Assistant(assistant.index, assistant.embedder)
    assert fresh.answers_by_itself("Wanneer gold de avondklok?")
    gathered = fresh._catalog
    assert gathered is not None
    assert not fresh.answers_by_itself("Wat is de hoofdstad van Frankrijk?")
    fresh.catalog(fresh.index.get())
    assert fresh._catalog is gathered


@pytest.mark.parametrize(
    "question", ["<script>alert(1)</script>", "' OR 1=1 --", "\u202eabc\u0000", "a" * 1400, "€ % & §"]
)
def test_odd_questions_get_a_polite_line(assistant: Assistant, question: str) -> None:
    reply = assistant.ask(question)
    assert text_of(reply)
