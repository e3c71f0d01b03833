"""Which addresses to download: those of the manifest, or of a list that is given to the command."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from corpus.errors import ManifestError
from corpus.listed import Listed, PeriodLine
from corpus.manifest import MANIFEST, read_manifest
from corpus.types import DocumentType, Period
from ingest.describe import slug, time_in

COLUMNS = ("url", "title", "document_type", "year_or_period", "theme", "municipality", "publisher", "status")
NEEDED = ("url", "title")
UNDATED = "ongedateerd"


def read_sources(corpus: Path, sources: Path | None) -> tuple[Listed, ...]:
    """Give what to download, each address once, in order. A list is TOML by its ending, else columns with tabs.

    Raises:
        ManifestError: there is no manifest and no list, or a line of it is not valid.
    """
    path = sources or corpus / MANIFEST
    if not path.is_file():
        do = "Geef met --sources een lijst met de kolommen url en title, of maak een manifest"
        raise ManifestError("Adressen lezen", on=str(path), found="dit bestand bestaat niet", do=do)
    found = read_manifest(path) if path.suffix.lower() == ".toml" else _read_table(path)
    by_url: dict[str, Listed] = {}
    for one in found:
        if one.url:
            by_url.setdefault(one.url, one.model_copy(update={"file": None, "official": None, "sha256": None}))
    return tuple(by_url.values())


def _read_table(path: Path) -> Iterator[Listed]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, dialect="excel-tab", strict=True)
            absent = [name for name in NEEDED if name not in (reader.fieldnames or ())]
            if absent:
                found = f"de kolom {', '.join(absent)} ontbreekt in de eerste regel"
                raise ManifestError("Adressen lezen", on=str(path), found=found, do=f"Kolommen: {', '.join(COLUMNS)}")
            for row in reader:
                cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
                if any(cells.values()):
                    yield _listed(path, reader.line_num, cells)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        found = f"geen leesbare tekst in kolommen ({error})"
        raise ManifestError("Adressen lezen", on=str(path), found=found, do="Sla het op als tekst met tabs") from error


def _listed(path: Path, line: int, cells: dict[str, str]) -> Listed:
    """Make an entry of one line; what its year or period does not say plainly stays unknown."""
    kind = cells["document_type"].lower()
    if kind and kind not in set(DocumentType):
        raise _wrong(path, line, "document_type", f"'{kind}' is geen van: {', '.join(DocumentType)}")
    year, period = _time(cells["year_or_period"], DocumentType(kind or DocumentType.OVERIG))
    try:
        return Listed(
            id=f"{slug(cells['title'])}-{hashlib.sha256(cells['url'].encode()).hexdigest()[:8]}",
            title=cells["title"],
            url=cells["url"],
            type=DocumentType(kind) if kind else None,
            year=year,
            period=period,
            theme=cells["theme"] or None,
            municipality=cells["municipality"] or None,
            publisher=cells["publisher"] or None,
            status=cells["status"] or None,
        )
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = str(first["loc"][0]) if first["loc"] else "url"
        raise _wrong(path, line, field, first["msg"].removeprefix("Value error, ")) from error


def _time(text: str, kind: DocumentType) -> tuple[int | None, PeriodLine | None]:
    found = None if UNDATED in text.lower() else time_in(text, kind)
    if found is None:
        return None, None
    year, period = found
    return year, _written(period) if period else None


def _written(period: Period) -> PeriodLine:
    return PeriodLine.model_validate({"start": _day(period.start), "end": _day(period.end)})


def _day(number: int) -> str:
    return f"{number // 10000:04}-{number // 100 % 100:02}-{number % 100:02}"


def _wrong(path: Path, line: int, column: str, found: str) -> ManifestError:
    return ManifestError(
        "Adressen lezen", on=f"{path}, regel {line}, kolom {column}", found=found, do="Verbeter de lijst"
    )
