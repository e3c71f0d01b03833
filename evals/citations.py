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


def supports(statement: Statement, citations: Sequence[Cited]) -> bool:
    """Judge by the words on the source's own pages whether the citations together say what the claim says.

    All the claim's numbers and nearly all its content words must stand in the quotes, and a denial in the one must be
    in the other. Quotes that do not stand on their page prove nothing. This takes the place of ALCE's entailment
    model, which reads English. Whether the claim answers the question is judged by the truth, in other measures.
    """
    proven = [c for c in citations if c.verbatim]
    evidence = " \n".join(c.quote for c in proven)
    said = _LABEL.sub(" ", statement.text)
    wanted = facts.content(said)
    if not proven or not wanted or not facts.numbers(said) <= facts.numbers(evidence):
        return False
    if facts.negated(said) != facts.negated(evidence) and facts.squeezed(said) not in facts.squeezed(evidence):
        return False
    there = set(facts.content(evidence))
    return sum(token in there for token in wanted) >= SUPPORT * len(wanted)


def _adds(statement: Statement, citation: Cited, others: Sequence[Cited]) -> bool:
    """Tell whether the citation proves a content word of the claim that none of the others proves."""
    wanted = set(facts.content(_LABEL.sub(" ", statement.text)))
    proven = {token for c in others if c.verbatim for token in facts.content(c.quote)}
    return citation.verbatim and bool(wanted & set(facts.content(citation.quote)) - proven)


def _states_gold(question: Question, statement: Statement) -> bool:
    said = facts.tokens(statement.text)
    wordings = [w for fact in question.key_facts for w in fact] + ([question.party] if question.party else [])
    return any(facts.run_in(facts.tokens(w), said) for w in wordings) or any(
        facts.is_same_item(item, statement.text) for item in (*question.items, *question.optional_items)
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
    supported = [supports(s, s.citations) for s in answer.statements]
    return sum(supported) / len(supported) if supported else 0.0


def citation_precision(question: Question, answer: Given) -> float | None:
    """Give the share of citations that are of use (ALCE: Gao et al. 2023, section 4).

    A citation is of use where the claim is supported and the citation supports it alone, or proves a part of it that
    the others do not.
    """
    if not question.answerable:
        return None
    useful: list[bool] = []
    for statement in answer.statements:
        supported = supports(statement, statement.citations)
        for i, citation in enumerate(statement.citations):
            others = statement.citations[:i] + statement.citations[i + 1 :]
            alone = supports(statement, [citation])
            useful.append(supported and (alone or _adds(statement, citation, others)))
    return sum(useful) / len(useful) if useful else 0.0


def quotes_hold(question: Question, answer: Given) -> float | None:
    """Give the share of citations that resolve to a page and stand there word for word."""
    citations = [c for s in answer.statements for c in s.citations]
    if not citations:
        return 0.0 if question.answerable else None
    return sum(c.verbatim for c in citations) / len(citations)
