from __future__ import annotations

import errno
import hashlib
from pathlib import Path

import pytest

from corpus.errors import StorageError
from corpus.files import (
    copy_hashed,
    is_plain_file,
    link_or_copy,
    remove_tree,
    replace_text,
    sha256_of,
    storage_errors,
    sync_tree,
)


@pytest.mark.parametrize(
    ("number", "found"),
    [
        (errno.ENOSPC, "de schijf is vol"),
        (errno.EDQUOT, "de schijfruimte"),
        (errno.EROFS, "alleen-lezen"),
        (errno.EACCES, "geen toestemming"),
        (errno.EFBIG, "groter"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_what_the_disk_says_becomes_one_dutch_line(tmp_path: Path, number: int, found: str) -> None:
    with pytest.raises(StorageError, match=found) as caught, storage_errors("Schrijven", tmp_path):
        raise OSError(number, "whatever")
    assert "index is niet veranderd" in str(caught.value)
    assert str(tmp_path) in str(caught.value)


def test_a_short_write_of_numpy_is_a_full_disk(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="de schijf is vol"), storage_errors("Schrijven", tmp_path):
        raise OSError("37632 requested and 4968 written")


def test_replacing_leaves_the_new_text_and_no_other_file(tmp_path: Path) -> None:
    for text in ("oud", "nieuw"):
        replace_text(tmp_path / "CURRENT", text)
        assert (tmp_path / "CURRENT").read_text(encoding="utf-8") == text
    assert [path.name for path in tmp_path.iterdir()] == ["CURRENT"]


def test_a_copy_has_the_digest_of_what_was_copied(tmp_path: Path) -> None:
    content = bytes(range(256)) * 9000
    (tmp_path / "a").write_bytes(content)
    assert (
        copy_hashed(tmp_path / "a", tmp_path / "b") == hashlib.sha256(content).hexdigest() == sha256_of(tmp_path / "b")
    )
    link_or_copy(tmp_path / "a", tmp_path / "c")
    assert (tmp_path / "c").read_bytes() == content


def test_a_link_that_cannot_be_made_is_a_copy(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a")
    (tmp_path / "b").write_bytes(b"what was there")
    link_or_copy(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_bytes() == b"a"


def test_syncing_and_removing_a_tree(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "c").write_bytes(b"c")
    sync_tree(tmp_path / "a")
    remove_tree(tmp_path / "a")
    remove_tree(tmp_path / "a")
    assert not (tmp_path / "a").exists()
    assert not is_plain_file(tmp_path)
