"""An item that the register read from several cells or points is proven part by part, or not at all."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from assistant.evidence import units
from assistant.listing import as_written
from corpus.index import Index
from corpus.types import Grain, ItemKind, Passage, RegisterItem, SectionClass, Span

ROW = "Doel\nAandeel jongeren met hulp\nNulmeting (2020)\n12,5%\nAmbitie (2024)\n10,5%"
POINT = "Het team krijgt een vaste plek met:\neen spreekkamer\neen balie"


def passage(text: str) -> Passage:
    return Passage(
        "p", "d", Grain.ITEM, ("Plan",), SectionClass.GOAL, None, None, (), (Span(1, 0, len(text)),), text
    )  # fmt: skip


def item(text: str) -> RegisterItem:
    return RegisterItem("i", ItemKind.GOAL, text, None, None, (), (), None, "d", "p", Span(1, 0, 9))


@pytest.mark.parametrize(
    ("text", "words", "parts"),
    [
        (ROW, "Aandeel jongeren met hulp", ("Aandeel jongeren met hulp",)),
        (ROW, "Aandeel jongeren met hulp: 10,5%", ("Aandeel jongeren met hulp", "10,5%")),
        (
            ROW,
            "Aandeel jongeren met hulp: 10,5%; Nulmeting (2020): 12,5%",
            ("Aandeel jongeren met hulp", "10,5%", "Nulmeting (2020)", "12,5%"),
        ),
        (
            POINT,
            "Het team krijgt een vaste plek met: een spreekkamer; een balie",
            ("Het team krijgt een vaste plek met", "een spreekkamer", "een balie"),
        ),
    ],
)
def test_every_part_of_an_item_is_as_its_passage_has_it(text: str, words: str, parts: tuple[str, ...]) -> None:
    assert as_written(item(words), passage(text)) == parts


def test_an_item_with_a_part_that_stands_nowhere_is_not_cut_up() -> None:
    words = "Aandeel jongeren met hulp: 9,5%; Nulmeting (2020): 12,5%"
    assert as_written(item(words), passage(ROW)) == (words,)


def test_a_point_that_announces_its_sub_points_is_shown_with_them_wherever_it_is_found() -> None:
    lines = ("Het team krijgt een vaste plek met:", "een spreekkamer", "een balie")
    text = "• " + "\n• ".join(lines) + "\n• Wij plaatsen lampen."
    spans = tuple(Span(1, text.index(line), text.index(line) + len(line)) for line in lines)
    point = Passage("i", "d", Grain.ITEM, ("Plan",), SectionClass.ACTION, None, None, (), spans, "\n".join(lines))
    running = (*spans, Span(1, text.index("Wij"), len(text)))
    words = "\n".join(text[s.start : s.end] for s in running)
    block = Passage("b", "d", Grain.BLOCK, ("Plan",), SectionClass.ACTION, None, None, (), running, words)
    index = cast(Index, SimpleNamespace(passages=(block, point)))
    for found in (point, block):
        first, *_, last = units(found, index)
        assert (first.text, first.quotes) == ("Het team krijgt een vaste plek met: een spreekkamer; een balie", lines)
    assert last.text == "Wij plaatsen lampen."
