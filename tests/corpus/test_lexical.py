"""Dutch words: the pairs no single stemmer joins, compounds, abbreviations, spelling, and BM25 itself."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.lexical import K1, B, Compounds, LexicalIndex, same_word, stems, words

TEXTS = [
    "De gemeente plaatst cameratoezicht op bedrijventerreinen.",
    "Het aantal woninginbraken daalt; HIC blijft een speerpunt.",
    "Maatregelen tegen ondermijnende criminaliteit en ondermijning.",
    "De raad heeft het plan vastgesteld en is geïnformeerd over jongeren.",
]


@pytest.fixture(scope="module")
def index() -> LexicalIndex:
    return LexicalIndex.build(TEXTS)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("maatregel", "maatregelen"),
        ("gemeente", "gemeenten"),
        ("actie", "acties"),
        ("project", "projecten"),
        ("wijkagent", "wijkagenten"),
        ("jongere", "jongeren"),
        ("huis", "huizen"),
        ("inbraak", "inbraken"),
        ("woninginbraak", "woninginbraken"),
        ("informeren", "geinformeerd"),
        ("inzetten", "ingezet"),
    ],
)
def test_forms_of_one_word_are_joined(one: str, other: str) -> None:
    assert same_word(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("gemeente", "gemeend"), ("een", "geen"), ("2020", "2021"), ("raad", "straat")]
)
def test_other_words_are_not(one: str, other: str) -> None:
    assert not same_word(one, other)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("cameratoezicht", ("camera", "toezicht")),
        ("woninginbraken", ("woning", "inbraken")),
        ("bedrijventerrein", ("bedrijven", "terrein")),
        ("veiligheidsbeleving", ("veiligheid", "beleving")),
        ("verantwoordelijk", ()),
        ("vastgesteld", ()),
        ("ondermijning", ()),
    ],
)
def test_compounds_are_split_at_their_seams(word: str, parts: tuple[str, ...]) -> None:
    assert Compounds(frozenset()).parts(word) == parts


@pytest.mark.parametrize(
    ("query", "row"),
    [
        ("camera's op een bedrijventerrein", 0),
        ("inbraken in woningen", 1),
        ("high impact crimes", 1),
        ("maatregel", 2),
        ("wanneer werd de raad geïnformeerd", 3),
        ("ondermijnign", 2),
        ("youth", 3),
    ],
)
def test_a_question_finds_its_text_first(index: LexicalIndex, query: str, row: int) -> None:
    scores = index.scores(query)
    assert int(np.argmax(scores)) == row
    assert scores[row] > 0


def test_punctuation_case_and_accents_do_not_matter(index: LexicalIndex) -> None:
    assert np.array_equal(index.scores("GEINFORMEERD!"), index.scores("geïnformeerd"))


def test_spelling_is_mended_to_the_corpus_and_never_from_a_good_word(index: LexicalIndex) -> None:
    assert index.correct("cameratoezciht") == "cameratoezicht"
    assert index.correct("gemeente") is None
    assert index.correct("fiets") is None
    assert index.correct("2021") is None


def test_saved_and_loaded_it_scores_the_same(index: LexicalIndex, tmp_path: Path) -> None:
    index.save(tmp_path)
    again = LexicalIndex.load(tmp_path)
    for query in ("woninginbraak", "raad", "niets hiervan"):
        assert np.allclose(index.scores(query), again.scores(query))


def test_bm25_is_the_formula_of_its_source() -> None:
    texts = ["raad", "raad raad zwembad", "zwembad plein plein plein plein"]
    scores = LexicalIndex.build(texts).scores("zwembad")
    # Every text's length in indexed terms, as `stems` gives them; Robertson & Zaragoza 2009, formula 3.15.
    bags = [[stem for word in words(text) for stem in stems(word)] for text in texts]
    stem = stems("zwembad")[0]
    mean = sum(map(len, bags)) / len(bags)
    holding = sum(stem in bag for bag in bags)
    idf = math.log(1 + (len(bags) - holding + 0.5) / (holding + 0.5))
    for bag, score in zip(bags, scores, strict=True):
        tf = bag.count(stem)
        expected = idf * tf / (tf + K1 * (1 - B + B * len(bag) / mean))
        assert score == pytest.approx(expected, rel=1e-4)


@given(st.text(max_size=200))
def test_any_query_gives_a_score_for_every_text(query: str) -> None:
    scores = LexicalIndex.build(TEXTS[:2]).scores(query)
    assert scores.shape == (2,)
    assert np.isfinite(scores).all()
    assert (scores >= 0).all()
