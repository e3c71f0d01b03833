"""What an ingest did, as a value, as JSON and as lines for a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from corpus.errors import one_line

LISTED = 30  # documents that are named of each kind; failures are always all named


@dataclass(frozen=True, slots=True)
class Failure:
    """One document that is not in: its file, the step at which it stopped, and why, in Dutch."""

    file: str
    step: str
    reason: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a person must know about one document that is in, in Dutch."""

    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of an ingest. Documents are named by their file below the corpus folder; removed ones by their title.

    `generation` is what is published now, None where nothing is; `published` tells whether this run changed that.
    `unread` are pages without text, `embedded` counts the texts for which a vector was made.
    """

    added: tuple[str, ...]
    replaced: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    failed: tuple[Failure, ...]
    unread: tuple[Notice, ...]
    cautions: tuple[Notice, ...]
    pages: int
    passages: int
    embedded: int
    generation: str | None
    published: bool
    seconds: float

    @property
    def exit_code(self) -> int:
        """0 where all is in, 1 where some failed and the rest is in, 2 where nothing could be done."""
        if not (self.added or self.replaced or self.unchanged):
            return 2
        return 1 if self.failed else 0


def report_json(report: Report) -> dict[str, Any]:
    """Give a report as JSON."""
    return {**asdict(report), "exit_code": report.exit_code}


def report_lines(report: Report) -> Iterator[str]:
    """Give a report as lines of Dutch; names come from files, so they are kept to one line each."""
    counts = (
        (report.added, "nieuw"),
        (report.replaced, "vervangen"),
        (report.unchanged, "ongewijzigd"),
        (report.removed, "verwijderd"),
        (report.failed, "mislukt"),
    )
    yield "Documenten: " + ", ".join(f"{len(which)} {word}" for which, word in counts if which) + "."
    for title, files in (("Nieuw", report.added), ("Vervangen", report.replaced), ("Verwijderd", report.removed)):
        for file in files[:LISTED]:
            yield f"  {title}: {one_line(file)}"
        if len(files) > LISTED:
            yield f"  {title}: en nog {len(files) - LISTED}"
    for failure in report.failed:
        yield f"  Mislukt: {one_line(failure.file)} (stap {failure.step}): {one_line(failure.reason)}."
    for notice in report.unread:
        yield f"  Niet gelezen: {one_line(notice.file)}: {one_line(notice.text)}"
    for notice in report.cautions:
        yield f"  Let op: {one_line(notice.file)}: {one_line(notice.text)}"
    yield _ending(report)


def _ending(report: Report) -> str:
    if report.exit_code == 2:
        return "Niets ingelezen: elk document mislukte. De gepubliceerde index is niet veranderd."
    amounts = f"{report.pages} bladzijden, {report.passages} passages, in {report.seconds:.1f} s".replace(".", ",")
    state = "gepubliceerd" if report.published else "was al gepubliceerd; er is niets veranderd"
    return f"Index {report.generation} {state}: {amounts}."
