"""What a document holds that is meant for machines and not for people: kept out of names, and told.

Three things are told, each with its count: characters that nobody sees (removed when letters are repaired), characters
of private use (the same), and sentences that give orders to the machine that reads them. Such a sentence stays in the
text of record, for it stands in the document, but it is no heading, no title and no register item, and no evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from corpus.instructions import orders_machine
from corpus.sentences import sentences
from corpus.types import RegisterItem, Section
from ingest.blocks import Block, BlockKind
from ingest.drafts import Draft
from ingest.letters import private, unseen
from ingest.readers.raw import RawBlock, RawDocument

UNSEEN = "Onzichtbare tekens zijn weggelaten: {n}"
PRIVATE = "Tekens zonder vaste betekenis (uit een eigen lettertype) zijn weggelaten: {n}"
ORDERS = "Zinnen die zich tot een computer richten, niet tot lezers: {n}; ze worden niet als antwoord gebruikt"


def without_order_heads(drafts: Sequence[Draft]) -> list[Draft]:
    """Give the drafts with every heading that gives orders to a machine as a paragraph, so that it names nothing."""
    return [
        replace(d, kind=BlockKind.PARAGRAPH, level=0) if d.kind is BlockKind.HEADING and orders_machine(d.text) else d
        for d in drafts
    ]


def named_by_people(section: Section) -> Section:
    """Give a section without those of its names that give orders to a machine (a list's introduction may be one)."""
    names = (*section.path, section.theme, section.topic)
    if not any(orders_machine(name) for name in names if name):
        return section
    return replace(
        section,
        path=tuple(name for name in section.path if not orders_machine(name)) or section.path[:1],
        theme=_kept(section.theme),
        topic=_kept(section.topic),
    )


def said_by_people(item: RegisterItem) -> RegisterItem | None:
    """Give a register item without the parts that give orders to a machine, or None where its text does."""
    if orders_machine(item.text):
        return None
    return replace(
        item,
        theme=_kept(item.theme),
        topic=_kept(item.topic),
        parties=tuple(party for party in item.parties if not orders_machine(party.name)),
        planning=_kept(item.planning),
        budget=_kept(item.budget),
        status=_kept(item.status),
        unit=_kept(item.unit),
    )


def _kept(name: str | None) -> str | None:
    return None if name is None or orders_machine(name) else name


def cautions(raw: RawDocument, blocks: Iterable[Block]) -> Iterator[str]:
    """Tell what was removed from the text of `raw`, and what in `blocks` gives orders to a machine."""
    texts = [text for page in raw.pages for block in page.blocks for text in _texts(block)]
    if raw.title is not None and raw.title not in texts:  # a title may be a heading of the text itself
        texts.append(raw.title)
    for caution, count in (
        (UNSEEN, sum(map(unseen, texts))),
        (PRIVATE, sum(map(private, texts))),
        (ORDERS, sum(orders_machine(sentence) for block in blocks for sentence in _sentences(block))),
    ):
        if count:
            yield caution.format(n=count)


def _texts(block: RawBlock) -> Iterator[str]:
    yield block.text
    yield block.marker or ""
    yield from (cell.text for cell in block.cells)


def _sentences(block: Block) -> Iterator[str]:
    yield from (block.text[start:end] for start, end in sentences(block.text))
