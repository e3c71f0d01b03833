"""How fast the page is for a person: `python -m tests.screen.measure [--index DIR] [--questions FILE] [--times 20]`.

It prints, and judges nothing: the figures are of this machine at this moment. Needs Debian's chromium. The first page
is measured warm (the browser has its files), an answer from the key that sends it to the first source that is there,
with a conversation that is new each time, and a picture from the click to the drawn page, of pages not drawn before.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from assistant.ask import Assistant, open_assistant
from assistant.screen.about import House
from assistant.screen.opening import Opening
from corpus.types import Document
from tests.screen.conftest import CHROMIUM_FLAGS, served
from tests.screen.serving import built

QUESTIONS = (
    "Wat zijn de acties voor 2021 op ondermijning?",
    "Hoe vaak krijgt de raad een voortgangsrapportage?",
    "Wat zijn de doelen van veilige wijken?",
    "Wat zijn de acties voor 2021 op zorg en veiligheid?",
)
WATCH = """() => {
    window.begun = null; window.ended = null;
    addEventListener("keydown", (e) => { if (e.key === "Enter") window.begun = performance.now(); }, true);
    new MutationObserver(() => {
        const shown = [...document.querySelectorAll(".bronset:not([hidden]) .bron")].some((e) => e.checkVisibility());
        if (window.begun && !window.ended && shown) window.ended = performance.now();
    }).observe(document.body, {childList: true, subtree: true, attributes: true});
}"""


def first_page(page: Page, address: str, times: int) -> Iterator[float]:
    """Give the milliseconds until the question box and the notice are there; the first, cold time is left out."""
    for number in range(times + 1):
        begun = time.perf_counter()
        page.goto(address)
        page.locator("#vraag textarea").wait_for()
        page.locator(".welkom").wait_for()
        if number:
            yield 1000 * (time.perf_counter() - begun)


def answers(page: Page, address: str, questions: Sequence[str]) -> Iterator[float]:
    """Give the milliseconds from Enter to the first source, for each question that has sources within ten seconds."""
    for question in questions:
        page.goto(address)
        page.locator(".welkom").wait_for()
        page.evaluate(WATCH)
        page.locator("#vraag textarea").fill(question)
        page.keyboard.press("Enter")
        for _ in range(200):
            begun, ended = page.evaluate("[window.begun, window.ended]")
            if ended:
                yield ended - begun
                break
            page.wait_for_timeout(50)


def pictures(page: Page, address: str, assistant: Assistant, times: int) -> Iterator[float]:
    """Give the milliseconds until the picture of a page is drawn."""
    index = assistant.index.get()
    places = ((d, number) for d in paged(index.documents.values()) for number in sorted(index.pages[d.id]))
    for document, number in islice(places, times):
        begun = time.perf_counter()
        page.goto(f"{address}/pagina/{document.id}/{number}")
        page.locator(".blad img").evaluate("async image => { await image.decode() }")
        yield 1000 * (time.perf_counter() - begun)


def paged(documents: Sequence[Document] | object) -> list[Document]:
    """Give the documents that have pages, in order."""
    return sorted((d for d in documents if d.paged), key=lambda d: d.id)  # type: ignore[attr-defined]


def told(name: str, found: Sequence[float]) -> str:
    """Give one line: the middle, the slowest of twenty, and of how many."""
    if not found:
        return f"{name}: niets om te meten"
    ordered = sorted(found)
    slow = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    return f"{name}: mediaan {statistics.median(found):.0f} ms, p95 {slow:.0f} ms, n {len(found)}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--index", help="map met de ingelezen documenten (anders: INDEX_DIR, of .index)")
    parser.add_argument("--questions", type=Path, help="JSONL met vragen, zoals evals/almere/questions.jsonl")
    parser.add_argument("--times", type=int, default=20)
    given = parser.parse_args()
    questions = QUESTIONS * -(-given.times // len(QUESTIONS))
    if given.questions:
        lines = map(json.loads, given.questions.read_text(encoding="utf-8").splitlines())
        questions = tuple(line["question"] for line in lines if not line.get("history"))
    environ = {**os.environ, **({"INDEX_DIR": given.index} if given.index else {})}
    assistant = open_assistant(environ)
    assistant.ask(QUESTIONS[0])  # so that the model is warm, as it is after the first visitor
    with sync_playwright() as playwright, served(built(Opening(lambda: assistant), house=House())) as address:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        lines = (
            told("eerste bladzijde, warm", list(first_page(page, address, given.times))),
            told("antwoord met bronnen na Enter", list(answers(page, address, questions[: given.times]))),
            told("bladzijde als afbeelding", list(pictures(page, address, assistant, given.times))),
        )
        sys.stdout.write("\n".join(lines) + "\n")
        browser.close()


if __name__ == "__main__":
    main()
