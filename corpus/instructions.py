"""Whether a sentence gives orders to the machine that reads it, instead of saying something to people.

Such a sentence is no evidence for anything: ingest names it in its report and makes no heading, title or register item
of it, and the assistant never quotes it as an answer, whichever writer proposes it. The test is by wording, which is
data (corpus/instructions.toml). It must let pass what policy says *about* instructions, systems, roles and ignoring,
and what it asks of people ("Negeer nooit de aanwijzingen van de brandweer"): `evals/attacks` measures both sides.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from corpus.sentences import sentences

WORDINGS = Path(__file__).with_name("instructions.toml")
UNSEEN = re.compile("[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
SPACED_OUT = re.compile(r"\b(?:[^\W\d_][ .·*_-]){4,}[^\W\d_]\b")
"""Letters set apart to be read by a machine only ("n e g e e r")."""
SPEAKER = re.compile(
    r"^\W*(?:SYSTEEM|SYSTEM|ASSISTENT|ASSISTANT|GEBRUIKER|USER|ADMIN|BEHEERDER|ONTWIKKELAAR|DEVELOPER)\s*[:>\]]"
)
"""As a conversation with a model writes it: in capitals, for "Systeem: Suite4" is an ordinary row of a table."""
NAMED = re.compile(r"<([a-z]+)>")
LONGEST = 4_000
"""Characters that are looked at; a sentence of policy is never so long."""


def orders_machine(text: str) -> bool:
    """Tell whether `text`, or any sentence of it, gives orders to the machine that reads it."""
    text = text[:LONGEST]
    places = sentences(text)
    return _orders(text) or (len(places) > 1 and any(_orders(text[start:end]) for start, end in places))


@lru_cache(maxsize=50_000)
def _orders(text: str) -> bool:
    plain = " ".join(unicodedata.normalize("NFKC", UNSEEN.sub("", text)).split())
    if SPEAKER.search(plain):
        return True
    spelled = SPACED_OUT.sub(lambda m: re.sub(r"[\W_]", "", m[0]), plain)
    return any(order.search(form) for form in {plain, spelled} for order in orders())


@cache
def orders() -> tuple[re.Pattern[str], ...]:
    """Give the wordings as compiled expressions."""
    read = tomllib.loads(WORDINGS.read_text(encoding="utf-8"))
    words: dict[str, str] = {}
    for name, wording in read["words"].items():
        words[name] = _filled(wording, words)
    every = (wording for group in read["orders"].values() for wording in group)
    return tuple(re.compile(_filled(wording, words), re.IGNORECASE) for wording in every)


def _filled(wording: str, words: dict[str, str]) -> str:
    """Put the words in the place of their names; an HTML tag that is looked for is no name."""
    return NAMED.sub(lambda m: words.get(m[1], m[0]), wording)
