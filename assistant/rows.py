"""The register as rows, for the command, the screen and the API."""

from __future__ import annotations

from typing import Any

from assistant.listing import in_scope
from corpus.index import Index
from corpus.names import folded
from corpus.types import Filters, RegisterItem, Role

COLUMNS = (
    "id kind label text theme topic years parties lead partners planning budget status unit base_year document page "
    "document_id passage_id official url"
).split()


def register_rows(
    index: Index, filters: Filters, *, theme: str | None = None, kind: str | None = None
) -> list[dict[str, Any]]:
    """Give the register items that meet the filters as flat rows, in the register's order.

    `theme` is a part of a theme's or topic's name, `kind` the kind of item.
    """
    wanted = folded(theme or "")
    return [
        item_row(item, index)
        for item in index.register
        if in_scope(item, index.documents[item.document_id], filters)
        and (kind is None or item.kind.value == kind)
        and (not wanted or wanted in folded(item.theme or "") or wanted in folded(item.topic or ""))
    ]


def item_row(item: RegisterItem, index: Index) -> dict[str, Any]:
    """Give one item as a row; several names or years in one cell are joined."""
    document = index.documents[item.document_id]
    return {
        "id": item.id,
        "kind": item.kind.value,
        "label": item.label,
        "text": item.text,
        "theme": item.theme,
        "topic": item.topic,
        "years": ", ".join(str(y) for y in item.years),
        "parties": "; ".join(f"{p.name} ({p.role.value})" for p in item.parties),
        "lead": "; ".join(p.name for p in item.parties if p.role is not Role.PARTNER),
        "partners": "; ".join(p.name for p in item.parties if p.role is Role.PARTNER),
        "planning": item.planning,
        "budget": item.budget,
        "status": item.status,
        "unit": item.unit,
        "base_year": item.base_year,
        "document": document.title,
        "page": item.span.page,
        "document_id": item.document_id,
        "passage_id": item.passage_id,
        "official": document.official,
        "url": document.url,
    }
