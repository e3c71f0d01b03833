"""Reads files in a child process with limits on time, memory and output, so that a bad file costs only itself.

The parent writes a path and what is known of the document, the child answers with lines of JSON: `{"step": name}` for
every step, `{"page": n}` for every page read, which gives it more time, and at last `{"document": ...}` or
`{"error": ...}`. A child that dies, hangs or says too much is ended, its file is refused, and the next file gets a new
child.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from corpus.errors import ReadError
from corpus.listed import Entry
from corpus.types import ReadDocument
from ingest.readers.errors import refused
from ingest.wire import answered, request

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 60.0
"""For one file; every page read adds PAGE_SECONDS and every page recognised by OCR adds OCR_SECONDS, up to MOST."""
PAGE_SECONDS, OCR_SECONDS, MOST_SECONDS = 0.5, 20.0, 900.0
MEMORY = 1_500_000_000
OUTPUT = 200_000_000
READS = 65_536
KEPT = frozenset({"PATH", "LANG", "LC_ALL", "TESSDATA_PREFIX", "TMPDIR", "SYSTEMROOT", "LD_LIBRARY_PATH"})


class ReaderProcess:
    """A child process that reads files, one at a time; a context manager. Not for use by two threads at once."""

    def __init__(self, *, seconds: float = SECONDS, memory: int = MEMORY, output: int = OUTPUT) -> None:
        """Set the limits: seconds for a file, bytes of address space for the child, bytes of answer for a file."""
        self._seconds, self._memory, self._output = seconds, memory, output
        self._child: subprocess.Popen[bytes] | None = None
        self._rest = b""

    def __enter__(self) -> Self:
        """Start the child, which then imports while the first file is on its way."""
        self._start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the child."""
        self._end()

    def read(
        self, path: Path, entry: Entry, sha256: str, *, on_step: Callable[[str], None] = lambda _: None
    ) -> ReadDocument:
        """Read the file at `path`, which is `entry`'s or a copy of it; `on_step` is told each step, in Dutch.

        Raises:
            ReadError: the file cannot be read, or reading it passed a limit.
        """
        child = self._child if self._child is not None and self._child.poll() is None else self._start()
        try:
            assert child.stdin is not None
            child.stdin.write(request(path, entry, sha256))
            child.stdin.flush()
            answer = self._answer(child, path, on_step)
        except (BrokenPipeError, EOFError) as error:
            code = self._end()
            raise refused(path, f"het lezen is afgebroken ({_cause(code)})") from error
        if "error" in answer:
            found, do = (str(part) for part in (*answer["error"], "", "")[:2])
            if answer.get("leave"):
                self._end()
            raise refused(path, found, do)
        try:
            return answered(answer["document"])
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            self._end()
            raise refused(path, "het antwoord van de lezer is onbruikbaar") from error

    def _answer(self, child: subprocess.Popen[bytes], path: Path, on_step: Callable[[str], None]) -> dict[str, Any]:
        """Wait for the last line of the answer; every page that is announced gives more time."""
        assert child.stdout is not None
        begun = time.monotonic()
        allowed, size = self._seconds, 0
        buffer = bytearray()
        while True:
            left = begun + min(allowed, max(MOST_SECONDS, self._seconds)) - time.monotonic()
            if left <= 0 or not select.select([child.stdout], [], [], left)[0]:
                self._end()
                raise refused(path, f"het lezen duurde langer dan {round(time.monotonic() - begun)} seconden")
            data = os.read(child.stdout.fileno(), READS)
            if not data:
                raise EOFError
            size += len(data)
            if size > self._output:
                self._end()
                raise refused(path, "de tekst is veel groter dan een document kan zijn")
            buffer += data
            while (end := buffer.find(b"\n")) >= 0:
                line = bytes(buffer[:end])
                del buffer[: end + 1]
                message = _message(line)
                if "step" in message:
                    on_step(str(message["step"]))
                elif "page" in message:
                    allowed += OCR_SECONDS if message.get("ocr") else PAGE_SECONDS
                else:
                    return message

    def _start(self) -> subprocess.Popen[bytes]:
        self._end()  # the pipes of one that died
        environ = {k: v for k, v in os.environ.items() if k in KEPT}
        environ |= {"PYTHONPATH": str(ROOT), "OMP_THREAD_LIMIT": "1", "PYTHONUTF8": "1"}
        self._child = subprocess.Popen(
            [sys.executable, "-m", "ingest.serve", str(self._memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environ,
            start_new_session=True,  # so that a program it started (tesseract) ends with it
        )
        return self._child

    def _end(self) -> int | None:
        """End the child with all it started, and give its exit code."""
        child, self._child = self._child, None
        if child is None:
            return None
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    pass
        try:
            code = child.wait(timeout=0.2)
        except subprocess.TimeoutExpired:
            code = None
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            pass
        return code if code is not None else child.wait()


def _message(line: bytes) -> dict[str, Any]:
    try:
        message = json.loads(line)
    except ValueError:
        return {"error": ["het antwoord van de lezer is onbruikbaar"], "leave": True}
    return message if isinstance(message, dict) and message else {"error": ["het antwoord is leeg"], "leave": True}


def _cause(code: int | None) -> str:
    if code is not None and code < 0:
        name = signal.Signals(-code).name if -code in set(signal.Signals) else str(-code)
        return f"gestopt door {name}; waarschijnlijk te veel geheugen of een fout in een bibliotheek"
    return "de lezer is onverwacht gestopt"


__all__ = ["ReadError", "ReaderProcess"]
