"""Names of parties: a cell or label value to names, and sentences that say in so many words who does what.

A name may hold "en" or a comma ("Vergunningen, Toezicht en Handhaving"), so a value is cut only where the parts are
known by themselves, or where the separator cannot be part of a name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache

from corpus.types import Party, Role
from ingest.wordings import plain, wordings

OUTSIDE_BRACKETS = r"(?![^()]{0,200}\))"
SURE = re.compile(rf"(?:\s*[;/|\n•]\s*|\s+\+\s+|\s+[–—]\s+){OUTSIDE_BRACKETS}")
UNSURE = re.compile(rf"(?<!-)(\s*,\s*(?:en\s+)?|\s+en\s+|\s+&\s+){OUTSIDE_BRACKETS}")
ARTICLE = re.compile(r"^(?:de|het|een|onze|ons)\s+", re.IGNORECASE)
OWN_ARTICLE = re.compile(r"(?:De|Het|Den)\s+(?=[A-ZÀ-Ý][a-zà-ÿ])")
"""An article that may be part of a name: it has a capital, and so has the name ("De Kade", "Het Anker")."""
EXPLAINED = re.compile(r"\s*\((?P<by>[^)]*)\)\s*$")

CAPITALS = (
    r"[A-ZÀ-Ý][\w’'.&-]*(?<!\.)"
    r"(?:\s+(?:(?:en|&)\s+|van\s+(?:de\s+|het\s+)?|der\s+|de\s+)?[A-ZÀ-Ý][\w’'&-]*)*"
)
GENERIC = (
    r"(?-i:\b(?:(?!(?:{function})\b)[a-zà-ÿ][a-zà-ÿ-]{{2,}}\s+)?{capitals}"
    r"|(?:(?<=\bde )|(?<=\bDe )|(?<=\bhet )|(?<=\bHet ))(?!(?:{function})\b)[a-zà-ÿ][a-zà-ÿ-]{{3,}}(?!\s+[A-ZÀ-Ý]))"
)
"""A name no list knows: capitals with the noun before them ("afdeling Vergunningen"), or a noun after an article."""

COMMA = 2.0
JOINED = 1.5
"""What it costs to keep unknown parts together as one name, against 1 for each unknown name (see `_cheapest`)."""


@dataclass(frozen=True)
class Parties:
    """The names that one document, and every municipality, knows by themselves; plain names as keys."""

    known: frozenset[str]

    @cached_property
    def plain(self) -> frozenset[str]:
        """The names for comparing, with what a municipality calls itself."""
        return frozenset((*map(plain, self.known), *wordings().itself_names))

    @cached_property
    def party(self) -> str:
        """A pattern for one name that is known, or that is written as a party's ("Team Wonen")."""
        names = "|".join(_as_written(name) for name in sorted(self.known, key=lambda n: (-len(n), n)))
        capital = "(?-i:(?:De |de |van )?[A-ZÀ-Ý])"  # "burgemeester De Vries" is more than "burgemeester"
        return rf"(?:(?<!\w)(?:{names})(?!\w)(?!\s+{capital})|{of_a_kind()})"

    @cached_property
    def _made(self) -> dict[str, re.Pattern[str]]:
        """The phrases in use, compiled: each takes as long as a document is read in, and few are met."""
        return {}

    def whole(self, party: Party, words: str) -> Party:
        """Give the party that a sentence names, with the article that the document's columns and labels give it."""
        bare = ARTICLE.sub("", party.name)
        names = (f"{article} {bare}" for article in ("De", "Het", "Den"))
        return replace(party, name=next((name for name in names if name in self.known and name in words), party.name))

    def met(self, phrase: str, words: str) -> re.Pattern[str] | None:
        """Give a phrase with this document's names worked in, or None where its bare words are not in `words`."""
        if not _bare(phrase).search(words):
            return None
        if phrase not in self._made:
            self._made[phrase] = self._filled(phrase)
        return self._made[phrase]

    def named_in(self, words: str) -> tuple[re.Match[str], ...]:
        """Give the places where a party is named."""
        return tuple(self._name.finditer(words))

    @cached_property
    def _name(self) -> re.Pattern[str]:
        return re.compile(self.party, re.IGNORECASE)

    def begins(self, words: str) -> bool:
        """Say whether a sentence begins with a party's name."""
        return bool(self._name.match(ARTICLE.sub("", words)) or self._name.match(words))

    def _filled(self, pattern: str) -> re.Pattern[str]:
        generic = GENERIC.format(function=wordings().function_words, capitals=CAPITALS)
        one = rf"(?:{self.party}|{generic})"
        many = rf"(?P<name>{one}(?:\s*,\s*(?:de |het )?{one})*(?:\s+en\s+(?:de |het )?{one})?)"
        filled = (
            pattern.replace("{NAMES}", many)
            .replace("{NAME}", rf"(?P<name>{one})")
            .replace("{PARTY}", rf"(?P<name>{self.party})")
            .replace("{ARTICLE}", "(?:de |het )?")
            .replace("{VALUE}", r"(?P<name>(?:(?!\b(?:wij|we)\b).)+)")
        )
        return re.compile(filled, re.IGNORECASE)


def _as_written(name: str) -> str:
    """Give the pattern of a known name: it may begin a sentence with a capital, but "OM" is not "om"."""
    if len(name) > 1 and name[1].isupper():
        return f"(?-i:{re.escape(name)})"
    return rf"(?i:{re.escape(name[0])})(?-i:{re.escape(name[1:])})"


@cache
def _bare(pattern: str) -> re.Pattern[str]:
    """Give a phrase with anything for its names: quick to try, and found wherever the phrase itself is."""
    begins = re.sub(r"^(\{ARTICLE\})?\{NAMES?\}", r"\\S", pattern)
    anything = re.sub(r"\{(?:NAMES?|PARTY|VALUE)\}", r"\\S.*?", begins.replace("{ARTICLE}", ""))
    return re.compile(anything, re.IGNORECASE)


@cache
def of_a_kind() -> str:
    """Give the pattern of a name that begins with the noun of a party ("Afdeling Jeugd en Onderwijs")."""
    kinds = wordings().party_kinds
    joint = rf"(?:(?:en|&)\s+(?!(?i:{kinds})\b)|van\s+(?:de\s+|het\s+)?|der\s+|de\s+)?"
    return rf"(?-i:(?<!\w)(?i:{kinds})\s+[A-ZÀ-Ý][\w’'&-]*(?:\s+{joint}[A-ZÀ-Ý][\w’'&-]*)*)"


def known_parties(values: Iterable[tuple[Role, str]], texts: Iterable[str] = ()) -> Parties:
    """Learn names: from all values of party columns and labels, and from texts that name a party by its kind.

    A value counts where it has no doubtful separator, or recurs whole where one party is expected: a trekker is as a
    rule one party, partners are as a rule many.
    """
    names: set[str] = set(wordings().known_parties)
    kind = re.compile(of_a_kind())
    for text in texts:
        names.update(match[0] for match in kind.finditer(text))
    doubtful: Counter[str] = Counter()
    for role, value in values:
        for part in filter(is_name, _sure_parts(value)):
            if not UNSURE.search(part):
                names.add(part)
            elif role is not Role.PARTNER:
                doubtful[part] += 1
    names.update(part for part, count in doubtful.items() if count > 1)
    return Parties(frozenset(name for name in names if not (UNSURE.search(name) and _all_known(name, names))))


def _all_known(value: str, names: set[str]) -> bool:
    plain_names = {plain(name) for name in names}
    return all(plain(part) in plain_names for part in UNSURE.split(value)[::2])


def parties_of(value: str, role: Role, known: Parties) -> tuple[Party, ...]:
    """Give the parties that a cell or label value names; "-", "n.v.t." and "nog te bepalen" name none.

    Such a value may be the municipality itself: there "Gemeente" and "Gemeente (team Veiligheid)" are answers.
    """
    names = [name for part in _sure_parts(value) for name in _cut(part, role, known.plain)]
    return tuple(Party(name, role) for name in dict.fromkeys(names) if is_name(name) or is_itself(name))


def said_parties(value: str, role: Role, known: Parties) -> tuple[Party, ...]:
    """Give the parties that a sentence names; there "de gemeente" is no more than "wij"."""
    return tuple(party for party in parties_of(value, role, known) if not is_itself(party.name))


def _sure_parts(value: str) -> Iterator[str]:
    for part in SURE.split(value.strip()):
        name = bare_name(EXPLAINED.sub("", part).strip(" \t.,:*"))
        if is_itself(name):
            yield _with_its_team(name, part)
        elif name and is_name(name):
            yield name


def bare_name(text: str) -> str:
    """Give a name as written, without an article that is no part of it.

    "De Kade" is a name; "De afdeling Wonen", "Het Openbaar Ministerie", "De Stichting Buren" and "De GGD" have one
    with an article at the beginning of a cell or sentence.
    """
    name = text.strip()
    bare = ARTICLE.sub("", name).strip()
    is_noun = plain(bare) in _everywhere() or is_itself(bare) or re.match(of_a_kind(), bare)
    return name if OWN_ARTICLE.match(name) and not is_noun else bare


@cache
def _everywhere() -> frozenset[str]:
    return frozenset(map(plain, wordings().known_parties))


def _with_its_team(name: str, part: str) -> str:
    """Give "Gemeente (team Veiligheid)" whole: what stands in the brackets says who it is."""
    team = EXPLAINED.search(part)
    if team is None or not is_name(team["by"]) or plain(team["by"]) in {role.value for role in Role}:
        return name
    return f"{name} ({team['by'].strip()})"


def is_itself(text: str) -> bool:
    """Say whether a municipality calls itself so ("de gemeente")."""
    return plain(ARTICLE.sub("", text.strip())) in wordings().itself_names


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
    names = tuple(bare_name(piece) for piece in _cheapest(tuple(pieces), many, listed, known)[1])
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
        cost = (
            0.0 if {plain(head), plain(ARTICLE.sub("", head))} & known else 1.0 + _join_cost(separators, many, listed)
        )
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
    found: dict[tuple[str, Role], Party] = {}
    words = " ".join(sentence.split())
    for role, phrase in wordings().phrases:
        pattern = known.met(phrase, words)
        for match in pattern.finditer(words) if pattern else ():
            for party in said_parties(match["name"], role, known):
                found.setdefault((plain(party.name), role), known.whole(party, words))
    return tuple(found.values())


def acting_party(sentence: str, known: Parties) -> tuple[Party, ...]:
    """Give the party that acts in the sentence of an action: "Team Wonen plaatst ...", as its trekker."""
    words = " ".join(sentence.split())
    if _begins_with_a_name(words) and not known.begins(words):
        return ()
    for phrase in wordings().doers:
        if (pattern := known.met(phrase, words)) and (match := pattern.search(words)):
            return tuple(known.whole(party, words) for party in said_parties(match["name"], Role.LEAD, known))
    return ()


def _begins_with_a_name(words: str) -> bool:
    """Say whether a sentence's subject is a name in capitals ("Veilig Verkeer Zuid helpt de politie")."""
    name = r"[A-ZÀ-Ý][\w’'-]*"
    begin = (
        rf"(?!(?i:{wordings().function_words})\b)(?:{name}\s+)+(?:(?:en|van|de|der)\s+)*{name}\s+[a-zà-ÿ]+(?:t|en)\b"
    )
    return re.match(begin, words) is not None
