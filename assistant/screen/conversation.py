"""What was asked and answered in one browser tab, in order; kept in memory only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.output import text_of
from assistant.restrictions import Restriction
from assistant.types import Reply, Speaker, Turn
from corpus.types import Filters

NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and what came of it: a reply, or the line that says why there is none.

    `key` names the answer for export and feedback; it cannot be guessed. `filters` are what the user had chosen,
    `ignored` what the user took away from how the question was read.
    """

    key: str
    question: str
    reply: Reply | None
    problem: str | None = None
    filters: Filters = NO_FILTERS
    ignored: frozenset[Restriction] = frozenset()


def history(exchanges: Iterable[Exchange]) -> tuple[Turn, ...]:
    """Give the earlier turns as the assistant takes them; a question that failed is left out."""
    turns: list[Turn] = []
    for exchange in exchanges:
        if exchange.reply is not None:
            turns.append(Turn(Speaker.USER, exchange.question))
            turns.append(Turn(Speaker.ASSISTANT, text_of(exchange.reply)))
    return tuple(turns)
