"""How well the answers were measured to be: read from the file that `python -m evals publish` writes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant.screen import texts
from assistant.screen.markup import element, safe

OURS = "beleidswijzer"
"""The system whose figures are shown; the file has those of other pipelines too."""


@dataclass(frozen=True, slots=True)
class Row:
    """One set of questions: how many, and which share (0 to 1) was answered rightly, refused rightly, and found.

    A share is None where it was not measured.
    """

    world: str
    questions: int
    right: float | None
    refused: float | None
    found: float | None


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one evaluation; `measured` is None where the file does not say when."""

    measured: date | None
    rows: tuple[Row, ...]


def read_figures(path: Path | None) -> Figures | None:
    """Read published figures; None where there are none, or where they cannot be read."""
    if path is None or not path.is_file():
        return None
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        rows = tuple(_row(one) for one in content["sets"] if one["system"] == OURS and one["measured"] == "answers")
        measured = date.fromisoformat(content["date"]) if content.get("date") else None
    except (OSError, ValueError, KeyError, AttributeError, TypeError, IndexError):
        return None
    return Figures(measured, rows) if rows else None


def _row(one: Mapping[str, Any]) -> Row:
    groups = one["groups"]

    def share(group: str, measure: str) -> float | None:
        value = groups.get(group, {}).get(measure)
        return None if value is None else float(value[0])

    return Row(
        world=str(one["world"]),
        questions=int(groups["all"]["n"]),
        right=share("answerable", "correct"),
        refused=share("to refuse", "correct"),
        found=share("all", "any-hit@10"),
    )


def figures_html(figures: Figures) -> str:
    """Give the figures as a table: the documents that ship first, then what was never used to improve the program."""
    order = list(texts.MEASURED_SETS)
    rows = sorted(figures.rows, key=lambda row: order.index(row.world) if row.world in order else len(order))
    head = element("tr", "".join(element("th", safe(name), scope="col") for name in texts.MEASURED_HEADS))
    body = "".join(
        element(
            "tr",
            element("th", safe(texts.MEASURED_SETS.get(row.world, row.world)), scope="row")
            + element("td", safe(str(row.questions)))
            + "".join(element("td", safe(_percent(share))) for share in (row.right, row.refused, row.found)),
        )
        for row in rows
    )
    return (
        element("p", safe(texts.measured_on(figures.measured)))
        + element("div", element("table", element("thead", head) + element("tbody", body)), class_="schuif cijfers")
        + element("p", safe(texts.MEASURED_CAUTION))
    )


def _percent(share: float | None) -> str:
    return texts.NOT_MEASURED if share is None else f"{100 * share:.0f} %"
