"""The corpus folder: which files take part, and what is known of each before it is read.

A folder with a manifest.toml says so itself: every [[document]] has a file below documents/, or an address to download,
or both. A folder without one is read as it is: every file below it of a kind that can be read. Either way, what
`python -m ingest fetch` saved takes part, and takes the place of our summary of the same address; and so does what an
administrator added on the web page, which stands in documents/uploaded/ where there is a manifest.
"""

from __future__ import annotations

import os
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import Path

from pydantic import ValidationError

from corpus.errors import ManifestError
from corpus.fetched import FETCHED, with_fetched
from corpus.listed import Entry, Line, Listed, Strict
from corpus.types import DocumentType

__all__ = [
    "DOCUMENTS",
    "MANIFEST",
    "SUFFIXES",
    "UPLOADED",
    "Entry",
    "Listed",
    "place_for_uploads",
    "read_corpus",
    "read_manifest",
]

MANIFEST = "manifest.toml"
DOCUMENTS = "documents"
UPLOADED = Path(DOCUMENTS) / "uploaded"
REMOVED = ".removed"
"""Where the web page moves a document that is taken away; its name keeps it from being read."""

SUFFIXES = frozenset(
    {".pdf", ".docx", ".docm", ".odt", ".xlsx", ".xlsm", ".html", ".htm", ".xhtml", ".md", ".markdown", ".txt"}
)
"""File endings of the kinds that can be read, in lower case."""

MAKE_RIGHT = "Verbeter het manifest"


class _Defaults(Strict):
    municipality: Line | None = None
    publisher: Line | None = None


class _Manifest(Strict):
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
    listed = read_manifest(manifest) if manifest.is_file() else ()
    if manifest.is_file():
        entries = tuple(_entry(folder, one) for one in listed if one.file is not None)
        entries += tuple(_uploaded(folder, {entry.path for entry in entries}))
    else:
        entries = tuple(_entries_without_manifest(folder))
    return tuple(sorted(with_fetched(folder, entries, listed), key=lambda entry: entry.file))


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


def _uploaded(folder: Path, listed: Set[Path]) -> Iterator[Entry]:
    """Give what was added on the web page; a file that the manifest names too is its own."""
    place = folder / UPLOADED
    for path in sorted(_files_below(place)) if place.is_dir() else ():
        if path not in listed:
            yield Entry(path=path, file=writable(path.relative_to(folder)))


def place_for_uploads(folder: Path) -> Path:
    """Give the folder in which a document that is added takes part."""
    return folder / UPLOADED if (folder / MANIFEST).is_file() else folder


def _entries_without_manifest(folder: Path) -> Iterator[Entry]:
    """Give every file its name; of two that differ only in how an accent is written, one keeps its own spelling."""
    paths = {os.fsencode(path.relative_to(folder).as_posix()): path for path in _files_below(folder)}
    names = {raw: raw.decode("utf-8", "backslashreplace") for raw in paths}
    taken = set(names.values())
    for raw, name in names.items():
        composed = writable(paths[raw].relative_to(folder))
        names[raw] = name if composed in taken else composed
    for raw in sorted(paths, key=lambda one: names[one]):
        yield Entry(path=paths[raw], file=names[raw])


def _files_below(folder: Path) -> Iterator[Path]:
    """Find every file that can be read; links are not followed: what they point to inside is found by itself.

    A folder that may not be opened is given in the place of its files, so that it is reported.
    """
    unopened: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=lambda error: unopened.append(Path(str(error.filename)))):
        inside = Path(place)
        folders[:] = [name for name in folders if not name.startswith(".") and inside / name != folder / FETCHED]
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
    place = list(first["loc"][1:] if len(first["loc"]) > 1 and first["loc"][0] == "document" else first["loc"])
    where = []
    documents = table.get("document")
    if place and isinstance(place[0], int) and isinstance(documents, list):
        number = int(place.pop(0))
        one = documents[number]
        name = f" '{one['id']}'" if isinstance(one, dict) and isinstance(one.get("id"), str) else ""
        where.append(f"document {number + 1}{name}")
    if place:
        where.append("veld '" + ".".join(str(part) for part in place) + "'")
    more = f" (en nog {error.error_count() - 1})" if error.error_count() > 1 else ""
    return f"{', '.join(where) or 'het geheel'}: {_in_dutch(first['type'], first['msg'], first.get('ctx', {}))}{more}"


def _in_dutch(kind: str, message: str, context: Mapping[str, object]) -> str:
    """Say the common errors in Dutch; a rare one keeps pydantic's words."""
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
        "greater_than_equal": f"moet {context.get('ge')} of meer zijn",
        "less_than_equal": f"moet {context.get('le')} of minder zijn",
        "dict_type": "heeft niet de goede vorm",
        "model_type": "heeft niet de goede vorm",
        "tuple_type": "heeft niet de goede vorm",
        "date_from_datetime_parsing": "is geen datum",
        "date_parsing": "is geen datum",
        "date_type": "is geen datum",
        "enum": "moet een van deze zijn: " + ", ".join(DocumentType),
    }
    return known.get(kind, message.removeprefix("Value error, "))


def _refuse_twice(path: Path, values: Sequence[tuple[str, str]]) -> None:
    seen: set[str] = set()
    for field, value in values:
        if value in seen:
            found = f"veld '{field}': '{value}' staat er twee keer"
            raise ManifestError("Manifest lezen", on=str(path), found=found, do=MAKE_RIGHT)
        seen.add(value)
