"""Draws goals and the figures measured for them, some of which differ between two reports."""

from __future__ import annotations

import random
from dataclasses import dataclass

from evals.practice.truth import Figure, Goal, Theme, Topic, dotted

CONFLICTS_HALF = 4
CONFLICTS_YEAR = 3
RESTATED = 0.3


@dataclass(frozen=True, slots=True)
class _Scale:
    """How values of one indicator are printed and how far they move."""

    unit: str
    decimals: int
    top: float | None

    def text(self, value: float) -> str:
        if self.decimals:
            return f"{value:.{self.decimals}f}".replace(".", ",")
        return dotted(round(value))


def draw_figures(
    rng: random.Random, themes: tuple[Theme, ...], years: tuple[int, ...]
) -> tuple[tuple[Goal, ...], tuple[Figure, ...]]:
    """Give a goal per topic and every figure that a report prints."""
    goals: list[Goal] = []
    figures: list[Figure] = []
    for theme in themes:
        for topic in theme.topics:
            goal, numbers, scale = _goal(rng, topic, years)
            goals.append(goal)
            figures.extend(_figures(rng, topic, numbers, scale))
    return tuple(goals), tuple(_with_conflicts(rng, figures, years[-1]))


def _scale(kind: str) -> _Scale:
    return {
        "aantal": _Scale("per jaar", 0, None),
        "stand": _Scale("stand op 31 december", 0, None),
        "procent": _Scale("procent", 0, 96),
        "cijfer": _Scale("rapportcijfer", 1, 8.4),
    }[kind]


def _goal(rng: random.Random, topic: Topic, years: tuple[int, ...]) -> tuple[Goal, list[tuple[int, float]], _Scale]:
    indicator = topic.bank.indicator
    scale = _scale(indicator.kind)
    base = rng.uniform(indicator.low, indicator.high)
    share = rng.uniform(0.08, 0.14) if indicator.kind == "cijfer" else rng.uniform(0.15, 0.35)
    step = base * share * (1 if indicator.up else -1)
    target = base + step
    if scale.top:
        target = min(target, scale.top)
        step = target - base
    reached = rng.random() < 0.5
    end = target + step * rng.uniform(0.08, 0.25) if reached else base + step * rng.uniform(0.2, 0.7)
    end = min(end, scale.top + 2) if scale.top else end
    measured: list[tuple[int, float]] = []
    for i, year in enumerate(years, start=1):
        drift = base + (end - base) * i / len(years)
        measured.append((year, end if i == len(years) else drift + abs(step) * rng.uniform(-0.15, 0.15)))
    goal = Goal(
        id=f"G.{topic.number}",
        topic=topic.id,
        indicator=indicator,
        unit=scale.unit,
        base_year=years[0] - 2,
        base=scale.text(base),
        target_year=years[-1],
        target=scale.text(target),
        interim=tuple((y, scale.text(base + step * i / len(years))) for i, y in enumerate(years, start=1)),
        outcomes=tuple((y, scale.text(v)) for y, v in measured),
        reached=reached,
    )
    return goal, measured, scale


def _figures(rng: random.Random, topic: Topic, measured: list[tuple[int, float]], scale: _Scale) -> list[Figure]:
    found: list[Figure] = []
    for year, value in measured:
        second, end = f"voortgang-{year}-2", "eindrapportage"
        if topic.bank.indicator.kind != "aantal":
            text = scale.text(value)
            found.append(Figure(f"C.{topic.number}.{year}", topic.id, year, None, ((second, text), (end, text))))
            continue
        total = round(value)
        one = max(1, min(total - 1, round(total * rng.uniform(0.42, 0.58))))
        halves = (dotted(one), dotted(total - one))
        firsts = [(f"voortgang-{year}-1", halves[0])]
        if rng.random() < RESTATED:
            firsts.append((second, halves[0]))
        found.append(Figure(f"C.{topic.number}.{year}-1", topic.id, year, 1, tuple(firsts)))
        found.append(Figure(f"C.{topic.number}.{year}-2", topic.id, year, 2, ((second, halves[1]),)))
        found.append(
            Figure(f"C.{topic.number}.{year}", topic.id, year, None, ((second, dotted(total)), (end, dotted(total))))
        )
    return found


def _with_conflicts(rng: random.Random, figures: list[Figure], last: int) -> list[Figure]:
    """Let some figures differ between two documents; those of the last year stay, because goals rest on them."""
    halves = [f.id for f in figures if f.half == 1 and len(f.values) == 1]
    totals = [f.id for f in figures if f.half is None and f.year != last]
    chosen_halves = set(rng.sample(halves, min(CONFLICTS_HALF, len(halves))))
    chosen_totals = set(rng.sample(totals, min(CONFLICTS_YEAR, len(totals))))
    found: list[Figure] = []
    for figure in figures:
        document, value = figure.values[0]
        values = figure.values
        if figure.id in chosen_halves:
            values = (figure.values[0], (f"voortgang-{figure.year}-2", _other(rng, value)))
        elif figure.id in chosen_totals:
            values = ((document, value), ("eindrapportage", _other(rng, value)))
        found.append(Figure(figure.id, figure.topic, figure.year, figure.half, values))
    return found


def _other(rng: random.Random, value: str) -> str:
    """Give a value that differs by 3 to 9 per cent, and at least by one step."""
    if "," in value:
        return f"{float(value.replace(',', '.')) + rng.choice((-0.2, -0.1, 0.1, 0.2)):.1f}".replace(".", ",")
    number = int(value.replace(".", ""))
    step = max(1, round(number * rng.uniform(0.03, 0.09)))
    return dotted(number + step if rng.random() < 0.5 or number <= step else number - step)
