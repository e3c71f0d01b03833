"""What kind of text stands under a heading whose words say nothing known: by what most of its sentences state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from corpus.types import DocumentType, SectionClass
from ingest.blocks import Block, BlockKind
from ingest.prose import is_deed, sentences
from ingest.wordings import Field, field_of, wordings

PLANS = frozenset({DocumentType.ACTIEPLAN, DocumentType.JAARPLAN})

MOST = 0.6
"""The share of the sentences that must agree; below it the text is context."""

BY_COLUMN = {
    Field.STATUS: SectionClass.RESULT,
    Field.LEAD: SectionClass.ACTION,
    Field.PLANNING: SectionClass.ACTION,
    Field.INDICATOR: SectionClass.FIGURE,
}


def kind_of_text(blocks: Sequence[Block]) -> SectionClass | None:
    """Give the class that most sentences and tables agree on, or None."""
    votes: Counter[SectionClass | None] = Counter()
    for block in blocks:
        if block.kind is BlockKind.ROW:
            if block.head:
                fields = [field_of(head) for head in block.text.split("\n")]
                votes[next((kind for field, kind in BY_COLUMN.items() if field in fields), None)] += 1
        elif block.kind in {BlockKind.PARAGRAPH, BlockKind.ITEM}:
            votes.update(_kind(block.text[start:end]) for start, end in sentences(block.text))
    (kind, count), *_ = votes.most_common(1) or [(None, 0)]
    return kind if count >= MOST * votes.total() else None


def _kind(sentence: str) -> SectionClass | None:
    if wordings().past.search(sentence):
        return SectionClass.RESULT
    if is_deed(sentence):
        return SectionClass.ACTION
    if wordings().goal.search(sentence):
        return SectionClass.GOAL
    return SectionClass.FIGURE if any(character.isdigit() for character in sentence) else None
