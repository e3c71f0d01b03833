"""Register items that answer a question, complete and in order: actions, goals, and who is responsible."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant import patterns
from assistant.evidence import Weighted, coverage, is_document_word, stem_set
from assistant.types import DraftClaim, Evidence, Interpretation, Language
from assistant.words import say
from corpus.index import Index
from corpus.lexical import stems
from corpus.names import folded
from corpus.types import REPORTS, Document, Filters, ItemKind, Party, Passage, RegisterItem, Role

ENOUGH = 0.72
"""Share of the subject's words that an item must carry to belong to a list that no theme or topic bounds."""

TITLED = 0.8
"""The same for a list of which the document's title says the subject."""

PART_END = re.compile(r"[:;] ")
"""What the register writes between the parts of an item that stand apart in its passage."""

SCHOOL_YEAR = 2
"""Years of an item in a programme of one year that runs over its end."""

ALONE = 0.6
"""The same for the one item that a question is about; the best item wins."""


@dataclass(frozen=True, slots=True)
class Match:
    """An item and the share of the question's subject that its text and headings carry; `own` is its text alone."""

    item: RegisterItem
    coverage: float
    own: float


def in_scope(item: RegisterItem, document: Document, filters: Filters) -> bool:
    """Tell whether an item meets what the user chose."""
    return (
        (not filters.years or bool(set(filters.years) & set(item.years)))
        and (not filters.themes or folded(item.theme or "") in {folded(t) for t in filters.themes})
        and (not filters.document_types or document.type.value in filters.document_types)
        and (not filters.document_ids or document.id in filters.document_ids)
        and (not filters.official_only or document.official)
        and (
            filters.period is None
            or document.period is None
            or (document.period.start <= filters.period.end and filters.period.start <= document.period.end)
        )
    )


def scoped(interpretation: Interpretation, index: Index, kinds: Iterable[ItemKind]) -> list[RegisterItem]:
    """Give the items of these kinds that meet the user's choice, in the order of the register."""
    wanted = set(kinds)
    return [
        item
        for item in index.register
        if item.kind in wanted and in_scope(item, index.documents[item.document_id], interpretation.filters)
    ]


def of_plans(items: Sequence[RegisterItem], index: Index) -> list[RegisterItem]:
    """Leave out what stands in a report: it repeats the plan's."""
    return [item for item in items if index.documents[item.document_id].type not in REPORTS]


def of_years(items: Sequence[RegisterItem], years: Sequence[int]) -> list[RegisterItem]:
    """Keep the items of the years asked for; an item of just such a year goes before one of a whole term."""
    if not years:
        return list(items)
    asked = set(years)
    about = [item for item in items if asked & set(item.years)]
    exact = [item for item in about if set(item.years) <= asked]
    if not exact:
        return about
    # "schooljaar 2023-2024" stands in the programme of 2024
    plans = {item.document_id for item in exact}
    return [i for i in about if i in exact or (i.document_id in plans and len(i.years) <= SCHOOL_YEAR)]


def newest_edition(items: Sequence[RegisterItem], index: Index) -> tuple[list[RegisterItem], list[str]]:
    """Keep the items of the newest edition, and give the years of the others."""
    # a plan of four years is as old as its first: the programme of one of those years is newer
    editions = {item.id: index.documents[item.document_id].year or 0 for item in items}
    years = {item.id: max(min(item.years, default=0), editions[item.id]) for item in items}
    newest = max(years.values())
    kept = [item for item in items if years[item.id] == newest]
    others = sorted({str(y) for y in years.values() if y not in {0, newest}})
    return kept, others


def of_subject(
    items: Sequence[RegisterItem], interpretation: Interpretation, index: Index, terms: Sequence[Weighted]
) -> list[Match]:
    """Keep the items about the question's theme, topic or party, or else about its words."""
    kept = _of_names(items, interpretation)
    named = kept is not None
    rest = rest_of(terms, interpretation) if named else list(terms)
    matches = [_match(item, index, rest) for item in (kept if kept is not None else items)]
    if not rest:
        return matches
    close = [m for m in matches if m.coverage >= ENOUGH]
    if not named and (interpretation.themes or interpretation.topics):
        close = [m for m in close if m.own >= ENOUGH]  # the topic named has none; another's must say so itself
    if not named and not close:  # "de acties van de jeugdnota": the subject is a document's own
        titled = (_match(item, index, rest, titled=True) for item in items)
        close = [m for m in titled if m.coverage >= TITLED]
    # Words beside the theme's name narrow the list where some item carries them; else they only colour the question.
    return close if close or not named else matches


def _of_names(items: Sequence[RegisterItem], interpretation: Interpretation) -> list[RegisterItem] | None:
    """Give the items of the named theme, topic and party; None where the question names none."""
    kept: list[RegisterItem] | None = None
    themes, topics = ({folded(n) for n in names} for names in (interpretation.themes, interpretation.topics))
    if topics:
        kept = [i for i in items if folded(i.topic or "") in topics] or None
    if kept is None and themes:
        kept = [i for i in items if folded(i.theme or "") in themes] or None
    if interpretation.parties:
        parties = {folded(p) for p in interpretation.parties}
        leading = patterns.ASKS_PARTNER_ROLE.search(interpretation.standalone) is None
        by_party = [
            i
            for i in (kept or items)
            if any(folded(p.name) in parties and not (leading and p.role is Role.PARTNER) for p in i.parties)
        ]
        kept = by_party or kept
    return kept


def names_all(interpretation: Interpretation, terms: Sequence[Weighted]) -> bool:
    """Tell whether a question is about a whole theme or topic: it names one, and nothing beside it."""
    return bool(interpretation.themes or interpretation.topics) and not rest_of(terms, interpretation)


def rest_of(terms: Sequence[Weighted], interpretation: Interpretation) -> list[Weighted]:
    """Give the terms that are not part of a name that was found."""
    named = set(patterns.LIST_WORDS)
    for name in (*interpretation.themes, *interpretation.topics, *interpretation.parties):
        named.update(folded(name).split())
    used = {stem for word in named for stem in stems(word)}
    return [t for t in terms if not any(stem in used for stem, weight in t.term.stems if weight > 0.5)]


def _match(item: RegisterItem, index: Index, terms: Sequence[Weighted], *, titled: bool = False) -> Match:
    compounds = index.lexical.compounds
    passage = index.by_id.get(item.passage_id)
    headings = passage.section_path[0 if titled else 1 :] if passage else ()  # the first is the document's title
    path = " ".join((item.theme or "", item.topic or "", *headings))
    text = stem_set(f"{item.text} {item.planning or ''}", compounds)  # "wat staat er voor oktober gepland?"
    share, _ = coverage(terms, (text, 1.0), (stem_set(path, compounds), 0.9))
    own, _ = coverage(terms, (text, 1.0))
    return Match(item, share, own)


def best_item(
    items: Sequence[RegisterItem], index: Index, terms: Sequence[Weighted], likeness: dict[str, float]
) -> list[Match]:
    """Give the items that a question about one item means, best first: by words, then by the search's score."""
    telling = [t for t in terms if not is_document_word(t.term.word)] or list(terms)  # the title is not looked at
    matches = [_match(item, index, telling) for item in items]
    close = [m for m in matches if m.coverage >= ALONE]
    return sorted(
        close,
        key=lambda m: (-(0.6 * m.own + 0.4 * m.coverage + 0.5 * likeness.get(m.item.passage_id, 0.0)), m.item.id),
    )


ROLE_KEYS = (
    (Role.LEAD, "lead_party"),
    (Role.RESPONSIBLE, "responsible"),
    (Role.PORTFOLIO, "portfolio"),
    (Role.PARTNER, "partners"),
)


def item_claim(
    item: RegisterItem, index: Index, language: Language, *, group: str | None = None, whole: bool = False
) -> DraftClaim | None:
    """Give an item as a claim: its words, who leads it and when, each with the quote that says so.

    With `whole` its partners, budget and status too.
    """
    passage = index.by_id.get(item.passage_id)
    if passage is None:
        return None
    evidence = [Evidence(passage.id, said) for said in as_written(item, passage)]
    pieces: list[str] = []
    for role, key in ROLE_KEYS if whole else ROLE_KEYS[:3]:
        names = [p.name for p in item.parties if p.role is role]
        proof = [e for name in names if (e := _proof(name, item, passage, index)) is not None]
        if names and len(proof) == len(names):
            pieces.append(say(language, key, names=", ".join(names)))
            evidence.extend(proof)
    details = (("planning", item.planning), ("budget", item.budget), ("status", item.status))
    for key, value in details if whole else details[:1]:
        if value and value not in item.text and (found := _proof(value, item, passage, index)) is not None:
            pieces.append(say(language, key, text=value))
            evidence.append(found)
    text = item.text.rstrip() if not pieces else f"{item.text.rstrip(' .;')} ({'; '.join(pieces)})"
    return DraftClaim(text, tuple(dict.fromkeys(evidence)), group)


def as_written(item: RegisterItem, passage: Passage) -> tuple[str, ...]:
    """Give an item's words as the passage has them: one read from a table's cells stands there in several places.

    Such an item is "name: value", "name: 1e helft 2024: value" or "name: target; Nulmeting (2023): base"; a list point
    with its sub-points has "; " between those.
    """
    whole = (item.text,)
    for parts in (whole, tuple(item.text.rsplit(": ", 1)), tuple(PART_END.split(item.text))):
        if all(says(passage, part) for part in parts):
            return parts
    return whole


def _proof(words_said: str, item: RegisterItem, passage: Passage, index: Index) -> Evidence | None:
    """Give where the register read a party or date: in the item's own passage, or right under it in the same block."""
    if says(passage, words_said):
        return Evidence(passage.id, words_said)
    around = [
        p
        for p in index.passages
        if p.document_id == item.document_id
        and p.id != passage.id
        and p.section_path == passage.section_path
        and any(s.page == item.span.page and abs(s.start - item.span.end) < 600 for s in p.spans)
        and says(p, words_said)
    ]
    return Evidence(around[0].id, words_said) if around else None


def says(passage: Passage, wanted: str) -> bool:
    """Tell whether a passage holds these words, white space aside."""
    pattern = r"\s+".join(re.escape(w) for w in wanted.split())
    return re.search(rf"(?<!\w){pattern}(?!\w)", passage.text) is not None


def without_party(items: Sequence[RegisterItem]) -> int:
    """Count the items for which the text names nobody who leads or is responsible."""
    return sum(not leads(item.parties) for item in items)


def leads(parties: Sequence[Party]) -> tuple[str, ...]:
    """Give the names of those who lead or are responsible."""
    return tuple(p.name for p in parties if p.role in {Role.LEAD, Role.RESPONSIBLE, Role.PORTFOLIO})
