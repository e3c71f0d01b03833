"""What stands in the conversation before the first question, or while there is nothing to ask."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from assistant.screen import texts
from assistant.screen.desk import Desk, TooBusy, problem_line
from assistant.screen.markup import element, safe
from assistant.screen.suggestions import opening_questions
from corpus.errors import BeleidswijzerError


class Welcome:
    """The opening block, and examples that are looked for once per generation of the index."""

    def __init__(self, desk: Desk) -> None:
        """Welcome people at this desk."""
        self._desk = desk
        self._lock = threading.Lock()
        self._found: dict[texts.Language, tuple[str, tuple[str, ...]]] = {}

    def block(self) -> str:
        """Give what this is and how to ask, or what is being waited for; it is there at once."""
        try:
            below = "" if self._desk.ready() else _line(texts.STARTING)
        except BeleidswijzerError as error:
            below = _line(problem_line(error))
        inner = element("h2", safe(texts.WELCOME)) + element("p", safe(texts.WELCOME_TEXT)) + below
        return element("div", inner, class_="welkom")

    def notice(self) -> str:
        """Say that answers come from an older generation, where the newest cannot be opened; nothing where all is well.

        Why that is stands on the tab with the documents, for who can mend it.
        """
        try:
            if not self._desk.ready() or self._desk.index().warning is None:
                return ""
        except (BeleidswijzerError, TooBusy):
            return ""
        return element("p", safe(texts.OLDER_INDEX), class_="waarschuwing verouderd")

    def examples(self) -> str:
        """Give questions that can be pressed, each of which has an answer; nothing while there is no index.

        Looking for them takes as long as some ten questions, so the first visitor may see them a moment later.
        """
        try:
            if not self._desk.ready():
                return ""
            generation = self._desk.index().generation
            with self._lock:
                known, questions = self._found.get(texts.language(), ("", ()))
                if known != generation or not questions:
                    questions = opening_questions(self._desk)
                    self._found[texts.language()] = (generation, questions)
                return buttons(texts.EXAMPLES, questions)
        except (BeleidswijzerError, TooBusy):
            return ""


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
