"""A served page and a browser for the screen's tests."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, sync_playwright

from assistant.ask import Assistant
from assistant.screen.about import House
from assistant.screen.opening import Opening
from corpus.embedding import Embedder
from corpus.index import CurrentIndex
from corpus.settings import Settings, read_settings
from ingest.pipeline import ingest
from tests.screen.serving import built
from tests.screen.voorbeeldstad import write

CHROMIUM_FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"]

Serve = Callable[..., str]


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """Serve an application on a free port and give its address."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 30
    while not server.started:
        assert time.monotonic() < deadline, "the server did not start"
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Give Debian's chromium."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def voorbeeldstad(tmp_path_factory: pytest.TempPathFactory, models: Path, embedder: Embedder) -> Settings:
    """Give the settings of a real index over the documents of Voorbeeldstad."""
    folder = tmp_path_factory.mktemp("voorbeeldstad")
    settings = read_settings({"MODELS_DIR": str(models)}, corpus=write(folder / "corpus"), index=folder / "index")
    report = ingest(settings, embedder)
    assert not report.failed
    return settings


@pytest.fixture(scope="session")
def assistant(voorbeeldstad: Settings, embedder: Embedder) -> Assistant:
    """Give the real assistant over Voorbeeldstad."""
    return Assistant(CurrentIndex(voorbeeldstad, embedder.fingerprint), embedder)


@pytest.fixture(scope="session")
def feedback_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the file in which judgements are kept."""
    return tmp_path_factory.mktemp("oordelen") / "oordelen.jsonl"


@pytest.fixture(scope="session")
def address(assistant: Assistant, feedback_file: Path) -> Iterator[str]:
    """Give the address of the page over Voorbeeldstad, with feedback on."""
    with served(built(Opening(lambda: assistant), house=House(feedback_file=feedback_file))) as where:
        yield where
