"""Answers "hoeveel is er begroot voor ..." from the rows of the tables of money: a theme's, or the total."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant import listing, patterns
from assistant.desk import Desk
from assistant.evidence import units
from assistant.per_index import per_index
from assistant.sources import named_source
from assistant.topics import closest_name
from assistant.types import Draft, DraftClaim, Evidence
from assistant.words import say
from corpus.index import Index
from corpus.names import folded
from corpus.types import Grain, Passage, SectionClass

FIGURE = re.compile(
    r"(?<![\d.,])[-−]?\s?\d{1,3}(?:[.\s]\d{3})+(?:,\d+)?(?![\d.,])|€\s?\d|\b\d+(?:,\d+)?\s*(?:mln|miljoen)\b"
)
MONEY_HEAD = re.compile(
    r"\b(begro\w+|budget\w*|bedrag\w*|kosten|structureel|incidenteel|uitgegeven|uitgaven|besteed|lasten|baten|middelen|"
    r"realisatie|prognose)\b|€",
    re.IGNORECASE,
)
CAPTION = re.compile(r"\beuro\b|\beuro[’']s\b|€|\b1[.]?000\b|\bmln\b|\bmiljoen\b", re.IGNORECASE)
TOTAL_ROW = re.compile(r"^\W*(eind)?totaal\b", re.IGNORECASE)
LITTLE = 0.3
"""Weight of the words beside a theme's name up to which the money of the whole theme is asked."""

MOST_ROWS = 3
"""How many rows answer one question: of the plan, of the programme, of the report."""


def write_money(desk: Desk) -> Draft | None:
    """Answer with the row of the theme asked about, or of the total, in each document of its year; None for none."""
    asked = desk.interpretation
    held = desk.index.rows(asked.filters)
    rows = [p for p in _money_rows(desk.index) if held[desk.index.row_of[p.id]] and _of_year(p, desk)]
    if not rows:
        return None
    names = {p.id: _first_cell(p, desk.index) for p in rows}
    wanted = _wanted(desk, names.values())
    if wanted is None:
        return None
    found = [p for p in rows if folded(names[p.id]) == folded(wanted)]
    spent = patterns.ASKS_SPENT.search(asked.standalone) is not None
    fitting = [p for p in found if (patterns.SPENT.search(_heads(p, desk.index)) is not None) or not spent]
    if not fitting:
        return None
    if not asked.years:
        newest = max(max(p.years, default=0) for p in fitting)
        fitting = [p for p in fitting if max(p.years, default=0) == newest]
    # what was decided for just that year goes before a plan of four years
    fitting.sort(key=lambda p: (len(p.years), desk.index.documents[p.document_id].id))
    claims = [claim for p in fitting[:MOST_ROWS] for claim in _claims(p, desk.index)]
    return Draft(say(asked.language, "money_found"), tuple(dict.fromkeys(claims)), complete=True)


@per_index
def _money_rows(index: Index) -> tuple[Passage, ...]:
    """Give the rows of tables of money that hold a figure."""
    rows = (p for p in index.passages if p.grain is Grain.ITEM and len(p.cells) > 1 and FIGURE.search(p.text))
    return tuple(p for p in rows if p.section_class is SectionClass.MONEY or MONEY_HEAD.search(_heads(p, index)))


def _of_year(passage: Passage, desk: Desk) -> bool:
    """Tell whether a row is about a year asked for: its columns are years, or else its document is of that year."""
    years = desk.interpretation.years
    columns = {int(y) for y in patterns.YEAR.findall(_heads(passage, desk.index))}
    return not years or bool(set(years) & (columns or set(passage.years)))


def _wanted(desk: Desk, names: Iterable[str]) -> str | None:
    """Give the first cell of the row that is asked about; None where the question asks for something else."""
    asked, held = desk.interpretation, list(dict.fromkeys(names))
    themes = {folded(name) for name in (*asked.themes, *asked.topics)}
    general = patterns.GENERAL_WORDS | patterns.MONEY_WORDS
    rest = [
        t for t in listing.rest_of(desk.terms, asked) if t.term.word not in general and not _titled(t.term.word, desk)
    ]
    beside = sum(t.weight for t in rest) > LITTLE
    if themes:
        return None if beside else next((name for name in held if folded(name) in themes), None)
    if not rest or (patterns.TOTAL.search(asked.standalone) and not beside):
        return next((name for name in held if TOTAL_ROW.search(name)), None)
    narrowed = desk.about(terms=tuple(t.term.word for t in rest))
    return closest_name(narrowed, [name for name in held if not TOTAL_ROW.search(name)])


def _titled(word: str, desk: Desk) -> bool:
    """Tell whether a word stands in a document's title: "het Integraal Veiligheidsplan" is no subject here."""
    return any(word in folded(d.title).split() for d in desk.index.documents.values())


def _claims(passage: Passage, index: Index) -> list[DraftClaim]:
    """Give a row as a claim, after the caption of its table where that says in what its amounts are."""
    source = named_source(index.documents[passage.document_id])
    rows = [unit.claim(passage, source) for unit in units(passage, index)]
    return [*_caption(passage, index, source), *rows]


def _caption(passage: Passage, index: Index, source: str) -> list[DraftClaim]:
    heads = [head for cell in passage.cells for head in cell.heads]
    if not heads:
        return []
    first = min(heads, key=lambda span: (span.page, span.start))
    above = index.pages[passage.document_id][first.page].text[: first.start].rstrip().rsplit("\n", 1)[-1].strip()
    if CAPTION.search(above) is None:
        return []
    blocks = (p for p in index.passages if p.document_id == passage.document_id and p.grain is Grain.BLOCK)
    holder = next((p for p in blocks if above in p.text), None)
    return [DraftClaim(above, (Evidence(holder.id, above),), source)] if holder else []


def _first_cell(passage: Passage, index: Index) -> str:
    span = passage.cells[0].span
    return index.pages[passage.document_id][span.page].text[span.start : span.end].strip()


def _heads(passage: Passage, index: Index) -> str:
    """Give the column heads of a row's figures."""
    pages = index.pages[passage.document_id]
    return " ".join(pages[h.page].text[h.start : h.end] for cell in passage.cells for h in cell.heads)
