"""One file to what is stored of it, but for its vectors: copied and hashed here, read by a limited child process."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

from corpus import instructions
from corpus.errors import ReadError
from corpus.files import copy_hashed, is_plain_file, sha256_of
from corpus.manifest import DOCUMENTS, Entry
from corpus.store import SCHEMA
from corpus.types import ReadDocument

MAX_BYTES = 200 * 1024 * 1024  # 5,000 scanned pages; nothing in a municipality's policy cycle comes near
LIBRARIES = tuple(
    "pypdf pypdfium2 pdfplumber pdfminer.six python-docx openpyxl lxml markdown-it-py ftfy wordfreq".split()
)
RUNNING = frozenset(
    """__main__.py deferred.py editions.py lock.py pipeline.py progress.py report.py
    addresses.py contents.py download.py fetch.py fetch_report.py links.py robots.py sources.py""".split()
)
"""Modules of ingest that do not decide what is read; all others do, and a change in one reads everything anew."""

TOOLS = ("tesseract", "ocrmypdf")


class Reader(Protocol):
    """What reads a file; in an ingest that is the limited child process."""

    def read(self, path: Path, entry: Entry, sha256: str, *, on_step: Callable[[str], None]) -> ReadDocument:
        """Read one file; raises ReadError."""
        ...


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document that waits for its vectors; `source` is the private copy that was read."""

    key: str
    read: ReadDocument
    source: Path


def name_of(entry: Entry) -> str:
    """Give the name under which people know a document's file: its place below the documents folder."""
    return entry.file.removeprefix(f"{DOCUMENTS}/") if entry.id else entry.file  # as Document.file has it


def hash_of(entry: Entry, corpus: Path) -> str:
    """Give the sha256 of an entry's file.

    Raises:
        ReadError: it is not there, is no ordinary file, is too large, or lies outside the corpus folder.
        OSError: it cannot be read.
    """
    if not entry.path.resolve().is_relative_to(corpus.resolve()):
        raise _refused(entry, "de verwijzing wijst buiten de documentenmap", "Zet het bestand zelf in de map")
    if not entry.path.exists():
        raise _refused(entry, "het bestand bestaat niet", "Zet het terug, of haal het uit het manifest")
    if not is_plain_file(entry.path):
        raise _refused(entry, "dit is geen gewoon bestand", "Zet er een document neer")
    size = entry.path.stat().st_size
    if size > MAX_BYTES:
        limit = f"{size // 2**20} MB is meer dan {MAX_BYTES // 2**20} MB"
        raise _refused(entry, f"het bestand is te groot: {limit}", "Splits het bestand")
    if size == 0:
        raise _refused(entry, "het bestand is leeg", "Sla het opnieuw op")
    digest = sha256_of(entry.path)
    if entry.sha256 is not None and entry.sha256 != digest:
        found = "de inhoud is een andere dan het manifest zegt (sha256)"
        raise _refused(entry, found, "Herstel het bestand, of werk het manifest bij")
    return digest


def key_of(entry: Entry, sha256: str, fingerprint: str) -> str:
    """Give the key of the stored record: a sha256 of all that decides it."""
    known = {f.name: str(getattr(entry, f.name)) for f in fields(entry) if f.name not in {"path", "sha256"}}
    decides = [SCHEMA, reading_version(), fingerprint, sha256, sorted(known.items())]
    return hashlib.sha256(json.dumps(decides).encode()).hexdigest()


@cache
def reading_version() -> str:
    """Give a digest of the code, the wordings and the libraries that read documents."""
    folder = Path(__file__).parent
    digest = hashlib.sha256(json.dumps([version(name) for name in LIBRARIES]).encode())
    digest.update(Path(instructions.__file__).read_bytes() + instructions.WORDINGS.read_bytes())
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in {".py", ".toml", ".txt", ".json"} and path.name not in RUNNING:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def tools() -> str:
    """Name the programs for scanned pages that this machine has; with others, an unread page may become readable."""
    return " ".join(name for name in TOOLS if shutil.which(name))


def prepare(
    entry: Entry, reader: Reader, *, folder: Path, fingerprint: str, on_step: Callable[[str], None]
) -> Prepared:
    """Read a file into what is stored of it; `folder` is private and holds the copy that is read.

    What is hashed is what is read is what is kept, also where the file changes meanwhile. `on_step` is told each step.

    Raises:
        ReadError: the file cannot be read, or holds no text.
        OSError: it is gone, or the copy cannot be written.
    """
    on_step("kopiëren")
    copy = folder / entry.path.name
    sha256 = copy_hashed(entry.path, copy)
    found = reader.read(copy, entry, sha256, on_step=on_step)
    return Prepared(key_of(entry, sha256, fingerprint), found, copy)


def _refused(entry: Entry, found: str, do: str) -> ReadError:
    return ReadError("Document lezen", on=entry.file, found=found, do=do)
