from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from corpus.names import folded, spellings


@pytest.mark.parametrize(
    "name", ["Ondermijning & criminaliteit", "ondermijning en Criminaliteit", "Ondermijning  en criminaliteit"]
)
def test_one_name_in_other_spellings_is_the_same(name: str) -> None:
    assert folded(name) == folded("Ondermijning en criminaliteit")


def test_other_names_stay_apart() -> None:
    assert len({folded(name) for name in ("Jeugd", "Jeugd en gezin", "Zorg", "Thema 1", "Thema 2")}) == 5


def test_the_most_frequent_spelling_is_shown() -> None:
    assert list(spellings(["zorg & welzijn", "Zorg en welzijn", "Zorg en welzijn", "Jeugd"]).values()) == [
        "Zorg en welzijn",
        "Jeugd",
    ]


@given(st.lists(st.text(max_size=6)))
def test_every_name_has_a_spelling_that_occurs(names: list[str]) -> None:
    shown = spellings(names)
    assert set(shown.values()) <= set(names)
    assert all((folded(name) or name) in shown for name in names)
    assert spellings(reversed(names)) == shown
