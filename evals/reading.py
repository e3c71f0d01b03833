"""Measures how a practice municipality is read: its text, its pages and labels, its scans; and the register beside it.

The truth knows every piece of text with the page and label under which it is printed (`printed.json`).
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from corpus.errors import ReadError
from corpus.manifest import read_corpus
from corpus.types import Passage, RegisterItem
from evals.register import Count, letters_of, measure
from ingest.blocks import CleanDocument
from ingest.clean import clean
from ingest.describe import describe
from ingest.fields import printed_number
from ingest.furniture import FOOTER, HEADER, PAGE_NUMBER
from ingest.passages import passages
from ingest.readers import read
from ingest.register import register

FRAME = frozenset({HEADER, FOOTER, PAGE_NUMBER})
UNSEEN = frozenset({"injection"})
"""The role of text that is printed so that nobody sees it."""

BEFORE = 60
"""Characters of the page before: a word that a page end breaks stands whole on the page where it begins."""

ENDS = 30
"""Letters at both ends of a passage by which its page is known; numbers inside it may not be in the truth."""

HELD = (("actions", "recall"), ("actions", "precision"), ("actions", "party"), ("actions", "year"),
        ("actions", "theme"), ("results", "recall"), ("results", "precision"))  # fmt: skip
SHIFT = 3
"""Characters by which the nearest stretch of a page may be shorter or longer than rapidfuzz's, which is as long."""

Printed = Mapping[str, Any]


@dataclass(slots=True)
class Tally:
    """What is counted of the documents of one format.

    `wrong` of `characters` are edits (Levenshtein) between a piece as printed and as read; scans are not in them, for
    those the share of `words` counts. `pages` are passages, `labels` pages.
    """

    characters: int = 0
    wrong: int = 0
    words: Count = field(default_factory=Count)
    pages: Count = field(default_factory=Count)
    labels: Count = field(default_factory=Count)
    faults: list[str] = field(default_factory=list)

    def report(self) -> dict[str, Any]:
        """Give the figures; errors are per 1,000 characters."""
        errors = 1000 * self.wrong / self.characters if self.characters else 0.0
        return {
            "errors per 1000": round(errors, 3),
            "characters": self.characters,
            "ocr words": self.words.share(),
            "pages": self.pages.share(),
            "labels": self.labels.share(),
        }


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of one municipality per format, of the register as `evals.register.measure` gives them."""

    register: dict[str, Any]
    text: dict[str, dict[str, Any]]
    faults: tuple[str, ...]


def measure_world(
    world: Path, *, only: Collection[str] | None = None, on_file: Callable[[str], None] = lambda _: None
) -> Measured:
    """Read the documents of a municipality that `python -m evals practice` wrote, and measure what comes of it.

    Args:
        world: its folder, with `documents/`, `truth.json` and `printed.json`.
        only: the names of the files that count; all where it is None.
        on_file: told the name of each file before it is read.

    Raises:
        ReadError: the folder is not whole, or a document cannot be read.
    """
    truth, printed = _json(world / "truth.json"), _json(world / "printed.json")
    if only is not None:
        truth["documents"] = [d for d in truth["documents"] if d["file"] in only]
    by_document: dict[str, list[Printed]] = defaultdict(list)
    for piece in printed:
        by_document[piece["document"]].append(piece)
    tallies: dict[str, Tally] = {}
    items: list[RegisterItem] = []
    files: dict[str, str] = {}
    for entry in read_corpus(world / "documents"):
        if only is not None and entry.path.name not in only:
            continue
        on_file(entry.path.name)
        cleaned = clean(read(entry.path))
        document = describe(entry, cleaned, hashlib.sha256(entry.path.read_bytes()).hexdigest())
        reading = passages(document, cleaned)
        files[document.id] = entry.path.name
        items.extend(register(document, cleaned, reading.passages))
        tally = tallies.setdefault(entry.path.suffix[1:], Tally())
        count(tally, entry.path.name, cleaned, reading.passages, by_document[entry.path.name])
    faults = tuple(fault for tally in tallies.values() for fault in tally.faults)
    text = {form: tally.report() for form, tally in tallies.items()}
    return Measured(measure(items, files, truth, printed), text, faults)


def _json(path: Path) -> Any:  # noqa: ANN401 - as the practice municipality wrote it
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        do = "Maak de map met: python -m evals practice --seed GETAL --out MAP"
        raise ReadError("Waarheid lezen", on=str(path), found=str(error), do=do) from error


def figures(measured: Measured) -> dict[str, float]:
    """Give the figures that have floors, over all formats together; scans need a program, so they have none."""
    found = {f"{kind} {name}": _whole(measured.register.values(), kind, name) for kind, name in HELD}
    wrong = sum(row["errors per 1000"] * row["characters"] / 1000 for row in measured.text.values())
    characters = sum(row["characters"] for row in measured.text.values())
    found["characters"] = 1 - wrong / characters if characters else 0.0
    for name in ("pages", "labels"):
        found[name] = _share(row[name] for row in measured.text.values())
    return {name: round(value, 4) for name, value in found.items()}


def _whole(formats: Iterable[Mapping[str, Any]], kind: str, name: str) -> float:
    return _share(kinds[kind][name] for kinds in formats)


def _share(counts: Iterable[Mapping[str, Any]]) -> float:
    found = list(counts)
    of = sum(count["of"] for count in found)
    return sum(count["right"] for count in found) / of if of else 1.0


def count(
    tally: Tally, file: str, cleaned: CleanDocument, found: Sequence[Passage], printed: Sequence[Printed]
) -> None:
    """Count one document's text, pages and labels."""
    by_page: dict[int, list[Printed]] = defaultdict(list)
    for piece in printed:
        if piece["role"] not in UNSEEN:
            by_page[piece["page"] or 1].append(piece)
    scans = {number for text, spans in cleaned.confined.items() if "OCR" in text for number in {s.page for s in spans}}
    body = _body(cleaned)
    paged = any(page.boxes for page in cleaned.pages)
    for number, pieces in sorted(by_page.items()):
        labels = {piece["label"] for piece in pieces}
        page = next((p for p in cleaned.pages if p.number == number), None)
        if paged:  # in another format all is on page 1, which has no label
            tally.labels.add(page is not None and labels == {page.label})
        if labels != {page.label if page else None}:
            tally.faults.append(f"{file} blz. {number}: label {page and page.label}, gedrukt {labels}")
        here = body.get(number, "")
        if number in scans or not here.strip():
            _count_words(tally, pieces, here)
            continue
        for piece in pieces:
            text = " ".join(piece["text"].split())
            wrong = edits(text, f"{body.get(number - 1, '')[-BEFORE:]} {here}")
            tally.characters += len(text)
            tally.wrong += wrong
            if wrong:
                tally.faults.append(f"{file} blz. {number}: {wrong} tekens anders: {text}")
    if paged:
        _count_pages(tally, file, cleaned, [p for p in found if not any(s.page in scans for s in p.spans)], by_page)


def _count_pages(
    tally: Tally, file: str, cleaned: CleanDocument, found: Sequence[Passage], by_page: Mapping[int, Sequence[Printed]]
) -> None:
    """Count the passages of which every stretch begins and ends with letters that are printed on its page."""
    letters = {number: letters_of("".join(piece["text"] for piece in pieces)) for number, pieces in by_page.items()}
    for passage in found:
        right = all(_stands(part, number, letters) for number, part in _parts(passage, cleaned))
        tally.pages.add(right)
        if not right:
            tally.faults.append(f"{file} blz. {passage.page}: passage staat daar niet: {passage.text[:200]}")


def edits(text: str, page: str) -> int:
    """Count the edits between a printed text and what comes nearest to it on a page, at most all its characters."""
    if text in page:
        return 0
    found = fuzz.partial_ratio_alignment(text, page)
    if found is None or len(page) < len(text):
        return min(Levenshtein.distance(text, page), len(text))
    starts = range(max(0, found.dest_start - SHIFT), found.dest_start + SHIFT + 1)
    ends = range(found.dest_end - SHIFT, found.dest_end + SHIFT + 1)
    return min(len(text), *(Levenshtein.distance(text, page[a:b]) for a in starts for b in ends if a < b))


def _body(cleaned: CleanDocument) -> dict[int, str]:
    """Give each page's text with single spaces and without its running lines."""
    found = {}
    for page in cleaned.pages:
        text = page.text
        for remainder in sorted(cleaned.remainders, key=lambda r: r.span, reverse=True):
            if remainder.span.page == page.number and remainder.name in FRAME:
                text = text[: remainder.span.start] + text[remainder.span.end :]
        found[page.number] = " ".join(text.split())
    return found


def _count_words(tally: Tally, pieces: Sequence[Printed], text: str) -> None:
    read_words = Counter(text.split())
    for word in " ".join(piece["text"] for piece in pieces).split():
        tally.words.add(read_words[word] > 0)
        read_words[word] -= 1


def _parts(passage: Passage, cleaned: CleanDocument) -> Iterator[tuple[int, str]]:
    """Give the text of each span of a passage with its page, without a printed number that the truth does not hold."""
    pages = {page.number: page.text for page in cleaned.pages}
    for span in passage.spans:
        text = pages[span.page][span.start : span.end]
        number = printed_number(text)
        yield span.page, text[number[1] :] if number else text


def _stands(part: str, number: int, letters: Mapping[int, str]) -> bool:
    """Tell whether both ends of a text are printed on a page; a page's last word may go on over its end."""
    here = letters.get(number, "") + letters.get(number + 1, "")[:BEFORE]
    own = letters_of(part)
    return own[:ENDS] in here and own[-ENDS:] in here
