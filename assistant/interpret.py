"""Question and history to an Interpretation, without a language model: what is asked, of when, about what."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from assistant import patterns
from assistant.catalog import Catalog, mentioned, read_municipalities
from assistant.outcome import outcomes_asked
from assistant.plain_language import without_wish
from assistant.types import Interpretation, Language, QuestionKind, Reason, Speaker, Turn
from corpus.instructions import orders_machine
from corpus.lexical import STOPWORDS, closest, fold, words
from corpus.names import folded
from corpus.sentences import sentences
from corpus.types import Filters, Period

LONGEST_QUESTION = 1500
"""Characters. A question of a page is a document; the screen says so (council questions are some 200 characters)."""

SHORTEST_FRAME = 6
"""Letters. Shorter words are too like each other to mend by the frame of a question."""

FRAME = frozenset(w for w in patterns.EMPTY_WORDS.union(*patterns.KIND_WORDS.values()) if len(w) >= SHORTEST_FRAME)

MAKE_STANDALONE_DEPTH = 3  # how many earlier questions a follow-up may lean on, one through the other

Correct = Callable[[str], str | None]
"""Gives the corpus's word for a misspelled folded word, or None."""

Known = Callable[[str], bool]
"""Tells whether a folded word stands in the corpus."""


def interpret(
    question: str,
    history: tuple[Turn, ...],
    catalog: Catalog,
    *,
    filters: Filters,
    correct: Correct,
    known: Known = lambda _word: True,
) -> Interpretation:
    """Read a question in the light of its history.

    Args:
        question: as typed; control characters are dropped, white space is folded.
        history: earlier turns, oldest first.
        catalog: the names that the documents know.
        filters: what the user chose; the question's own years are kept apart in `years`.
        correct: spelling against the corpus.
        known: whether a folded word stands anywhere in the corpus, to tell a place that it is not about.
    """
    text = clean_question(question)
    bare, plain = without_wish(text)
    asked_before = [place for place, turn in enumerate(history) if turn.role is Speaker.USER]
    if plain and (bare or asked_before):
        # "leg het eenvoudig uit" alone is about the question before it
        last = asked_before[-1] if not bare else len(history)
        wished = interpret(
            bare or heard(history[last].content), history[:last], catalog, filters=filters, correct=correct, known=known
        )
        return replace(wished, question=text, plain=True)
    if plain:
        nothing = _read(text, catalog, filters, correct)
        return replace(nothing, plain=True, refuse=Reason.UNDERSPECIFIED)
    invalid = _invalid(text)
    if invalid:
        language = language_of(text)
        found = Interpretation(text, text, language, QuestionKind.OPEN, (), filters)
        return replace(found, refuse=Reason.INVALID_QUESTION, detail=invalid)
    correct = _framed(correct, known)
    alone = _read(text, catalog, filters, correct)
    earlier = [heard(turn.content) for turn in history if turn.role is Speaker.USER]
    if earlier and is_follow_up(alone):
        answers = [heard(turn.content) for turn in history if turn.role is Speaker.ASSISTANT]
        alone = _lean(alone, earlier[-MAKE_STANDALONE_DEPTH:], answers, catalog, filters, correct)
    return _refused(alone, catalog, known)


def _framed(correct: Correct, known: Known) -> Correct:
    """Mend a word of the question's frame as such ("opsomen"), before the corpus's words are tried."""

    def mend(word: str) -> str | None:
        frame = None if len(word) < SHORTEST_FRAME or known(word) else closest(word, FRAME)
        return frame if frame is not None and frame != word else correct(word)

    return mend


def clean_question(question: str) -> str:
    """Drop control and invisible characters and fold white space; the words stay as they are."""
    normal = unicodedata.normalize("NFC", question)
    visible = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in normal)
    return " ".join(visible.split())


def heard(turn: str) -> str:
    """Give an earlier turn without its sentences that give orders to a machine, so that no follow-up leans on them."""
    kept = (line for line in turn.split("\n") if line.strip())
    lines = [" ".join(line[a:b] for a, b in sentences(line) if not orders_machine(line[a:b])) for line in kept]
    return "\n".join(line for line in lines if any(c.isalnum() for c in line))


def _invalid(text: str) -> str | None:
    if not text:
        return "empty"
    if len(text) > LONGEST_QUESTION:
        return "long"
    if not any(c.isalpha() for c in text):
        return "wordless"
    return None


def language_of(text: str) -> Language:
    """Tell Dutch from English by function words; Dutch where it is a tie."""
    asked = re.findall(r"[a-z]+", text.lower())
    english = sum(w in patterns.ENGLISH for w in asked)
    dutch = sum(w in patterns.DUTCH for w in asked)
    return Language.ENGLISH if english > dutch else Language.DUTCH


def kind_of(text: str) -> QuestionKind:
    """Tell what would count as an answer."""
    return next((kind for kind, pattern in patterns.KINDS if pattern.search(text)), QuestionKind.OPEN)


def _read(text: str, catalog: Catalog, filters: Filters, correct: Correct) -> Interpretation:
    asked = words(text)
    language = language_of(text)
    names = {fold(name) for name in patterns.NAME.findall(text)}  # a name is not misspelled because it is unknown
    mendable = [w for w in dict.fromkeys(asked) if w not in names and language is Language.DUTCH]
    mended = tuple((w, better) for w in mendable if (better := correct(w)) is not None)
    spelled = dict(mended)
    asked = [spelled.get(w, w) for w in asked]
    if patterns.SPLIT_ADOPTED.search(text):
        asked = ["vastgesteld", *(w for w in asked if not w.startswith("stel") and w != "vast")]
    kind = kind_of(" ".join(_mend(text, spelled)))
    types = _document_types(text, catalog)
    bare = patterns.NAMED_RANGE.sub(r"\1", text)
    years = years_of(bare)
    if len(years) == 1:
        years = years_of(patterns.BASE_YEAR.sub("", bare))
    themes = mentioned(asked, catalog.themes)
    numbered = re.search(r"\b(?:thema|theme|prioriteit)\s+(\d+)\b", text, re.I)
    if numbered and int(numbered[1]) in catalog.theme_numbers:
        themes = tuple(dict.fromkeys((catalog.theme_numbers[int(numbered[1])], *themes)))
    return Interpretation(
        question=text,
        standalone=text,
        language=language,
        kind=kind,
        terms=_terms(asked, kind, catalog),
        filters=replace(filters, document_types=filters.document_types or types),
        years=years,
        period=period_of(text, years),
        themes=themes,
        topics=mentioned(asked, catalog.topics),
        parties=tuple(p for p in _parties(asked, text, catalog) if folded(p) not in patterns.EVERYBODY),
        corrections=mended,
        compares=bool(patterns.COMPARES.search(text)) or len(years) == 2,
    )


def _parties(asked: list[str], text: str, catalog: Catalog) -> tuple[str, ...]:
    """Give the parties that are named, in capitals that fold to a common word too: "het OM"."""
    capitals = set(re.findall(r"\b[A-Z]{2,6}\b", text))
    short = [name.name for name in catalog.parties if name.name in capitals]
    return tuple(dict.fromkeys((*mentioned(asked, catalog.parties), *short)))


def _mend(text: str, spelled: dict[str, str]) -> list[str]:
    """Give the words of a question, the misspelled ones mended."""
    return [spelled.get(fold(word.strip("?!.,;:()'\"")), word) for word in text.split()]


def _terms(asked: list[str], kind: QuestionKind, catalog: Catalog) -> tuple[str, ...]:
    names = {w for name in catalog.municipalities for w in words(name)}
    dropped = STOPWORDS | patterns.EMPTY_WORDS | patterns.KIND_WORDS.get(kind, frozenset()) | names
    if kind is QuestionKind.AMOUNT:  # "uitvoeringsbudget" asks for an amount of "uitvoering"
        asked = [patterns.MONEY_COMPOUND.sub(r"\1", w) for w in asked]
    return tuple(dict.fromkeys(w for w in asked if w not in dropped and not patterns.YEAR.fullmatch(w) and len(w) > 1))


def years_of(text: str) -> tuple[int, ...]:
    """Give the years that a question names, in order; a range gives all its years."""
    found: dict[int, None] = {}
    for match in patterns.YEAR_RANGE.finditer(text):
        first, last = int(match[1]), int(match[2])
        if first <= last <= first + 12:
            found.update(dict.fromkeys(range(first, last + 1)))
    found.update(dict.fromkeys(int(m[0]) for m in patterns.YEAR.finditer(text)))
    return tuple(found)


def period_of(text: str, years: tuple[int, ...]) -> Period | None:
    """Give the half-year that a question names, where it names one year."""
    half = patterns.HALF.search(text)
    if half is None or len(years) != 1:
        return None
    year = years[0] * 10000
    return Period(year + 101, year + 630) if half["first"] else Period(year + 701, year + 1231)


def _document_types(text: str, catalog: Catalog) -> tuple[str, ...]:
    """Give the document types that the question wants to be answered from ("volgens het jaarplan", "jaarplan 2021")."""
    year = r"(?:19|20)\d\d(?!\s*[-–/])"
    found = []
    for name, pattern in patterns.DOCUMENT_TYPE_WORDS:
        within = rf"{patterns.IN_DOCUMENT}{pattern.pattern}|{pattern.pattern}\W+(?:\w+\W+){{0,6}}?{year}"
        if name in catalog.document_types and re.search(within, text, re.IGNORECASE):
            found.append(name)
    return tuple(found)


def is_follow_up(found: Interpretation) -> bool:
    """Tell whether a question cannot be understood without the one before it."""
    text = found.question
    if patterns.FOLLOW_UP_START.search(text):
        return True
    own = found.terms or found.themes or found.topics
    return not own or (bool(patterns.PRONOUN.search(text)) and len(found.terms) <= 2 and not found.themes)


def _lean(
    found: Interpretation,
    earlier: list[str],
    answers: list[str],
    catalog: Catalog,
    filters: Filters,
    correct: Correct,
) -> Interpretation:
    """Work the question before into a follow-up: what it does not say itself is taken from there."""
    before = _read(clean_question(earlier[-1])[:LONGEST_QUESTION], catalog, filters, correct)
    if len(earlier) > 1 and is_follow_up(before):
        before = _lean(before, earlier[:-1], answers[:-1], catalog, filters, correct)
    kind = found.kind if found.kind is not QuestionKind.OPEN else before.kind
    own = bool(found.terms or found.themes or found.topics)
    replaces = own and patterns.REPLACES.search(found.question) is not None
    points_back = not replaces and (bool(patterns.PRONOUN.search(found.question)) or not own)
    pointed = _item_pointed_at(found.question, answers[-1] if answers else "")
    terms = found.terms
    if points_back:
        terms = tuple(
            dict.fromkeys((*found.terms, *(_terms(words(pointed), kind, catalog) if pointed else before.terms)))
        )
    years = found.years or _shifted(found.question, before.years) or before.years
    found = replace(found, years=found.years or _shifted(found.question, before.years))
    return replace(
        found,
        standalone=_standalone(found, before, points_back=points_back, pointed=pointed),
        kind=kind,
        terms=terms,
        filters=replace(found.filters, document_types=found.filters.document_types or before.filters.document_types)
        if kind is before.kind
        else found.filters,
        years=years,
        period=found.period or (before.period if not found.years else None),
        themes=found.themes or (before.themes if points_back else ()),
        topics=found.topics or (before.topics if points_back else ()),
        parties=found.parties or (before.parties if points_back else ()),
        compares=found.compares,
    )


def _shifted(question: str, years: tuple[int, ...]) -> tuple[int, ...]:
    """Give the year that "een jaar later" means after a question about one year."""
    if len(years) != 1:
        return ()
    if patterns.LATER.search(question):
        return (years[0] + 1,)
    return (years[0] - 1,) if patterns.EARLIER.search(question) else ()


def _standalone(found: Interpretation, before: Interpretation, *, points_back: bool, pointed: str) -> str:
    """Give the question as it would be asked without a conversation; it is searched with, and shown."""
    if pointed:
        return f"{found.question.rstrip(' ?')}: {pointed}?"
    if not points_back:
        subject = found.question.rstrip(" ?")
        years = "" if found.years else " ".join(str(y) for y in before.years)
        return f"{subject} {years}?".replace(" ?", "?")
    relative = patterns.LATER.search(found.question) or patterns.EARLIER.search(found.question)
    if found.years and (not found.terms or relative):
        asked = before.standalone
        if before.years and len(found.years) == 1:
            return patterns.YEAR.sub(str(found.years[0]), asked)
        return f"{asked.rstrip(' ?')} in {' en '.join(str(y) for y in found.years)}?"
    own_words = patterns.LINK_WORD.sub("", found.question).rstrip(" ?")
    return f"{own_words[:1].upper()}{own_words[1:]}? (Over: {before.standalone.rstrip(' ?')})"


ORDINALS = {
    "eerste": 0,
    "tweede": 1,
    "derde": 2,
    "vierde": 3,
    "vijfde": 4,
    "laatste": -1,
    "first": 0,
    "second": 1,
    "last": -1,
}
LINE = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s+(?P<text>.+)$", re.MULTILINE)
MARK = re.compile(r"\s*\[\d+\]")


def _item_pointed_at(question: str, answer: str) -> str:
    """Give the item of the last answer that a question points at: the only one, or the one it counts out."""
    items = [MARK.sub("", m["text"]).strip() for m in LINE.finditer(answer)]
    ordinal = next((n for w, n in ORDINALS.items() if re.search(rf"\b{w}\b", question, re.I)), None)
    if ordinal is not None and items and -len(items) <= ordinal < len(items):
        return items[ordinal]
    return items[0] if len(items) == 1 and patterns.PRONOUN.search(question) else ""


def _refused(found: Interpretation, catalog: Catalog, known: Known) -> Interpretation:
    """Set the reason where the question itself shows that no document can answer it."""
    text = found.question
    if patterns.INJECTION.search(text):
        return replace(found, refuse=Reason.OFF_TOPIC, detail="instruction")
    if patterns.DESPAIR.search(text):
        return replace(found, refuse=Reason.PERSONAL_OR_URGENT, detail="despair")
    if patterns.URGENT.search(text):
        return replace(found, refuse=Reason.PERSONAL_OR_URGENT, detail="urgent")
    if patterns.PERSONAL.search(text):
        return replace(found, refuse=Reason.PERSONAL_OR_URGENT, detail="personal")
    if patterns.OFF_TOPIC.search(text) and not found.themes and not found.topics:
        return replace(found, refuse=Reason.OFF_TOPIC)
    if patterns.OPINION.search(text):
        return replace(found, refuse=Reason.OPINION)
    other = other_municipality(text, catalog) or other_place(text, catalog, known)
    if other:
        return replace(found, refuse=Reason.OTHER_MUNICIPALITY, detail=other)
    vague = (
        found.standalone == found.question
        and found.kind is not QuestionKind.DEFINITION
        and not found.years
        and len(found.terms) <= 1
        and patterns.VAGUE.search(text)
    )
    if _names_nothing(found) or (vague and not found.topics):
        lists = found.kind in {QuestionKind.ACTIONS, QuestionKind.GOALS, QuestionKind.LIST} and bool(found.years)
        told = bool(outcomes_asked(text)) or patterns.WHICH_GOALS_REACHED.search(text) is not None
        if not (lists or told) and found.kind is not QuestionKind.MEMBERSHIP:
            return replace(found, refuse=Reason.UNDERSPECIFIED)
    return found


def _names_nothing(found: Interpretation) -> bool:
    """Tell whether a question names no subject, or a word that names none by itself ("wat zijn de cijfers?")."""
    if found.themes or found.topics or found.parties:
        return False
    alone = found.standalone == found.question and not found.years
    return not found.terms or (alone and set(found.terms) <= patterns.GENERIC_WORDS)


def other_municipality(text: str, catalog: Catalog) -> str | None:
    """Give the municipality that a question is about, where it is none of the documents' own."""
    own = {folded(name) for name in catalog.municipalities}
    named = re.search(
        r"\b(?:gemeente|municipality of)\s+((?:[A-Z][\w'’-]+)(?:\s+(?:aan|en|op|den|de|a/d)?\s*[A-Z][\w'’-]+)*)", text
    )
    if named and own and folded(named[1]) not in own and folded(named[1].split()[0]) not in own:
        return named[1]
    for name, pattern in _municipalities():
        if folded(name) not in own and pattern.search(text):
            return name
    return None


def other_place(text: str, catalog: Catalog, known: Known) -> str | None:
    """Give a name in the place of a municipality ("van X", "hoe pakt X ... aan") that no document holds."""
    for match in patterns.PLACE_NAMED.finditer(text):
        if any(text[: match.start()].rstrip().endswith(own) for own in catalog.municipalities):
            continue  # a part of our own: "Almere Haven"
        name = match["name"] or match["subject"] or match["other"]
        if patterns.NO_PLACE.search(name):
            continue
        if not known(fold(name)) and (not match["other"] or any(known(w) for w in words(text) if len(w) > 5)):
            return name
    return None


@cache
def _municipalities() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """A name counts with its capital, after "in" and the like, or in small letters where it is no common word."""
    found = []
    for name in read_municipalities():
        escaped = re.escape(name)
        found.append((name, re.compile(rf"(?<![\w-]){escaped}(?![\w-])")))
        if len(name) > 6 or name.lower() in {"utrecht", "zwolle", "leiden", "haarlem"}:
            found.append((name, re.compile(rf"\b(?:in|van|voor|gemeente|of) {re.escape(name.lower())}\b")))
    return tuple(found)
