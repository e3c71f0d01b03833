"""A fetch that dies at the given rename or removal below the fetched folder: `killed_fetch.py CORPUS PORT WRITES`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from ingest.download import Policy
from ingest.fetch import fetch


def die_at(writes: int) -> None:
    """End the process at once, as a kill would, counted by Python's own audit of what it does."""
    left = [writes]

    def audit(event: str, arguments: tuple[object, ...]) -> None:
        if event in {"os.rename", "os.remove"} and "fetched" in str(arguments):
            if left[0] == 0:
                os._exit(9)
            left[0] -= 1

    sys.addaudithook(audit)


if __name__ == "__main__":
    corpus, port, writes = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    policy = Policy(delay=0.0, ports=frozenset({port}), private_hosts=frozenset({"127.0.0.1"}))
    die_at(writes)
    sys.exit(fetch(corpus, None, policy).exit_code)
