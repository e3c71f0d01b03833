"""Hits to a Draft without a language model: verbatim sentences and register items, or the reason there is no answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant import patterns
from assistant.desk import Desk, points_below, sentence_before
from assistant.evidence import Candidate
from assistant.list_writer import write_list, write_membership, write_who
from assistant.premise import false_premise
from assistant.progress import write_progress
from assistant.quotes import facts
from assistant.search import about_years
from assistant.sources import named_source
from assistant.types import Draft, DraftClaim, Evidence, Hit, Interpretation, QuestionKind, Reason
from assistant.words import say
from corpus.index import Index
from corpus.types import ItemKind

ANSWERS = 0.70
"""Share of the subject that a sentence, its heading and its neighbours must carry to be an answer."""

OWN = 0.34
"""Share that the sentence itself must carry, so that a heading alone does not make it an answer."""

MOST_SENTENCES = 3
"""How many sentences an open question gets; more is a text, not an answer."""

LIST_BEFORE = 0.25
"""How much less of the subject an introduction of a list may carry than the best sentence."""

SHORTEST = 4
"""Words. Shorter is a heading or a cell; it names a subject and says nothing about it."""

LEANS_BACK = re.compile(
    r"^(dit|dat|deze|die|het|zij|ze|hij|hiermee|hierbij|hiervoor|daarmee|daarbij|daarom|ook|op (deze|die)|"
    r"in (deze|dit|dat|die)|een ander)\b",
    re.IGNORECASE,
)
"""A sentence that begins so is understood from the one before it."""

ONE_SENTENCE = {
    QuestionKind.NUMBER,
    QuestionKind.AMOUNT,
    QuestionKind.TIME,
    QuestionKind.FREQUENCY,
    QuestionKind.WHO,
    QuestionKind.PLACE,
}


def write(interpretation: Interpretation, hits: Sequence[Hit], index: Index) -> Draft:
    """Compose a draft for a question that is not refused from the start."""
    desk = Desk(interpretation, hits, index)
    if _outside(desk):
        return desk.refuse(Reason.OTHER_YEAR)
    wrong = false_premise(desk)
    if wrong is not None:
        return wrong
    if interpretation.compares and len(interpretation.years) > 1:
        return write_comparison(desk)
    return write_one(desk)


def write_one(desk: Desk) -> Draft:
    """Answer by kind of question; where a kind has nothing of its own to say, from sentences."""
    draft: Draft | None = None
    match desk.interpretation.kind:
        case QuestionKind.ACTIONS:
            draft = write_list(desk, ItemKind.ACTION)
        case QuestionKind.GOALS:
            draft = write_list(desk, ItemKind.GOAL)
        case QuestionKind.PROGRESS:
            draft = write_progress(desk)
        case QuestionKind.WHO:
            draft = write_who(desk)
        case QuestionKind.MEMBERSHIP:
            draft = write_membership(desk)
    return draft or write_sentences(desk)


def _outside(desk: Desk) -> bool:
    """Tell whether the years asked for lie outside every document, or outside the kind of document asked for."""
    asked = desk.interpretation
    if not asked.years:
        return False
    types = set(asked.filters.document_types)
    documents = [d for d in desk.index.documents.values() if not types or d.type.value in types]
    held = {year for d in documents for year in (d.period.years if d.period else (d.year,) if d.year else ())}
    named = any(str(year) in hit.passage.text for hit in desk.hits for year in asked.years)
    return not set(asked.years) & held and (bool(types) or not named)


# Sentences ----------------------------------------------------------------------------------------------------------


def write_sentences(desk: Desk) -> Draft:
    """Answer with the fewest whole sentences that carry the subject and have the form of an answer."""
    asked = desk.interpretation
    good = [c for c in desk.ranked if answers(c, asked)]
    if not good:
        return no_answer(desk)
    if asked.kind is QuestionKind.LIST:  # a sentence that introduces a list answers "welke ..." best
        enough = good[0].own - LIST_BEFORE  # before the sort, for a list is empty while it is being sorted
        good.sort(key=lambda c: not (c.text.rstrip().endswith(":") and c.own >= enough))
    best = good[0]
    points = points_below(best, desk.index) if best.text.rstrip().endswith(":") else []
    kept = good[:1] if points or asked.kind in ONE_SENTENCE else _companions(good)
    if asked.kind is QuestionKind.DEFINITION:
        kept = _defining(good)
    claims = [claim for c in kept for claim in _with_context(c, desk)]
    if points:
        claims = [DraftClaim(p.text, (Evidence(p.id, p.text),), best.text.rstrip(" :")) for p in points]
    other = _conflicting(good, best, asked)
    claims.extend(c.claim() for c in other)
    notes = (say(asked.language, "conflict"),) if other else ()
    lead = say(asked.language, "quote_from", source=named_source(best.hit.document))
    return Draft(lead, tuple(dict.fromkeys(claims)), notes)


def answers(c: Candidate, asked: Interpretation) -> bool:
    """Tell whether a sentence may answer: subject, form and time are right, and it is a statement."""
    return (
        c.fits
        and c.coverage >= ANSWERS
        and c.own >= OWN
        and (len(c.text.split()) >= SHORTEST or bool(c.hit.passage.cells))
        and (not asked.years or about_years(c.hit.passage, asked.years))
    )


def _with_context(c: Candidate, desk: Desk) -> list[DraftClaim]:
    """Give a sentence as a claim, after the one before it where it cannot be understood alone."""
    if LEANS_BACK.match(c.text) and (before := sentence_before(c, desk.index)) is not None:
        return [DraftClaim(before.text, (Evidence(before.id, before.text),)), c.claim()]
    return [c.claim()]


def _companions(good: Sequence[Candidate]) -> list[Candidate]:
    """Give the best sentence and those that carry nearly as much of the subject themselves, in reading order."""
    best = good[0]
    kept = [best]
    for c in good[1:]:
        if len(kept) == MOST_SENTENCES:
            break
        new = all(c.text not in other.text and other.text not in c.text for other in kept)
        if new and c.coverage >= best.coverage - 0.1 and c.own >= best.own - 0.1:
            kept.append(c)
    document = best.hit.passage.document_id
    return [best, *sorted(kept[1:], key=lambda c: (c.hit.passage.document_id != document, c.hit.passage.id, c.start))]


def _defining(good: Sequence[Candidate]) -> list[Candidate]:
    """Give the sentences that say what the subject is, or else the best with what is said of it next."""
    defining = [c for c in good if patterns.DEFINES.search(c.text)]
    return (defining or list(good))[:MOST_SENTENCES]


def _conflicting(good: Sequence[Candidate], best: Candidate, asked: Interpretation) -> list[Candidate]:
    """Give a sentence that answers the same with another number or date."""
    if asked.kind not in {QuestionKind.NUMBER, QuestionKind.AMOUNT, QuestionKind.TIME}:
        return []
    said = _figures(best)
    for c in good[1:]:
        other = _figures(c)
        close = c.coverage >= best.coverage - 0.03 and c.own >= best.own - 0.03
        same_time = set(c.hit.passage.years) == set(best.hit.passage.years)
        if close and same_time and other and said and not other & said:
            return [c]
    return []


def _figures(c: Candidate) -> set[str]:
    return {f for f in facts(c.text) if f[0].isdigit() and not patterns.YEAR.fullmatch(f)}


def no_answer(desk: Desk) -> Draft:
    """Say why: the year is not there, or the subject is there but what is asked is not, or nothing is."""
    asked = desk.interpretation
    order = desk.ranked
    on_subject = [c for c in order if c.coverage >= ANSWERS and c.own >= OWN]
    if patterns.PREMISE.search(asked.question) and order and order[0].coverage >= 0.5:
        return desk.refuse(Reason.FALSE_PREMISE)
    if asked.kind is QuestionKind.WHO and on_subject:
        return desk.refuse(Reason.NO_RESPONSIBLE_PARTY)
    details = {QuestionKind.NUMBER: "no_number", QuestionKind.AMOUNT: "no_amount", QuestionKind.TIME: "no_moment"}
    if on_subject:
        return desk.refuse(Reason.NOT_IN_DOCUMENTS, details.get(asked.kind))
    missing = order[0].missing if order else ()
    return desk.refuse(Reason.NOT_IN_DOCUMENTS, " ".join(missing) or None)


# Two years ----------------------------------------------------------------------------------------------------------


def write_comparison(desk: Desk) -> Draft:
    """Answer per year, each part with its own year as its heading; a year without a source is said."""
    asked = desk.interpretation
    both = [c for c in desk.ranked if all(str(y) in c.text for y in asked.years) and c.coverage >= ANSWERS]
    if both:
        return Draft(say(asked.language, "compare"), (both[0].claim(),))
    claims: list[DraftClaim] = []
    notes: list[str] = []
    for year in asked.years:
        part = desk.about(years=(year,), compares=False)
        here = [h for h in desk.hits if about_years(h.passage, (year,))]
        draft = write_one(Desk(part.interpretation, here, desk.index))
        if draft.claims:
            claims.extend(DraftClaim(c.text, c.evidence, str(year)) for c in draft.claims)
        else:
            notes.append(say(asked.language, "compare_missing", year=year))
    if not claims:
        return desk.refuse(Reason.NOT_IN_DOCUMENTS)
    return Draft(say(asked.language, "compare"), tuple(claims), tuple(notes))
