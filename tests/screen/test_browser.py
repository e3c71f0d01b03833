"""The page in a browser, over a real index of Voorbeeldstad: ask, see why, check it yourself; by mouse and by keys."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

pytestmark = pytest.mark.browser

QUESTION = "Wat zijn de acties voor 2021 op woninginbraken?"
DUTCH_LATER = 15_000  # milliseconds; the machine that runs the tests may be busy


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Give a fresh page of an English browser; it fails on any error of the page and any foreign request."""
    context = browser.new_context(locale="en-US", viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    opened.on("request", lambda r: wrong.append(r.url) if not r.url.startswith((address, "data:", "blob:")) else None)
    opened.goto(address)
    opened.locator(".welkom").wait_for(timeout=DUTCH_LATER)
    yield opened
    context.close()
    assert wrong == []


def ask(page: Page, question: str, turn: int = 1) -> None:
    page.locator("#vraag textarea").fill(question)
    page.keyboard.press("Enter")
    page.locator(f"#beurt-{turn}").wait_for(timeout=DUTCH_LATER)


def serious(page: Page) -> list[str]:
    """Give what axe finds that is serious or critical."""
    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:150]}" for v in found if v["impact"] in {"serious", "critical"}]


def test_the_notice_stands_before_the_first_question(page: Page) -> None:
    assert page.locator("#kop").inner_text().count("U stelt vragen aan een computerprogramma") == 1
    assert page.evaluate("document.documentElement.lang") == "nl"


def test_ask_and_open_a_source(page: Page) -> None:
    ask(page, QUESTION)
    assert "120 huurwoningen" in page.locator("#beurt-1").inner_text()
    page.locator("#beurt-1 .merk").first.click()
    card = page.locator(".bron.gekozen")
    assert "Jaarplan Veiligheid 2021" in card.inner_text()
    assert "Officieel document" in card.inner_text()
    assert "bladzijde 2" in card.inner_text()
    card.locator("a.toon").click()
    page.locator("#paginavenster .blad img").wait_for()
    assert (
        page.locator("#paginavenster .blad img").evaluate("async i => { await i.decode(); return i.naturalWidth }")
        == 1200
    )
    box = page.locator("#paginavenster .woorden").first.bounding_box()
    sheet = page.locator("#paginavenster .blad").bounding_box()
    assert box is not None
    assert sheet is not None
    assert sheet["x"] < box["x"] < box["x"] + box["width"] < sheet["x"] + sheet["width"]


def test_next_page_and_larger(page: Page) -> None:
    ask(page, QUESTION)
    page.locator("a.toon").first.click()
    window = page.locator("#paginavenster")
    window.locator(".blad img").wait_for()
    window.get_by_text("Volgende bladzijde").click()
    window.get_by_text("Bladzijde 3 van 3").wait_for()
    before = window.locator(".blad").bounding_box()
    window.get_by_role("button", name="Groter").click()
    after = window.locator(".blad").bounding_box()
    assert before is not None
    assert after is not None
    assert after["width"] > 1.4 * before["width"]
    window.get_by_role("button", name="Sluiten").click()
    window.wait_for(state="hidden", timeout=DUTCH_LATER)


def test_a_word_document_opens_as_the_passage_in_its_text(page: Page) -> None:
    ask(page, "Welke thema's kent het actieplan?")
    link = page.locator(".bron", has_text="Actieplan").locator("a.toon").first
    link.click()
    page.locator("#paginavenster .paginatekst mark").first.wait_for()
    assert "veilige wijken" in page.locator("#paginavenster .paginatekst").inner_text()


def test_whole_dialogue_by_keyboard(page: Page) -> None:
    page.locator("#vraag textarea").focus()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    page.locator("#beurt-1").wait_for(timeout=DUTCH_LATER)

    def tab_to(selector: str) -> None:
        for _ in range(60):
            if page.evaluate("s => document.activeElement.matches(s)", selector):
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"{selector} is not reached by Tab")

    page.locator("#tabs [role=tab]").first.focus()
    tab_to(".merk")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "bron-1-1"
    tab_to("a.toon")
    page.keyboard.press("Enter")
    page.locator("#paginavenster .blad img").wait_for()
    assert page.evaluate("document.activeElement.id") == "pagina-titel"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == "toon"
    tab_to(".terug")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id").startswith("cit-1-")


def test_the_end_of_an_answer_is_said_once(page: Page) -> None:
    page.evaluate(
        """() => {
            window.said = [];
            new MutationObserver(() => {
                const text = document.querySelector('#melding')?.textContent;
                if (text) window.said.push(text);
            }).observe(document.body, {childList: true, subtree: true, characterData: true});
        }"""
    )
    ask(page, QUESTION)
    page.locator("#vervolg .voorbeeld").first.wait_for(timeout=DUTCH_LATER)
    said: list[str] = []
    for _ in range(100):  # the page's policy forbids the eval that Playwright's own waiting needs
        said = page.evaluate("[...new Set(window.said)]")
        if any(line.startswith("Het antwoord staat er") for line in said):
            break
        page.wait_for_timeout(100)
    assert [line for line in said if line.startswith("Het antwoord staat er")] == said[-1:]
    assert page.locator("#gesprek [aria-live]").count() == 0


def test_follow_up_and_new_conversation(page: Page) -> None:
    ask(page, QUESTION)
    ask(page, "Wie is daar partner bij?", turn=2)
    page.locator("#bronset-1").wait_for(state="hidden", timeout=DUTCH_LATER)
    page.locator("#nieuw").click()
    page.locator(".welkom").wait_for()
    expect(page.locator(".beurt")).to_have_count(0, timeout=DUTCH_LATER)


def test_a_chip_is_taken_away(page: Page) -> None:
    ask(page, QUESTION)
    page.locator(".chip", has_text="2021").click()
    page.locator(".chip", has_text="2021").wait_for(state="detached", timeout=DUTCH_LATER)
    expect(page.locator(".beurt[id]")).to_have_count(1, timeout=DUTCH_LATER)


def test_suggestions_get_an_answer(page: Page) -> None:
    ask(page, QUESTION)
    suggestion = page.locator("#vervolg .voorbeeld").first
    suggestion.wait_for(timeout=DUTCH_LATER)
    suggestion.click()
    page.locator("#beurt-2 .antwoord").wait_for(timeout=DUTCH_LATER)


def test_share_link_asks_the_question_and_leaves_the_address_bare(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, QUESTION)
    page.locator(".deel").click()
    page.locator(".even-zichtbaar").wait_for()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{address}/#vraag=")
    other = page.context.new_page()
    other.goto(link)
    other.locator("#beurt-1 .antwoord").wait_for(timeout=DUTCH_LATER)
    assert other.url == f"{address}/"


def test_copy_with_sources(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, QUESTION)
    page.locator(".kopieer").click()
    page.locator(".even-zichtbaar").wait_for()
    text = page.evaluate("navigator.clipboard.readText()")
    assert "[1] Jaarplan Veiligheid 2021" in text
    assert "Gemaakt met een computerprogramma" in text


def test_an_answer_and_the_conversation_are_saved_with_their_sources(page: Page) -> None:
    ask(page, QUESTION)
    with page.expect_download() as word:
        page.locator("#beurt-1 .bewaar", has_text="Word").click()
    saved = "\n".join(p.text for p in docx.Document(str(word.value.path())).paragraphs)
    assert "[1] Jaarplan Veiligheid 2021" in saved
    ask(page, "En op jeugdoverlast?", turn=2)
    with page.expect_download() as pdf:
        page.locator(".alles .bewaar", has_text="PDF").click()
    text = " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(pdf.value.path()).pages).split())
    assert "120 huurwoningen" in text
    assert "twee extra jongerenwerkers" in text
    assert "sha256" in text
    assert len(page.context.pages) == 1


def test_judgement_is_kept_without_the_question(page: Page, feedback_file: Path) -> None:
    ask(page, QUESTION)
    page.locator(".onnuttig").click()
    page.get_by_label("niet volledig").check()
    page.get_by_role("button", name="Versturen").click()
    page.locator(".even-zichtbaar", has_text="Bedankt").wait_for()
    kept = json.loads(feedback_file.read_text(encoding="utf-8").splitlines()[-1])
    assert kept["reason"] == "niet volledig"
    assert kept["useful"] is False
    assert kept["sources"]
    assert "woninginbraken" not in json.dumps(kept)


def test_register_filters_and_opens_a_source(page: Page) -> None:
    page.get_by_role("tab", name="Register").click()
    page.locator("table.register").wait_for(timeout=DUTCH_LATER)
    everything = page.locator("table.register tbody tr").count()
    page.locator("#filter-kind input").click()
    page.get_by_role("option", name="Actie").click()
    page.locator(".aantallen", has_text="acties.").wait_for(timeout=DUTCH_LATER)
    assert 0 < page.locator("table.register tbody tr").count() < everything
    page.locator("table.register a.toon").first.click()
    page.locator("#paginavenster").wait_for()


def test_documents_and_about(page: Page) -> None:
    page.get_by_role("tab", name="Documenten").click()
    page.locator(".document").first.wait_for(timeout=DUTCH_LATER)
    expect(page.locator(".document")).to_have_count(3, timeout=DUTCH_LATER)
    page.get_by_role("tab", name="Over").click()
    assert "Wat wordt er bewaard?" in page.locator("#over").inner_text()


def test_axe_finds_nothing_serious(page: Page) -> None:
    found = {"leeg": serious(page)}
    ask(page, QUESTION)
    page.locator("#vervolg .voorbeeld").first.wait_for(timeout=DUTCH_LATER)
    found["antwoord"] = serious(page)
    page.locator("#keuzes button").first.click()
    found["keuzes"] = serious(page)
    page.locator("a.toon").first.click()
    page.locator("#paginavenster .blad img").wait_for()
    found["bladzijde"] = serious(page)
    page.keyboard.press("Escape")
    ask(page, "Hoeveel inwoners heeft Parijs?", turn=2)
    found["weigering"] = serious(page)
    for name, ready in (("Register", "table.register"), ("Documenten", ".document"), ("Over", "#over h2")):
        page.get_by_role("tab", name=name).click()
        page.locator(ready).first.wait_for(timeout=DUTCH_LATER)
        found[name] = serious(page)
    assert {state: lines for state, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    ("width", "height", "scheme"),
    [(320, 640, "light"), (640, 450, "light"), (1280, 900, "dark"), (320, 640, "dark")],
    ids=["phone", "zoom 200", "dark", "dark phone"],
)
def test_narrow_zoomed_and_dark(browser: Browser, address: str, width: int, height: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    page.locator(".welkom").wait_for(timeout=DUTCH_LATER)
    ask(page, QUESTION)
    page.locator(".bron").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert serious(page) == []
    page.locator("a.toon").first.click()
    page.locator("#paginavenster .blad img").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert serious(page) == []
    context.close()


def test_no_english_in_what_is_read_or_spoken(page: Page) -> None:
    ask(page, QUESTION)
    texts = page.evaluate(
        """() => [document.body.innerText, ...[...document.querySelectorAll('*')].flatMap(e =>
            ['aria-label', 'title', 'placeholder', 'alt'].map(n => e.getAttribute(n)).filter(Boolean))].join(' \\n')"""
    )
    english = {
        "the",
        "copy",
        "message",
        "loading",
        "clear",
        "submit",
        "remove",
        "search",
        "close",
        "open in",
        "built with",
    }
    words = set(texts.lower().replace("\n", " ").split())
    assert english & words == set()


def test_a_lost_connection_gets_a_dutch_line_and_keeps_the_question(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    page.locator(".welkom").wait_for(timeout=DUTCH_LATER)
    context.set_offline(True)
    page.locator("#vraag textarea").fill(QUESTION)
    page.keyboard.press("Enter")
    page.get_by_text("Er is geen verbinding met het programma").first.wait_for(timeout=DUTCH_LATER)
    assert page.locator("#vraag textarea").input_value() == QUESTION
    context.set_offline(False)
    page.locator(".beurt").first.wait_for(state="detached", timeout=DUTCH_LATER)  # gradio has built the page anew
    expect(page.locator("#vraag textarea")).to_have_value(QUESTION)
    page.locator("#stel").click()
    page.locator("#beurt-1 .antwoord").wait_for(timeout=DUTCH_LATER)
    context.close()
