"""Questions that take something for granted: what they assume is held against what the documents say."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant import listing, patterns
from assistant.desk import Desk
from assistant.evidence import Candidate
from assistant.outcome import Outcome, outcome_told
from assistant.quotes import facts, figures, negations
from assistant.types import Draft, Evidence, QuestionKind, Reason
from corpus.lexical import same_word, words
from corpus.names import folded
from corpus.types import REPORTS, ItemKind

ON_SUBJECT = 0.6
"""Share of the subject that a sentence must carry before it can contradict a question."""

HINTED = 0.55
"""Share of the subject beside which a "geschrapt" or "vervallen" may be what the question means."""

SAME_STATEMENT = 0.85
"""Share of the subject that a sentence must carry itself before its lack of a "niet" says anything."""

OPPOSITES = (
    ("stijgen gestegen steeg toegenomen toenemen toename hoger meer groeien gegroeid verhoogd",
     "dalen gedaald daalde daalt afgenomen afnemen afname lager minder verlaagd"),
    ("gestopt stoppen beeindigd afgeschaft geschrapt vervallen",
     "voortgezet doorgegaan gestart begonnen uitgebreid gereed uitgevoerd afgerond gelukt"),
    ("mislukt gefaald onrustig hand", "gelukt geslaagd bereikt rustig"),
    ("onveiliger slechter", "veiliger beter"),
)  # fmt: skip
"""Words that deny each other, each side as one list; the table is used in both directions."""


def false_premise(desk: Desk) -> Draft | None:
    """Give a refusal that shows what the documents do say, where a question assumes something else; else None."""
    asked = desk.interpretation
    if not patterns.PRESUPPOSES.search(asked.question):
        return None
    return _wrong_party(desk) or _wrong_outcome(desk) or _wrong_statement(desk)


def _wrong_party(desk: Desk) -> Draft | None:
    """The question names who leads something; the register names another."""
    asked = desk.interpretation
    if not asked.parties or not patterns.ASKS_RESPONSIBLE.search(asked.question):
        return None
    party_words = {w for name in asked.parties for w in words(name)}
    drop = party_words | patterns.KIND_WORDS[QuestionKind.WHO]
    without = desk.about(terms=tuple(t for t in asked.terms if t not in drop), parties=())
    items = listing.of_years(listing.scoped(asked, desk.index, [ItemKind.ACTION, ItemKind.GOAL]), asked.years)
    matches = listing.best_item(items, desk.index, without.terms, desk.likeness)
    if not matches:
        return None
    item = matches[0].item
    named = {folded(name) for name in listing.leads(item.parties)}
    if not named or named & {folded(p) for p in asked.parties}:
        return None
    claim = listing.item_claim(item, desk.index, asked.language)
    shown = (*claim.evidence[1:2], claim.evidence[0]) if claim else (Evidence(item.passage_id, item.text),)
    return Draft("", (), refuse=Reason.FALSE_PREMISE, nearest=shown)


def _wrong_outcome(desk: Desk) -> Draft | None:
    """The question assumes that something was stopped, or that a goal was (not) reached; a report says otherwise."""
    asked = desk.interpretation
    stopped = patterns.STOPPED.search(asked.question)
    reached = patterns.REACHED.search(asked.question)
    if not stopped and not reached:
        return None
    told = desk.about(kind=QuestionKind.PROGRESS)
    done = [c for c in told.ranked[:15] if c.own >= ON_SUBJECT and outcome_told(c.text) is Outcome.DONE]
    if stopped and any(patterns.STOPPED.search(c.text) and c.own >= HINTED for c in told.ranked[:40]):
        return None
    topics = {folded(t) for t in asked.topics}
    for c in (*done, *told.ranked[:15]) if stopped else told.ranked[:15]:
        about = c.own >= ON_SUBJECT or (c.hit.passage.topic and folded(c.hit.passage.topic) in topics)
        counts = c.hit.passage.cells and not patterns.REACHED.search(c.text)
        if c.hit.document.type not in REPORTS or not about or counts:
            continue
        if stopped:
            if patterns.STOPPED.search(c.text):
                return None
            return Draft(
                "", (), refuse=Reason.FALSE_PREMISE, nearest=(Evidence(c.hit.passage.id, max(c.quotes, key=len)),)
            )
        if patterns.REACHED.search(c.text):
            if bool(negations(c.text)) == bool(negations(asked.question)):
                return None
            return Draft(
                "", (), refuse=Reason.FALSE_PREMISE, nearest=(Evidence(c.hit.passage.id, max(c.quotes, key=len)),)
            )
    return None


def _wrong_statement(desk: Desk) -> Draft | None:
    """The question assumes a number, a denial or a direction that the sentence about its subject contradicts."""
    asked = desk.interpretation
    numbers = figures(asked.question)
    plain = replace(asked, kind=QuestionKind.OPEN, terms=tuple(t for t in asked.terms if not _says_number(t)))
    subject = Desk(plain, desk.hits, desk.index)
    reasoned = any(c.own >= ON_SUBJECT and patterns.CAUSE.search(c.text) for c in subject.ranked[:8])
    for c in subject.ranked[:5]:
        if c.coverage < ON_SUBJECT and c.own < ON_SUBJECT:
            continue
        there = figures(c.text)
        denies = c.own >= SAME_STATEMENT and _denies(asked.question, c)
        contradicts = not reasoned and (denies or _opposes(asked.question, c))
        if (numbers and there and not numbers & there) or contradicts:
            return Draft(
                "", (), refuse=Reason.FALSE_PREMISE, nearest=(Evidence(c.hit.passage.id, max(c.quotes, key=len)),)
            )
    return None


def _says_number(term: str) -> bool:
    return any(f[:1].isdigit() for f in facts(term))


def _denies(question: str, c: Candidate) -> bool:
    return (
        negations(question) > 0 and negations(c.text) == 0 and not re.search(r"\bniet (alleen|langer dan)\b", question)
    )


def _opposes(question: str, c: Candidate) -> bool:
    asked, said = words(question), words(c.text)
    for one, other in ((a, b) for pair in OPPOSITES for a, b in (pair, pair[::-1])):
        if _any_of(one, asked) and _any_of(other, said) and not _any_of(one, said) and not _any_of(other, asked):
            return True
    return False


def _any_of(listed: str, there: list[str]) -> bool:
    return any(same_word(a, b) for a in listed.split() for b in there)
