"""Whether words stand in a text, exactly: whole tokens, in order, without any measure of likeness.

Two texts are the same when their tokens are. A token is a number with its sign and separators ("-12,5", "1.000"), a
word with its inner hyphens and apostrophes, or one punctuation mark. Before comparing, only what a typesetter may
change is made equal: white space, quote marks, dashes, ligatures, soft hyphens, and a word broken over a line end.
Letters, digits, case and order are never touched, so "een last" is not found in "geen last".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from assistant import patterns
from corpus.sentences import sentences

TOKEN = re.compile(
    r"""
    (?P<number>(?<!\w)[-−–]?\d+(?:[.,:/]\d+)*(?!\w))   # 28, 1.000, -12,5, 14:30, 1/2; a sign counts
    |(?P<word>[^\W_]+(?:['’‘`´\-‐‑][^\W_]+|\.(?=[a-z])[^\W_]+|-\n\s*[^\W\d_]+)*)  # foto's, OM-zaak, d.w.z
    |(?P<mark>[^\w\s]|_)
    """,
    re.VERBOSE,
)
MEANT = frozenset("€$£%°")
"""Marks that change what a number says; they are never left out."""
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
SAME_MARKS = str.maketrans("’‘‚‛`´“”„‟«»‐‑‒–—―−", "''''''" + '""""""' + "-------")


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its comparable form and where it stands, `[start, end)`."""

    form: str
    start: int
    end: int
    is_word: bool


def tokens(text: str) -> tuple[Token, ...]:
    """Cut `text` into comparable tokens; invisible characters are skipped, positions are those of `text`."""
    return tuple(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    visible, place = _without_invisible(text)
    for match in TOKEN.finditer(visible):
        raw = match[0]
        is_word = match["mark"] is None
        form = re.sub(r"-\n\s*", "", raw) if match["word"] else raw
        form = unicodedata.normalize("NFKC", form.translate(SAME_MARKS))
        yield Token(form, place[match.start()], place[match.end() - 1] + 1, is_word)


def _without_invisible(text: str) -> tuple[str, list[int]]:
    keep = [i for i, c in enumerate(text) if not INVISIBLE.match(c)]
    return "".join(text[i] for i in keep), keep


def locate(quote: str, text: str) -> tuple[int, int] | None:
    """Give the first place `[start, end)` in `text` where the tokens of `quote` stand, whole and in order, or None.

    A quote without a word or number in it is nowhere. Marks at the very ends of the quote may be left out or stand
    there; between words every mark counts.
    """
    wanted = _trimmed(tokens(quote))
    if not wanted:
        return None
    there = tokens(text)
    first = wanted[0].form
    for i in range(len(there) - len(wanted) + 1):
        if there[i].form == first and all(there[i + k].form == token.form for k, token in enumerate(wanted)):
            return there[i].start, there[i + len(wanted) - 1].end
    return None


def same_words(a: str, b: str) -> bool:
    """Tell whether two texts have the same tokens."""
    return [t.form for t in tokens(a)] == [t.form for t in tokens(b)]


def _trimmed(found: tuple[Token, ...]) -> tuple[Token, ...]:
    """Drop the marks at both ends, so that a quote with or without its full stop is the same quote."""
    kept = [i for i, token in enumerate(found) if token.is_word or token.form in MEANT]
    return found[kept[0] : kept[-1] + 1] if any(token.is_word for token in found) else ()


UNITS = "twee drie vier vijf zes zeven acht negen".split()
TENS = "twintig dertig veertig vijftig zestig zeventig tachtig negentig".split()
TEENS = "tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien".split()
NUMBER_WORDS = {
    **{word: str(value) for value, word in enumerate([*UNITS, *TEENS], start=2)},
    **{ten: str(20 + 10 * i) for i, ten in enumerate(TENS)},
    **{
        f"{unit}{'ën' if unit.endswith('e') else 'en'}{ten}": str(20 + 10 * i + value)
        for i, ten in enumerate(TENS)
        for value, unit in enumerate(["een", *UNITS], start=1)
    },
    "honderd": "100",
}
"""Number words that a figure may be written as; "een" is left out, it is an article more often than a number."""

NEGATIONS = frozenset("niet geen nooit niemand niets nergens noch zonder not no never none without".split())


def facts(text: str) -> frozenset[str]:
    """Give what must not be wrong in a statement: its numbers, years, dates, amounts and names, in comparable form.

    A number is compared without thousands separators; a name is a word with a capital or digit in it that does not
    merely begin a sentence, or one of capitals only.
    """
    starts = {start for start, _ in sentences(text)}
    found: set[str] = set()
    for token in tokens(text):
        form = token.form
        if form[0].isdigit() or (len(form) > 1 and form[0] == "-" and form[1].isdigit()):
            found.add(re.sub(r"\.(?=\d{3}(?!\d))", "", form))
        elif form.lower() in NUMBER_WORDS:
            found.add(NUMBER_WORDS[form.lower()])
        elif form in {"€", "%"}:
            found.add(form)
        elif token.is_word and (form[1:] != form[1:].lower() or (form[0].isupper() and token.start not in starts)):
            found.add(form.casefold())
    return frozenset(found)


def figures(text: str) -> set[str]:
    """Give the numbers of a text that are no years, in comparable form."""
    return {fact for fact in facts(text) if fact[0].isdigit() and not patterns.YEAR.fullmatch(fact)}


def negations(text: str) -> int:
    """Count the words in `text` that deny."""
    return sum(token.form.lower() in NEGATIONS for token in tokens(text))
