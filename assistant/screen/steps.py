"""How far the questions are that are being worked on, so that the page can show it while it waits.

The page makes up a key for each question and asks for its step by that key. A key says nothing about the question; it
is forgotten with the answer.
"""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from fastapi import APIRouter

KEY_HEADER = "x-vraag"
"""The header in which the page's script sends the key along with the question."""
KEY = re.compile(r"[0-9a-f-]{8,64}")
MOST = 200
"""Questions that are kept track of; the desk lets in far fewer."""

QUEUE = "queue"
"""The step before the first: waiting for a place, or for the models."""


class Steps:
    """The step of each question that is being worked on. Safe to use from several threads."""

    def __init__(self) -> None:
        """Begin with none."""
        self._at: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    @contextmanager
    def of(self, key: str | None) -> Iterator[Callable[[str], None]]:
        """Keep track of one question for as long as the block runs; gives what is told each step."""
        if key is None or not KEY.fullmatch(key):
            yield _nothing
            return

        def tell(step: str) -> None:
            with self._lock:
                self._at[key] = step
                while len(self._at) > MOST:
                    self._at.popitem(last=False)

        tell(QUEUE)
        try:
            yield tell
        finally:
            with self._lock:
                self._at.pop(key, None)

    def at(self, key: str) -> str | None:
        """Give the step that a question is at; None where it is not being worked on."""
        with self._lock:
            return self._at.get(key)


def _nothing(step: str) -> None:
    pass


def step_routes(steps: Steps) -> APIRouter:
    """Build the route by which the page asks how far its question is."""
    router = APIRouter(include_in_schema=False)

    @router.get("/stap/{key}")
    def step(key: str) -> dict[str, str | None]:
        return {"stap": steps.at(key)}

    return router
