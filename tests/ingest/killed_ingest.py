"""An ingest that is killed: the real one, with a small embedder that takes its time. Started by test_kill.py.

Its progress goes to standard error, a line each; the reader of those lines decides when it dies.
"""

from __future__ import annotations

import sys
from pathlib import Path

from corpus.settings import read_settings
from ingest.pipeline import ingest
from ingest.progress import Step
from tests.ingest.word_embedder import WordEmbedder


def tell(step: Step) -> None:
    sys.stderr.write(f"{step.stage} {step.done} {step.total}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    corpus, index = map(Path, sys.argv[1:])
    ingest(read_settings({}, corpus=corpus, index=index), WordEmbedder(pause=0.002), tell)
