"""The desk where a question is handed in: waits for the models, lets in a few at a time, always gives an Exchange."""

from __future__ import annotations

import logging
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from assistant.restrictions import Restriction
from assistant.screen import texts
from assistant.screen.conversation import Exchange, history
from assistant.screen.steps import Steps
from assistant.types import Hit, Reply, Turn
from corpus.errors import BeleidswijzerError, IndexMissing, IndexUnusable, ModelError
from corpus.types import Filters

if TYPE_CHECKING:
    from corpus.index import Index

LOG = logging.getLogger(__name__)
AT_ONCE = 4
"""Questions that are worked on at the same time; more only makes each slower on a few cores."""
WAITING = 24
"""Questions that may wait for a place; one more is told to come back (a council evening is some 20 at once)."""
PATIENCE_SECONDS = 120.0
"""How long a question waits for the models to be loaded, or for a place."""
REMEMBERED = 500
"""Answers that can still be exported; the oldest is forgotten first."""


class CurrentIndex(Protocol):
    """Gives the index as it is now."""

    def get(self) -> Index:
        """Give the current generation, opened."""


class Assistant(Protocol):
    """What the screen needs of the assistant."""

    @property
    def index(self) -> CurrentIndex:
        """The index that it reads."""

    def ask(
        self,
        question: str,
        history: tuple[Turn, ...] = (),
        filters: Filters = ...,
        *,
        ignored: Set[Restriction] = ...,
        on_step: Callable[[str], None] | None = ...,
    ) -> Reply:
        """Answer a question, or refuse with a reason; tells each step as it begins."""

    def answers_by_itself(self, question: str) -> bool:
        """Tell whether the quotes alone answer a question; no language model is asked."""

    def search(self, question: str, k: int, filters: Filters) -> tuple[Hit, ...]:
        """Find passages."""


class Waits(Protocol):
    """Gives the assistant once it is there."""

    def wait(self, seconds: float) -> Assistant | None:
        """Wait at most `seconds`; None where it is not there."""

    @property
    def problem(self) -> BeleidswijzerError | None:
        """Why it is not there."""


class TooBusy(Exception):
    """More questions are waiting than can be answered in reasonable time."""


class Desk:
    """Takes questions and remembers the last answers, in memory only."""

    def __init__(self, opening: Waits, *, at_once: int = AT_ONCE, waiting: int = WAITING) -> None:
        """Take questions for the assistant that `opening` gives."""
        self.steps = Steps()
        self._opening = opening
        self._places = threading.BoundedSemaphore(at_once)
        self._queue = threading.BoundedSemaphore(at_once + waiting)
        self._remembered: OrderedDict[str, Exchange] = OrderedDict()
        self._answered: OrderedDict[tuple[str, str], bool] = OrderedDict()
        self._lock = threading.Lock()

    def ask(
        self,
        question: str,
        earlier: Sequence[Exchange],
        filters: Filters,
        *,
        ignored: frozenset[Restriction] = frozenset(),
        watched_as: str | None = None,
    ) -> Exchange:
        """Answer a question; whatever goes wrong becomes a Dutch line in the exchange.

        `watched_as` is the key by which the page asks how far it is.
        """
        key = secrets.token_urlsafe(16)
        try:
            with self.steps.of(watched_as) as on_step:
                reply = self.reply(question, history(earlier), filters, ignored=ignored, on_step=on_step)
        except TooBusy:
            return Exchange(key, question, None, texts.TOO_BUSY, filters, ignored)
        except BeleidswijzerError as error:
            LOG.warning("%s", error)
            return Exchange(key, question, None, problem_line(error), filters, ignored)
        except Exception:
            LOG.exception("a question failed")  # the question itself is not logged: it may be personal
            return Exchange(key, question, None, texts.FAILED, filters, ignored)
        exchange = Exchange(key, question, reply, None, filters, ignored)
        self._remember(exchange)
        return exchange

    def reply(
        self,
        question: str,
        turns: tuple[Turn, ...],
        filters: Filters,
        *,
        ignored: Set[Restriction] = frozenset(),
        on_step: Callable[[str], None] | None = None,
    ) -> Reply:
        """Answer a question in its turn.

        Raises:
            TooBusy: too many are waiting.
            BeleidswijzerError: there is no index, or no model.
        """
        with self._place() as assistant:
            return assistant.ask(question, turns, filters, ignored=ignored, on_step=on_step)

    def would_answer(self, question: str) -> bool | None:
        """Tell whether a question by itself gets an answer; None while the desk has better things to do.

        What was found is remembered for this generation, for the same suggestions come up again and again.
        """
        assistant = self.assistant(0)
        key = (assistant.index.get().generation, question)
        with self._lock:
            if key in self._answered:
                return self._answered[key]
        if not self._places.acquire(blocking=False):
            return None
        try:
            answered = assistant.answers_by_itself(question)
        finally:
            self._places.release()
        with self._lock:
            self._answered[key] = answered
            while len(self._answered) > REMEMBERED:
                self._answered.popitem(last=False)
        return answered

    def search(self, question: str, k: int, filters: Filters) -> tuple[Hit, ...]:
        """Find passages, in its turn.

        Raises:
            TooBusy: too many are waiting.
            BeleidswijzerError: there is no index, or no model.
        """
        with self._place() as assistant:
            return assistant.search(question, k, filters)

    @contextmanager
    def _place(self) -> Iterator[Assistant]:
        """Give the assistant when it is this question's turn."""
        if not self._queue.acquire(blocking=False):
            raise TooBusy
        try:
            assistant = self.assistant()
            if not self._places.acquire(timeout=PATIENCE_SECONDS):
                raise TooBusy
            try:
                yield assistant
            finally:
                self._places.release()
        finally:
            self._queue.release()

    def assistant(self, seconds: float = PATIENCE_SECONDS) -> Assistant:
        """Give the assistant, waiting for it where it is being opened.

        Raises:
            BeleidswijzerError: why there is none.
            TooBusy: it is still being opened.
        """
        assistant = self._opening.wait(seconds)
        if assistant is not None:
            return assistant
        if self._opening.problem is not None:
            raise self._opening.problem
        raise TooBusy

    def ready(self) -> bool:
        """Tell whether the assistant is there, without waiting.

        Raises:
            BeleidswijzerError: why it cannot be there.
        """
        if self._opening.wait(0) is not None:
            return True
        if self._opening.problem is not None:
            raise self._opening.problem
        return False

    def index(self, seconds: float = 0.0) -> Index:
        """Give the current index.

        Raises:
            BeleidswijzerError: why there is none.
            TooBusy: it is still being opened.
        """
        return self.assistant(seconds).index.get()

    def remembered(self, key: str) -> Exchange | None:
        """Give an answer that was given not long ago."""
        with self._lock:
            return self._remembered.get(key)

    def _remember(self, exchange: Exchange) -> None:
        with self._lock:
            self._remembered[exchange.key] = exchange
            while len(self._remembered) > REMEMBERED:
                self._remembered.popitem(last=False)


def problem_line(error: BeleidswijzerError) -> str:
    """Say for a person at the screen what is wrong; paths and settings stay in the log."""
    if isinstance(error, IndexMissing):
        return f"{texts.NO_INDEX} {texts.NO_INDEX_DO}"
    if isinstance(error, IndexUnusable):
        return texts.INDEX_UNUSABLE
    if isinstance(error, ModelError):
        return texts.MODEL_UNUSABLE
    return texts.FAILED
