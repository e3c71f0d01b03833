"""The question sets and their documents: made once, indexed once, kept in .cache/evals between runs."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from filelock import FileLock

from corpus.embedding import Embedder
from corpus.errors import IngestBusy, SettingsError
from corpus.files import remove_tree
from corpus.settings import DEFAULT_CORPUS, ROOT, Settings
from evals.practice import NAMED_SEEDS, write
from evals.practice.world import number_of
from evals.questions import Question, read_questions

CACHE = ROOT / ".cache" / "evals"
ALMERE = "almere"
SLICE = "slice"
"""The seed of the slice that every change is held to (evals/floors.py)."""

PATIENCE = 600.0
"""Seconds to wait for another run that is making the same index."""

LONG = 7200.0
"""Seconds after which no run can still be using what it found made."""


@dataclass(frozen=True, slots=True)
class World:
    """A set of documents and the questions about them.

    `documents` is the folder below which the questions name files; `corpus` is the folder that is ingested.
    """

    name: str
    corpus: Path
    documents: Path
    questions: tuple[Question, ...]
    index: Path


def world(name: str, *, cache: Path = CACHE) -> World:
    """Give a world by name: "almere", "tune", "report", or any other seed as a number.

    Raises:
        SettingsError: there is no world of that name.
        ReadError: its questions cannot be read.
    """
    if name == ALMERE:
        return _almere(cache)
    if name not in (*NAMED_SEEDS, SLICE) and not name.isdigit():
        raise SettingsError(
            "Vragenverzameling kiezen",
            on=name,
            found="die is er niet",
            do=f"Kies {ALMERE}, {', '.join(NAMED_SEEDS)} of een getal",
        )
    return _practice(name, number_of(name), cache)


def _almere(cache: Path) -> World:
    """Copy what ships, so that pages that were downloaded on this machine do not change the figures."""
    corpus = cache / "corpora" / ALMERE
    with FileLock(_lock(cache, ALMERE)):
        if _digest([DEFAULT_CORPUS]) != _digest([corpus]):
            remove_tree(corpus)
            corpus.mkdir(parents=True)
            shutil.copy(DEFAULT_CORPUS / "manifest.toml", corpus / "manifest.toml")
            shutil.copytree(DEFAULT_CORPUS / "documents", corpus / "documents")
    questions = read_questions(Path(__file__).parent / ALMERE / "questions.jsonl")
    return World(ALMERE, corpus, corpus / "documents", questions, cache / "indexes" / ALMERE)


def part(chosen: World, documents: Iterable[str], *, cache: Path = CACHE) -> World:
    """Give the part of a world that a few of its documents make: they alone, and the questions that need no other.

    A question without gold documents (a refusal) stays: what is in no document is in no part of them.
    """
    kept = sorted(documents)
    name = f"{chosen.name}-part"

    def copy(folder: Path) -> None:
        folder.mkdir(parents=True)
        for file in kept:
            shutil.copy(chosen.documents / file, folder / file)

    digest = hashlib.sha256(" ".join((str(chosen.corpus), *kept)).encode()).hexdigest()
    folder = written(name, digest, copy, cache=cache, older=0)
    questions = tuple(q for q in chosen.questions if set(q.gold.documents) <= set(kept))
    return World(name, folder, folder, questions, cache / "indexes" / name)


def _digest(folders: Iterable[Path]) -> str:
    """Hash the manifest and documents below corpus folders."""
    digest = hashlib.sha256()
    for folder in folders:
        files = [folder / "manifest.toml", *sorted((folder / "documents").rglob("*"))]
        for path in files:
            if path.is_file():
                digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _practice(name: str, seed: int, cache: Path) -> World:
    """Write the practice municipality of a seed, or take the one that this version of its generator wrote before."""
    generator = Path(__file__).parent / "practice"
    code = hashlib.sha256(str(seed).encode())
    for path in sorted(p for p in generator.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        code.update(path.relative_to(generator).as_posix().encode() + b"\0" + path.read_bytes())
    folder = written(f"practice-{seed}", code.hexdigest(), partial(write, seed), cache=cache)
    documents = folder / "documents" if (folder / "documents").is_dir() else folder
    questions = read_questions(folder / "questions.jsonl")
    return World(name, documents, documents, questions, cache / "indexes" / f"practice-{seed}")


def written(name: str, digest: str, fill: Callable[[Path], None], *, cache: Path, older: float = LONG) -> Path:
    """Give the folder of documents of a name and digest; `fill` writes them, where they are not there yet.

    Documents and indexes that were made under this name before go, once nobody has used them for `older` seconds.
    """
    folder = cache / "corpora" / f"{name}-{digest[:12]}"
    with FileLock(_lock(cache, name)):
        if not folder.is_dir():
            _forget(cache, f"{name}-", older)
            making = folder.with_suffix(".making")
            remove_tree(making)
            fill(making)
            making.rename(folder)
        for used in (folder, cache / "indexes" / folder.name):
            if used.is_dir():
                os.utime(used)
    return folder


def _forget(cache: Path, prefix: str, older: float) -> None:
    before = time.time() - older
    for stale in (*(cache / "corpora").glob(f"{prefix}*"), *(cache / "indexes").glob(f"{prefix}*")):
        if stale.stat().st_mtime < before:
            remove_tree(stale)


def _lock(cache: Path, name: str) -> Path:
    folder = cache / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{name}.lock"


def indexed(chosen: World, settings: Settings, embedder: Embedder) -> Settings:
    """Bring a world's index up to date and give the settings to open it with; unchanged documents cost nothing.

    Raises:
        BeleidswijzerError: what ingest raises; IngestBusy only after `PATIENCE` seconds.
    """
    from ingest.pipeline import ingest

    own = replace(settings, corpus=chosen.corpus, index=chosen.index, chroma_url=None)
    chosen.index.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + PATIENCE
    while True:
        try:
            ingest(own, embedder)
        except IngestBusy:
            if time.monotonic() > until:
                raise
            time.sleep(2)
        else:
            return own
