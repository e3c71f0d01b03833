"""The second tab: the register with its filters."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.screen import texts
from assistant.screen.component import QUIET, html
from assistant.screen.desk import Desk, TooBusy, problem_line
from assistant.screen.markup import element, one_block, safe
from assistant.screen.register import Choice, chosen, options
from assistant.screen.register_view import register_html
from corpus.errors import BeleidswijzerError
from corpus.types import ItemKind


def register_tab(desk: Desk, tab: gr.Tab) -> None:
    """Build the tab inside the Blocks that is open; it is filled when it is first looked at."""
    html(one_block(element("h2", safe(texts.REGISTER_TITLE)) + element("p", safe(texts.REGISTER_TEXT))))
    with gr.Row(elem_id="register-filters"):
        filters = [
            gr.Dropdown([(texts.ALL, "")], value="", label=label, elem_id=f"filter-{name}", min_width=160)
            for name, label in (
                ("year", texts.YEAR),
                ("theme", texts.THEME),
                ("topic", texts.TOPIC),
                ("party", texts.WHO),
                ("kind", texts.KIND),
                ("progress", texts.PROGRESS),
            )
        ]
        words = gr.Textbox(label=texts.WORDS, elem_id="filter-words", min_width=160)
    shown = html(one_block(element("p", safe(texts.STARTING))), elem_id="register")
    page = gr.Textbox("1", visible="hidden", elem_id="register-blad")
    turn = gr.Button(visible="hidden", elem_id="register-blader")

    def fill(*given: str) -> str:
        return filled(desk, Choice(*given[:-1]), given[-1])

    def first(*given: str) -> tuple[str, str]:
        return filled(desk, Choice(*given), "1"), "1"

    def offer() -> list[dict[str, Any]]:
        return offered(desk)

    fields = [*filters, words]
    tab.select(offer, None, filters, **QUIET).then(fill, [*fields, page], shown, **QUIET)
    for field in filters:
        field.input(first, fields, [shown, page], **QUIET)
    words.submit(first, fields, [shown, page], **QUIET)
    words.blur(first, fields, [shown, page], **QUIET)
    turn.click(fill, [*fields, page], shown, **QUIET)


def offered(desk: Desk) -> list[dict[str, Any]]:
    """Give each filter the values that this index has."""
    try:
        found = options(desk.index())
    except (BeleidswijzerError, TooBusy):
        return [gr.update() for _ in range(6)]
    kinds = [(texts.KINDS[ItemKind(kind)], kind) for kind in found.kind]
    named = [[(v, v) for v in values] for values in (found.year, found.theme, found.topic, found.party)]
    rest = [(v, v) for v in found.progress]
    return [gr.update(choices=[(texts.ALL, ""), *values]) for values in (*named, kinds, rest)]


def filled(desk: Desk, choice: Choice, page: str) -> str:
    """Give the register's screen, or the line that says why there is none."""
    try:
        index = desk.index()
    except BeleidswijzerError as error:
        return one_block(element("p", safe(problem_line(error)), class_="toestand-elders"))
    except TooBusy:
        return one_block(element("p", safe(texts.STILL_STARTING), class_="toestand-elders"))
    number = int(page.split("#")[0]) if page.split("#")[0].isdigit() else 1
    older = element("p", safe(texts.OLDER_INDEX), class_="waarschuwing") if index.warning else ""
    return one_block(older + register_html(index, chosen(index, choice), choice, number))
