"""What can go wrong while somebody asks: each time a Dutch line and a way on, and the question is not lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect

from assistant.ask import Assistant
from assistant.screen import texts
from assistant.screen.desk import AT_ONCE, WAITING
from assistant.screen.opening import Opening
from corpus.errors import IndexMissing
from tests.screen.conftest import served
from tests.screen.serving import built
from tests.screen.small import SmallAssistant, small_assistant

pytestmark = pytest.mark.browser

QUESTION = "Hoe vaak krijgt de raad van Voorbeeldstad een voortgangsrapportage?"
SOON = 20_000  # milliseconds; the machine that runs the tests may be busy


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1200, "height": 800})
    yield context.new_page()
    context.close()


def opened(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".welkom").wait_for(timeout=SOON)


def ask(page: Page, question: str, turn: int = 1) -> None:
    page.locator("#vraag textarea").fill(question)
    page.keyboard.press("Enter")
    page.locator(f"#beurt-{turn}").wait_for(timeout=SOON)


@pytest.mark.parametrize("question", ["x" * 10_000, "wat " * 2_500, "<b>" * 3_333])
def test_a_question_of_ten_thousand_characters(page: Page, address: str, question: str) -> None:
    opened(page, address)
    ask(page, question)
    told = page.locator("#beurt-1 .uitkomst").inner_text()
    assert "1500 tekens" in told or "te lang" in told
    ask(page, "Wat zijn de acties voor 2021 op woninginbraken?", turn=2)
    assert page.locator("#beurt-2 .antwoord").count() == 1


class Slow(SmallAssistant):
    """Waits with every answer until it is let go."""

    def __init__(self, small: SmallAssistant) -> None:
        super().__init__(small.index)
        self.held = False
        self.go = threading.Event()

    def ask(self, *args: Any, **settings: Any) -> Any:
        if self.held:
            self.go.wait(60)
        return super().ask(*args, **settings)


def test_enter_twice_asks_once(page: Page) -> None:
    slow = Slow(small_assistant())
    with served(built(Opening(lambda: slow))) as address:
        opened(page, address)
        page.locator(".voorbeeld").first.or_(page.locator("#vraag textarea")).first.wait_for()
        slow.held = True
        before = len(slow.asked)
        page.locator("#vraag textarea").fill(QUESTION)
        page.keyboard.press("Enter")
        page.locator(".wacht").wait_for()
        page.keyboard.press("Enter")
        page.locator("#stel").click()
        slow.go.set()
        page.locator("#beurt-1 .antwoord").wait_for(timeout=SOON)
        page.wait_for_timeout(300)
        assert page.locator(".beurt[id]").count() == 1
        assert [asked for asked, _, _ in slow.asked[before:]].count(QUESTION) == 1


def test_a_full_queue_says_to_come_back_and_keeps_the_question(page: Page) -> None:
    slow = Slow(small_assistant())
    with served(built(Opening(lambda: slow))) as address, ThreadPoolExecutor(AT_ONCE + WAITING + 2) as pool:
        opened(page, address)
        slow.held = True
        waiting = [
            pool.submit(httpx.post, f"{address}/v1/antwoorden", json={"question": QUESTION}, timeout=60)
            for _ in range(AT_ONCE + WAITING + 2)
        ]
        for _ in range(1000):  # until two are turned away: then all places are taken
            if sum(one.done() for one in waiting) == 2:
                break
            time.sleep(0.02)
        page.locator("#vraag textarea").fill(QUESTION)
        page.keyboard.press("Enter")
        page.get_by_text("Het is nu te druk").first.wait_for(timeout=SOON)
        assert page.locator("#vraag textarea").input_value() == QUESTION
        slow.go.set()
        codes = [answer.result().status_code for answer in waiting]
        assert (codes.count(200), codes.count(503)) == (AT_ONCE + WAITING, 2)
        page.locator("#stel").click()
        page.locator("#beurt-2 .antwoord").wait_for(timeout=SOON)


@contextmanager
def restartable(assistant: SmallAssistant) -> Iterator[tuple[str, Callable[[], None]]]:
    """Give an address, and what stops the server there and starts another in its place."""
    running: list[tuple[uvicorn.Server, threading.Thread]] = []

    def start(port: int) -> int:
        app = built(Opening(lambda: assistant))
        server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.02)
        running.append((server, thread))
        port = server.servers[0].sockets[0].getsockname()[1]
        return port

    def stop() -> None:
        server, thread = running[-1]
        server.force_exit = server.should_exit = True
        thread.join(10)

    port = start(0)

    def again() -> None:
        stop()
        start(port)

    yield f"http://127.0.0.1:{port}", again
    stop()


def test_after_a_restart_the_page_goes_on(page: Page) -> None:
    with restartable(small_assistant()) as (address, restart):
        opened(page, address)
        ask(page, QUESTION)
        restart()
        page.wait_for_timeout(1500)
        page.locator("#vraag textarea").fill(QUESTION)
        page.keyboard.press("Enter")
        failed = page.get_by_text("Er is geen verbinding met het programma").first
        page.locator(".antwoord").first.or_(failed).first.wait_for(timeout=SOON)
        if page.locator(".antwoord").count() == 0 or failed.is_visible():
            expect(page.locator("#vraag textarea")).to_have_value(QUESTION, timeout=SOON)
            page.locator("#stel").click()
        page.locator(".antwoord").last.wait_for(timeout=SOON)


def test_without_an_index_the_page_says_so_and_goes_on_by_itself(page: Page) -> None:
    there = threading.Event()

    def opener() -> SmallAssistant:
        if not there.is_set():
            raise IndexMissing("Index openen", on="map", found="er is geen index", do="Voer make ingest uit")
        return small_assistant()

    with served(built(Opening(opener, retry_seconds=0.1))) as address:
        page.goto(address)
        page.get_by_text(texts.NO_INDEX).first.wait_for(timeout=SOON)
        page.locator("#vraag textarea").fill(QUESTION)
        page.keyboard.press("Enter")
        page.locator(".uitkomst.probleem").wait_for(timeout=SOON)
        assert page.locator("#vraag textarea").input_value() == QUESTION
        there.set()
        page.locator("#nieuw").click()
        page.locator(".welkom").wait_for(timeout=SOON)
        page.locator(".toestand").wait_for(state="detached", timeout=SOON)
        ask(page, QUESTION)
        page.locator("#beurt-1 .antwoord").wait_for(timeout=SOON)


def test_a_new_generation_while_somebody_asks(page: Page) -> None:
    assistant = small_assistant()
    with served(built(Opening(lambda: assistant))) as address:
        opened(page, address)
        ask(page, QUESTION)
        new = small_assistant(
            "Inleiding\nDe raad van Voorbeeldstad krijgt elke maand een voortgangsrapportage.\n", "Nieuw"
        )
        assistant.index = new.index
        assistant.index.generation = "proef-2"
        assistant.index.documents = {"ander": next(iter(new.index.documents.values()))}
        page.locator("a.toon").first.click()
        window = page.locator("#paginavenster")
        window.get_by_text(texts.NOT_FOUND).wait_for(timeout=SOON)
        assert texts.NOT_FOUND_DO in window.inner_text()
        page.keyboard.press("Escape")


def test_a_document_whose_file_vanished_still_shows_its_text(page: Page, assistant: Assistant) -> None:
    index = assistant.index.get()
    plan = next(d for d in index.documents.values() if d.paged)
    path = index.source(plan.id)
    assert path is not None
    away = path.with_suffix(".weg")
    path.rename(away)
    try:
        with served(built(Opening(lambda: assistant))) as address:
            page.goto(f"{address}/pagina/{plan.id}/2")
            page.get_by_text(texts.NO_PICTURE).wait_for(timeout=SOON)
            page.locator("summary").click()
            assert "120 huurwoningen" in page.locator(".paginatekst").inner_text()
            page.goto(f"{address}/bron/{plan.id}")
            assert page.url.endswith(f"/pagina/{plan.id}/1")
    finally:
        away.rename(path)
