"""Actions told as cards: a heading ("Actie 3: Cameratoezicht") with all about it, or a table of labels and values."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.types import ItemKind, Party, RegisterItem, Role, Span
from ingest.attributes import attributes_of
from ingest.blocks import BlockKind
from ingest.entries import Said, Source, item
from ingest.fields import labels_in, pair_in, printed_number
from ingest.parties import acting_party, stated_parties
from ingest.points import Point
from ingest.prose import sentences
from ingest.statements import Statement, says_who_for
from ingest.wordings import ROLE_OF, Field

KINDS = {
    Field.ACTION: ItemKind.ACTION,
    Field.REMARK: ItemKind.ACTION,
    Field.GOAL: ItemKind.GOAL,
    Field.RESULT: ItemKind.RESULT,
}

LEADS = frozenset({Role.LEAD, Role.RESPONSIBLE})


def items_of_card(source: Source, point: Point) -> Iterator[RegisterItem]:
    """Give the action that a heading names, with what stands under the heading about it."""
    block = point.entry.block
    number = printed_number(block.text)
    start = number[1] if number else 0
    statement = Statement(start, len(block.text), label=number[0] if number else None)
    _take_in(source, point, statement)
    if not any(party.role in LEADS for party in statement.parties):
        statement.add_parties(_acting(source, point))
    holder = source.holder(block.spans[0])
    text = block.text[start:].strip(" :.–-")
    if holder is not None and text:
        first = block.spans[0]
        begin = min(first.start + start, first.end - 1)
        said = Said(tuple(statement.parties), statement.values, statement.label)
        yield item(source, point.entry, ItemKind.ACTION, text, Span(first.page, begin, first.end), holder, said)


def _acting(source: Source, point: Point) -> tuple[Party, ...]:
    """Give the party with which the text under a card's heading begins, where it acts ("Team Wonen plaatst ...")."""
    told = next((entry.block.text for entry in point.under if entry.block.kind is BlockKind.PARAGRAPH), "")
    start, end = next(sentences(told), (0, 0))
    words = " ".join(told[start:end].split())
    found = acting_party(words, source.parties)
    return tuple(
        party for party in found if words.startswith(party.name) or words.partition(" ")[2].startswith(party.name)
    )


def items_of_pairs(source: Source, point: Point) -> Iterator[RegisterItem]:
    """Give what a table of labels and values states: its action or goal, or else who answers for its subject."""
    statement = Statement(0, 0)
    _take_in(source, point, statement)
    said = Said(tuple(statement.parties), statement.values, statement.values.get(Field.NUMBER))
    rows = {pair_in(entry.block): entry for entry in reversed((point.entry, *point.under))}
    subjects = [field for field in KINDS if field in rows]
    for field in subjects:
        entry = rows[field]
        for text, span in source.points_in(entry.block.spans[1]):
            if holder := source.holder(entry.block.spans[1]):
                yield item(source, entry, KINDS[field], text, span, holder, said)
    if not subjects and said.parties and (holder := source.holder(point.entry.block.spans[0])):
        entry = next(e for f, e in rows.items() if f in ROLE_OF)
        text = f"{source.text(entry.block.spans[0])}: {source.text(entry.block.spans[1])}"
        yield item(source, entry, ItemKind.RESPONSIBLE, text, entry.block.spans[1], holder, said)


def _take_in(source: Source, point: Point, statement: Statement) -> None:
    """Take in what label lines, rows of labels and values, and sentences say."""
    for entry in (point.entry, *point.under):
        if (pair := pair_in(entry.block)) is not None:
            statement.add(pair, source.text(entry.block.spans[1]), source.parties)
        elif entry.block.kind is not BlockKind.ROW and entry.card is not entry.block:
            for label in labels_in(entry.block.text):
                statement.add(label.field, label.value, source.parties)
            for start, end in sentences(entry.block.text):
                sentence = entry.block.text[start:end]
                if says_who_for(sentence):
                    continue
                statement.add_parties(stated_parties(sentence, source.parties))
                for field, value in attributes_of(sentence, source.parties) if not labels_in(sentence) else ():
                    statement.add(field, value, source.parties)
