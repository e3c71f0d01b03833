"""A small real embedder for tests: a text's vector is the sum of its words' vectors, which are made from the words."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

DIMENSION = 64


class WordEmbedder:
    """Like the real one as far as ingest can tell; `embedded` keeps what it was asked, `pause` slows it down."""

    fingerprint = "woorden@1"
    dimension = DIMENSION

    def __init__(self, *, pause: float = 0.0) -> None:
        self.embedded: list[str] = []
        self._pause = pause

    def passages(
        self, texts: Sequence[str], *, on_progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        self.embedded.extend(texts)
        for done in range(len(texts)):
            time.sleep(self._pause)
            if on_progress and done % 8 == 7:
                on_progress(done + 1)
        return np.stack([self.query(text) for text in texts])

    def query(self, text: str) -> NDArray[np.float32]:
        total = np.sum([_word(word) for word in re.findall(r"\w+", text.lower())] or [_word("")], axis=0)
        return np.asarray(total / np.linalg.norm(total), dtype=np.float32)


@lru_cache(maxsize=100_000)
def _word(word: str) -> NDArray[np.float64]:
    seed = int.from_bytes(hashlib.sha256(word.encode("utf-8", "replace")).digest()[:8], "big")
    return np.random.default_rng(seed).normal(size=DIMENSION)
