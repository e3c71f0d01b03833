"""What the assistant's tests share: an index of the documents that ship, made once and kept between runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.ask import Assistant
from corpus.embedding import Embedder
from corpus.index import CurrentIndex
from corpus.settings import read_settings
from evals.worlds import ALMERE, indexed, world
from ingest.pipeline import ingest


@pytest.fixture(scope="session")
def almere(models: Path, embedder: Embedder) -> CurrentIndex:
    """Give the index of what ships."""
    settings = indexed(world(ALMERE), read_settings({"MODELS_DIR": str(models)}), embedder)
    return CurrentIndex(settings, embedder.fingerprint)


def assistant_over(documents: Path, index: Path, embedder: Embedder) -> Assistant:
    """Give an assistant over a folder of documents, really ingested."""
    settings = read_settings({}, corpus=documents, index=index)
    assert ingest(settings, embedder).exit_code == 0
    return Assistant(CurrentIndex(settings, embedder.fingerprint), embedder)
