"""Names of parties: a cell or label value to names, and sentences that say in so many words who does what.

A name may hold "en" or a comma ("Vergunningen, Toezicht en Handhaving"), so a value is cut only where the parts are
known by themselves, or where the separator cannot be part of a name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from corpus.types import Party, Role
from ingest.structure import plain
from ingest.wordings import wordings

SURE = re.compile(r"\s*[;/|\n•]\s*|\s+\+\s+|\s+[–—]\s+")
UNSURE = re.compile(r"(?<!-)(\s*,\s*(?:en\s+)?|\s+en\s+|\s+&\s+)")
ARTICLE = re.compile(r"^(?:de|het|een|onze|ons)\s+", re.IGNORECASE)
EXPLAINED = re.compile(r"\s*\([^)]*\)\s*$")

CAPITALS = (
    r"[A-ZÀ-Ý][\w’'.&-]*(?<!\.)"
    r"(?:\s+(?:(?:en|&)\s+|van\s+(?:de\s+|het\s+)?|der\s+|de\s+)?[A-ZÀ-Ý][\w’'&-]*)*"
)
GENERIC = (
    r"(?-i:\b(?:(?!(?:{function})\b)[a-zà-ÿ][a-zà-ÿ-]{{2,}}\s+)?{capitals}"
    r"|\b(?!(?:{function})\b)[a-zà-ÿ][a-zà-ÿ-]{{3,}}(?!\s+[A-ZÀ-Ý]))"
)
"""A name no list knows: capitals with the noun before them ("afdeling Toezicht en Handhaving"), or one noun."""

COMMA = 2.0
JOINED = 1.5
"""What it costs to keep unknown parts together as one name, against 1 for each unknown name (see `_cheapest`)."""


@dataclass(frozen=True)
class Parties:
    """The names that one document, and every municipality, knows by themselves; plain names as keys."""

    known: frozenset[str]

    @cached_property
    def phrases(self) -> tuple[tuple[Role, re.Pattern[str]], ...]:
        """The sentences that name a party, with this document's names worked in."""
        names = sorted({re.escape(name) for name in self.known}, key=lambda n: (-len(n), n))
        generic = GENERIC.format(function=wordings().function_words, capitals=CAPITALS)
        capital = "(?-i:(?:De |de |van )?[A-ZÀ-Ý])"  # "burgemeester De Vries" is more than "burgemeester"
        one = rf"(?:(?<!\w)(?:{'|'.join(names)})(?!\w)(?!\s+{capital})|{generic})"
        many = rf"(?P<name>{one}(?:\s*,\s*(?:de |het )?{one})*(?:\s+en\s+(?:de |het )?{one})?)"
        filled = (
            (
                role,
                p.replace("{NAMES}", many).replace("{NAME}", rf"(?P<name>{one})").replace("{ARTICLE}", "(?:de |het )?"),
            )
            for role, p in wordings().phrases
        )
        return tuple((role, re.compile(pattern, re.IGNORECASE)) for role, pattern in filled)


def known_parties(values: Iterable[tuple[Role, str]]) -> Parties:
    """Learn names from all values of party columns and labels: those without a doubtful separator, or that recur whole.

    A trekker is as a rule one party, so a doubtful value that recurs there is a name; partners are as a rule many.
    """
    names: set[str] = set(wordings().known_parties)
    doubtful: Counter[str] = Counter()
    for role, value in values:
        for part in _sure_parts(value):
            if not UNSURE.search(part):
                names.add(part)
            elif role is not Role.PARTNER:
                doubtful[part] += 1
    names.update(part for part, count in doubtful.items() if count > 1 and not _all_known(part, names))
    return Parties(frozenset(names))


def _all_known(value: str, names: set[str]) -> bool:
    plain_names = {plain(name) for name in names}
    return all(plain(part) in plain_names for part in UNSURE.split(value)[::2])


def parties_of(value: str, role: Role, known: Parties) -> tuple[Party, ...]:
    """Give the parties that a cell or label value names; "-", "n.v.t." and "nog te bepalen" name none."""
    plain_known = frozenset(plain(name) for name in known.known)
    names = [name for part in _sure_parts(value) for name in _cut(part, role, plain_known)]
    return tuple(Party(name, role) for name in dict.fromkeys(names) if is_name(name))


def _sure_parts(value: str) -> Iterator[str]:
    for part in SURE.split(value.strip()):
        name = ARTICLE.sub("", EXPLAINED.sub("", part).strip(" \t.,:*")).strip()
        if name and is_name(name):
            yield name


def is_name(text: str) -> bool:
    """Say whether `text` can be a party's name: it has letters, is not a filler and not "wij"."""
    bare = text.strip()
    return bool(
        re.search(r"[^\W\d_]{2}", bare)
        and not wordings().nobody.fullmatch(bare)
        and not wordings().not_a_name.fullmatch(bare)
    )


def _cut(value: str, role: Role, known: frozenset[str]) -> tuple[str, ...]:
    """Cut at doubtful separators where that explains the value best."""
    pieces = UNSURE.split(value)
    many = role is Role.PARTNER
    listed = many and any("," in separator for separator in pieces[1::2])
    names = tuple(ARTICLE.sub("", piece.strip()) for piece in _cheapest(tuple(pieces), many, listed, known)[1])
    return tuple(name for name in names if name)


@lru_cache(maxsize=4096)
def _cheapest(
    pieces: tuple[str, ...], many: bool, listed: bool, known: frozenset[str]
) -> tuple[float, tuple[str, ...]]:
    """Give the cheapest reading of alternating names and separators: few unknown names, few doubtful joins.

    A known name costs nothing, an unknown one 1. Unknown parts kept together cost more where many names are expected
    (`many`: partners) and a comma stands in the value (`listed`); ties go to the reading with more names.
    """
    best: tuple[float, tuple[str, ...]] | None = None
    for end in range(1, len(pieces) + 1, 2):
        head = "".join(pieces[:end])
        separators = pieces[1:end:2]
        cost = 0.0 if plain(ARTICLE.sub("", head)) in known else 1.0 + _join_cost(separators, many, listed)
        rest = _cheapest(pieces[end + 1 :], many, listed, known) if end < len(pieces) else (0.0, ())
        reading = (cost + rest[0], (head, *rest[1]))
        if best is None or (reading[0], -len(reading[1])) < (best[0], -len(best[1])):
            best = reading
    assert best is not None
    return best


def _join_cost(separators: Sequence[str], many: bool, listed: bool) -> float:
    commas = sum("," in s for s in separators)
    return commas * (COMMA if many else 0.0) + (len(separators) - commas) * (JOINED if listed else 0.0)


def stated_parties(sentence: str, known: Parties) -> tuple[Party, ...]:
    """Give the parties that a sentence gives a role in so many words ("X is trekker van ...")."""
    found: dict[Party, None] = {}
    for role, pattern in known.phrases:
        for match in pattern.finditer(sentence):
            for party in parties_of(match["name"], role, known):
                found.setdefault(party, None)
    return tuple(found)
