"""What was understood of a question, as chips: each restriction, with a button that asks again without it."""

from __future__ import annotations

from assistant.restrictions import Limit, Restriction, restrictions
from assistant.screen import texts
from assistant.screen.markup import element, hidden, safe
from assistant.types import Reply
from corpus.types import DocumentType, Period


def chips(reply: Reply, turn: int) -> str:
    """Give the chips of a turn as buttons, with a last one to limit the search; an id tells the script what to do."""
    found = restrictions(reply.outcome.interpretation)
    names = {
        Limit.YEAR: texts.YEAR,
        Limit.PERIOD: texts.PERIOD,
        Limit.THEME: texts.THEME,
        Limit.TOPIC: texts.TOPIC,
        Limit.DOCUMENT_TYPE: texts.KIND_OF_DOCUMENT,
        Limit.OFFICIAL: texts.OFFICIAL_ONLY,
    }
    buttons = [
        element(
            "button",
            hidden(f"{texts.REMOVE} ")
            + element("span", safe(f"{names[one.limit]}: "), class_="chip-naam")
            + safe(value_text(one))
            + element("span", "", class_="kruis"),
            type="button",
            class_="chip",
            id=f"zonder-{turn}-{index}",
        )
        for index, one in enumerate(found)
    ]
    limit = element("button", safe(texts.LIMIT), type="button", class_="chip erbij", id=f"erbij-{turn}")
    said = element("span", safe(texts.UNDERSTOOD if found else texts.EVERYWHERE))
    return element("p", " ".join((said, *buttons, limit)), class_="begrepen")


def value_text(restriction: Restriction) -> str:
    """Give a restriction's value as a person reads it."""
    match restriction.limit:
        case Limit.PERIOD:
            start, end = restriction.value.split("-")
            return period_text(Period(int(start), int(end)))
        case Limit.DOCUMENT_TYPE if restriction.value in set(DocumentType):
            return texts.DOCUMENT_TYPES[DocumentType(restriction.value)]
        case Limit.OFFICIAL:
            return texts.YES
        case _:
            return restriction.value


def period_text(period: Period) -> str:
    """Give a period in words: years where it is whole years, else its two days."""
    if period.start % 10000 == 101 and period.end % 10000 == 1231:
        first, last = period.years[0], period.years[-1]
        return str(first) if first == last else texts.until(str(first), str(last))
    return texts.until(_day(period.start), _day(period.end))


def _day(number: int) -> str:
    return f"{number % 100}-{number // 100 % 100}-{number // 10000}"
