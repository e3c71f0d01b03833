"""Measures finding: over the questions of a world, and over a BEIR folder with its own judgements."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.search import CANDIDATES, dense_weight, fuse
from corpus.embedding import Embedder
from corpus.errors import ReadError
from corpus.lexical import LexicalIndex
from evals.facts import squeezed, stands_in
from evals.outcomes import Outcome
from evals.questions import GoldPassage, Question
from evals.ranking import measures

DEPTH = 20
"""How many hits are asked of every system: the deepest cut of evals/ranking.py."""


SHORT = 12
"""Letters below which gold words are looked for as whole words on their own page only."""


@dataclass(frozen=True, slots=True)
class Found:
    """One hit of any system: the file it is from, the page on which it begins, and its text."""

    document: str
    page: int
    text: str


Find = Callable[[Question], Sequence[Found]]
"""Gives the best hits for a question, best first."""


def asked(question: Question) -> str:
    """Give the words a baseline searches with: a follow-up question comes with the questions before it."""
    return "\n".join((*(content for role, content in question.history if role == "user"), question.question))


def units(question: Question) -> dict[str, float]:
    """Give what is to be found: the gold passages, or the gold pages where no passage is known."""
    gold = question.gold
    names = [_passage_unit(i) for i in range(len(gold.passages))] or [f"{p.document}#{p.page}" for p in gold.pages]
    return dict.fromkeys(names, 1.0)


def _passage_unit(number: int) -> str:
    return f"passage {number}"


def covers(question: Question, hit: Found) -> set[str]:
    """Give the units that a hit covers: it holds the gold words, or at least half of them and nothing else."""
    gold = question.gold
    if not gold.passages:
        return {f"{p.document}#{p.page}" for p in gold.pages if (p.document, p.page) == (hit.document, hit.page)}
    return {_passage_unit(i) for i, p in enumerate(gold.passages) if p.document == hit.document and _holds(hit, p)}


def _holds(hit: Found, passage: GoldPassage) -> bool:
    words, text = squeezed(passage.text), squeezed(hit.text)
    if len(words) < SHORT:  # "55" stands inside many a number: whole words, and on the very page
        return passage.page == hit.page and stands_in(passage.text, hit.text)
    return words in text or (text in words and 2 * len(text) >= len(words))


def run(questions: Sequence[Question], find: Find, *, system: str, world: str) -> list[Outcome]:
    """Search for every question that has something to be found, and score the hits."""
    outcomes = []
    for question in questions:
        wanted = units(question)
        if not wanted or not question.answerable:
            continue
        hits = list(find(question))[:DEPTH]
        values: dict[str, float | None] = {**measures([covers(question, hit) for hit in hits], wanted)}
        first = [{"document": h.document, "page": h.page, "text": h.text[:300]} for h in hits[:3]]
        outcomes.append(Outcome(system, world, question, values, {"status": "searched", "hits": first}, {}))
    return outcomes


Score = Callable[[str], NDArray[np.float32]]
"""Gives the score of every text for a query, shape (n,); higher is better."""


@dataclass(frozen=True, slots=True)
class JudgedSet:
    """A BEIR set: texts and queries by id, and for each query the gain of each judged text."""

    name: str
    texts: Mapping[str, str]
    queries: Mapping[str, str]
    judged: Mapping[str, Mapping[str, float]]


def read_beir(folder: Path) -> JudgedSet:
    """Read `corpus.jsonl`, `queries.jsonl` and `qrels/test.tsv`; a text is searched with its title above it.

    Raises:
        ReadError: a file is missing or not in this form.
    """
    try:
        texts = {line["_id"]: f"{line.get('title') or ''}\n{line['text']}" for line in _lines(folder / "corpus.jsonl")}
        queries = {line["_id"]: line["text"] for line in _lines(folder / "queries.jsonl")}
        judged: dict[str, dict[str, float]] = {}
        with (folder / "qrels" / "test.tsv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                if float(row["score"]) > 0:
                    judged.setdefault(row["query-id"], {})[row["corpus-id"]] = float(row["score"])
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise ReadError(
            "BEIR-map lezen",
            on=str(folder),
            found=repr(error),
            do="Geef een map met corpus.jsonl, queries.jsonl en qrels/test.tsv",
        ) from error
    return JudgedSet(folder.name, texts, {q: queries[q] for q in sorted(judged) if q in queries}, judged)


def _lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def hybrid(vectors: NDArray[np.float32], lexical: LexicalIndex, embedder: Embedder) -> Score:
    """Score plain texts as the assistant scores passages: both searches offer candidates, their scores are fused."""

    def score(query: str) -> NDArray[np.float32]:
        terms = lexical.terms(query)
        dense, words = vectors @ embedder.query(query), lexical.scores_of(terms)
        rows = sorted({*_best(dense, CANDIDATES), *(row for row in _best(words, CANDIDATES) if words[row] > 0)})
        scores = np.full(len(vectors), -np.inf, dtype=np.float32)
        scores[rows] = fuse(dense[rows], words[rows], dense_weight(terms, lexical))
        return scores

    return score


def _best(scores: NDArray[np.float32], k: int) -> list[int]:
    return [int(row) for row in np.argsort(-scores, kind="stable")[:k]]


def score_beir(judged: JudgedSet, score: Score) -> dict[str, dict[str, float]]:
    """Give every retrieval measure of every query; ties go by id."""
    ids = list(judged.texts)
    names = np.array(ids)
    found = {}
    for query_id, text in judged.queries.items():
        scores = score(text)
        order = np.lexsort((names, -scores))[:DEPTH]
        ranked = [{ids[row]} for row in order if np.isfinite(scores[row])]
        found[query_id] = measures(ranked, judged.judged[query_id])
    return found
