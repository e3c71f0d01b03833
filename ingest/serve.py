"""The child's side of `child.py`: takes limits upon itself, then makes documents of the files it is asked, one by one.

Run as `python -m ingest.serve MEMORY`. Whatever a library prints goes nowhere; the answers go through a pipe of
their own. Connections to the network are refused.
"""

from __future__ import annotations

import json
import os
import sys
import warnings
from pathlib import Path
from typing import IO, Any

from corpus.errors import ReadError
from ingest.document import read_document
from ingest.wire import answer, requested

OPEN_FILES = 256
LARGEST_FILE = 64_000_000
"""Bytes that the child may write to one file: it writes pictures for OCR, and nothing else."""
TIRED = 700_000_000
"""Bytes in use after which the child ends itself when it is done with a file, so that memory is not kept."""


def main(memory: int) -> None:
    """Answer requests until the parent closes the pipe."""
    answers = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    warnings.simplefilter("ignore")
    limit(memory)
    sys.addaudithook(refuse_network)
    for line in sys.stdin.buffer:
        leave = _answer(line, answers)
        if leave or used() > TIRED:
            return


def _answer(line: bytes, answers: IO[bytes]) -> bool:
    """Read one file and send what came of it; True when this process should not go on."""
    path, entry, sha256 = requested(line)

    def step(name: str) -> None:
        _send(answers, {"step": name})

    def page(number: int, slow: bool) -> None:
        _send(answers, {"page": number, "ocr": slow})

    try:
        document = answer(read_document(path, entry, sha256, on_page=page, on_step=step))
    except ReadError as error:
        grave = isinstance(error.__cause__, (MemoryError, RecursionError))
        _send(answers, {"error": [error.found, error.do], "leave": grave})
        return grave
    except MemoryError:
        _send(answers, {"error": ["het lezen kost meer geheugen dan is toegestaan", ""], "leave": True})
        return True
    except Exception as error:  # noqa: BLE001 - the edge of one document: a bug in reading it must not cost the others
        _send(answers, {"error": [f"onverwachte fout ({type(error).__name__}: {error})", "Meld deze regel"]})
        return True
    _send(answers, {"document": document})
    return False


def _send(answers: IO[bytes], message: dict[str, Any]) -> None:
    answers.write(json.dumps(message, ensure_ascii=True).encode("ascii") + b"\n")
    answers.flush()


def limit(memory: int) -> None:
    """Limit this process's address space, open files, file size and core dumps, where the system can."""
    try:
        import resource
    except ImportError:  # Windows: time and output are still limited by the parent
        return
    wanted = (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_FSIZE, LARGEST_FILE),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, most in wanted:
        _, hard = resource.getrlimit(kind)
        value = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(kind, (value, value))
        except (ValueError, OSError):  # macOS does not limit address space
            continue


def refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse every connection: a document has no business on the network."""
    if event in {"socket.connect", "socket.getaddrinfo", "socket.bind"}:
        raise PermissionError(f"{event} is not allowed while reading a document")


def used() -> int:
    """Give the bytes of memory in use, 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    main(int(sys.argv[1]))
