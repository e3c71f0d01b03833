"""A command that reports as `python -m ingest --json` does, for the tests of the page: it reads nothing.

A file with "stuk" in its name has failed. While there is a file "wacht" in the folder it is at work.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

if __name__ == "__main__":
    corpus = Path(sys.argv[1])
    sys.stderr.write("Documenten lezen en omzetten: 1 van 2 documenten\n")
    sys.stderr.flush()
    while (corpus / "wacht").exists():
        time.sleep(0.01)
    files = sorted(p.relative_to(corpus).as_posix() for p in corpus.rglob("*.*") if ".removed" not in p.parts)
    failed = [{"file": f, "step": "lezen", "reason": "het bestand is beschadigd"} for f in files if "stuk" in f]
    added = [f for f in files if "stuk" not in f]
    report = {"added": added, "replaced": [], "unchanged": [], "removed": [], "failed": failed, "unread": []}
    sys.stdout.write(json.dumps({**report, "cautions": [], "published": bool(added)}))
    sys.exit(1 if failed else 0)
