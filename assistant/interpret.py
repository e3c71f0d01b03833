"""Question and history to an Interpretation, without a language model: what is asked, of when, about what."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from assistant import patterns
from assistant.catalog import Catalog, mentioned, read_municipalities
from assistant.follow_up import (
    completed,
    item_pointed_at,
    items_asked,
    of_years,
    replaced,
    subject_of,
    with_subject,
    without_link,
)
from assistant.outcome import outcomes_asked
from assistant.plain_language import without_wish
from assistant.types import Interpretation, Language, QuestionKind, Reason, Speaker, Turn
from corpus.instructions import orders_machine
from corpus.lexical import STOPWORDS, closest, fold, words
from corpus.names import folded
from corpus.rarity import rarity
from corpus.sentences import sentences
from corpus.types import Filters, Period

LONGEST_QUESTION = 1500
"""Characters. A question of a page is a document; the screen says so (council questions are some 200 characters)."""

SHORTEST_FRAME = 6
"""Letters. Shorter words are too like each other to mend by the frame of a question."""

RARE = 1.0
"""Rarity from which a word may be misspelled: "voelen" is a word, and no misspelled "doelen"."""

FRAME = frozenset(w for w in patterns.EMPTY_WORDS.union(*patterns.KIND_WORDS.values()) if len(w) >= SHORTEST_FRAME)

LISTS = frozenset((QuestionKind.ACTIONS, QuestionKind.GOALS, QuestionKind.LIST))

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
        before = _before(earlier[-MAKE_STANDALONE_DEPTH:], answers[:-1], catalog, filters, correct)
        alone = _leant(alone, before, answers, catalog).read
    return _refused(alone, catalog, known)


def _framed(correct: Correct, known: Known) -> Correct:
    """Mend a word of the question's frame as such ("opsomen"), before the corpus's words are tried."""

    def mend(word: str) -> str | None:
        is_right = len(word) < SHORTEST_FRAME or known(word) or rarity(word) < RARE
        frame = None if is_right else closest(word, FRAME)
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
    numbered = patterns.NUMBERED_THEME.search(text)
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
    if patterns.PEOPLE.search(" ".join(asked)):  # "hoeveel mensen wonen er?" counts inhabitants
        asked = ["inwoners", *(w for w in asked if w not in patterns.PEOPLE_WORDS)]
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
    if patterns.FOLLOW_UP_START.search(text) or patterns.BARE_QUESTION.match(text):
        return True
    found = _of_own_words(found)
    own = found.terms or found.themes or found.topics
    telling = [w for w in found.terms if not patterns.STATE.fullmatch(w)]
    points = patterns.PRONOUN.search(text) or (patterns.IT.search(text) and len(telling) <= 1)
    return not own or (bool(points) and len(found.terms) <= 2 and not found.themes)


def _of_own_words(found: Interpretation) -> Interpretation:
    """Leave out what names no subject: "daarvan", and a heading of words that only ask ("Wat kost het?")."""
    empty = STOPWORDS | patterns.EMPTY_WORDS | patterns.KIND_WORDS.get(found.kind, frozenset())
    terms = tuple(w for w in found.terms if w not in patterns.POINTERS and not patterns.DAAR.fullmatch(w))
    themes, topics = (tuple(n for n in told if not set(words(n)) <= empty) for told in (found.themes, found.topics))
    return replace(found, terms=terms, themes=themes, topics=topics)


@dataclass(frozen=True, slots=True)
class _Before:
    """The question before a follow-up, made to stand alone, and its subject in its own words ("" if in pieces)."""

    read: Interpretation
    subject: str
    """"de proef op de Zeeweg"."""
    about: str
    """What stands in "Over: ...": the subject, or the whole question where it has none in one piece."""
    many: bool
    """Whether it asked for a list."""


def _before(earlier: list[str], answers: list[str], catalog: Catalog, filters: Filters, correct: Correct) -> _Before:
    read = _read(clean_question(earlier[-1])[:LONGEST_QUESTION], catalog, filters, correct)
    if len(earlier) > 1 and is_follow_up(read):
        return _leant(read, _before(earlier[:-1], answers[:-1], catalog, filters, correct), answers, catalog)
    return _told(read)


def _told(read: Interpretation) -> _Before:
    subject = subject_of(read.standalone, read.terms)
    items, many = items_asked(read.standalone, subject) if subject and read.kind in LISTS else ("", False)
    return _Before(read, subject, items or subject or read.standalone.rstrip(" ?"), many)


def _leant(found: Interpretation, before: _Before, answers: list[str], catalog: Catalog) -> _Before:
    """Work the question before into a follow-up: what it does not say itself is taken from there."""
    asked = before.read
    found = _of_own_words(found)
    kind = found.kind if found.kind is not QuestionKind.OPEN else asked.kind
    pointed = item_pointed_at(found.question, answers[-1] if answers else "")
    if set(words(pointed)) <= set(words(before.subject)):
        pointed = ""  # a row about the subject itself
    own = not set(found.terms) <= patterns.UNNAMED or bool(found.themes or found.topics)
    replaces = own and patterns.REPLACES.search(found.question) is not None
    replaces = replaces and not patterns.THE_ONE_OF.match(found.question)
    points = patterns.PRONOUN.search(found.question) or patterns.IT.search(found.question) or pointed
    points_back = not replaces and (bool(points) or not own)
    subject = words(before.subject)
    if pointed:
        leaning = _terms(words(pointed), kind, catalog)
    elif subject and completed(found.question, asked.standalone):
        leaning = tuple(w for w in asked.terms if w not in patterns.STATUS_WORDS | patterns.DENIALS)
    else:
        leaning = tuple(w for w in asked.terms if w in subject or not subject)
    years = found.years or _shifted(found.question, asked.years)
    if patterns.MORE_THAN.search(found.question) and len(years) == len(asked.years) == 1:
        found = replace(found, compares=True)
        years = tuple(dict.fromkeys((*asked.years, *years)))
    read = replace(
        found,
        kind=kind,
        terms=tuple(dict.fromkeys((*(w for w in found.terms if w not in patterns.ITEM_WORDS), *leaning)))
        if points_back
        else found.terms,
        filters=replace(found.filters, document_types=found.filters.document_types or asked.filters.document_types)
        if kind is asked.kind
        else found.filters,
        years=years or asked.years,
        period=found.period or (asked.period if not found.years else None),
        themes=found.themes or (asked.themes if points_back else ()),
        topics=found.topics or (asked.topics if points_back else ()),
        parties=found.parties or (asked.parties if points_back else ()),
    )
    stands = _standalone(replace(found, years=years), before, points_back=points_back, pointed=pointed)
    read = replace(read, standalone=stands)
    whole = points_back and not (pointed or found.years or "(Over: " in stands)
    if whole and found.kind is QuestionKind.OPEN:
        kind = kind_of(stands) if not patterns.HOW_ABOUT.match(found.question) else kind
        read = replace(read, kind=kind, terms=_terms(list(read.terms), kind, catalog))
    if pointed:
        return _Before(read, pointed, pointed, many=False)
    return replace(before, read=read) if points_back else _told(read)


def _shifted(question: str, years: tuple[int, ...]) -> tuple[int, ...]:
    """Give the year that "een jaar later" means after a question about one year."""
    if len(years) != 1:
        return ()
    if patterns.LATER.search(question):
        return (years[0] + 1,)
    return (years[0] - 1,) if patterns.EARLIER.search(question) else ()


def _standalone(found: Interpretation, before: _Before, *, points_back: bool, pointed: str) -> str:
    """Give the question as it would be asked without a conversation; it is searched with, and shown."""
    bare = without_link(found.question)
    if pointed:
        who = patterns.WHO_IS_THAT.match(found.question)
        return f"Wie is {pointed}?" if who else f"{bare}: {pointed}?"
    asked = before.read.standalone
    untold = before.read.years if found.compares or not found.years else ()
    year = f" in {' en '.join(str(y) for y in untold)}" if untold else ""
    if not points_back:
        text = replaced(found.question, asked, before.subject)
        if not text:
            return f"{bare}{year}?"
        return of_years(text, found.years).rstrip("?") + "?" if found.years else f"{text}?"
    relative = patterns.LATER.search(found.question) or patterns.EARLIER.search(found.question)
    again = found.kind in {QuestionKind.OPEN, before.read.kind} and (not found.terms or relative)
    if found.years and again and not found.compares:
        return of_years(asked, found.years)
    whole = completed(found.question, asked)
    if whole:
        return f"{whole}?"
    if one := patterns.THE_ONE_OF.match(found.question):
        return f"{asked.rstrip(' ?')}, {found.question[one.start('of') :].rstrip(' ?')}?"
    figure = before.read.kind in {QuestionKind.NUMBER, QuestionKind.AMOUNT} and not patterns.DAAR.search(bare)
    goes_in = before.subject and not patterns.WHO_IS_THAT.match(found.question)
    text = with_subject(bare, before.about, many=before.many or figure) if goes_in else ""
    if text:
        return f"{text}{year}?"
    said = set(before.read.years) & set(years_of(before.about))
    return f"{bare}? (Over: {before.about}{'' if said else year})"


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
        told = told or (found.kind is QuestionKind.AMOUNT and patterns.TOTAL.search(text) is not None)
        told = told or patterns.COLOUR.search(text) is not None
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
