"""One file to all that is known of it but for its vectors: read, cleaned, described, cut and registered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from corpus.errors import ReadError
from corpus.listed import Entry
from corpus.types import ReadDocument
from ingest.clean import clean
from ingest.describe import describe
from ingest.passages import passages
from ingest.readers import read
from ingest.register import register


def read_document(
    path: Path,
    entry: Entry,
    sha256: str,
    *,
    on_page: Callable[[int, bool], None] | None = None,
    on_step: Callable[[str], None] = lambda _: None,
) -> ReadDocument:
    """Read the file at `path`, which is `entry`'s or a copy of it; in an ingest this runs in a limited child process.

    Args:
        path: the file.
        entry: what is known of it beforehand.
        sha256: of its bytes.
        on_page: see `ingest.readers.read`.
        on_step: told the name of each step, in Dutch.

    Raises:
        ReadError: the file cannot be read, or holds no text.
    """
    on_step("lezen")
    raw = read(path, on_page=on_page)
    on_step("opschonen")
    cleaned = clean(raw)
    on_step("beschrijven")
    document = describe(entry, cleaned, sha256)
    on_step("in passages delen")
    reading = passages(document, cleaned)
    if not reading.passages:
        unread = f": {cleaned.unread[0]}" if cleaned.unread else ""
        found = f"er staat geen leesbare tekst in{unread}"
        raise ReadError("Document lezen", on=entry.file, found=found, do="Maak er een bestand met tekst van")
    on_step("register maken")
    return ReadDocument(
        document=document,
        pages=cleaned.pages,
        passages=reading.passages,
        remainders=reading.remainders,
        register=register(document, cleaned, reading.passages),
        unread=cleaned.unread,
        cautions=cleaned.cautions,
    )
