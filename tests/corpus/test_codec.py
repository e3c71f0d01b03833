from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.codec import decode, encode, read_json, schema, write_json
from corpus.types import Box, Document, Page, Passage, Period, RegisterItem, Span
from tests.corpus.made_records import made_record

TEXT = st.text(st.characters(exclude_categories=()))  # lone surrogates too: broken files give them


@given(number=st.integers(1, 10**6), label=st.none() | TEXT, text=TEXT, left=st.floats(0, 1e6), width=st.floats(0, 1e6))
def test_a_page_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, number: int, label: str | None, text: str, left: float, width: float
) -> None:
    page = Page(number, label, text, boxes=(Box(0, 1, left, 0.0, left + 1, 2.5),), width=width, height=None)
    path = tmp_path_factory.mktemp("page") / "page.json.gz"
    write_json(path, encode(page, Page))
    assert decode(read_json(path), Page) == page


def test_every_noun_comes_back_as_it_was() -> None:
    record = made_record("a", period=Period(20210101, 20210630))
    assert decode(encode(record.document, Document), Document) == record.document
    assert decode(encode(record.passages, tuple[Passage, ...]), tuple[Passage, ...]) == record.passages
    assert decode(encode(record.register, tuple[RegisterItem, ...]), tuple[RegisterItem, ...]) == record.register


def test_the_same_value_gives_the_same_bytes(tmp_path: Path) -> None:
    page = encode(made_record("a").pages, tuple[Page, ...])
    for name in ("one", "two"):
        write_json(tmp_path / name, page)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


SPAN = encode(Span(1, 2, 3), Span)


@pytest.mark.parametrize(
    "damaged",
    [None, {}, "span", [], SPAN[:-1], [*SPAN, 4], ["1", 2, 3], [1, 2, True], [1, 2.0, 3], [1, 3, 2], [0, 2, 3]],
)
def test_what_does_not_fit_is_refused(damaged: Any) -> None:
    with pytest.raises(ValueError, match=r".+"):
        decode(damaged, Span)


@pytest.mark.parametrize("field", [f.name for f in fields(Document)])
def test_a_field_of_another_type_is_refused(field: str) -> None:
    encoded = encode(made_record("a").document, Document)
    encoded[[f.name for f in fields(Document)].index(field)] = {"not": "this"}
    with pytest.raises(ValueError, match=r".+"):
        decode(encoded, Document)


def test_the_schema_knows_fields_and_their_types() -> None:
    assert schema([Page]) == schema([Page])
    assert len({schema([Page]), schema([Passage]), schema([Page, Passage])}) == 3


def test_an_invalid_dataclass_is_refused() -> None:
    passage = made_record("a").passages[0]
    encoded = encode(passage, Passage)
    encoded[[f.name for f in fields(Passage)].index("text")] = passage.text + "!"
    with pytest.raises(ValueError, match="spans of"):
        decode(encoded, Passage)
    assert replace(passage) == passage
