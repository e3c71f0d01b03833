"""Plain words that a claim may use for hard ones of its source: data, and the one question about it.

Each pair means the same in the texts of a municipality. A word that could also mean something else is left out. The
hard words are those that government writing guides advise against ("schrijf begrijpelijk", taalniveau B1).
"""

from __future__ import annotations

from functools import cache

PAIRS = """
aanvangen aanvang: begint beginnen start starten
alsmede: en
alvorens: voordat
beeindigen beeindigd beeindigt: stoppen stopt gestopt
conform: volgens
continueren continueert gecontinueerd: doorgaan voortzetten
effectueren effectueert: uitvoeren voeren voert uit
frequent: vaak
gedurende: tijdens
gereed: klaar
implementeren implementeert geimplementeerd: invoeren voeren voert in ingevoerd
implementatie: invoering
inzake: over
middels: met door
momenteel: nu
omtrent: over
participeren participeert participatie: meedoen doet doen mee
realiseren realiseert gerealiseerd: maken maakt gemaakt
rapporteren rapporteert gerapporteerd: melden meldt gemeld
reduceren reduceert gereduceerd: verminderen vermindert verminderd
reductie: vermindering
teneinde: om
tevens: ook
vigerend vigerende: geldend geldende
verstrekken verstrekt: geven geeft gegeven
voorts: ook verder
""".strip()


@cache
def _table() -> dict[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    for line in PAIRS.splitlines():
        hard, _, plain = line.partition(":")
        table |= dict.fromkeys(hard.split(), frozenset(plain.split()))
    return table


def plainer(word: str, hard: str) -> bool:
    """Tell whether `word` is a plain word for `hard`; both are folded words."""
    return word in _table().get(hard, ())
