"""The index's front door: publish a generation, open the published one, follow it as it changes.

Opening checks the sha256 of every part and gives Chroma a private copy: a damaged folder can end the process that
opens it, and Chroma writes even where it only reads (docs/decisions/0003-index-generations.md).
"""

from __future__ import annotations

import fcntl
import logging
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path

from corpus import chroma
from corpus.errors import IndexMissing, IndexUnusable, StorageError
from corpus.files import BLOCK, remove_tree, storage_errors
from corpus.generation import (
    CHROMA,
    CURRENT,
    GENERATIONS,
    MAKE,
    MANIFEST,
    Manifest,
    Pointer,
    check_fits,
    check_part,
    damaged,
    folder_of,
    hold,
    read_manifest,
    read_pointer,
)
from corpus.opened import Index
from corpus.publish import publish
from corpus.settings import Settings
from corpus.shared import bring_source, follow, shared_pointer, vectors_name

__all__ = ["CurrentIndex", "Index", "open_folder", "open_index", "publish"]

log = logging.getLogger(__name__)

Stamp = tuple[int, int, int] | str | None
"""What changes when another generation is published: of the file CURRENT, or the generation's own name."""

PRIVATE = "beleidswijzer-"  # the name of a private copy below the folder for temporary files
HELD = "held"  # the file in it that its process locks
FRESH = 60.0  # seconds in which another process may not have locked its copy yet
POLL = 5.0  # seconds between two questions to a server which generation it has published
RACES = 5  # times that a generation may be removed between reading CURRENT and opening it


def open_index(settings: Settings, *, fingerprint: str | None = None) -> Index:
    """Open the published generation, or the newest whole one where that is damaged (and say so).

    Args:
        settings: where the index is; with a `chroma_url`, the server's generation is copied there first.
        fingerprint: the model that will make the questions' vectors; None to accept any.

    Raises:
        IndexMissing: nothing was published yet.
        IndexUnusable: no generation is whole, or another model or schema made the published one.
        StorageError: there is no room for Chroma's private copy.
    """
    for _ in range(RACES):
        try:
            if settings.chroma_url:
                return _open_shared(settings.index, settings.chroma_url, fingerprint)
            return _open_published(settings.index, fingerprint)
        except FileNotFoundError:
            time.sleep(0.05)  # it was replaced and removed this moment; CURRENT names a newer one
    raise IndexUnusable("Index openen", on=str(settings.index), found="de gepubliceerde generatie ontbreekt", do=MAKE)


def open_folder(folder: Path, *, fingerprint: str | None = None, server: chroma.Server | None = None) -> Index:
    """Check and open one generation; with a server, its vectors are asked there, and closing it closes the server.

    Raises:
        IndexUnusable: it is damaged, or another model or schema made it.
        StorageError: there is no room for Chroma's private copy.
        FileNotFoundError: it is not there, or is being removed.
    """
    if not folder.is_dir():
        raise FileNotFoundError(str(folder))
    manifest = read_manifest(folder)
    check_fits(folder, manifest, fingerprint)
    with ExitStack() as stack:
        # The lock on the manifest keeps the generation from being removed; a killed process lets go of it.
        stack.callback(os.close, hold(folder))
        for name in manifest.parts:
            if not name.startswith(f"{CHROMA}/"):
                check_part(folder, manifest, name)
        if server is not None:
            collection = server.open(vectors_name(manifest.id))
            bring = partial(bring_source, server)
            return Index(
                folder, manifest, collection=collection, bring=bring, release=_all(stack.pop_all().close, server.close)
            )
        private = _Private()
        stack.callback(private.remove)
        collection = chroma.open_folder(private.copy(folder, manifest))
        stack.callback(collection.close)
        return Index(folder, manifest, collection=collection, release=stack.pop_all().close)


class CurrentIndex:
    """The published index as it is now: moves to a new generation without a restart. Safe to use from several threads.

    An index that was handed out stays open for as long as it is held.
    """

    def __init__(self, settings: Settings, fingerprint: str | None = None, *, poll: float = POLL) -> None:
        """Follow the index of `settings`, with vectors of the model `fingerprint`; nothing is opened yet.

        A server is asked what it has published once in `poll` seconds; a folder is looked at each time.
        """
        self._settings = settings
        self._fingerprint = fingerprint
        self._lock = threading.Lock()
        self._index: Index | None = None
        self._seen: Stamp = None
        self._poll = poll
        self._asked: tuple[float, Stamp] = (-poll, None)

    def get(self) -> Index:
        """Give the published index; one that cannot be opened leaves the one before it in use, with a log line.

        Raises:
            IndexMissing: nothing was published yet.
            IndexUnusable: the published index cannot be used and none was open yet.
            StorageError: there is no room to open it.
        """
        index = self._index
        if index is not None and (self._seen == self._stamp() or not self._lock.acquire(blocking=False)):
            return index  # the newest, or another thread is opening the newest at this moment
        if index is None:
            self._lock.acquire()
        try:
            return self._move()
        finally:
            self._lock.release()

    def _move(self) -> Index:
        stamp = self._stamp()
        if self._index is not None and self._seen == stamp:
            return self._index
        try:
            self._index = open_index(self._settings, fingerprint=self._fingerprint)
        except (IndexMissing, IndexUnusable, StorageError) as error:
            if self._index is None:
                raise
            log.warning("De nieuwe index is niet te gebruiken; de vorige blijft in gebruik. %s", error)
        self._seen = stamp
        return self._index

    def _stamp(self) -> Stamp:
        """Give what changes when another generation is published; a server is asked for it once in `poll` seconds."""
        if self._settings.chroma_url is None:
            return _stamp_of(self._settings.index / CURRENT)
        asked, stamp = self._asked
        if time.monotonic() - asked >= self._poll:
            self._asked = (time.monotonic(), stamp)  # first, so that other threads do not ask the same
            self._asked = (time.monotonic(), _shared_stamp(self._settings.chroma_url, stamp))
        return self._asked[1]


def _stamp_of(path: Path) -> Stamp:
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_ino, found.st_mtime_ns, found.st_size)


def _shared_stamp(url: str, known: Stamp) -> Stamp:
    """Give the generation that a server has published, or what was known where it does not answer."""
    try:
        server = chroma.Server(url)
        try:
            return shared_pointer(server, url).generation
        finally:
            server.close()
    except (IndexMissing, IndexUnusable):
        return known


def _open_shared(index: Path, url: str, fingerprint: str | None) -> Index:
    """Open the server's generation from the local copy of its files; a damaged copy is fetched anew."""
    server = chroma.Server(url)
    try:
        follow(server, index, url)
        folder = folder_of(index, read_pointer(index).generation)
        check_fits(folder, read_manifest(folder), fingerprint)
        try:
            return open_folder(folder, fingerprint=fingerprint, server=server)
        except IndexUnusable as error:
            log.warning("%s De kopie wordt opnieuw opgehaald.", error)
            remove_tree(folder)
            follow(server, index, url)
            return open_folder(folder, fingerprint=fingerprint, server=server)
    except BaseException:
        server.close()
        raise


def _all(*calls: Callable[[], None]) -> Callable[[], None]:
    def run() -> None:
        for call in calls:
            call()

    return run


def _open_published(index: Path, fingerprint: str | None) -> Index:
    """Open the published generation, or where it or the pointer is damaged the latest one that is whole and fits."""
    problem: IndexUnusable | None = None
    pointer: Pointer | None = None
    try:
        pointer = read_pointer(index)
    except IndexUnusable as error:
        problem = error
    for folder in _candidates(index, pointer):
        try:
            manifest = read_manifest(folder)
        except IndexUnusable as error:
            problem = problem or error
            continue
        if problem is None:
            check_fits(folder, manifest, fingerprint)  # another model or version is no damage: no falling back
        try:
            opened = open_folder(folder, fingerprint=fingerprint)
        except IndexUnusable as error:
            problem = problem or error
            continue
        if problem is not None:
            opened.warning = f"{problem.found}; een eerdere versie van de index is in gebruik. {MAKE}"
            log.warning("%s Een eerdere generatie is in gebruik: %s", problem, opened.generation)
        return opened
    raise problem or IndexUnusable("Index openen", on=str(index), found="er is geen generatie", do=MAKE)


def _candidates(index: Path, pointer: Pointer | None) -> Iterator[Path]:
    """Give the published generation's folder, then those to fall back on, the latest first."""
    known = [folder_of(index, name) for name in (pointer.generation, pointer.previous) if name] if pointer else []
    yield from known[:1]
    root = index / GENERATIONS
    others = [f for f in root.iterdir() if (f / MANIFEST).is_file() and f not in known] if root.is_dir() else []
    later = sorted(others, key=lambda folder: folder.stat().st_mtime, reverse=True)
    yield from (folder for folder in (*known[1:], *later) if folder.is_dir())


class _Private:
    """A folder for temporary files that is this process's alone, and known to be in use for as long as it is held."""

    def __init__(self) -> None:
        place = Path(tempfile.gettempdir())
        _remove_abandoned(place)
        with storage_errors("Index openen", place):
            self.folder = Path(tempfile.mkdtemp(prefix=PRIVATE))
            self._held = os.open(self.folder / HELD, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(self._held, fcntl.LOCK_EX)

    def copy(self, folder: Path, manifest: Manifest) -> Path:
        """Copy the Chroma part of a generation and see that the copy is what the manifest says."""
        for name in manifest.parts:
            if name.startswith(f"{CHROMA}/"):
                target = self.folder / name
                with storage_errors("Index openen", self.folder):
                    target.parent.mkdir(parents=True, exist_ok=True)
                try:
                    source = (folder / name).open("rb")
                except OSError as error:
                    raise damaged(folder, f"{name} is niet te lezen ({error.strerror})") from error
                with source, storage_errors("Index openen", self.folder), target.open("wb") as copy:
                    shutil.copyfileobj(source, copy, BLOCK)
                check_part(folder, manifest, name, at=target)
        return self.folder / CHROMA

    def remove(self) -> None:
        """Remove the folder."""
        remove_tree(self.folder)
        os.close(self._held)


def _remove_abandoned(place: Path) -> None:
    """Remove private copies of processes that were killed."""
    for folder in place.glob(f"{PRIVATE}*"):
        with suppress(OSError):
            if folder.stat().st_uid != os.getuid() or time.time() - folder.stat().st_mtime < FRESH:
                continue
            handle = os.open(folder / HELD, os.O_RDWR)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                remove_tree(folder)
            finally:
                os.close(handle)
