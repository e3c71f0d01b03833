"""Names of municipalities as texts write them. The sentences are made up."""

from __future__ import annotations

import pytest

from ingest.places import municipality_in


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("het veiligheidsbeleid van de gemeente Almere is", "Almere"),
        ("Jaarplan Veiligheid gemeente Almere 2021", "Almere"),
        ("de gemeente Almere en Politie", "Almere"),
        ("De gemeente Almere Veiligheid en Zorg", "Almere"),
        ("gemeente Bergen op Zoom heeft", "Bergen op Zoom"),
        ("gemeente Alphen aan den Rijn.", "Alphen aan den Rijn"),
        ("gemeente Horst aan de Maas werkt", "Horst aan de Maas"),
        ("de gemeente Den Haag wil", "Den Haag"),
        ("gemeente ’s-Hertogenbosch", "’s-Hertogenbosch"),
        ("gemeente Peel en Maas doet", "Peel en Maas"),
        ("gemeente West Maas en Waal doet", "West Maas en Waal"),
        ("gemeente Neder-Betuwe", "Neder-Betuwe"),
        ("gemeente Súdwest-Fryslân", "Súdwest-Fryslân"),
        ("GEMEENTE ALMERE", "Almere"),
        ("de raad van Almere", "Almere"),
        ("gemeente\nAlmere", "Almere"),
        ("de gemeente is de partner", None),
        ("de gemeente van Almere", None),
        ("gemeente", None),
        ("de Raad van State", None),
    ],
)
def test_names(text: str, name: str | None) -> None:
    assert municipality_in([text]) == name


def test_the_one_named_most_often_wins() -> None:
    assert municipality_in(["gemeente Lelystad", "gemeente Almere, gemeente Almere"]) == "Almere"
    assert municipality_in(["gemeente Lelystad", "gemeente Almere"]) == "Lelystad"
