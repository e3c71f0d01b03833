"""A document that an administrator adds or takes away, as a file of the corpus folder.

What comes in is judged here by its name, size and first bytes only: opening it is for the reader, in a process of its
own with limits. Nothing is written over and nothing is thrown away.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from assistant.screen import texts
from assistant.screen.markup import plain
from corpus.errors import BeleidswijzerError, ReadError, StorageError
from corpus.manifest import REMOVED, SUFFIXES, Entry, place_for_uploads, read_corpus

LARGEST = 100_000_000
"""Bytes of one document."""
LONGEST_NAME = 100
"""Bytes of a name without its ending; file systems take 255 with it."""
START = 4096
ARCHIVES = frozenset({".docx", ".docm", ".odt", ".xlsx", ".xlsm"})
"""Endings of files that are a zip archive; every other one but .pdf is text."""
SAME_NAMES = 100


def clean_name(given: str) -> str:
    """Give a file name that is a name and nothing else: no folders, no hidden characters, a known ending.

    Raises:
        ReadError: files with this ending are not read.
    """
    name = unicodedata.normalize("NFC", plain(re.split(r"[/\\]", given)[-1]))
    stem, dot, ending = name.rpartition(".")
    suffix = f".{ending.lower()}" if dot else ""
    if suffix not in SUFFIXES:
        raise refused(given, texts.wrong_ending(suffix), texts.RIGHT_ENDINGS)
    stem = re.sub(r"[^\w() .-]", "-", stem)
    stem = re.sub(r"\s+", " ", stem).strip(" .-").encode()[:LONGEST_NAME].decode(errors="ignore").strip(" .-")
    return f"{stem or texts.NAMELESS}{suffix}"


def check_content(start: bytes, size: int, name: str) -> None:
    """Refuse what is empty, too large, or by its first bytes something else than its name says.

    Args:
        start: the first 4096 bytes.
        size: all bytes.
        name: a cleaned name.

    Raises:
        ReadError: and why.
    """
    suffix = Path(name).suffix
    if size == 0:
        raise refused(name, texts.EMPTY_FILE, texts.FETCH_AGAIN)
    if size > LARGEST:
        raise refused(name, texts.too_large(LARGEST), texts.SPLIT_UP)
    is_pdf, is_archive = b"%PDF-" in start[:1024], start.startswith(b"PK\x03\x04")
    fits = {".pdf": is_pdf}.get(suffix, is_archive if suffix in ARCHIVES else not is_pdf and not is_archive)
    # UTF-16 has a byte of nought in every other place, and says what it is at its start.
    as_text = suffix == ".pdf" or suffix in ARCHIVES or b"\0" not in start or start[:2] in {b"\xff\xfe", b"\xfe\xff"}
    if not fits or not as_text:
        raise refused(name, texts.other_content(suffix), texts.SAVE_AGAIN)


def add(corpus: Path, given: str, content: BinaryIO, size: int) -> Path:
    """Put a document in the corpus folder under a name that is free, and give where.

    Raises:
        ReadError: it is refused.
        StorageError: it cannot be written.
    """
    name = clean_name(given)
    start = content.read(START)
    check_content(start, size, name)
    folder = place_for_uploads(corpus)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = _written(folder, name, start, content)
    except OSError as error:
        raise StorageError(texts.ADDING, on=name, found=str(error.strerror), do=texts.CHECK_DISK) from error
    return path


def _written(folder: Path, name: str, start: bytes, content: BinaryIO) -> Path:
    """Write under a hidden name first, so that an ingest that is at work never meets half a file."""
    hidden = folder / f".{secrets.token_hex(8)}.deel"
    try:
        with hidden.open("xb") as out:
            out.write(start)
            while chunk := content.read(1 << 20):
                out.write(chunk)
        for path in _free_names(folder, name):
            try:
                path.open("xb").close()  # the name is ours, or somebody has it: a rename alone would write over
            except FileExistsError:
                continue
            return hidden.replace(path)
    finally:
        hidden.unlink(missing_ok=True)
    raise FileExistsError(17, texts.NAME_TAKEN)


def _free_names(folder: Path, name: str) -> Iterator[Path]:
    path = folder / name
    yield path
    for number in range(2, SAME_NAMES):
        yield path.with_stem(f"{path.stem}-{number}")


def own_entries(corpus: Path) -> tuple[Entry, ...]:
    """Give the documents that can be taken away here: those that no manifest names and no address gave.

    Raises:
        ManifestError: the folder or its manifest cannot be read.
    """
    return tuple(entry for entry in read_corpus(corpus) if entry.id is None and entry.path.is_file())


def remove(corpus: Path, file: str, now: datetime) -> Path:
    """Move a document out of the corpus into its folder of removed ones, and give where it is now.

    Raises:
        ReadError: there is no such document, or a manifest names it.
        StorageError: it cannot be moved.
    """
    entry = next((one for one in own_entries(corpus) if one.file == file), None)
    if entry is None:
        raise refused(file, texts.NOT_TO_REMOVE, texts.SEE_MANIFEST)
    bin_ = corpus / REMOVED / f"{now:%Y%m%d-%H%M%S-%f}"
    target = bin_ / entry.path.name
    try:
        bin_.mkdir(parents=True)
        return entry.path.rename(target)
    except OSError as error:
        raise StorageError(texts.REMOVING, on=file, found=str(error.strerror), do=texts.CHECK_DISK) from error


def refused(name: str, found: str, do: str) -> BeleidswijzerError:
    """Build the error for a file that is not taken."""
    return ReadError(texts.ADDING, on=plain(name)[-LONGEST_NAME:] or texts.NAMELESS, found=found, do=do)
