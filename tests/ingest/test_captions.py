"""Captions state nothing. All texts are fictional."""

from __future__ import annotations

import pytest

from corpus.types import ItemKind
from ingest.captions import is_named
from tests.ingest.making import Making
from tests.ingest.test_register import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tabel 2. Doelen wonen", True),
        ("Tabel 3 Kerncijfers 2020 en 2021", True),
        ("Figuur 1.2: Meldingen per wijk", True),
        ("Bron: politie en gemeente.", True),
        ("Tabel 1 laat zien dat de overlast daalt.", False),
        ("Tabel 1 Wonen is in 2021 gewijzigd.", False),
        ("Figuren uit de buurt worden aangesproken.", False),
    ],
)
def test_a_caption_begins_with_its_number(text: str, *, expected: bool) -> None:
    assert is_named(text) is expected


def test_a_caption_above_goals_is_no_goal() -> None:
    making = Making().head(1, "Thema 1: Wonen").head(2, "Wat willen we bereiken?").par("Tabel 2. Doelen wonen")
    making.table([["Doel", "Nulmeting", "Streefwaarde 2022"]], [["Minder meldingen", "40 (2020)", "30"]])
    assert [item.text for item in read(making) if item.kind is ItemKind.GOAL] == [
        "Minder meldingen: 30; Nulmeting: 40 (2020)"
    ]


def test_a_line_above_figures_is_no_figure_and_above_actions_it_may_be_a_goal() -> None:
    making = Making().head(1, "Cijfers").par("Meldingen in 2020 en 2021 (bron: gemeente)")
    making.table([["Indicator", "2020", "2021"]], [["Meldingen", "40", "30"]])
    making.head(1, "Doelstelling").par("Minder overlast op het plein")
    making.table([["Actie", "Trekker"]], [["Lampen plaatsen", "Team Licht"]])
    texts = {item.text: item.kind for item in read(making)}
    assert "Meldingen in 2020 en 2021 (bron: gemeente)" not in texts
    assert texts["Minder overlast op het plein"] is ItemKind.GOAL
