"""The municipality that a text is of: the name that follows "gemeente" most often."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

NAMED = re.compile(
    r"\b(?:[Gg]emeente|GEMEENTE|[Gg]emeenteraad van|[Rr]aad van)\s+"
    r"(?P<rest>(?:[’']s-)?[^\W\d_][\w’'.-]*(?:[ \t\n]+[^\W\d_][\w’'-]*){0,4})"
)
# A name is one word with a capital, unless it begins or goes on as these do.
FIRST_OF_TWO = frozenset(
    "De Den Het 't ’t Oude West Oost Noord Zuid Land Hof Sint Stede Hollands Gooise Utrechtse".split()
)
JOINS = frozenset("aan op bij van den de der het".split())
# "en" joins two parts only in these names: "de gemeente Almere en Politie" is far more common.
WITH_EN = frozenset(
    (
        "Aa en Hunze",
        "Berg en Dal",
        "Dijk en Waard",
        "Gilze en Rijen",
        "Kaag en Braassem",
        "Mook en Middelaar",
        "Peel en Maas",
        "Son en Breugel",
        "West Maas en Waal",
    )
)
NOT_A_PLACE = frozenset("Nederland Europa Europese State Toezicht Bestuur Commissarissen".split())
SEARCHED = 200_000  # characters; a name that does not stand in the first hundred pages is not the document's own


def municipality_in(texts: Iterable[str]) -> str | None:
    """Give the municipality that `texts` name most often, the first one where two are named as often."""
    counts: Counter[str] = Counter()
    left = SEARCHED
    for text in texts:
        counts.update(name for match in NAMED.finditer(text[:left]) if (name := place(match["rest"])))
        left -= len(text[:left])
    return counts.most_common(1)[0][0] if counts else None


def place(words_after: str) -> str | None:
    """Cut a municipality's name from the words after "gemeente", or give None where they name none."""
    words = words_after.split()
    if not words[0].removeprefix("’s-").removeprefix("'s-")[:1].isupper() and words[0] not in FIRST_OF_TWO:
        return None
    if words[0].isupper() and len(words[0]) > 2:  # a title in capitals
        words = [word.title() for word in words]
    taken = 2 if words[0] in FIRST_OF_TWO and len(words) > 1 and words[1][:1].isupper() else 1
    while taken < len(words) and words[taken] in JOINS:
        end = next((i for i in range(taken, len(words)) if words[i] not in JOINS), len(words))
        if end == len(words) or not words[end][:1].isupper():
            break
        taken = end + 1
    taken = next((n for n in (4, 3) if " ".join(words[:n]) in WITH_EN), taken)
    name = " ".join(words[:taken]).rstrip(".'’-")
    return name if len(name) > 1 and name not in NOT_A_PLACE else None
