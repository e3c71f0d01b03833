"""The durable store: per document what costs time to make, its reading and its vectors, kept by what decides them.

    documents/<document id>/<key>/
        record.json        the header: whose it is, and the sha256 of the parts
        reading.json.gz    document, pages, passages, remainders, register, unread, cautions
        vectors.npy        (n, dim) float32, one row per passage
        source.<suffix>    the very bytes that were read

`key` is a sha256 of all that decides the record: the file's bytes, the manifest's entry, the reading code and the
embedding model. A record is written under a temporary name, synced and renamed: it is there whole, or not at all.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import zlib
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.codec import decode, dumps, encode, read_json, schema, write_json
from corpus.files import remove_tree, sha256_of, storage_errors, sync_file, sync_tree
from corpus.types import Passage, ReadDocument, searchable

HEADER = "record.json"
READING = "reading.json.gz"
VECTORS = "vectors.npy"
SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


@dataclass(frozen=True, slots=True, eq=False)
class Record(ReadDocument):
    """One document as it was read and embedded. `vectors` is (n, dim) float32, a row of length 1 per passage.

    `source` is the kept copy of the file, None for a record that was not stored yet.
    """

    vectors: NDArray[np.float32]
    source: Path | None = None

    def __post_init__(self) -> None:
        """Refuse vectors that do not belong to the passages."""
        if self.vectors.ndim != 2 or len(self.vectors) != len(self.passages):
            raise ValueError(f"{self.document.id}: {len(self.passages)} passages, vectors {self.vectors.shape}")

    @classmethod
    def of(cls, read: ReadDocument, vectors: NDArray[np.float32], source: Path | None = None) -> Record:
        """Give what was read with its vectors."""
        parts = {f.name: getattr(read, f.name) for f in fields(ReadDocument)}
        return cls(**parts, vectors=vectors, source=source)


SCHEMA = schema([ReadDocument])


@dataclass(frozen=True, slots=True)
class Header:
    """What is known of a record without loading it.

    `digest` is of its content, `tools` names the programs for scanned pages that the machine had when it was read, and
    `parts` maps its files to sha256.
    """

    key: str
    document_id: str
    file: str
    sha256: str
    fingerprint: str
    digest: str
    pages: int
    passages: int
    unread: tuple[str, ...]
    cautions: tuple[str, ...]
    tools: str
    parts: dict[str, str]


def digest_of(record: Record) -> str:
    """Give a sha256 of a record's content; the same document read and embedded the same way gives the same."""
    digest = hashlib.sha256(dumps(_encoded(record)))
    digest.update(record.vectors.tobytes())
    return digest.hexdigest()


def text_digest(passage: Passage) -> str:
    """Give a sha256 of what is embedded for a passage, by which its vector can be found again."""
    return hashlib.sha256(searchable(passage).encode("utf-8", "surrogatepass")).hexdigest()


class Store:
    """The records below one index folder. One writer at a time; see the ingest's lock."""

    def __init__(self, index: Path) -> None:
        """Look into `index`, which need not exist yet."""
        self._root = index / "documents"
        self._headers = {header.key: header for header in self._read_headers()}

    def find(self, key: str) -> Header | None:
        """Give the header of the record under `key`, None where there is none or its files are not what they were."""
        header = self._headers.get(key)
        if header is None or not self._is_whole(header):
            return None
        return header

    def load(self, document_key: str) -> Record | None:
        """Read the record under `document_key`, or give None where there is none or it is damaged."""
        header = self.find(document_key)
        if header is None:
            return None
        folder = self._folder(header.document_id, header.key)
        try:
            read = decode(read_json(folder / READING), ReadDocument)
            vectors = np.load(folder / VECTORS, allow_pickle=False)
            return Record.of(read, vectors, next(folder.glob("source*"), None))
        except (OSError, ValueError, EOFError, zlib.error):
            return None

    def save(self, record: Record, source: Path, *, key: str, fingerprint: str, tools: str = "") -> Header:
        """Keep `record` and a copy of the file it was read from, under `key`.

        Raises:
            StorageError: the disk is full, read-only, or refuses otherwise.
        """
        folder = self._folder(record.document.id, key)
        temporary = folder.with_name(f".{folder.name}.{os.getpid()}")
        with storage_errors("Document bewaren", self._root):
            temporary.mkdir(parents=True)
            try:
                header = _write(temporary, record, source, key=key, fingerprint=fingerprint, tools=tools)
                sync_tree(temporary)
                if folder.exists():  # damaged, else it would have been found
                    remove_tree(folder)
                temporary.rename(folder)
                sync_file(folder.parent)
            except BaseException:
                remove_tree(temporary)
                raise
        self._headers[key] = header
        return header

    def vectors(self, document_id: str, sha256: str, fingerprint: str) -> dict[str, NDArray[np.float32]]:
        """Give the vectors kept for a document or file, by `text_digest`, as far as `fingerprint` made them.

        So a document that is read anew (new metadata, new reading code) embeds only the texts that changed.
        """
        found: dict[str, NDArray[np.float32]] = {}
        for header in list(self._headers.values()):
            if header.fingerprint == fingerprint and (header.document_id == document_id or header.sha256 == sha256):
                record = self.load(header.key)
                if record is not None:
                    found.update(zip(map(text_digest, record.passages), record.vectors, strict=True))
        return found

    def forget_all_but(self, keys: Collection[str]) -> None:
        """Remove every record that is not under one of `keys`, and what an interrupted run left."""
        wanted = {self._folder(h.document_id, h.key) for h in self._headers.values() if h.key in keys}
        for document in self._folders(self._root):
            for folder in self._folders(document):
                if folder not in wanted:
                    remove_tree(folder)
            if not any(document.iterdir()):
                document.rmdir()
        self._headers = {key: header for key, header in self._headers.items() if key in keys}

    def _read_headers(self) -> Iterator[Header]:
        for document in self._folders(self._root):
            for folder in self._folders(document):
                header = _read_header(folder)
                if header is not None and self._folder(header.document_id, header.key) == folder:
                    yield header

    def _folders(self, place: Path) -> list[Path]:
        return sorted(entry for entry in place.iterdir() if entry.is_dir()) if place.is_dir() else []

    def _folder(self, document_id: str, key: str) -> Path:
        return self._root / folder_name(document_id) / key

    def _is_whole(self, header: Header) -> bool:
        folder = self._folder(header.document_id, header.key)
        try:
            return all(sha256_of(folder / name) == digest for name, digest in header.parts.items())
        except OSError:
            return False


def folder_name(document_id: str) -> str:
    """Give a name for files of a document: its id where that is a safe name, else a digest of it."""
    if SAFE_NAME.fullmatch(document_id):
        return document_id
    return f"x-{hashlib.sha256(document_id.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"


def source_suffix(name: str) -> str:
    """Give the file ending under which a copy of the source is kept; an odd one is dropped."""
    suffix = Path(name).suffix.lower()
    return suffix if re.fullmatch(r"\.[a-z0-9]{1,8}", suffix) else ""


def _write(folder: Path, record: Record, source: Path, *, key: str, fingerprint: str, tools: str) -> Header:
    """Write the parts of a record, and last the header that vouches for them."""
    kept = folder / f"source{source_suffix(record.document.file)}"
    shutil.copyfile(source, kept)  # no hard link: that would change with a file that is edited in place
    write_json(folder / READING, _encoded(record))
    np.save(folder / VECTORS, np.ascontiguousarray(record.vectors, dtype=np.float32))
    header = Header(
        key=key,
        document_id=record.document.id,
        file=record.document.file,
        sha256=record.document.sha256,
        fingerprint=fingerprint,
        digest=digest_of(record),
        pages=len(record.pages),
        passages=len(record.passages),
        unread=record.unread,
        cautions=record.cautions,
        tools=tools,
        parts={path.name: sha256_of(path) for path in sorted(folder.iterdir())},
    )
    (folder / HEADER).write_text(json.dumps(asdict(header)), encoding="utf-8")
    return header


def _read_header(folder: Path) -> Header | None:
    """Read a header; a folder without a good one is as good as empty."""
    try:
        raw = json.loads((folder / HEADER).read_text(encoding="utf-8"))
        raw["unread"], raw["cautions"] = tuple(raw["unread"]), tuple(raw["cautions"])
        return Header(**raw)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _encoded(record: Record) -> object:
    return encode(record, ReadDocument)
