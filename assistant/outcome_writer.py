"""Answers "welke acties zijn doorgeschoven?": the plan's actions sorted by what the reports say became of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from assistant import listing, patterns
from assistant.desk import Desk
from assistant.evidence import Weighted, units
from assistant.outcome import ASKED, NOT_DONE, Outcome, outcome_told, outcomes_asked
from assistant.progress import FEW, plans_asked, report_documents, told_of
from assistant.sources import named_source
from assistant.types import Draft, DraftClaim, Interpretation, QuestionKind, Reason
from assistant.words import listed, say
from corpus.lexical import words
from corpus.names import folded
from corpus.types import REPORTS, Document, DocumentType, Grain, ItemKind, RegisterItem

STATUS = re.compile(r"\b(?:status|stand|voortgang): (?P<status>[^;]+)", re.IGNORECASE)
"""The column of a row, as a row is written in an answer."""

EXPLAINED = 8
"""Words from which a report's row says more of an action than its name and its status."""


def write_outcomes(desk: Desk) -> Draft | None:
    """Answer with the actions that went as the question asks, each with the report's words; None where it asks other.

    An action goes as the last report that mentions it says. All actions are counted, so that what is not shown is said.
    """
    asked, index = desk.interpretation, desk.index
    colour = patterns.COLOUR.search(asked.standalone)
    if colour and patterns.ASKS_WHICH_ACTIONS.search(asked.standalone):
        return _write_colour(desk, colour["colour"].lower())
    wanted = outcomes_asked(asked.standalone)
    plans = _plans(desk) if wanted else []
    if not plans:
        return None
    reports = report_documents(index, plans)
    if not reports:
        return None
    found: list[DraftClaim] = []
    counts: Counter[Outcome] = Counter()
    for item in plans:
        outcome, said = outcome_of(told_of(item, reports, index))
        counts[outcome] += 1
        if outcome not in wanted:
            continue
        group = say(asked.language, outcome.value).capitalize()
        if (planned := listing.item_claim(item, index, asked.language, group=group)) is not None:
            found.append(planned)
            found.extend(replace(c, group=group) for c in said)
    what = listed(asked.language, [say(asked.language, o.value) for o in Outcome if o in wanted])
    total = len(plans)
    matching = sum(n for outcome, n in counts.items() if outcome in wanted)
    others = [f"{n} {say(asked.language, o.value)}" for o in Outcome if o not in wanted and (n := counts[o])]
    rest = (say(asked.language, "outcome_rest", counts=", ".join(others)),) if others else ()
    if not found:  # of a topic, then, what the reports say of each action
        return None if asked.topics or asked.themes else desk.refuse(Reason.NOT_IN_DOCUMENTS)
    lead = say(asked.language, "outcome_found", found=matching, total=total, what=what)
    return Draft(lead, tuple(dict.fromkeys(found)), rest)


def _write_colour(desk: Desk, colour: str) -> Draft | None:
    """Answer "welke acties staan op rood?" with the rows of the reports that have that colour; None for none."""
    asked, index = desk.interpretation, desk.index
    rows = [i for i in listing.scoped(asked, index, [ItemKind.RESULT]) if i.status]
    rows = [i for i in listing.of_years(rows, asked.years) if index.documents[i.document_id].type in REPORTS]
    themes = {folded(name) for name in (*asked.themes, *asked.topics)}
    rows = [i for i in rows if not themes or folded(i.theme or "") in themes or folded(i.topic or "") in themes]
    found = [i for i in rows if colour in (i.status or "").lower()]
    claims = [u.claim(p, i.theme) for i in found for p in [index.by_id[i.passage_id]] for u in units(p, index)]
    if not claims:
        return None
    source = listed(asked.language, list(dict.fromkeys(named_source(index.documents[i.document_id]) for i in found)))
    lead = say(asked.language, "colour_found", found=len(found), total=len(rows), colour=colour, source=source)
    return Draft(lead, tuple(dict.fromkeys(claims)), complete=True)


def write_setback(desk: Desk) -> Draft | None:
    """Answer "waarom is ... vertraagd?" with what the last report says of the action that is meant; None for none.

    A report gives the reason beside the status, often without a word such as "omdat".
    """
    asked, index = desk.interpretation, desk.index
    if asked.kind is not QuestionKind.REASON or patterns.SETBACK.search(asked.standalone) is None:
        return None
    claims = told_of_delay(desk)
    if not any(STATUS.search(c.text) or patterns.CAUSE.search(c.text) for c in claims):
        return None  # it says how the action went, and not why
    source = index.documents[index.by_id[claims[0].evidence[0].passage_id].document_id]
    return Draft(say(asked.language, "quote_from", source=named_source(source)), tuple(dict.fromkeys(claims)))


def told_of_delay(desk: Desk) -> list[DraftClaim]:
    """Give what the last report says of the action that is meant, where it did not go as planned."""
    index = desk.index
    subject = desk.about(terms=tuple(t.term.word for t in _subject(desk) if not patterns.SETBACK.search(t.term.word)))
    plans = plans_asked(subject) if subject.terms else []
    if not 0 < len(plans) <= FEW:
        return []
    reports = report_documents(index, plans)
    claims: list[DraftClaim] = []
    for item in plans:
        outcome, said = outcome_of(told_of(item, reports, index))
        if outcome in NOT_DONE:
            claims.extend(replace(c, group=None) for c in said if len(c.text.split()) >= EXPLAINED)
    return claims


def write_goals_reached(desk: Desk) -> Draft | None:
    """Answer "welke doelen zijn (niet) gehaald?" with all that says so in the final report, or else in any report."""
    asked, index = desk.interpretation, desk.index
    topics, themes = ({folded(n) for n in names} for names in (asked.topics, asked.themes))
    denied = patterns.DENIED.search(asked.standalone) is not None
    reports = [d for d in index.documents.values() if d.type in REPORTS and in_scope(d, asked)]
    final = [d for d in reports if d.type is DocumentType.EINDRAPPORTAGE]
    wanted = {d.id for d in final or reports}
    found: dict[str, DraftClaim] = {}
    for passage in index.passages:
        if passage.document_id not in wanted or passage.grain not in {Grain.ITEM, Grain.BLOCK}:
            continue
        if topics and folded(passage.topic or "") not in topics:
            continue
        if themes and folded(passage.theme or "") not in themes:
            continue
        for unit in units(passage, index):
            if _says_reached(unit.text) and (patterns.DENIED.search(unit.text) is not None) is denied:
                found.setdefault(unit.text, unit.claim(passage, passage.topic or passage.theme))
    if not found:
        return None
    sources = listed(asked.language, [named_source(d) for d in final or reports])
    return Draft(say(asked.language, "quote_from", source=sources), tuple(found.values()))


def _says_reached(text: str) -> bool:
    """Tell whether a sentence says of a goal, with its figure, whether it was reached."""
    return bool(patterns.REACHED.search(text) and patterns.GOAL_SAID.search(text)) and any(c.isdigit() for c in text)


def in_scope(document: Document, asked: Interpretation) -> bool:
    """Tell whether a report is about a year that was asked for."""
    return not asked.years or bool(set(asked.years) & set(document.years))


def outcome_of(told: Sequence[DraftClaim]) -> tuple[Outcome, Sequence[DraftClaim]]:
    """Give how an action went and the claim that says so: the last report that is clear, a status before a sentence."""
    for source in reversed(dict.fromkeys(claim.group for claim in told)):
        claims = [claim for claim in told if claim.group == source]
        for claim in sorted(reversed(claims), key=lambda c: STATUS.search(c.text) is None):
            status = STATUS.search(claim.text)
            outcome = outcome_told(claim.text, status["status"] if status else None)
            if outcome is not Outcome.UNCLEAR:
                return outcome, (claim,)
    return (Outcome.UNCLEAR, told[-1:]) if told else (Outcome.SILENT, ())


def _plans(desk: Desk) -> list[RegisterItem]:
    asked, index = desk.interpretation, desk.index
    items = listing.of_plans(listing.scoped(asked, index, [ItemKind.ACTION]), index)
    items = listing.of_years(items, asked.years)
    if not asked.years and items:
        items, _ = listing.newest_edition(items, index)
    return [m.item for m in listing.of_subject(items, asked, index, _subject(desk))]


def _subject(desk: Desk) -> list[Weighted]:
    """Give the question's words without those that only name the outcome."""
    named = {w for _, pattern in ASKED for m in pattern.finditer(desk.interpretation.standalone) for w in words(m[0])}
    return [t for t in desk.terms if t.term.word not in named]
