"""An entry as it is written in a manifest, a list of sources or the record of what was fetched; and as it is used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from corpus.types import DocumentType, Period

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


class Strict(BaseModel):
    """What outsiders wrote: every field is known and of the right form, or the whole is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PeriodLine(Strict):
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


class Listed(Strict):
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
