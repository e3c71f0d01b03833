"""Two documents that may be one in two editions: a plan and its later version, saved under another name.

A file that is overwritten is the same document, and so is another file under the same id in a manifest: there the new
edition replaces the old one. Two files are two documents, for nobody can tell from outside which of them counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from corpus.types import Document, DocumentType


def editions_alike(documents: Iterable[Document]) -> Iterator[tuple[str, str, str]]:
    """Give id, file and a Dutch notice of each document with the title, kind, year and period of an earlier file."""
    groups: dict[object, list[Document]] = defaultdict(list)
    for document in documents:
        if document.type is not DocumentType.OVERIG and document.year is not None:
            title = " ".join(document.title.casefold().split())
            groups[title, document.type, document.year, document.period, document.municipality].append(document)
    for group in groups.values():
        first, *others = sorted(group, key=lambda document: document.file)
        for other in others:
            text = (
                f"zelfde titel, soort en jaar als {first.file}; beide zijn opgenomen. Haal een oudere versie uit de map"
            )
            yield other.id, other.file, text
