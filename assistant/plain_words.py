"""Plain words that a claim may use for hard ones of its source: data, and the one question about it.

Each pair means the same in the texts of a municipality. A word that could also mean something else is left out. The
hard words are those that government writing guides advise against ("schrijf begrijpelijk", taalniveau B1).
"""

from __future__ import annotations

from functools import cache

from corpus.lexical import same_word

PAIRS = """
aanvangen: beginnen start
alsmede: en
alvorens: voordat
beeindigen: stoppen
conform: volgens
continueren: doorgaan doorgaat voortzetten
effectueren: uitvoeren
frequent: vaak
gedurende: tijdens
gereed: klaar
implementeren: invoeren
implementatie: invoering
inzake: over
middels: met door
momenteel: nu
omtrent: over
participeren: meedoen
participatie: meedoen
prioriteren: voorrang
realiseren: maken
rapporteren: melden
reduceren: verminderen
reductie: vermindering daling
significant: duidelijk
teneinde: om
tevens: ook
vigerende: geldende
verstrekken: geven
voorts: ook verder
""".strip()


@cache
def _table() -> tuple[tuple[str, tuple[str, ...]], ...]:
    lines = (line.partition(":") for line in PAIRS.splitlines())
    return tuple((hard.strip(), tuple(plain.split())) for hard, _, plain in lines)


@cache
def plainer(word: str, hard: str) -> bool:
    """Tell whether `word` is a plain word for `hard`, in any inflection; both are folded words."""
    return any(
        (hard == source or same_word(hard, source)) and any(word == p or same_word(word, p) for p in plain)
        for source, plain in _table()
    )
