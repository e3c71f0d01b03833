"""Claims in other words than their source: what in them does not stand in the quotes. Pure.

A language model may shorten, reorder and inflect, and may put a plain word from `assistant.plain_words` for a hard one;
it may add nothing. So of a claim every telling word must stand in its quotes or in the heading above them, and what
turns a statement round (a number and what it counts, a denial, "wil" or "kan", who does it to whom) must be as it is
in the whole cited sentences. The rules are strict: a true claim that fails costs a nicer wording, a false one that
passes costs the reader's trust. What they cannot see is measured by `python -m evals support`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant import patterns
from assistant.plain_words import plainer
from assistant.quotes import NUMBER_WORDS, facts, tokens
from assistant.types import Citation
from corpus.lexical import same_word, words
from corpus.sentences import sentences

LONGEST, SHORTEST = 400, 3
"""Characters, and words, of one claim: one or two sentences."""

NEW_WORDS = 0.4
"""Share of a claim's telling words that may be new where an entailment model has judged it."""


class Fault(StrEnum):
    """What is wrong with a claim."""

    NO_QUOTE = "no_quote"
    CHARACTERS = "characters"
    LENGTH = "length"
    LANGUAGE = "language"
    TABLE = "table"
    FACT = "fact"
    COMPANY = "company"
    ORDER = "order"
    DENIAL = "denial"
    HEDGE = "hedge"
    WORD = "word"
    SUPPORT = "support"


@dataclass(frozen=True, slots=True)
class Unproven:
    """Why a claim is not shown, and the word or words at fault."""

    fault: Fault
    detail: str = ""


MARKS = frozenset(" .,;:!?'’‘\"“”„()-–/%€+°&")
"""What may stand in a claim beside Latin letters and digits: nothing that can be a link, a mark, markup or a tag."""

ADDRESS = re.compile(
    r"\b(?:https?|www|mailto|tel|javascript)\b|\w\.(?:nl|com|org|net|eu|info|io)\b|//|&(?!\s)", re.IGNORECASE
)

HEDGES: tuple[frozenset[str], ...] = tuple(
    frozenset(family.split())
    for family in (
        "wil willen wilde wilden wenst wensen wens",
        "kan kunnen kon konden",
        "moet moeten moest moesten dient dienen verplicht",
        "mag mogen mocht mochten toegestaan",
        "zou zouden",
        "zal zullen gaat gaan",
        "streeft streven streefde gestreefd beoogt beogen beoogd doel hoopt hopen mikt mikken ambitie",
        "mogelijk mogelijkheid misschien wellicht eventueel eventuele",
        "verwacht verwachten verwachting vermoedelijk waarschijnlijk",
        "onderzoekt onderzoeken verkent verkennen overweegt overwegen bekijkt bekijken bespreekt bespreken",
        "voornemens voornemen gepland plant",
        "als indien mits tenzij wanneer zolang voorwaarde afhankelijk",
        "tenzij behalve uitgezonderd uitzondering",
        "minstens minimaal",
        "hoogstens maximaal hooguit",
        "ongeveer circa ca ruim bijna rond zo'n",
        "alleen slechts enkel uitsluitend",
        "zelden soms vaak meestal",
        "probeert proberen poging",
        "uitgesteld stopgezet vervallen vervalt geschrapt",
        "vermeend vermeende beweert beweerd zegt zeggen volgens conform",
    )
)
"""Words that change how much is claimed, by family; a claim has the families of the sentences it cites."""

DENIALS = frozenset(
    "niet geen nooit niemand niets nergens noch zonder nauwelijks amper evenmin nimmer onmogelijk weigert "
    "weigeren".split()
)

NEUTRAL = frozenset("de het een der den des te van in op aan bij met om en dat die dit deze er hier daar ook".split())
"""Words that a claim may use whatever its quotes say. "voor", "tegen", "door" and "is" are not among them."""

TURNING = frozenset("voor tegen tot vanaf sinds na door uit naar".split())
"""Small words that turn a statement round, and so stay with their word."""

BINDING = frozenset("eerst daarna vervolgens later eerder vaker meer minder hoger lager".split())
"""Words that rank or compare what follows them."""

BEFORE_NUMBER = frozenset("van naar met tot op onder boven tegen voor na".split())
NEAR = 3
"""Words between which a number and its neighbour in a claim must stand in the source."""

YEAR_FOLLOWS = 4
"""Words after a number in which its year may follow: "41 overvallen in 2020"."""

CLAUSE = re.compile(r"[;:()]|,(?!\d)")
PART = re.compile(rf"{CLAUSE.pattern}|\b(?:en|of|maar|terwijl|waarbij|dan)\b", re.IGNORECASE)


def unproven(text: str, citations: Sequence[Citation]) -> Unproven | None:
    """Give the first thing in a claim that no second check can make good; its new words are for `new_words`.

    Args:
        text: the claim, well formed (`malformed`), in other words than its quotes.
        citations: its quotes, found word for word, each with the whole sentence around it.
    """
    quotes = " \n".join(c.quote for c in citations)
    told = " \n".join(c.sentence for c in citations)
    if any(c.passage.cells for c in citations):
        return Unproven(Fault.TABLE)
    if text[0].islower():
        return Unproven(Fault.LENGTH, text.split()[0])  # a piece of a sentence
    if missing := facts(text) - facts(f"x {quotes}") - facts(" ".join(f"x {w}" for w in quotes.split())):
        return Unproven(Fault.FACT, " ".join(sorted(missing)))
    return (
        _hedges(text, told)
        or _denials(text, told)
        or _company(text, told)
        or _numbers(text, told)
        or _order(text, quotes)
        or _reordered(text, told)
    )


def malformed(text: str) -> Unproven | None:
    """Tell what in the form of a claim is not allowed: characters, addresses, length, language."""
    bad = {c for c in text if c not in MARKS and not c.isdigit() and not _latin(c)}
    if bad or ADDRESS.search(text) or text != " ".join(text.split()):
        return Unproven(Fault.CHARACTERS, " ".join(sorted(c for c in bad if c.isprintable())))
    said = words(text)
    if len(text) > LONGEST or len(said) < SHORTEST:
        return Unproven(Fault.LENGTH)
    english = sum(w in patterns.ENGLISH for w in said)
    if english > sum(w in patterns.DUTCH for w in said):
        return Unproven(Fault.LANGUAGE)
    return None


def _latin(c: str) -> bool:
    return c.isalpha() and "LATIN" in unicodedata.name(c, "") and c == unicodedata.normalize("NFKC", c)


def _company(text: str, told: str) -> Unproven | None:
    """A number, a party, a "tegen" or an "eerst" stands with a word that it stands with in the source."""
    known = [w for w in _forms(told) if _telling(w)]
    for binds, cut in ((_binds, PART), (TURNING.__contains__, CLAUSE)):
        there = [_forms(part) for part in cut.split(told)]
        for said in (_forms(part) for part in cut.split(text)):
            for place, form in enumerate(said):
                beside = (*said[place + 1 :], *reversed(said[:place]))
                neighbour = next((w for w in beside if _telling(w) and w not in BINDING and _among(w, known)), None)
                if neighbour is None or not binds(form):
                    continue
                homes = [part for part in there if any(_same(form, w) for w in part)]
                if homes and not any(_among(neighbour, part) for part in homes):
                    return Unproven(Fault.COMPANY, f"{form} {neighbour}")
    return None


def _binds(word: str) -> bool:
    return _tells_number(word) or word in DENIALS or word in BINDING or bool(patterns.ACTOR.fullmatch(word))


def _numbers(text: str, told: str) -> Unproven | None:
    """A number keeps a neighbour, its year, and the small word before it: "naar 310" is not "van 310" or "met 310"."""
    there = _forms(told)
    said = _forms(text)
    for place, form in enumerate(said):
        if not _tells_number(form):
            continue
        homes = [i for i, other in enumerate(there) if _same(form, other)]
        before = said[place - 1] if place else ""
        beside = [next((w for w in side if _telling(w)), None) for side in (said[place + 1 :], reversed(said[:place]))]
        near = {w for i in homes for w in there[max(0, i - NEAR) : i + NEAR + 1]}
        if homes and any(beside) and not any(w and _among(w, near) for w in beside):
            return Unproven(Fault.COMPANY, f"{form} {beside[0] or beside[1]}")
        if homes and before in BEFORE_NUMBER and not any(i and there[i - 1] == before for i in homes):
            return Unproven(Fault.COMPANY, f"{before} {form}")
        year = None if patterns.YEAR.fullmatch(form) else _year_of(said, place)
        if homes and year and year not in {_year_of(there, i) for i in homes}:
            return Unproven(Fault.COMPANY, f"{form} {year}")
    return None


def _year_of(forms: Sequence[str], place: int) -> str | None:
    """Give the year that a number is said to be of: one that follows soon, or else the last one before it."""
    for form in forms[place + 1 : place + 1 + YEAR_FOLLOWS]:
        if patterns.YEAR.fullmatch(form):
            return form
        if _tells_number(form):
            break
    return next((form for form in reversed(forms[:place]) if patterns.YEAR.fullmatch(form)), None)


def _reordered(text: str, told: str) -> Unproven | None:
    """In another order every word keeps its form: where "het team begeleidt" them, "gezinnen begeleiden" nobody."""
    there = _forms(told)
    said = [w for w in _forms(text) if _telling(w) and _among(w, there)]
    rest = iter(there)
    if all(any(_among(w, (other,)) for other in rest) for w in said):
        return None
    bent = [
        w for w in said if w not in there and not any(plainer(w, other) for other in there) and not _tells_number(w)
    ]
    return Unproven(Fault.ORDER, " ".join(bent)) if bent else None


def _order(text: str, quotes: str) -> Unproven | None:
    """Names and parties come in the order of the source, so that nobody changes places with another."""
    starts = {start for start, _ in sentences(text)}
    said = [
        t.form.casefold()
        for t in tokens(text)
        if t.is_word and (patterns.ACTOR.fullmatch(t.form) or (t.form[0].isupper() and t.start not in starts))
    ]
    rest = iter([t.form.casefold() for t in tokens(quotes)])
    if len(set(said)) > 1 and not all(name in rest for name in said):
        return Unproven(Fault.ORDER, " ".join(said))
    return None


def _denials(text: str, told: str) -> Unproven | None:
    """As many denials as the source has, and each in a clause that says nothing from outside the denied one."""
    said, there = (sorted(w for w in _forms(t) if w in DENIALS) for t in (text, told))
    if len(said) != len(there):
        return Unproven(Fault.DENIAL, " ".join(there or said))
    known = _forms(told)
    homes = [forms for part in CLAUSE.split(told) if DENIALS & set(forms := _forms(part))]
    for part in CLAUSE.split(text):
        forms = _forms(part)
        words_there = [w for w in forms if _telling(w) and _among(w, known)]
        if DENIALS & set(forms) and not any(all(_among(w, home) for w in words_there) for home in homes):
            return Unproven(Fault.DENIAL, part.strip())
    return None


def _hedges(text: str, told: str) -> Unproven | None:
    said, there = set(_forms(text)), set(_forms(told))
    for family in HEDGES:
        if bool(family & said) != bool(family & there):
            return Unproven(Fault.HEDGE, " ".join(sorted(family & (said | there))))
    return None


def new_words(text: str, citations: Sequence[Citation], allowed: float) -> Unproven | None:
    """Give the telling words of a claim that its quotes and headings lack, where they are too many.

    Args:
        text: the claim.
        citations: its quotes.
        allowed: which share of its telling words may be new, 0 to 1; a word that begins a sentence never may.
    """
    headings = " ".join(" ".join((*c.passage.section_path, c.document.title)) for c in citations)
    there = [*_forms(" ".join(c.quote for c in citations)), *(w for w in words(headings) if w.isalpha())]
    telling = [w for w in _forms(text) if _telling(w)]
    new = [w for w in telling if not _among(w, there)]
    begins = {w for start, end in sentences(text) for w in _forms(text[start:end])[:1]}  # it may be a name
    if len(new) > allowed * len(telling) or begins & set(new):
        return Unproven(Fault.WORD, " ".join(dict.fromkeys(new)))
    return None


def _forms(text: str) -> list[str]:
    """Give the folded words and the numbers of a text, in order."""
    return [
        t.form if _tells_number(t.form) else w for t in tokens(text) if t.is_word for w in words(t.form) or [t.form]
    ]


def _tells_number(form: str) -> bool:
    return any(c.isdigit() for c in form) or form.lower() in NUMBER_WORDS


def _telling(word: str) -> bool:
    return word not in NEUTRAL and not _tells_number(word)


def _same(a: str, b: str) -> bool:
    return a == b or (_tells_number(a) and _tells_number(b) and facts(f"x {a}") == facts(f"x {b}"))


def _among(word: str, there: Iterable[str]) -> bool:
    return any(same_form(word, other) or plainer(word, other) for other in there)


def same_form(a: str, b: str) -> bool:
    """Tell whether two folded words are equal, or, where neither is short, forms of one word."""
    return a == b or (min(len(a), len(b)) > 3 and same_word(a, b))
