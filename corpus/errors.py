"""Every error that the program raises on purpose.

    BeleidswijzerError
    ├── SettingsError      a setting or option that cannot be used
    ├── ManifestError      corpus/manifest.toml, or an entry in it
    ├── ReadError          one document that could not be read; the others go on
    ├── FetchError         one address that could not be downloaded; the others go on
    ├── ModelError         an embedding or chat model that could not be loaded or used
    ├── IndexMissing       there is no published index
    ├── IndexUnusable      there is one, but it is broken, foreign, or made by another model or schema
    ├── IngestBusy         another ingest holds the lock
    └── StorageError       the disk refuses: full, read-only, no permission

Each message is one line: what was tried, on what, what was found, what to do.
"""

from __future__ import annotations


class BeleidswijzerError(Exception):
    """The root of every error that is meant for the person at the keyboard."""

    def __init__(self, tried: str, *, on: str, found: str, do: str) -> None:
        """Build the one line that a user reads.

        Args:
            tried: what the program was doing, as a Dutch noun phrase or clause ("Index openen").
            on: the file, address or setting it was doing it to.
            found: what it found instead of what it needed.
            do: what the user can do about it.
        """
        self.tried, self.on, self.found, self.do = (one_line(part) for part in (tried, on, found, do))
        super().__init__(f"{self.tried} ({self.on}): {self.found}. {self.do}")


def one_line(text: str) -> str:
    """Give `text` on one line, without control characters, so that a file's name cannot forge output."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split()).rstrip(".")


class SettingsError(BeleidswijzerError):
    """A setting or command-line option that cannot be used."""


class ManifestError(BeleidswijzerError):
    """The manifest, or an entry in it, is not valid."""


class ReadError(BeleidswijzerError):
    """One document could not be read; the other documents go on."""


class FetchError(BeleidswijzerError):
    """One address could not be downloaded; the other addresses go on."""


class ModelError(BeleidswijzerError):
    """An embedding or chat model could not be loaded or used."""


class IndexMissing(BeleidswijzerError):
    """There is no published index yet."""


class IndexUnusable(BeleidswijzerError):
    """The published index is broken, foreign, or made by another model or schema."""


class IngestBusy(BeleidswijzerError):
    """Another ingest is writing to this index."""


class StorageError(BeleidswijzerError):
    """The disk refuses: full, read-only, or no permission."""
