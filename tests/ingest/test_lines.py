"""Printed lines to blocks, where type changes inside a sentence. All texts are fictional."""

from __future__ import annotations

import pytest

from ingest.lines import group, measures
from ingest.readers.raw import RawLine, RawWord

WIDTH = 5.0
"""Points that every letter is wide."""


def line(number: int, text: str, *, bold: bool = False, mixed: bool = False) -> RawLine:
    """The line with this number of a column of 40 letters."""
    words, at, base = [], 60.0, 100.0 + 12 * number
    for word in text.split():
        words.append(RawWord(word, at, base - 9, at + WIDTH * len(word), base))
        at += WIDTH * (len(word) + 1)
    return RawLine(
        tuple(words),
        60,
        base - 9,
        words[-1].x1,
        base,
        base,
        9.0,
        bold=bold,
        mixed=mixed,
        left=60,
        right=60 + 40 * WIDTH,
    )


def blocks(*lines: RawLine) -> list[str]:
    body = [line(n, "Een gewone regel van de lopende tekst.") for n in range(20)]
    return [" ".join(part.text for part in block) for block in group(lines, measures(body))]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            [
                line(0, "Het Bureau voor Bemiddeling en Hulp-", bold=True, mixed=True),
                line(1, "verlening Zuid (BBH) helpt bij ruzies."),
            ],
            id="bold words with another word before them",
        ),
        pytest.param(
            [line(0, "Bureau voor Bemiddeling, Raad en Daad en", bold=True), line(1, "Hulp (BRDH) helpt bij ruzies.")],
            id="bold words that are not done",
        ),
        pytest.param(
            [line(0, "Wie zich zorgen maakt belt dag en nacht"), line(1, "de politie.", bold=True)],
            id="bold words at the end",
        ),
    ],
)  # fmt: skip
def test_a_sentence_runs_on_where_bold_type_begins_or_ends(lines: list[RawLine]) -> None:
    assert blocks(*lines) == [" ".join(part.text for part in lines)]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            [line(0, "Wat gaan we doen?", bold=True), line(1, "de lampen worden vervangen.")], id="a short line"
        ),
        pytest.param(
            [line(0, "Een rustige haven voor iedereen die komt", bold=True), line(1, "Wij plaatsen lampen.")],
            id="a full line that is done",
        ),
        pytest.param(
            [line(0, "Er komen zes lampen op de kade erbij."), line(1, "Overlast door drank", bold=True)],
            id="a heading below a sentence",
        ),
    ],
)
def test_a_bold_line_of_its_own_is_a_block(lines: list[RawLine]) -> None:
    assert blocks(*lines) == [part.text for part in lines]
