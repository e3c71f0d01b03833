"""Writing so that it lasts: whole or not at all, on the disk and not only in its cache; disk errors in our words."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import StorageError

BLOCK = 1 << 20  # bytes read at a time

REFUSALS = {
    errno.ENOSPC: ("de schijf is vol", "Maak ruimte vrij en probeer het opnieuw"),
    errno.EDQUOT: ("de schijfruimte van deze gebruiker is op", "Maak ruimte vrij en probeer het opnieuw"),
    errno.EFBIG: ("een bestand zou groter worden dan hier mag", "Verhoog de limiet (ulimit -f) en probeer het opnieuw"),
    errno.EROFS: ("de schijf is alleen-lezen", "Kies met --index een map waarin geschreven mag worden"),
    errno.EACCES: ("geen toestemming om te schrijven", "Pas de rechten van de map aan, of kies een andere met --index"),
    errno.EPERM: ("geen toestemming om te schrijven", "Pas de rechten van de map aan, of kies een andere met --index"),
    errno.ENOTDIR: ("een deel van het pad is geen map", "Kies met --index een map"),
    errno.EEXIST: ("er staat al iets met die naam", "Kies met --index een andere map"),
}
"""What the disk says, as (what was found, what to do); the published index is never touched by any of it."""

SHORT_WRITE = "requested and"
"""What numpy says, without a number, where it could write a part of an array only."""


@contextmanager
def storage_errors(tried: str, on: Path) -> Iterator[None]:
    """Turn an OSError inside the block into a StorageError.

    Raises:
        StorageError: the disk is full, read-only, or refuses otherwise.
    """
    try:
        yield
    except OSError as error:
        raise storage_error(tried, on, error) from error


def storage_error(tried: str, on: Path, error: OSError) -> StorageError:
    """Give the StorageError that tells what `error` means."""
    unknown = (os.strerror(error.errno) if error.errno else str(error), "Controleer de schijf en probeer het opnieuw")
    number = error.errno
    if number is None and SHORT_WRITE in str(error):
        number = errno.ENOSPC
    found, do = REFUSALS.get(number or 0, unknown)
    return StorageError(tried, on=str(on), found=found, do=f"{do}; de gepubliceerde index is niet veranderd.")


def sha256_of(path: Path) -> str:
    """Give the sha256 of a file's bytes, as 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def copy_hashed(source: Path, target: Path) -> str:
    """Copy a file and give the sha256 of the bytes that were copied, so that what was hashed is what is kept."""
    digest = hashlib.sha256()
    with source.open("rb") as reading, target.open("wb") as writing:
        while block := reading.read(BLOCK):
            digest.update(block)
            writing.write(block)
    return digest.hexdigest()


def link_or_copy(source: Path, target: Path) -> None:
    """Give a file a second name, or a copy where the disk has no hard links."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def sync_file(path: Path) -> None:
    """Wait until a file's bytes are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    """Wait until every file below `folder`, and every folder's list of names, is on the disk."""
    for place, _, names in os.walk(folder, topdown=False):
        for name in names:
            sync_file(Path(place, name))
        sync_file(Path(place))


def replace_text(path: Path, text: str) -> None:
    """Replace a small file so that a reader, or a power cut, finds the old text or the new one and nothing else."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    with temporary.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    sync_file(path.parent)


def remove_tree(folder: Path) -> None:
    """Remove a folder with all in it; what is gone already, or held by another, is left for the next time."""
    shutil.rmtree(folder, ignore_errors=True)


def is_plain_file(path: Path) -> bool:
    """Tell whether `path` is an ordinary file: no folder, pipe, socket or device."""
    return stat.S_ISREG(path.stat().st_mode)
