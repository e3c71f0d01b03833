"""Reading the documents anew from the web page: the command `python -m ingest`, started and followed.

It runs in a process of its own: what it reads cannot hurt the page, and the page goes on answering from the generation
that is published. The page moves to the new one by itself.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

from assistant.screen import texts
from corpus.errors import one_line
from corpus.settings import ROOT, Settings

LOG = logging.getLogger(__name__)
Command = Sequence[str]
Report = Mapping[str, Any]
After = Callable[[Report], Sequence[str]]
"""What is done with a report before it is shown; gives lines to show above it."""


def ingest_command(settings: Settings) -> Command:
    """Give the command that makes the index of these settings; other settings go along in the environment."""
    places = ("--corpus", str(settings.corpus), "--index", str(settings.index))
    return (sys.executable, "-m", "ingest", *places, "--json")


@dataclass(frozen=True, slots=True)
class Standing:
    """How it is: at work or not, the last line of progress, and the lines of the last report."""

    busy: bool = False
    progress: str = ""
    report: tuple[str, ...] = ()


class Rereading:
    """Runs the command, one at a time, and keeps how it is. Safe to use from several threads."""

    def __init__(self, command: Command, environ: Mapping[str, str]) -> None:
        """Keep what to run; `environ` is its whole environment."""
        self._command = command
        self._environ = dict(environ)
        self._lock = threading.Lock()
        self._standing = Standing()
        self._process: subprocess.Popen[str] | None = None

    @property
    def standing(self) -> Standing:
        """How it is now."""
        with self._lock:
            return self._standing

    def claim(self) -> bool:
        """Take the turn; False where somebody has it. Who has it must `start` or `release`."""
        with self._lock:
            if self._standing.busy:
                return False
            self._standing = Standing(busy=True, progress=texts.BEGINNING)
            return True

    def release(self) -> None:
        """Give the turn back without having read anything."""
        self._set(Standing())

    def start(self, after: After) -> None:
        """Begin, in the background, with the turn that was taken.

        Args:
            after: called with the report before the turn is given back.
        """
        threading.Thread(target=self._run, args=(after,), name="rereading", daemon=True).start()

    def stop(self) -> None:
        """End the command with the program; what was published stays."""
        with self._lock:
            if self._process is not None:
                self._process.terminate()

    def _set(self, standing: Standing) -> None:
        with self._lock:
            self._standing = standing

    def _run(self, after: After) -> None:
        lines: tuple[str, ...] = (texts.READING_FAILED,)
        try:
            lines = self._read(after)
        except Exception:
            LOG.exception("Documenten inlezen vanaf de pagina mislukt")
        finally:
            self._set(Standing(report=lines))

    def _read(self, after: After) -> tuple[str, ...]:
        with subprocess.Popen(
            self._command,
            cwd=ROOT,
            env=self._environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
        ) as process:
            with self._lock:
                self._process = process
            written: list[str] = []
            reader = threading.Thread(target=lambda: written.append(_all_of(process.stdout)), daemon=True)
            reader.start()
            last = ""
            for line in process.stderr or ():
                last = one_line(line) or last
                self._set(Standing(busy=True, progress=last))
            reader.join()
        with self._lock:
            self._process = None
        try:
            report = json.loads("".join(written))
        except ValueError:
            LOG.warning("Documenten inlezen vanaf de pagina: %s", last)
            return (texts.READING_FAILED, last)
        return (*after(report), *report_lines(report))


def nothing_more(_: Report) -> tuple[str, ...]:
    """Give no lines: what follows a reading of which nothing is asked but the report."""
    return ()


def _all_of(stream: IO[str] | None) -> str:
    return stream.read() if stream else ""


def report_lines(report: Report) -> tuple[str, ...]:
    """Give the report of an ingest for a person at the screen: what changed, and what could not be read and why."""
    lines = [texts.read_again(len(report["unchanged"]), published=bool(report["published"]))]
    for name, title in (("added", texts.ADDED), ("replaced", texts.REPLACED), ("removed", texts.GONE)):
        lines += [f"{title}: {file}" for file in report[name]]
    lines += [f"{texts.NOT_IN}: {one['file']}: {one['reason']}." for one in report["failed"]]
    for name in ("unread", "cautions"):
        lines += [f"{texts.NOTES}: {one['file']}: {one['text']}" for one in report[name]]
    return tuple(one_line(line) + "." for line in lines)
