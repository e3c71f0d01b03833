"""Answers "welke thema's kent het plan?" with the names that the documents give their themes and topics."""

from __future__ import annotations

import re

from assistant import patterns
from assistant.desk import Desk
from assistant.evidence import units
from assistant.sources import named_source
from assistant.types import Draft, DraftClaim, Evidence
from assistant.words import counted, say
from corpus.names import folded, spellings
from corpus.types import Grain, Passage

MOST_SENTENCES = 3
"""How many sentences say what a topic was called before; more repeat it."""


def write_names(desk: Desk) -> Draft | None:
    """Answer with every theme, or every topic of the theme that is named, each with a place that names it.

    None where something else is asked, or where one of the names stands in headings only: half a list is no answer.
    """
    asked, index = desk.interpretation, desk.index
    found = patterns.ASKS_NAMES.search(asked.standalone)
    if found is None or asked.topics or asked.parties:
        return None
    topics = patterns.TOPIC_WORD.search(found["what"]) is not None and bool(asked.themes)
    if asked.themes and not topics:
        return None
    passages = _chosen(desk)
    names = _names(passages, topics=topics, themes={folded(t) for t in asked.themes})
    claims = [claim for name in names if (claim := _claim(name, passages)) is not None]
    if len(names) < 2 or len(claims) < len(names):
        return None
    sources = {index.by_id[c.evidence[0].passage_id].document_id for c in claims}
    lead = say(
        asked.language,
        "actions",
        count=counted(asked.language, "topic" if topics else "theme", len(claims)),
        sources=" + ".join(named_source(index.documents[s]) for s in sorted(sources)),
    )
    return Draft(lead, tuple(claims))


def write_former_name(desk: Desk) -> Draft | None:
    """Answer "hoe heette het onderwerp eerder?" with the sentences under that topic that say so."""
    asked, index = desk.interpretation, desk.index
    if not asked.topics or not patterns.ASKS_FORMER_NAME.search(asked.standalone):
        return None
    topics = {folded(t) for t in asked.topics}
    found: dict[str, DraftClaim] = {}
    for passage in index.passages:
        if passage.grain is not Grain.SECTION and folded(passage.topic or "") in topics:
            for unit in units(passage, index):
                if patterns.FORMER_NAME.search(unit.text):
                    found.setdefault(unit.text, unit.claim(passage))
    if not found:
        return None
    document = index.documents[index.by_id[next(iter(found.values())).evidence[0].passage_id].document_id]
    return Draft(
        say(asked.language, "quote_from", source=named_source(document)), tuple(found.values())[:MOST_SENTENCES]
    )


def _chosen(desk: Desk) -> list[Passage]:
    """Give the passages of the documents that the question may mean."""
    asked, index = desk.interpretation, desk.index
    types, years = set(asked.filters.document_types), set(asked.years)
    chosen = {
        d.id
        for d in index.documents.values()
        if (not types or d.type.value in types) and (not years or years & set(d.years))
    }
    return [p for p in index.passages if p.document_id in chosen] or list(index.passages)


def _names(passages: list[Passage], *, topics: bool, themes: set[str]) -> list[str]:
    """Give the names in the order of the documents, each in its most frequent spelling."""
    named = [p.topic if topics else p.theme for p in passages if not topics or folded(p.theme or "") in themes]
    return list(spellings(name for name in named if name).values())


def _claim(name: str, passages: list[Passage]) -> DraftClaim | None:
    """Give a name with the shortest passage that names it in its text, written either way ("&" or "en")."""
    words = [r"(?:&|en)" if w in {"&", "en"} else re.escape(w) for w in name.split()]
    spaced = r"\s+".join(words)
    pattern = re.compile(rf"(?<!\w){spaced}(?!\w)", re.IGNORECASE)
    naming = [(p, m) for p in passages if (m := pattern.search(p.text)) is not None]
    if not naming:
        return None
    best, match = min(naming, key=lambda n: (not n[0].cells, len(n[0].text), n[0].id))
    return DraftClaim(match[0], (Evidence(best.id, match[0]),))
