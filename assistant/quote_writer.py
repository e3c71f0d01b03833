"""Hits to a Draft without a language model: verbatim sentences and register items, or the reason there is no answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant import listing, patterns
from assistant.evidence import Candidate, Weighted, candidates, weighted_terms
from assistant.progress import write_progress
from assistant.quotes import facts
from assistant.sources import named_source
from assistant.types import Draft, DraftClaim, Evidence, Hit, Interpretation, QuestionKind, Reason
from assistant.words import counted, listed, say
from corpus.index import Index
from corpus.types import ItemKind, RegisterItem

READ = 40
"""How many hits are read sentence by sentence."""

ANSWERS = 0.70
"""Share of the subject that a sentence, its heading and its neighbours must carry to be an answer."""

OWN = 0.34
"""Share that the sentence itself must carry, so that a heading alone does not make it an answer."""

MOST_SENTENCES = 3
"""How many sentences an open question gets; more is a text, not an answer."""

ONE_SENTENCE = {
    QuestionKind.NUMBER,
    QuestionKind.AMOUNT,
    QuestionKind.TIME,
    QuestionKind.FREQUENCY,
    QuestionKind.WHO,
    QuestionKind.PLACE,
}


@dataclass(frozen=True, slots=True)
class Desk:
    """What the writer has before it for one question."""

    interpretation: Interpretation
    hits: Sequence[Hit]
    index: Index
    terms: tuple[Weighted, ...]

    @property
    def likeness(self) -> dict[str, float]:
        """The search's score of every passage that was found."""
        return {hit.passage.id: hit.score for hit in self.hits}


def write(interpretation: Interpretation, hits: Sequence[Hit], index: Index) -> Draft:
    """Compose a draft for a question that is not refused from the start."""
    desk = Desk(interpretation, hits, index, weighted_terms(interpretation, index))
    if interpretation.years and not _covers(desk):
        return _refuse(Reason.OTHER_YEAR)
    if interpretation.compares and len(interpretation.years) > 1:
        return write_comparison(desk)
    kind = interpretation.kind
    draft: Draft | None = None
    if kind in {QuestionKind.ACTIONS, QuestionKind.GOALS}:
        draft = write_list(desk, ItemKind.ACTION if kind is QuestionKind.ACTIONS else ItemKind.GOAL)
    elif kind is QuestionKind.PROGRESS:
        draft = write_progress(interpretation, index, desk.terms, desk.likeness)
    elif kind is QuestionKind.WHO:
        draft = write_who(desk)
    elif kind is QuestionKind.MEMBERSHIP:
        draft = write_membership(desk)
    return draft or write_sentences(desk)


def _covers(desk: Desk) -> bool:
    years = set(desk.interpretation.years)
    return bool(desk.hits) or any(years & set(p.years) for p in desk.index.passages)


def _refuse(reason: Reason, detail: str | None = None) -> Draft:
    return Draft(lead="", claims=(), refuse=reason, detail=detail)


# Lists --------------------------------------------------------------------------------------------------------------


def write_list(desk: Desk, kind: ItemKind) -> Draft | None:
    """Answer "welke acties ..." from the register: all that match, counted and grouped."""
    asked = desk.interpretation
    items = listing.of_years(listing.scoped(asked, desk.index, [kind]), asked.years)
    matches = listing.of_subject(items, asked, desk.index, desk.terms)
    found = [m.item for m in matches]
    if not found:
        return None
    newest_note: tuple[str, ...] = ()
    if not asked.years:
        found, others = newest_edition(found, desk)
        if others:
            newest_note = (say(asked.language, "other_editions", years=listed(asked.language, others)),)
    return _list_draft(desk, found, kind, newest_note)


def _list_draft(desk: Desk, items: Sequence[RegisterItem], kind: ItemKind, notes: tuple[str, ...]) -> Draft | None:
    language = desk.interpretation.language
    groups = {item.id: item.topic or item.theme for item in items}
    several = len(set(groups.values())) > 1
    claims = [
        claim
        for item in items
        if (claim := listing.item_claim(item, desk.index, language, group=groups[item.id] if several else None))
    ]
    if not claims:
        return None
    word = {ItemKind.ACTION: "action", ItemKind.GOAL: "goal"}.get(kind, "item")
    sources = listed(language, list(dict.fromkeys(named_source(desk.index.documents[i.document_id]) for i in items)))
    lead = say(language, "actions", count=counted(language, word, len(claims)), sources=sources)
    missing = listing.without_party(items)
    if kind is ItemKind.ACTION and missing:
        key = "no_party_all" if missing == len(items) else "no_party_some"
        notes = (*notes, say(language, key, n=missing, total=len(items)))
    return Draft(lead, tuple(claims), notes)


def newest_edition(items: Sequence[RegisterItem], desk: Desk) -> tuple[list[RegisterItem], list[str]]:
    """Keep the items of the newest edition, and give the years of the others."""
    years = {item.id: max(item.years, default=desk.index.documents[item.document_id].year or 0) for item in items}
    newest = max(years.values())
    kept = [item for item in items if years[item.id] == newest]
    others = sorted({str(y) for y in years.values() if y not in {0, newest}})
    return kept, others


def write_who(desk: Desk) -> Draft | None:
    """Answer "wie trekt ..." with the parties that the text names for the item asked about; None to read sentences."""
    asked = desk.interpretation
    if asked.parties and patterns.ASKS_FOR_ITEMS.search(asked.question):
        return write_list(desk, ItemKind.ACTION)
    items = listing.of_years(
        listing.scoped(asked, desk.index, [ItemKind.ACTION, ItemKind.GOAL, ItemKind.RESPONSIBLE]), asked.years
    )
    matches = listing.best_item(items, desk.index, desk.terms, desk.likeness)
    if not matches:
        return None
    best = [m for m in matches if m.own >= matches[0].own - 0.05 and m.coverage >= matches[0].coverage - 0.05]
    named = [m for m in best if listing.leads(m.item.parties)]
    if named:
        chosen = [m.item for m in named]
        if not asked.years:
            chosen, _ = newest_edition(chosen, desk)
        claims = [c for i in chosen[:5] if (c := listing.item_claim(i, desk.index, asked.language))]
        return Draft(say(asked.language, "who"), tuple(claims)) if claims else None
    sentences = write_sentences(desk)
    return sentences if sentences.claims else _refuse(Reason.NO_RESPONSIBLE_PARTY)


def write_membership(desk: Desk) -> Draft | None:
    """Answer "bij welk thema hoort ..." from the heading path or column head of the text that names the subject."""
    asked = desk.interpretation
    found = [c for c in ranked(desk) if c.hit.passage.theme and c.own >= ANSWERS]
    if not found:
        return None
    best = found[0]
    theme = best.hit.passage.theme
    claim = DraftClaim(best.text, (Evidence(best.hit.passage.id, best.text),))
    return Draft(say(asked.language, "member", theme=theme), (claim,))


# Sentences ----------------------------------------------------------------------------------------------------------


def ranked(desk: Desk) -> list[Candidate]:
    """Give the candidate sentences, best first: those that fit the question's form, by subject and search score."""
    found = candidates(desk.interpretation, desk.hits[:READ], desk.index, desk.terms)
    years = set(desk.interpretation.years)

    def key(c: Candidate) -> tuple[float, str, int]:
        newest = (max(c.hit.passage.years, default=0) - 2000) / 1000
        exact = 0.05 if years and any(str(y) in c.text for y in years) else 0.0
        score = c.coverage + 0.5 * c.own + 0.5 * c.hit.score + (0.4 if c.fits else 0.0) + exact + newest
        return (-score, c.hit.passage.id, c.start)

    return sorted(found, key=key)


def write_sentences(desk: Desk) -> Draft:
    """Answer with the fewest whole sentences that carry the subject and have the form of an answer."""
    asked = desk.interpretation
    order = ranked(desk)
    good = [c for c in order if c.coverage >= ANSWERS and c.own >= OWN and c.fits]
    if not good:
        return _no_answer(desk, order)
    kept = good[:1] if asked.kind in ONE_SENTENCE else _companions(good)
    conflicting = _conflicts(good, kept[0], asked)
    claims = tuple(DraftClaim(c.text, (Evidence(c.hit.passage.id, c.text),)) for c in (*kept, *conflicting))
    notes = (say(asked.language, "conflict"),) if conflicting else ()
    lead = say(asked.language, "quote_from", source=named_source(kept[0].hit.document))
    return Draft(lead, claims, notes)


def _companions(good: Sequence[Candidate]) -> list[Candidate]:
    """Give the best sentence with those that carry nearly as much and say something else, in reading order."""
    best = good[0]
    kept = [best]
    for c in good[1:]:
        if len(kept) == MOST_SENTENCES:
            break
        same = any(c.text == other.text for other in kept)
        if not same and c.coverage >= best.coverage - 0.1 and c.own >= best.own - 0.15:
            kept.append(c)
    return [best, *sorted(kept[1:], key=lambda c: (c.hit.passage.document_id != best.hit.passage.document_id, c.start))]


def _conflicts(good: Sequence[Candidate], best: Candidate, asked: Interpretation) -> list[Candidate]:
    """Give a sentence of another document that answers the same with another number or date."""
    if asked.kind not in {QuestionKind.NUMBER, QuestionKind.AMOUNT, QuestionKind.TIME}:
        return []
    said = {f for f in facts(best.text) if f[0].isdigit()}
    for c in good[1:]:
        other = {f for f in facts(c.text) if f[0].isdigit()}
        close = c.coverage >= best.coverage - 0.05 and c.own >= best.own - 0.05
        same_time = set(c.hit.passage.years) & set(best.hit.passage.years)
        if c.hit.document.id != best.hit.document.id and close and same_time and other and other != said:
            return [c]
    return []


def _no_answer(desk: Desk, order: Sequence[Candidate]) -> Draft:
    """Say why: the subject is not there, the year is not, or the subject is there but what is asked is not."""
    asked = desk.interpretation
    on_subject = [c for c in order if c.coverage >= ANSWERS]
    if patterns.PREMISE.search(asked.question) and order and order[0].coverage >= 0.4:
        return _refuse(Reason.FALSE_PREMISE)
    if asked.kind is QuestionKind.WHO and on_subject:
        return _refuse(Reason.NO_RESPONSIBLE_PARTY)
    if asked.years and _known_in_other_years(desk):
        return _refuse(Reason.OTHER_YEAR)
    details = {QuestionKind.NUMBER: "no_number", QuestionKind.AMOUNT: "no_amount", QuestionKind.TIME: "no_moment"}
    if on_subject:
        return _refuse(Reason.NOT_IN_DOCUMENTS, details.get(asked.kind))
    missing = order[0].missing if order else ()
    return _refuse(Reason.NOT_IN_DOCUMENTS, " ".join(missing) or None)


def _known_in_other_years(desk: Desk) -> bool:
    """Tell whether the years asked for are outside every document."""
    return not any(set(desk.interpretation.years) & set(p.years) for p in desk.index.passages)


# Two years ----------------------------------------------------------------------------------------------------------


def write_comparison(desk: Desk) -> Draft:
    """Answer per year, each part with its own year as its heading; a year without a source is said."""
    from dataclasses import replace

    asked = desk.interpretation
    claims: list[DraftClaim] = []
    notes: list[str] = []
    for year in asked.years:
        part = Desk(
            replace(asked, years=(year,), compares=False),
            [h for h in desk.hits if year in h.passage.years or str(year) in h.passage.text],
            desk.index,
            desk.terms,
        )
        draft = write(part.interpretation, part.hits, part.index)
        if draft.claims:
            claims.extend(DraftClaim(c.text, c.evidence, str(year)) for c in draft.claims)
        else:
            notes.append(say(asked.language, "compare_missing", year=year))
    if not claims:
        return _refuse(Reason.NOT_IN_DOCUMENTS)
    return Draft(say(asked.language, "compare"), tuple(claims), tuple(notes))
