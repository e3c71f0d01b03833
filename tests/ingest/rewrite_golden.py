"""Rewrites what is frozen of real documents: `python -m tests.ingest.rewrite_golden`; read the change as a diff.

A golden file holds all that reading gives of one document: sections, passages with their ids, what is in none of them,
and the register. The seed is frozen twice: as the structured document that ships, and as the plain text it came from,
whose table is flattened.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from corpus.manifest import Entry, read_corpus
from corpus.types import Page, Passage, RegisterItem, Span, text_under
from ingest.clean import clean
from ingest.describe import describe
from ingest.passages import passages
from ingest.readers import read
from ingest.register import register

HERE = Path(__file__).resolve().parent
GOLDEN = HERE / "golden"
CORPUS = HERE.parent.parent / "corpus"
PLAIN_SEED = HERE.parent / "corpus" / "fixtures" / "jaarplan-veiligheid-2021-inleiding.txt"
FROZEN = (
    "jaarplan-2021-inleiding",
    "jaarplan-2021-thema-1",
    "jaarplan-2021-thema-2",
    "eindrapportage-2022",
)


def frozen() -> Iterator[tuple[str, Entry]]:
    """Give the name of each golden file and the document it is of."""
    entries = {entry.id: entry for entry in read_corpus(CORPUS) if entry.id}
    for name in FROZEN:
        yield name, entries[name]
    if PLAIN_SEED.exists():
        yield "jaarplan-2021-inleiding-plat", replace(entries[FROZEN[0]], path=PLAIN_SEED, file=PLAIN_SEED.name)


def reading_of(entry: Entry) -> dict[str, Any]:
    """Read one document and give all of it as plain values, in reading order."""
    cleaned = clean(read(entry.path))
    document = describe(entry, cleaned, hashlib.sha256(entry.path.read_bytes()).hexdigest())
    reading = passages(document, cleaned)
    pages = {page.number: page for page in cleaned.pages}
    return {
        "document": {"title": document.title, "type": document.type, "year": document.year, "sha256": document.sha256},
        "unread": cleaned.unread,
        "cautions": cleaned.cautions,
        "passages": [_passage(p) for p in reading.passages],
        "remainders": [f"{r.name}: {text_under((r.span,), pages)}" for r in reading.remainders],
        "register": [_item(item, pages) for item in register(document, cleaned, reading.passages)],
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {
        "id": passage.id,
        "grain": passage.grain,
        "page": passage.page,
        "path": " > ".join(passage.section_path),
        "class": passage.section_class,
        "theme": passage.theme,
        "topic": passage.topic,
        "years": list(passage.years),
        "text": passage.text.split("\n"),
    }


def _item(item: RegisterItem, pages: dict[int, Page]) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "text": item.text,
        "words": _words(item.span, pages),
        "theme": item.theme,
        "topic": item.topic,
        "years": list(item.years),
        "parties": [f"{party.role}: {party.name}" for party in item.parties],
        "passage": item.passage_id,
        **{
            key: value
            for key in ("label", "planning", "budget", "status", "unit", "base_year")
            if (value := getattr(item, key)) is not None
        },
    }


def _words(span: Span, pages: dict[int, Page]) -> str:
    return " ".join(text_under((span,), pages).split())


def written(entry: Entry) -> str:
    """Give the golden file's text for one document."""
    return json.dumps(reading_of(entry), ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write every golden file anew."""
    GOLDEN.mkdir(exist_ok=True)
    for name, entry in frozen():
        (GOLDEN / f"{name}.json").write_text(written(entry), encoding="utf-8")


if __name__ == "__main__":
    main()
