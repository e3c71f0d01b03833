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

from assistant.model import Model
from assistant.prompts import JUDGE, JUDGE_SCHEMA, messages
from assistant.types import Citation
from assistant.verify import Support, Supports
from corpus.entailment import Entailment

ENTAILED = 0.5
"""Chance of entailment from which a claim may use new words; below REFUTED it is not shown at all."""

REFUTED = 0.1
JUDGEMENTS_KEPT = 1_000


Check = Callable[[str, tuple[Citation, ...], float], Support]
"""Judges a claim by its citations, before a moment: what is not judged in time does not hold."""


def support_check(name: str, model: Model, entailment: Callable[[str], Entailment]) -> Check:
    """Give the second check that a setting names."""
    if name == "words":
        return lambda _text, _citations, _until: Support()
    return judged_by(model) if name == "model" else entailed_by(entailment(name))


def timed(until: float, check: Check) -> Supports:
    """Give a check that must be done before a moment."""
    return lambda text, citations: check(text, citations, until)


def entailed_by(entailment: Entailment) -> Check:
    """Give the check by an entailment model: the cited sentences are the premise, the claim is the hypothesis."""

    def check(text: str, citations: tuple[Citation, ...], _until: float) -> Support:
        chance = entailment.chance(_told(citations), text)
        return Support(holds=chance >= REFUTED, entailed=chance >= ENTAILED)

    return check


def judged_by(model: Model) -> Check:
    """Give the check by the chat model itself. Its judgements are remembered, so that each is asked once."""
    known: dict[tuple[str, str], bool] = {}

    def check(text: str, citations: tuple[Citation, ...], until: float) -> Support:
        told = _told(citations)
        if (text, told) not in known:
            judged = _judged(model, text, told, until)
            if judged is None:
                return Support(holds=False)
            if len(known) >= JUDGEMENTS_KEPT:
                known.clear()
            known[text, told] = judged
        return Support(holds=known[text, told])

    return check


def _told(citations: tuple[Citation, ...]) -> str:
    return " ".join(" ".join(c.sentence.split()) for c in citations)


def _judged(model: Model, text: str, told: str, until: float) -> bool | None:
    asked = messages(JUDGE, secrets.token_hex(8), [("bron", told), ("bewering", text)])
    said = model.fields(asked, JUDGE_SCHEMA, until)
    return said["volgt"] is True if "volgt" in said else None  # no verdict is not one to remember
