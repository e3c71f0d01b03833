from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import StorageError
from corpus.store import Header, Record, Store, digest_of, folder_name, text_digest
from tests.corpus.made_records import FINGERPRINT, made_record


def kept(index: Path, record: Record, key: str = "k1") -> Header:
    source = index.parent / "bron.txt"
    source.write_text(f"De bytes van {record.document.id}.", encoding="utf-8")
    return Store(index).save(record, source, key=key, fingerprint=FINGERPRINT)


def same(a: Record | None, b: Record) -> bool:
    return a is not None and digest_of(a) == digest_of(b) and bool(np.array_equal(a.vectors, b.vectors))


def test_a_record_comes_back_whole_with_its_source(tmp_path: Path) -> None:
    record = made_record("plan")
    kept(tmp_path / "index", record)
    loaded = Store(tmp_path / "index").load("k1")
    assert same(loaded, record)
    assert loaded is not None
    assert loaded.source is not None
    assert loaded.source.read_text(encoding="utf-8") == "De bytes van plan."


def test_an_unknown_key_gives_nothing(tmp_path: Path) -> None:
    assert Store(tmp_path / "index").load("k1") is None


def test_the_copy_does_not_change_with_the_source(tmp_path: Path) -> None:
    kept(tmp_path / "index", made_record("plan"))
    with (tmp_path / "bron.txt").open("r+b") as file:
        file.write(b"XX")
    loaded = Store(tmp_path / "index").load("k1")
    assert loaded is not None
    assert loaded.source is not None
    assert loaded.source.read_bytes().startswith(b"De bytes")


@pytest.mark.parametrize("part", ["record.json", "reading.json.gz", "vectors.npy", "source.txt"])
@pytest.mark.parametrize("damage", ["gone", "empty", "cut", "flipped"])
def test_a_damaged_record_is_as_good_as_none(tmp_path: Path, part: str, damage: str) -> None:
    kept(tmp_path / "index", made_record("plan"))
    (path,) = (tmp_path / "index").rglob(part)
    content = bytearray(path.read_bytes())
    if damage == "gone":
        path.unlink()
    elif damage == "flipped":
        content[len(content) // 2] ^= 0x55
        path.write_bytes(content)
    else:
        path.write_bytes(content[: 0 if damage == "empty" else len(content) // 2])
    assert Store(tmp_path / "index").load("k1") is None


def test_a_damaged_record_is_replaced_by_saving_it_again(tmp_path: Path) -> None:
    record = made_record("plan")
    kept(tmp_path / "index", record)
    next((tmp_path / "index").rglob("vectors.npy")).write_bytes(b"")
    kept(tmp_path / "index", record)
    assert same(Store(tmp_path / "index").load("k1"), record)


def test_vectors_are_found_by_text_and_model(tmp_path: Path) -> None:
    record = made_record("plan")
    kept(tmp_path / "index", record)
    store = Store(tmp_path / "index")
    for known in (store.vectors("plan", "", FINGERPRINT), store.vectors("", record.document.sha256, FINGERPRINT)):
        for passage, vector in zip(record.passages, record.vectors, strict=True):
            assert np.array_equal(known[text_digest(passage)], vector)
    assert store.vectors("plan", record.document.sha256, "another model") == {}
    assert store.vectors("another", "", FINGERPRINT) == {}


def test_forgetting_leaves_the_wanted_records_only(tmp_path: Path) -> None:
    index = tmp_path / "index"
    for name in ("a", "b"):
        kept(index, made_record(name), key=f"key-{name}")
    (index / "documents" / "a" / ".half.123").mkdir()
    store = Store(index)
    store.forget_all_but({"key-b"})
    assert store.load("key-a") is None
    assert {path.name for path in (index / "documents").iterdir()} == {"b"}
    assert same(Store(index).load("key-b"), made_record("b"))


@contextmanager
def small_files() -> Iterator[None]:
    """Let this process write no file of more than 2,000 bytes, as on a disk that is full.

    Not a fixture: pytest writes its own output before it takes a fixture down, and that may go to a file.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_disk_that_refuses_is_one_clear_line_and_leaves_nothing(tmp_path: Path) -> None:
    with small_files(), pytest.raises(StorageError, match="niet veranderd") as caught:
        kept(tmp_path / "index", made_record("plan", passages=400))
    assert "\n" not in str(caught.value)
    assert not list((tmp_path / "index").rglob("*.npy"))


def test_a_folder_in_a_file_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("a file", encoding="utf-8")
    with pytest.raises(StorageError, match="geen map"):
        kept(tmp_path / "index", made_record("plan"))


@pytest.mark.parametrize("odd", ["..", "a/b", "", "x" * 300, "é", ".hidden", "naam\nmet regel"])
def test_an_odd_id_gets_a_safe_folder(odd: str) -> None:
    name = folder_name(odd)
    assert os.sep not in name
    assert not name.startswith(".")
    assert len(name) < 101


def test_the_digest_is_of_content() -> None:
    assert digest_of(made_record("a")) == digest_of(made_record("a"))
    assert digest_of(made_record("a")) != digest_of(made_record("a", seed=1))
