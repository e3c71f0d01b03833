"""The real ingest with a small embedder that takes its time, as a process of its own: to be killed, or to run short.

Its progress goes to standard error, a line each; an error of ours is the last line, as the command gives it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from corpus.errors import BeleidswijzerError
from corpus.settings import read_settings
from ingest.pipeline import ingest
from ingest.progress import Step
from tests.ingest.word_embedder import WordEmbedder


def tell(step: Step) -> None:
    sys.stderr.write(f"{step.stage} {step.done} {step.total}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    corpus, index = map(Path, sys.argv[1:])
    try:
        report = ingest(read_settings({}, corpus=corpus, index=index), WordEmbedder(pause=0.002), tell)
    except BeleidswijzerError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)
    sys.exit(report.exit_code)
