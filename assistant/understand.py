"""Follow-ups and questions of several parts, read by a language model, with the plain interpreter as the judge.

What the model gives is a question, never an answer, and it is used only where it brings in nothing: every year, name
and telling word of it was said in the conversation, the reader's own words are still in it, and `interpret` finds no
reason to refuse it. Else the question is read as it is without a model.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant import patterns, prompts
from assistant.interpret import clean_question, years_of
from assistant.model import Model
from assistant.own_words import Fault, malformed, same_form
from assistant.quotes import facts
from assistant.types import Interpretation, QuestionKind, Reason, Speaker, Turn
from corpus.lexical import STOPWORDS, words

Read = Callable[[str], Interpretation]
"""Reads a question that stands alone."""

LONGEST = 300
MOST_PARTS = 4
TURNS = 6
"""Earlier turns that the model reads; the plain interpreter leans on three questions."""

LONGEST_TURN = 2_000
SEVERAL = re.compile(
    r"\b(?:en|maar)\s+(?:(?:in|met|door|van|voor)\s+)?(?:wat|wie|hoe|hoeveel|wanneer|waar|waarom|welke?)\b|\?.+\?",
    re.IGNORECASE,
)
"""Two questions in one."""

POINTS_BACK = frozenset(
    "daar daarvan daaraan daarover ervan er die dat dit deze hij zij ze het hun dan ook en maar it that they".split()
)


def made_standalone(
    asked: Interpretation, history: Sequence[Turn], model: Model, ids: Callable[[], str], read: Read, until: float
) -> Interpretation:
    """Give a follow-up as the model makes it stand alone, or as it was read where that cannot be trusted.

    Args:
        asked: the question as the plain interpreter read it in the light of its history.
        history: earlier turns, oldest first.
        model: an open chat model.
        ids: gives a random mark for the prompt.
        read: reads a question that stands alone.
        until: when the model's time is over.
    """
    leans = asked.standalone != asked.question or asked.refuse is Reason.UNDERSPECIFIED
    if not history or not leans or asked.refuse not in {None, Reason.UNDERSPECIFIED}:
        return asked
    turns = [
        ("gebruiker" if t.role is Speaker.USER else "antwoord", t.content[:LONGEST_TURN]) for t in history[-TURNS:]
    ]
    messages = prompts.messages(prompts.STANDALONE, ids(), (*turns, ("vraag", asked.question)))
    text = model.fields(messages, prompts.STANDALONE_SCHEMA, until).get("question")
    said = " \n".join((*(t.content for t in history), asked.question))
    if not isinstance(text, str) or not brings_nothing(text, said) or not keeps(text, asked.question):
        return asked
    again = read(text)
    if again.refuse or not set(again.years) <= set(years_of(said)) or (asked.years and again.years != asked.years):
        return asked  # which year is meant ("een jaar later") the plain interpreter knows
    kind = again.kind if again.kind is not QuestionKind.OPEN else asked.kind
    return replace(again, question=asked.question, kind=kind, plain=asked.plain)


def parts_of(
    asked: Interpretation, model: Model, ids: Callable[[], str], read: Read, until: float
) -> tuple[Interpretation, ...]:
    """Give the parts of a comparison or of two questions in one; none where it is one question.

    A comparison of two years is not for the model: the quote writer answers it per year.
    """
    compares = asked.compares and len(asked.years) < 2
    if asked.refuse or not (compares or SEVERAL.search(asked.standalone)):
        return ()
    messages = prompts.messages(prompts.PARTS, ids(), [("vraag", asked.standalone)])
    listed = model.fields(messages, prompts.PARTS_SCHEMA, until).get("questions")
    texts = list(dict.fromkeys(t for t in listed if isinstance(t, str))) if isinstance(listed, list) else []
    whole = " ".join(texts)
    if not 2 <= len(texts) <= MOST_PARTS or not keeps(whole, asked.standalone, but=patterns.COMPARES):
        return ()
    if not all(brings_nothing(text, asked.standalone) for text in texts):
        return ()
    found = tuple(replace(read(text), plain=asked.plain) for text in texts)
    if any(part.refuse not in {None, Reason.UNDERSPECIFIED} for part in found):
        return ()
    return tuple(replace(part, years=part.years or asked.years) for part in found if not part.refuse)


def brings_nothing(text: str, said: str) -> bool:
    """Tell whether a question says nothing that was not said before, and is nothing but a question."""
    wrong = malformed(text)
    if (wrong and wrong.fault is not Fault.LANGUAGE) or len(text) > LONGEST or clean_question(text) != text:
        return False
    there = words(said)
    new = [w for w in words(text) if w not in STOPWORDS and not any(same_form(w, other) for other in there)]
    return not new and facts(text) <= facts(f"x {said}") | {w for t in said.split() for w in facts(f"x {t}")}


def keeps(text: str, question: str, but: re.Pattern[str] | None = None) -> bool:
    """Tell whether the telling words and years of a question are still in its new wording."""
    bare = but.sub(" ", question) if but else question
    there = words(text)
    telling = [w for w in words(bare) if w not in STOPWORDS | POINTS_BACK]
    if not set(years_of(bare)) <= set(years_of(text)):
        return False
    return all(any(same_form(w, other) for other in there) for w in telling)
