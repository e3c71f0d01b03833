"""The result file and the Markdown report: every figure of every system, and every outcome."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from evals.outcomes import Outcome, by_kind, groups, means, refusals, times, totals, worst
from evals.statistics import Mean, mean, percentile
from evals.terminal import came, expected

HEADINGS = {
    "correct": "goed",
    "status": "uitkomst",
    "facts": "feiten",
    "unforbidden": "geen fout feit",
    "items_recall": "volledig",
    "items_precision": "zuiver",
    "party": "partij",
    "year": "jaar",
    "source": "bron",
    "focus": "ter zake",
    "quotes": "citaat klopt",
    "cite_recall": "ALCE recall",
    "cite_precision": "ALCE prec.",
}
"""Column heads; a measure without one (the retrieval measures) goes by its own name."""


def sets(outcomes: Iterable[Outcome]) -> dict[tuple[str, str], list[Outcome]]:
    """Sort outcomes by world and system, in the order in which they came."""
    found: dict[tuple[str, str], list[Outcome]] = {}
    for outcome in outcomes:
        found.setdefault((outcome.world, outcome.system), []).append(outcome)
    return found


def figures(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Give all figures of one system on one world, for the result file."""

    def rows(found: Mapping[str, Sequence[Outcome]]) -> dict[str, Any]:
        return {name: {m: asdict(v) for m, v in means(group).items()} for name, group in found.items()}

    eases = [o.ease for o in outcomes if o.ease is not None]
    return {
        "by_kind": rows(by_kind(outcomes)),
        "by_wording": rows(groups(outcomes, lambda o: o.question.wording)),
        "refusals": refusals(outcomes),
        "times_ms": times(outcomes),
        "reading_ease": {**asdict(mean(eases)), "p5": percentile(eases, 0.05)},
        "counts": totals(outcomes),
        "failures": sum(o.error is not None for o in outcomes),
    }


def result(outcomes: Sequence[Outcome], about: Mapping[str, Any]) -> dict[str, Any]:
    """Give the content of a result file: what was run, every figure, and every outcome."""
    return {
        **about,
        "figures": [
            {"world": world, "system": system, **figures(rows)} for (world, system), rows in sets(outcomes).items()
        ],
        "outcomes": [outcome.to_json() for outcome in outcomes],
    }


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """Write a result file; a value that is no number (NaN) is a mistake and is refused.

    Raises:
        ValueError: there is a NaN in it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n", encoding="utf-8")


def markdown(outcomes: Sequence[Outcome], beir: Mapping[str, Mapping[str, Mapping[str, Mean]]]) -> str:
    """Give the whole report in Markdown: systems beside each other, our figures by kind, and the worst questions."""
    lines = ["# Meetrapport", ""]
    worlds = list(dict.fromkeys(o.world for o in outcomes))
    for world in worlds:
        here = [o for o in outcomes if o.world == world]
        lines += [f"## {world}", ""]
        for measured, rows in (("antwoorden", _answers(here)), ("vinden", _searches(here))):
            if rows:
                lines += [f"### {measured.capitalize()}", "", *_systems(rows), ""]
        ours = _answers(here)
        if ours:
            lines += ["### Per soort vraag", "", *_kinds([o for o in ours if o.system == ours[0].system]), ""]
    for name, systems in beir.items():
        lines += [f"## BEIR: {name}", "", *_beir(systems), ""]
    bad = worst([o for o in _answers(outcomes) if o.system == outcomes[0].system], 10)
    if bad:
        lines += ["## De tien slechtste vragen", ""]
        for o in bad:
            lines += [
                f"- **{o.question.question}** ({o.world}, {o.question.kind})",
                f"  - verwacht: {expected(o)}",
                f"  - kwam: {came(o, limit=300)}",
            ]
    return "\n".join(lines) + "\n"


def _answers(outcomes: Sequence[Outcome]) -> list[Outcome]:
    return [o for o in outcomes if "correct" in o.measures]


def _searches(outcomes: Sequence[Outcome]) -> list[Outcome]:
    return [o for o in outcomes if "correct" not in o.measures]


def _systems(outcomes: Sequence[Outcome]) -> list[str]:
    names = list(outcomes[0].measures)
    lines = _head("systeem", names)
    for system, rows in groups(outcomes, lambda o: o.system).items():
        found = means(rows)
        lines.append(_row(system, len(rows), [found[n] for n in names]))
    return lines


def _kinds(outcomes: Sequence[Outcome]) -> list[str]:
    names = list(outcomes[0].measures)
    lines = _head("soort", names)
    for kind, rows in by_kind(outcomes).items():
        found = means(rows)
        lines.append(_row(kind, len(rows), [found[n] for n in names]))
    return lines


def _beir(systems: Mapping[str, Mapping[str, Mean]]) -> list[str]:
    names = list(next(iter(systems.values())))
    lines = _head("systeem", names)
    lines.extend(_row(system, found[names[0]].n, [found[n] for n in names]) for system, found in systems.items())
    return lines


def _head(first: str, names: Sequence[str]) -> list[str]:
    heads = [HEADINGS.get(name, name) for name in names]
    return [f"| {first} | n | {' | '.join(heads)} |", f"|---|--:|{'--:|' * len(heads)}"]


def _row(name: str, count: int, values: Sequence[Mean]) -> str:
    cells = ["" if v.value is None else f"{v.value:.3f}" for v in values]
    return f"| {name} | {count} | {' | '.join(cells)} |"
