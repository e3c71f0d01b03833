"""The register on the screen: how many of what, bars per theme and year, and rows with the way to their source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from assistant.screen import texts
from assistant.screen.markup import element, lines, safe
from assistant.screen.register import Choice, query
from assistant.screen.sources import page_address
from corpus.names import folded, spellings
from corpus.types import ItemKind, Party, RegisterItem

if TYPE_CHECKING:
    from corpus.index import Index

ROWS = 50
"""Rows on one screen."""


def register_html(index: Index, items: Sequence[RegisterItem], choice: Choice, page: int) -> str:
    """Give one screen of the register, as HTML.

    Args:
        index: where the items' documents are.
        items: all that meet the choice.
        choice: the filters, for the files that can be saved.
        page: counts from 1.
    """
    pages = max(1, -(-len(items) // ROWS))
    page = min(max(page, 1), pages)
    shown = items[(page - 1) * ROWS : page * ROWS]
    return (
        element("div", _counts(items) + _files(choice) + _bars(items) + _progress(items, index), class_="overzicht")
        + (_table(shown, index) if shown else element("p", safe(texts.NOTHING_MEETS), class_="leeg"))
        + _pages(page, pages)
    )


def _counts(items: Sequence[RegisterItem]) -> str:
    counted = Counter(item.kind for item in items)
    parts = [_counted(kind, counted[kind]) for kind in ItemKind if counted[kind]]
    return element("p", safe(", ".join(parts) + "." if parts else texts.NOTHING_MEETS), class_="aantallen")


def _counted(kind: ItemKind, number: int) -> str:
    one, many = texts.COUNTED[kind]
    return one if number == 1 else f"{number} {many}"


def _files(choice: Choice) -> str:
    written = f"?{urlencode(query(choice))}" if query(choice) else ""
    links = " ".join(
        element("a", safe(text), href=f"/v1/register.{kind}{written}", class_="bewaar")
        for kind, text in (("csv", texts.SAVE_CSV), ("xlsx", texts.SAVE_XLSX))
    )
    return element("p", links, class_="doen")


def _bars(items: Sequence[RegisterItem]) -> str:
    """Give the actions per theme and year: a table whose cells carry bars, so that it reads as both."""
    shown = spellings(item.theme for item in items if item.theme)
    counted = Counter(
        (shown[folded(item.theme) or item.theme] if item.theme else texts.NO_THEME, year)
        for item in items
        if item.kind is ItemKind.ACTION
        for year in item.years or (0,)
    )
    rows = [(theme, str(year) if year else texts.UNKNOWN) for theme, year in sorted(counted)]
    numbers = [counted[key] for key in sorted(counted)]
    return _bar_table(texts.ACTIONS_PER_THEME, (texts.THEME, texts.YEAR), rows, numbers)


def _progress(items: Sequence[RegisterItem], index: Index) -> str:
    """Give the progress that is reported, per document that reports it."""
    counted = Counter((index.documents[item.document_id].title, item.status) for item in items if item.status)
    keys = sorted(counted)
    return _bar_table(
        texts.PROGRESS_PER_REPORT,
        (texts.REPORT, texts.PROGRESS),
        [(a, str(b)) for a, b in keys],
        [counted[k] for k in keys],
    )


def _bar_table(caption: str, heads: tuple[str, str], rows: Sequence[tuple[str, str]], numbers: Sequence[int]) -> str:
    if not rows:
        return ""
    most = max(numbers)
    body = ""
    for (first, second), number in zip(rows, numbers, strict=True):
        bar = element("span", "", class_="balk", style=f"width:{round(100 * number / most)}%")
        lane = element("span", bar, class_="baan")
        body += element(
            "tr",
            element("th", safe(first), scope="row")
            + element("td", safe(second))
            + element("td", lane + element("span", str(number), class_="aantal")),
        )
    head = element("tr", "".join(element("th", safe(h), scope="col") for h in (*heads, texts.NUMBER)))
    table = element(
        "table",
        element("caption", safe(caption), class_="alleen-voorlezen") + element("thead", head) + element("tbody", body),
        class_="balken",
    )
    return element("details", element("summary", safe(caption)) + table, class_="grafiek")


def _table(items: Sequence[RegisterItem], index: Index) -> str:
    heads = (texts.WHAT, texts.KIND, texts.THEME_AND_TOPIC, texts.YEAR, texts.WHO, texts.PLANNING, texts.SOURCE_HEAD)
    head = element("tr", "".join(element("th", safe(h), scope="col") for h in heads))
    body = "".join(_row(item, index) for item in items)
    table = element(
        "table",
        element("caption", safe(texts.REGISTER_CAPTION), class_="alleen-voorlezen")
        + element("thead", head)
        + element("tbody", body),
        class_="register",
    )
    # It scrolls by itself on a narrow screen, so it must take the keyboard's focus.
    return element("div", table, class_="schuif", tabindex="0", role="group")


def _row(item: RegisterItem, index: Index) -> str:
    document = index.documents[item.document_id]
    page = item.span.page
    where = document.title + (f", {texts.PAGE.lower()} {page}" if document.paged else "")
    link = element("a", safe(where), href=page_address(document, page, (item.span,)), class_="toon")
    label = f"{item.label} " if item.label else ""
    planning = "; ".join(part for part in (item.planning, item.budget, item.status) if part)
    cells = (
        (texts.KIND, safe(texts.KINDS[item.kind])),
        (texts.THEME_AND_TOPIC, safe(" › ".join(part for part in (item.theme, item.topic) if part))),
        (texts.YEAR, safe(", ".join(map(str, item.years)))),
        (texts.WHO, "<br>".join(safe(_party(p)) for p in item.parties) or safe(texts.NOBODY_NAMED)),
        (texts.PLANNING, safe(planning)),
        (texts.SOURCE_HEAD, link + ("" if document.official else "<br>" + safe(texts.SUMMARY_SHORT))),
    )
    return element(
        "tr",
        element("th", lines(label + item.text), scope="row", lang=texts.of_documents())
        + "".join(element("td", element("span", safe(f"{name}: "), class_="celnaam") + inner) for name, inner in cells),
    )


def _party(party: Party) -> str:
    return f"{party.name} ({party.role.value})"


def _pages(page: int, pages: int) -> str:
    if pages == 1:
        return ""
    buttons = ""
    if page > 1:
        buttons += element(
            "button", safe(texts.PREVIOUS_ROWS), type="button", class_="rij-blad", id=f"rijen-{page - 1}"
        )
    if page < pages:
        buttons += element("button", safe(texts.NEXT_ROWS), type="button", class_="rij-blad", id=f"rijen-{page + 1}")
    place = element("span", safe(texts.part_of(page, pages)))
    return element("p", place + " " + buttons, class_="rij-bladen")
