"""What ingest and the assistant must agree on. Read once, at an entry point, and passed down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from corpus.errors import SettingsError

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_CORPUS = ROOT / "corpus"
DEFAULT_INDEX = ROOT / ".index"
DEFAULT_MODELS = ROOT / ".cache" / "models"
BUNDLED_MODEL = "bundled:multilingual-e5-small"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the documents, the index and unpacked models are, and which embedding model makes the vectors."""

    corpus: Path
    index: Path
    models: Path
    embedding_model: str
    chroma_url: str | None


def read_settings(environ: Mapping[str, str], *, corpus: Path | None = None, index: Path | None = None) -> Settings:
    """Read the shared settings from the environment; a command-line path goes before the variable.

    Variables: CORPUS_DIR, INDEX_DIR, MODELS_DIR, EMBEDDING_MODEL, CHROMA_URL.

    Raises:
        SettingsError: CHROMA_URL is not an http(s) address.
    """
    chroma_url = environ.get("CHROMA_URL") or None
    if chroma_url and (urlsplit(chroma_url).scheme not in {"http", "https"} or not urlsplit(chroma_url).hostname):
        raise SettingsError(
            "Instelling lezen",
            on="CHROMA_URL",
            found=f"'{chroma_url}' is geen http(s)-adres",
            do="Geef bijvoorbeeld http://127.0.0.1:8000",
        )
    return Settings(
        corpus=(corpus or Path(environ.get("CORPUS_DIR") or DEFAULT_CORPUS)).resolve(),
        index=(index or Path(environ.get("INDEX_DIR") or DEFAULT_INDEX)).resolve(),
        models=Path(environ.get("MODELS_DIR") or DEFAULT_MODELS).resolve(),
        embedding_model=environ.get("EMBEDDING_MODEL") or BUNDLED_MODEL,
        chroma_url=chroma_url,
    )
