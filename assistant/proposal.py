"""What a language model proposed, read with patience: what can be used is kept, the rest is left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel, ValidationError

from assistant.types import DraftClaim, Evidence

LONGEST_TEXT, LONGEST_QUOTE = 2_000, 4_000
MOST_QUOTES = 5


class ProposedQuote(BaseModel):
    """A passage, by the random name under which the model got it, and words from it."""

    passage: str
    quote: str


class ProposedClaim(BaseModel):
    """One statement and the quotes that should prove it."""

    text: str
    citations: list[ProposedQuote]


def proposed(value: object, passages: Mapping[str, str]) -> Iterator[DraftClaim]:
    """Give the claims in a model's JSON; `passages` are the passage ids by random name.

    A claim without a text or quote, or of another form, is left out; a quote from a passage that was never offered is
    kept as a quote from nowhere, so that the claim fails.
    """
    listed = value.get("claims", ()) if isinstance(value, dict) else value
    for item in listed if isinstance(listed, list) else ():
        try:
            claim = ProposedClaim.model_validate(item)
        except ValidationError:
            continue
        text = " ".join(claim.text.split())
        quotes = claim.citations[:MOST_QUOTES]
        if text and quotes and len(text) <= LONGEST_TEXT and all(len(q.quote) <= LONGEST_QUOTE for q in quotes):
            evidence = tuple(Evidence(passages.get(q.passage.strip(), ""), q.quote) for q in quotes)
            yield DraftClaim(text, evidence, own_words=True)
