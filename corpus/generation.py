"""A generation on disk: its layout, its identity, its check, and the pointer that makes it the published one.

    CURRENT                      which generation is published, and which one was before it
    generations/<id>/            never written to after it was published
        manifest.json            schema, model, counts, and size and sha256 of every other file
        documents.json.gz        per document: itself, what was unread, its cautions, where its pages and source are
        passages.json.gz         all passages, ordered by document id; a passage's place is its row
        register.json.gz         all register items
        pages.bin                per document one gzipped list of pages
        vectors.npy              (n, dim) float32, one row per passage
        lexical/                 the lexical index, in the same rows
        chroma/                  the Chroma collection
        sources/                 the files that were read
    building/                    what is being built; left there by a run that was killed, removed by the next

The id is made from content: the same documents, model and code give the same id on every machine.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from corpus import chroma
from corpus.codec import schema
from corpus.errors import IndexMissing, IndexUnusable
from corpus.files import remove_tree, replace_text, sha256_of
from corpus.types import Document, Page, Passage, RegisterItem

FORMAT = 1
"""Raised when the layout above changes in a way that the schema of the dataclasses does not show."""

CURRENT = "CURRENT"
GENERATIONS = "generations"
BUILDING = "building"
MANIFEST = "manifest.json"
DOCUMENTS = "documents.json.gz"
PASSAGES = "passages.json.gz"
REGISTER = "register.json.gz"
PAGES = "pages.bin"
VECTORS = "vectors.npy"
LEXICAL = "lexical"
CHROMA = "chroma"
SOURCES = "sources"

MAKE = chroma.MAKE
DECIDING = ("types.py", "codec.py", "lexical.py", "filtering.py", "chroma.py", "build.py")
"""The modules that decide what a generation holds: an index built by other code is refused, and rebuilt in seconds."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A document in a generation: `offset` and `length` are of its pages in pages.bin, `source` is below sources/."""

    document: Document
    unread: tuple[str, ...]
    cautions: tuple[str, ...]
    digest: str
    offset: int
    length: int
    source: str | None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation says of itself. `parts` maps a file's path in it to (size, sha256)."""

    id: str
    schema: str
    fingerprint: str
    documents: int
    passages: int
    dimension: int
    parts: dict[str, tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Pointer:
    """What CURRENT says: the published generation, and the one before it, kept for when this one is damaged."""

    generation: str
    previous: str | None


@cache
def current_schema() -> str:
    """Give the schema of generations that this program writes and reads."""
    digest = hashlib.sha256()
    for name in DECIDING:
        digest.update(Path(__file__).with_name(name).read_bytes())
    shapes = schema([Stored, Document, Page, Passage, RegisterItem])
    return f"{FORMAT}-{shapes}-{digest.hexdigest()[:12]}-chroma{chroma.version()}"


def generation_id(fingerprint: str, digests: Sequence[str]) -> str:
    """Give the id of the generation of these records' digests, in the order of their document ids."""
    return hashlib.sha256(json.dumps([current_schema(), fingerprint, *digests]).encode()).hexdigest()[:16]


def folder_of(index: Path, generation: str) -> Path:
    """Give the folder of a generation, which need not exist."""
    return index / GENERATIONS / generation


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write a manifest with a check on itself."""
    body = json.dumps(asdict(manifest), sort_keys=True)
    (folder / MANIFEST).write_text(json.dumps({"check": _check(body), "manifest": json.loads(body)}), encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Read a manifest, whatever schema the rest of the generation has.

    Raises:
        IndexUnusable: it is missing or damaged.
    """
    try:
        raw = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if raw["check"] != _check(json.dumps(raw["manifest"], sort_keys=True)):
            raise damaged(folder, f"{MANIFEST} is veranderd")
        parts = {str(name): (int(size), str(digest)) for name, (size, digest) in raw["manifest"].pop("parts").items()}
        return Manifest(parts=parts, **raw["manifest"])
    except OSError as error:
        raise damaged(folder, f"{MANIFEST} is niet te lezen ({error.strerror})") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise damaged(folder, f"{MANIFEST} is niet te lezen") from error


def parts_of(folder: Path) -> dict[str, tuple[int, str]]:
    """Give size and sha256 of every file of a generation but its manifest and its sources.

    A source's sha256 is the document's own; it is checked where the file is used.
    """
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    names = ((path, path.relative_to(folder).as_posix()) for path in files)
    return {
        name: (path.stat().st_size, sha256_of(path))
        for path, name in names
        if name != MANIFEST and not name.startswith(f"{SOURCES}/")
    }


def check_part(folder: Path, manifest: Manifest, name: str, *, at: Path | None = None) -> None:
    """See that a file is what the manifest says; `at` is a copy that is looked at instead.

    Raises:
        IndexUnusable: it is missing or has changed.
    """
    size, digest = manifest.parts[name]
    path = at or folder / name
    try:
        if path.stat().st_size != size or sha256_of(path) != digest:
            raise damaged(folder, f"{name} is veranderd")
    except OSError as error:
        raise damaged(folder, f"{name} is niet te lezen ({error.strerror})") from error


def check_fits(folder: Path, manifest: Manifest, fingerprint: str | None) -> None:
    """See that this program, with the model `fingerprint`, can use a generation.

    Raises:
        IndexUnusable: another schema, or another embedding model, made it.
    """
    if manifest.schema != current_schema():
        raise IndexUnusable(
            "Index openen", on=str(folder), found="gemaakt door een andere versie van het programma", do=MAKE
        )
    if fingerprint is not None and manifest.fingerprint != fingerprint:
        raise IndexUnusable(
            "Index openen",
            on=str(folder),
            found=f"gemaakt met het taalmodel {manifest.fingerprint}, gevraagd is {fingerprint}",
            do=f"{MAKE}, of zet EMBEDDING_MODEL terug",
        )


def damaged(folder: Path, found: str) -> IndexUnusable:
    """Give the error for a generation whose files are not what was published."""
    return IndexUnusable("Index openen", on=str(folder), found=f"beschadigd: {found}", do=MAKE)


def read_pointer(index: Path) -> Pointer:
    """Read which generation is published.

    Raises:
        IndexMissing: there is none.
        IndexUnusable: the pointer is damaged.
    """
    path = index / CURRENT
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        generation, previous = raw["generation"], raw["previous"]
        return Pointer(_generation_name(generation), None if previous is None else _generation_name(previous))
    except FileNotFoundError as error:
        raise IndexMissing(
            "Index openen",
            on=str(index),
            found="er is nog geen index",
            do="Maak hem met: make ingest (of: python -m ingest)",
        ) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexUnusable("Index openen", on=str(path), found="de verwijzing is niet te lezen", do=MAKE) from error


def _generation_name(value: object) -> str:
    if not isinstance(value, str) or not value.isalnum():
        raise ValueError(f"no generation: {value!r}")
    return value


def switch(index: Path, generation: str) -> None:
    """Publish a generation that is whole and synced: one atomic replacement of CURRENT."""
    try:
        now = read_pointer(index)
        previous = now.previous if now.generation == generation else now.generation
    except (IndexMissing, IndexUnusable):
        previous = None
    replace_text(index / CURRENT, json.dumps({"generation": generation, "previous": previous}) + "\n")


def hold(folder: Path) -> int:
    """Hold a generation for reading, so that it is not removed; gives a handle, and closing that lets go.

    Raises:
        FileNotFoundError: it is gone, or is being removed this moment.
    """
    handle = os.open(folder / MANIFEST, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        (folder / MANIFEST).stat()  # it was not renamed away between opening and locking
    except BlockingIOError as error:
        os.close(handle)
        raise FileNotFoundError(f"being removed: {folder}") from error
    except OSError:
        os.close(handle)
        raise
    return handle


def remove_unread(index: Path, *, keep: Sequence[str | None]) -> None:
    """Remove the generations that are not in `keep` and that nobody reads."""
    root = index / GENERATIONS
    for folder in sorted(root.iterdir()) if root.is_dir() else ():
        if folder.name not in keep and not _is_read(folder):
            gone = root / f".removed-{folder.name}-{os.getpid()}"
            folder.rename(gone)  # at once, so that nobody opens it half removed
            remove_tree(gone)


def _is_read(folder: Path) -> bool:
    try:
        handle = os.open(folder / MANIFEST, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def _check(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()
