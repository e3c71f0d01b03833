"""kill -9 of an ingest at random moments of every stage: what was published stays whole, what was stored stays stored.

Each time the kill is shown to have landed (exit code -9); a run that ends before it is no trial. The published index is
opened in a fresh process each time, for a damaged one can end the process that opens it.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from corpus.generation import read_pointer
from corpus.settings import ROOT, read_settings
from corpus.store import Store
from ingest.pipeline import ingest
from tests.ingest.word_embedder import WordEmbedder

STAGES = ("read", "write", "lexical", "chroma", "probe", "sync", "switch")
DEEP = 60  # kills with the deep profile; in CI two a stage and one more
SECONDS = {"read": 0.5, "lexical": 0.5, "chroma": 0.4, "probe": 1.5}  # how long a stage lasts, about; others are short

ANSWERS = """if True:
    import json, sys
    from pathlib import Path
    import numpy as np
    from corpus.index import open_index
    from corpus.settings import read_settings
    from corpus.types import text_under

    index = open_index(read_settings({}, index=Path(sys.argv[1])))
    assert index.warning is None, index.warning
    n = len(index.passages)
    assert n == len(index.vectors) == index.collection.count() == len(index.lexical.scores("eiken")), n
    for row in range(0, n, 7):
        passage = index.passages[row]
        assert text_under(passage.spans, dict(index.pages[passage.document_id])) == passage.text
        near = index.collection.nearest(index.vectors[row], 5)
        best = np.sort(index.vectors @ index.vectors[row])[::-1][:5]
        found = [float(index.vectors[index.row_of[i]] @ index.vectors[row]) for i in near]
        assert np.allclose(found, best, atol=1e-4), (found, best)
    assert index.lexical.scores("eiken langs de kade").max() > 0
    print(json.dumps({"generation": index.generation, "documents": sorted(index.documents)}))
"""


@dataclass(frozen=True, slots=True)
class Trial:
    """What one killed run was seen to do: the stage it died in, and how many documents it had said were stored."""

    stage: str
    acknowledged: int


def write_documents(corpus: Path, round_: int, *, count: int = 4) -> None:
    """Add fictional documents, so that every run has reading, embedding and building to do."""
    corpus.mkdir(exist_ok=True)
    for number in range(count):
        lines = [f"# Verzonnen plan {round_}-{number}", ""]
        lines += [f"- In ronde {round_} komen {i + number} eiken langs kade {i * 7 % 11}." for i in range(25)]
        (corpus / f"plan-{round_:03d}-{number}.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def killed_in(corpus: Path, index: Path, stage: str, delay: float) -> Trial | None:
    """Start an ingest and kill its process group `delay` seconds into `stage`; None where it was done before that."""
    command = [sys.executable, "-m", "tests.ingest.small_ingest", str(corpus), str(index)]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True)
    timer: threading.Timer | None = None
    last, acknowledged = "", 0
    with process:
        assert process.stderr is not None
        for line in process.stderr:
            last, done = line.split()[0], int(line.split()[1])
            assert last in STAGES, line
            if last == "read":
                acknowledged = done
            if last == stage and timer is None:
                timer = threading.Timer(delay, os.killpg, (process.pid, signal.SIGKILL))
                timer.start()
    if timer is not None:
        timer.cancel()
        timer.join()
    if process.returncode == 0:
        return None
    assert process.returncode == -signal.SIGKILL  # it was the kill, and not an error of its own
    return Trial(last, acknowledged)


def answers(index: Path) -> dict[str, object]:
    """Open the published index in a fresh process, compare its parts and ask it questions."""
    done = subprocess.run(
        [sys.executable, "-c", ANSWERS, str(index)], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def stored(index: Path) -> int:
    """Count the documents that are whole in the store, opened anew."""
    keys = [path.name for path in (index / "documents").glob("*/*") if not path.name.startswith(".")]
    store = Store(index)
    return sum(store.load(key) is not None for key in keys)


@pytest.mark.slow
def test_a_killed_ingest_loses_nothing_and_the_next_one_finishes(tmp_path: Path) -> None:
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    write_documents(corpus, 0)
    settings = read_settings({}, corpus=corpus, index=index)
    published = ingest(settings, WordEmbedder()).generation
    trials: list[Trial] = []
    wanted = DEEP if hypothesis_settings.get_current_profile_name() == "deep" else 2 * len(STAGES) + 1
    chance = random.Random(20211)
    for attempt in range(3 * wanted):
        if len(trials) == wanted:
            break
        stage = STAGES[attempt % len(STAGES)]
        write_documents(corpus, attempt + 1)
        before = stored(index)
        trial = killed_in(corpus, index, stage, chance.uniform(0, SECONDS.get(stage, 0.02)))
        answer = answers(index)
        if trial is None or read_pointer(index).generation != published:
            # It was done, or it died after the switch: then what it made is published, and as whole as what was before.
            published = read_pointer(index).generation
        assert answer["generation"] == published
        if trial is not None:
            trials.append(trial)
            assert stored(index) >= before + trial.acknowledged if trial.acknowledged else stored(index) >= before
    assert len(trials) == wanted
    died_in = Counter(trial.stage for trial in trials)
    assert {"read", "chroma", "probe"} <= set(died_in), died_in
    final = ingest(settings, WordEmbedder())
    assert final.exit_code == 0
    fresh = ingest(read_settings({}, corpus=corpus, index=tmp_path / "never-killed"), WordEmbedder())
    assert final.generation == fresh.generation == answers(index)["generation"]
    assert not list((index / "building").glob("*"))
    assert not list((index / "staging").glob("*"))


def test_a_run_that_is_not_killed_is_no_trial(tmp_path: Path) -> None:
    """The check of the check: without a kill, `killed_in` must say so, else the test above would prove nothing."""
    write_documents(tmp_path / "corpus", 0, count=1)
    assert killed_in(tmp_path / "corpus", tmp_path / "index", "no such stage", 0.0) is None
    assert answers(tmp_path / "index")["documents"]
