"""The page in English: chosen by a link, kept in the address alone, and Dutch for everybody else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page

from assistant.screen import dutch, english
from assistant.screen.opening import Opening
from tests.screen.serving import built
from tests.screen.small import small_assistant

SOON = 20_000


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(built(Opening(small_assistant)), base_url="http://127.0.0.1") as opened:
        yield opened


@pytest.mark.parametrize(
    ("path", "language"), [("/", "nl"), ("/?taal=en", "en"), ("/?taal=nl", "nl"), ("/?taal=x", "nl")]
)
def test_the_address_says_the_language(client: TestClient, path: str, language: str) -> None:
    page = client.get(path, headers={"Accept-Language": "en"})
    assert f'<html lang="{language}"' in page.text
    assert (english.ASK in page.text) == (language == "en")
    assert (dutch.ASK in page.text) == (language == "nl")
    assert "sha256-" in page.headers["content-security-policy"]


def test_pages_and_faults_of_ours_follow(client: TestClient) -> None:
    assert english.NOT_FOUND.split()[0] in client.get("/pagina/x/1?taal=en").text
    assert '<html lang="en">' in client.get("/pagina/x/1?taal=en").text
    assert '<html lang="nl">' in client.get("/pagina/x/1").text


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/upload",
        "/gradio_api/info",
        "/gradio_api/file=/etc/passwd",
        "/monitoring",
        "/v1/documenten",
        "/terugkoppeling",
    ],
)
def test_the_doors_are_shut_below_the_english_page_too(client: TestClient, path: str) -> None:
    assert client.get(f"/en{path}").status_code == 404
    assert client.post(f"/en{path}").status_code == 404


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    opened.goto(address)
    yield opened
    assert context.cookies() == []
    context.close()
    assert wrong == []


@pytest.mark.browser
def test_a_whole_dialogue_in_english(page: Page, address: str) -> None:
    page.get_by_role("link", name="English").click()
    page.get_by_role("heading", name=english.WELCOME).wait_for(timeout=SOON)
    assert page.url == f"{address}/?taal=en"
    assert page.evaluate("document.documentElement.lang") == "en"
    page.locator("#vraag textarea").fill("What are the actions for 2021 on home burglaries (woninginbraken)?")
    page.keyboard.press("Enter")
    page.locator("#beurt-1").wait_for(timeout=SOON)
    page.locator("#bronnen").get_by_text("Official document").first.wait_for(timeout=SOON)
    page.locator("a.toon").first.click()
    page.locator("#paginavenster").get_by_text("Page 2 of 3").wait_for(timeout=SOON)
    page.keyboard.press("Escape")
    for place in ("#beurt-1 .bewering, #beurt-1 .beweringen", "#bronnen blockquote"):
        assert page.locator(place).first.get_attribute("lang") == "nl"
    assert page.locator("#beurt-1 .vraag").get_attribute("lang") is None
    spoken = page.locator("body").inner_text()
    for text in (english.COPY, english.ASK, english.TAB_ABOUT, english.SEARCHED):
        assert text in spoken
    for text in (dutch.COPY, dutch.ASK, dutch.TAB_ABOUT, dutch.NEW_CONVERSATION, dutch.UNDERSTOOD, dutch.SOURCES):
        assert text not in spoken
    found = Axe().run(page).response["violations"]
    assert [v["id"] for v in found if v["impact"] in {"serious", "critical"}] == []
    for name, ready in (("Register", "table.register"), ("Documents", ".document"), ("About", "#over h2")):
        page.get_by_role("tab", name=name).click()
        page.locator(ready).first.wait_for(timeout=SOON)
    assert english.PRIVACY in page.locator("#over").inner_text()
    page.get_by_role("link", name="Nederlands").click()
    page.get_by_role("heading", name=dutch.WELCOME).wait_for(timeout=SOON)
    assert page.url == f"{address}/"


@pytest.mark.browser
def test_a_share_link_keeps_the_language(page: Page, address: str) -> None:
    page.goto(f"{address}/?taal=en#vraag=Which%20themes%20are%20there%3F")
    page.locator("#beurt-1").wait_for(timeout=SOON)
    assert page.url == f"{address}/?taal=en"
    assert english.YOUR_QUESTION in (page.locator("#beurt-1").text_content() or "")
