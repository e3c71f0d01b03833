"""Whether the two halves of a line end that was broken at a hyphen are one word.

Dutch keeps three hyphens that look alike at a line end: the one of a broken word ("vergun-ning", joined), a word's own
("sociaal-economisch", kept), and the suspended one ("drugs- en alcoholoverlast", kept with its space).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from wordfreq import zipf_frequency

from ingest.readers.raw import RawLine

SUSPENDING = frozenset(
    "en of tot noch als dan c.q. cq e/o en/of respectievelijk resp. versus maar ofwel alsmede".split()
)
OWN_HYPHEN = frozenset(
    """
    ex niet non oud vice e aspirant kandidaat interim adjunct sociaal ruimtelijk juridisch bestuurlijk strategisch
    politiek noord zuid
    """.split()
)
"""First parts that Dutch writes with a hyphen (Woordenlijst, leidraad 6), or that often begin a pair of adjectives."""
CLASHES = frozenset("aa ae ai au ee ei eu ie ii oe oi oo ou ui uu aij eij".split())
"""Vowels that would be read as one sound, so the hyphen between the parts of a compound stays (leidraad 6.4)."""
KNOWN, EVERYDAY = 1.5, 5.0
"""Zipf frequencies: of a word that the word list knows well, and of prepositions, articles and the like."""
LETTERS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A document's own words in lower case: `every` one, and the `inner` ones, which no line end can have broken."""

    inner: frozenset[str] = frozenset()
    every: frozenset[str] = frozenset()

    def knows(self, word: str) -> bool:
        """Tell whether the document or the Dutch word list has the word."""
        return word in self.every or zipf_frequency(word, "nl") > 0

    def stands_alone(self, word: str) -> bool:
        """Tell whether the word is one by itself, and not a half of a broken one."""
        return word in self.inner or zipf_frequency(word, "nl") >= KNOWN


def vocabulary_of(lines: Iterable[RawLine]) -> Vocabulary:
    """Gather the words of a document's lines."""
    inner: set[str] = set()
    every: set[str] = set()
    for line in lines:
        for place, word in enumerate(line.words):
            found = {match[0].lower() for match in LETTERS.finditer(word.text)}
            every |= found
            if 0 < place < len(line.words) - 1:
                inner |= found
    return Vocabulary(frozenset(inner), frozenset(every))


class Join(Enum):
    """How two halves become text."""

    WORD = "joined without the hyphen"
    HYPHEN = "joined with the hyphen"
    SPACE = "two words, with a space"


def ends_broken(text: str) -> bool:
    """Tell whether a line's last word may be the first half of a broken word."""
    return len(text) > 1 and text[-1] in "-\u00ad\u2010" and (text[-2].isalnum() or text[-2] in ")'’")


def join(first: str, second: str, vocabulary: Vocabulary, *, after: str = "") -> Join:
    """Tell how `first` (which ends in a hyphen) and `second`, the first word of the next line, are joined.

    `after` is the word that follows `second`.
    """
    if first[-1] == "\u00ad":
        return Join.WORD
    head = first.rstrip("-\u2010")
    match = LETTERS.match(second)
    if match is None:
        return Join.HYPHEN if second[:1].isdigit() else Join.SPACE
    tail = match[0]
    part = re.split(r"[^\w]", head)[-1]
    if tail.lower() in SUSPENDING and not second[len(tail) :][:1].isalnum():
        return Join.WORD if _is_verb_end(part, tail, second, after, vocabulary) else Join.SPACE
    if not tail[0].islower() or not part.isalpha() or (part.isupper() and len(part) > 1):
        return Join.HYPHEN
    whole, pair = f"{part}{tail}".lower(), f"{part}-{tail}".lower()
    if pair in vocabulary.every:
        return Join.WORD if whole in vocabulary.every else Join.HYPHEN
    clash = (part[-1] + tail[0]).lower() in CLASHES
    compound = len(tail) >= 4 and vocabulary.stands_alone(part.lower()) and vocabulary.stands_alone(tail)
    if vocabulary.knows(whole) and not (clash and compound and whole not in vocabulary.every):
        return Join.WORD
    return Join.HYPHEN if part.lower() in OWN_HYPHEN or clash else Join.WORD


def _is_verb_end(part: str, tail: str, second: str, after: str, vocabulary: Vocabulary) -> bool:
    """Tell "opgroei-en zonder" from "wijk- en buurtteams": after a suspended hyphen comes a noun."""
    whole = f"{part}{tail}".lower()
    if whole not in vocabulary.every and zipf_frequency(whole, "nl") < KNOWN:
        return False
    return not second[-1].isalnum() or zipf_frequency(after.strip(".,;:"), "nl") >= EVERYDAY


def cut_without_hyphen(first: str, second: str, third: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a narrow column cut one word over two lines without a mark ("de" + "cember").

    Together they must be a known word, and one of the halves none by itself. `third` is the beginning of the line
    after, where `second` is a whole line: a long word may be cut twice.
    """
    tail, more = LETTERS.match(second), LETTERS.match(third)
    if tail is None or not first.isalpha() or not tail[0][0].islower():
        return False
    whole = f"{first}{tail[0]}".lower()
    if vocabulary.stands_alone(tail[0].lower()) and vocabulary.stands_alone(first.lower()):
        return False
    if vocabulary.knows(whole):
        return True
    return more is not None and tail[0] == second and vocabulary.knows(f"{whole}{more[0]}".lower())
