"""What passes between the ingest and its limited child, as lines of JSON. No pickle: the child is not trusted."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any, get_type_hints

from corpus.codec import decode, encode
from corpus.listed import Entry
from corpus.types import ReadDocument

HINTS = {f.name: get_type_hints(Entry)[f.name] for f in fields(Entry) if f.name != "path"}
"""The types of an entry's fields; its path is not sent, for the child reads a copy."""


def request(path: Path, entry: Entry, sha256: str) -> bytes:
    """Give the line that asks for one document."""
    known = {name: encode(getattr(entry, name), hint) for name, hint in HINTS.items()}
    return json.dumps({"path": str(path), "entry": known, "sha256": sha256}).encode("ascii") + b"\n"


def requested(line: bytes) -> tuple[Path, Entry, str]:
    """Give back what was asked."""
    asked = json.loads(line)
    path = Path(asked["path"])
    known = {name: decode(asked["entry"][name], hint) for name, hint in HINTS.items()}
    return path, Entry(path=path, **known), asked["sha256"]


def answer(document: ReadDocument) -> Any:  # noqa: ANN401 - JSON
    """Give a document as JSON."""
    return encode(document, ReadDocument)


def answered(value: Any) -> ReadDocument:  # noqa: ANN401 - JSON
    """Give the document back.

    Raises:
        ValueError: it is no document, or its spans do not lie on its pages.
    """
    found = decode(value, ReadDocument)
    lengths = {page.number: len(page.text) for page in found.pages}
    spans = [span for passage in found.passages for span in passage.spans]
    spans += [item.span for item in found.register] + [remainder.span for remainder in found.remainders]
    if any(span.end > lengths.get(span.page, 0) for span in spans):
        raise ValueError("a span lies outside its page")
    return found
