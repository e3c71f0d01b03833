"""What happens when a question is asked, a chip is taken away, or a new conversation begins."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.restrictions import Restriction, restrictions
from assistant.screen import texts
from assistant.screen.answers import source_group, turn
from assistant.screen.conversation import Exchange
from assistant.screen.desk import Desk, TooBusy
from assistant.screen.markup import element, one_block, safe
from assistant.screen.suggestions import next_questions
from assistant.screen.welcome import Welcome, buttons
from corpus.errors import BeleidswijzerError
from corpus.types import Filters

LONGEST_CONVERSATION = 30
"""Turns that a conversation keeps; older ones leave the page, as they would leave the reader's memory."""
WITHOUT = re.compile(r"zonder-(\d{1,3})-(\d{1,2})#\d*")

Shown = tuple[str, str, tuple[Exchange, ...], str]
"""Conversation, sources, state, and what is left in the question box."""


@dataclass(frozen=True, slots=True)
class Talk:
    """The conversations of all visitors, each with its own state; `judged` says whether an answer can be judged."""

    desk: Desk
    welcome: Welcome
    judged: bool

    def answer(
        self,
        text: str,
        exchanges: tuple[Exchange, ...],
        filters: Filters,
        *,
        ignored: frozenset[Restriction] = frozenset(),
        watched_as: str | None = None,
    ) -> Shown:
        """Ask a question after the turns so far and give what the page then shows."""
        if not text.strip():
            note = element("p", safe(texts.EMPTY_QUESTION), class_="probleem")
            return one_block(self._inner(exchanges) + note), sources(exchanges), exchanges, ""
        asked = self.desk.ask(text, exchanges, filters, ignored=ignored, watched_as=watched_as)
        exchanges = (*exchanges, asked)[-LONGEST_CONVERSATION:]
        left = "" if exchanges[-1].reply is not None else text
        return self.conversation(exchanges), sources(exchanges), exchanges, left

    def ordered(self, order: str, exchanges: tuple[Exchange, ...], *, watched_as: str | None = None) -> Shown:
        """Do what a button in the conversation asks: a question again without one of its restrictions."""
        match = WITHOUT.fullmatch(order)
        place = int(match[1]) - 1 if match else -1
        if match is None or not 0 <= place < len(exchanges) or (reply := exchanges[place].reply) is None:
            return self.conversation(exchanges), sources(exchanges), exchanges, ""
        found = restrictions(reply.outcome.interpretation)
        taken = frozenset(found[int(match[2]) : int(match[2]) + 1])
        again = exchanges[place]
        # The last turn is asked anew in its place; an earlier one is asked once more at the end.
        before = exchanges[:place] if place == len(exchanges) - 1 else exchanges
        return self.answer(again.question, before, again.filters, ignored=again.ignored | taken, watched_as=watched_as)

    def restart(self) -> Shown:
        """Forget the conversation."""
        return self.conversation(()), sources(()), (), ""

    def suggestions(self, exchanges: tuple[Exchange, ...]) -> str:
        """Give questions to go on with, once the answer is shown, or to begin with."""
        if not exchanges:
            return one_block(self.welcome.examples())
        if exchanges[-1].reply is None:
            return one_block("")
        try:
            found = next_questions(self.desk, exchanges)
        except (BeleidswijzerError, TooBusy):
            return one_block("")
        return one_block(buttons(texts.NEXT_QUESTIONS, found))

    def conversation(self, exchanges: tuple[Exchange, ...]) -> str:
        """Give the whole conversation as one block; before the first question that is the welcome."""
        return one_block(self._inner(exchanges))

    def _inner(self, exchanges: tuple[Exchange, ...]) -> str:
        if not exchanges:
            return self.welcome.notice() + self.welcome.block()
        turns = "".join(turn(exchange, n, judged=self.judged) for n, exchange in enumerate(exchanges, start=1))
        return self.welcome.notice() + turns + _save_all(exchanges)


def _save_all(exchanges: tuple[Exchange, ...]) -> str:
    keys = ",".join(exchange.key for exchange in exchanges if exchange.reply is not None)
    if "," not in keys:
        return ""
    links = " ".join(
        element("a", safe(text), href=texts.here(f"/uitvoer/{keys}.{kind}"), class_="bewaar")
        for kind, text in (("docx", texts.SAVE_DOCX), ("pdf", texts.SAVE_PDF))
    )
    return element("p", safe(texts.SAVE_CONVERSATION) + " " + links, class_="doen alles")


def sources(exchanges: tuple[Exchange, ...]) -> str:
    """Give the sources of every turn; the script shows those of one."""
    groups = "".join(source_group(exchange, number) for number, exchange in enumerate(exchanges, start=1))
    heading = element("h2", safe(texts.SOURCES), id="bronnen-kop", tabindex="-1")
    empty = element("p", safe(texts.SOURCES_EMPTY), class_="leeg")
    return one_block(heading + (groups or empty))
