"""The words of a follow-up: the subject of the question before, the item pointed at, and the question of both."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from assistant import patterns
from corpus.lexical import STOPWORDS, fold, words

MOST_WORDS = 12
"""Of the short name of an item; a reader sees it in "Begrepen als"."""

LONGEST_NAME = 6
"""Words of somebody's name; a longer item is a sentence."""

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
CELL_END = re.compile(r";\s|\s\(")
CELL_NAME = re.compile(r"^[^\W\d_]+:\s+(?=\w)")
NAMED_PARTY = re.compile(r"\b(?:trekker|verantwoordelijk\w*|portefeuillehouder|lead|responsible): (?P<name>[^;)\]]+)")
EDGE = "?!.,;:()'\"‘’“”"


def subject_of(question: str, terms: Collection[str]) -> str:
    """Give the subject of a question in its own words ("de proef op de Zeeweg"), or "" where it is in pieces.

    Args:
        question: one that stands alone.
        terms: the folded words that carry its subject.
    """
    terms = set(terms) - patterns.DENIALS - patterns.STATUS_WORDS
    tokens = question.split()
    while tokens and patterns.STATE.fullmatch(fold(tokens[-1].strip(EDGE))) and any(_of(t, terms) for t in tokens[:-1]):
        tokens.pop()
    runs: list[list[str]] = [[]]
    for place, token in enumerate(tokens):
        verb = place == 1 and patterns.BEFORE_VERB.fullmatch(fold(tokens[0])) is not None
        verb = verb or fold(token) in patterns.FINITE
        if not verb and (_of(token, terms) or fold(token) in patterns.INSIDE):
            runs[-1].append(token)
        else:
            runs.append([])
        if token[-1] in ",;:?!":
            runs.append([])
    told = [run for run in (_trimmed(run, terms) for run in runs) if run]
    return " ".join(told[0]).rstrip(EDGE) if len(told) == 1 else ""


def _of(token: str, terms: Collection[str]) -> bool:
    return any(w in terms for w in words(token))


def _trimmed(run: Sequence[str], terms: Collection[str]) -> list[str]:
    """Keep a run from its first telling word, with the article before it, to its last."""
    told = [place for place, token in enumerate(run) if _of(token, terms)]
    if not told:
        return []
    first = told[0] - 1 if told[0] and fold(run[told[0] - 1]) in patterns.ARTICLES else told[0]
    return list(run[first : told[-1] + 1])


def items_asked(question: str, subject: str) -> tuple[str, bool]:
    """Give what a question asks for ("de acties bij jeugd", "het doel voor jeugd"), and whether that is many.

    ("", False) where it asks for neither actions nor goals.
    """
    noun = patterns.ITEM_NOUNS.search(question)
    place = re.search(rf"(?:\b(?P<link>{patterns.LINKS})\s+)?{re.escape(subject)}", question, re.IGNORECASE)
    if not noun or not place or noun.end() > place.start():
        return "", False
    asked = f"de {noun['many']}" if noun["many"] else noun["one"]
    return f"{asked.lower()} {(place['link'] or 'over').lower()} {subject}", bool(noun["many"])


def with_subject(question: str, subject: str, *, many: bool) -> str:
    """Put a subject in the place of the word that points back to it; "" where none can be replaced.

    Args:
        question: the follow-up.
        subject: what it is about, in words that can stand in a sentence.
        many: whether the subject is more than one thing, so that "dat" and "het" do not stand for it.
    """
    bare = without_link(question)
    if split := patterns.DAAR_SPLIT.match(bare):
        there = (
            "er "
            if patterns.SENTENCE.match(f"{split['before'].strip()} x") and " " not in split["before"].strip()
            else ""
        )
        return f"{split['before'].rstrip()} {there}{split['rest']} {split['link']} {subject}"
    if daar := patterns.DAAR.search(bare):
        link = patterns.DAAR_LINKS.get(daar["link"].lower(), daar["link"].lower())
        return f"{bare[: daar.start()]}{link} {subject}{bare[daar.end() :]}"
    for found in patterns.STANDS_FOR.finditer(bare):
        following = fold(bare[found.end() :].strip(f"{EDGE} ").split(" ")[0]).strip(EDGE)
        pronoun, verb = found[0].lower(), fold(bare[: found.start()]).split()[-1:]
        plural = pronoun in {"ze", "zij"} and bool(verb) and verb[0].endswith(("en", "zijn"))
        unlike = plural and fold(subject).startswith(("het ", "een "))
        unlike = unlike or (many and pronoun in {"dat", "dit", "het", "hij"})
        if not unlike and _ends_noun(following, pronoun):
            text = f"{bare[: found.start()]}{subject}{bare[found.end() :]}"
            return f"{text[:1].upper()}{text[1:]}"
    return ""


def _ends_noun(following: str, pronoun: str) -> bool:
    """Tell whether the word after a pronoun is no noun that belongs to it ("die campagne")."""
    if pronoun in {"hij", "zij", "ze", "it", "they", "them"} or not following:
        return True
    return following in STOPWORDS or following in patterns.AFTER_PRONOUN or bool(patterns.STATE.fullmatch(following))


def completed(question: str, before: str) -> str:
    """Give a bare "waarom niet?" or "door wie?" with the sentence of the question before; "" for any other two."""
    asked, sentence = patterns.BARE_QUESTION.match(question), patterns.SENTENCE.match(before.rstrip(" ?"))
    if not asked or not sentence or "(" in before:
        return ""
    told = sentence["said"].split()
    told[0] = told[0].lower()
    if asked["not"] and "niet" not in told:
        told.insert(len(told) - bool(patterns.STATE.fullmatch(fold(told[-1]))), "niet")
    return f"{asked['asks'].capitalize()} {' '.join(told)}"


def replaced(question: str, before: str, subject: str) -> str:
    """Give the question before with the follow-up's own subject in it ("en voor wonen?"); "" where none is found."""
    named = patterns.REPLACES.match(question) or patterns.BARE_SUBJECT.match(question)
    own = patterns.IN_YEAR.sub("", question[named.end() :].rstrip(" ?")) if named else ""
    if not own or not subject or subject not in before:
        return ""
    return before.replace(subject, own, 1).rstrip(" ?")


def of_years(question: str, years: Sequence[int]) -> str:
    """Give a question with other years in the place of its own; the years in a plan's name stay."""
    kept = [match.span() for match in patterns.NAMED_RANGE.finditer(question)]
    told = " en ".join(str(y) for y in years)
    given = [
        match
        for match in patterns.YEARS_TOGETHER.finditer(question)
        if not any(a <= match.start() < b for a, b in kept)
    ]
    if not given:
        return f"{question.rstrip(' ?')} in {told}?"
    for match in reversed(given):
        question = f"{question[: match.start()]}{told}{question[match.end() :]}"
    return question


def without_link(question: str) -> str:
    """Give a follow-up without the "en" that it begins with and its question mark."""
    bare = patterns.LINK_WORD.sub("", question).rstrip(" ?")
    return f"{bare[:1].upper()}{bare[1:]}"


def item_pointed_at(question: str, answer: str) -> str:
    """Give the short name of the item of the last answer that a question points at, or ""."""
    items = [MARK.sub("", m["text"]).strip() for m in LINE.finditer(answer)]
    ordinal = next(
        (n for w, n in ORDINALS.items() if re.search(rf"\b{w}\b(?! helft| halfjaar| kwartaal| half)", question, re.I)),
        None,
    )
    if ordinal is not None:
        return short_name(items[ordinal]) if -len(items) <= ordinal < len(items) else ""
    moment = patterns.THE_ONE_OF.match(question)
    if moment:
        told = [item for item in items if set(words(moment["moment"])) <= set(words(item))]
        return short_name(told[0]) if len(told) == 1 and len(items) > 1 else ""
    if len(items) != 1:
        return ""
    if patterns.WHO_IS_THAT.match(question):
        party = NAMED_PARTY.search(items[0])
        name = party["name"].strip() if party else short_name(items[0])
        return name if len(name.split()) <= LONGEST_NAME else ""
    return short_name(items[0]) if patterns.THAT_ITEM.search(question) else ""


def short_name(item: str) -> str:
    """Give an item's name: the first of its cells that has words, without the others, and not longer than a name is."""
    cells = [cell.strip() for cell in CELL_END.split(item)]
    named = next((cell for cell in cells if any(c.isalpha() for c in cell)), cells[0])
    told = CELL_NAME.sub("", named).split()
    kept = told[:MOST_WORDS]
    while len(kept) < len(told) and len(kept) > 1 and fold(kept[-1]) in patterns.INSIDE:
        kept.pop()
    return " ".join(kept).rstrip(f"{EDGE} ") + ("…" if len(kept) < len(told) else "")
