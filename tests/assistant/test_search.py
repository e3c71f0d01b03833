"""Fusion by score, against a slow and obvious oracle."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.search import DENSE_WEIGHT, dense_weight, fuse
from corpus.lexical import LexicalIndex

scores = st.lists(st.floats(0, 1, width=32), min_size=1, max_size=20)


@given(scores, st.data(), st.floats(0, 1))
def test_fusion_is_a_convex_combination_of_scaled_scores(
    dense: list[float], data: st.DataObject, weight: float
) -> None:
    words = data.draw(st.lists(st.floats(0, 30, width=32), min_size=len(dense), max_size=len(dense)))
    fused = fuse(np.array(dense, np.float32), np.array(words, np.float32), weight)
    low, high, top = min(dense), max(dense), max(words)
    for d, w, f in zip(dense, words, fused, strict=True):
        scaled = (d - low) / (high - low) if high > low else 1.0
        assert f == pytest.approx(weight * scaled + (1 - weight) * (w / top if top > 0 else w), abs=1e-4)


def test_nothing_found_gives_nothing() -> None:
    empty = np.zeros(0, np.float32)
    assert fuse(empty, empty, 0.5).shape == (0,)


def test_the_fewer_words_the_corpus_holds_the_more_meaning_counts() -> None:
    index = LexicalIndex.build(["cameratoezicht in de wijk", "de raad besluit"])
    known = dense_weight(index.terms("cameratoezicht raad"), index)
    unknown = dense_weight(index.terms("xylofoonmuziek zwaartekracht"), index)
    assert known == DENSE_WEIGHT
    assert unknown > known
    assert dense_weight((), index) == 1.0
