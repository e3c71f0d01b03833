from __future__ import annotations

import logging
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import BeleidswijzerError, IndexMissing, IndexUnusable
from corpus.filtering import where
from corpus.generation import (
    CURRENT,
    GENERATIONS,
    folder_of,
    generation_id,
    read_manifest,
    read_pointer,
    switch,
    write_manifest,
)
from corpus.index import CurrentIndex, Index, open_index, publish
from corpus.publish import tidy
from corpus.settings import ROOT, Settings, read_settings
from corpus.store import Record, digest_of
from corpus.types import Document, DocumentType, Filters, Passage, Period, text_under
from tests.corpus.made_records import DIMENSION, FINGERPRINT, made_record, unit_vectors

RECORDS = (
    made_record("jaarplan-2021", passages=30),
    made_record("jaarplan-2022", passages=25, year=2022, years=((2022,), ())),
    made_record(
        "rapportage-2021",
        passages=20,
        kind=DocumentType.VOORTGANGSRAPPORTAGE,
        period=Period(20210101, 20210630),
        official=False,
        themes=("wonen", "Ondermijning en zorg"),
        years=((),),
    ),
    made_record("zonder-jaar", passages=5, year=None, years=((),), kind=DocumentType.OVERIG, themes=(None,)),
)


def settings_of(index: Path) -> Settings:
    return read_settings({}, index=index)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an index folder with the fictional records published; not to be changed by a test."""
    index = tmp_path_factory.mktemp("published") / "index"
    publish(index, RECORDS, fingerprint=FINGERPRINT)
    return index


@pytest.fixture(scope="module")
def index(published: Path) -> Iterator[Index]:
    opened = open_index(settings_of(published), fingerprint=FINGERPRINT)
    yield opened
    opened.close()


def test_the_index_holds_what_was_published(index: Index) -> None:
    records = sorted(RECORDS, key=lambda record: record.document.id)
    assert list(index.documents.values()) == [record.document for record in records]
    assert index.passages == tuple(p for record in records for p in record.passages)
    assert index.register == tuple(item for record in records for item in record.register)
    assert np.array_equal(index.vectors, np.concatenate([record.vectors for record in records]))
    assert index.warning is None
    for record in records:
        assert tuple(index.pages[record.document.id].values()) == record.pages


def test_spans_give_back_the_text(index: Index) -> None:
    for passage in index.passages:
        assert text_under(passage.spans, dict(index.pages[passage.document_id])) == passage.text
        assert index.by_id[passage.id] is passage


def test_the_lexical_index_has_the_same_rows(index: Index) -> None:
    scores = index.lexical.scores("jaarplan-2022 buurthuizen")
    assert scores.shape == (len(index.passages),)
    best = index.passages[int(np.argmax(scores))]
    assert best.document_id == "jaarplan-2022"
    assert "buurthuizen" in best.text


FILTERS = st.builds(
    Filters,
    years=st.lists(st.sampled_from((2019, 2021, 2022)), max_size=2, unique=True).map(tuple),
    themes=st.lists(st.sampled_from(("Wonen", "WONEN", "verkeer", "ondermijning & zorg", "geen")), max_size=2).map(
        tuple
    ),
    document_types=st.lists(st.sampled_from(("jaarplan", "voortgangsrapportage", "geen")), max_size=2).map(tuple),
    document_ids=st.lists(st.sampled_from(("jaarplan-2021", "zonder-jaar", "geen")), max_size=2).map(tuple),
    period=st.none()
    | st.sampled_from((Period(20210701, 20211231), Period(20220101, 20220101), Period.of_years(2021, 2022))),
    official_only=st.booleans(),
)


def meets(passage: Passage, document: Document, filters: Filters) -> bool:
    """The filters' meaning, said slowly."""
    period = document.period or (Period.of_years(document.year, document.year) if document.year else None)
    years = passage.years or (period.years if period else ())
    theme = (passage.theme or "").lower().replace(" & ", " en ")
    return (
        (not filters.years or any(year in filters.years for year in years))
        and (not filters.themes or theme in [wanted.lower().replace(" & ", " en ") for wanted in filters.themes])
        and (not filters.document_types or document.type in filters.document_types)
        and (not filters.document_ids or document.id in filters.document_ids)
        and (document.official or not filters.official_only)
        and (
            filters.period is None
            or (period is not None and not (period.end < filters.period.start or period.start > filters.period.end))
        )
    )


@given(filters=FILTERS)
def test_rows_and_chroma_filter_as_the_slow_reading_does(index: Index, filters: Filters) -> None:
    wanted = [p.id for p in index.passages if meets(p, index.documents[p.document_id], filters)]
    assert [p.id for p, row in zip(index.passages, index.rows(filters), strict=True) if row] == wanted
    assert sorted(index.collection.matching(where(filters))) == sorted(wanted)


@given(filters=FILTERS, k=st.integers(0, 100), seed=st.integers(0, 1000))
def test_dense_gives_the_nearest_that_meet_the_filter(index: Index, filters: Filters, k: int, seed: int) -> None:
    vector = unit_vectors(1, seed=seed)[0]
    scores = {p.id: round(float(v @ vector), 6) for p, v in zip(index.passages, index.vectors, strict=True)}
    meeting = [p.id for p in index.passages if meets(p, index.documents[p.document_id], filters)]
    wanted = sorted(meeting, key=lambda i: (-scores[i], i))[:k]
    found = index.dense(vector, k, filters)
    assert [score for _, score in found] == pytest.approx([scores[i] for i in wanted], abs=2e-6)
    assert {i for i, _ in found} <= set(meeting)
    assert len({i for i, _ in found}) == len(wanted)


def test_chroma_itself_finds_the_nearest_with_and_without_a_filter(index: Index) -> None:
    assert index.collection.count() == len(index.passages)
    for row in range(0, len(index.passages), 9):
        passage = index.passages[row]
        assert index.collection.nearest(index.vectors[row], 3)[0] == passage.id
        only = where(Filters(document_ids=(passage.document_id,)))
        near = index.collection.nearest(index.vectors[row], 3, only)
        assert near[0] == passage.id
        assert {index.by_id[i].document_id for i in near} == {passage.document_id}


def test_equal_scores_are_ordered_by_id(tmp_path: Path) -> None:
    twins = [made_record(name, passages=6) for name in ("c", "a", "b")]
    same = unit_vectors(1, seed=3)
    alike = [_with_vectors(record, np.repeat(same, 6, axis=0)) for record in twins]
    publish(tmp_path / "index", alike, fingerprint=FINGERPRINT)
    opened = open_index(settings_of(tmp_path / "index"))
    for filters in (Filters(), Filters(official_only=True)):
        found = [i for i, _ in opened.dense(same[0], 18, filters)]
        assert found == sorted(found)
    opened.close()


def _with_vectors(record: Record, vectors: np.ndarray) -> Record:
    return Record(
        record.document,
        record.pages,
        record.passages,
        record.remainders,
        record.register,
        record.unread,
        record.cautions,
        vectors,
    )


def test_vectors_of_passages(index: Index) -> None:
    ids = [index.passages[7].id, index.passages[2].id]
    assert np.array_equal(index.vectors_of(ids), index.vectors[[7, 2]])
    assert index.vectors_of([]).shape == (0, DIMENSION)
    with pytest.raises(KeyError):
        index.vectors_of(["geen"])


def test_the_same_records_change_nothing(published: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (published / GENERATIONS).rglob("*")}
    generation = publish(published, reversed(RECORDS), fingerprint=FINGERPRINT)
    assert generation == read_pointer(published).generation
    assert {path: path.stat().st_mtime_ns for path in (published / GENERATIONS).rglob("*")} == before


def test_an_open_index_never_writes_to_the_generation(published: Path) -> None:
    before = {path: path.read_bytes() for path in (published / GENERATIONS).rglob("*") if path.is_file()}
    opened = open_index(settings_of(published))
    opened.dense(unit_vectors(1, seed=1)[0], 10)
    opened.close()
    assert {path: path.read_bytes() for path in (published / GENERATIONS).rglob("*") if path.is_file()} == before


def test_the_id_is_of_content_and_model(published: Path) -> None:
    digests = [digest_of(record) for record in sorted(RECORDS, key=lambda record: record.document.id)]
    generation = read_pointer(published).generation
    assert generation_id(FINGERPRINT, digests) == generation
    assert generation_id("another@2", digests) != generation
    assert generation_id(FINGERPRINT, [*digests[1:], digest_of(made_record("other"))]) != generation


def test_no_index_yet(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="make ingest"):
        open_index(settings_of(tmp_path / "nothing"))


def test_another_model_is_refused(published: Path) -> None:
    with pytest.raises(IndexUnusable, match=r"taalmodel verzonnen@1.*make ingest"):
        open_index(settings_of(published), fingerprint="another@2")


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[str, str, str]]:
    """Give an index folder with three generations, the last of another model, and their ids; not to be changed."""
    folder = tmp_path_factory.mktemp("three") / "index"
    first = publish(folder, [made_record("a")], fingerprint=FINGERPRINT)
    second = publish(folder, [made_record("b")], fingerprint=FINGERPRINT)
    held = open_index(settings_of(folder))
    switch(folder, first)  # so that the first, as the previous one, is kept
    third = publish(folder, [made_record("c")], fingerprint="another@2")
    held.close()
    return folder, (first, second, third)


@pytest.fixture
def copied(three: tuple[Path, tuple[str, str, str]], tmp_path: Path) -> tuple[Path, tuple[str, str, str]]:
    """Give a copy of the three generations that a test may change."""
    shutil.copytree(three[0], tmp_path / "index")
    return tmp_path / "index", three[1]


def kept(folder: Path) -> set[str]:
    return {path.name for path in (folder / GENERATIONS).iterdir()}


def test_the_current_index_follows_without_a_restart(
    copied: tuple[Path, tuple[str, str, str]], caplog: pytest.LogCaptureFixture
) -> None:
    folder, (first, second, third) = copied
    (folder / CURRENT).unlink()
    current = CurrentIndex(settings_of(folder), FINGERPRINT)
    with pytest.raises(IndexMissing):
        current.get()
    switch(folder, first)
    old = current.get()
    assert old.generation == first
    assert current.get() is old
    switch(folder, second)
    new = current.get()
    assert (new.generation, list(new.documents)) == (second, ["b"])
    assert old.dense(old.vectors[0], 1)[0][0] == "a:0000"  # in use, so still open
    switch(folder, third)
    with caplog.at_level(logging.WARNING):
        assert current.get() is new
    assert "vorige blijft in gebruik" in caplog.text
    caplog.clear()
    assert current.get() is new
    assert not caplog.text  # said once
    switch(folder, first)
    assert current.get().generation == first


def test_the_current_index_is_one_index_for_many_threads(copied: tuple[Path, tuple[str, str, str]]) -> None:
    folder, (first, second, _) = copied
    switch(folder, first)
    current = CurrentIndex(settings_of(folder), FINGERPRINT)
    with ThreadPoolExecutor(8) as pool:
        assert len({id(index) for index in pool.map(lambda _: current.get(), range(16))}) == 1
        switch(folder, second)
        assert {index.generation for index in pool.map(lambda _: current.get(), range(16))} <= {first, second}
    assert current.get().generation == second


def test_generations_go_when_nobody_reads_them(copied: tuple[Path, tuple[str, str, str]]) -> None:
    folder, (first, second, third) = copied
    assert kept(folder) == {first, second, third}
    switch(folder, first)
    reader = open_index(settings_of(folder))
    switch(folder, second)
    switch(folder, third)
    tidy(folder)
    assert kept(folder) == {first, second, third}  # read, previous, published
    assert reader.dense(reader.vectors[0], 1)[0][0] == "a:0000"
    assert reader.pages["a"][1].text.startswith("In a komen")
    reader.close()
    tidy(folder)
    assert kept(folder) == {second, third}
    tidy(folder, keep_previous=False)
    assert kept(folder) == {third}


def test_a_reader_in_another_process_keeps_its_generation(copied: tuple[Path, tuple[str, str, str]]) -> None:
    folder, (first, second, _) = copied
    switch(folder, first)
    code = """if True:
        import sys
        from pathlib import Path
        from corpus.index import open_index
        from corpus.settings import read_settings

        index = open_index(read_settings({}, index=Path(sys.argv[1])))
        print(index.generation, flush=True)
        sys.stdin.read()
        print(len(index.pages["a"]))
    """
    command = [sys.executable, "-c", code, str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline().strip() == first
        switch(folder, second)
        tidy(folder, keep_previous=False)
        assert kept(folder) == {first, second}
        assert reader.communicate()[0].strip() == "1"
    assert reader.returncode == 0
    tidy(folder, keep_previous=False)
    assert kept(folder) == {second}


def test_an_index_that_is_let_go_of_leaves_no_file(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    opened = open_index(settings_of(published))
    assert len(list(tmp_path.iterdir())) == 1
    del opened
    assert not list(tmp_path.iterdir())


def test_abandoned_private_copies_are_removed(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    reader = open_index(settings_of(published))
    (held,) = tmp_path.iterdir()
    abandoned = tmp_path / "beleidswijzer-gone"
    abandoned.mkdir()
    (abandoned / "held").touch()
    for folder in (held, abandoned):
        os.utime(folder, (0, 0))
    open_index(settings_of(published)).close()
    assert list(tmp_path.iterdir()) == [held]
    reader.close()


def test_an_index_without_write_permission_opens(published: Path) -> None:
    folder = folder_of(published, read_pointer(published).generation)
    modes = {path: path.stat().st_mode for path in (folder, *folder.rglob("*"))}
    for path in modes:
        path.chmod(modes[path] & ~0o222)
    try:
        open_index(settings_of(published)).close()
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


@pytest.mark.parametrize("pointer", ["", "{}", "nonsense", '{"generation": "../../etc", "previous": null}', "\x00\xff"])
def test_a_damaged_pointer_falls_back_on_the_newest_whole_generation(
    copied: tuple[Path, tuple[str, str, str]], pointer: str, caplog: pytest.LogCaptureFixture
) -> None:
    folder, (first, second, _) = copied
    os.utime(folder_of(folder, second), (1, 1))
    (folder / CURRENT).write_text(pointer, encoding="latin-1")
    with caplog.at_level(logging.WARNING):
        opened = open_index(settings_of(folder), fingerprint=FINGERPRINT)
    assert opened.generation == first
    assert "niet te lezen" in caplog.text
    opened.close()


def every_part(index: Path) -> list[str]:
    folder = folder_of(index, read_pointer(index).generation)
    return ["manifest.json", *read_manifest(folder).parts]


@pytest.mark.parametrize("damage", ["gone", "empty", "cut", "zeros", "flipped", "longer"])
def test_no_damage_to_any_file_ends_the_process_that_opens_it(
    copied: tuple[Path, tuple[str, str, str]], damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Each file of the published generation in turn; the one before it serves, and says so."""
    folder, (first, second, _) = copied
    switch(folder, first)
    switch(folder, second)
    random = np.random.default_rng(7)
    for part in every_part(folder):
        path = folder_of(folder, second) / part
        whole = path.read_bytes()
        broken = bytearray(whole)
        if damage == "flipped" and broken:
            broken[int(random.integers(len(broken)))] ^= 1 << int(random.integers(8))
        elif damage == "zeros":
            broken[len(broken) // 3 : 2 * len(broken) // 3] = bytes(2 * len(broken) // 3 - len(broken) // 3)
        elif damage in {"cut", "empty"}:
            del broken[0 if damage == "empty" else len(broken) // 2 :]
        elif damage == "longer":
            broken += b"\0"
        path.write_bytes(broken)
        if damage == "gone":
            path.unlink()
        caplog.clear()
        with caplog.at_level(logging.WARNING):
            opened = open_index(settings_of(folder), fingerprint=FINGERPRINT)
        unharmed = bytes(broken) == whole and damage != "gone"
        assert opened.generation == (second if unharmed else first), part
        assert (opened.warning is None) == unharmed
        assert ("eerdere generatie is in gebruik" in caplog.text) != unharmed
        opened.close()
        path.write_bytes(whole)


def test_damage_without_a_fallback_says_how_to_mend_it(copied: tuple[Path, tuple[str, str, str]]) -> None:
    folder, (first, second, third) = copied
    for name in (first, second, third):
        with (folder_of(folder, name) / "vectors.npy").open("r+b") as file:
            file.truncate(10)
    switch(folder, first)
    with pytest.raises(IndexUnusable, match=r"beschadigd: vectors.npy is veranderd.*make ingest") as caught:
        open_index(settings_of(folder))
    assert "\n" not in str(caught.value)


def test_publishing_mends_a_damaged_generation(copied: tuple[Path, tuple[str, str, str]]) -> None:
    folder, (first, _, _) = copied
    switch(folder, first)
    (folder_of(folder, first) / "chroma" / "chroma.sqlite3").write_bytes(b"")
    assert publish(folder, [made_record("a")], fingerprint=FINGERPRINT) == first
    opened = open_index(settings_of(folder))
    assert (opened.generation, opened.warning) == (first, None)
    opened.close()


def test_what_does_not_pass_the_probe_is_not_published(copied: tuple[Path, tuple[str, str, str]]) -> None:
    folder, _ = copied
    before, record = read_pointer(folder), made_record("scheef")
    skewed = tuple(replace(page, text=page.text.replace("komen", "kwamen")) for page in record.pages)
    with pytest.raises(IndexUnusable, match="staat niet op haar bladzijde"):
        publish(folder, [replace(record, pages=skewed)], fingerprint=FINGERPRINT)
    assert read_pointer(folder) == before
    assert kept(folder) == set(copied[1])


@pytest.mark.parametrize("stage", ["chroma", "probe"])
def test_a_child_that_dies_publishes_nothing(copied: tuple[Path, tuple[str, str, str]], stage: str) -> None:
    folder, _ = copied
    before = read_pointer(folder)

    def kill(now: str, _done: int, _total: int) -> None:
        if now == stage:
            for child in Path(f"/proc/self/task/{threading.get_native_id()}/children").read_text().split():
                os.kill(int(child), signal.SIGKILL)

    with pytest.raises(IndexUnusable, match="stopte met code -9"):
        publish(folder, [made_record("sterft")], fingerprint=FINGERPRINT, on_progress=kill)
    assert read_pointer(folder) == before
    assert kept(folder) == set(copied[1])


def test_switching_while_serving_fails_no_question_and_mixes_no_generations(
    copied: tuple[Path, tuple[str, str, str]],
) -> None:
    """Demand R4: whoever asks during a switch gets an answer of one generation, from before it or from after it."""
    folder, (first, second, _) = copied
    switch(folder, first)
    current = CurrentIndex(settings_of(folder), FINGERPRINT)
    current.get()
    document, done = {first: "a", second: "b"}, threading.Event()
    vector = unit_vectors(1, seed=5)[0]

    def ask() -> Counter[str]:
        answered: Counter[str] = Counter()
        while not done.is_set():
            index = current.get()
            found = index.dense(vector, 8)
            assert {index.by_id[i].document_id for i, _ in found} == {document[index.generation]}
            assert index.pages[document[index.generation]][1].text.startswith(f"In {document[index.generation]} ")
            assert index.lexical.scores("nieuwe").shape == (8,)
            answered[index.generation] += 1
        return answered

    with ThreadPoolExecutor(5) as pool:
        asking = [pool.submit(ask) for _ in range(5)]
        for generation in (second, first, second):
            time.sleep(0.3)
            switch(folder, generation)
            deadline = time.monotonic() + 30
            while current.get().generation != generation:
                assert time.monotonic() < deadline
                time.sleep(0.01)
        time.sleep(0.3)
        done.set()
        answered = sum((one.result() for one in asking), Counter())
    assert set(answered) == {first, second}
    assert min(answered.values()) > 5


def test_another_version_of_the_program_is_refused(copied: tuple[Path, tuple[str, str, str]]) -> None:
    folder, (first, second, _) = copied
    switch(folder, second)
    switch(folder, first)
    target = folder_of(folder, first)
    write_manifest(target, replace(read_manifest(target), schema="0-of-before"))
    with pytest.raises(IndexUnusable, match=r"andere versie van het programma.*make ingest"):
        open_index(settings_of(folder))


def test_a_foreign_folder_is_no_index(tmp_path: Path) -> None:
    (tmp_path / "index" / GENERATIONS / "abc").mkdir(parents=True)
    (tmp_path / "index" / CURRENT).write_text('{"generation": "abc", "previous": null}', encoding="utf-8")
    with pytest.raises(IndexUnusable, match="make ingest"):
        open_index(settings_of(tmp_path / "index"))
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    with pytest.raises(BeleidswijzerError, match="make ingest"):
        open_index(settings_of(tmp_path / "file"))
