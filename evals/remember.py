"""Vectors that cost minutes to make and are the same in every run: kept in the cache by model and texts."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


def remembered(
    cache: Path, model: str, texts: Sequence[str], make: Callable[[Sequence[str]], NDArray[np.float32]]
) -> NDArray[np.float32]:
    """Give `make(texts)`, (n, dim), from the cache where the same model embedded the same texts before."""
    digest = hashlib.sha256(model.encode())
    for text in texts:
        digest.update(hashlib.sha256(text.encode("utf-8", "replace")).digest())
    file = cache / "vectors" / f"{digest.hexdigest()[:24]}.npy"
    if file.is_file():
        stored: NDArray[np.float32] = np.load(file, allow_pickle=False)
        return stored
    made = make(texts)
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = file.with_suffix(f".{time.monotonic_ns()}.npy")
    np.save(temporary, made)
    temporary.replace(file)
    return made
