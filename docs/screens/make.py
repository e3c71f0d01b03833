"""Makes the screenshots of this folder: `python docs/screens/make.py [--index DIR]`. Needs Debian's chromium."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PORT = 7871
ADDRESS = f"http://127.0.0.1:{PORT}"
LIST = "Wat zijn de acties voor 2021 op ondermijning?"
FACT = "Hoe vaak krijgt de raad een voortgangsrapportage?"
IN_ENGLISH = "What are the actions for 2021 on undermining (ondermijning)?"
NOTHING = "Hoeveel woninginbraken waren er in 2020?"
ON_PAPER = "Wat zijn de acties voor 2021 op woninginbraken?"  # in the tests' made-up municipality
PATIENCE = 60_000


@contextmanager
def served(index: str | None, more: dict[str, str] | None = None) -> Iterator[None]:
    """Run the program as a user does, until it can answer."""
    command = [sys.executable, "app.py", "--port", str(PORT), *(["--index", index] if index else [])]
    environ = {**os.environ, "FEEDBACK_FILE": os.devnull, "ADMIN_HEADER": "X-Beheer: ja", **(more or {})}
    with subprocess.Popen(command, cwd=ROOT, env=environ) as program:
        try:
            for _ in range(240):
                try:
                    urllib.request.urlopen(f"{ADDRESS}/v1/gezondheid").close()
                    break
                except (urllib.error.URLError, ConnectionError):
                    time.sleep(0.5)
            yield
        finally:
            program.terminate()


def opened(browser: Browser, *, width: int = 1280, height: int = 860, dark: bool = False, place: str = "/") -> Page:
    """Open the page in a window of this size."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light", reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(f"{ADDRESS}{place}")
    page.locator(".voorbeeld").first.wait_for(timeout=PATIENCE)
    return page


def ask(page: Page, question: str, turn: int = 1) -> None:
    """Ask a question and wait for all that comes with the answer."""
    page.locator("#vraag textarea").fill(question)
    page.keyboard.press("Enter")
    page.locator(f"#beurt-{turn}").wait_for(timeout=PATIENCE)
    page.wait_for_timeout(1500)


def keep(page: Page, name: str, *, whole: bool = False) -> None:
    """Save the picture."""
    page.wait_for_timeout(400)
    page.screenshot(path=HERE / f"{name}.png", full_page=whole)


def question_views(browser: Browser) -> None:
    """Make the pictures of the first tab."""
    page = opened(browser)
    keep(page, "01-begin")
    ask(page, LIST)
    keep(page, "02-lijst")
    page.locator(".merk").nth(2).click()
    keep(page, "03-bron")
    page.locator(".bron.gekozen a.toon").click()
    page.locator("#paginavenster .paginatekst").wait_for()
    keep(page, "04-tekst")
    page.keyboard.press("Escape")
    ask(page, NOTHING, 2)
    keep(page, "05-weigering")
    page.locator("#keuzes > button").click()
    page.locator("#keuzes").scroll_into_view_if_needed()
    keep(page, "06-keuzes")


def picture_view(browser: Browser) -> None:
    """Make the picture of a page with marks."""
    page = opened(browser)
    ask(page, ON_PAPER)
    page.locator(".bron a.toon", has_text="Toon de bladzijde").first.click()
    page.locator("#paginavenster .blad img").evaluate("async image => { await image.decode() }")
    keep(page, "07-bladzijde")


def other_tabs(browser: Browser) -> None:
    """Make the pictures of the other tabs."""
    page = opened(browser)
    for number, name, ready in (
        ("08", "Register", "table.register"),
        ("09", "Documenten", ".document"),
        ("10", "Over", "#over h2"),
    ):
        page.get_by_role("tab", name=name).click()
        page.locator(ready).first.wait_for(timeout=PATIENCE)
        if name == "Register":
            page.locator(".grafiek summary").first.click()
        keep(page, f"{number}-{name.lower()}")


def small_and_dark(browser: Browser) -> None:
    """Make the pictures of a phone, of the dark screen and of the page in English."""
    page = opened(browser, width=320, height=640)
    keep(page, "11-telefoon-begin")
    ask(page, FACT)
    keep(page, "12-telefoon-antwoord", whole=True)
    page = opened(browser, dark=True)
    ask(page, LIST)
    keep(page, "13-donker")
    page = opened(browser, place="/?taal=en")
    ask(page, IN_ENGLISH)
    keep(page, "15-engels")


def main() -> None:
    """Make all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", help="map met de ingelezen documenten")
    given = parser.parse_args()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        with served(given.index):
            for views in (question_views, other_tabs, small_and_dark):
                views(browser)
        with served(fictional_index(Path(folder)), {"CORPUS_DIR": str(Path(folder) / "corpus")}):
            picture_view(browser)
            upkeep_view(browser)
        browser.close()


def upkeep_view(browser: Browser) -> None:
    """Make the picture of the page on which an administrator keeps the documents."""
    page = browser.new_context(
        viewport={"width": 1280, "height": 860}, extra_http_headers={"X-Beheer": "ja"}
    ).new_page()
    page.goto(f"{ADDRESS}/beheer")
    keep(page, "14-beheer")


def fictional_index(folder: Path) -> str:
    """Read the made-up documents of the tests, which have a PDF, and give the index."""
    sys.path.insert(0, str(ROOT))
    from tests.screen.voorbeeldstad import write

    corpus = write(folder / "corpus")
    command = [sys.executable, "-m", "ingest", "--corpus", str(corpus), "--index", str(folder / "index")]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return str(folder / "index")


if __name__ == "__main__":
    main()
