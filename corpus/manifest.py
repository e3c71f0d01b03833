"""The corpus folder: which files take part, and what is known of each before it is read.

A folder with a manifest.toml says so itself: every [[document]] has a file below documents/, or an address to download,
or both. A folder without one is read as it is: every file below it of a kind that can be read. Either way, what
`python -m ingest fetch` saved takes part, and takes the place of our summary of the same address.
"""

from __future__ import annotations

import os
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from corpus.errors import ManifestError
from corpus.types import DocumentType, Period

MANIFEST = "manifest.toml"
DOCUMENTS = "documents"
FETCHED = "fetched"

SUFFIXES = frozenset({".pdf", ".docx", ".html", ".htm", ".xhtml", ".md", ".markdown", ".txt"})
"""File endings of the kinds that can be read, in lower case."""

MAKE_RIGHT = "Verbeter het manifest"

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,79}$")]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Year = Annotated[int, Field(ge=1800, le=2999)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


@dataclass(frozen=True, slots=True)
class Entry:
    """One file that takes part. What is None is unknown yet, and read from the document itself.

    `file` is the path below the corpus folder, with "/" and only characters that can be written down; `path` is where
    it is, which a missing file is not. `official` is False for a summary in our own words. `source_date` is the day
    (ISO 8601) on which it was downloaded. `sha256` is what the file's bytes should give.
    """

    path: Path
    file: str
    id: str | None = None
    title: str | None = None
    municipality: str | None = None
    type: DocumentType | None = None
    year: int | None = None
    period: Period | None = None
    status: str | None = None
    publisher: str | None = None
    url: str | None = None
    official: bool = True
    source_date: str | None = None
    theme: str | None = None
    sha256: str | None = None


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PeriodLine(_Strict):
    """A period in the manifest: `{ start = 2020-01-01, end = 2020-06-30 }`, both days included."""

    start: date
    end: date

    @model_validator(mode="after")
    def _forward(self) -> Self:
        if self.start > self.end:
            raise ValueError("de periode begint na haar einde")
        return self

    def period(self) -> Period:
        """Give it as the rest of the program has it."""
        return Period(int(f"{self.start:%Y%m%d}"), int(f"{self.end:%Y%m%d}"))


class Listed(_Strict):
    """One [[document]] of a manifest, or one line of a list of sources, as it was written."""

    id: Slug
    title: Line
    file: Line | None = None
    municipality: Line | None = None
    type: DocumentType | None = None
    year: Year | None = None
    period: PeriodLine | None = None
    status: Line | None = None
    publisher: Line | None = None
    url: Line | None = None
    official: bool | None = None
    source_date: date | None = None
    theme: Line | None = None
    sha256: Sha256 | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.file is None and self.url is None:
            raise ValueError("er staat geen file en geen url")
        if self.file is not None and self.official is None:
            raise ValueError("bij een file hoort official = true of false")
        if self.file is None and self.official is False:
            raise ValueError("zonder file kan official niet false zijn")
        if self.url is not None and (
            urlsplit(self.url).scheme not in {"http", "https"} or not urlsplit(self.url).netloc
        ):
            raise ValueError("url is geen adres dat met http:// of https:// begint")
        return self

    def entry(self, path: Path, file: str) -> Entry:
        """Give the entry for the file at `path`."""
        return Entry(
            path=path,
            file=file,
            id=self.id,
            title=self.title,
            municipality=self.municipality,
            type=self.type,
            year=self.year,
            period=self.period.period() if self.period else None,
            status=self.status,
            publisher=self.publisher,
            url=self.url,
            official=self.official is not False,
            source_date=self.source_date.isoformat() if self.source_date else None,
            theme=self.theme,
            sha256=self.sha256,
        )


class _Defaults(_Strict):
    municipality: Line | None = None
    publisher: Line | None = None


class _Manifest(_Strict):
    defaults: _Defaults = _Defaults()
    document: tuple[Listed, ...] = ()


def read_corpus(folder: Path) -> tuple[Entry, ...]:
    """Give the entries of a corpus folder, in order of their files.

    A file that the manifest names but that is not there keeps its entry: reading it fails, and only it.

    Raises:
        ManifestError: there is no such folder, or the manifest cannot be used; the message names entry and field.
    """
    folder = folder.resolve()
    if not folder.is_dir():
        found = "dit is geen map" if folder.exists() else "deze map bestaat niet"
        raise ManifestError("Corpus lezen", on=str(folder), found=found, do="Geef met --corpus een map met documenten")
    manifest = folder / MANIFEST
    if not manifest.is_file():
        return tuple(_entries_without_manifest(folder))
    listed = read_manifest(manifest)
    return tuple(sorted((_entry(folder, one) for one in listed if one.file is not None), key=lambda e: e.file))


def read_manifest(path: Path) -> tuple[Listed, ...]:
    """Read a manifest: its documents in the order written, with the defaults filled in.

    Raises:
        ManifestError: it is no TOML, or an entry is not valid; the message names entry and field.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ManifestError(
            "Manifest lezen", on=str(path), found=f"geen leesbare TOML ({error})", do=MAKE_RIGHT
        ) from error
    try:
        manifest = _Manifest.model_validate(table)
    except ValidationError as error:
        raise ManifestError("Manifest lezen", on=str(path), found=_explained(error, table), do=MAKE_RIGHT) from error
    _refuse_twice(path, [("id", one.id) for one in manifest.document])
    _refuse_twice(path, [("file", one.file) for one in manifest.document if one.file])
    _refuse_twice(path, [("url", one.url) for one in manifest.document if one.url and not one.file])
    defaults = manifest.defaults
    return tuple(
        one.model_copy(
            update={
                "municipality": one.municipality or defaults.municipality,
                "publisher": one.publisher or defaults.publisher,
            }
        )
        for one in manifest.document
    )


def _entry(folder: Path, listed: Listed) -> Entry:
    """Find a listed file, which must lie below the documents folder, also after following links."""
    documents = folder / DOCUMENTS
    path = documents / str(listed.file)
    if not path.resolve().is_relative_to(documents.resolve()) or Path(str(listed.file)).is_absolute():
        found = f"document '{listed.id}', veld 'file': {listed.file} ligt buiten de map {DOCUMENTS}"
        raise ManifestError("Manifest lezen", on=str(folder / MANIFEST), found=found, do=MAKE_RIGHT)
    return listed.entry(path, writable(path.relative_to(folder)))


def _entries_without_manifest(folder: Path) -> Iterator[Entry]:
    """Give every file its name; two that differ only in how an accent is written keep their own spelling."""
    found: dict[str, Path] = {}
    for path in sorted(_files_below(folder)):
        file = writable(path.relative_to(folder))
        found[file if file not in found else path.relative_to(folder).as_posix()] = path
    for file, path in sorted(found.items()):
        yield Entry(path=path, file=file)


def _files_below(folder: Path) -> Iterator[Path]:
    """Find every file that can be read; links are not followed: what they point to inside is found by itself.

    A folder that may not be opened is given in the place of its files, so that it is reported.
    """
    unopened: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=lambda error: unopened.append(Path(str(error.filename)))):
        inside = Path(place)
        folders[:] = [
            name for name in folders if not name.startswith(".") and inside / name != folder / DOCUMENTS / FETCHED
        ]
        for name in names:
            path = inside / name
            if not name.startswith((".", "~$")) and path.suffix.lower() in SUFFIXES and not path.is_symlink():
                yield path
    yield from unopened


def writable(path: Path) -> str:
    """Give a relative path with "/" that is the same on every machine and can be written as UTF-8."""
    return unicodedata.normalize("NFC", os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace"))


def _explained(error: ValidationError, table: dict[str, object]) -> str:
    """Say which entry and which field, and what is wrong, of the first error; and how many there are."""
    first = error.errors(include_url=False)[0]
    place = [part for part in first["loc"] if part != "document"]
    where = []
    documents = table.get("document")
    if "document" in first["loc"] and place and isinstance(place[0], int) and isinstance(documents, list):
        number = int(place.pop(0))
        one = documents[number]
        name = f" '{one['id']}'" if isinstance(one, dict) and isinstance(one.get("id"), str) else ""
        where.append(f"document {number + 1}{name}")
    if place:
        where.append("veld '" + ".".join(str(part) for part in place) + "'")
    more = f" (en nog {error.error_count() - 1})" if error.error_count() > 1 else ""
    return f"{', '.join(where) or 'het geheel'}: {_in_dutch(first['type'], first['msg'])}{more}"


def _in_dutch(kind: str, message: str) -> str:
    """Say the common errors in Dutch; a rare one keeps pydantic's words."""
    own = re.sub(r"^Value error, ", "", message)
    known = {
        "missing": "ontbreekt",
        "extra_forbidden": "dit veld bestaat niet",
        "string_pattern_mismatch": "heeft niet de goede vorm",
        "string_type": "moet tekst zijn",
        "string_too_short": "is leeg",
        "int_type": "moet een getal zijn",
        "int_parsing": "moet een getal zijn",
        "bool_parsing": "moet true of false zijn",
        "bool_type": "moet true of false zijn",
        "enum": "moet een van deze zijn: " + ", ".join(DocumentType),
    }
    return known.get(kind, own)


def _refuse_twice(path: Path, values: Sequence[tuple[str, str]]) -> None:
    seen: set[str] = set()
    for field, value in values:
        if value in seen:
            found = f"veld '{field}': '{value}' staat er twee keer"
            raise ManifestError("Manifest lezen", on=str(path), found=found, do=MAKE_RIGHT)
        seen.add(value)
