"""Means with intervals, and percentiles. Pure; the random numbers come from a fixed seed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

RESAMPLES = 1000
SEED = 20190228
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean over `n` questions and its bootstrap interval; `value` is None only where there was no question."""

    value: float | None
    low: float | None
    high: float | None
    n: int


def mean(values: Sequence[float], *, seed: int = SEED) -> Mean:
    """Give the mean and its percentile bootstrap interval (Efron & Tibshirani 1993, chapter 13)."""
    if not values:
        return Mean(None, None, None, 0)
    sample = np.asarray(values, dtype=np.float64)
    rows = np.random.default_rng(seed).integers(0, len(sample), size=(RESAMPLES, len(sample)))
    tail = (1 - CONFIDENCE) / 2 * 100
    low, high = np.percentile(sample[rows].mean(axis=1), [tail, 100 - tail])
    return Mean(math.fsum(values) / len(values), float(low), float(high), len(values))


def percentile(values: Sequence[float], share: float) -> float | None:
    """Give the smallest value that at least `share` of the values do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else None
