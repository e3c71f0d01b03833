"""The first tab: question box, conversation, and the sources beside it."""

from __future__ import annotations

import re
import gradio as gr

from assistant.restrictions import Restriction, restrictions
from assistant.screen import texts
from assistant.screen.answers import source_group, turn
from assistant.screen.choices import Chosen, choice_fields, filters_of, offered
from assistant.screen.component import QUIET, html
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


def chat_tab(desk: Desk, welcome: Welcome, page: gr.Blocks) -> None:
    """Build the tab inside the Blocks that is open."""
    state = gr.State(())
    with gr.Row(elem_id="vraag-en-bronnen"):
        with gr.Column(scale=3, min_width=0, elem_id="kolom-gesprek"):
            conversation = html(one_block(""), elem_id="gesprek")
            suggested = html(one_block(""), elem_id="vervolg")
            with gr.Column(elem_id="invoer", min_width=0):
                question = gr.Textbox(
                    label=texts.QUESTION_LABEL,
                    placeholder=texts.QUESTION_PLACEHOLDER,
                    lines=1,
                    max_lines=5,
                    elem_id="vraag",
                    autofocus=True,
                )
                with gr.Accordion(texts.ONLY_SEARCH_IN, open=False, elem_id="keuzes"):
                    choices = choice_fields()
                with gr.Row(elem_id="knoppen"):
                    ask_button = gr.Button(texts.ASK, variant="primary", elem_id="stel", min_width=0)
                    new = gr.Button(texts.NEW_CONVERSATION, elem_id="nieuw", min_width=0)
        with gr.Column(scale=2, min_width=0, elem_id="kolom-bronnen"):
            sources = html(sources_shown(()), elem_id="bronnen")
    order = gr.Textbox(visible="hidden", elem_id="opdracht")
    carry_out = gr.Button(visible="hidden", elem_id="uitvoeren")

    def ask(text: str, exchanges: tuple[Exchange, ...], *chosen: Chosen) -> Shown:
        return answer(desk, welcome, text, exchanges, filters_of(*chosen))

    def follow(text: str, exchanges: tuple[Exchange, ...]) -> Shown:
        return ordered(desk, welcome, text, exchanges)

    def restart() -> Shown:
        return welcome.block(), sources_shown(()), (), ""

    def suggest(exchanges: tuple[Exchange, ...]) -> str:
        return suggestions(desk, exchanges)

    shown = [conversation, sources, state, question]
    asked = gr.on([question.submit, ask_button.click], ask, [question, state, *choices], shown, **QUIET)
    followed = carry_out.click(follow, [order, state], shown, **QUIET)
    restarted = new.click(restart, None, shown, **QUIET)
    for event in (asked, followed, restarted):
        event.then(suggest, state, suggested, **QUIET)
    page.load(welcome.block, None, conversation, **QUIET).then(lambda: offered(desk), None, choices, **QUIET)


def suggestions(desk: Desk, exchanges: tuple[Exchange, ...]) -> str:
    """Give questions to go on with, once the answer is shown; nothing where the desk has no time for it."""
    if not exchanges or exchanges[-1].reply is None:
        return one_block("")
    try:
        found = next_questions(desk.assistant(), exchanges)
    except (BeleidswijzerError, TooBusy):
        return one_block("")
    return one_block(buttons(texts.NEXT_QUESTIONS, found))


def answer(
    desk: Desk,
    welcome: Welcome,
    text: str,
    exchanges: tuple[Exchange, ...],
    filters: Filters,
    *,
    ignored: frozenset[Restriction] = frozenset(),
) -> Shown:
    """Ask a question after the turns so far and give what the page then shows."""
    if not text.strip():
        note = element("p", safe(texts.EMPTY_QUESTION), class_="probleem melding-zichtbaar")
        before = conversation_shown(exchanges) if exchanges else welcome.block()
        return one_block(before + note), sources_shown(exchanges), exchanges, ""
    exchanges = (*exchanges, desk.ask(text, exchanges, filters, ignored=ignored))[-LONGEST_CONVERSATION:]
    left = "" if exchanges[-1].reply is not None else text
    return conversation_shown(exchanges), sources_shown(exchanges), exchanges, left


def ordered(desk: Desk, welcome: Welcome, order: str, exchanges: tuple[Exchange, ...]) -> Shown:
    """Do what a button in the conversation asks: a question again without one of its filters."""
    match = WITHOUT.fullmatch(order)
    place = int(match[1]) - 1 if match else -1
    if match is None or not 0 <= place < len(exchanges) or (reply := exchanges[place].reply) is None:
        return conversation_shown(exchanges) if exchanges else welcome.block(), sources_shown(exchanges), exchanges, ""
    found = restrictions(reply.outcome.interpretation)
    taken = frozenset(found[int(match[2]) : int(match[2]) + 1])
    again = exchanges[place]
    # The last turn is asked anew in its place; an earlier one is asked once more at the end.
    before = exchanges[:place] if place == len(exchanges) - 1 else exchanges
    return answer(desk, welcome, again.question, before, again.filters, ignored=again.ignored | taken)


def conversation_shown(exchanges: tuple[Exchange, ...]) -> str:
    """Give the whole conversation as one block."""
    return one_block("".join(turn(exchange, number) for number, exchange in enumerate(exchanges, start=1)))


def sources_shown(exchanges: tuple[Exchange, ...]) -> str:
    """Give the sources of every turn; the script shows those of one."""
    groups = "".join(source_group(exchange, number) for number, exchange in enumerate(exchanges, start=1))
    heading = element("h2", safe(texts.SOURCES), id="bronnen-kop", tabindex="-1")
    empty = element("p", safe(texts.SOURCES_EMPTY), class_="leeg")
    return one_block(heading + (groups or empty))
