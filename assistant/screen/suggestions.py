"""Questions to press: made from what the register and the documents hold, and shown only if they get an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from assistant.screen import texts
from assistant.screen.conversation import Exchange
from assistant.screen.desk import Desk
from assistant.types import Answer
from corpus.types import DocumentType, ItemKind

if TYPE_CHECKING:
    from corpus.index import Index

T = TypeVar("T")
SHOWN = 4
TRIED = 8
"""How many candidates are asked silently at most; each costs as much as a question."""


def opening_questions(desk: Desk) -> tuple[str, ...]:
    """Give questions for an empty conversation, each of which the documents answer.

    Raises:
        BeleidswijzerError, TooBusy: there is no index.
    """
    return _answered(desk, _opening(desk.index()))


def next_questions(desk: Desk, exchanges: tuple[Exchange, ...]) -> tuple[str, ...]:
    """Give questions that go on from the last answer: its theme's other kinds, years and parties.

    Raises:
        BeleidswijzerError, TooBusy: there is no index.
    """
    asked = {exchange.question.casefold() for exchange in exchanges}
    candidates = (q for q in _next(desk.index(), exchanges[-1]) if q.casefold() not in asked)
    return _answered(desk, candidates)[: SHOWN - 1]


def _answered(desk: Desk, candidates: Iterable[str]) -> tuple[str, ...]:
    """Ask each candidate silently, as a question of its own, and keep those with an answer."""
    kept: list[str] = []
    for question in islice(dict.fromkeys(candidates), TRIED):
        answered = desk.would_answer(question)
        if answered is None:
            break
        if answered:
            kept.append(question)
        if len(kept) == SHOWN:
            break
    return tuple(kept)


def _opening(index: Index) -> Iterator[str]:
    """One candidate of each kind first, so that the shown ones differ."""
    actions = Counter(
        (year, item.theme)
        for item in index.register
        if item.kind is ItemKind.ACTION and item.theme
        for year in item.years
    )
    goals = Counter(item.theme for item in index.register if item.kind is ItemKind.GOAL and item.theme)
    lists = [texts.ASK_ACTIONS.format(year=y, theme=_name(t)) for (y, t), _ in _sorted(actions)]
    wanted = [texts.ASK_GOALS.format(theme=_name(t)) for t, _ in _sorted(goals)]
    plans = [
        texts.ASK_ADOPTED.format(title=d.title)
        for d in sorted(index.documents.values(), key=lambda d: (-(d.year or 0), d.id))
        if d.type is DocumentType.ACTIEPLAN
    ]
    yield texts.ASK_HOW_OFTEN
    for questions in (lists, plans, wanted):
        yield from questions[:1]
    yield texts.ASK_THEMES
    for questions in (lists, plans, wanted):
        yield from questions[1:3]


def _next(index: Index, last: Exchange) -> Iterator[str]:
    if last.reply is None:
        return
    outcome = last.reply.outcome
    cited = [c.passage for claim in outcome.claims for c in claim.citations] if isinstance(outcome, Answer) else []
    themes = Counter(p.theme for p in cited if p.theme)
    # A topic of the register belongs to a theme; any other heading makes an odd question.
    known = {item.topic for item in index.register if item.theme and item.topic}
    topics = Counter(p.topic for p in cited if p.topic in known and p.topic)
    for theme, _ in themes.most_common(2):
        years = sorted({y for i in index.register if i.theme == theme for y in i.years}, reverse=True)
        yield texts.ASK_GOALS.format(theme=_name(theme))
        for year in years[:2]:
            yield texts.ASK_ACTIONS.format(year=year, theme=_name(theme))
        yield texts.ASK_RESULTS.format(theme=_name(theme))
    for topic, _ in topics.most_common(2):
        yield texts.ASK_RESPONSIBLE.format(topic=_name(topic))
        yield texts.ASK_DOES.format(topic=_name(topic))


def _name(text: str) -> str:
    """Give a heading's name as it stands within a sentence: no capital, unless it is an abbreviation."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def _sorted(counted: Counter[T]) -> list[tuple[T, int]]:
    return sorted(counted.items(), key=lambda pair: (-pair[1], str(pair[0])))
