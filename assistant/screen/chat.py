"""The first tab: question box, conversation, and the sources beside it."""

from __future__ import annotations

import gradio as gr

from assistant.screen import texts
from assistant.screen.choices import Chosen, choice_fields, filters_of, offered
from assistant.screen.component import AGAIN, QUIET, html
from assistant.screen.conversation import Exchange
from assistant.screen.markup import one_block
from assistant.screen.steps import KEY_HEADER
from assistant.screen.talk import Shown, Talk, sources


def chat_tab(talk: Talk, page: gr.Blocks) -> None:
    """Build the tab inside `page`, the Blocks that is open."""
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
                with gr.Row(elem_id="knoppen"):
                    ask_button = gr.Button(texts.ASK, variant="primary", elem_id="stel", min_width=0)
                    new = gr.Button(texts.NEW_CONVERSATION, elem_id="nieuw", min_width=0)
            with gr.Accordion(texts.ONLY_SEARCH_IN, open=False, elem_id="keuzes"):
                choices = choice_fields()
        with gr.Column(scale=2, min_width=0, elem_id="kolom-bronnen"):
            shown_sources = html(sources(()), elem_id="bronnen")
    # What a button in our own HTML asks is put in here by the script, and then carried out.
    order = gr.Textbox(visible="hidden", elem_id="opdracht")
    carry_out = gr.Button(visible="hidden", elem_id="uitvoeren")

    def ask(request: gr.Request, text: str, exchanges: tuple[Exchange, ...], *chosen: Chosen) -> Shown:
        return talk.answer(text, exchanges, filters_of(*chosen), watched_as=request.headers.get(KEY_HEADER))

    def do(request: gr.Request, text: str, exchanges: tuple[Exchange, ...]) -> Shown:
        return talk.ordered(text, exchanges, watched_as=request.headers.get(KEY_HEADER))

    shown = [conversation, shown_sources, state, question]
    asked = gr.on([question.submit, ask_button.click], ask, [question, state, *choices], shown, **AGAIN)
    followed = carry_out.click(do, [order, state], shown, **AGAIN)
    restarted = new.click(talk.restart, None, shown, **QUIET)
    for event in (asked, followed, restarted):
        event.then(talk.suggestions, state, suggested, **QUIET)
    loaded = page.load(lambda: talk.conversation(()), None, conversation, **QUIET)
    loaded.then(lambda: talk.suggestions(()), None, suggested, **QUIET)
    loaded.then(lambda: offered(talk.desk), None, choices, **QUIET)
