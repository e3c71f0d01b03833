"""What was downloaded: the record beside the files, which says where each came from, when, and what it replaces.

The files stand in documents/fetched/ below the corpus folder, the record in fetched.json among them. `python -m ingest
fetch` writes it after every address; reading the corpus uses it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from pydantic import Field, ValidationError

from corpus.errors import ManifestError
from corpus.listed import Entry, Line, Listed, Sha256, Strict

FETCHED = Path("documents") / "fetched"
RECORD = "fetched.json"

FAMILIES = ({".html", ".htm", ".xhtml"}, {".pdf"}, {".docx", ".docm"}, {".md", ".markdown", ".txt"})
"""File endings of one kind: a page takes the place of a page, and never of a PDF that names it as its source."""


class SavedFile(Strict):
    """One file that an address gave.

    `url` is the address that was asked for and `final_url` the one that answered, after redirects. `sha256` is of the
    file; `fetched_on` is the day on which these contents came in, `checked_on` the last on which they were the same.
    """

    file: Line
    url: str
    final_url: str
    sha256: Sha256
    fetched_on: date
    checked_on: date
    content_type: str
    etag: str | None = None
    last_modified: str | None = None


class SavedAddress(Strict):
    """One address: what was known of it when it was fetched, its own file, and a PDF that stands behind it.

    `listed_by` is "manifest", or "sources" for an address from a list that was given to the command: that one goes on
    taking part although no manifest names it.
    """

    source: Listed
    listed_by: str
    files: tuple[SavedFile, ...]


class Unfinished(Strict):
    """A run that was interrupted: when it began and which addresses it had done."""

    started: datetime
    done: tuple[str, ...] = ()


class Record(Strict):
    """All that was fetched, by address."""

    version: int = 1
    unfinished: Unfinished | None = None
    addresses: dict[str, SavedAddress] = Field(default_factory=dict)


def read_record(folder: Path) -> Record:
    """Read the record in a folder of fetched files; an empty one where there is none yet.

    Raises:
        ManifestError: it is damaged, or of a newer program.
    """
    path = folder / RECORD
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Record()
    except (OSError, UnicodeDecodeError) as error:
        raise _unusable(path, str(error)) from error
    try:
        record = Record.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise _unusable(path, f"{first['msg']} ({'.'.join(str(part) for part in first['loc'])})") from error
    if record.version != 1:
        raise _unusable(path, f"versie {record.version} is niet die van dit programma")
    return record


def with_fetched(corpus: Path, entries: Sequence[Entry], listed: Sequence[Listed]) -> Iterator[Entry]:
    """Give `entries` with what was fetched: in the place of the summaries and older pages of the same addresses.

    What is fetched from an address that the manifest no longer names is left out. A fetched file that is gone replaces
    nothing.

    Raises:
        ManifestError: the record of what was fetched cannot be used.
    """
    folder = corpus / FETCHED
    by_url = {one.url: one for one in reversed(listed) if one.url}
    replaced: set[tuple[str, int]] = set()
    found: list[Entry] = []
    for url, saved in read_record(folder).addresses.items():
        source = by_url.get(url) or (saved.source if saved.listed_by == "sources" else None)
        if source is None:
            continue
        for number, one in enumerate(saved.files):
            path = folder / one.file
            if Path(one.file).name == one.file and path.is_file():
                found.append(_entry(source, one, path, behind=number > 0))
                replaced.add((url, _family(path)))
    urls = {url for url, _ in replaced}
    for entry in entries:
        superseded = entry.url in urls if not entry.official else (str(entry.url), _family(entry.path)) in replaced
        if not superseded:
            yield entry
    yield from found


def _entry(source: Listed, saved: SavedFile, path: Path, *, behind: bool) -> Entry:
    """Describe a fetched file by what is known of its address; a PDF behind a page is a document of its own."""
    update: dict[str, object] = {"official": True, "source_date": saved.fetched_on, "sha256": saved.sha256}
    if behind:
        update |= {"id": f"{source.id[:68]}-bijlage-pdf", "title": f"{source.title} (PDF)", "url": saved.url}
    return source.model_copy(update=update).entry(path, (FETCHED / saved.file).as_posix())


def _family(path: Path) -> int:
    return next((n for n, family in enumerate(FAMILIES) if path.suffix.lower() in family), -1)


def _unusable(path: Path, found: str) -> ManifestError:
    return ManifestError(
        "Lijst van opgehaalde pagina’s lezen",
        on=str(path),
        found=found,
        do="Verwijder dit bestand en haal de pagina’s opnieuw op met: python -m ingest fetch",
    )
