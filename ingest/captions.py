"""Captions of tables and figures: they name what stands beside them and state nothing ("Tabel 2. Doelen jeugd")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.types import SectionClass
from ingest.blocks import Block, BlockKind
from ingest.fields import labels_in
from ingest.structure import StructuredBlock

NAMED = re.compile(
    r"(?:tabel|figuur|grafiek|afbeelding|kaart|diagram|foto|schema)\s*\d+(?:\.\d+)*[a-z]?\s*(?:[:.–|-]|(?-i:(?=\s*[A-ZÀ-Ý])))"
    r"|(?:tabel|figuur|grafiek|afbeelding|foto|bron(?:nen)?)\s*:",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.!?:;][’”\"')\]]*\s*$")

LONGEST = 20
"""Words; a longer line above a table is a text."""


def captions(bound: Sequence[StructuredBlock]) -> frozenset[Block]:
    """Give the paragraphs that say so themselves, and among figures a line without an end right above a table."""
    named = (entry.block for entry in bound if entry.block.kind is BlockKind.PARAGRAPH and is_named(entry.block.text))
    above = (a.block for a, b in pairwise(bound) if b.block.kind is BlockKind.ROW and b.block.head and _is_line(a))
    return frozenset((*named, *above))


def is_named(text: str) -> bool:
    """Say whether a text begins as a caption does, with its own words after it; "Tabel 1 laat zien" does not."""
    match = NAMED.match(text)
    return match is not None and (match[0][-1] in ":.–|-" or not SENTENCE_END.search(text))


def _is_line(entry: StructuredBlock) -> bool:
    return (
        entry.block.kind is BlockKind.PARAGRAPH
        and entry.section.section_class is SectionClass.FIGURE
        and len(entry.block.text.split()) <= LONGEST
        and not SENTENCE_END.search(entry.block.text)
        and not labels_in(entry.block.text)
    )
