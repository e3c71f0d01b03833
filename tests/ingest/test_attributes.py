from __future__ import annotations

import pytest

from corpus.types import Role
from ingest.attributes import attributes_of
from ingest.parties import acting_party, known_parties
from ingest.wordings import Field

KNOWN = known_parties([(Role.LEAD, "Team Wonen"), (Role.LEAD, "Stadsbeheer"), (Role.PARTNER, "GGD Linge")])


@pytest.mark.parametrize(
    ("sentence", "field", "value"),
    [
        ("Team Wonen is hiervoor aan zet.", Field.LEAD, "Team Wonen"),
        ("Stadsbeheer neemt dit op zich.", Field.LEAD, "Stadsbeheer"),
        ("Aanspreekpunt hierbij: Team Wonen.", Field.LEAD, "Team Wonen"),
        ("Ook GGD Linge denkt hierover mee.", Field.PARTNER, "GGD Linge"),
        ("De politie en GGD Linge helpen hierbij.", Field.PARTNER, "politie; GGD Linge"),
        ("Onze partner is GGD Linge.", Field.PARTNER, "GGD Linge"),
        ("We hopen dit in het derde kwartaal klaar te hebben.", Field.PLANNING, "het derde kwartaal"),
        ("Verwachte oplevering: eind 2021.", Field.PLANNING, "eind 2021"),
        ("In de kalender staat mei - juli.", Field.PLANNING, "mei - juli"),
        ("Daar is een bedrag van € 12.500 voor vrijgemaakt.", Field.BUDGET, "€ 12.500"),
    ],
)
def test_a_short_sentence_is_known_by_what_it_holds(sentence: str, field: Field, value: str) -> None:
    assert attributes_of(sentence, KNOWN) == ((field, value),)


@pytest.mark.parametrize(
    "sentence",
    [
        "In maart plaatsen wij zes nieuwe camera’s op het plein.",
        "Team Wonen plaatst zes nieuwe lampen langs het fietspad.",
        "In mei 2020 stond de buurt twee dagen zonder stroom en water.",
        "Bewoners waarderen het werk van de politie in hun eigen straat zeer.",
        "Het vorige plan kostte € 12.500 en leverde veel minder op dan wij hadden gehoopt.",
        "Dit is hard nodig.",
    ],
)
def test_a_sentence_with_something_of_its_own_to_say_is_no_remark(sentence: str) -> None:
    assert attributes_of(sentence, KNOWN) == ()


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Team Wonen wil zes lampen plaatsen.", ["Team Wonen"]),
        ("Eind 2021 opent Stadsbeheer een loket.", ["Stadsbeheer"]),
        ("Zes lampen plaatsen, uit te voeren door Team Wonen.", ["Team Wonen"]),
        ("Het is aan Team Wonen om zes lampen te plaatsen.", ["Team Wonen"]),
        ("We vragen Stadsbeheer zes lampen te plaatsen.", ["Stadsbeheer"]),
        ("Zes lampen plaatsen (Team Wonen).", ["Team Wonen"]),
        ("We bezoeken GGD Linge en twee scholen.", []),
        ("We praten met Team Wonen over de lampen.", []),
        ("Zes lampen van Stadsbeheer vervangen.", []),
        ("Een overleg over de politie en haar taken houden.", []),
    ],
)
def test_only_the_one_who_acts_leads_an_action(sentence: str, names: list[str]) -> None:
    assert [party.name for party in acting_party(sentence, KNOWN)] == names
