"""The measure of the support check, and what the check by words is held to."""

from __future__ import annotations

import pytest

from assistant.types import Citation
from assistant.verify import Support
from evals import support
from evals.support import FAITHFUL, NAMES, measure, pairs


@pytest.mark.parametrize("name", support.SETS)
def test_the_sets_hold_true_and_false_claims_of_every_kind(name: str) -> None:
    found = pairs(name)
    assert {pair.kind for pair in found} == set(NAMES)
    assert len({(pair.sentence, pair.claim) for pair in found}) == len(found)
    assert not any(pair.claim == pair.sentence for pair in found)


def passed(name: str, kinds: set[str]) -> int:
    return sum(len(row.passed) for kind, row in measure(name).items() if kind in kinds)


def test_the_check_by_words_is_held_to_what_it_reached() -> None:
    false = set(NAMES) - {FAITHFUL}
    assert passed("tune", false) == 0
    assert passed("report", false) <= 3
    assert passed("tune", {FAITHFUL}) >= 23
    assert passed("report", {FAITHFUL}) >= 13


def test_a_second_check_is_asked_and_heard() -> None:
    asked: list[str] = []

    def none(text: str, _citations: tuple[Citation, ...]) -> Support:
        asked.append(text)
        return Support(holds=False)

    assert not any(row.passed for row in measure("tune", none).values())
    assert asked
