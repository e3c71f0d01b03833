"""Pictures of a run: what is right by kind, whether the search's score can be trusted, and time. Needs matplotlib."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evals.outcomes import Outcome, by_kind, means
from evals.report import sets

BINS = 5
STATUSES = {"answered": "antwoord", "refused": "weigering", "clarify": "wedervraag", "failed": "fout"}


def draw(outcomes: Sequence[Outcome], folder: Path) -> list[Path]:
    """Draw the pictures below `folder`; gives their paths, none where matplotlib is not installed."""
    try:
        import matplotlib as mpl
    except ImportError:
        return []
    mpl.use("Agg")
    answered = [o for o in outcomes if "correct" in o.measures]
    if not answered:
        return []
    folder.mkdir(parents=True, exist_ok=True)
    ours = [o for o in answered if o.system == answered[0].system]
    pictures = [folder / "soorten.png", folder / "betrouwbaarheid.png", folder / "tijd.png"]
    _kinds(answered, pictures[0])
    _reliability(ours, pictures[1])
    _times(ours, pictures[2])
    return pictures


def _kinds(outcomes: Sequence[Outcome], path: Path) -> None:
    """Draw what is right by kind, a panel per world, a bar per system with its interval."""
    import matplotlib.pyplot as plt

    found = sets(outcomes)
    worlds = list(dict.fromkeys(world for world, _ in found))
    figure, panels = plt.subplots(1, len(worlds), figsize=(6 * len(worlds), 9), squeeze=False, layout="constrained")
    for panel, world in zip(panels[0], worlds, strict=True):
        systems = [system for w, system in found if w == world]
        height = 0.8 / len(systems)
        for i, system in enumerate(systems):
            kinds = by_kind(found[world, system])
            rows = {kind: means(group)["correct"] for kind, group in kinds.items()}
            values = [mean.value or 0 for mean in rows.values()]
            spread = [
                [max(0.0, v - (m.low or 0)) for v, m in zip(values, rows.values(), strict=True)],
                [max(0.0, (m.high or 0) - v) for v, m in zip(values, rows.values(), strict=True)],
            ]
            places = [-n + i * -height for n in range(len(rows))]
            panel.barh(places, values, height, label=system, xerr=spread, error_kw={"linewidth": 0.7})
        panel.set_yticks([-n for n in range(len(rows))], list(rows))
        panel.set(title=world, xlim=(0, 1), xlabel="aandeel goed (95%-interval)")
        panel.legend(loc="upper center", bbox_to_anchor=(0.5, -0.06), ncols=len(systems))
    figure.savefig(path, dpi=120)
    plt.close(figure)


def confidence(outcome: Outcome) -> float | None:
    """Give the score by which the assistant chose its best evidence, where its JSON tells one."""
    value = outcome.answer.get("confidence")
    return float(value) if isinstance(value, int | float) else None


def _reliability(outcomes: Sequence[Outcome], path: Path) -> None:
    """Draw the share right against confidence, in bins of equal size (a reliability diagram, Guo et al. 2017).

    An assistant that tells no confidence is drawn as what it claims: an answer is sure, a refusal is not an answer. Its
    two points are then the share right of what it answered and of what it refused.
    """
    import matplotlib.pyplot as plt

    known = sorted((c, o.correct) for o in outcomes if (c := confidence(o)) is not None)
    figure, panel = plt.subplots(figsize=(6, 5), layout="constrained")
    if known:
        size = max(1, len(known) // BINS)
        bins = [known[i : i + size] for i in range(0, len(known), size)]
        points = [(sum(c for c, _ in b) / len(b), sum(r for _, r in b) / len(b)) for b in bins]
        panel.plot([0, 1], [0, 1], linestyle=":", color="grey")
        panel.plot([x for x, _ in points], [y for _, y in points], marker="o")
        panel.set(xlabel="zekerheid", ylabel="aandeel goed", xlim=(0, 1), ylim=(0, 1))
    else:
        statuses = sorted({str(o.answer.get("status", "failed")) for o in outcomes})
        shares = [[o.correct for o in outcomes if o.answer.get("status", "failed") == s] for s in statuses]
        panel.bar(
            [f"{STATUSES.get(s, s)} ({len(g)})" for s, g in zip(statuses, shares, strict=True)],
            [sum(g) / len(g) for g in shares],
        )
        panel.set(ylabel="aandeel goed", ylim=(0, 1), title="Hoe vaak klopt wat de assistent zegt te weten?")
    figure.savefig(path, dpi=120)
    plt.close(figure)


def _times(outcomes: Sequence[Outcome], path: Path) -> None:
    """Draw how long each stage takes."""
    import matplotlib.pyplot as plt

    stages = list(dict.fromkeys(stage for o in outcomes for stage in o.timings_ms))
    columns = [[o.timings_ms[stage] for o in outcomes if stage in o.timings_ms] for stage in stages]
    figure, panel = plt.subplots(figsize=(7, 4), layout="constrained")
    panel.boxplot(columns, orientation="horizontal", tick_labels=stages, whis=(5, 95), showfliers=False)
    panel.set(xlabel="milliseconden (streep: p50, snorharen: p5 en p95)")
    figure.savefig(path, dpi=120)
    plt.close(figure)
