"""Looks into a Word or OpenDocument file before anything opens it."""

from __future__ import annotations

import zipfile
from pathlib import Path

from ingest.readers.errors import refused

MAX_UNPACKED = 300_000_000
MAX_RATIO = 200
"""Word's own XML packs to about one tenth; a bomb to one thousandth."""
MAX_FILES = 5_000


def gate(path: Path) -> None:
    """Refuse an archive that unpacks out of proportion, or XML that defines entities, before anything opens it."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            unpacked = sum(e.file_size for e in entries)
            packed = max(sum(e.compress_size for e in entries), 1)
            if (
                len(entries) > MAX_FILES
                or unpacked > MAX_UNPACKED
                or (unpacked > 20_000_000 and unpacked / packed > MAX_RATIO)
            ):
                raise refused(path, f"het bestand pakt uit tot {unpacked // 1_000_000} MB; dat lijkt een zipbom")
            for entry in entries:
                if entry.filename.endswith((".xml", ".rels")):
                    with archive.open(entry) as part:
                        if b"<!DOCTYPE" in part.read(4096):
                            raise refused(path, "er staat een DOCTYPE in het bestand; dat hoort daar niet")
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise refused(path, "het bestand is een beschadigd of versleuteld archief") from error
