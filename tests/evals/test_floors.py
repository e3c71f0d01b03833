"""What is measured on a fixed slice may not fall below evals/floors.toml; the floors only go up."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from corpus.settings import ROOT
from evals import floors
from evals.run import Bench


@pytest.mark.slow
def test_no_figure_falls_below_its_floor(models: Path) -> None:
    known = floors.read()
    assert known, "evals/floors.toml ontbreekt: python -m evals floors --raise"
    measured = floors.measure(Bench({"MODELS_DIR": str(models)}))
    assert floors.falls(measured, known) == []


def test_a_figure_below_its_floor_is_seen() -> None:
    fall = floors.falls({"a": {"x": 0.69, "y": 0.9}}, {"a": {"x": 0.7, "y": 0.9}, "b": {"z": 0.1}})
    assert fall == [floors.Fall("a", "x", 0.7, 0.69), floors.Fall("b", "z", 0.1, 0.0)]


def test_raising_never_lowers(tmp_path: Path) -> None:
    raised = floors.raised({"a": {"x": 0.6, "y": 0.8, "z": 1.0}}, {"a": {"x": 0.7}})
    assert raised == {"a": {"x": 0.7, "y": 0.75, "z": 1.0}}
    floors.write(raised, tmp_path / "f.toml")
    assert floors.read(tmp_path / "f.toml") == raised


def test_floors_in_git_only_go_up() -> None:
    """Against the last commit that changed them; outside a git checkout there is nothing to compare with."""
    committed = subprocess.run(
        ["git", "log", "--format=%H", "-n", "2", "--", "evals/floors.toml"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.split()
    if not committed:
        pytest.skip("geen eerdere ondergrenzen in git")
    now = floors.read()
    for commit in committed:
        text = subprocess.run(
            ["git", "show", f"{commit}:evals/floors.toml"], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout
        before = floors.parse(text)
        assert {(w, f) for w, row in before.items() for f, v in row.items() if now.get(w, {}).get(f, 0) < v} == set()
