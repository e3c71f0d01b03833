"""Opening the models and the index in the background, so that the first page does not wait for them."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from enum import StrEnum

from assistant.screen.desk import Assistant
from corpus.errors import BeleidswijzerError, IndexMissing, IndexUnusable

LOG = logging.getLogger(__name__)
RETRY_SECONDS = 2.0
"""How soon a missing index is looked for again; a person who ran `make ingest` should not have to reload."""


class State(StrEnum):
    """How far the opening is."""

    STARTING = "start"
    NO_INDEX = "geen index"
    FAILED = "fout"
    READY = "klaar"


class Opening:
    """Opens the assistant in a thread of its own and holds it; looks for a missing index until it is there."""

    def __init__(self, opener: Callable[[], Assistant], *, retry_seconds: float = RETRY_SECONDS) -> None:
        """Keep the function that opens the assistant; `start` calls it."""
        self._opener = opener
        self._retry_seconds = retry_seconds
        self._ready = threading.Event()
        self._stop = threading.Event()
        self._assistant: Assistant | None = None
        self._problem: BeleidswijzerError | None = None
        self._then: Callable[[], object] | None = None
        self._thread = threading.Thread(target=self._run, name="opening", daemon=True)

    def start(self, then: Callable[[], object] | None = None) -> Opening:
        """Begin; returns at once. `then` is called once the assistant is there."""
        self._then = then
        self._thread.start()
        return self

    def stop(self) -> None:
        """End the looking for an index."""
        self._stop.set()

    @property
    def assistant(self) -> Assistant | None:
        """The assistant, once it is there."""
        return self._assistant

    @property
    def problem(self) -> BeleidswijzerError | None:
        """Why it is not there yet, where that is known."""
        return self._problem

    @property
    def state(self) -> State:
        """How far the opening is, at this moment."""
        if self._assistant is not None:
            return State.READY
        if isinstance(self._problem, IndexMissing):
            return State.NO_INDEX
        return State.STARTING if self._problem is None else State.FAILED

    def wait(self, seconds: float) -> Assistant | None:
        """Wait until the assistant is there, at most `seconds`; at once None where that cannot be soon."""
        if self.state in {State.NO_INDEX, State.FAILED}:
            return None
        self._ready.wait(seconds)
        return self._assistant

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                assistant = self._opener()
                assistant.index.get()
            except (IndexMissing, IndexUnusable) as error:
                self._tell(error)
                self._stop.wait(self._retry_seconds)
            except BeleidswijzerError as error:
                self._tell(error)
                return
            else:
                self._assistant = assistant
                self._problem = None
                self._ready.set()
                if self._then is not None:
                    self._then()
                return

    def _tell(self, error: BeleidswijzerError) -> None:
        if str(error) != str(self._problem):
            LOG.warning("%s", error)
        self._problem = error
