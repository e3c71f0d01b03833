"""Interpretation to hits: dense and Dutch lexical search, fused by score. `fuse` is pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from assistant.types import Hit, Interpretation, Searched
from corpus.embedding import Embedder
from corpus.index import Index
from corpus.lexical import LexicalIndex, Term
from corpus.types import Passage

CANDIDATES = 200
"""How many passages each search offers for fusion; beyond that neither search has found what the other missed."""

DENSE_WEIGHT = 0.55
"""Share of the dense score in the fused one; see `dense_weight`."""

UNKNOWN_WEIGHT = 0.25
"""How much the dense share grows when the corpus knows none of the question's words."""


def dense_weight(terms: Sequence[Term], lexical: LexicalIndex) -> float:
    """Give the dense share for a query: the fewer of its words the corpus holds, the more meaning must do."""
    if not terms:
        return 1.0
    unknown = sum(not lexical.holds(t.word) and t.corrected is None for t in terms) / len(terms)
    return DENSE_WEIGHT + UNKNOWN_WEIGHT * unknown


def fuse(dense: NDArray[np.float32], lexical: NDArray[np.float32], weight: float) -> NDArray[np.float32]:
    """Give the fused score of candidates: min-max scaled scores, `weight` dense and the rest lexical.

    Args:
        dense: cosine of every candidate, shape (n,).
        lexical: BM25 of every candidate, shape (n,); 0 is no match, so only its top is scaled.
        weight: the dense share, 0 to 1.

    Source: score fusion as convex combination, Bruch et al. 2023, "An Analysis of Fusion Functions for Hybrid
    Retrieval", section 4.
    """
    if not len(dense):
        return np.zeros(0, dtype=np.float32)
    low, high = float(dense.min()), float(dense.max())
    scaled = (dense - low) / (high - low) if high > low else np.ones_like(dense)
    top = float(lexical.max())
    words = lexical / top if top > 0 else lexical
    return np.asarray(weight * scaled + (1.0 - weight) * words, dtype=np.float32)


def search(interpretation: Interpretation, index: Index, embedder: Embedder, k: int) -> tuple[Hit, ...]:
    """Find the `k` best passages that meet the filters; a passage whose text overlaps with a better one is left out."""
    found = candidates(interpretation, index, embedder)
    return distinct(found, k)


def candidates(interpretation: Interpretation, index: Index, embedder: Embedder) -> tuple[Hit, ...]:
    """Give every candidate of both searches, best first; ties by id."""
    text = interpretation.standalone
    vector = embedder.query(text)
    terms = index.lexical.terms(text)
    lexical = index.lexical.scores_of(terms) * _allowed(interpretation, index)
    dense = dict(index.dense(vector, CANDIDATES, interpretation.filters))
    rows = {index.row_of[passage_id] for passage_id in dense}
    best = np.argsort(-lexical, kind="stable")[:CANDIDATES]
    rows.update(int(row) for row in best if lexical[row] > 0)
    wanted = _of_years(sorted(rows), interpretation, index)
    return _hits(wanted, index, vector, lexical, dense_weight(terms, index.lexical))


def _allowed(interpretation: Interpretation, index: Index) -> NDArray[np.bool_]:
    return index.rows(interpretation.filters)


def _of_years(rows: Sequence[int], interpretation: Interpretation, index: Index) -> list[int]:
    """Keep the passages about the years that the question names; one that names the year in its text is about it."""
    if not interpretation.years:
        return list(rows)
    return [row for row in rows if about_years(index.passages[row], interpretation.years)]


def about_years(passage: Passage, years: Sequence[int]) -> bool:
    """Tell whether a passage is about one of `years`, by its place or by its words."""
    return bool(set(years) & set(passage.years)) or any(str(year) in passage.text for year in years)


def _hits(
    rows: Sequence[int], index: Index, vector: NDArray[np.float32], lexical: NDArray[np.float32], weight: float
) -> tuple[Hit, ...]:
    passages = [index.passages[row] for row in rows]
    if not passages:
        return ()
    dense = index.vectors_of([p.id for p in passages]) @ vector
    words = lexical[list(rows)]
    scores = fuse(dense, words, weight)
    dense_ranks = _ranks(dense, passages, hide_zero=False)
    word_ranks = _ranks(words, passages, hide_zero=True)
    hits = [
        Hit(
            passage=passage,
            document=index.documents[passage.document_id],
            dense_rank=dense_ranks.get(i),
            lexical_rank=word_ranks.get(i),
            score=round(float(scores[i]), 6),
            cosine=float(dense[i]),
        )
        for i, passage in enumerate(passages)
    ]
    return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.passage.id)))


def _ranks(scores: NDArray[np.float32], passages: Sequence[Passage], *, hide_zero: bool) -> Mapping[int, int]:
    order = sorted(range(len(passages)), key=lambda i: (-float(scores[i]), passages[i].id))
    return {i: rank for rank, i in enumerate(order, start=1) if not hide_zero or scores[i] > 0}


def distinct(hits: Sequence[Hit], k: int) -> tuple[Hit, ...]:
    """Give the first `k` hits, without those whose text overlaps with a better one."""
    kept: list[Hit] = []
    for hit in hits:
        if len(kept) == k:
            break
        if not any(_overlaps(hit.passage, other.passage) for other in kept):
            kept.append(hit)
    return tuple(kept)


def _overlaps(one: Passage, other: Passage) -> bool:
    """Tell whether two passages of one document share text (an item stands in its block, a block in its section)."""
    if one.document_id != other.document_id:
        return False
    return any(a.page == b.page and a.start < b.end and b.start < a.end for a in one.spans for b in other.spans)


def searched(interpretation: Interpretation, index: Index) -> Searched:
    """Give what was looked at: the documents that met the filters, and the question's own years as filters too."""
    chosen = interpretation.filters
    mask = index.rows(chosen)
    held = {index.passages[int(row)].document_id for row in np.flatnonzero(mask)}
    filters = replace(chosen, years=chosen.years or interpretation.years, period=chosen.period or interpretation.period)
    titles = tuple(d.title for d in index.documents.values() if d.id in held)
    return Searched(titles, int(mask.sum()), filters)
