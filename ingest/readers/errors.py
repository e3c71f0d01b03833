"""The one line that a file gets when it cannot be read."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import ReadError

ANOTHER_COPY = "Open het bestand zelf; lukt dat, sla het dan opnieuw op als PDF of DOCX en probeer het nog eens"


def refused(path: Path, found: str, do: str = ANOTHER_COPY) -> ReadError:
    """Build the error for `path`; `found` says in Dutch what stands in the way."""
    return ReadError("Document lezen", on=path.name, found=found, do=do)
