"""How far an ingest is: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn

STAGES = {
    "read": "Documenten lezen en omzetten",
    "write": "Index schrijven",
    "lexical": "Woordindex bouwen",
    "chroma": "Vectorindex bouwen",
    "probe": "Index controleren",
    "sync": "Naar schijf schrijven",
    "switch": "Index publiceren",
    "share": "Naar de Chroma-server sturen",
}


@dataclass(frozen=True, slots=True)
class Step:
    """Where an ingest is. `stage` is a key of STAGES; `done` of `total` is in its own unit, total 0 where unknown.

    `file` is the document that was just finished, `pages` and `passages` count what is stored, `seconds_left` is an
    estimate, None where there is nothing to go by.
    """

    stage: str
    done: int
    total: int
    file: str | None = None
    pages: int = 0
    passages: int = 0
    seconds_left: float | None = None


OnProgress = Callable[[Step], None]


@contextmanager
def shown(stream: TextIO | None = None) -> Iterator[OnProgress]:
    """Show the steps that are told to what this gives, on standard error unless `stream` is given."""
    stream = stream or sys.stderr
    if not stream.isatty():
        yield _Lines(stream).show
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[state]}"))
    with Progress(*columns, console=Console(file=stream), transient=True) as bar:
        yield _Bar(bar).show


def state_of(step: Step) -> str:
    """Say in Dutch how far a step is."""
    amounts = [f"{step.done} van {step.total}" if step.total else f"{step.done}"]
    if step.stage == "read":
        amounts = [f"{amounts[0]} documenten", f"{step.pages} bladzijden", f"{step.passages} passages"]
    if step.seconds_left is not None:
        amounts.append(f"nog {duration(step.seconds_left)}")
    return ", ".join(amounts)


def duration(seconds: float) -> str:
    """Say a duration in Dutch, as coarse as an estimate deserves."""
    if seconds < 90:
        return f"ongeveer {max(1, round(seconds))} s"
    return (
        f"ongeveer {round(seconds / 60)} min"
        if seconds < 5400
        else f"ongeveer {seconds / 3600:.1f} uur".replace(".", ",")
    )


class _Bar:
    """One bar for each stage."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._task: TaskID | None = None
        self._stage = ""

    def show(self, step: Step) -> None:
        if self._task is None or step.stage != self._stage:
            if self._task is not None:
                self._bar.update(self._task, visible=False)
            self._task = self._bar.add_task(STAGES[step.stage], total=None, state="")
            self._stage = step.stage
        self._bar.update(self._task, completed=step.done, total=step.total or None, state=state_of(step))


class _Lines:
    """A line at each stage, and in it at most one a second; a document that was finished has its name in it."""

    EVERY = 1.0  # seconds

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._stage = ""
        self._last = 0.0

    def show(self, step: Step) -> None:
        now = time.monotonic()
        if step.stage == self._stage and now - self._last < self.EVERY and not 0 < step.total == step.done:
            return
        self._stage, self._last = step.stage, now
        self._stream.write(f"{STAGES[step.stage]}: {state_of(step)}\n")
        self._stream.flush()
