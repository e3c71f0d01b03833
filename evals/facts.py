"""Whether a fact stands in a text: strict on digits, tolerant on layout. Written apart from `assistant.quotes`.

The assistant is judged by this module, so it shares no code with it. A text becomes a row of tokens; a fact stands in
a text when its tokens stand there in a row. "12" is therefore not in "120", "12,5" or "-12".
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence

NL_MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
EN_MONTHS = "january february march april may june july august september october november december".split()
_MONTHS = (
    {name: i for i, name in enumerate(NL_MONTHS, start=1)}
    | {name: i for i, name in enumerate(EN_MONTHS, start=1)}
    | {name[:3]: i for names in (NL_MONTHS, EN_MONTHS) for i, name in enumerate(names, start=1)}
    | {"mrt": 3, "sept": 9}
)
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({_MONTH})\b\.?,?")
_MONTH_DAY = re.compile(rf"\b({_MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?\b,?(?=\s+\d{{4}}\b)")
_MONTH_YEAR = re.compile(rf"\b({_MONTH})\.?,?\s+(?=\d{{4}}\b)")
_DUTCH_MONTH = re.compile(rf"\b({'|'.join(NL_MONTHS)})\b")
_NUMERIC_DATE = re.compile(r"(?<![\d.,/-])(\d{1,2})([-./])(\d{1,2})\2(\d{4})(?![\d/-]|[.,]\d)")
_ISO_DATE = re.compile(r"(?<![\d.,/-])(\d{4})-(\d{2})-(\d{2})(?![\d/-]|[.,]\d)")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:[.\u00a0\u2009\u202f]\d{3})+(?![\d]|\.\d)")
_DECIMAL_POINT = re.compile(r"(?<![\d.,])(\d+)\.(\d{1,2}|\d{4,})(?![\d]|[.,]\d)")
_CURRENCY = re.compile(r"(?:€|\beuro?\b)\s*(-?\d[\d.,:]*\d|\d)(?:,-+)?")
_TOKEN = re.compile(r"(?<![\w])-\d+(?:[.,:]\d+)*|\d+(?:[.,:]\d+)*(?!\w)|\w+(?:'\w+)*|[%€]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_LINE_HYPHEN = re.compile(r"(?<=[^\W\d_])-[ \t]*\n\s*(?!(?:en|of|and|or)\b)(?=[a-zà-ÿ])")
_MARKS = str.maketrans("’‘‚‛`´“”„‟«»‐‑‒–—―−", "''''''" + '""""""' + "-------")


def plain(text: str) -> str:
    """Give `text` in one form of letters, quotes and dashes, with words that were broken over a line end rejoined."""
    joined = _LINE_HYPHEN.sub("", _INVISIBLE.sub("", text).translate(_MARKS))
    # NFKC makes one letter of a ligature's parts and would make a plain space of a thousands space.
    spaces = {c: f"\0{i}\0" for i, c in enumerate("\u00a0\u2009\u202f")}
    for space, stand_in in spaces.items():
        joined = joined.replace(space, stand_in)
    joined = unicodedata.normalize("NFKC", joined)
    for space, stand_in in spaces.items():
        joined = joined.replace(stand_in, space)
    return joined.casefold()


@functools.lru_cache(maxsize=8192)
def tokens(text: str) -> tuple[str, ...]:
    """Cut `text` into comparable tokens; dates, amounts, percentages and large numbers get one form each."""
    text = plain(text)
    text = _ISO_DATE.sub(lambda m: f" {int(m[3])} {_month(int(m[2]))} {m[1]} ", text)
    text = _NUMERIC_DATE.sub(_numeric_date, text)
    text = _MONTH_DAY.sub(lambda m: f" {int(m[2])} {_month(_MONTHS[m[1]])} ", text)
    text = _DAY_MONTH.sub(lambda m: f" {int(m[1])} {_month(_MONTHS[m[2]])} ", text)
    text = _MONTH_YEAR.sub(lambda m: f" {_month(_MONTHS[m[1]])} ", text)
    text = _DUTCH_MONTH.sub(lambda m: f" {_month(_MONTHS[m[1]])} ", text)
    text = _THOUSANDS.sub(lambda m: re.sub(r"\D", "", m[0]), text)
    text = re.sub(r"\b(\d{1,2})\.(\d{2})(?=\s*(?:uur|u\.)(?!\w))", r"\1:\2", text)
    text = _DECIMAL_POINT.sub(r"\1,\2", text)
    text = _CURRENCY.sub(r" \1 € ", text)
    text = re.sub(r"(?<=\d)(?:,-+)?\s*(?:euro?|€)(?!\w)", " € ", text)
    text = re.sub(r"\b(?:procent|percent|per cent)\b", " % ", text)
    return tuple(_TOKEN.findall(text))


def _month(number: int) -> str:
    return f"maand{number:02d}"


def _numeric_date(match: re.Match[str]) -> str:
    day, month = int(match[1]), int(match[3])
    return f" {day} {_month(month)} {match[4]} " if day <= 31 and 1 <= month <= 12 else match[0]


def stands_in(fact: str, text: str) -> bool:
    """Tell whether the tokens of `fact` stand in a row in `text`; a fact without a token stands nowhere."""
    return run_in(tokens(fact), tokens(text))


def run_in(wanted: Sequence[str], there: Sequence[str]) -> bool:
    """Tell whether the tokens `wanted` stand in a row among `there`."""
    length = len(wanted)
    return length > 0 and any(
        there[i] == wanted[0] and tuple(there[i : i + length]) == tuple(wanted) for i in range(len(there) - length + 1)
    )


def numbers(text: str) -> frozenset[str]:
    """Give the tokens of `text` that hold a digit, and its months; percent and euro signs are not among them."""
    return frozenset(token for token in tokens(text) if any(c.isdigit() for c in token))


STOP_WORDS = frozenset(
    """
    de het een der den des te ten ter en of maar want dus om op in aan bij met van voor door uit over onder naar tot
    tegen tussen per als dan dat die deze dit wat wie waar er hier daar is zijn was waren wordt worden werd werden heeft
    hebben had hadden zal zullen kan kunnen moet moeten wij we zij ze ons onze hun haar ook nog wel al zo zich the a an
    of and to in on for with by from at as is are was were be it its this that
    """.split()
)
"""Words that carry no content when two wordings of one statement are compared."""


def content(text: str) -> tuple[str, ...]:
    """Give the tokens of `text` that carry content: no articles, prepositions or auxiliaries; denials stay."""
    return tuple(token for token in tokens(text) if token not in STOP_WORDS)


@functools.lru_cache(maxsize=8192)
def squeezed(text: str) -> str:
    """Give the letters and digits of `text` and nothing else, so that no white space or hyphen can differ."""
    return "".join(c for c in plain(text) if c.isalnum())


def is_same_item(item: str, claim: str) -> bool:
    """Tell whether `claim` states the list item `item`.

    It does when all content words of the item stand in it in order, and all its numbers; or when the same letters
    stand there with other white space or hyphens. A denial that only one of the two holds makes them different.
    """
    wanted, there = content(item), content(claim)
    if not wanted or not set(numbers(item)) <= set(numbers(claim)):
        return False
    if negated(item) != negated(claim) and len(there) < 2 * len(wanted):
        return False
    return _in_order(wanted, there) or (len(squeezed(item)) >= 12 and squeezed(item) in squeezed(claim))


def _in_order(wanted: Sequence[str], there: Sequence[str]) -> bool:
    """Tell whether all `wanted` tokens stand in order and close together: at most half as many others in between."""
    room = len(wanted) + len(wanted) // 2 + 1
    for start, token in enumerate(there):
        if token != wanted[0]:
            continue
        rest = iter(there[start : start + room])
        if all(word in rest for word in wanted):
            return True
    return False


_NEGATIONS = frozenset("niet geen nooit niemand niets nergens zonder not no never none without".split())


def negated(text: str) -> bool:
    """Tell whether `text` holds a word that denies."""
    return any(token in _NEGATIONS for token in tokens(text))
