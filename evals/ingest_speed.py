"""`python -m evals.ingest_speed`: how long reading documents into an index takes, beside embedding alone.

Two measurements. The first reads a practice municipality with the real model, into an index of its own, and then embeds
the same texts again with nothing beside it: what reading, storing and publishing add is the difference. The second
makes a corpus of many pages, reads it with vectors that cost next to nothing, and times a run in which nothing changed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import BeleidswijzerError
from corpus.settings import read_settings
from evals.practice import write
from evals.worlds import world
from ingest.deferred import PassageEmbedder
from ingest.pipeline import TEXTS, ingest
from ingest.progress import Step

GOAL_RATIO = 1.25
GOAL_UNCHANGED = 5.0
"""The project's own goals: total over embedding alone, and seconds for 1,000 pages of which none changed."""

FIRST_SEED = 50_000
"""Seeds of the many pages; no question set uses them."""


@dataclass(slots=True)
class Recording:
    """The real embedder; keeps what it was asked to embed."""

    inner: PassageEmbedder
    texts: list[str] = field(default_factory=list)

    @property
    def fingerprint(self) -> str:
        """The model's own."""
        return self.inner.fingerprint

    def passages(
        self, texts: Sequence[str], *, on_progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Embed and remember."""
        self.texts.extend(texts)
        return self.inner.passages(texts, on_progress=on_progress)


class Digests:
    """Vectors made from a digest of the text: different, of length 1, and almost free. They say nothing of meaning."""

    fingerprint = "digest@1"

    def passages(
        self, texts: Sequence[str], *, on_progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Give 32 numbers for each text."""
        digests = [hashlib.sha256(text.encode("utf-8", "replace")).digest() for text in texts]
        vectors = np.frombuffer(b"".join(digests), dtype=np.uint8).reshape(len(texts), 32).astype(np.float32) - 127.5
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and show; gives the exit code: 0 within the goals, 1 slower, 2 nothing could be measured."""
    parser = argparse.ArgumentParser(prog="python -m evals.ingest_speed", description="Meet hoe snel inlezen gaat.")
    parser.add_argument("--corpus", default="tune", metavar="NAAM", help="oefengemeente (standaard %(default)s)")
    parser.add_argument("--limit", type=int, metavar="N", help="hooguit N documenten van de oefengemeente")
    parser.add_argument(
        "--pages", type=int, default=1000, metavar="N", help="bladzijden; 0 slaat de tweede meting over"
    )
    parser.add_argument("--json", type=Path, metavar="BESTAND", help="schrijf de uitkomsten naar dit bestand")
    options = parser.parse_args(arguments)
    try:
        with tempfile.TemporaryDirectory() as folder:
            corpus = Path(folder) / "corpus"
            corpus.mkdir()
            for path in sorted(world(options.corpus).documents.iterdir())[: options.limit]:
                shutil.copy(path, corpus)
            figures = beside_embedding(corpus, Path(folder) / "index")
            within = figures["inlezen / omzetten"] <= GOAL_RATIO
            if options.pages:
                figures |= unchanged(options.pages, Path(folder))
                within = within and figures["niets veranderd (s)"] <= GOAL_UNCHANGED
    except BeleidswijzerError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    for name, value in figures.items():
        sys.stdout.write(f"{name:<32} {value:>10.2f}\n")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 0 if within else 1


def beside_embedding(documents: Path, index: Path) -> dict[str, float]:
    """Time a whole ingest with a loaded model, and the embedding of its texts alone; the unit is in the name."""
    from corpus.embedding import load_embedder  # brings torch, which the other measurement never needs

    settings = replace(read_settings(os.environ), corpus=documents, index=index, chroma_url=None)
    embedder = Recording(load_embedder(settings))
    embedder.inner.passages(["Een eerste zin, zodat alles geladen is."])
    published: list[float] = []

    def note(step: Step) -> None:
        if step.stage == "write" and not published:
            published.append(time.perf_counter())

    before, begun = _processor(), time.perf_counter()
    report = ingest(settings, embedder, note)
    ended, after = time.perf_counter(), _processor()
    for at in range(0, len(embedder.texts), TEXTS):
        embedder.inner.passages(embedder.texts[at : at + TEXTS])
    alone, alone_processor = time.perf_counter() - ended, _processor() - after
    return {
        "documenten": float(len(report.added)),
        "bladzijden": float(report.pages),
        "passages": float(report.passages),
        "inlezen (s)": ended - begun,
        "  waarvan publiceren (s)": ended - published[0] if published else 0.0,
        "alleen omzetten (s)": alone,
        "inlezen / omzetten": (ended - begun) / alone,
        "inlezen (s processor)": after - before,
        "omzetten (s processor)": alone_processor,
    }


def _processor() -> float:
    """Give the processor seconds of this process and of the children that ended: other programs hardly change them."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def unchanged(pages: int, folder: Path) -> dict[str, float]:
    """Time a run over at least so many pages of which none has changed since the last."""
    corpus = folder / "veel"
    corpus.mkdir()
    settings = replace(read_settings({}), corpus=corpus, index=folder / "veel-index")
    found, seed = 0, FIRST_SEED
    while found < pages:
        write(str(seed), folder / f"{seed}")
        for path in (folder / f"{seed}" / "documents").iterdir():
            if path.is_file() and path.suffix in {".pdf", ".docx", ".html"}:
                shutil.copy(path, corpus / f"{seed}-{path.name}")
        found, seed = ingest(settings, Digests()).pages, seed + 1
    begun = time.perf_counter()
    report = ingest(settings, Digests())
    seconds = time.perf_counter() - begun
    return {
        "veel bladzijden": float(report.pages),
        "passages daarin": float(report.passages),
        "niets veranderd (s)": seconds,
    }


if __name__ == "__main__":
    sys.exit(main())
