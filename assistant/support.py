"""The second check of a model's claim: does it follow from the sentences it cites? Its kind is a setting.

SUPPORT_CHECK=words     none beyond the words (assistant.own_words); the default
SUPPORT_CHECK=model     the chat model is asked as a judge; it may only take away, for a judge that reads text can be
                        talked to, and a model that obeys an instruction in a passage would let through what it wrote
SUPPORT_CHECK=<name>    an entailment model (a sentence-transformers cross-encoder, name or folder); it cannot be talked
                        to, so what it supports may use some new words
"""

from __future__ import annotations

import secrets
from collections.abc import Callable

from assistant.model import Model, NoAnswer
from assistant.prompts import JUDGE, JUDGE_SCHEMA, fenced
from assistant.types import Citation
from assistant.verify import Support, Supports, words_only
from corpus.entailment import Entailment

ENTAILED = 0.5
"""Chance of entailment from which a claim may use new words; below REFUTED it is not shown at all."""

REFUTED = 0.1


def support_check(name: str, model: Model, entailment: Callable[[str], Entailment]) -> Supports:
    """Give the second check that a setting names."""
    if name == "words":
        return words_only
    return judged_by(model) if name == "model" else entailed_by(entailment(name))


def entailed_by(entailment: Entailment) -> Supports:
    """Give the check by an entailment model: the cited sentences are the premise, the claim is the hypothesis."""

    def supports(text: str, citations: tuple[Citation, ...]) -> Support:
        chance = entailment.chance(" ".join(" ".join(c.sentence.split()) for c in citations), text)
        return Support(holds=chance >= REFUTED, entailed=chance >= ENTAILED)

    return supports


def judged_by(model: Model) -> Supports:
    """Give the check by the chat model itself; a claim on which it gives no judgement is not shown."""
    known: dict[tuple[str, tuple[str, ...]], bool] = {}

    def supports(text: str, citations: tuple[Citation, ...]) -> Support:
        told = tuple(" ".join(c.sentence.split()) for c in citations)
        if (text, told) not in known:
            if len(known) > 1000:
                known.clear()
            known[text, told] = _judged(model, text, told)
        return Support(holds=known[text, told])

    return supports


def _judged(model: Model, text: str, told: tuple[str, ...]) -> bool:
    mark = secrets.token_hex(8)
    asked = f"{fenced(mark, 'bron', ' '.join(told))}\n\n{fenced(mark, 'bewering', text)}"
    try:
        value = model.ask([("system", JUDGE.format(mark=mark)), ("human", asked)], JUDGE_SCHEMA, model.deadline())
    except NoAnswer:
        return False
    return isinstance(value, dict) and value.get("volgt") is True
