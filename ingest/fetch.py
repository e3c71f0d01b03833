"""Download the official pages and PDFs of the manifest, or of a list; what is in already is asked for changes only.

All of it goes to documents/fetched/ below the corpus folder, each file under a name of its own contents, and the record
beside it (corpus/fetched.py) is replaced after every address. So a run may be stopped anywhere: the corpus is that of
before or after an address, and the next run goes on with the addresses that were not done.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from filelock import FileLock, Timeout

from corpus.errors import FetchError, IngestBusy, ManifestError, StorageError
from corpus.fetched import FETCHED, RECORD, Record, SavedAddress, SavedFile, Unfinished, read_record
from corpus.files import REFUSALS, replace_text, sha256_of, sync_file
from corpus.listed import Listed
from ingest.contents import as_utf8, suffix_of
from ingest.download import MACHINE, Downloader, Known, Policy, Surroundings, fetch_error
from ingest.fetch_report import FetchReport, Outcome, Result
from ingest.links import ShownPage, pdf_behind, pdfs, shown
from ingest.sources import read_sources

LEAST_TEXT = 200  # characters; a page with less is an empty shell or an error page, and must not replace a summary
RESUMED = timedelta(days=1)  # an interrupted run that is older begins anew: what it did may have changed since
OURS = re.compile(r"\.(?:fetched\.json|[a-z0-9-]+\.\w+)\.\d+|[a-z0-9-]+-[0-9a-f]{8}\.(?:html|pdf|docx|txt|md)")
"""Names of files that this module makes, the temporary ones of a killed run included; another's file is left alone."""


@dataclass(frozen=True, slots=True)
class _Got:
    """What an address gave. `result` is NEW, CHANGED or SAME; `page` is what it shows, if it is an HTML page."""

    saved: SavedFile
    content: bytes
    result: Result
    page: ShownPage | None


def fetch(
    corpus: Path,
    sources: Path | None,
    policy: Policy | None = None,
    surroundings: Surroundings = MACHINE,
    on_progress: Callable[[int, int, str], None] | None = None,
) -> FetchReport:
    """Download every address; one that fails is reported and the others go on.

    Args:
        corpus: the corpus folder.
        sources: a list of addresses, in place of the manifest's.
        policy: how far a download may go.
        surroundings: clock, sleep, date and resolver.
        on_progress: called before each address with how many are done, how many there are, and the address.

    Raises:
        ManifestError: the manifest, the list or the record of earlier downloads cannot be used.
        IngestBusy: another fetch is writing to this corpus.
        StorageError: the disk refuses; what is in stays in.
    """
    corpus = corpus.resolve()
    targets = read_sources(corpus, sources)
    folder = corpus / FETCHED
    with _storing(folder), _only_writer(folder), Downloader(policy or Policy(), surroundings) as downloader:
        run = _Run(folder, downloader, surroundings, listed_by="sources" if sources else "manifest")
        outcomes = list(run.begin(targets))
        for number, target in enumerate(targets):
            if on_progress is not None:
                on_progress(number, len(targets), str(target.url))
            outcomes += run.address(target)
        run.end()
    return FetchReport(folder, tuple(outcomes))


class _Run:
    """One run over the addresses: the record as it grows."""

    def __init__(self, folder: Path, downloader: Downloader, surroundings: Surroundings, *, listed_by: str) -> None:
        self._folder = folder
        self._downloader = downloader
        self._now = surroundings.now()
        self._listed_by = listed_by
        self._record = read_record(folder)
        self._unfinished = Unfinished(started=self._now)
        self._urls: frozenset[str] = frozenset()

    def begin(self, targets: Sequence[Listed]) -> Iterator[Outcome]:
        """Take up an interrupted run, and let go of what the manifest no longer names."""
        self._urls = frozenset(str(target.url) for target in targets)
        urls_of_ids = {target.id: str(target.url) for target in targets}
        addresses = dict(self._record.addresses)
        for url, saved in self._record.addresses.items():
            if saved.listed_by == "manifest" == self._listed_by and url not in self._urls:
                del addresses[url]
                yield Outcome(Result.GONE, url, saved.source.title, note="staat niet meer in het manifest")
            elif urls_of_ids.get(saved.source.id, url) != url:
                found = f"de id '{saved.source.id}' hoort al bij {url}"
                on = urls_of_ids[saved.source.id]
                raise ManifestError("Adressen lezen", on=on, found=found, do="Kies een andere id")
        earlier = self._record.unfinished
        if earlier is not None and timedelta(0) <= self._now - earlier.started < RESUMED:
            self._unfinished = earlier
        self._write(addresses, self._unfinished)

    def end(self) -> None:
        """Note that the run is whole."""
        self._write(self._record.addresses, None)

    def address(self, target: Listed) -> Iterator[Outcome]:
        """Download one address, and the PDF behind it if it is a page with one; then keep all of it at once."""
        url = str(target.url)
        old = self._record.addresses.get(url)
        if old is not None and url in self._unfinished.done and all(self._kept(one) for one in old.files):
            yield Outcome(Result.DONE, url, target.title, self._place(old.files[0]))
            return
        try:
            own = self._get(url, target.id, old.files[0] if old else None)
            behind, outcomes = self._behind(target, own, old.files[1] if old and len(old.files) > 1 else None)
        except FetchError as error:
            yield Outcome(Result.FAILED, url, target.title, note=str(error))
            return
        files = tuple(got.saved for got in (own, behind) if got is not None)
        for got in (own, behind):
            if got is not None and not self._kept(got.saved):
                _replace(self._folder / got.saved.file, got.content)
        self._unfinished = self._unfinished.model_copy(update={"done": (*self._unfinished.done, url)})
        saved = SavedAddress(source=target, listed_by=self._listed_by, files=files)
        self._write({**self._record.addresses, url: saved}, self._unfinished)
        yield Outcome(own.result, url, target.title, self._place(own.saved))
        yield from outcomes

    def _behind(self, target: Listed, own: _Got, old: SavedFile | None) -> tuple[_Got | None, list[Outcome]]:
        """Download the PDF that a page stands in front of; one that fails now is kept as it was.

        Raises:
            FetchError: the page itself holds hardly any text, and there is no PDF to make up for it.
        """
        if own.page is None:
            return None, []
        at = own.saved.final_url
        link = pdf_behind(own.page, at, named=str(target.type or ""), year=target.year)
        empty = len(own.page.text) < LEAST_TEXT
        if link is None or link.url in self._urls:
            if empty:
                found = f"de pagina bevat bijna geen tekst ({len(own.page.text)} tekens)"
                raise fetch_error(at, found, "Bekijk haar in een browser; sla haar zo nodig met de hand op")
            several = len(pdfs(own.page, at))
            note = (
                f"op deze pagina staan {several} pdf’s; welke het document is, is niet te zeggen, dus geen is opgehaald"
            )
            return None, [Outcome(Result.DONE, at, target.title, note=note)] if link is None and several > 1 else []
        title = f"{target.title} (PDF)"
        try:
            got = self._get(link.url, f"{target.id}-bijlage", old if old and old.url == link.url else None)
            if not got.saved.file.endswith(".pdf"):
                raise fetch_error(link.url, "het is geen PDF", "Bekijk het adres in een browser")
        except FetchError as error:
            if empty:
                raise
            return self._as_it_was(old), [Outcome(Result.FAILED, link.url, title, note=str(error))]
        return got, [Outcome(got.result, link.url, title, self._place(got.saved))]

    def _as_it_was(self, old: SavedFile | None) -> _Got | None:
        if old is None or not self._kept(old):
            return None
        return _Got(old, (self._folder / old.file).read_bytes(), Result.SAME, None)

    def _get(self, url: str, name: str, old: SavedFile | None) -> _Got:
        """Download one address, or learn that it is unchanged; nothing is written yet."""
        before = self._as_it_was(old)
        known = Known(before.saved.final_url, before.saved.etag, before.saved.last_modified) if before else None
        download = self._downloader.download(url, known=known)
        today = self._now.date()
        if before is not None and download.status == 304:
            saved = before.saved.model_copy(update={"checked_on": today})
            return _Got(saved, before.content, Result.SAME, _shown(before.content, saved))
        if urlsplit(download.url).path.strip("/") == "" != urlsplit(url).path.strip("/"):
            found = "de pagina is er niet meer: het adres verwijst naar de voorpagina"
            raise fetch_error(url, found, "Zoek het nieuwe adres")
        suffix = suffix_of(download)
        content = as_utf8(download, suffix)
        saved = SavedFile(
            file=f"{name}-{hashlib.sha256(content).hexdigest()[:8]}{suffix}",
            url=url,
            final_url=download.url,
            sha256=hashlib.sha256(content).hexdigest(),
            fetched_on=today,
            checked_on=today,
            content_type=download.content_type,
            etag=download.etag,
            last_modified=download.last_modified,
        )
        page = _shown(content, saved)
        if before is not None and (
            content == before.content or (page and page == _shown(before.content, before.saved))
        ):
            kept = {name: getattr(before.saved, name) for name in ("file", "sha256", "fetched_on")}
            return _Got(saved.model_copy(update=kept), before.content, Result.SAME, page)
        return _Got(saved, content, Result.NEW if old is None else Result.CHANGED, page)

    def _kept(self, saved: SavedFile) -> bool:
        """Tell whether a file stands there as it was saved."""
        path = self._folder / saved.file
        return Path(saved.file).name == saved.file and path.is_file() and sha256_of(path) == saved.sha256

    def _place(self, saved: SavedFile) -> str:
        return (FETCHED / saved.file).as_posix()

    def _write(self, addresses: dict[str, SavedAddress], unfinished: Unfinished | None) -> None:
        """Replace the record, and only then remove files of ours that it no longer names."""
        self._record = Record(unfinished=unfinished, addresses=addresses)
        replace_text(self._folder / RECORD, self._record.model_dump_json(indent=1) + "\n")
        named = {file.file for saved in addresses.values() for file in saved.files}
        for path in self._folder.iterdir():
            if OURS.fullmatch(path.name) and path.name not in named:
                path.unlink()


def _shown(content: bytes, saved: SavedFile) -> ShownPage | None:
    """Read what an HTML page shows; a file of another kind is no page."""
    return shown(content.decode("utf-8", "replace"), saved.final_url) if saved.file.endswith(".html") else None


def _replace(path: Path, content: bytes) -> None:
    """Write a file whole, or leave none: its bytes are on the disk before it has its name."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_bytes(content)
    sync_file(temporary)
    temporary.replace(path)


@contextmanager
def _only_writer(folder: Path) -> Iterator[None]:
    """Hold the operating system's lock on a folder of fetched files, which is made where it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / ".lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        found, do = "er wordt al opgehaald", "Wacht tot dat klaar is"
        raise IngestBusy("Pagina’s ophalen", on=str(folder), found=found, do=do) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _storing(folder: Path) -> Iterator[None]:
    """Say what the disk refuses; the network's own errors are FetchErrors long before they get here."""
    try:
        yield
    except OSError as error:
        found = REFUSALS.get(error.errno or 0, (error.strerror or str(error), ""))[0]
        do = "Verhelp dat en begin opnieuw: wat binnen is, blijft staan"
        raise StorageError("Opgehaalde pagina’s opslaan", on=str(folder), found=found, do=do) from error
