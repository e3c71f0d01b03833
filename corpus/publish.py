"""Publishing: records become a generation of their own folder, which is built, probed, synced and only then pointed to.

Killed at any point, the generation that was published before still serves (docs/decisions/0003-index-generations.md).
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from corpus import errors
from corpus.codec import COMPRESSION, dumps, encode, write_json
from corpus.errors import IndexUnusable
from corpus.files import link_or_copy, remove_tree, storage_errors, sync_file, sync_tree
from corpus.generation import (
    BUILDING,
    DOCUMENTS,
    GENERATIONS,
    PAGES,
    PASSAGES,
    REGISTER,
    SOURCES,
    VECTORS,
    Manifest,
    Stored,
    check_part,
    current_schema,
    folder_of,
    generation_id,
    read_manifest,
    read_pointer,
    remove_unread,
    switch,
    write_manifest,
)
from corpus.settings import ROOT
from corpus.store import Record, digest_of, folder_name, source_suffix
from corpus.types import Page, Passage, RegisterItem

Progress = Callable[[str, int, int], None]
"""Told the stage (write, lexical, chroma, probe, sync, switch), how much of it is done, and how much there is."""

REPORT = "Probeer het opnieuw; blijft het zo, meld het dan met deze regel"


@dataclass(frozen=True, slots=True)
class _Piece:
    """One document's share of the parts, as JSON but for its vectors."""

    stored: Stored
    passages: Any
    register: Any
    vectors: np.ndarray[Any, np.dtype[np.float32]]


def publish(
    index: Path,
    records: Iterable[Record],
    *,
    fingerprint: str,
    on_progress: Progress = lambda _stage, _done, _total: None,
    keep_previous: bool = True,
) -> str:
    """Make `records` the published generation and give its id; the same records again change nothing.

    Args:
        index: the index folder, made where it is not there. The caller sees to it that there is one writer at a time.
        records: the documents, in any order, each id once; at least one passage in all.
        fingerprint: the model that made the vectors.
        on_progress: told about each stage.
        keep_previous: keep the generation before this one, for when this one gets damaged; False removes it as soon
            as nobody reads it, so that a document that was taken away leaves nothing behind.

    Raises:
        StorageError: the disk is full, read-only, or refuses otherwise.
        IndexUnusable: what was built does not answer as it must; nothing was published.
    """
    building = index / BUILDING / str(os.getpid())
    with storage_errors("Index bouwen", index):
        remove_tree(building)
        building.mkdir(parents=True)
        try:
            generation = _write_parts(building, records, fingerprint, on_progress)
            if not is_whole(folder_of(index, generation), generation):
                _finish(index, building, generation, on_progress)
        finally:
            remove_tree(building)
        on_progress("switch", 0, 1)
        switch(index, generation)
        on_progress("switch", 1, 1)
    tidy(index, keep_previous=keep_previous)
    return generation


def is_whole(folder: Path, generation: str) -> bool:
    """Tell whether a generation is on disk, unharmed, and of this program's schema."""
    try:
        manifest = read_manifest(folder)
        for name in manifest.parts:
            check_part(folder, manifest, name)
    except IndexUnusable:
        return False
    return manifest.id == generation and manifest.schema == current_schema()


def tidy(index: Path, *, keep_previous: bool = True) -> None:
    """Remove generations that no one reads, other than the published one and the one before it, and half-built ones.

    For the writer only: what another process is building is half-built too.
    """
    pointer = read_pointer(index)
    with storage_errors("Oude index opruimen", index):
        remove_unread(index, keep=(pointer.generation, pointer.previous if keep_previous else None))
        remove_tree(index / BUILDING)


def _finish(index: Path, building: Path, generation: str, on_progress: Progress) -> None:
    """Build and probe in child processes, sync, and give the folder its name."""
    _child("build", building, on_progress)
    _child("probe", building, on_progress)
    on_progress("sync", 0, 1)
    sync_tree(building)
    target = folder_of(index, generation)
    target.parent.mkdir(exist_ok=True)
    if (
        target.exists()
    ):  # damaged, or of the same content under another schema: out of the way at once, whoever reads it
        target.rename(index / BUILDING / f"{generation}-{os.getpid()}")
    building.rename(target)
    sync_file(index / GENERATIONS)
    on_progress("sync", 1, 1)


def _write_parts(folder: Path, records: Iterable[Record], fingerprint: str, on_progress: Progress) -> str:
    """Write all but the search indexes, ordered by document id; gives the generation's id."""
    (folder / SOURCES).mkdir()
    pieces: list[_Piece] = []
    with (folder / PAGES).open("wb") as pages:
        for record in records:
            blob = gzip.compress(dumps(encode(record.pages, tuple[Page, ...])), COMPRESSION, mtime=0)
            pieces.append(_piece(folder, record, pages.tell(), len(blob)))
            pages.write(blob)
            on_progress("write", len(pieces), 0)
    pieces.sort(key=lambda piece: piece.stored.document.id)
    ids = [piece.stored.document.id for piece in pieces]
    passages = [passage for piece in pieces for passage in piece.passages]
    if len(set(ids)) != len(ids) or not passages:
        raise ValueError(
            f"every document once, and at least one passage: {len(ids)} documents, {len(passages)} passages"
        )
    vectors = np.concatenate([piece.vectors for piece in pieces if len(piece.vectors)])
    np.save(folder / VECTORS, np.ascontiguousarray(vectors, dtype=np.float32))
    write_json(folder / DOCUMENTS, encode(tuple(piece.stored for piece in pieces), tuple[Stored, ...]))
    write_json(folder / PASSAGES, passages)
    write_json(folder / REGISTER, [item for piece in pieces for item in piece.register])
    generation = generation_id(fingerprint, [piece.stored.digest for piece in pieces])
    counts = {"documents": len(ids), "passages": len(passages), "dimension": vectors.shape[1]}
    write_manifest(folder, Manifest(generation, current_schema(), fingerprint, parts={}, **counts))
    return generation


def _piece(folder: Path, record: Record, offset: int, length: int) -> _Piece:
    name: str | None = None
    if record.source is not None:
        name = folder_name(record.document.id) + source_suffix(record.document.file)
        link_or_copy(record.source, folder / SOURCES / name)
    stored = Stored(record.document, record.unread, record.cautions, digest_of(record), offset, length, name)
    return _Piece(
        stored,
        encode(record.passages, tuple[Passage, ...]),
        encode(record.register, tuple[RegisterItem, ...]),
        record.vectors,
    )


def _child(step: str, folder: Path, on_progress: Progress) -> None:
    """Run one step of corpus/build.py in a process of its own.

    Raises:
        StorageError: the disk is full, read-only, or refuses otherwise.
        IndexUnusable: the step failed, or its process died.
    """
    command = [sys.executable, "-m", "corpus.build", step, str(folder)]
    failure: dict[str, Any] | None = None
    with (
        tempfile.TemporaryFile() as complaints,
        subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=complaints
        ) as process,
    ):
        try:
            for line in process.stdout or ():
                said = json.loads(line)
                if "error" in said:
                    failure = said
                else:
                    on_progress(said["stage"], said["done"], said["total"])
        except BaseException:
            process.kill()
            raise
        process.wait()
        complaints.seek(0)
        complaint = complaints.read().decode(errors="replace").strip().splitlines()
    if failure is not None:
        kind = {"StorageError": errors.StorageError}.get(failure["error"], IndexUnusable)
        raise kind(failure["tried"], on=failure["on"], found=failure["found"], do=failure["do"])
    if process.returncode != 0:
        last = complaint[-1] if complaint else "geen melding"
        raise IndexUnusable(
            "Index bouwen", on=str(folder), found=f"stap {step} stopte met code {process.returncode}: {last}", do=REPORT
        )
