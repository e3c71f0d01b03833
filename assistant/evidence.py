"""How well a sentence or item carries an answer: which words of the question it holds, and whether its form fits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant import patterns
from assistant.types import DraftClaim, Evidence, Hit, Interpretation, QuestionKind
from assistant.verify import sentences_of
from corpus.index import Index
from corpus.instructions import orders_machine
from corpus.lexical import STOPWORDS, SYNONYM_WEIGHT, Compounds, Term, fold, stems, words
from corpus.rarity import rarity
from corpus.sentences import listed
from corpus.types import Grain, Passage, Span

LEAST_WEIGHT = 0.05
"""A common word still carries a little of the subject."""

SHORT_NUMBER = 3
"""Digits of a number that is no year: an age, a count; the answer may hold another."""

TITLE_SAYS = 0.9
"""Strength from which a document's title says a word of the question."""

PATH_SHARE = 0.9
"""A word that stands in the heading above a sentence holds for the sentence, a little less surely."""

NEAR_SHARE = 0.65
"""A word of a neighbouring sentence in the same passage."""

EMPTY_CELL = re.compile(r"[-–—]|n\.?v\.?t\.?|n\.?n\.?b\.?|n\.?t\.?b\.?", re.IGNORECASE)

NO_ANSWER = re.compile(
    r"^(samenvatting in eigen woorden|(de )?officiële (pagina|tekst):|adres van de pagina|bron:)", re.IGNORECASE
)
"""Lines about a document itself; they answer nothing."""

SYNONYM = 0.8
"""What another word for it is worth as evidence."""

NEAR_WORDS, WORDING_REACH = 5, 9
"""How far apart the parts of one compound, and the words of one wording ("stelde ... vast"), may stand."""

HEAD, MODIFIER = 0.55, 0.3
"""What a compound's last part, and its other parts, are worth alone: "inbraken" and "woning" for "woninginbraken"."""

FORMS: Mapping[QuestionKind, tuple[re.Pattern[str], ...]] = {
    QuestionKind.NUMBER: (patterns.NUMBER, patterns.NUMBER_WORD),
    QuestionKind.AMOUNT: (patterns.MONEY,),
    QuestionKind.TIME: (patterns.MOMENT,),
    QuestionKind.FREQUENCY: (patterns.FREQUENCY,),
    QuestionKind.WHO: (patterns.NAME, patterns.ACTOR),
    QuestionKind.PLACE: (patterns.NAME, patterns.PLACE_WORD),
}
"""What a sentence must show before it can answer a question of this kind."""


@dataclass(frozen=True, slots=True)
class Weighted:
    """A word of the question that carries its subject, and how much of it."""

    term: Term
    weight: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence or table row of a hit's passage and what speaks for it, each 0 to 1.

    `text` is what would be shown, `quotes` the words of the passage that prove it, `[start, end)` where they stand in
    the passage. `coverage` is the share of the question's subject that the text, its headings and its neighbours
    carry, `own` the share in the text itself; `missing` are the subject words found nowhere.
    """

    hit: Hit
    text: str
    quotes: tuple[str, ...]
    start: int
    end: int
    coverage: float
    own: float
    fits: bool
    missing: tuple[str, ...]

    def claim(self, group: str | None = None) -> DraftClaim:
        """Give the candidate as a claim with its proof."""
        return _quoted(self.text, self.quotes, self.hit.passage, group)


def _quoted(text: str, quotes: Iterable[str], passage: Passage, group: str | None) -> DraftClaim:
    return DraftClaim(text, tuple(Evidence(passage.id, quote) for quote in quotes), group)


def as_claim(passage: Passage, group: str | None = None) -> DraftClaim:
    """Give a whole passage as a claim; it is its own proof."""
    return _quoted(passage.text, (passage.text,), passage, group)


def weighted_terms(interpretation: Interpretation, index: Index) -> tuple[Weighted, ...]:
    """Weigh the question's subject words: the rarer in everyday language, the more they say."""
    found = index.lexical.terms(" ".join(interpretation.terms)) if interpretation.terms else ()
    language = interpretation.language.value
    noun = counted_noun(interpretation.standalone)
    return tuple(Weighted(t, _weight(t, language, noun)) for t in found)


def counted_noun(question: str) -> str:
    """Give the folded noun that a question counts ("hoeveel vrijwilligers", "het aantal vrijwilligers"), or ""."""
    counted = patterns.COUNTED.search(question) or patterns.NUMBER_OF.search(question)
    return fold(counted["noun"]) if counted else ""


def is_document_word(word: str) -> bool:
    """Tell whether a word names a kind of document ("jaarplan")."""
    return any(pattern.fullmatch(word) for _, pattern in patterns.DOCUMENT_TYPE_WORDS)


def _weight(term: Term, language: str, counted: str) -> float:
    if is_document_word(term.word):
        return DOCUMENT_WEIGHT
    if patterns.TREND.fullmatch(term.word) or term.word in patterns.STATUS_WORDS:
        return DOCUMENT_WEIGHT  # how it went is read from the figures, not from this word
    if term.word in patterns.LIGHT_VERBS or (term.word.isdigit() and len(term.word) <= SHORT_NUMBER):
        return LEAST_WEIGHT / 2
    weight = weight_of(term.corrected or term.word, language)
    return max(weight, COUNTED_WEIGHT) if term.word == counted else weight


DOCUMENT_WEIGHT = 0.15
"""The kind of document ("het jaarplan") is rare in everyday language, but not what a question is about."""

COUNTED_WEIGHT = 0.6
"""What is counted ("hoeveel vrijwilligers") is the subject, however common the word."""


def weight_of(word: str, language: str = "nl") -> float:
    """Give how much of a subject a word carries; squared, so that one telling word outweighs several common ones."""
    return max(LEAST_WEIGHT, rarity(word, language) ** 2)


Words = Mapping[str, tuple[int, ...]]
"""The stems of a text and of its compounds' parts, with the places of the words, counted from 0."""


def stem_set(text: str, compounds: Compounds) -> Words:
    """Give the stems of all words of `text` and of their compound parts, with their places."""
    return _stem_set(" ".join(words(text)), compounds)


UNTELLING = STOPWORDS | {"heel", "hele"}
"""Words of a text that carry nothing; a stem of theirs may be that of a word that does ("heling")."""


@lru_cache(maxsize=20_000)
def _stem_set(folded_text: str, compounds: Compounds) -> Words:
    found: dict[str, list[int]] = {}
    for place, word in enumerate(folded_text.split()):
        if word in UNTELLING:
            continue
        for form in (word, *compounds.parts(word)):
            for stem in stems(form):
                found.setdefault(stem, []).append(place)
    return {stem: tuple(places) for stem, places in found.items()}


def strength(term: Term, there: Words) -> float:
    """Give how surely `there` holds the word, 0 to 1."""
    best = max((weight for stem, weight in term.stems if weight > SYNONYM_WEIGHT and stem in there), default=0.0)
    if best >= 0.9:
        return best
    found = [not there.keys().isdisjoint(part) for part in term.parts]
    if found and all(found) and _close(term.parts, there):
        return 0.9
    part = HEAD if found and found[-1] else MODIFIER if any(found) else 0.0
    if any(_close(wording, there, WORDING_REACH) for wording in term.synonyms if not _own_part(wording, term)):
        return SYNONYM
    return part


def _own_part(wording: Sequence[Sequence[str]], term: Term) -> bool:
    """Tell whether another wording is no more than a part of the word itself: "buren" for "burenoverlast"."""
    return len(wording) == 1 and any(not set(wording[0]).isdisjoint(part) for part in term.parts)


def _close(words_of: Sequence[Sequence[str]], there: Words, reach: int = NEAR_WORDS) -> bool:
    """Tell whether all words stand in the text, within a few words of each other."""
    places = [[place for stem in word for place in there.get(stem, ())] for word in words_of]
    if not all(places):
        return False
    return any(all(any(abs(p - first) <= reach for p in other) for other in places[1:]) for first in places[0])


def coverage(terms: Sequence[Weighted], *texts: tuple[Words, float]) -> tuple[float, tuple[str, ...]]:
    """Give the share of the terms' weight that the texts carry, each text with its share, and the words in none."""
    total = sum(t.weight for t in terms)
    if not total:
        return 1.0, ()
    held, missing = 0.0, []
    for weighted in terms:
        best = max((share * strength(weighted.term, there) for there, share in texts), default=0.0)
        held += weighted.weight * best
        if best == 0:
            missing.append(weighted.term.word)
    return held / total, tuple(missing)


def candidates(
    interpretation: Interpretation, hits: Iterable[Hit], index: Index, terms: Sequence[Weighted]
) -> list[Candidate]:
    """Give every sentence of the hits that could carry an answer, in the order of the hits."""
    found: dict[tuple[str, int, int], Candidate] = {}
    for hit in hits:
        if hit.passage.grain is Grain.SECTION:
            continue  # its text stands in its blocks, under a more exact heading
        for candidate in _of_passage(interpretation, hit, index, terms):
            place = index_place(hit.passage, candidate.start)
            known = found.get(place)
            if known is None or candidate.coverage > known.coverage:
                found[place] = candidate
    return list(found.values())


def index_place(passage: Passage, offset: int) -> tuple[str, int, int]:
    """Give the document, page and character at which a place in a passage's text stands."""
    for span in passage.spans:
        length = span.end - span.start
        if offset < length:
            return passage.document_id, span.page, span.start + offset
        offset -= length + 1
    return passage.document_id, passage.spans[-1].page, passage.spans[-1].end


def _of_passage(
    interpretation: Interpretation, hit: Hit, index: Index, terms: Sequence[Weighted]
) -> Iterable[Candidate]:
    compounds = index.lexical.compounds
    passage = hit.passage
    path = stem_set(" ".join((hit.document.title, *passage.section_path)), compounds)
    whole = stem_set(passage.text, compounds)
    title = stem_set(hit.document.title, compounds)
    # What the document's title says, its sentences need not repeat: in the Jaarplan 2021 "het jaarplan" goes unsaid.
    told = [t for t in terms if strength(t.term, title) < TITLE_SAYS]
    if not told:
        told = list(terms)  # a sentence must name its subject itself where the title leaves nothing else to name
    for unit in units(passage, index):
        text, quotes, start, end = unit.text, unit.quotes, unit.start, unit.end
        if NO_ANSWER.search(text) or ("\t" in text and not passage.cells) or orders_machine(text):
            continue  # a line about the document, a table's row without its heads, an order to a machine
        own_set = stem_set(unit.own, compounds)
        heads = stem_set(unit.heads, compounds)
        share, missing = coverage(terms, (own_set, 1.0), (path, PATH_SHARE), (heads, PATH_SHARE), (whole, NEAR_SHARE))
        own, _ = coverage(told, (own_set, 1.0))
        yield Candidate(hit, text, quotes, start, end, share, own, fits(interpretation, text), missing)


@dataclass(frozen=True, slots=True)
class Unit:
    """What can be shown of a passage by itself: a sentence, or the one row that it is.

    `own` are its words without the column heads, `heads` those; `quotes` prove `text`.
    """

    text: str
    own: str
    heads: str
    quotes: tuple[str, ...]
    start: int
    end: int

    def claim(self, passage: Passage, group: str | None = None) -> DraftClaim:
        """Give the unit, cut from `passage`, as a claim with its proof."""
        return _quoted(self.text, self.quotes, passage, group)


def units(passage: Passage, index: Index) -> Iterable[Unit]:
    """Cut a passage into what can be shown by itself."""
    if passage.cells:
        yield _row(passage, index)
        return
    for start, end in sentences_of(passage):
        text = passage.text[start:end]
        lines = _announced(passage, start, index) if text.endswith(":") else ()
        if lines:
            yield Unit(listed(lines), listed(lines), "", lines, start, end)
        else:
            yield Unit(text, text, "", (text,), start, end)


def _announced(passage: Passage, start: int, index: Index) -> tuple[str, ...]:
    """Give a list point at `start` that ends in ":" with the sub-points under it; nothing where that is none.

    In a passage of running text the point is known by the passage of its own that begins there.
    """
    place = index_place(passage, start)
    for point in index.passages:
        if point.grain is Grain.ITEM and not point.cells and index_place(point, 0) == place:
            lines = tuple(line.rstrip() for line in point.text.split("\n"))
            return lines if lines[1:] and all(line in passage.text for line in lines) else ()
    return ()


def _row(passage: Passage, index: Index) -> Unit:
    """Give a row as "cell; head: cell"; a head that names a theme is kept as it is, for it is quoted too."""
    pages = index.pages[passage.document_id]

    def read(span: Span) -> str:
        return one_line(pages[span.page].text[span.start : span.end])

    matrix = len(passage.cells) == 1
    pieces: list[str] = []
    quotes: list[str] = []
    heads: list[str] = []
    for number, cell in enumerate(passage.cells):
        text, above = read(cell.span), [h for head in cell.heads if not orders_machine(h := read(head))]
        if not text or EMPTY_CELL.fullmatch(text) or orders_machine(text):
            continue
        heads.extend(above)
        if matrix:
            pieces.append(": ".join((*above, text)))
            quotes.extend((text, *above))
        else:
            name = " ".join(above).lower()
            pieces.append(f"{name}: {text}" if name and number else text)
            quotes.append(text)
            quotes.extend(h for h in above if number and any(c.isdigit() for c in h))  # a number is never unproven
    notes = [n for n in dict.fromkeys(read(n) for c in passage.cells for n in c.notes) if not orders_machine(n)]
    own = " ".join(read(cell.span) for cell in passage.cells)
    proof = tuple(dict.fromkeys((*quotes, *notes)))
    return Unit("; ".join((*pieces, *notes)), f"{own} {' '.join(notes)}", " ".join(heads), proof, 0, len(passage.text))


def one_line(text: str) -> str:
    """Fold white space."""
    return " ".join(text.split())


def fits(interpretation: Interpretation, sentence: str) -> bool:
    """Tell whether a sentence has the form of an answer: a number for "hoeveel", a moment for "wanneer"."""
    forms = FORMS.get(interpretation.kind)
    if patterns.BY_WHOM.search(interpretation.question) and not re.search(r"\bdoor\b", sentence, re.IGNORECASE):
        return False
    if not _names_holder(interpretation, sentence):
        return False
    for question, form in ((patterns.HOW_LONG, patterns.DURATION), (patterns.WHAT_TIME, patterns.CLOCK)):
        if question.search(interpretation.question):
            return form.search(sentence) is not None
    if forms is None:
        return True
    text = sentence
    if interpretation.kind is QuestionKind.NUMBER:
        sentence = patterns.ROW_ADMIN.sub(" ", patterns.SUM.sub(" ", sentence))  # money or a date counts nothing
        text = patterns.YEAR.sub(" ", patterns.DAY.sub(" ", sentence))
    if interpretation.kind is QuestionKind.TIME:
        text = patterns.YEAR_RANGE.sub(" ", sentence)  # "Actieplan 2017-2020" is a name, no date
    if patterns.ORDINAL_ASKED.search(interpretation.question):
        return patterns.ORDINAL.search(sentence) is not None
    return any(form.search(text) for form in forms)


def _names_holder(interpretation: Interpretation, sentence: str) -> bool:
    """For "hoe heet de burgemeester": the office must stand beside a name."""
    asked = patterns.ASKS_NAME.search(interpretation.question) or patterns.WHO_IS.search(interpretation.question)
    if asked is None or not asked["office"] or asked["office"].lower() in patterns.NO_OFFICE:
        return True
    office = re.escape(asked["office"])
    title = r"(?:(?:de heer|mevrouw|drs\.|mr\.|dhr\.|mw\.) )?"
    name = r"[A-Z][\w.’'-]*"
    after = rf"\b(?i:{office})(?: van (?:de |het )?\w+)?,? \(?(?:is |was )?{title}{name}"
    whole = rf"{name} (?:(?:van|de|der|den|el|ten|ter) )*{name}"
    before = rf"{whole}(?:,| is| \(| als)? ?(?:de |onze )?(?i:{office})\b"
    return re.search(f"{after}|{before}", sentence) is not None
