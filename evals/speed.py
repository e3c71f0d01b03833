"""`python -m evals.speed`: how quickly questions are answered and passages embedded, on this machine and this index."""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import BeleidswijzerError
from evals.ours import turns
from evals.questions import Question, read_questions
from evals.statistics import percentile

if TYPE_CHECKING:
    from assistant.ask import Assistant

QUESTIONS = Path(__file__).parent / "almere" / "questions.jsonl"
AT_ONCE = 10
"""Askers at the same time."""

PASSAGES = 64
GOAL_MS = 300
"""The median within which a question must be answered, by the project's own goal."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and show; gives the exit code: 0 within the goal, 1 slower, 2 nothing could be measured."""
    parser = argparse.ArgumentParser(prog="python -m evals.speed", description="Meet hoe snel het is.")
    parser.add_argument("--questions", type=Path, default=QUESTIONS, help="vragen (standaard %(default)s)")
    parser.add_argument("--limit", type=int, default=100, metavar="N", help="hooguit N vragen (standaard %(default)s)")
    parser.add_argument("--json", type=Path, metavar="BESTAND", help="schrijf de uitkomsten naar dit bestand")
    options = parser.parse_args(arguments)
    try:
        measured = measure(read_questions(options.questions)[: options.limit])
    except BeleidswijzerError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    for name, value in measured.items():
        sys.stdout.write(f"{name:<32} {value:>10.1f}\n")
    if options.json:
        options.json.write_text(json.dumps(measured, indent=2) + "\n", encoding="utf-8")
    return 0 if measured["vraag p50 (ms)"] <= GOAL_MS else 1


def measure(questions: Sequence[Question]) -> dict[str, float]:
    """Open the index that the environment names and time it; gives a figure by name, the unit in the name.

    Raises:
        BeleidswijzerError: there is no model or no index.
    """
    begun = time.perf_counter()
    from assistant.ask import open_assistant  # here, so that loading torch is part of the time

    assistant = open_assistant(os.environ)
    index = assistant.index.get()
    figures = {"openen (s)": time.perf_counter() - begun, "passages in de index": float(len(index.passages))}

    begun = time.perf_counter()
    texts = [passage.text for passage in index.passages[:PASSAGES]]
    assistant.embedder.passages(texts)
    figures["passages per seconde"] = len(texts) / (time.perf_counter() - begun)

    stages = defaultdict(list)
    for question in questions:
        stages["vraag"].append(_ask(assistant, question))
        for stage, milliseconds in assistant.ask(question.question, turns(question)).timings_ms.items():
            stages[f"  {stage}, nog eens"].append(milliseconds)  # the question's vector is remembered the second time
    with ThreadPoolExecutor(AT_ONCE) as askers:
        stages[f"vraag, {AT_ONCE} tegelijk"] = list(
            askers.map(lambda question: _ask(assistant, question, "?"), questions)
        )
    for stage, values in stages.items():
        figures[f"{stage} p50 (ms)"] = percentile(values, 0.5) or 0.0
        figures[f"{stage} p95 (ms)"] = percentile(values, 0.95) or 0.0
    figures["geheugen (MB)"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return figures


def _ask(assistant: Assistant, question: Question, end: str = "") -> float:
    """Ask a question, which with another `end` is not remembered from before; gives the milliseconds it took."""
    begun = time.perf_counter()
    assistant.ask(question.question + end, turns(question))
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    sys.exit(main())
