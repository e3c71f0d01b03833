"""Dutch words and BM25: several stems, compound parts, abbreviations, synonyms and spelling tolerance.

No single Dutch stemmer is right: Snowball `dutch` (Kraaij-Pohlmann) parts maatregel from maatregelen, `dutch_porter`
parts actie from acties. A word is therefore indexed under both stems, and under the stems of its parts where it is a
compound of known words (cameratoezicht: camera, toezicht).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import bm25s
import numpy as np
import Stemmer
from numpy.typing import NDArray
from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import extractOne
from wordfreq import top_n_list, zipf_frequency

from corpus.vocabulary import Vocabulary, read_vocabulary

K1 = 1.2  # Robertson & Zaragoza 2009, section 3.4: "reasonable values 1.2 < k1 < 2"
B = 0.75  # the same section: "0.5 < b < 0.8"
PART_WEIGHT = 0.6  # a compound's part says less than the word; 0.4 to 0.8 made no difference of 0.005 nDCG@10
SYNONYM_WEIGHT = 0.5  # another word for it may be the wrong one

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
SHORTEST_PART = 4  # "kern", "wijk"; three letters split too much that is no compound
BINDERS = ("", "s", "en", "e", "n")
COMMON_PART = 3.0
"""Zipf frequency (wordfreq) from which a Dutch word that the corpus lacks may still be a compound's part."""
COMMON_WORDS = 15_000
"""How many of the most frequent Dutch words (wordfreq) a misspelled word may stand for."""
KNOWN_WORD = 2.0
"""Zipf frequency from which a word is taken as rightly spelled."""

STOPWORDS = frozenset(
    """
    aan al alle alleen als andere bij binnen dan dat de der des deze die dit doen doet door dus een eens en er ervan
    ermee erover eruit gaan gaat graag had hadden hebben heb hebt heeft hem het hier hij hoe hoeveel hun ik in is
    ja je jij jouw jullie kan kun kunnen kunt maar me meer men met mij mijn moet moeten na naar nog nou nu of om
    omdat onder ons onze ook op over per precies te tegen toch toen tot tussen uit uw u vaak van vanuit vanwege via voor
    vanaf sinds tijdens
    waar waarbij waardoor waarom waarvoor wanneer waren was wat we weer wel welk welke wel werd werden wie wij wil
    willen worden wordt zal ze zich zij zijn zo zou zouden zodat bent ben mag mogen geweest geworden staat staan
    the a an of to in on for is are was were be been and or what which who whom when where why how many much do does did
    with by from at as that this these those it its there their they will would can could should about have has had
    tell me give list show please
    """.split()
)
"""Words that carry no subject (Dutch and English); "niet" and "geen" are not among them."""


NO_PARTS = STOPWORDS | frozenset(
    """
    lijk lijke heid heden baar bare loos loze zaam zame achtig schap isme voort samen vast terug mede tegen weder binnen
    achter boven beneden langs rond neer open hoog laag vorm stel gesteld zoek gang half elke rijk rijke waardig matig
    """.split()
)
"""Endings and prefixes that are words too, but seldom parts of a compound ("verantwoorde-lijk", "vast-gesteld")."""


@lru_cache(maxsize=1)
def _stemmers() -> tuple[Stemmer.Stemmer, Stemmer.Stemmer]:
    return Stemmer.Stemmer("dutch"), Stemmer.Stemmer("dutch_porter")


def fold(text: str) -> str:
    """Give `text` in lower case without accents ("Coördinator" becomes "coordinator")."""
    lower = unicodedata.normalize("NFKD", text.lower().replace("ĳ", "ij"))
    return "".join(c for c in lower if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """Cut `text` into folded words; a hyphened word gives its parts, an apostrophe stays ("foto's")."""
    return [w.replace("’", "'") for w in WORD.findall(fold(text))]


PARTICIPLE = re.compile(r"(?P<before>|aan|af|op|uit|in|om|over|voor|door|mee|terug|vast)ge(?P<verb>[a-z]{3,}?)[dt]")
"""A past participle ("geinformeerd", "ingezet"): its verb is indexed too, for no stemmer takes off the "ge-"."""


@lru_cache(maxsize=200_000)
def stems(word: str) -> tuple[str, ...]:
    """Give the different stems of a folded word, the Kraaij-Pohlmann stem marked "k:" and the Porter stem "p:"."""
    bare = word.split("'")[0] if word.endswith("'s") else word
    if bare.isdigit() or len(bare) < 3:
        return (f"k:{bare}",)
    kraaij, porter = _stemmers()
    stem = kraaij.stemWord(bare)
    found = [f"p:{porter.stemWord(bare)}"]
    if stem.startswith("ge") or not bare.startswith("ge"):  # Kraaij-Pohlmann takes "gemeente" for a participle ("meen")
        found.insert(0, f"k:{stem}")
    participle = PARTICIPLE.fullmatch(bare)
    if participle:
        verb = participle["before"] + participle["verb"] + "en"
        found.extend((f"k:{kraaij.stemWord(verb)}", f"p:{porter.stemWord(verb)}"))
    return tuple(found)


def same_word(a: str, b: str) -> bool:
    """Tell whether two folded words share a stem."""
    return a == b or not set(stems(a)).isdisjoint(stems(b))


@lru_cache(maxsize=1)
def common_words() -> tuple[str, ...]:
    """Give the common words of Dutch that spelling is mended to, beside those of the corpus."""
    return tuple(w for w in (fold(w) for w in top_n_list("nl", COMMON_WORDS)) if w.isalpha() and len(w) > 4)


@lru_cache(maxsize=200_000)
def is_common(word: str) -> bool:
    """Tell whether a word is Dutch enough to be a part of a compound."""
    return bool(zipf_frequency(word, "nl") >= COMMON_PART)


@dataclass(slots=True, eq=False)
class Compounds:
    """Splits compounds against the words of a corpus and the common words of Dutch."""

    corpus_words: frozenset[str]
    _cache: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def parts(self, word: str) -> tuple[str, ...]:
        """Give the parts of a folded compound, or nothing where it is no compound of known words."""
        if word not in self._cache:
            self._cache[word] = self._split(word)
        return self._cache[word]

    def _is_part(self, word: str) -> bool:
        return word not in NO_PARTS and (word in self.corpus_words or is_common(word))

    def _split(self, word: str) -> tuple[str, ...]:
        """Try every place for the last part, the longest known last part first; the head may be a compound itself."""
        if len(word) < 2 * SHORTEST_PART or not word.isalpha():
            return ()
        for i in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            tail = word[i:]
            if not self._is_part(tail):
                continue
            for binder in BINDERS:
                if not word[:i].endswith(binder):
                    continue
                head = word[: i - len(binder)]
                if len(head) < SHORTEST_PART:
                    continue
                if self._is_part(head):
                    bound = head.endswith("s") and len(head) > SHORTEST_PART + 1 and self._is_part(head[:-1])
                    return (head[:-1] if bound else head, tail)  # word lists hold "veiligheids" too
                inner = self._split(head)
                if inner:
                    return (*inner, tail)
        return ()


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a query with everything it may match: (stem, weight) pairs; `word` is as typed, folded.

    `parts` are the stems of each part of a compound, in order; `synonyms` are other wordings, each the stems of each of
    its words.
    """

    word: str
    stems: tuple[tuple[str, float], ...]
    corrected: str | None = None
    parts: tuple[tuple[str, ...], ...] = ()
    synonyms: tuple[tuple[tuple[str, ...], ...], ...] = ()


def closest(word: str, among: Collection[str]) -> str | None:
    """Give the word of `among` that is at most one typing error away from a folded word, or None."""
    if word in among:
        return word
    found = extractOne(word, sorted(among), scorer=DamerauLevenshtein.distance, score_cutoff=1)
    return str(found[0]) if found else None


class LexicalIndex:
    """BM25 over stems and compound parts of a list of texts; a text's row is its place in the list."""

    def __init__(self, engine: bm25s.BM25, known: Counter[str], vocabulary: Vocabulary) -> None:
        """Keep an engine whose vocabulary is stems, and how many texts hold each folded word."""
        self._engine = engine
        self._known = known
        self._by_length: dict[int, list[str]] = {}
        for word in dict.fromkeys((*known, *common_words())):
            self._by_length.setdefault(len(word), []).append(word)
        self._vocabulary = vocabulary
        self._compounds = Compounds(frozenset(w for w in known if len(w) >= SHORTEST_PART))

    @property
    def compounds(self) -> Compounds:
        """The splitter that knows this corpus."""
        return self._compounds

    @classmethod
    def build(cls, texts: Sequence[str]) -> LexicalIndex:
        """Index `texts`, at least one of which holds a word."""
        cut = [words(text) for text in texts]
        known = Counter(word for text in cut for word in dict.fromkeys(text))
        compounds = Compounds(frozenset(w for w in known if len(w) >= SHORTEST_PART))
        bags = [[t for word in text for t in _indexed(word, compounds)] for text in cut]
        engine = bm25s.BM25(k1=K1, b=B, method="lucene")
        engine.index([bag or ["\x00"] for bag in bags] or [["\x00"]], show_progress=False)
        return cls(engine, known, read_vocabulary())

    def save(self, folder: Path) -> None:
        """Write the index into `folder`."""
        self._engine.save(str(folder), corpus=None)
        (folder / "words.json").write_text(json.dumps(dict(sorted(self._known.items()))), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Read what `save` wrote; raises OSError, ValueError or KeyError where it is damaged."""
        engine = bm25s.BM25.load(str(folder), load_corpus=False)
        known = Counter(json.loads((folder / "words.json").read_text(encoding="utf-8")))
        return cls(engine, known, read_vocabulary())

    def holds(self, word: str) -> bool:
        """Tell whether a folded word stands in some text."""
        return word in self._known

    def knows(self, word: str) -> bool:
        """Tell whether a folded word, another form of it or each of its parts stands in some text."""
        if word in self._known or any(same_word(word, w) for w in self._near(word, 0) if w in self._known):
            return True
        parts = self._compounds.parts(word)
        return bool(parts) and all(part in self._known for part in parts)

    def scores(self, query: str) -> NDArray[np.float32]:
        """Give the BM25 score of every text, shape (n,); 0 where nothing matches."""
        return self.scores_of(self.terms(query))

    def scores_of(self, terms: Sequence[Term]) -> NDArray[np.float32]:
        """Give the score of every text for analysed terms; of one term's stems only the best counts."""
        total = np.zeros(int(self._engine.scores["num_docs"]), dtype=np.float32)
        for term in terms:
            best = np.zeros_like(total)
            for stem, weight in term.stems:
                if stem in self._engine.vocab_dict:
                    np.maximum(best, weight * self._engine.get_scores([stem]), out=best)
            total += best
        return total

    def terms(self, query: str) -> tuple[Term, ...]:
        """Analyse a query: stop words dropped, misspelled words mended, abbreviations and synonyms added."""
        typed = [w for w in words(query) if w not in STOPWORDS]
        typed = list(dict.fromkeys(typed)) or list(dict.fromkeys(words(query)))
        related = self._vocabulary.related(words(query), stems)
        return tuple(self._term(word, related.get(word, ())) for word in typed)

    def correct(self, word: str) -> str | None:
        """Give the word that a misspelled folded word stands for, one of the corpus first; None where it is right."""
        if len(word) < 4 or not word.isalpha() or word in self._known or zipf_frequency(word, "nl") >= KNOWN_WORD:
            return None
        parts = self._compounds.parts(word)
        if (all(part in self._known for part in parts) and parts) or any(
            same_word(word, w) for w in self._near(word, 0)
        ):
            return None
        allowed = 1 if len(word) < 8 or parts else 2  # "hertsel" is no deer's sel, but "wijkgids" may be a compound
        near = sorted(self._near(word, allowed), key=lambda w: (w not in self._known, w))
        found = extractOne(word, near, scorer=DamerauLevenshtein.distance, score_cutoff=allowed)
        return str(found[0]) if found else None

    def _near(self, word: str, allowed: int) -> list[str]:
        """Give the corpus's words of about this length that begin with the same letter (typists keep the first)."""
        reach = max(allowed, 3 if allowed == 0 else allowed)
        lengths = range(len(word) - reach, len(word) + reach + 1)
        return [w for n in lengths for w in self._by_length.get(n, ()) if w[0] == word[0] and w.isalpha()]

    def _term(self, word: str, related: Sequence[tuple[str, ...]]) -> Term:
        corrected = self.correct(word)
        best: dict[str, float] = {}
        for form, weight in ((word, 1.0), *(((corrected, 0.9),) if corrected else ())):
            _raise(best, stems(form), weight)
            for part in self._compounds.parts(form):
                _raise(best, stems(part), weight * PART_WEIGHT)
        for wording in related:
            for other in wording:
                _raise(best, stems(other), SYNONYM_WEIGHT)
        parts = tuple(stems(part) for part in self._compounds.parts(corrected or word))
        synonyms = tuple(tuple(stems(other) for other in wording) for wording in related)
        return Term(word, tuple(best.items()), corrected, parts, synonyms)


def _raise(best: dict[str, float], found: Iterable[str], weight: float) -> None:
    for stem in found:
        best[stem] = max(best.get(stem, 0.0), weight)


def _indexed(word: str, compounds: Compounds) -> list[str]:
    """Give the terms under which a word of a text is indexed."""
    found = list(stems(word))
    for part in compounds.parts(word):
        found.extend(stems(part))
    return found
