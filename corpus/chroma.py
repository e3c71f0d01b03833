"""The door to Chroma: a collection of vectors with what they can be filtered on, in a folder or on a server.

Chroma never sees text and never makes a vector itself (`embedding_function=None`): rows in, ids out. What its 1.5.9
does with a folder, also when it is only read, is in docs/decisions/0003-index-generations.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

import httpx
import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexUnusable, StorageError
from corpus.filtering import Row

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateCollectionConfiguration

MAKE = "Maak de index opnieuw met: make ingest (of: python -m ingest)"
COLLECTION = "passages"
TIMEOUT = 60.0  # seconds for one answer of a server; adding a batch of 1,000 vectors took 4 on a busy machine
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


class Server:
    """A Chroma server: collections by name, of vectors or of plain rows. `close` lets go of the connection."""

    def __init__(self, url: str) -> None:
        """Connect.

        Raises:
            IndexUnusable: it does not answer.
        """
        import chromadb

        parts = urlsplit(url)
        secure = parts.scheme == "https"
        self._url = url
        with self._asked():
            client = chromadb.HttpClient(
                host=parts.hostname or "", port=parts.port or (443 if secure else 80), ssl=secure, settings=_settings()
            )
        self._client = cast("Client", client)  # declared as its interface, which lacks close()
        # chromadb 1.5.9 waits for an answer for ever, and does not close its connections when it is closed.
        made: Any = client
        self._sessions: tuple[httpx.Client, ...] = (made._server._session, made._admin_client._server._session)
        for session in self._sessions:
            session.timeout = httpx.Timeout(TIMEOUT)

    def names(self) -> set[str]:
        """Give the names of the collections."""
        with self._asked():
            return {collection.name for collection in self._client.list_collections()}

    def labels(self, name: str) -> Row:
        """Give what is said of a collection; nothing where it is not there."""
        if name not in self.names():
            return {}
        with self._asked():
            return dict(self._client.get_collection(name, embedding_function=None).metadata or {})

    def set_labels(self, name: str, labels: Row) -> None:
        """Say something of a collection, at once; it is made where it is not there."""
        with self._asked():
            self._client.get_or_create_collection(name, embedding_function=None).modify(metadata=labels)

    def write_vectors(
        self,
        name: str,
        ids: Sequence[str],
        vectors: NDArray[np.float32],
        rows: Sequence[Row],
        on_progress: Callable[[int], None],
    ) -> None:
        """Make collection `name` of vectors, in the place of one that is there."""
        self.delete(name)
        with self._asked():
            fill(self._client, name, ids=ids, vectors=vectors, rows=rows, on_progress=on_progress)

    def write_row(self, name: str, row_id: str, row: Row) -> None:
        """Add one plain row to a collection, which is made where it is not there."""
        with self._asked():
            collection = self._client.get_or_create_collection(name, embedding_function=None)
            # Chroma takes no row without a vector.
            collection.upsert(ids=[row_id], embeddings=np.zeros((1, 1), dtype=np.float32), metadatas=[row])

    def read_row(self, name: str, row_id: str) -> Row | None:
        """Give one plain row, or None where it is not there."""
        with self._asked():
            collection = self._client.get_collection(name, embedding_function=None)
            found = collection.get(ids=[row_id], include=["metadatas"])["metadatas"]
        return dict(found[0]) if found else None

    def row_ids(self, name: str) -> set[str]:
        """Give the ids of a collection's rows; none where it is not there."""
        if name not in self.names():
            return set()
        with self._asked():
            return set(self._client.get_collection(name, embedding_function=None).get(include=[])["ids"])

    def delete_rows(self, name: str, ids: Sequence[str]) -> None:
        """Remove rows."""
        with self._asked():
            self._client.get_collection(name, embedding_function=None).delete(ids=list(ids))

    def delete(self, name: str) -> None:
        """Remove a collection, if it is there."""
        if name in self.names():
            with self._asked():
                self._client.delete_collection(name)

    def open(self, name: str) -> Collection:
        """Open a collection of vectors; closing it closes the server too.

        Raises:
            IndexUnusable: it is not there.
        """
        with self._asked():
            return Collection(self._client, name, self._url)

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()
        for session in self._sessions:
            session.close()

    def _asked(self) -> AbstractContextManager[None]:
        do = "Controleer of de Chroma-server draait en of CHROMA_URL klopt, en probeer het opnieuw"
        return _translated("Chroma-server vragen", self._url, do)


def _local(folder: Path) -> Client:
    import chromadb

    with _translated("Index openen", str(folder)):
        return cast("Client", chromadb.PersistentClient(str(folder), settings=_settings()))


def _settings() -> Any:  # noqa: ANN401 - chromadb is imported where it is used: a run that changes nothing never needs it
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False)


@contextmanager
def _translated(tried: str, on: str, do: str = MAKE) -> Iterator[None]:
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
            do=do,
        ) from error
