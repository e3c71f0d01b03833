from __future__ import annotations

import threading
import time

import pytest

from assistant.ask import Assistant
from assistant.restrictions import Limit, Restriction
from assistant.screen import texts
from assistant.screen.desk import Desk, TooBusy
from assistant.screen.opening import Opening, State
from assistant.screen.talk import Talk
from assistant.screen.welcome import Welcome
from assistant.types import Speaker
from corpus.errors import IndexMissing
from corpus.types import Filters
from tests.screen.small import SmallAssistant, small_assistant

NONE = Filters()
QUESTION = "Hoe vaak krijgt de raad van Voorbeeldstad een voortgangsrapportage in 2021?"


def talk_with(assistant: SmallAssistant) -> Talk:
    desk = Desk(Opening(lambda: assistant).start())
    return Talk(desk, Welcome(desk), judged=False)


def test_an_answer_has_marks_that_lead_to_its_sources() -> None:
    conversation, sources, exchanges, left = talk_with(small_assistant()).answer(QUESTION, (), NONE)
    assert 'href="&#35;bron&#45;1&#45;1"' in conversation
    assert 'id="bron&#45;1&#45;1"' in sources
    assert 'href="&#35;cit&#45;1&#45;1"' in sources
    assert len(exchanges) == 1
    assert left == ""


def test_the_whole_sentence_is_shown_with_the_quote_marked() -> None:
    _, sources, _, _ = talk_with(small_assistant()).answer(QUESTION, (), NONE)
    assert "<mark>Halfjaarlijks krijgt de raad van Voorbeeldstad een voortgangsrapportage" in sources


def test_history_goes_along_with_the_next_question() -> None:
    assistant = small_assistant()
    talk = talk_with(assistant)
    *_, exchanges, _ = talk.answer(QUESTION, (), NONE)
    talk.answer("En wie stuurt die?", exchanges, NONE)
    question, history, _ = assistant.asked[-1]
    assert question == "En wie stuurt die?"
    assert [turn.role for turn in history] == [Speaker.USER, Speaker.ASSISTANT]
    assert history[0].content == QUESTION
    assert "Halfjaarlijks" in history[1].content


def test_a_chip_that_is_taken_away_asks_again_without_it() -> None:
    talk = talk_with(small_assistant())
    conversation, _, exchanges, _ = talk.answer(QUESTION, (), NONE)
    assert 'id="zonder&#45;1&#45;0"' in conversation
    conversation, _, again, _ = talk.ordered("zonder-1-0#3", exchanges)
    assert "zonder" not in conversation
    assert len(again) == 1
    assert again[0].ignored == {Restriction(Limit.YEAR, "2021")}


@pytest.mark.parametrize("order", ["", "zonder-9-0#1", "zonder-1-99#1", "zonder-0-0#1", "<script>", "zonder-1-0"])
def test_an_order_that_makes_no_sense_changes_nothing(order: str) -> None:
    talk = talk_with(small_assistant())
    *_, exchanges, _ = talk.answer(QUESTION, (), NONE)
    *_, after, _ = talk.ordered(order, exchanges)
    assert [e.question for e in after] == [e.question for e in exchanges]


@pytest.mark.parametrize("question", ["", "   ", "\n"])
def test_an_empty_question_gets_a_polite_line(question: str) -> None:
    assistant = small_assistant()
    talk = talk_with(assistant)
    talk.desk.assistant()
    before = len(assistant.asked)
    conversation, _, exchanges, _ = talk.answer(question, (), NONE)
    assert "Typ eerst een vraag" in conversation
    assert exchanges == ()
    assert question not in [asked for asked, _, _ in assistant.asked[before:]]


def test_without_an_index_the_page_says_make_ingest_and_goes_on_when_it_is_there() -> None:
    found = threading.Event()

    def opener() -> SmallAssistant:
        if not found.is_set():
            raise IndexMissing("Index openen", on="map", found="er is geen index", do="Voer make ingest uit")
        return small_assistant()

    opening = Opening(opener, retry_seconds=0.01).start()
    while opening.state is State.STARTING:
        time.sleep(0.005)
    desk = Desk(opening)
    talk = Talk(desk, Welcome(desk), judged=False)
    assert "make ingest" in talk.conversation(())
    conversation, _, exchanges, left = talk.answer(QUESTION, (), NONE)
    assert "make ingest" in conversation
    assert left == QUESTION, "the question stays in the box"
    assert exchanges[0].reply is None
    found.set()
    while opening.state is not State.READY:
        time.sleep(0.005)
    conversation, _, _, left = talk.answer(QUESTION, exchanges, NONE)
    assert "Halfjaarlijks" in conversation
    assert left == ""


class SlowAssistant(SmallAssistant):
    """Is at work until it is let go."""

    at_work = threading.Event()
    let_go = threading.Event()

    def ask(self, *args: object, **settings: object) -> object:  # type: ignore[override]
        self.at_work.set()
        self.let_go.wait(10)
        return super().ask(*args, **settings)  # type: ignore[arg-type]


def test_more_questions_than_can_wait_are_told_to_come_back() -> None:
    slow = SlowAssistant(small_assistant().index)
    desk = Desk(Opening(lambda: slow).start(), at_once=1, waiting=0)
    first = threading.Thread(target=desk.reply, args=(QUESTION, (), NONE))
    first.start()
    assert slow.at_work.wait(5)
    with pytest.raises(TooBusy):
        desk.search(QUESTION, 1, NONE)
    assert desk.ask(QUESTION, (), NONE).problem == texts.TOO_BUSY
    slow.let_go.set()
    first.join(5)
    assert desk.ask(QUESTION, (), NONE).reply is not None


class BrokenAssistant(SmallAssistant):
    """Fails as no one foresaw."""

    def ask(self, *args: object, **settings: object) -> object:  # type: ignore[override]
        raise RuntimeError("/geheim/pad met een vraag erin")


def test_an_unforeseen_fault_becomes_a_line_without_its_details(caplog: pytest.LogCaptureFixture) -> None:
    desk = Desk(Opening(lambda: BrokenAssistant(small_assistant().index)).start())
    exchange = desk.ask("Wat is er met Jansen?", (), NONE)
    assert exchange.problem == texts.FAILED
    assert "Jansen" not in caplog.text


def test_an_older_generation_is_said_before_the_question_and_with_the_answer() -> None:
    assistant = small_assistant()
    talk = talk_with(assistant)
    talk.desk.assistant()
    said = "U krijgt antwoord uit een eerdere versie"
    assert said not in talk.conversation(())
    assistant.index.warning = "manifest.json is beschadigd; een eerdere versie van de index is in gebruik."
    assert said in talk.conversation(())
    conversation, *_ = talk.answer(QUESTION, (), NONE)
    assert said in conversation
    assert "manifest" not in conversation


def test_suggestions_are_tried_without_a_language_model(assistant: Assistant) -> None:
    class Counting:
        """Fails when it is asked anything."""

        def __getattr__(self, name: str) -> object:
            raise AssertionError(f"the language model was asked ({name})")

    with_model = Assistant(assistant.index, assistant.embedder, Counting())  # type: ignore[arg-type]
    desk = Desk(Opening(lambda: with_model).start())
    desk.assistant()
    assert desk.would_answer("Wat zijn de acties voor 2021 op woninginbraken?") is True
    assert desk.would_answer("Hoeveel inwoners heeft Parijs?") is False
