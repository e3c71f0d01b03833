"""What a user can limit the search to before asking: years, themes, kinds of document, official documents only."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.screen import texts
from assistant.screen.desk import Desk, TooBusy
from corpus.errors import BeleidswijzerError
from corpus.names import spellings
from corpus.types import DocumentType, Filters

Chosen = list[str] | bool | None
"""What one of the fields gives."""


def choice_fields() -> list[gr.CheckboxGroup | gr.Checkbox]:
    """Build the fields; they are offered their values once the index is there."""
    return [
        gr.CheckboxGroup([], label=texts.YEAR, elem_id="keuze-jaar"),
        gr.CheckboxGroup([], label=texts.THEME, elem_id="keuze-thema"),
        gr.CheckboxGroup([], label=texts.KIND_OF_DOCUMENT, elem_id="keuze-soort"),
        gr.Checkbox(False, label=texts.OFFICIAL_ONLY, elem_id="keuze-officieel"),
    ]


def offered(desk: Desk) -> list[dict[str, Any]]:
    """Give each field the values that this index has; nothing changes while there is none."""
    try:
        index = desk.index()
    except (BeleidswijzerError, TooBusy):
        return [gr.update() for _ in range(4)]
    years = sorted({year for passage in index.passages for year in passage.years}, reverse=True)
    themes = sorted(spellings(p.theme for p in index.passages if p.theme).values(), key=str.casefold)
    held = {document.type for document in index.documents.values()}
    kinds = [(texts.DOCUMENT_TYPES[kind], kind.value) for kind in DocumentType if kind in held]
    return [
        gr.update(choices=[(str(y), str(y)) for y in years]),
        gr.update(choices=[(t, t) for t in themes]),
        gr.update(choices=kinds),
        gr.update(),
    ]


def filters_of(years: Chosen, themes: Chosen, kinds: Chosen, official: Chosen) -> Filters:
    """Read the fields as filters; what is no year is left out."""

    def values(chosen: Chosen) -> tuple[str, ...]:
        return tuple(str(value) for value in chosen) if isinstance(chosen, list) else ()

    return Filters(
        years=tuple(int(year) for year in values(years) if year.isdigit()),
        themes=values(themes),
        document_types=values(kinds),
        official_only=official is True,
    )
