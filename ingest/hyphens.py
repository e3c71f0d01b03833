"""Whether the two halves of a line end that was broken at a hyphen are one word.

Dutch keeps three hyphens that look alike at a line end: the one of a broken word ("vergun-ning", joined), a word's own
("sociaal-economisch", kept), and the suspended one ("drugs- en alcoholoverlast", kept with its space).
"""

from __future__ import annotations

import re
from collections.abc import Container
from enum import Enum

from wordfreq import zipf_frequency

SUSPENDING = frozenset(
    "en of tot noch als dan c.q. cq e/o en/of respectievelijk resp. versus maar ofwel alsmede".split()
)
OWN_HYPHEN = frozenset(
    """
    ex niet non oud pro anti semi quasi vice sub co e i aspirant kandidaat interim adjunct substituut leerling sociaal
    ruimtelijk juridisch bestuurlijk strategisch politiek technisch financieel fysiek integraal noord zuid oost west
    """.split()
)
"""First parts that Dutch writes with a hyphen (Woordenlijst, leidraad 6), or that often begin a pair of adjectives."""
CLASHES = frozenset("aa ae ai au ee ei eu ie ii oe oi oo ou ui uu aij eij".split())
"""Vowels that would be read as one sound, so the hyphen between the parts of a compound stays (leidraad 6.4)."""
KNOWN, EVERYDAY = 1.5, 5.0
"""Zipf frequencies: of a word that the word list knows well, and of prepositions, articles and the like."""
LETTERS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class Join(Enum):
    """How two halves become text."""

    WORD = "joined without the hyphen"
    HYPHEN = "joined with the hyphen"
    SPACE = "two words, with a space"


def ends_broken(text: str) -> bool:
    """Tell whether a line's last word may be the first half of a broken word."""
    return len(text) > 1 and text[-1] in "-\u00ad\u2010" and (text[-2].isalnum() or text[-2] in ")'’")


def join(first: str, second: str, vocabulary: Container[str] = frozenset(), *, after: str = "") -> Join:
    """Tell how `first` (which ends in a hyphen) and `second`, the first word of the next line, are joined.

    `after` is the word that follows `second`. `vocabulary` holds the document's own words in lower case, those with an
    inner hyphen included.
    """
    if first[-1] == "\u00ad":
        return Join.WORD
    head = first.rstrip("-\u2010")
    match = LETTERS.match(second)
    if match is None:
        return Join.SPACE if not second[:1].isdigit() else Join.HYPHEN
    tail = match[0]
    part = re.split(r"[^\w]", head)[-1]
    if tail.lower() in SUSPENDING and not second[len(tail) :][:1].isalnum():
        return Join.WORD if _is_verb_end(part, second, after, vocabulary) else Join.SPACE
    if not tail[0].islower() or not part.isalpha() or (part.isupper() and len(part) > 1):
        return Join.HYPHEN
    whole, pair = f"{part}{tail}".lower(), f"{part}-{tail}".lower()
    if pair in vocabulary:
        return Join.WORD if whole in vocabulary else Join.HYPHEN
    if whole in vocabulary or zipf_frequency(whole, "nl") > 0:
        return Join.WORD
    clash = (part[-1] + tail[0]).lower() in CLASHES
    if part.lower() in OWN_HYPHEN or clash:
        return Join.HYPHEN
    return Join.WORD


def _is_verb_end(part: str, second: str, after: str, vocabulary: Container[str]) -> bool:
    """Tell "opgroei-en zonder" from "wijk- en buurtteams": after a suspended hyphen comes a noun."""
    tail = LETTERS.match(second)
    whole = f"{part}{tail[0] if tail else second}".lower()
    if whole not in vocabulary and zipf_frequency(whole, "nl") < KNOWN:
        return False
    return not second[-1].isalnum() or zipf_frequency(after.strip(".,;:"), "nl") >= EVERYDAY
