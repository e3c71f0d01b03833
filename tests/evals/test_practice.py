"""The truth of the practice municipality: it holds together, any seed works, and the same seed gives the same bytes."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from corpus.errors import StorageError
from corpus.manifest import read_corpus
from evals.practice import world
from evals.practice.bank import themes
from evals.practice.draw import draw
from evals.practice.names import real_places
from evals.practice.truth import Status, Truth

SEEDS = (3, 1101, 7207, 424242)


@pytest.fixture(scope="module", params=SEEDS)
def truth(request: pytest.FixtureRequest) -> Truth:
    return draw(request.param)


def digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_same_seed_gives_same_bytes_in_another_process(tmp_path: Path) -> None:
    world.write("tune", tmp_path / "one", manifest=True)
    command = [sys.executable, "-m", "evals.practice", "--seed", "tune", "--out", str(tmp_path / "two"), "--manifest"]
    subprocess.run(command, check=True, timeout=120)
    assert digests(tmp_path / "one") == digests(tmp_path / "two")


def test_another_seed_gives_another_municipality_and_leaves_nothing_behind(tmp_path: Path) -> None:
    world.write(5, tmp_path)
    first = set(digests(tmp_path / "documents").values())
    world.write(6, tmp_path)
    documents = {d.file for d in draw(6).documents}
    assert {path.name for path in (tmp_path / "documents").iterdir()} == documents
    assert first.isdisjoint(digests(tmp_path / "documents").values())


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "mijn-notities.pdf").write_bytes(b"van iemand anders")
    with pytest.raises(StorageError, match=r"mijn-notities\.pdf"):
        world.write(5, tmp_path)
    assert (tmp_path / "documents" / "mijn-notities.pdf").read_bytes() == b"van iemand anders"


def test_truth_is_written_before_documents_and_questions(tmp_path: Path) -> None:
    world.write(5, tmp_path)
    written = (tmp_path / "truth.json").stat().st_mtime_ns
    documents = [path.stat().st_mtime_ns for path in (tmp_path / "documents").iterdir()]
    questions = (tmp_path / "questions.jsonl").stat().st_mtime_ns
    assert written <= min(documents) <= max(documents) <= questions
    assert json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))["municipality"] == draw(5).municipality


def test_manifest_names_every_document(tmp_path: Path) -> None:
    world.write(5, tmp_path, manifest=True)
    entries = {Path(entry.file).name: entry for entry in read_corpus(tmp_path)}
    for document in draw(5).documents:
        entry = entries[document.file]
        assert (entry.type, entry.year, entry.title) == (document.type, document.year, document.title)
        assert entry.period is not None
        assert entry.period.start == int(document.first_day.replace("-", ""))


@pytest.mark.parametrize("seed", ["-7", "0", "999999999999", "een woord", "tune"])
def test_any_text_is_a_seed(seed: str) -> None:
    assert draw(world.number_of(seed)) == draw(world.number_of(seed))


def test_named_seeds_differ() -> None:
    assert len({draw(seed).municipality for seed in world.NAMED_SEEDS.values()}) == len(world.NAMED_SEEDS)


def test_invented_names_are_not_real() -> None:
    drawn = [draw(seed) for seed in range(60)]
    names = {name for t in drawn for name in (t.municipality, t.region, *t.districts)}
    assert {name.casefold() for name in names}.isdisjoint(real_places())
    assert len({t.municipality for t in drawn}) > 50
    assert {"almere", "utrecht", "zwolle", "oss"} <= real_places()


def test_size_and_parts(truth: Truth) -> None:
    assert len(truth.years) == 4
    assert len(truth.themes) == 4
    assert all(3 <= len(theme.topics) <= 5 for theme in truth.themes)
    assert 150 <= len(truth.actions) <= 250
    types = Counter(document.type for document in truth.documents)
    assert types == {"actieplan": 1, "jaarplan": 4, "voortgangsrapportage": 8, "eindrapportage": 1}
    for kind in ("jaarplan", "voortgangsrapportage"):
        assert {d.format for d in truth.documents if d.type == kind} == {"pdf", "docx", "html"}


def test_actions_are_told_apart_by_what_and_where_in_their_year(truth: Truth) -> None:
    assert len({a.id for a in truth.actions}) == len(truth.actions)
    places = Counter((a.year, a.core.noun, a.district) for a in truth.actions)
    nouns = Counter((a.year, a.core.noun) for a in truth.actions)
    assert set(places.values()) == {1}
    assert set(nouns.values()) == {1}


def test_moved_actions_come_back_in_the_next_year(truth: Truth) -> None:
    by_id = {a.id: a for a in truth.actions}
    moved = [a for a in truth.actions if a.moved_to]
    assert moved
    assert {a.id for a in moved} == {a.moved_from for a in truth.actions if a.moved_from}
    for action in (a for a in truth.actions if a.moved_from):
        before = by_id[action.moved_from or ""]
        assert (before.moved_to, before.topic, before.core) == (action.year, action.topic, action.core)
        assert before.final is not None
        assert before.final.status is Status.MOVED


def test_reports_hold_every_case(truth: Truth) -> None:
    finals = Counter(a.final.status if a.final else None for a in truth.actions)
    assert set(finals) == {*Status, None}
    for action in truth.actions:
        assert [r.half for r in action.reports] == sorted({r.half for r in action.reports})
        done = [r.realised for r in action.reports if r.realised is not None]
        assert done == sorted(done)
        assert all(n <= (action.number or 0) for n in done)


def test_half_years_add_up_and_some_figures_conflict(truth: Truth) -> None:
    figures = {f.id: f for f in truth.figures}
    halves = [f for f in truth.figures if f.half == 1]
    assert halves
    for first in halves:
        whole = first.id.removesuffix("-1")
        parts = [int(figures[id_].values[0][1].replace(".", "")) for id_ in (first.id, f"{whole}-2", whole)]
        assert parts[0] + parts[1] == parts[2]
    assert 5 <= sum(f.conflict for f in truth.figures) <= 12
    assert {f.half for f in truth.figures if f.conflict} == {1, None}


def test_goals_are_reached_or_missed_by_what_was_measured(truth: Truth) -> None:
    def number(text: str) -> float:
        return float(text.replace(".", "").replace(",", "."))

    assert {goal.reached for goal in truth.goals} == {True, False}
    for goal in truth.goals:
        end, target = number(goal.outcomes[-1][1]), number(goal.target)
        assert goal.reached == (end >= target if goal.indicator.up else end <= target), goal
        assert goal.interim[-1][1] == goal.target


def test_parties_roles_and_renamed_topics(truth: Truth) -> None:
    known = set(truth.parties)
    for action in truth.actions:
        assert {action.party, *action.partners} - {None} <= known
        assert action.party not in action.partners
    without = sum(a.party is None for a in truth.actions) / len(truth.actions)
    assert 0.1 < without < 0.4
    renamed = [t for t in truth.topics if t.renamed]
    assert len(renamed) == 3
    for topic in renamed:
        assert topic.name(truth.years[0]) != topic.name(truth.years[-1])


def test_bank_says_each_thing_once() -> None:
    topics = [topic for theme in themes() for topic in theme.topics]
    nouns = Counter(core.noun for topic in topics for core in topic.cores)
    assert max(nouns.values()) == 1
    assert len({topic.name for topic in topics}) == len(topics)
    for topic in topics:
        assert len({core.plain for core in topic.cores}) == len(topic.cores)
