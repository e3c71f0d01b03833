"""The figures that a change may not push down: a small slice of both worlds, and floors that only go up.

`python -m evals floors` shows what is measured beside the floors; `--raise` raises the floors that it may.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from evals import reading
from evals.outcomes import ALL, ANSWERABLE, TO_REFUSE, Outcome, by_kind, means
from evals.questions import Question
from evals.run import Bench, Choice, select
from evals.worlds import ALMERE, SLICE, World, part, world

FILE = Path(__file__).parent / "floors.toml"
DOCUMENTS = ("jaarplan-veiligheid-", "voortgangsrapportage-veiligheid-")
READING = "reading"
"""How the slice is read, without a question asked; see evals/reading.py."""
ASKED, REFUSED = 32, 10
"""Questions of each world that have an answer, and that have none: enough to see a fault that breaks a kind."""

SLACK = 0.05
"""How far below what was measured a floor is set: two questions of 42 may fall with a change that is good elsewhere."""

Figures = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Fall:
    """A figure that is below its floor."""

    world: str
    figure: str
    floor: float
    measured: float


def slice_of_practice(cache: Path) -> World:
    """Give one plan year of a fixed practice municipality: its Jaarplan and the two reports about it."""
    whole = world(SLICE, cache=cache)
    years = sorted({name.rsplit(".")[0][-4:] for name in _names(whole) if name.startswith(DOCUMENTS[0])})
    year = years[1]
    wanted = [name for name in _names(whole) if any(name.startswith(f"{start}{year}") for start in DOCUMENTS)]
    return part(whole, wanted, cache=cache)


def _names(chosen: World) -> list[str]:
    return sorted(path.name for path in chosen.documents.iterdir())


def measure(bench: Bench) -> dict[str, dict[str, float]]:
    """Measure the slice of each world, ours only."""
    found = {}
    practice = slice_of_practice(bench.cache)
    for name, chosen in ((ALMERE, world(ALMERE, cache=bench.cache)), (SLICE, practice)):
        results = bench.run_world(replace(chosen, questions=_some(chosen)), Choice(baselines=False))
        found[name] = figures(results.outcomes)
    whole = world(SLICE, cache=bench.cache).documents.parent
    found[READING] = reading.figures(reading.measure_world(whole, only=_names(practice)))
    return found


def _some(chosen: World) -> tuple[Question, ...]:
    answerable = [q for q in chosen.questions if q.answerable]
    others = [q for q in chosen.questions if not q.answerable]
    return (*select(answerable, (), ASKED), *select(others, (), REFUSED))


def figures(outcomes: list[Outcome]) -> dict[str, float]:
    """Give the figures that have floors."""
    answered = [o for o in outcomes if "correct" in o.measures]
    searched = [o for o in outcomes if "correct" not in o.measures]
    kinds, all_of = by_kind(answered), means(answered)
    found = {name: means(kinds[name])["correct"].value or 0.0 for name in (ALL, ANSWERABLE, TO_REFUSE) if name in kinds}
    proven = [v for o in answered if (v := o.measures["quotes"]) is not None and o.answer.get("claims")]
    found |= {
        "right status": all_of["status"].value or 0.0,
        "quotes verbatim": min(proven, default=0.0),
        "any-hit@10": means(searched)["any-hit@10"].value or 0.0,
        "no failure": 1.0 - sum(o.error is not None for o in answered) / len(answered),
    }
    return {name: round(value, 4) for name, value in found.items()}


def read(path: Path = FILE) -> dict[str, dict[str, float]]:
    """Read the floors by world and figure; none where there is no file yet."""
    return parse(path.read_text(encoding="utf-8")) if path.is_file() else {}


def parse(text: str) -> dict[str, dict[str, float]]:
    """Read floors from the text of the file."""
    return {name: {figure: float(value) for figure, value in row.items()} for name, row in tomllib.loads(text).items()}


def falls(measured: Figures, floors: Figures) -> list[Fall]:
    """Give every figure that is below its floor, or is not measured any more."""
    return [
        Fall(name, figure, floor, measured.get(name, {}).get(figure, 0.0))
        for name, row in floors.items()
        for figure, floor in row.items()
        if measured.get(name, {}).get(figure, 0.0) < floor
    ]


def raised(measured: Figures, floors: Figures) -> dict[str, dict[str, float]]:
    """Give the floors raised to just below what was measured; a floor that is higher already stays."""
    return {
        name: {
            figure: max(floors.get(name, {}).get(figure, 0.0), value if value == 1.0 else round(value - SLACK, 3))
            for figure, value in row.items()
        }
        for name, row in measured.items()
    }


def write(floors: Figures, path: Path = FILE) -> None:
    """Write the floors."""
    lines = ["# Made by `python -m evals floors --raise`; these figures only go up. See evals/floors.py."]
    for name, row in floors.items():
        lines += ["", f"[{name}]", *(f'"{figure}" = {max(0.0, value)}' for figure, value in row.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
