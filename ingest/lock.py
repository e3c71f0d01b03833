"""One ingest at a time for an index folder; the second one is told who is first."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.errors import IngestBusy
from corpus.files import storage_errors

LOCK = "ingest.lock"
HOLDER = "ingest.json"


@contextmanager
def writing(index: Path, *, now: datetime) -> Iterator[None]:
    """Be the only writer of `index`, which is made where it is not there, for as long as the block runs.

    The lock is the operating system's: it ends with the process, however that ends.

    Raises:
        IngestBusy: another process is writing; the message names it.
        StorageError: the folder cannot be made or written to.
    """
    with storage_errors("Index schrijven", index):
        index.mkdir(parents=True, exist_ok=True)
        lock = FileLock(index / LOCK)
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise IngestBusy(
                "Documenten inlezen",
                on=str(index),
                found=f"een andere ingest is bezig{_holder(index)}",
                do="Wacht tot die klaar is, of stop dat proces.",
            ) from error
    try:
        with storage_errors("Index schrijven", index):
            who = {"pid": os.getpid(), "host": socket.gethostname(), "since": f"{now:%d-%m-%Y %H:%M:%S}"}
            (index / HOLDER).write_text(json.dumps(who), encoding="utf-8")
        yield
    finally:
        with suppress(OSError):
            (index / HOLDER).unlink()
        lock.release()


def _holder(index: Path) -> str:
    """Say who holds the lock, as far as it is known: the holder writes its name just after it has the lock."""
    try:
        who = json.loads((index / HOLDER).read_text(encoding="utf-8"))
        return f" (proces {who['pid']} op {who['host']}, sinds {who['since']})"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
