"""Plan and progress: an action or goal joined to what the reports say about it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant import listing
from assistant.evidence import Weighted, coverage, stem_set
from assistant.sources import named_source
from assistant.types import Draft, DraftClaim, Evidence, Interpretation
from assistant.verify import sentences_of
from assistant.words import listed, say
from corpus.index import Index
from corpus.types import Document, DocumentType, Grain, ItemKind, Passage, RegisterItem

REPORTS = {DocumentType.VOORTGANGSRAPPORTAGE, DocumentType.EINDRAPPORTAGE, DocumentType.JAARVERSLAG}

SAME_ACTION = 0.62
"""Share of an action's own telling words that a report's sentence must repeat to be about that action."""


def write_progress(
    interpretation: Interpretation, index: Index, terms: Sequence[Weighted], likeness: dict[str, float]
) -> Draft | None:
    """Answer "wat is er terechtgekomen van ..." with the intention and every report passage about it.

    None where no action or goal is meant; then the question is read as any other.
    """
    plans = listing.scoped(interpretation, index, [ItemKind.ACTION, ItemKind.GOAL])
    plans = [i for i in plans if index.documents[i.document_id].type not in REPORTS]
    plans = listing.of_years(plans, interpretation.years)
    matches = listing.best_item(plans, index, terms, likeness)
    if not matches:
        return None
    best = matches[0]
    chosen = [m.item for m in matches if m.own >= best.own - 0.02 and m.coverage >= best.coverage - 0.02][:3]
    reports = report_documents(index, chosen)
    claims: list[DraftClaim] = []
    for item in chosen:
        claim = listing.item_claim(
            item, index, interpretation.language, group=say(interpretation.language, "group_plan")
        )
        if claim:
            claims.append(claim)
    found = [claim for document in reports for claim in mentions(chosen[0], document, index)]
    language = interpretation.language
    if found:
        return Draft(say(language, "progress_found"), (*claims, *found))
    if not claims:
        return None
    if not reports:
        return Draft(say(language, "closest"), tuple(claims), (say(language, "no_reports"),))
    names = listed(language, [named_source(d) for d in reports])
    return Draft(say(language, "not_reported", reports=names), tuple(claims))


def report_documents(index: Index, items: Sequence[RegisterItem]) -> list[Document]:
    """Give the reports that could mention the items: those about their years or later, oldest first."""
    first = min((min(i.years) for i in items if i.years), default=0)
    reports = [d for d in index.documents.values() if d.type in REPORTS and _last_year(d) >= first]
    return sorted(reports, key=lambda d: (d.period.start if d.period else (d.year or 0) * 10000, d.id))


def _last_year(document: Document) -> int:
    return document.period.years[-1] if document.period else document.year or 9999


def mentions(item: RegisterItem, document: Document, index: Index) -> list[DraftClaim]:
    """Give the sentences of a report that are about an item: they repeat the words that tell it apart."""
    terms = item_terms(item, index)
    found: list[DraftClaim] = []
    seen: set[str] = set()
    for passage in index.passages:
        if passage.document_id != document.id or passage.grain is Grain.SECTION:
            continue
        for start, end in sentences_of(passage):
            text = passage.text[start:end]
            if text not in seen and _about(terms, text, passage, index):
                seen.add(text)
                found.append(DraftClaim(text, (Evidence(passage.id, text),), named_source(document)))
    return found


def item_terms(item: RegisterItem, index: Index) -> tuple[Weighted, ...]:
    """Weigh the words of an item as if they were a question."""
    from corpus.rarity import rarity

    return tuple(Weighted(t, max(0.15, rarity(t.word))) for t in index.lexical.terms(item.text))


def _about(terms: Sequence[Weighted], text: str, passage: Passage, index: Index) -> bool:
    share, _ = coverage(terms, (stem_set(text, index.lexical.compounds), 1.0))
    return share >= SAME_ACTION
