"""The one line that a file gets when it cannot be read."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import ReadError

MAX_PIECES = 100_000
"""Blocks and cells of one document: a programme budget of 500 pages has some 30,000."""
MAX_CHARACTERS = 12_000_000
"""Characters of one document: some 4,000 full pages."""
ANOTHER_COPY = "Open het bestand zelf; lukt dat, sla het dan opnieuw op als PDF of DOCX en probeer het nog eens"


def refused(path: Path, found: str, do: str = ANOTHER_COPY) -> ReadError:
    """Build the error for `path`; `found` says in Dutch what stands in the way."""
    return ReadError("Document lezen", on=path.name, found=found, do=do)


class TooLarge(Exception):
    """A file holds far more text than a document can; `read` makes a ReadError of it."""
