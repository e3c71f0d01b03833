"""A generation on a Chroma server, for replicas of the app that share no disk.

    beleidswijzer                  labels: which generation is published, and which one was before it
    beleidswijzer-<id>             the vectors, with what they are filtered on
    beleidswijzer-<id>-parts       the generation's other files, cut in pieces
    beleidswijzer-sources          the files that were read, by their sha256

A replica keeps a copy of the files in its own index folder, checked by sha256, and asks the server for neighbours.
Pieces are metadata: Chroma builds a full-text index over documents, which takes 20 times longer (decision 0003).
"""

from __future__ import annotations

import base64
import binascii
import os
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from corpus.chroma import Server
from corpus.codec import decode, read_json
from corpus.errors import IndexMissing
from corpus.files import remove_tree, sha256_of, storage_errors, sync_tree
from corpus.filtering import metadata_of
from corpus.generation import (
    CHROMA,
    DOCUMENTS,
    GENERATIONS,
    MAKE,
    MANIFEST,
    PASSAGES,
    SOURCES,
    VECTORS,
    Pointer,
    Stored,
    check_part,
    damaged,
    folder_of,
    read_manifest,
    read_pointer,
    remove_unread,
    switch,
)
from corpus.types import Passage

PREFIX = "beleidswijzer"
SOURCE_ROWS = f"{PREFIX}-sources"
FETCHING = "fetching"
ABANDONED = 3600.0  # seconds after which a copy that is being fetched is taken for one of a killed process
PIECE = 500_000  # bytes; a request of some 650 kB, far below the 40 MB that the server takes

Progress = Callable[[str, int, int], None]


def vectors_name(generation: str) -> str:
    """Give the name of a generation's collection of vectors."""
    return f"{PREFIX}-{generation}"


def shared_pointer(server: Server, on: str) -> Pointer:
    """Give which generation is published on the server.

    Raises:
        IndexMissing: there is none.
        IndexUnusable: the server does not answer.
    """
    labels = server.labels(PREFIX)
    if not labels.get("generation"):
        raise IndexMissing("Index openen", on=on, found="op deze server staat nog geen index", do=MAKE)
    return Pointer(str(labels["generation"]), str(labels["previous"]) or None)


def upload(server: Server, folder: Path, on_progress: Progress) -> None:
    """Send a published generation to the server; what is there already is not sent again. Nothing points to it yet.

    Raises:
        IndexUnusable: the server does not answer, or refuses.
    """
    manifest = read_manifest(folder)
    stored = decode(read_json(folder / DOCUMENTS), tuple[Stored, ...])
    name = vectors_name(manifest.id)
    if name not in server.names() or server.open(name).count() != manifest.passages:
        documents = {entry.document.id: entry.document for entry in stored}
        passages = decode(read_json(folder / PASSAGES), tuple[Passage, ...])
        server.write_vectors(
            name,
            ids=[passage.id for passage in passages],
            vectors=np.load(folder / VECTORS, allow_pickle=False),
            rows=[metadata_of(passage, documents[passage.document_id]) for passage in passages],
            on_progress=lambda done: on_progress("share", done, manifest.passages),
        )
    there = server.row_ids(f"{name}-parts")
    for part in (*_shared_parts(folder), MANIFEST):  # the manifest last: it vouches for the others
        _send(server, f"{name}-parts", part, folder / part, there)
    kept = server.row_ids(SOURCE_ROWS)
    for entry in stored:
        if entry.source is not None:
            _send(server, SOURCE_ROWS, entry.document.sha256, folder / SOURCES / entry.source, kept)


def point(server: Server, generation: str, *, keep_previous: bool) -> None:
    """Publish a generation that was sent whole, and remove what no longer counts: all but it and the one before."""
    labels = server.labels(PREFIX)
    before = labels.get("previous") if labels.get("generation") == generation else labels.get("generation")
    server.set_labels(PREFIX, {"generation": generation, "previous": str(before or "")})
    keep = {
        f"{vectors_name(i)}{end}"
        for i in (generation, before if keep_previous else None)
        if i
        for end in ("", "-parts")
    }
    for name in server.names():
        if name.startswith(f"{PREFIX}-") and name not in {*keep, SOURCE_ROWS}:
            server.delete(name)


def forget_sources(server: Server, index: Path, generation: str) -> None:
    """Remove the sources of documents that are not in the published generation."""
    stored = decode(read_json(folder_of(index, generation) / DOCUMENTS), tuple[Stored, ...])
    wanted = {entry.document.sha256 for entry in stored}
    gone = [row for row in server.row_ids(SOURCE_ROWS) if row.split("|")[0] not in wanted]
    if gone:
        server.delete_rows(SOURCE_ROWS, gone)


def follow(server: Server, index: Path, on: str) -> None:
    """Make the local copy the server's published generation: fetched where it is not there, checked, pointed to.

    Raises:
        IndexMissing: the server has none.
        IndexUnusable: the server does not answer, or what it has is not whole.
        StorageError: the local disk refuses.
    """
    generation = shared_pointer(server, on).generation
    with storage_errors("Index ophalen", index):
        if not (folder_of(index, generation) / MANIFEST).is_file():
            _download(server, index, generation)
        switch(index, generation)
        remove_unread(index, keep=(generation, read_pointer(index).previous))


def bring_source(server: Server, sha256: str, target: Path) -> None:
    """Fetch the file that was read for a document.

    Raises:
        IndexUnusable: the server does not have it, or not whole.
        StorageError: the local disk refuses.
    """
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    with storage_errors("Bronbestand ophalen", target):
        target.parent.mkdir(exist_ok=True)
        _receive(server, SOURCE_ROWS, sha256, temporary)
        if sha256_of(temporary) != sha256:
            temporary.unlink()
            raise damaged(target, "het bronbestand op de server is veranderd")
        temporary.replace(target)


def _download(server: Server, index: Path, generation: str) -> None:
    root = index / FETCHING
    root.mkdir(parents=True, exist_ok=True)
    for left in root.iterdir():
        if time.time() - left.stat().st_mtime > ABANDONED:
            remove_tree(left)
    building = root / f"{generation}-{os.getpid()}"
    remove_tree(building)
    building.mkdir()
    try:
        rows = f"{vectors_name(generation)}-parts"
        _receive(server, rows, MANIFEST, building / MANIFEST)
        manifest = read_manifest(building)
        for part in manifest.parts:
            if not part.startswith(f"{CHROMA}/"):
                (building / part).parent.mkdir(exist_ok=True)
                _receive(server, rows, part, building / part)
                check_part(building, manifest, part)
        sync_tree(building)
        (index / GENERATIONS).mkdir(exist_ok=True)
        if not folder_of(index, generation).exists():  # another process of this replica may have been quicker
            building.rename(folder_of(index, generation))
    finally:
        remove_tree(building)


def _shared_parts(folder: Path) -> list[str]:
    return [name for name in read_manifest(folder).parts if not name.startswith(f"{CHROMA}/")]


def _send(server: Server, rows: str, name: str, path: Path, there: set[str]) -> None:
    """Send a file in pieces; the first piece goes last and says how many there are."""
    content = path.read_bytes()
    pieces = [content[start : start + PIECE] for start in range(0, len(content), PIECE)] or [b""]
    if _row_id(name, 0) in there:
        return
    for number in reversed(range(len(pieces))):
        piece = {"pieces": len(pieces), "bytes": base64.b85encode(pieces[number]).decode()}
        server.write_row(rows, _row_id(name, number), piece)


def _receive(server: Server, rows: str, name: str, path: Path) -> None:
    with path.open("wb") as file:
        number, pieces = 0, 1
        while number < pieces:
            row = server.read_row(rows, _row_id(name, number))
            try:
                if row is None:
                    raise damaged(path, "er ontbreekt een deel op de server")
                pieces = int(row["pieces"])
                file.write(base64.b85decode(row["bytes"]))
            except (KeyError, ValueError, TypeError, binascii.Error) as error:
                raise damaged(path, "een deel op de server is onleesbaar") from error
            number += 1


def _row_id(name: str, number: int) -> str:
    return f"{name}|{number:06d}"
