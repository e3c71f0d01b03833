"""What filters mean: as metadata of a row and a condition on it, which is how Chroma filters, and as columns of rows.

The two say the same; a property test holds them to a third, slow reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.names import folded
from corpus.types import Document, Filters, Passage, Period

Row = dict[str, Any]
"""Chroma's metadata of one row, or a condition on it."""


def metadata_of(passage: Passage, document: Document) -> Row:
    """Give what Chroma filters a passage on; a key without a value is left out (Chroma refuses empty lists)."""
    row: Row = {
        "document_id": document.id,
        "type": document.type.value,
        "official": document.official,
        "grain": passage.grain.value,
    }
    if passage.theme is not None:
        row["theme"] = folded(passage.theme)
    if years := years_of(passage, document):
        row["years"] = list(years)
    if period := period_of(document):
        row["from"], row["to"] = period.start, period.end
    return row


def years_of(passage: Passage, document: Document) -> tuple[int, ...]:
    """Give the years a passage is about: its own, else those of its document."""
    if passage.years:
        return passage.years
    period = period_of(document)
    return period.years if period else ()


def period_of(document: Document) -> Period | None:
    """Give the period a document is about: its own, else its edition's year."""
    if document.period is None and document.year is not None:
        return Period.of_years(document.year, document.year)
    return document.period


def where(filters: Filters) -> Row | None:
    """Give Chroma's condition for `filters`, or None where they ask nothing."""
    every: list[Row] = []
    if filters.years:
        every.append(_any([{"years": {"$contains": year}} for year in filters.years]))
    if filters.themes:
        every.append({"theme": {"$in": sorted({folded(theme) for theme in filters.themes})}})
    if filters.document_types:
        every.append({"type": {"$in": list(filters.document_types)}})
    if filters.document_ids:
        every.append({"document_id": {"$in": list(filters.document_ids)}})
    if filters.period:
        every.extend(({"from": {"$lte": filters.period.end}}, {"to": {"$gte": filters.period.start}}))
    if filters.official_only:
        every.append({"official": {"$eq": True}})
    return {"$and": every} if len(every) > 1 else (every[0] if every else None)


def _any(conditions: list[Row]) -> Row:
    return {"$or": conditions} if len(conditions) > 1 else conditions[0]


class Columns:
    """What filters look at, arranged so that a filter over all passages takes well under a millisecond."""

    def __init__(self, documents: tuple[Document, ...], passages: Sequence[Passage]) -> None:
        """Arrange the passages; a row is a passage's place among them."""
        place = {document.id: i for i, document in enumerate(documents)}
        self._documents = documents
        self._document_of = np.array([place[p.document_id] for p in passages], dtype=np.int64)
        forms = {theme: folded(theme) for theme in {p.theme for p in passages} if theme is not None}
        themes = [None if p.theme is None else forms[p.theme] for p in passages]
        self._theme_code = {theme: code for code, theme in enumerate(dict.fromkeys(themes)) if theme is not None}
        self._theme_of = np.array([-1 if t is None else self._theme_code[t] for t in themes], dtype=np.int64)
        rows_of_year: dict[int, list[int]] = {}
        for row, passage in enumerate(passages):
            for year in years_of(passage, documents[place[passage.document_id]]):
                rows_of_year.setdefault(year, []).append(row)
        self._rows_of_year = {year: np.array(rows, dtype=np.int64) for year, rows in rows_of_year.items()}

    def rows(self, filters: Filters) -> NDArray[np.bool_]:
        """Give which rows meet `filters`, shape (n,)."""
        wanted = np.array([_meets(document, filters) for document in self._documents], dtype=np.bool_)
        mask = wanted[self._document_of] if len(wanted) else np.zeros(0, dtype=np.bool_)
        if filters.themes:
            codes = [self._theme_code.get(folded(theme), -2) for theme in filters.themes]
            mask &= np.isin(self._theme_of, codes)
        if filters.years:
            about = np.zeros_like(mask)
            for year in filters.years:
                about[self._rows_of_year.get(year, np.array([], dtype=np.int64))] = True
            mask &= about
        return mask


def _meets(document: Document, filters: Filters) -> bool:
    """Tell whether a document meets what `filters` ask of documents."""
    if filters.document_ids and document.id not in filters.document_ids:
        return False
    if filters.document_types and document.type.value not in filters.document_types:
        return False
    if filters.official_only and not document.official:
        return False
    if filters.period is not None:
        period = period_of(document)
        return period is not None and period.start <= filters.period.end and period.end >= filters.period.start
    return True
