"""What looks like our mark in the text of others is no mark in an answer."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.marks import unposing


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Er zijn 12 controles [1].", "Er zijn 12 controles (1)."),
        ("Er zijn 12 controles [bron 2] [3, 4] [^5].", "Er zijn 12 controles (bron 2) (3, 4) (^5)."),
        ("Zie [Bron: Actieplan 2019].", "Zie (‘Bron: Actieplan 2019’)."),
        ("Zie 【7】 en ［8］ en ⟦9⟧.", "Zie (7) en (8) en (9)."),
        ("Het steeg (bron: Actieplan).", "Het steeg (‘bron: Actieplan’)."),
        ("De wethouder [naam] en artikel 172 (nieuw).", "De wethouder [naam] en artikel 172 (nieuw)."),
    ],
)
def test_forged_marks_are_shown_otherwise(text: str, shown: str) -> None:
    assert unposing(text) == shown


@given(st.text(alphabet="[]()【】 123bron:^,x"))
def test_no_mark_is_left_and_twice_is_once(text: str) -> None:
    once = unposing(text)
    assert not re.search(r"\[\d+\]", once)
    assert unposing(once) == once
