"""An index that replicas share through a real Chroma server on loopback, without a common disk."""

from __future__ import annotations

import logging
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import numpy as np
import pytest

from corpus import chroma
from corpus.errors import IndexMissing, IndexUnusable
from corpus.files import sha256_of
from corpus.generation import folder_of, read_pointer
from corpus.index import CurrentIndex, open_index
from corpus.settings import Settings, read_settings
from corpus.shared import PREFIX, SOURCE_ROWS
from corpus.types import Filters
from ingest.pipeline import ingest
from tests.ingest.test_pipeline import make_corpus, plan
from tests.ingest.word_embedder import WordEmbedder

PROGRAM = Path(sys.executable).with_name("chroma")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a Chroma server of our own."""
    if not PROGRAM.is_file():
        pytest.skip("het programma 'chroma' van het pakket chromadb staat hier niet")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("server")
    command = [str(PROGRAM), "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    with (folder / "log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as process:
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_for(f"{address}/api/v2/heartbeat")
            yield address
        finally:
            process.kill()


def _wait_for(address: str) -> None:
    for _ in range(300):
        try:
            if httpx.get(address).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    pytest.fail("de Chroma-server begint niet")


@pytest.fixture(autouse=True)
def empty(url: str) -> None:
    server = chroma.Server(url)
    for name in server.names():
        server.delete(name)
    server.close()


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a fictional corpus with a local index, not shared yet; not to be changed by a test."""
    folder = tmp_path_factory.mktemp("writer")
    make_corpus(folder)
    assert ingest(read_settings({}, corpus=folder / "corpus", index=folder / "index"), WordEmbedder()).exit_code == 0
    return folder


@pytest.fixture
def writer(ingested: Path, tmp_path: Path, url: str) -> Settings:
    shutil.copytree(ingested, tmp_path / "writer")
    return read_settings({"CHROMA_URL": url}, corpus=tmp_path / "writer/corpus", index=tmp_path / "writer/index")


def replica(folder: Path, url: str) -> Settings:
    return read_settings({"CHROMA_URL": url}, index=folder)


def test_a_replica_without_a_common_disk_answers_as_the_writer_does(writer: Settings, tmp_path: Path, url: str) -> None:
    with pytest.raises(IndexMissing, match="nog geen index"):
        open_index(replica(tmp_path / "replica", url))
    report = ingest(writer, WordEmbedder())
    assert report.published
    ours = open_index(read_settings({}, index=writer.index))
    theirs = open_index(replica(tmp_path / "replica", url), fingerprint=WordEmbedder.fingerprint)
    assert theirs.generation == ours.generation == report.generation
    assert theirs.passages == ours.passages
    question = WordEmbedder().query("eiken langs de kade")
    for filters in (Filters(), Filters(years=(2022,)), Filters(official_only=True)):
        assert theirs.dense(question, 5, filters) == ours.dense(question, 5, filters)
    assert theirs.collection.nearest(theirs.vectors[1], 1)[0] in {theirs.passages[1].id}
    assert np.array_equal(theirs.lexical.scores("eiken"), ours.lexical.scores("eiken"))
    source = theirs.source("jaarplan-2021")
    assert source is not None
    assert source.is_relative_to(tmp_path / "replica")
    assert sha256_of(source) == theirs.documents["jaarplan-2021"].sha256
    assert not ingest(writer, WordEmbedder()).published
    ours.close()
    theirs.close()


def test_a_replica_follows_and_old_generations_go(writer: Settings, tmp_path: Path, url: str) -> None:
    first = ingest(writer, WordEmbedder()).generation
    current = CurrentIndex(replica(tmp_path / "replica", url), WordEmbedder.fingerprint, poll=0)
    assert current.get().generation == first
    (writer.corpus / "documents" / "jaarplan-2021.md").write_text(plan(2021, count=31), encoding="utf-8")
    second = ingest(writer, WordEmbedder()).generation
    assert current.get().generation == second != first
    (writer.corpus / "manifest.toml").unlink()
    (writer.corpus / "documents" / "jaarplan-2022.txt").unlink()
    third = ingest(writer, WordEmbedder()).generation
    assert current.get().generation == third
    server = chroma.Server(url)
    assert server.names() == {PREFIX, SOURCE_ROWS, f"{PREFIX}-{third}", f"{PREFIX}-{third}-parts"}
    (document,) = current.get().documents.values()
    assert server.row_ids(SOURCE_ROWS) == {f"{document.sha256}|000000"}
    server.close()


def test_a_damaged_copy_is_fetched_anew(writer: Settings, tmp_path: Path, url: str) -> None:
    ingest(writer, WordEmbedder())
    settings = replica(tmp_path / "replica", url)
    open_index(settings).close()
    folder = folder_of(settings.index, read_pointer(settings.index).generation)
    (folder / "vectors.npy").write_bytes(b"damaged")
    opened = open_index(settings)
    assert len(opened.vectors) == len(opened.passages)
    opened.close()


def test_an_upload_that_was_cut_short_is_finished(writer: Settings, tmp_path: Path, url: str) -> None:
    generation = ingest(writer, WordEmbedder()).generation
    server = chroma.Server(url)
    server.set_labels(PREFIX, {"generation": "", "previous": ""})
    server.delete_rows(f"{PREFIX}-{generation}", [sorted(server.row_ids(f"{PREFIX}-{generation}"))[0]])
    server.delete_rows(f"{PREFIX}-{generation}-parts", ["manifest.json|000000", "passages.json.gz|000000"])
    server.close()
    assert ingest(writer, WordEmbedder()).published
    opened = open_index(replica(tmp_path / "replica", url))
    assert opened.collection.count() == len(opened.passages)
    opened.close()


def test_a_server_that_is_away_is_one_line(writer: Settings, tmp_path: Path) -> None:
    nobody = "http://127.0.0.1:9"
    with pytest.raises(IndexUnusable, match="CHROMA_URL") as caught:
        open_index(replica(tmp_path / "replica", nobody))
    assert "\n" not in str(caught.value)
    with pytest.raises(IndexUnusable, match="CHROMA_URL"):
        ingest(read_settings({"CHROMA_URL": nobody}, corpus=writer.corpus, index=writer.index), WordEmbedder())


def test_an_open_replica_goes_on_without_the_server(
    writer: Settings, tmp_path: Path, url: str, caplog: pytest.LogCaptureFixture
) -> None:
    ingest(writer, WordEmbedder())
    opened = open_index(replica(tmp_path / "replica", url))
    question = WordEmbedder().query("bankjes in het park")
    before = opened.dense(question, 5)
    server = chroma.Server(url)
    server.delete(f"{PREFIX}-{opened.generation}")
    server.close()
    with caplog.at_level(logging.WARNING):
        assert opened.dense(question, 5) == before
    assert "zonder Chroma" in caplog.text
    opened.close()
