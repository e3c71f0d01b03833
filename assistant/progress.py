"""Plan and progress: actions and goals joined to what the reports say about them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant import listing, patterns
from assistant.desk import Desk, sentence_before
from assistant.evidence import Unit, Weighted, as_claim, coverage, stem_set, units, weight_of
from assistant.outcome import Outcome, outcome_told
from assistant.per_index import per_index
from assistant.sources import named_source
from assistant.topics import read_topic
from assistant.types import Draft, DraftClaim
from assistant.words import listed, say
from corpus.index import Index
from corpus.lexical import fold
from corpus.names import folded
from corpus.types import REPORTS, Document, DocumentType, Grain, ItemKind, Passage, RegisterItem

SAME_ACTION = 0.6
"""Share of an action's own telling words that a report's sentence must repeat to be about that action."""

TELLS = 0.7
"""Share of the question's subject that a report's sentence must carry to be told without a plan beside it."""

SAME_NUMBER = 0.3
"""Share of a report's short name for an action that the action's words must hold where both have the same number."""

ALL_NAMED = 0.8
"""The same where they have none."""

ENOUGH_WORDS = 2
"""How many words an action needs to be recognised without its names."""

HALF_TOLD = 0.5
"""The same beside a plan that no report repeats: to say "niet teruggevonden" of what stands there is worse."""

LITTLE = 0.3
"""Weight of the words beside a topic's name up to which a question is about the whole topic."""

FEW = 3
"""How many actions a question about one may mean, and how many sentences are told of it."""

MOST_PLANS = 12
NAME = re.compile(r"(?<=[a-z,)] )[A-Z][\w’'-]+")


def write_progress(desk: Desk, *, only_told: bool = False) -> Draft | None:
    """Answer "wat is er terechtgekomen van ..." with each intention and every report passage about it.

    None where no action, goal or report is meant; then the question is read as any other. With `only_told` also None
    where the reports are silent.
    """
    asked, index = desk.interpretation, desk.index
    if patterns.ASKS_GOAL.search(asked.standalone) or patterns.ASKS_FIGURE.search(asked.standalone):
        return write_reached(desk)
    plans = plans_asked(desk)
    reports = report_documents(index, plans)
    claims: list[DraftClaim] = []
    silent: list[RegisterItem] = []
    for item in plans:
        planned = listing.item_claim(item, index, asked.language, group=say(asked.language, "group_plan"))
        told = told_of(item, reports, index)
        clear = [c for c in told if outcome_told(c.text) is not Outcome.UNCLEAR or any(map(str.isdigit, c.text))]
        told = clear or told  # beside a sentence that says how it went, one that does not is only about the subject
        claims.extend(([planned] if planned else []) + told)
        if not told:
            silent.append(item)
    if not plans or (only_told and (len(silent) == len(plans) or len(plans) > FEW)):
        return None
    if silent and len(plans) <= FEW and len(silent) == len(plans) and (found := _told_of_question(desk)):
        claims.extend(found)  # the report words it as the question does, not as the plan
        silent = []
    notes: list[str] = []
    if silent and not reports:
        notes.append(say(asked.language, "no_reports"))
    elif silent:
        names = listed(asked.language, [named_source(d) for d in reports])
        key = "not_reported" if len(silent) == len(plans) else "not_reported_some"
        quoted = "; ".join(f"‘{item.text}’" for item in silent)
        notes.append(say(asked.language, key, reports=names, items=quoted))
    lead = " ".join(notes) if len(silent) == len(plans) else say(asked.language, "progress_found")
    return Draft(lead, tuple(dict.fromkeys(claims)), tuple(notes) if len(silent) < len(plans) else ())


def write_reached(desk: Desk) -> Draft | None:
    """Answer whether a goal was reached with the report's own sentence that says so, the final report first."""
    asked = desk.interpretation
    topics = {folded(t) for t in asked.topics}
    told = [
        c
        for c in desk.ranked
        if c.hit.document.type in REPORTS
        and patterns.REACHED.search(c.text)
        and (c.own >= TELLS or (c.hit.passage.topic and folded(c.hit.passage.topic) in topics))
        and (
            not asked.years or any(str(y) in c.text for y in asked.years) or set(asked.years) & set(c.hit.passage.years)
        )
    ]
    told.sort(key=lambda c: (c.hit.document.type is not DocumentType.EINDRAPPORTAGE, bool(c.hit.passage.cells)))
    if not told:
        return None
    lead = say(asked.language, "quote_from", source=named_source(told[0].hit.document))
    best = told[0]
    before = sentence_before(best, desk.index) if best.own < TELLS or patterns.LEANS_BACK.match(best.text) else None
    return Draft(lead, (*((as_claim(before),) if before else ()), best.claim()))


def _told_of_question(desk: Desk) -> list[DraftClaim]:
    """Give what the reports say with the question's own words, for an action that they do not repeat."""
    years = desk.interpretation.years
    names = {fold(name) for name in NAME.findall(desk.interpretation.standalone)}
    # a sentence about the same place is not about the action
    core = [t for t in desk.terms if t.term.word not in names]
    return [
        c.claim(named_source(c.hit.document))
        for c in desk.ranked
        if c.hit.document.type in REPORTS
        and not _is_figures(c.hit.passage)
        and c.own >= HALF_TOLD
        and _share(core, c.text, desk.index) >= HALF_TOLD
        and (not years or set(years) & set(c.hit.passage.years))
    ][:FEW]


def plans_asked(desk: Desk) -> list[RegisterItem]:
    """Give the actions and goals asked about: the one that is meant, or all of a topic."""
    asked = desk.interpretation
    if asked.filters.document_types and set(asked.filters.document_types) <= {t.value for t in REPORTS}:
        # "wat melden de rapportages ...": the reports are where to look, not where the plan stands
        asked = replace(asked, filters=replace(asked.filters, document_types=(), document_ids=()))
    kinds = [ItemKind.ACTION, ItemKind.GOAL]
    items = listing.of_plans(listing.scoped(asked, desk.index, kinds), desk.index)
    items = listing.of_years(items, asked.years)
    named = bool(asked.topics or asked.themes)
    actions = [i for i in items if i.kind is ItemKind.ACTION]
    if not (asked.topics or asked.themes) and patterns.NAMES_ACTIONS.search(asked.standalone):
        read = read_topic(desk, actions)
        asked = replace(asked, topics=(read,), themes=(read,)) if read else asked
    matches = listing.best_item(items, desk.index, desk.terms, desk.likeness)
    rest = listing.rest_of(desk.terms, asked)
    named = bool(asked.topics or asked.themes)
    if named and (sum(t.weight for t in rest) <= LITTLE or not matches):
        actions = [m.item for m in listing.of_subject(actions, asked, desk.index, desk.terms)]
        if actions and not asked.years:
            actions, _ = listing.newest_edition(actions, desk.index)
        return actions[:MOST_PLANS]
    if not matches:
        return []
    best = matches[0]
    return [m.item for m in matches if m.own >= best.own - 0.02 and m.coverage >= best.coverage - 0.02][:3]


def report_documents(index: Index, items: Sequence[RegisterItem]) -> list[Document]:
    """Give the reports that could mention the items: those about their years or later, oldest first."""
    first = min((min(i.years) for i in items if i.years), default=0)
    reports = [d for d in index.documents.values() if d.type in REPORTS and (d.years or (9999,))[-1] >= first]
    return sorted(reports, key=lambda d: (d.period.start if d.period else (d.year or 0) * 10000, d.id))


def reports_of_its_years(reports: Sequence[Document], item: RegisterItem) -> list[Document]:
    """Keep the reports about an item's own years: a later one with the same words is about a later plan."""
    last = max(item.years, default=9999)
    return [d for d in reports if d.type is DocumentType.EINDRAPPORTAGE or (d.years or (0,))[0] <= last]


def told_of(item: RegisterItem, reports: Sequence[Document], index: Index) -> list[DraftClaim]:
    """Give what the reports of an item's own years say about it, oldest report first."""
    return [claim for document in reports_of_its_years(reports, item) for claim in mentions(item, document, index)]


def mentions(item: RegisterItem, document: Document, index: Index) -> list[DraftClaim]:
    """Give what a report says about an item: the sentences and rows that repeat what tells it apart."""
    text_alone = without_parties(item, index)
    names = set(NAME.findall(text_alone))
    rivals = _rivals(index, item)
    places = {name for other in rivals for name in NAME.findall(without_parties(other, index))} - names
    terms = item_terms(NAME.sub(" ", text_alone), index)  # the names must all be there; the words must be alike
    if not rivals and len(terms) < ENOUGH_WORDS:
        terms = item_terms(text_alone, index)  # "de Beleidsregel Bibob actualiseren" is known by its name

    def of_another_place(text: str) -> bool:
        said = set(NAME.findall(f"x {text}"))
        return bool(rivals) and (not names <= said or bool(places & said))

    found: dict[str, DraftClaim] = {}
    rows = _rows_of(index, document.id)
    for passage, sentences in _told_in(index, document.id):
        row = rows.get(passage.id)
        if row is not None and _same_action(row, item, index):
            found.update((unit.text, unit.claim(passage, named_source(document))) for unit in sentences)
        if row is not None and row.label and item.label:
            continue  # numbered rows tell of the action with their number alone
        follows = False  # "Door een tekort aan monteurs loopt dit achter" belongs to the sentence before it
        for unit in sentences:
            text = unit.text
            if follows and text not in found and patterns.GOES_ON.match(text):
                found[text] = unit.claim(passage, named_source(document))
                continue
            follows = False
            if "\t" in text or text in found or _is_figures(passage) or of_another_place(text):
                continue
            if _share(terms, unit.own, index) >= SAME_ACTION:
                found[text] = unit.claim(passage, named_source(document))
                follows = not passage.cells
    return list(found.values())


@per_index
def _told_in(index: Index, document_id: str) -> tuple[tuple[Passage, tuple[Unit, ...]], ...]:
    """Give the points and paragraphs of a report with their sentences: every action of a plan is looked for in them."""
    wanted = {Grain.ITEM, Grain.BLOCK}
    held = (p for p in index.passages if p.document_id == document_id and p.grain in wanted)
    return tuple((p, tuple(units(p, index))) for p in held)


@per_index
def _rows_of(index: Index, document_id: str) -> dict[str, RegisterItem]:
    """Give the rows of a report that name an action by its number or with its status, by passage."""
    named = (i for i in index.register if i.document_id == document_id and i.kind is ItemKind.RESULT)
    return {i.passage_id: i for i in named if i.label or i.status}


def _same_action(row: RegisterItem, item: RegisterItem, index: Index) -> bool:
    """Tell whether a report's row is about an action: by its number and a word or two, or else by all that it says.

    A report's row names the action in short ("Privacyprotocol"), so its words are looked for in the plan's.
    """
    numbered = bool(row.label and item.label)
    if numbered and row.label != item.label:
        return False
    said = _share(item_terms(row.text, index), without_parties(item, index), index)
    return said >= (SAME_NUMBER if numbered else ALL_NAMED)


@per_index
def _rivals(index: Index, item: RegisterItem) -> tuple[RegisterItem, ...]:
    """Give the other actions that are worded alike but for the names: the same in another place."""
    terms = item_terms(NAME.sub(" ", without_parties(item, index)), index)
    names = set(NAME.findall(without_parties(item, index)))
    return tuple(
        other
        for other in index.register
        if other.kind is ItemKind.ACTION
        and other.id != item.id
        and set(NAME.findall(without_parties(other, index))) != names
        and _share(terms, other.text, index) >= SAME_ACTION
    )


def _is_figures(passage: Passage) -> bool:
    """Tell whether a table's row holds figures only beside its first cell: it tells a state, not what was done."""
    values = [value.strip() for value in passage.text.split("\t")] if passage.cells else []
    figures = sum(re.fullmatch(r"[\d.,%€\s-]+", value) is not None for value in values)
    return figures > 0 and figures >= len(values) - 2


@per_index
def _parties(index: Index) -> re.Pattern[str] | None:
    names = sorted({p.name for item in index.register for p in item.parties}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE) if names else None


def without_parties(item: RegisterItem, index: Index) -> str:
    """Give an item's words without the parties in it: a report need not name who did it."""
    parties = _parties(index)
    return " ".join((parties.sub(" ", item.text) if parties else item.text).split())


def item_terms(text: str, index: Index) -> tuple[Weighted, ...]:
    """Weigh the words of an item as if they were a question, numbers aside: a report may give another."""
    found = (replace(t, synonyms=()) for t in index.lexical.terms(text))  # a report repeats the plan's own words
    return tuple(Weighted(t, weight_of(t.word)) for t in found if not t.word.isdigit())


def _share(terms: Sequence[Weighted], text: str, index: Index) -> float:
    return coverage(terms, (stem_set(text, index.lexical.compounds), 1.0))[0]
