"""The door to Chroma: a collection of vectors with what they can be filtered on, in a folder or on a server.

Chroma never sees text and never makes a vector itself (`embedding_function=None`): rows in, ids out. What its 1.5.9
does with a folder, also when it is only read, is in docs/decisions/0003-index-generations.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexUnusable, StorageError
from corpus.filtering import Row

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateCollectionConfiguration

COLLECTION = "passages"
BATCH = 1000  # Chroma refuses more than 5,461 rows at a time; less than that gives steadier progress

FULL_DISK = ("disk is full", "disk I/O error", "No space left", "File too large", "os error 27", "os error 28")
"""What SQLite and Rust say, by way of Chroma, where the disk is full or a file may not grow."""


def version() -> str:
    """Give Chroma's version; another one may read a folder differently, so it is part of a generation's identity."""
    from importlib.metadata import version as installed

    return installed("chromadb")


class Collection:
    """An open collection. Safe to use from several threads; `close` lets go of its files or connection."""

    def __init__(self, client: Client, name: str, on: str) -> None:
        """Open collection `name`.

        Raises:
            IndexUnusable: it is not there, or cannot be read.
        """
        self._client = client
        self._on = on
        with _translated("Index openen", on):
            self._collection = client.get_collection(name, embedding_function=None)

    def count(self) -> int:
        """Give the number of vectors."""
        with _translated("Index lezen", self._on):
            return self._collection.count()

    def nearest(self, vector: NDArray[np.float32], k: int, condition: Row | None = None) -> list[str]:
        """Give the ids of about the `k` nearest vectors that meet `condition`, best first (HNSW: nearly exact)."""
        with _translated("Zoeken in Chroma", self._on):
            found = self._collection.query(query_embeddings=vector[None], n_results=k, where=condition, include=[])
        return list(found["ids"][0])

    def matching(self, condition: Row | None) -> list[str]:
        """Give the ids that meet `condition`, in no order."""
        with _translated("Zoeken in Chroma", self._on):
            return list(self._collection.get(where=condition, include=[])["ids"])

    def close(self) -> None:
        """Let go of Chroma."""
        self._client.close()


def open_folder(folder: Path) -> Collection:
    """Open the collection in `folder`, which must be a private copy: Chroma writes to a folder that it reads."""
    return Collection(_local(folder), COLLECTION, str(folder))


def build_folder(
    folder: Path,
    ids: Sequence[str],
    vectors: NDArray[np.float32],
    rows: Sequence[Row],
    on_progress: Callable[[int], None],
) -> None:
    """Write a new collection into `folder`.

    Raises:
        StorageError: the disk is full.
        IndexUnusable: Chroma refuses otherwise.
    """
    with _translated("Index bouwen", str(folder)):
        client = _local(folder)
        # One batch is one transaction; the HNSW files are written when a batch passes sync_threshold, and at the end.
        fill(client, COLLECTION, ids=ids, vectors=vectors, rows=rows, on_progress=on_progress)
        client.close()


def fill(
    client: Client,
    name: str,
    *,
    ids: Sequence[str],
    vectors: NDArray[np.float32],
    rows: Sequence[Row],
    on_progress: Callable[[int], None],
) -> None:
    """Make collection `name` and add all rows; `on_progress` is told how many are in."""
    collection = client.create_collection(name, embedding_function=None, configuration=_configuration())
    for start in range(0, len(ids), BATCH):
        end = min(start + BATCH, len(ids))
        collection.add(ids=list(ids[start:end]), embeddings=vectors[start:end], metadatas=list(rows[start:end]))
        on_progress(end)


def _configuration() -> CreateCollectionConfiguration:
    # Malkov & Yashunin 2018, section 4.1: M 32 for high recall; measured here on 10,000 vectors (decision 0003).
    return {"hnsw": {"space": "cosine", "ef_construction": 200, "ef_search": 400, "max_neighbors": 32}}


def connect(url: str) -> Client:
    """Connect to a Chroma server.

    Raises:
        IndexUnusable: it does not answer.
    """
    import chromadb

    parts = urlsplit(url)
    secure = parts.scheme == "https"
    with _translated("Verbinden met Chroma", url):
        client = chromadb.HttpClient(
            host=parts.hostname or "", port=parts.port or (443 if secure else 80), ssl=secure, settings=_settings()
        )
    return cast("Client", client)  # declared as its interface, which lacks close()


def _local(folder: Path) -> Client:
    import chromadb

    with _translated("Index openen", str(folder)):
        return cast("Client", chromadb.PersistentClient(str(folder), settings=_settings()))


def _settings() -> Any:  # noqa: ANN401 - chromadb is imported where it is used: a run that changes nothing never needs it
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False)


@contextmanager
def _translated(tried: str, on: str) -> Iterator[None]:
    """Turn whatever Chroma raises into our errors; it raises many kinds, from Rust's panics to httpx's."""
    try:
        yield
    except (IndexUnusable, StorageError):
        raise
    except BaseException as error:  # the door: chromadb has no common root for its errors
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":  # Rust's, on broken files
            raise
        said = " ".join(str(error).split())[:200] or type(error).__name__
        if any(sign in said for sign in FULL_DISK):
            raise StorageError(
                tried,
                on=on,
                found="de schijf is vol of een bestand mag niet verder groeien",
                do="Maak ruimte vrij en probeer het opnieuw; de gepubliceerde index is niet veranderd.",
            ) from error
        raise IndexUnusable(
            tried,
            on=on,
            found=f"Chroma meldt: {said}",
            do="Maak de index opnieuw met: make ingest (of: python -m ingest)",
        ) from error
