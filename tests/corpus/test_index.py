from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import chroma
from corpus.errors import IndexMissing, IndexUnusable
from corpus.generation import CURRENT, GENERATIONS, folder_of, read_pointer
from corpus.index import CurrentIndex, Index, open_index, publish
from corpus.settings import Settings, read_settings
from corpus.store import Record
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
        themes=("wonen", "Ondermijning"),
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
    themes=st.lists(st.sampled_from(("Wonen", "WONEN", "verkeer", "ondermijning", "geen")), max_size=2).map(tuple),
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
    theme = (passage.theme or "").lower()
    return (
        (not filters.years or any(year in filters.years for year in years))
        and (not filters.themes or theme in [wanted.lower() for wanted in filters.themes])
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
    assert sorted(index.collection.matching(chroma.where(filters))) == sorted(wanted)


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
        only = chroma.where(Filters(document_ids=(passage.document_id,)))
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


def test_the_id_is_of_content_model_and_schema(tmp_path: Path) -> None:
    one, other = made_record("a"), made_record("a", seed=1)
    first = publish(tmp_path / "1", [one], fingerprint=FINGERPRINT)
    assert publish(tmp_path / "2", [one], fingerprint=FINGERPRINT) == first
    assert publish(tmp_path / "2", [other], fingerprint=FINGERPRINT) != first
    assert publish(tmp_path / "1", [one], fingerprint="other") != first


def test_no_index_yet(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="make ingest"):
        open_index(settings_of(tmp_path / "nothing"))


def test_another_model_is_refused(published: Path) -> None:
    with pytest.raises(IndexUnusable, match=r"taalmodel verzonnen@1.*make ingest"):
        open_index(settings_of(published), fingerprint="another@2")


def test_the_current_index_follows_without_a_restart(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    folder = tmp_path / "index"
    current = CurrentIndex(settings_of(folder), FINGERPRINT)
    with pytest.raises(IndexMissing):
        current.get()
    first = publish(folder, [made_record("a")], fingerprint=FINGERPRINT)
    old = current.get()
    assert old.generation == first
    assert current.get() is old
    second = publish(folder, [made_record("b")], fingerprint=FINGERPRINT)
    new = current.get()
    assert (new.generation, list(new.documents)) == (second, ["b"])
    assert old.dense(old.vectors[0], 1)[0][0] == "a:0000"  # in use, so still open
    with caplog.at_level(logging.WARNING):
        publish(folder, [made_record("c")], fingerprint="another@2")
        assert current.get() is new
    assert "vorige blijft in gebruik" in caplog.text


def test_generations_go_when_nobody_reads_them(tmp_path: Path) -> None:
    folder = tmp_path / "index"

    def kept() -> set[str]:
        return {path.name for path in (folder / GENERATIONS).iterdir()}

    first = publish(folder, [made_record("a")], fingerprint=FINGERPRINT)
    reader = open_index(settings_of(folder))
    second = publish(folder, [made_record("b")], fingerprint=FINGERPRINT)
    third = publish(folder, [made_record("c")], fingerprint=FINGERPRINT)
    assert kept() == {first, second, third}  # read, previous, published
    assert reader.dense(reader.vectors[0], 1)[0][0] == "a:0000"
    assert reader.pages["a"][1].text.startswith("In a komen")
    reader.close()
    fourth = publish(folder, [made_record("d")], fingerprint=FINGERPRINT, keep_previous=False)
    assert kept() == {fourth}


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
def test_a_damaged_pointer_falls_back_on_a_whole_generation(
    tmp_path: Path, pointer: str, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "index"
    generation = publish(folder, [made_record("a")], fingerprint=FINGERPRINT)
    (folder / CURRENT).write_text(pointer, encoding="latin-1")
    with caplog.at_level(logging.WARNING):
        opened = open_index(settings_of(folder))
    assert opened.generation == generation
    assert "niet te lezen" in caplog.text
    opened.close()
