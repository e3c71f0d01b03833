"""Table rows to register items, by what their columns hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.types import REPORTS, Cell, ItemKind, Party, RegisterItem, SectionClass
from ingest.attributes import attributes_of
from ingest.columns import column_field, head_texts
from ingest.entries import Said, Source, item
from ingest.fields import labels_in, printed_number
from ingest.parties import acting_party, is_name, parties_of, said_parties, stated_parties
from ingest.structure import StructuredBlock
from ingest.wordings import ROLE_OF, Field, wordings, years_in

NAMES = (Field.TOPIC, Field.THEME)
"""What a row without a subject says who answers for."""

OF_GOALS = frozenset({Field.THEME, Field.TOPIC, Field.YEAR, Field.UNIT, Field.BASE})
"""What columns say of a goal; the others are about the action beside it."""

HALF_YEAR = re.compile(r"\b(?:helft|halfjaar|kwartaal|Q[1-4])\b", re.IGNORECASE)
"""A column's head so worded is not about the whole year that it names."""

TICK = re.compile(r"[xX×✓✔●■•*]")
"""What fills a cell of a column that is a quarter or year, where a thing is planned then."""


def items_of_row(source: Source, entry: StructuredBlock) -> Iterator[RegisterItem]:
    """Give what one row of a table states."""
    block = entry.block
    cells: dict[Field, Cell] = {}
    for cell in block.cells:
        column = column_field(cell, source.pages)
        if column is not None:
            cells.setdefault(column, cell)
    if (measured := _measured(source, entry, cells)) is not None:
        cells[Field.INDICATOR] = measured
        cells.pop(Field.GOAL, None)
        cells.pop(Field.RESULT, None)
    if Field.TARGET in cells and Field.INDICATOR not in cells:
        cells.setdefault(Field.GOAL, cells[Field.TARGET])  # "Doel" beside actions is a goal in words
    if block.table not in source.columns.matrices:
        subjects = _subjects(source, entry, cells)
        for column, kind in subjects:
            yield from _subject(source, entry, cells, column, kind)
        if subjects:
            return
        if Field.INDICATOR in cells:
            yield from _figures(source, entry, cells)
            return
        yield from _who(source, entry, cells)
    for cell in block.cells:
        yield from _noted(source, entry, cell)


def _subjects(source: Source, entry: StructuredBlock, cells: dict[Field, Cell]) -> list[tuple[Field, ItemKind]]:
    """Give the columns that state something in this row, and what.

    A description ("Toelichting", "Omschrijving") is a result where results are told, and an action where the table
    says who does it. An action in a report's table of results is told as a result.
    """
    found: list[tuple[Field, ItemKind]] = []
    if Field.ACTION in cells:
        found.append((Field.ACTION, ItemKind.RESULT if _is_result(source, entry) else ItemKind.ACTION))
    elif Field.RESULT in cells:
        found.append((Field.RESULT, ItemKind.RESULT))
    elif Field.REMARK in cells and _is_result(source, entry):
        found.append((Field.REMARK, ItemKind.RESULT))
    elif Field.REMARK in cells and Field.LEAD in cells:
        found.append((Field.REMARK, ItemKind.ACTION))
    if Field.GOAL in cells:
        found.append((Field.GOAL, ItemKind.GOAL))
    return found


def _is_result(source: Source, entry: StructuredBlock) -> bool:
    found = entry.section.section_class
    return found is SectionClass.RESULT or (found is not SectionClass.ACTION and source.document.type in REPORTS)


def _subject(
    source: Source, entry: StructuredBlock, cells: dict[Field, Cell], column: Field, kind: ItemKind
) -> Iterator[RegisterItem]:
    """Give what a cell states, each list point in it by itself, with what the other columns and its footnotes say."""
    cell = cells[column]
    holder = source.items.get(cell.span)
    values = _values(source, cells)
    if kind is ItemKind.GOAL:
        values = {field: value for field, value in values.items() if field in OF_GOALS}
    elif Field.PLANNING not in values and (ticked := _ticked(source, entry)):
        values[Field.PLANNING] = ticked
    noted = _noted_parties(source, cell)
    parties = () if kind is ItemKind.GOAL else tuple(dict.fromkeys((*_parties(source, cells), *noted)))
    for text, span in source.points_in(cell.span):
        number = printed_number(text)
        words = text[number[1] :] if number else text
        words = words.rstrip("*").rstrip() if cell.notes else words
        if holder is not None and is_name(words):
            said = Said(parties, values, values.get(Field.NUMBER) or (number[0] if number else None))
            yield item(source, entry, kind, words, span, holder, said)


def _ticked(source: Source, entry: StructuredBlock) -> str:
    """Give the heads of the ticked columns ("Q1, Q2")."""
    heads = [
        head_texts(cell, source.pages)[-1]
        for cell in entry.block.cells
        if cell.heads and TICK.fullmatch(source.text(cell.span).strip())
    ]
    return ", ".join(heads)


def _measured(source: Source, entry: StructuredBlock, cells: dict[Field, Cell]) -> Cell | None:
    """Give the cell that names what a row measures, where no head says "Indicator".

    That is a goal with its target or base beside it ("Doel | Nulmeting | Ambitie"), or a name under any head with its
    numbers under years ("Resultaat | 2022 | 2023"). Money is no figure, and actions with their numbers are actions.
    """
    if {Field.INDICATOR, Field.ACTION, Field.LEAD} & cells.keys() or entry.section.section_class is SectionClass.MONEY:
        return None
    fields = {cell: column_field(cell, source.pages) for cell in entry.block.cells}
    name = next((cell for cell, column in fields.items() if column not in {Field.NUMBER, Field.THEME}), None)
    numbers = [cell for cell in fields if cell is not name and is_value(source.text(cell.span))]
    if name is None or not is_name(source.text(name.span)) or any("€" in source.text(cell.span) for cell in numbers):
        return None
    aims = sum(fields[cell] in {Field.TARGET, Field.BASE} for cell in numbers)
    dated = sum(bool(fields[cell] is Field.VALUE and years_in(_head(source, cell))) for cell in numbers)
    match fields[name]:
        case Field.GOAL | Field.TARGET:
            return name if aims else None
        case Field.RESULT:
            return name if dated else None
        case None | Field.TOPIC:
            return name if dated > 1 or (dated and aims) else None
        case _:
            return None


def _head(source: Source, cell: Cell) -> str:
    return " ".join(head_texts(cell, source.pages))


def _figures(source: Source, entry: StructuredBlock, cells: dict[Field, Cell]) -> Iterator[RegisterItem]:
    """One figure for every measured value of an indicator, with the year over its column; a target is a goal.

    A goal says its base too, and a figure of half a year which half: each part as its own cell has it.
    """
    indicator = source.text(cells[Field.INDICATOR].span)
    values = _values(source, cells)
    base = next((c for c in entry.block.cells if column_field(c, source.pages) is Field.BASE), None)
    if base is not None:
        values[Field.BASE] = f"{_head(source, base)} {source.text(base.span)}"
    for cell in entry.block.cells:
        column, head = column_field(cell, source.pages), _head(source, cell)
        text, holder = source.text(cell.span), source.items.get(cell.span)
        if column not in {Field.VALUE, Field.BASE, Field.TARGET} or holder is None or not is_value(text):
            continue
        if cell is cells[Field.INDICATOR]:
            continue
        kind = ItemKind.GOAL if column is Field.TARGET else ItemKind.FIGURE
        words = f"{indicator}: {head}: {text}" if HALF_YEAR.search(head) else f"{indicator}: {text}"
        if kind is ItemKind.GOAL and base is not None and is_value(source.text(base.span)):
            words = f"{words}; {_head(source, base)}: {source.text(base.span)}"
        yield item(source, entry, kind, words, cell.span, holder, Said((), values, years=years_in(head)))


def is_value(text: str) -> bool:
    """Say whether a cell holds a number."""
    return any(character.isdigit() for character in text)


def _who(source: Source, entry: StructuredBlock, cells: dict[Field, Cell]) -> Iterator[RegisterItem]:
    """A row that names a theme or topic and who answers for it."""
    subject = next((cells[f] for f in NAMES if f in cells), None)
    parties = _parties(source, cells)
    if subject is None or not parties:
        return
    holder = source.items.get(subject.span)
    if holder is not None:
        said = Said(parties, _values(source, cells))
        yield item(source, entry, ItemKind.RESPONSIBLE, source.text(subject.span), subject.span, holder, said)


def _noted(source: Source, entry: StructuredBlock, cell: Cell) -> Iterator[RegisterItem]:
    """A footnote that names who is responsible binds the marked cell only."""
    parties = _noted_parties(source, cell)
    holder = source.items.get(cell.span)
    if parties and holder is not None:
        theme = source.columns.theme_of(head_texts(cell, source.pages))
        said = Said(parties, {Field.THEME: theme} if theme else {})
        text = source.text(cell.span).rstrip("*").rstrip()
        yield item(source, entry, ItemKind.RESPONSIBLE, text, cell.span, holder, said)


def _noted_parties(source: Source, cell: Cell) -> tuple[Party, ...]:
    """Parties that a cell's footnotes name: by a label, in so many words, or as what a short note is about."""
    found: dict[Party, None] = {}
    for note in cell.notes:
        text = source.text(note)
        labels = [(label.field, label.value) for label in labels_in(text)]
        read = parties_of if labels else said_parties
        stated = stated_parties(text, source.parties)
        for column, value in (labels or attributes_of(text, source.parties)) if not stated else ():
            if column in ROLE_OF:
                found.update(dict.fromkeys(read(value, ROLE_OF[column], source.parties)))
        found.update(dict.fromkeys(stated or (acting_party(text, source.parties) if not found else ())))
    return tuple(found)


def _parties(source: Source, cells: dict[Field, Cell]) -> tuple[Party, ...]:
    return tuple(
        party
        for column, cell in cells.items()
        if column in ROLE_OF
        for party in parties_of(source.text(cell.span), ROLE_OF[column], source.parties)
    )


def _values(source: Source, cells: dict[Field, Cell]) -> dict[Field, str]:
    """What the columns say, without fillers such as "-" and "n.n.b."."""
    values = {column: source.text(cell.span) for column, cell in cells.items()}
    return {column: value for column, value in values.items() if not wordings().nobody.fullmatch(value.strip())}
