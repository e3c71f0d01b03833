"""What stands in the conversation before the first question, or while there is nothing to ask."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.screen import texts
from assistant.screen.desk import Desk, problem_line
from assistant.screen.markup import element, safe
from assistant.screen.suggestions import opening_questions
from corpus.errors import BeleidswijzerError


class Welcome:
    """The opening block; its example questions are looked for once per generation of the index."""

    def __init__(self, desk: Desk) -> None:
        """Welcome people at this desk."""
        self._desk = desk
        self._found: tuple[str, tuple[str, ...]] = ("", ())

    def block(self) -> str:
        """Give what this is, how to ask, and questions that can be pressed; or what is being waited for."""
        try:
            assistant = self._desk.ready()
            below = buttons(texts.EXAMPLES, self._examples()) if assistant else _line(texts.STARTING)
        except BeleidswijzerError as error:
            below = _line(problem_line(error))
        inner = element("h2", safe(texts.WELCOME)) + element("p", safe(texts.WELCOME_TEXT)) + below
        return element("div", inner, class_="welkom")

    def _examples(self) -> tuple[str, ...]:
        assistant = self._desk.assistant()
        generation = assistant.index.get().generation
        if self._found[0] != generation:
            self._found = (generation, opening_questions(assistant))
        return self._found[1]


def _line(text: str) -> str:
    return element("p", safe(text), class_="toestand")


def buttons(title: str, questions: Sequence[str]) -> str:
    """Give questions that ask themselves when they are pressed; nothing where there are none."""
    if not questions:
        return ""
    items = "".join(
        element("li", element("button", safe(question), type="button", class_="voorbeeld")) for question in questions
    )
    return element("div", element("h3", safe(title)) + element("ul", items), class_="voorbeelden")
