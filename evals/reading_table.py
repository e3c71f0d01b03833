"""Shows how documents were read: a table for a terminal, and what went wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evals.reading import Measured

SHOWN = {
    "actions": ("recall", "precision", "party", "partners", "year", "theme", "topic", "planning", "budget"),
    "results": ("recall", "precision", "year", "theme"),
    "goals": ("recall", "precision", "theme", "topic"),
    "figures": ("recall", "precision", "year", "theme"),
    "responsible": ("recall", "precision"),
}
KIND_NAMES = {"actions": "acties", "results": "resultaten", "goals": "doelen", "figures": "cijfers",
              "responsible": "wie waarover"}  # fmt: skip
ASPECT_NAMES = {"recall": "gevonden", "precision": "terecht", "party": "trekker", "partners": "partners",
                "year": "jaar", "theme": "thema", "topic": "onderwerp", "planning": "planning",
                "budget": "budget"}  # fmt: skip
TEXT_NAMES = {"ocr words": "woorden van scans", "pages": "passages op hun blz.", "labels": "gedrukte paginanummers"}


def faults(measured: Measured) -> list[str]:
    """Give what went wrong, a line each."""
    lists = (
        f"{form} {KIND_NAMES.get(kind, kind)}: {line}"
        for form, kinds in measured.register.items()
        for kind, tally in kinds.items()
        for name in ("missed", "surplus", "wrong")
        for line in tally[name]
    )
    return [*lists, *measured.faults]


def table(measured: Measured) -> list[str]:
    """Give the figures as lines for a terminal: one column for each format; "-" where there is nothing of the kind."""
    forms = sorted(measured.text)
    lines = [f"{'':<28}" + "".join(f"{form:>16}" for form in forms)]
    for kind, aspects in SHOWN.items():
        for aspect in aspects:
            counts = [measured.register.get(form, {}).get(kind, {}).get(aspect) for form in forms]
            lines.append(
                f"{f'{KIND_NAMES[kind]} {ASPECT_NAMES[aspect]}':<28}" + "".join(f"{_told(c):>16}" for c in counts)
            )
    errors = [f"{measured.text[form]['errors per 1000']:.2f}" for form in forms]
    lines.append(f"{'foute tekens per 1.000':<28}" + "".join(f"{e:>16}" for e in errors))
    for name, text in TEXT_NAMES.items():
        lines.append(f"{text:<28}" + "".join(f"{_told(measured.text[form][name]):>16}" for form in forms))
    return lines


def _told(count: Mapping[str, Any] | None) -> str:
    return f"{count['share']:.3f} ({count['of']})" if count and count["of"] else "-"
