"""WCAG 2.2 AA as far as a program can tell, in the states that the other browser tests do not visit.

axe with the rules of WCAG 2.0, 2.1 and 2.2, A and AA; target size, which axe leaves out by itself, is among them.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from assistant.screen.administrators import Access
from assistant.screen.opening import Opening
from assistant.screen.upkeep import Upkeep
from corpus.errors import IndexMissing
from tests.screen.conftest import served
from tests.screen.serving import built
from tests.screen.small import SmallAssistant, small_assistant

pytestmark = pytest.mark.browser

QUESTION = "Wat zijn de acties voor 2021 op woninginbraken?"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SOON = 20_000
WINDOWS = {
    "wide": {"viewport": {"width": 1280, "height": 900}},
    "phone": {"viewport": {"width": 320, "height": 640}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "dark phone": {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"},
}


def found(page: Page) -> list[str]:
    """Give what axe finds, however serious."""
    options: dict[str, Any] = {"runOnly": {"type": "tag", "values": TAGS}}
    violations = Axe().run(page, options=options).response["violations"]
    return [f"{v['id']} ({v['impact']}): {v['nodes'][0]['html'][:150]}" for v in violations]


def fits(page: Page) -> bool:
    """Tell whether nothing makes the page scroll sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.fixture(params=WINDOWS)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce", **WINDOWS[request.param])  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def test_every_tab(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".voorbeeld").first.wait_for(timeout=SOON)
    states = {"leeg": found(page)}
    page.locator("#vraag textarea").fill(QUESTION)
    page.keyboard.press("Enter")
    page.locator("#vervolg .voorbeeld").first.wait_for(timeout=SOON)
    page.locator(".bron").first.wait_for(timeout=SOON)
    states["antwoord"] = found(page)
    page.locator(".erbij").first.click()
    page.locator("#keuze-jaar input").first.wait_for(timeout=SOON)
    states["keuzes"] = found(page)
    assert page.locator("#vraag textarea").input_value() == QUESTION
    assert fits(page)
    for name, ready in (("Register", "table.register"), ("Documenten", ".document"), ("Over", "#over h2")):
        tab = page.get_by_role("tab", name=name)
        if not tab.is_visible():
            page.locator(".overflow-menu > button").click()
        page.get_by_role("tab", name=name).or_(page.get_by_role("button", name=name)).first.click()
        page.locator(ready).first.wait_for(timeout=SOON)
        for summary in page.locator("summary:visible").all()[:3]:
            summary.click()
        states[name] = found(page)
        assert fits(page), name
    assert {state: lines for state, lines in states.items() if lines} == {}


class Slow(SmallAssistant):
    """Waits with every answer until it is let go."""

    def __init__(self, small: SmallAssistant) -> None:
        super().__init__(small.index)
        self.held = False
        self.go = threading.Event()

    def ask(self, *args: Any, **settings: Any) -> Any:
        if self.held:
            settings["on_step"]("search")
            self.go.wait(60)
        return super().ask(*args, **settings)


def test_while_it_is_busy(page: Page) -> None:
    slow = Slow(small_assistant())
    with served(built(Opening(lambda: slow))) as where:
        page.goto(where)
        page.locator(".welkom").wait_for(timeout=SOON)
        slow.held = True
        page.locator("#vraag textarea").fill("Hoe vaak krijgt de raad van Voorbeeldstad een voortgangsrapportage?")
        page.keyboard.press("Enter")
        page.locator(".stappen [aria-current]").wait_for(timeout=SOON)
        try:
            assert found(page) == []
            assert fits(page)
        finally:
            slow.go.set()
        page.locator("#beurt-1").wait_for(timeout=SOON)


def test_an_error(page: Page) -> None:
    def missing() -> SmallAssistant:
        raise IndexMissing("Index openen", on="map", found="er is geen index", do="Voer make ingest uit")

    with served(built(Opening(missing, retry_seconds=60))) as where:
        page.goto(where)
        page.locator(".toestand").wait_for(timeout=SOON)
        page.locator("#vraag textarea").fill(QUESTION)
        page.keyboard.press("Enter")
        page.locator(".uitkomst.probleem").wait_for(timeout=SOON)
        assert found(page) == []
        assert fits(page)
        page.goto(f"{where}/bron/er-is-niets")
        assert found(page) == []
        assert fits(page)


def test_the_pages_of_an_administrator(page: Page, tmp_path: Path) -> None:
    (tmp_path / ("een heel lange naam van een document " * 3 + ".md")).write_text(
        "# Nota\n\nTekst.\n", encoding="utf-8"
    )
    command = (sys.executable, str(Path(__file__).with_name("pretended_ingest.py")), str(tmp_path))
    upkeep = Upkeep(Access("een-heel-lang-geheim"), tmp_path, command, {})
    with served(built(Opening(small_assistant), upkeep=upkeep)) as where:
        page.goto(f"{where}/beheer")
        states = {"aanmelden": found(page)}
        assert fits(page)
        page.get_by_label("Wachtwoord voor beheer").fill("fout")
        page.keyboard.press("Enter")
        page.get_by_role("alert").wait_for(timeout=SOON)
        states["fout wachtwoord"] = found(page)
        page.get_by_label("Wachtwoord voor beheer").fill("een-heel-lang-geheim")
        page.keyboard.press("Enter")
        page.locator(".bestanden").wait_for(timeout=SOON)
        states["beheer"] = found(page)
        assert fits(page)
        page.get_by_role("button", name="Opnieuw inlezen").click()
        page.locator(".verslag").wait_for(timeout=SOON)
        states["verslag"] = found(page)
        assert fits(page)
    assert {state: lines for state, lines in states.items() if lines} == {}
