"""What a run of `python -m ingest fetch` did, for the person who ran it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

NOTHING_DONE = 2


class Result(StrEnum):
    """What became of one address."""

    NEW = "nieuw"
    CHANGED = "veranderd"
    SAME = "ongewijzigd"
    DONE = "al binnen"
    GONE = "vervallen"
    FAILED = "mislukt"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One address: `file` is where it was saved, below the corpus folder; `note` says why it failed or what to know."""

    result: Result
    url: str
    title: str
    file: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class FetchReport:
    """A whole run, in the order of the addresses."""

    folder: Path
    outcomes: tuple[Outcome, ...]

    @property
    def exit_code(self) -> int:
        """0 where all is in, 1 where some failed, 2 where nothing could be done."""
        failed = sum(one.result is Result.FAILED for one in self.outcomes)
        if failed == len(self.outcomes):
            return NOTHING_DONE
        return 1 if failed else 0

    def lines(self) -> Iterator[str]:
        """Give the report as lines for a person: what is new or went wrong by name, the rest as a number."""
        counts = Counter(one.result for one in self.outcomes)
        for one in self.outcomes:
            if one.result not in {Result.SAME, Result.DONE} or one.note:
                yield f"{one.result}: {one.note or one.title}" if one.result is Result.FAILED else _told(one)
        if self.outcomes and self.exit_code == NOTHING_DONE:
            yield "Er is niets opgehaald. Controleer of deze computer internet heeft"
        told = ", ".join(f"{counts[result]} {result}" for result in Result if counts[result])
        yield f"{told}; opgeslagen in {self.folder}" if told else "Er zijn geen adressen om op te halen"

    def as_json(self) -> dict[str, object]:
        """Give the report as JSON values."""
        return {
            "folder": str(self.folder),
            "exit_code": self.exit_code,
            "outcomes": [
                {"result": one.result.value, "url": one.url, "title": one.title, "file": one.file, "note": one.note}
                for one in self.outcomes
            ],
        }

    def __str__(self) -> str:
        """Give the lines."""
        return "\n".join(self.lines())


def _told(one: Outcome) -> str:
    return f"{one.result}: {one.title} ({one.url})" + (f" – {one.note}" if one.note else "")
