"""Measures of citations: do they hold, are they on the right place, do they say what the claim says? Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evals import facts
from evals.given import Cited, Given, Statement
from evals.questions import GoldPage, Question

SUPPORT = 0.8
"""Share of a claim's content words that its evidence must hold: some own wording is allowed, own facts are not."""


_LABEL = re.compile(r"(?<=[(;])\s*[^\W\d_]+:(?=\s)")
"""A label that an answer puts before a table cell or a clause: "(trekker: ...; planning: ...)"."""


def right_source(question: Question, answer: Given) -> float | None:
    """Give 1 where a citation stands on a gold page (or in a gold document where pages are not known)."""
    if not question.answerable or not question.gold.documents:
        return None
    return float(any(_gold(question, c) for s in answer.statements for c in s.citations))


def _gold(question: Question, citation: Cited) -> bool:
    if citation.document is None or not citation.verbatim:
        return False
    if question.gold.pages:
        return GoldPage(citation.document, citation.page) in question.gold.pages
    return citation.document in question.gold.documents


def supports(question: Question, statement: Statement, citations: Sequence[Cited]) -> bool:
    """Judge, by the truth and by words, whether the citations together say what the claim says.

    All the claim's numbers and nearly all its content words must stand in the quotes, and a claim that states a key
    fact, an item or the party must stand on a place where the truth has it. Quotes that are not verbatim prove nothing.
    """
    proven = [c for c in citations if c.verbatim]
    evidence = " \n".join(c.quote for c in proven)
    wanted = facts.content(_LABEL.sub(" ", statement.text))
    if not proven or not wanted or not facts.numbers(statement.text) <= facts.numbers(evidence):
        return False
    there = set(facts.content(evidence))
    if sum(token in there for token in wanted) < SUPPORT * len(wanted):
        return False
    return not (_states_gold(question, statement) and question.gold.pages) or any(_gold(question, c) for c in proven)


def _states_gold(question: Question, statement: Statement) -> bool:
    said = facts.tokens(statement.text)
    wordings = [w for fact in question.key_facts for w in fact] + ([question.party] if question.party else [])
    return any(facts.run_in(facts.tokens(w), said) for w in wordings) or any(
        facts.is_same_item(item, statement.text) for item in question.items
    )


def focus(question: Question, answer: Given) -> float | None:
    """Give the share of claims that state a key fact, an item or the party, or quote a gold passage.

    Key facts alone can be bought with length: a page read out holds them all.
    """
    if not question.answerable:
        return None
    to_the_point = [_states_gold(question, s) or _quotes_gold(question, s) for s in answer.statements]
    return sum(to_the_point) / len(to_the_point) if to_the_point else 0.0


def _quotes_gold(question: Question, statement: Statement) -> bool:
    passages = [(p.document, facts.squeezed(p.text)) for p in question.gold.passages]
    for citation in statement.citations:
        quote = facts.squeezed(citation.quote)
        if any(d == citation.document and quote and (quote in text or text in quote) for d, text in passages):
            return True
    return not passages and any(_gold(question, c) for c in statement.citations)


def citation_recall(question: Question, answer: Given) -> float | None:
    """Give the share of claims that their citations together support (ALCE: Gao et al. 2023, section 4, AutoAIS).

    A claim without a citation counts as not supported, as does an answer without a claim.
    """
    if not question.answerable:
        return None
    supported = [supports(question, s, s.citations) for s in answer.statements]
    return sum(supported) / len(supported) if supported else 0.0


def citation_precision(question: Question, answer: Given) -> float | None:
    """Give the share of citations that are of use (ALCE: Gao et al. 2023, section 4).

    A citation is of use where the claim is supported and the citation supports it alone, or the others without it do
    not.
    """
    if not question.answerable:
        return None
    useful: list[bool] = []
    for statement in answer.statements:
        supported = supports(question, statement, statement.citations)
        for i, citation in enumerate(statement.citations):
            others = statement.citations[:i] + statement.citations[i + 1 :]
            alone = supports(question, statement, [citation])
            useful.append(supported and (alone or not supports(question, statement, others)))
    return sum(useful) / len(useful) if useful else 0.0


def quotes_hold(question: Question, answer: Given) -> float | None:
    """Give the share of citations that resolve to a page and stand there word for word."""
    citations = [c for s in answer.statements for c in s.citations]
    if not citations:
        return 0.0 if question.answerable else None
    return sum(c.verbatim for c in citations) / len(citations)
