"""How much a word tells, measured by how rare it is in everyday Dutch and English."""

from __future__ import annotations

from functools import lru_cache

from wordfreq import zipf_frequency

EVERYDAY = 6.0
"""Zipf frequency (log10 per thousand million words) of words that tell nothing about the subject, such as "is"."""

MOST = 4.0
"""A word rarer than Zipf 2 is as telling as one can be; beyond that the word lists are noise."""


@lru_cache(maxsize=50_000)
def rarity(word: str, language: str = "nl") -> float:
    """Give 0 for an everyday word up to 1 for a rare one.

    Source: wordfreq's Zipf scale (van Heuven et al. 2014, "SUBTLEX-UK", section 2).
    """
    return min(max(EVERYDAY - zipf_frequency(word, language), 0.0), MOST) / MOST
