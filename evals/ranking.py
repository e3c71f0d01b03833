"""Measures of a ranked list. Pure; a list that found nothing scores 0, never NaN.

A unit is one thing to be found: a gold passage, a gold page, or a judged document of a BEIR set. A hit may cover
several units (a long passage) and a unit may be covered by several hits (a list point and its section). Only the first
hit that covers a unit gains anything, so that repeating a passage in three sizes is worth no more than finding it once.
With one unit per hit these are the measures of trec_eval, which the tests hold them to.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set

Covered = Sequence[Set[str]]
"""For each hit, best first, the units that it covers."""

CUTS = (1, 5, 10, 20)
DEPTH = 10


def recall(covered: Covered, units: Set[str], k: int) -> float:
    """Give the share of `units` that the first `k` hits cover (trec_eval `recall_k`)."""
    found = set[str]().union(*covered[:k]) & units
    return len(found) / len(units) if units else 0.0


def any_hit(covered: Covered, units: Set[str], k: int) -> float:
    """Give 1 where one of the first `k` hits covers a unit, else 0 (trec_eval `success_k`)."""
    return float(any(hit & units for hit in covered[:k]))


def reciprocal_rank(covered: Covered, units: Set[str], k: int) -> float:
    """Give 1 / rank of the first hit that covers a unit, 0 where none of the first `k` does (Voorhees 1999, MRR)."""
    return next((1 / rank for rank, hit in enumerate(covered[:k], start=1) if hit & units), 0.0)


def ndcg(covered: Covered, gains: Mapping[str, float], k: int) -> float:
    """Give the normalised discounted cumulative gain of the first `k` hits (Järvelin & Kekäläinen 2002).

    DCG = sum over ranks i of gain(i) / log2(i + 1), linear gain as trec_eval's `ndcg_cut_k`; the ideal list has one
    unit a rank, best first. A hit that covers several units at once can beat that list; the value is then 1.
    """
    left = dict(gains)
    terms = []
    for rank, hit in enumerate(covered[:k], start=1):
        gain = math.fsum(left.pop(unit) for unit in sorted(hit & left.keys()))
        terms.append(gain / math.log2(rank + 1))
    ideal = math.fsum(
        gain / math.log2(rank + 1) for rank, gain in enumerate(sorted(gains.values(), reverse=True)[:k], start=1)
    )
    return min(1.0, math.fsum(terms) / ideal) if ideal > 0 else 0.0


def measures(covered: Covered, gains: Mapping[str, float]) -> dict[str, float]:
    """Give every retrieval measure of one question; only units with a positive gain are relevant."""
    units = {unit for unit, gain in gains.items() if gain > 0}
    found = {f"recall@{k}": recall(covered, units, k) for k in CUTS}
    return found | {
        "any-hit@10": any_hit(covered, units, DEPTH),
        "MRR@10": reciprocal_rank(covered, units, DEPTH),
        "nDCG@10": ndcg(covered, {unit: gains[unit] for unit in units}, DEPTH),
    }
