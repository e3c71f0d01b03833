"""An open generation: what the assistant searches, quotes and shows. `corpus/index.py` opens it."""

from __future__ import annotations

import gzip
import json
import logging
import os
import threading
import weakref
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from corpus import chroma
from corpus.codec import decode, read_json
from corpus.errors import IndexUnusable
from corpus.filtering import Columns, where
from corpus.generation import (
    DOCUMENTS,
    LEXICAL,
    PAGES,
    PASSAGES,
    REGISTER,
    SOURCES,
    VECTORS,
    Manifest,
    Stored,
    damaged,
)
from corpus.lexical import LexicalIndex
from corpus.types import Document, Filters, Page, Passage, RegisterItem

log = logging.getLogger(__name__)

EXACT_ROWS = 20_000
"""Up to so many rows that meet a filter all are compared; measured faster than Chroma's own filter (decision 0003)."""

OVERFETCH = 2
"""How many times k Chroma is asked for, so that the best k by exact score are nearly surely among them."""

DIGITS = 6  # of a cosine; float32 has seven, and the last depends on the order of addition
PAGES_KEPT = 64  # documents whose pages stay decoded

Loaded = (OSError, EOFError, ValueError, KeyError, TypeError, zlib.error)
"""What reading a damaged file can raise; all of it was checked by sha256, so this is a bug or a race with a disk."""


class Index:
    """One open generation. Read-only, safe to use from several threads; `close` it, or let go of it.

    A row is a passage's place in `passages`, `vectors` and the lexical index. `vectors` is (n, dim) float32, rows of
    length 1. `warning` says, in Dutch, that this is not the newest generation and why; it is None where all is well.
    """

    def __init__(
        self,
        folder: Path,
        manifest: Manifest,
        *,
        collection: chroma.Collection,
        release: Callable[[], None],
        bring: Callable[[str, Path], None] | None = None,
    ) -> None:
        """Load a generation whose files were checked.

        Args:
            folder: the generation.
            manifest: what it says of itself.
            collection: its open Chroma collection.
            release: called once, when the index is closed or nobody holds it any more.
            bring: fetches a document's file, by its sha256, to where it should be; None where all files are here.

        Raises:
            IndexUnusable: a file does not hold what it should.
        """
        self.generation, self.fingerprint = manifest.id, manifest.fingerprint
        self.warning: str | None = None
        self.collection = collection
        self._folder, self._bring = folder, bring
        self._release = weakref.finalize(self, release)
        try:
            stored = decode(read_json(folder / DOCUMENTS), tuple[Stored, ...])
            self.passages: Sequence[Passage] = decode(read_json(folder / PASSAGES), tuple[Passage, ...])
            self.register: Sequence[RegisterItem] = decode(read_json(folder / REGISTER), tuple[RegisterItem, ...])
            self.vectors: NDArray[np.float32] = np.load(folder / VECTORS, allow_pickle=False)
            self.lexical = LexicalIndex.load(folder / LEXICAL)
            self._pages = _Pages(folder, stored)
        except Loaded as error:
            raise damaged(folder, f"{type(error).__name__}: {error}") from error
        self.pages: Mapping[str, Mapping[int, Page]] = self._pages
        self.documents: Mapping[str, Document] = MappingProxyType({s.document.id: s.document for s in stored})
        self.unread: Mapping[str, tuple[str, ...]] = {s.document.id: s.unread for s in stored if s.unread}
        self.cautions: Mapping[str, tuple[str, ...]] = {s.document.id: s.cautions for s in stored if s.cautions}
        self.row_of: Mapping[str, int] = {passage.id: row for row, passage in enumerate(self.passages)}
        self.by_id: Mapping[str, Passage] = {passage.id: passage for passage in self.passages}
        self._sources = {s.document.id: s.source for s in stored}
        self._columns = Columns(tuple(self.documents.values()), self.passages)
        # The place of each row's id in the order of ids: what decides between equal scores.
        self._order = np.argsort(np.argsort(np.array([p.id for p in self.passages]))) if self.passages else np.array([])

    def rows(self, filters: Filters) -> NDArray[np.bool_]:
        """Give which passages meet `filters`, shape (n,)."""
        return self._columns.rows(filters)

    def dense(self, vector: NDArray[np.float32], k: int, filters: Filters = Filters()) -> list[tuple[str, float]]:  # noqa: B008 - frozen
        """Give the `k` nearest passages that meet `filters`, as (passage id, cosine), best first, ties by id.

        Chroma proposes, exact cosines decide; where a filter leaves few rows they are all compared.
        """
        if filters == Filters():
            rows = self._proposed(vector, min(k, len(self.passages)), None)
        else:
            meeting = np.flatnonzero(self.rows(filters))
            wide = len(meeting) > max(EXACT_ROWS, k)
            rows = self._proposed(vector, k, filters) if wide else None
            rows = meeting if rows is None else rows
        scores = (self.vectors if rows is None else self.vectors[rows]) @ vector
        rows = np.arange(len(scores)) if rows is None else rows
        rounded = np.round(scores.astype(np.float64), DIGITS)
        best = np.lexsort((self._order[rows], -rounded))[:k]
        return [(self.passages[rows[i]].id, float(rounded[i])) for i in best]

    def _proposed(self, vector: NDArray[np.float32], k: int, filters: Filters | None) -> NDArray[np.int64] | None:
        """Give the rows that Chroma finds nearest, or None where it gives fewer than `k` (then all are compared)."""
        if k < 1:
            return np.array([], dtype=np.int64)
        wanted = min(k * OVERFETCH, len(self.passages))
        try:
            found = self.collection.nearest(vector, wanted, where(filters) if filters else None)
        except IndexUnusable as error:  # a server that is away: our own vectors give the same answer, only slower
            log.warning("%s; er wordt zonder Chroma gezocht", error)
            return None
        return np.array([self.row_of[i] for i in found], dtype=np.int64) if len(found) >= k else None

    def vectors_of(self, ids: Sequence[str]) -> NDArray[np.float32]:
        """Give the vectors of passages, (len(ids), dim); raises KeyError for an id that is not in this generation."""
        return self.vectors[np.array([self.row_of[i] for i in ids], dtype=np.int64)]

    def source(self, document_id: str) -> Path | None:
        """Give the kept copy of a document's file, or None where it is not there."""
        name = self._sources.get(document_id)
        path = self._folder / SOURCES / name if name else None
        if path and not path.is_file() and self._bring:
            self._bring(self.documents[document_id].sha256, path)
        return path if path and path.is_file() else None

    def close(self) -> None:
        """Let go of Chroma and of the files; the index cannot be used after it."""
        self._pages.close()
        self._release()


class _Pages(Mapping[str, Mapping[int, Page]]):
    """The pages of each document, read when asked for; the last documents stay decoded. Its file is held open."""

    def __init__(self, folder: Path, stored: Sequence[Stored]) -> None:
        self._folder = folder
        self._place = {s.document.id: (s.offset, s.length) for s in stored}
        self._file = os.open(folder / PAGES, os.O_RDONLY)
        self.close = weakref.finalize(self, os.close, self._file)
        self._kept: dict[str, Mapping[int, Page]] = {}
        self._lock = threading.Lock()

    def __getitem__(self, document_id: str) -> Mapping[int, Page]:
        kept = self._kept.get(document_id)
        if kept is None:
            offset, length = self._place[document_id]
            try:
                raw = gzip.decompress(os.pread(self._file, length, offset))
                pages = decode(json.loads(raw), tuple[Page, ...])
            except Loaded as error:
                raise damaged(self._folder, f"{PAGES}: {error}") from error
            kept = MappingProxyType({page.number: page for page in pages})
            with self._lock:
                while len(self._kept) >= PAGES_KEPT:
                    self._kept.pop(next(iter(self._kept)))
                self._kept[document_id] = kept
        return kept

    def __iter__(self) -> Iterator[str]:
        return iter(self._place)

    def __len__(self) -> int:
        return len(self._place)
