"""What was understood of a question, as chips: each filter that held, with a button that asks again without it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.screen import texts
from assistant.screen.markup import element, hidden, safe
from assistant.types import Reply
from corpus.types import DocumentType, Filters, Period


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter: what it is called, and the filters that remain without it."""

    label: str
    value: str
    without: Filters


def understood(filters: Filters) -> tuple[Chip, ...]:
    """Give one chip for each restriction, in a fixed order."""
    return tuple(_chips(filters))


def _chips(filters: Filters) -> Iterator[Chip]:
    for year in filters.years:
        yield Chip(texts.YEAR, str(year), replace(filters, years=tuple(y for y in filters.years if y != year)))
    for theme in filters.themes:
        yield Chip(texts.THEME, theme, replace(filters, themes=tuple(t for t in filters.themes if t != theme)))
    for kind in filters.document_types:
        named = texts.DOCUMENT_TYPES[DocumentType(kind)] if kind in set(DocumentType) else kind
        kept = tuple(k for k in filters.document_types if k != kind)
        yield Chip(texts.KIND_OF_DOCUMENT, named, replace(filters, document_types=kept))
    if filters.period is not None:
        yield Chip(texts.PERIOD, period_text(filters.period), replace(filters, period=None))
    if filters.official_only:
        yield Chip(texts.OFFICIAL_ONLY, texts.YES, replace(filters, official_only=False))


def period_text(period: Period) -> str:
    """Give a period in words: years where it is whole years, else its two days."""
    if period.start % 10000 == 101 and period.end % 10000 == 1231:
        first, last = period.years[0], period.years[-1]
        return str(first) if first == last else f"{first} tot en met {last}"
    return f"{_day(period.start)} tot en met {_day(period.end)}"


def _day(number: int) -> str:
    return f"{number % 100}-{number // 100 % 100}-{number // 10000}"


def chips(reply: Reply, turn: int) -> str:
    """Give the chips of a turn as buttons; the button's id tells the script what to ask for."""
    found = understood(reply.outcome.interpretation.filters)
    if not found:
        return ""
    buttons = (
        element(
            "button",
            hidden(f"{texts.REMOVE} ")
            + element("span", safe(f"{chip.label}: "), class_="chip-naam")
            + safe(chip.value)
            + element("span", "", class_="kruis"),
            type="button",
            class_="chip",
            id=f"zonder-{turn}-{index}",
        )
        for index, chip in enumerate(found)
    )
    return element("p", element("span", safe(texts.UNDERSTOOD)) + " " + " ".join(buttons), class_="begrepen")
