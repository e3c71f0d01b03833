"""The figures that we publish: a small summary of one run of `python -m evals all`, and its place in the README.

`python -m evals publish FILE.json` writes evals/results/published.json and the text between the two marks in README.md.
A test holds the README to that summary, so that no figure is written by hand.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from corpus.errors import ReadError
from corpus.settings import ROOT

PUBLISHED = Path(__file__).parent / "results" / "published.json"
README = ROOT / "README.md"
BEGIN, END = "<!-- metingen: gemaakt door `python -m evals publish` -->", "<!-- einde metingen -->"

ANSWERS = {
    "correct": "goed",
    "facts": "feiten",
    "items_recall": "lijst volledig",
    "items_precision": "lijst zuiver",
    "year": "jaar",
    "quotes": "citaat klopt",
    "cite_recall": "ALCE recall",
    "cite_precision": "ALCE precisie",
}
SEARCH = {"any-hit@10": "iets gevonden in 10", "MRR@10": "MRR@10", "nDCG@10": "nDCG@10"}
GROUPS = ("answerable", "to refuse", "all")
NAMES = {"answerable": "te beantwoorden", "to refuse": "te weigeren", "all": "alles"}


def summary(result: Mapping[str, Any]) -> dict[str, Any]:
    """Give the small summary of a result file.

    Raises:
        KeyError: it is not the result of a run.
    """
    return {
        "date": result["date"],
        "fingerprints": {"embedding": result["fingerprints"]["embedding"]},
        "seeds": result["seeds"],
        "machine": result["machine"],
        "seconds": result["seconds"],
        "sets": [_set(figures) for figures in result["figures"]],
        "beir": {
            name: {
                system: {m: round(found[m], 3) for m in SEARCH if found.get(m) is not None}
                for system, found in systems.items()
            }
            for name, systems in result["beir"].items()
        },
    }


def _set(figures: Mapping[str, Any]) -> dict[str, Any]:
    kinds = figures["by_kind"]
    names = [m for m in (*ANSWERS, *SEARCH) if m in kinds["all"]]
    return {
        "world": figures["world"],
        "system": figures["system"],
        "measured": "answers" if "correct" in kinds["all"] else "search",
        "groups": {
            group: {"n": _count(kinds[group]), **{m: _mean(kinds[group][m]) for m in names if m in kinds[group]}}
            for group in GROUPS
            if group in kinds
        },
        "kinds": {kind: {"n": _count(row), "correct": _mean(row["correct"])} for kind, row in kinds.items()}
        if "correct" in kinds["all"]
        else {},
        "times_ms": figures["times_ms"].get("asked"),
        "failures": figures["failures"],
    }


def _count(row: Mapping[str, Any]) -> int:
    return max(int(mean["n"]) for mean in row.values())


def _mean(mean: Mapping[str, Any]) -> list[float] | None:
    """Give value, low and high, rounded; None where there was nothing to measure."""
    return None if mean["value"] is None else [round(float(mean[name]), 3) for name in ("value", "low", "high")]


def block(published: Mapping[str, Any]) -> str:
    """Give the text for the README: our figures beside the baselines', and ours by kind."""
    lines: list[str] = []
    for measured, names in (("answers", ANSWERS), ("search", SEARCH)):
        rows = [s for s in published["sets"] if any(s["groups"]["all"].get(m) for m in names)]
        for group in GROUPS if measured == "answers" else ("all",):
            lines += _table(measured, group, names, rows)
    for name, systems in published["beir"].items():
        heads = list(SEARCH.values())
        lines += [f"Vinden, openbare verzameling {name}:", "", *_head("systeem", heads)]
        lines += [_row([system, *(f"{found[m]:.3f}" for m in SEARCH)]) for system, found in systems.items()]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _table(measured: str, group: str, names: Mapping[str, str], rows: Sequence[Mapping[str, Any]]) -> list[str]:
    rows = [row for row in rows if group in row["groups"]]
    shown = [m for m in names if any(row["groups"][group].get(m) for row in rows)]
    if group == "to refuse":
        shown = [m for m in shown if m == "correct"]
    if not rows or not shown:
        return []
    title = f"Antwoorden, {NAMES[group]}" if measured == "answers" else "Vinden"
    lines = [f"{title} (procent, tussen haakjes het 95%-interval):", ""]
    lines += _head("vragen", ["systeem", "n", *(names[m] for m in shown)])
    for row in rows:
        found = row["groups"][group]
        lines.append(_row([row["world"], row["system"], str(found["n"]), *(_cell(found.get(m)) for m in shown)]))
    return [*lines, ""]


def _cell(value: Sequence[float] | None) -> str:
    return "" if value is None else f"{100 * value[0]:.0f} ({100 * value[1]:.0f}-{100 * value[2]:.0f})"


def _head(first: str, heads: Sequence[str]) -> list[str]:
    return [_row([first, *heads]), "|" + "---|" * (len(heads) + 1)]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def filled(readme: str, text: str) -> str:
    """Give the README with `text` between its marks; one without marks stays as it is."""
    if BEGIN not in readme or END not in readme:
        return readme
    before, rest = readme.split(BEGIN, 1)
    return f"{before}{BEGIN}\n\n{text}\n{END}{rest.split(END, 1)[1]}"


def publish(result: Path) -> bool:
    """Write the summary of a result file and the README; gives whether the README has a place for it.

    Raises:
        ReadError: it is not a result file.
    """
    try:
        small = summary(json.loads(result.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReadError(
            "Uitkomsten publiceren", on=str(result), found=repr(error), do="Geef een bestand van `python -m evals all`"
        ) from error
    PUBLISHED.parent.mkdir(parents=True, exist_ok=True)
    PUBLISHED.write_text(json.dumps(small, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    readme = README.read_text(encoding="utf-8")
    README.write_text(filled(readme, block(small)), encoding="utf-8")
    return BEGIN in readme
