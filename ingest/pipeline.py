"""The ingest: what is new is read, ahead of what is embedded; what is known is taken from the store; then published."""

from __future__ import annotations

import errno
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.codec import decode, read_json
from corpus.errors import IndexMissing, IndexUnusable, ManifestError, ReadError, StorageError
from corpus.files import remove_tree, storage_error, storage_errors
from corpus.generation import DOCUMENTS, Stored, folder_of, generation_id, read_pointer
from corpus.manifest import Entry, read_corpus
from corpus.publish import is_whole, publish, tidy
from corpus.settings import Settings
from corpus.store import Header, Record, Store, text_digest
from corpus.types import searchable
from ingest.child import ReaderProcess
from ingest.deferred import PassageEmbedder
from ingest.editions import editions_alike
from ingest.lock import writing
from ingest.prepare import Prepared, Reader, hash_of, key_of, name_of, prepare, tools
from ingest.progress import OnProgress, Step
from ingest.report import Failure, Notice, Report

AHEAD = 8  # documents that are read and wait for their vectors; more would only take memory
TEXTS = 256  # texts of several documents that are embedded together; some 15 s of work that a stopped run loses
STAGING = "staging"
DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS})  # not the document's fault

Outcome = Prepared | Failure


@dataclass(slots=True)
class _Run:
    """What one ingest finds out as it goes; `headers` is, by file, what will be in the generation."""

    settings: Settings
    embedder: PassageEmbedder
    store: Store
    on_progress: OnProgress
    started: float
    entries: tuple[Entry, ...]
    headers: dict[str, Header] = field(default_factory=dict)
    failed: list[Failure] = field(default_factory=list)
    cautions: list[Notice] = field(default_factory=list)
    embedded: int = 0


def ingest(settings: Settings, embedder: PassageEmbedder, on_progress: OnProgress = lambda _step: None) -> Report:
    """Make the published index hold the documents of the corpus folder, and report what that took.

    Only new and changed documents are read, and only texts that are new are embedded. The published index is replaced
    whole, at the end, or not at all: where every document failed it stays as it is.

    Raises:
        ManifestError: there is no corpus folder, its manifest cannot be used, or it holds no document.
        ModelError: the embedding model cannot be loaded or used.
        IngestBusy: another ingest is writing to this index.
        StorageError: the disk is full, read-only, or refuses otherwise.
        IndexUnusable: the new index did not pass its check.
    """
    started = time.monotonic()
    entries = read_corpus(settings.corpus)
    if not entries:
        raise ManifestError(
            "Documenten zoeken",
            on=str(settings.corpus),
            found="er staat geen document in dat gelezen kan worden",
            do="Zet er PDF-, DOCX-, ODT-, XLSX-, HTML-, Markdown- of tekstbestanden in, of geef een andere map met "
            "--corpus; "
            "de gepubliceerde index is niet veranderd.",
        )
    with writing(settings.index, now=datetime.now()):
        run = _Run(settings, embedder, Store(settings.index), on_progress, started, entries)
        unknown = _take_known(run)
        if unknown:
            with _staging(settings.index) as staging:
                _embed_all(run, _read_ahead(run, unknown, staging), unknown)
        return _publish(run)


def _take_known(run: _Run) -> list[Entry]:
    """Take what the store has; gives the entries that must be read."""
    unknown: list[Entry] = []
    owner: dict[str, str] = {}
    for entry in run.entries:
        try:
            sha256 = hash_of(entry, run.settings.corpus)
        except ReadError as error:
            run.failed.append(Failure(name_of(entry), "vinden", f"{error.found}. {error.do}"))
            continue
        except OSError as error:
            run.failed.append(Failure(name_of(entry), "vinden", f"niet te openen ({error.strerror})"))
            continue
        if entry.id is None and sha256 in owner:
            text = f"zelfde inhoud als {owner[sha256]}; één keer opgenomen"
            run.cautions.append(Notice(name_of(entry), text))
            continue
        owner[sha256] = name_of(entry)
        header = run.store.find(key_of(entry, sha256, run.embedder.fingerprint))
        if header is None or (header.unread and header.tools != tools()):
            unknown.append(entry)
        else:
            run.headers[name_of(entry)] = header
    return unknown


@contextmanager
def _staging(index: Path) -> Iterator[Path]:
    """Give a folder for the copies that are read; what a killed run left in it goes first."""
    folder = index / STAGING
    with storage_errors("Documenten kopiëren", folder):
        remove_tree(folder)
        folder.mkdir()
    try:
        yield folder
    finally:
        remove_tree(folder)


def _read_ahead(run: _Run, entries: Sequence[Entry], staging: Path) -> Iterator[Outcome | None]:
    """Read the entries in a thread, ahead of who takes them; gives None before it has to wait for one."""
    waiting: deque[Future[Outcome]] = deque()
    left = deque(enumerate(entries))
    pool = ThreadPoolExecutor(1)
    try:
        with ReaderProcess() as reader:
            while left or waiting:
                while left and len(waiting) < AHEAD:
                    number, entry = left.popleft()
                    waiting.append(pool.submit(_read, run, entry, reader, staging / str(number)))
                if not waiting[0].done():
                    yield None
                yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _read(run: _Run, entry: Entry, reader: Reader, folder: Path) -> Outcome:
    """Read one document; whatever goes wrong with it costs this document only.

    Raises:
        StorageError: the disk cannot hold the copy.
    """
    step = ["kopiëren"]
    try:
        folder.mkdir()
        return prepare(entry, reader, folder=folder, fingerprint=run.embedder.fingerprint, on_step=step.append)
    except ReadError as error:
        reason = f"{error.found}. {error.do}"
    except OSError as error:
        if error.errno in DISK:
            raise storage_error("Documenten kopiëren", folder, error) from error
        reason = f"niet te openen ({error.strerror})"
    except Exception as error:  # noqa: BLE001 - the edge of one document: a bug in reading it must not cost the others
        reason = f"onverwachte fout, meld deze regel: {type(error).__name__}: {error}"
    remove_tree(folder)
    return Failure(name_of(entry), step[-1], reason)


def _embed_all(run: _Run, outcomes: Iterable[Outcome | None], unknown: Sequence[Entry]) -> None:
    """Embed and store what was read, several documents at a time, so that short ones do not waste a batch."""
    clock = _Clock(run, {name_of(entry): entry.path.stat().st_size if entry.path.exists() else 0 for entry in unknown})
    batch: list[Prepared] = []
    clock.show(None)
    for outcome in outcomes:
        if isinstance(outcome, Prepared):
            batch.append(outcome)
        elif isinstance(outcome, Failure):
            run.failed.append(outcome)
            clock.finish(outcome.file)
        if batch and (outcome is None or sum(len(one.read.passages) for one in batch) >= TEXTS):
            _embed(run, batch, clock)
            batch = []
    if batch:
        _embed(run, batch, clock)


def _embed(run: _Run, batch: Sequence[Prepared], clock: _Clock) -> None:
    """Embed the texts of some documents that have no vector yet, and store the documents."""
    fingerprint = run.embedder.fingerprint
    known: dict[str, NDArray[np.float32]] = {}
    for one in batch:
        known.update(run.store.vectors(one.read.document.id, one.read.document.sha256, fingerprint))
    texts = {text_digest(p): searchable(p) for one in batch for p in one.read.passages}
    new = {digest: text for digest, text in texts.items() if digest not in known}
    if new:
        vectors = run.embedder.passages(list(new.values()), on_progress=clock.show)
        known.update(zip(new, vectors, strict=True))
        run.embedded += len(new)
    for one in batch:
        file = one.read.document.file
        record = Record.of(one.read, np.stack([known[text_digest(p)] for p in one.read.passages]))
        run.headers[file] = run.store.save(record, one.source, key=one.key, fingerprint=fingerprint, tools=tools())
        remove_tree(one.source.parent)
        clock.finish(file)


class _Clock:
    """Tells how far reading is, and estimates what is left by the bytes of the documents."""

    def __init__(self, run: _Run, sizes: dict[str, int]) -> None:
        self._run, self._sizes = run, sizes
        self._left = dict(sizes)
        self._began = time.monotonic()
        self._passages = 0

    def finish(self, file: str) -> None:
        """Count a document as done and tell so."""
        self._left.pop(file, None)
        self.show(None, file)

    def show(self, embedding: int | None, file: str | None = None) -> None:
        """Tell how far it is; `embedding` counts the texts of the documents at hand that have their vector."""
        total, left = sum(self._sizes.values()), sum(self._left.values())
        elapsed = time.monotonic() - self._began
        seconds = elapsed * left / (total - left) if total > left else None
        headers = self._run.headers.values()
        self._passages = max(self._passages, sum(header.passages for header in headers) + (embedding or 0))
        self._run.on_progress(
            Step(
                "read",
                done=len(self._sizes) - len(self._left),
                total=len(self._sizes),
                file=file,
                pages=sum(header.pages for header in headers),
                passages=self._passages,
                seconds_left=seconds,
            )
        )


def _publish(run: _Run) -> Report:
    """Publish what is stored, unless that is what is published already, or there is nothing."""
    index, fingerprint = run.settings.index, run.embedder.fingerprint
    before = _published_before(index)
    if not run.headers:
        return _report(run, before, generation=_published_now(index), published=False)
    headers = sorted(run.headers.values(), key=lambda header: header.document_id)
    generation = generation_id(fingerprint, [header.digest for header in headers])
    ids = {header.document_id for header in headers}
    keep_previous = before.keys() <= ids  # what was taken out of the corpus leaves nothing behind

    def tell(stage: str, done: int, total: int) -> None:
        run.on_progress(Step(stage, done, len(headers) if stage == "write" else total))

    if generation != _published_now(index) or not is_whole(folder_of(index, generation), generation):
        records = _records(run.store, headers)
        publish(index, records, fingerprint=fingerprint, on_progress=tell, keep_previous=keep_previous)
        published = True
    else:
        tidy(index)
        published = False
    if run.settings.chroma_url:
        from corpus.share import share  # brings chromadb, which a run without a server that changes nothing never needs

        url, keep = run.settings.chroma_url, keep_previous
        published |= share(index, url, generation, on_progress=tell, keep_previous=keep)
    run.store.forget_all_but({header.key for header in headers})
    return _report(run, before, generation=generation, published=published)


def _records(store: Store, headers: Sequence[Header]) -> Iterator[Record]:
    for header in headers:
        record = store.load(header.key)
        if record is None:
            raise StorageError(
                "Index bouwen",
                on=header.file,
                found="de bewaarde gegevens van dit document zijn tijdens het inlezen veranderd",
                do="Start opnieuw: python -m ingest. De gepubliceerde index is niet veranderd.",
            )
        yield record


def _published_now(index: Path) -> str | None:
    try:
        return read_pointer(index).generation
    except (IndexMissing, IndexUnusable):
        return None


def _published_before(index: Path) -> dict[str, Stored]:
    """Give, by id, the documents of the published generation; none where it cannot be read, and all is new then."""
    generation = _published_now(index)
    if generation is None:
        return {}
    try:
        stored = decode(read_json(folder_of(index, generation) / DOCUMENTS), tuple[Stored, ...])
    except (OSError, EOFError, ValueError):
        return {}
    return {entry.document.id: entry for entry in stored}


def _report(run: _Run, before: dict[str, Stored], *, generation: str | None, published: bool) -> Report:
    old = {i: stored.digest for i, stored in before.items()}
    listed = {entry.id for entry in run.entries if entry.id}
    now = _published_before(run.settings.index) if published else before
    alike = editions_alike(stored.document for stored in now.values())
    twins = [Notice(file, text) for document_id, file, text in alike if document_id not in listed]
    headers = sorted(run.headers.values(), key=lambda header: header.file)
    ids = {header.document_id for header in headers}
    gone = sorted(stored.document.file for i, stored in before.items() if i not in ids) if headers else []
    return Report(
        added=tuple(h.file for h in headers if h.document_id not in old),
        replaced=tuple(h.file for h in headers if old.get(h.document_id, h.digest) != h.digest),
        unchanged=tuple(h.file for h in headers if old.get(h.document_id) == h.digest),
        removed=tuple(gone),
        failed=tuple(sorted(run.failed, key=lambda failure: failure.file)),
        unread=tuple(Notice(h.file, text) for h in headers for text in h.unread),
        cautions=(*run.cautions, *twins, *(Notice(h.file, text) for h in headers for text in h.cautions)),
        pages=sum(h.pages for h in headers),
        passages=sum(h.passages for h in headers),
        embedded=run.embedded,
        generation=generation,
        published=published,
        seconds=round(time.monotonic() - run.started, 2),
    )
