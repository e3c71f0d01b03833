"""One run: the chosen question sets and BEIR folders, our system and the baselines, on models that are loaded once."""

from __future__ import annotations

import platform
import resource
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.ask import Assistant
from assistant.types import QUOTES
from corpus.embedding import Embedder, load_embedder
from corpus.index import CurrentIndex
from corpus.lexical import LexicalIndex
from corpus.settings import Settings, read_settings
from corpus.types import searchable
from evals import answers, baselines, retrieval
from evals.ours import NAME, Ours
from evals.outcomes import Outcome
from evals.practice import NAMED_SEEDS
from evals.questions import Question
from evals.remember import remembered
from evals.retrieval import DEPTH, Find, Found, Score
from evals.statistics import SEED, Mean, mean
from evals.worlds import CACHE, World, indexed, world
from evals.writers import system_name, writer_named

LANGCHAIN = "langchain"
BM25 = "bm25 losse woorden"
DENSE = "alleen dense"
RRF = "rangfusie (bm25 + dense)"

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Choice:
    """What to run. `only` are kinds or wordings of questions; empty is all. `writers` answer the same questions."""

    worlds: tuple[str, ...] = ()
    beir: tuple[Path, ...] = ()
    only: tuple[str, ...] = ()
    answers: bool = True
    retrieval: bool = True
    baselines: bool = True
    limit: int | None = None
    writers: tuple[str, ...] = (QUOTES,)


@dataclass(slots=True)
class Results:
    """What a run gives: every outcome, the BEIR figures by set and system, and which generation served each world."""

    outcomes: list[Outcome] = field(default_factory=list)
    beir: dict[str, dict[str, dict[str, Mean]]] = field(default_factory=dict)
    generations: dict[str, str] = field(default_factory=dict)


class Bench:
    """The loaded model and the places of a run."""

    def __init__(self, environ: Mapping[str, str], *, cache: Path = CACHE) -> None:
        """Load the embedding model that the settings name."""
        self.settings: Settings = read_settings(environ)
        self.embedder: Embedder = load_embedder(self.settings)
        self.cache = cache
        self.environ = environ

    def run(
        self, choice: Choice, say: Say = lambda _line: None, on_done: Callable[[Outcome], None] = lambda _o: None
    ) -> Results:
        """Run what was chosen; `say` gets a line for every step, `on_done` every answer as it comes.

        Raises:
            BeleidswijzerError: a world, index or folder cannot be used.
        """
        results = Results()
        for name in choice.worlds:
            chosen = world(name, cache=self.cache)
            say(f"{name}: documenten indexeren")
            self._world(chosen, choice, results, say, on_done)
        for folder in choice.beir:
            judged = retrieval.read_beir(folder)
            say(f"BEIR {judged.name}: {len(judged.texts)} teksten, {len(judged.queries)} vragen")
            results.beir[judged.name] = self._beir(judged, baseline=choice.baselines)
        return results

    def run_world(self, chosen: World, choice: Choice) -> Results:
        """Run what was chosen on one world that is at hand.

        Raises:
            BeleidswijzerError: the world or its index cannot be used.
        """
        results = Results()
        self._world(chosen, choice, results, lambda _line: None, lambda _outcome: None)
        return results

    def open(self, chosen: World) -> Ours:
        """Index a world and open an assistant on it."""
        settings = indexed(chosen, self.settings, self.embedder)
        return Ours(Assistant(CurrentIndex(settings, self.embedder.fingerprint), self.embedder), chosen)

    def written_by(self, name: str, ours: Ours, chosen: World) -> Ours:
        """Give the same assistant with another writer.

        Raises:
            SettingsError, ModelError: the writer cannot be used.
        """
        return Ours(Assistant(ours.assistant.index, self.embedder, writer_named(name, self.environ)), chosen)

    def _world(
        self, chosen: World, choice: Choice, results: Results, say: Say, on_done: Callable[[Outcome], None]
    ) -> None:
        ours = self.open(chosen)
        results.generations[chosen.name] = ours.generation
        asked = select(chosen.questions, choice.only, choice.limit)
        say(f"{chosen.name}: {len(asked)} vragen, {len(ours.index.passages)} passages, {len(ours.files)} documenten")
        for name in choice.writers if choice.answers else ():
            say(f"{chosen.name}: antwoorden ({name})")
            results.outcomes += answers.run(
                asked,
                self.written_by(name, ours, chosen).ask,
                system=system_name(name),
                world=chosen.name,
                documents=chosen.documents,
                files=ours.files,
                on_done=on_done,
            )
        if choice.retrieval:
            say(f"{chosen.name}: vinden")
            results.outcomes += retrieval.run(asked, ours.find, system=NAME, world=chosen.name)
        if choice.baselines:
            for name, search in self._finders(chosen, ours, say).items():
                say(f"{chosen.name}: {name}")
                find = _once(search)
                results.outcomes += retrieval.run(asked, find, system=name, world=chosen.name)
                if choice.answers and name == LANGCHAIN:
                    files = {p: p for p in sorted(set(ours.files.values()))}
                    results.outcomes += answers.run(
                        asked,
                        baselines.parrot(find),
                        system=name,
                        world=chosen.name,
                        documents=chosen.documents,
                        files=files,
                    )

    def _finders(self, chosen: World, ours: Ours, say: Say) -> dict[str, Find]:
        index = ours.index
        texts = [searchable(p) for p in index.passages]
        vectors = index.vectors_of([p.id for p in index.passages])
        words, dense = baselines.plain_bm25(texts), baselines.dense_only(vectors, self.embedder)
        found = {
            BM25: ours.find_by(words),
            DENSE: ours.find_by(dense),
        }
        try:
            found[LANGCHAIN] = baselines.langchain_find(chosen.documents, self.embedder, DEPTH, cache=self.cache)
        except ImportError as error:
            say(f"{LANGCHAIN}: overgeslagen ({error.name} ontbreekt; pip install -e '.[evals]')")
        return found

    def _beir(self, judged: retrieval.JudgedSet, *, baseline: bool) -> dict[str, dict[str, Mean]]:
        texts = list(judged.texts.values())
        vectors = remembered(self.cache, self.embedder.fingerprint, texts, self.embedder.passages)
        scorers: dict[str, Score] = {NAME: retrieval.hybrid(vectors, LexicalIndex.build(texts), self.embedder)}
        if baseline:
            words, dense = baselines.plain_bm25(texts), baselines.dense_only(vectors, self.embedder)
            both = baselines.reciprocal_rank_fusion([words, dense])
            scorers |= {BM25: words, DENSE: dense, RRF: both}
        found = {}
        for name, score in scorers.items():
            values = list(retrieval.score_beir(judged, score).values())
            found[name] = {measure: mean([v[measure] for v in values]) for measure in values[0]}
        return found


def _once(find: Find) -> Find:
    """Remember what was found for a question: finding and answering are measured on the same hits."""
    known: dict[Question, Sequence[Found]] = {}

    def found(question: Question) -> Sequence[Found]:
        if question not in known:
            known[question] = find(question)
        return known[question]

    return found


def select(questions: Sequence[Question], only: Sequence[str], limit: int | None) -> list[Question]:
    """Give the questions of these kinds, wordings or ids; `limit` takes that many, spread evenly over the set."""
    chosen = [
        q
        for q in questions
        if not only or any(q.kind.startswith(name) or name in {q.about, q.wording, q.id} for name in only)
    ]
    if limit is None or limit >= len(chosen):
        return chosen
    return [chosen[i * len(chosen) // limit] for i in range(limit)]


def about(bench: Bench, results: Results, choice: Choice) -> dict[str, Any]:
    """Give what a result file says of its run: settings, fingerprints, seeds and machine, without a host name."""
    return {
        "settings": {
            "embedding_model": bench.settings.embedding_model,
            "worlds": choice.worlds,
            "beir": [folder.name for folder in choice.beir],
            "only": choice.only,
            "limit": choice.limit,
            "writers": choice.writers,
        },
        "fingerprints": {"embedding": bench.embedder.fingerprint, "generations": results.generations},
        "seeds": {name: NAMED_SEEDS.get(name, name) for name in choice.worlds} | {"bootstrap": SEED},
        "machine": {
            "python": platform.python_version(),
            "system": platform.system(),
            "processor": platform.machine(),
            "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        },
        "beir": {
            name: {system: {m: v.value for m, v in found.items()} for system, found in systems.items()}
            for name, systems in results.beir.items()
        },
    }
