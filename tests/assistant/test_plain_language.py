"""The wish for easy words: seen, taken out of the question, and met where a model can."""

from __future__ import annotations

import pytest

from assistant.ask import Assistant
from assistant.plain_language import without_wish
from assistant.plain_words import PAIRS
from assistant.types import Answer, Reason, Refusal, Speaker, Turn
from corpus.embedding import Embedder
from corpus.index import CurrentIndex
from corpus.rarity import rarity
from evals.readability import reading_ease
from tests.assistant.test_model_writer import QUESTION, TRUTH, claims, said_by


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Leg het eenvoudig uit", ""),
        ("Leg dat eens simpel uit.", ""),
        ("Kun je het in simpele woorden uitleggen?", ""),
        ("In eenvoudige taal graag", ""),
        ("Eenvoudiger graag", ""),
        ("Explain it simply", ""),
        ("Wat is ondermijning, in gewone taal?", "Wat is ondermijning ?"),
        ("Wat is ondermijning? Leg het eenvoudig uit.", "Wat is ondermijning? ."),
        ("Leg in simpele woorden uit wat ondermijning is", "Wat ondermijning is"),
        ("What is ondermijning, in simple words?", "What is ondermijning ?"),
        ("Is er eenvoudige taal in het jaarplan?", None),
        ("Welke duidelijke afspraken zijn er?", None),
        ("Is eenvoudig onderhoud gepland?", None),
    ],
)
def test_the_wish_is_seen_and_taken_out(text: str, bare: str | None) -> None:
    found, wished = without_wish(text)
    assert wished == (bare is not None)
    assert found == (text if bare is None else bare)


def test_a_wish_alone_is_about_the_question_before_it(almere: CurrentIndex, embedder: Embedder) -> None:
    assistant = Assistant(almere, embedder)
    turns = (Turn(Speaker.USER, QUESTION), Turn(Speaker.ASSISTANT, TRUTH))
    outcome = assistant.ask("Leg het eenvoudig uit", turns).outcome
    assert isinstance(outcome, Answer)
    assert outcome.interpretation.plain
    assert [c.text for c in outcome.claims] == [TRUTH]
    assert any("eenvoudige woorden" in note for note in outcome.notes)
    alone = assistant.ask("Leg het eenvoudig uit").outcome
    assert isinstance(alone, Refusal)
    assert alone.reason is Reason.UNDERSPECIFIED


def test_a_model_is_asked_for_b1_and_its_quotes_stay_the_documents(almere: CurrentIndex, embedder: Embedder) -> None:
    easy = "Een avondklok gold in de periode 23 januari - 28 april 2021."
    assistant, chat = said_by(almere, embedder, claims((easy, "p0", TRUTH)))
    outcome = assistant.ask(f"{QUESTION} Leg het eenvoudig uit.").outcome
    assert isinstance(outcome, Answer)
    assert "B1" in chat.asked[0][0].text
    assert [c.text for c in outcome.claims] == [easy]
    assert outcome.claims[0].citations[0].quote == TRUTH.rstrip(".")
    assert not any("eenvoudige woorden" in note for note in outcome.notes)


def test_plain_words_are_more_common_than_the_words_they_stand_for() -> None:
    for line in PAIRS.splitlines():
        hard, _, plain = line.partition(":")
        assert min(map(rarity, plain.split())) < min(map(rarity, hard.split())), line
    hard = "Tevens implementeren wij conform het convenant een meldpunt teneinde overlast te reduceren."
    plain = "Ook voeren wij volgens het convenant een meldpunt in om overlast te verminderen."
    assert (reading_ease(plain) or 0) > (reading_ease(hard) or 0) + 10
