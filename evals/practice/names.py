"""Invented names: municipality, neighbourhoods, parties. None is a real Dutch municipality or well-known place."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FRONTS = """
    Aver Bramel Dorse Elver Fers Grave Haver Ister Jorre Klave Lomer Merste Nijve Oster Pelle Quade Reimer Selde Tolver
    Uvel Varre Welder Zever Bolle Drieke Ester Gelve Horre Knippe Linge Morre Noorder Oever Ramse Snelle Trompe Vlasse
    Wiske Zomer Barne Dolle Ginder Hulve Kerse Moerde
    """.split()
BACKS = """
    horst veld kamp dijk oord akker weide hoek gaarde drift brink mark broek laar lo steen stede vaart berg made
    """.split()
DISTRICT_BACKS = """
    veen hof kwartier zijde buurt plantsoen singel park dreef tuin eiland poort wal hage burcht eng
    """.split()
SURNAMES = """
    Bronkhuizer Veldeman Oldemeule Terwissel Brakelaar Zandvoorde Mulderij Hooikamer Westerlaken Paalvast
    """.split()

INTERNAL_TEAMS = (
    "Team Toezicht",
    "Team Wijkzaken",
    "Stadsbeheer",
    "Bureau Openbare Orde",
    "Afdeling Jeugd en Onderwijs",
    "Afdeling Vergunningen",
    "Programma Buurtkracht",
    "Team Handhaving",
    "Afdeling Zorg",
    "Team Evenementen",
    "Bureau Crisis",
    "Afdeling Mobiliteit",
    "Team Juridische Zaken",
    "Afdeling Economie",
    "Team Communicatie",
    "Team Wonen",
    "Programma Weerbaar Bestuur",
    "Bureau Informatie en Onderzoek",
    "Afdeling Burgerzaken",
    "Team Leefomgeving",
    "Gebiedsteam Noord",
    "Gebiedsteam Zuid",
)
OUTSIDERS = (
    ("politie", "de politie"),
    ("brandweer {name}", "brandweer {name}"),
    ("woningcorporatie {name}", "woningcorporatie {name}"),
    ("Stichting {name}", "Stichting {name}"),
    ("welzijnsorganisatie {name}", "welzijnsorganisatie {name}"),
    ("ondernemersvereniging {name}", "ondernemersvereniging {name}"),
    ("Veiligheidshuis {name}", "Veiligheidshuis {name}"),
    ("GGD {name}", "GGD {name}"),
    ("Openbaar Ministerie", "het Openbaar Ministerie"),
    ("jongerenwerk {name}", "jongerenwerk {name}"),
    ("scholengroep {name}", "scholengroep {name}"),
    ("waterschap {name}", "waterschap {name}"),
    ("huurdersbond {name}", "huurdersbond {name}"),
    ("bewonersplatform {name}", "bewonersplatform {name}"),
    ("vervoerder {name}", "vervoerder {name}"),
    ("zorgpartner {name}", "zorgpartner {name}"),
    ("sportservice {name}", "sportservice {name}"),
    ("omgevingsdienst {name}", "omgevingsdienst {name}"),
)
PORTFOLIOS = (
    "burgemeester",
    "wethouder Jeugd en Onderwijs",
    "wethouder Zorg en Welzijn",
    "wethouder Wonen en Wijken",
    "wethouder Verkeer en Openbare Ruimte",
    "wethouder Economie en Financiën",
)


@dataclass(frozen=True, slots=True)
class PartyName:
    """A party as printed in a column (`name`) and as the subject of a sentence (`subject`)."""

    name: str
    subject: str
    internal: bool


@cache
def real_places() -> frozenset[str]:
    """Give the names of real Dutch municipalities and well-known places, folded to lower case."""
    text = (Path(__file__).resolve().parent / "real_places.txt").read_text(encoding="utf-8")
    return frozenset(line.strip().casefold() for line in text.splitlines() if line.strip() and line[0] != "#")


class Names:
    """Draws names of which no two share a beginning, so that a typo cannot turn one into another."""

    def __init__(self, rng: random.Random) -> None:
        """Shuffle the beginnings with `rng`."""
        self._fronts = list(FRONTS)
        rng.shuffle(self._fronts)
        self._rng = rng

    def place(self, backs: list[str]) -> str:
        """Give an invented name that ends in one of `backs`."""
        while True:
            name = self._fronts.pop() + self._rng.choice(backs)
            if name.casefold() not in real_places():
                return name

    def municipality(self) -> str:
        """Give the municipality's name."""
        return self.place(BACKS)

    def districts(self, count: int) -> tuple[str, ...]:
        """Give the names of `count` neighbourhoods."""
        return tuple(self.place(DISTRICT_BACKS) for _ in range(count))

    def parties(self, internal: int, outside: int) -> tuple[PartyName, ...]:
        """Give `internal` teams of the municipality and `outside` organisations."""
        teams = [PartyName(name, name, True) for name in self._rng.sample(INTERNAL_TEAMS, internal)]
        others = []
        for name, subject in self._rng.sample(OUTSIDERS, outside):
            own = self.place(BACKS) if "{name}" in name else ""
            others.append(PartyName(name.format(name=own), subject.format(name=own), False))
        return (*teams, *others)
