"""How far a question is: kept only while it is worked on, known only by its key, and shown on the page."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, expect

from assistant.screen import texts
from assistant.screen.desk import Desk
from assistant.screen.opening import Opening
from assistant.screen.steps import MOST, QUEUE, Steps
from assistant.types import Reply
from corpus.types import Filters
from tests.screen.conftest import served
from tests.screen.serving import built
from tests.screen.small import SmallAssistant, small_assistant

KEY = "0123456789abcdef"
QUESTION = "Hoe vaak krijgt de raad van Voorbeeldstad een voortgangsrapportage?"


def test_a_step_is_known_while_the_question_is_worked_on() -> None:
    steps = Steps()
    with steps.of(KEY) as tell:
        assert steps.at(KEY) == QUEUE
        tell("search")
        assert steps.at(KEY) == "search"
    assert steps.at(KEY) is None


def test_it_is_forgotten_when_the_question_fails() -> None:
    steps = Steps()
    with pytest.raises(RuntimeError), steps.of(KEY):
        raise RuntimeError
    assert steps.at(KEY) is None


@pytest.mark.parametrize("key", [None, "", "kort", "x" * 400, "../../etc", "ABCDEFGH<script>"])
def test_a_key_that_is_none_is_not_kept(key: str | None) -> None:
    steps = Steps()
    with steps.of(key) as tell:
        tell("search")
        assert steps.at(key or "") is None


def test_no_more_than_some_are_kept() -> None:
    steps = Steps()
    tells = []
    for number in range(MOST + 5):
        context = steps.of(f"{number:08x}")
        tells.append((context, context.__enter__()))
    assert sum(steps.at(f"{number:08x}") is not None for number in range(MOST + 5)) == MOST


def test_the_route_gives_the_step_and_nothing_for_a_stranger() -> None:
    with TestClient(built(Opening(small_assistant)), base_url="http://127.0.0.1") as client:
        assert client.get(f"/stap/{KEY}").json() == {"stap": None}
        assert client.get("/stap/a/b").status_code == 404


class Stepping(SmallAssistant):
    """Stops at each step until it is let go on."""

    def __init__(self, small: SmallAssistant) -> None:
        super().__init__(small.index)
        self.go = threading.Semaphore(0)
        self.watched = False

    def ask(self, *args: Any, on_step: Callable[[str], None] | None = None, **settings: Any) -> Reply:
        if on_step is not None and self.watched:
            for step in ("interpret", "search", "write", "verify"):
                on_step(step)
                assert self.go.acquire(timeout=30)
        return super().ask(*args, **settings)


def test_the_desk_tells_the_steps_of_its_question() -> None:
    stepping = Stepping(small_assistant())
    stepping.watched = True
    desk = Desk(Opening(lambda: stepping).start())
    thread = threading.Thread(target=desk.ask, args=(QUESTION, (), Filters()), kwargs={"watched_as": KEY})
    thread.start()
    seen = []
    for _ in range(4):
        while (at := desk.steps.at(KEY)) in {None, QUEUE, *seen}:
            pass
        seen.append(at)
        stepping.go.release()
    thread.join(10)
    assert seen == ["interpret", "search", "write", "verify"]
    assert desk.steps.at(KEY) is None


@pytest.mark.browser
def test_the_page_shows_the_steps_and_the_answer_only_at_the_end(browser: Browser) -> None:
    stepping = Stepping(small_assistant())
    with served(built(Opening(lambda: stepping))) as address:
        page = browser.new_page()
        page.goto(address)
        page.locator(".welkom").wait_for()
        stepping.watched = True
        page.locator("#vraag textarea").fill(QUESTION)
        page.keyboard.press("Enter")
        for name in ("interpret", "search", "write", "verify"):
            expect(page.locator(".stappen [aria-current=step]")).to_have_text(texts.STEPS[name], timeout=15_000)
            assert page.locator(".uitkomst").count() == 0
            stepping.go.release()
        page.locator("#beurt-1 .antwoord").wait_for(timeout=15_000)
        assert page.locator(".stappen").count() == 0
        page.close()
