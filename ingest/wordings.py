"""What the words of a plan or report say they are: headings, column heads, labels and sentences, from wordings.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from corpus.types import Role, SectionClass

WORDINGS = Path(__file__).with_name("wordings.toml")

NUMBER = re.compile(
    r"^\s*(?:(?:hoofdstuk|paragraaf|deel)\s+(?:\d+(?:\.\d+)*|[A-Z]|[IVX]+)\s*[:.–-]?\s+"
    r"|\d{1,2}(?:\.\d{1,3})+\.?\s*|\d{1,2}\.?\s+|\d{1,2}\.(?=[A-Z])|[IVX]+\.\s+|[A-Z]\.\s+)(?=\S)",
    re.IGNORECASE,
)
"""A heading's number: "2.1. ", "2 ", "Hoofdstuk 5: ", "II. ", "A. "; a year ("2021 in cijfers") is none."""

YEAR = re.compile(r"(?<![\d.,-])(?:19|20)\d\d(?![\d]|[.,]\d)")
YEAR_RANGE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*(?:-|–|tot en met|t/m|tot)\s*((?:19|20)\d\d)(?!\d)")
LONGEST_RANGE = 12
"""Years; a plan runs four, a vision ten; a longer range is a span of history, not what a text is about."""


class Field(StrEnum):
    """What a table's column or a label before a ":" holds."""

    NUMBER = "nummer"
    ACTION = "actie"
    GOAL = "doelstelling"
    RESULT = "resultaat"
    LEAD = "trekker"
    PARTNER = "partner"
    PORTFOLIO = "portefeuillehouder"
    RESPONSIBLE = "verantwoordelijk"
    PLANNING = "planning"
    BUDGET = "budget"
    STATUS = "status"
    INDICATOR = "indicator"
    UNIT = "eenheid"
    BASE = "nulmeting"
    TARGET = "streefwaarde"
    VALUE = "realisatie"
    THEME = "thema"
    TOPIC = "onderwerp"
    YEAR = "jaar"
    REMARK = "toelichting"


ROLE_OF = {
    Field.LEAD: Role.LEAD,
    Field.PARTNER: Role.PARTNER,
    Field.PORTFOLIO: Role.PORTFOLIO,
    Field.RESPONSIBLE: Role.RESPONSIBLE,
}


@dataclass(frozen=True, slots=True)
class Wordings:
    """The wordings, compiled. Patterns of `classes` and `labels` match from the start, the others anywhere."""

    classes: tuple[tuple[SectionClass, re.Pattern[str]], ...]
    introductions: tuple[tuple[SectionClass, re.Pattern[str]], ...]
    heads: tuple[tuple[Field, re.Pattern[str]], ...]
    labels: tuple[tuple[Field, re.Pattern[str]], ...]
    phrases: tuple[tuple[Role, str], ...]
    theme_prefix: re.Pattern[str]
    untitled: re.Pattern[str]
    ambition: re.Pattern[str]
    topic_prefix: re.Pattern[str]
    card: re.Pattern[str]
    lists_actions: re.Pattern[str]
    organises: re.Pattern[str]
    themes: re.Pattern[str]
    topics_head: re.Pattern[str]
    nobody: re.Pattern[str]
    not_a_name: re.Pattern[str]
    itself_names: frozenset[str]
    function_words: str
    party_kinds: str
    known_parties: tuple[str, ...]
    doers: tuple[str, ...]
    families: tuple[tuple[Field, re.Pattern[str]], ...]
    time: re.Pattern[str]
    attributes: tuple[tuple[Field, str], ...]
    deed: re.Pattern[str]
    no_deed: re.Pattern[str]
    definition: re.Pattern[str]
    past: re.Pattern[str]
    told: re.Pattern[str]
    no_result: re.Pattern[str]
    telegram: re.Pattern[str]
    continues: re.Pattern[str]
    unfinished: re.Pattern[str]
    about_text: re.Pattern[str]
    of_theme: re.Pattern[str]
    of_part: re.Pattern[str]
    goal: re.Pattern[str]
    aims: re.Pattern[str]
    unit: re.Pattern[str]


@cache
def wordings() -> Wordings:
    """Read the wordings once; they ship with the program."""
    table = tomllib.loads(WORDINGS.read_text(encoding="utf-8"))
    fields = [(Field(entry["name"]), entry) for entry in table["field"]]
    prose = table["prose"]
    unit = table["time"]["unit"]
    acts = rf"(?!(?:{table['doer']['no_act']})\b)(?:[a-zà-ÿ]{{2,}}(?:t|en|aan)|wil|mag|kan|zal)\b"
    verb = rf"(?!(?:{prose['stative']}|{prose['no_verb']})\b)[a-zà-ÿ]{{2,}}(?:t|en|aan)\b"
    return Wordings(
        classes=tuple(_classes(table["class"])),
        introductions=tuple(_classes(table["introduction"])),
        heads=tuple((field, _pattern(entry["head"])) for field, entry in fields),
        labels=tuple((field, _pattern(rf"(?:{_over_lines(entry['label'])})\s*:\s*")) for field, entry in fields),
        phrases=tuple((Role(entry["role"]), pattern) for entry in table["phrase"] for pattern in entry["patterns"]),
        theme_prefix=_pattern(table["prefix"]["theme"]),
        untitled=_pattern(table["prefix"]["untitled"]),
        ambition=_pattern(table["prefix"]["ambition"]),
        topic_prefix=_pattern(table["prefix"]["topic"]),
        card=_pattern(table["prefix"]["card"]),
        lists_actions=_pattern(table["prefix"]["lists_actions"]),
        organises=_pattern(table["prefix"]["organises"]),
        themes=_pattern(table["prefix"]["themes"]),
        topics_head=_pattern(table["prefix"]["topics_head"]),
        nobody=_pattern(table["parties"]["nobody"]),
        not_a_name=_pattern(table["parties"]["not_a_name"]),
        itself_names=frozenset(table["parties"]["itself"]),
        function_words=table["parties"]["function_words"],
        party_kinds=table["parties"]["kinds"],
        known_parties=tuple(table["parties"]["known"]),
        doers=tuple(pattern.replace("{ACTS}", f"(?-i:{acts})") for pattern in table["doer"]["patterns"]),
        families=tuple((Field(name), _pattern(words)) for name, words in table["family"].items()),
        time=_pattern(rf"\b(?:{unit})(?:{table['time']['joint']}(?:{unit}))*(?!\w)"),
        attributes=tuple((Field(entry["name"]), p) for entry in table["attribute"] for p in entry["patterns"]),
        deed=_pattern(
            "|".join(prose["deed"])
            .replace("{AGENT}", prose["agent"])
            .replace("{STATIVE}", prose["stative"])
            .replace("{VERB}", verb)
        ),
        no_deed=_pattern("|".join(prose["no_deed"])),
        definition=_pattern("|".join(prose["definition"])),
        telegram=_pattern(prose["telegram"].replace("{STATIVE}", prose["stative"])),
        past=_pattern("|".join(prose["past"])),
        no_result=_pattern("|".join(prose["no_result"])),
        told=_pattern("|".join(prose["told"])),
        continues=_pattern(prose["continues"]),
        unfinished=_pattern(prose["unfinished"]),
        about_text=_pattern(prose["about_text"]),
        of_theme=_pattern(prose["of_theme"]),
        of_part=_pattern(prose["of_part"]),
        goal=_pattern(prose["goal"]),
        aims=_pattern(prose["aims"]),
        unit=_pattern(prose["unit"]),
    )


def _classes(entries: list[Mapping[str, object]]) -> Iterator[tuple[SectionClass, re.Pattern[str]]]:
    """One pattern each, for a group name may stand once in a pattern."""
    for entry in entries:
        patterns = entry["patterns"]
        assert isinstance(patterns, list)
        for pattern in patterns:
            yield SectionClass(str(entry["name"])), _pattern(pattern)


def _over_lines(words: str) -> str:
    """Let a label's words stand on two lines, as they may in running text."""
    return words.replace(" ", r"\s+")


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


def plain(text: str) -> str:
    """Give `text` for comparing names: lower case, words only, "&" as "en"."""
    return re.sub(r"\W+", " ", text.replace("&", " en ")).casefold().strip()


def years_in(text: str) -> tuple[int, ...]:
    """Give the years named in `text`, in order and once each; a range "2019-2022" gives all its years."""
    years: dict[int, None] = {}
    for match in YEAR_RANGE.finditer(text):
        first, last = int(match[1]), int(match[2])
        if first <= last <= first + LONGEST_RANGE:
            years.update(dict.fromkeys(range(first, last + 1)))
    years.update(dict.fromkeys(int(m[0]) for m in YEAR.finditer(text)))
    return tuple(years)


def without_number(heading: str) -> str:
    """Give a heading without its own number: "2.1. Thema ..." becomes "Thema ..."."""
    return NUMBER.sub("", heading, count=1).strip()


def class_of(heading: str) -> SectionClass | None:
    """Give the class that a heading's wording promises, or None where its words are a subject of their own."""
    bare = without_number(heading)
    return next((found for found, pattern in wordings().classes if pattern.match(bare)), None)


def subject_of(heading: str) -> str | None:
    """Give the subject that a heading of a class names: "Onze inzet op jeugdoverlast:" gives "jeugdoverlast"."""
    bare = without_number(heading)
    for _, pattern in wordings().classes:
        if match := pattern.match(bare):
            named = match.groupdict().get("onderwerp")
            return re.sub(r"\s*\b(?:in\s+)?(?:19|20)\d\d$", "", named.strip(" :.")) or None if named else None
    return None


def introduced_class(sentence: str) -> SectionClass | None:
    """Give the class of the list points that a sentence ending in ":" introduces, or None where it does not say."""
    if not sentence.rstrip().endswith(":"):
        return None
    by_heading = class_of(sentence)
    if by_heading in {SectionClass.GOAL, SectionClass.ACTION, SectionClass.RESULT}:
        return by_heading
    return next((found for found, pattern in wordings().introductions if pattern.search(sentence)), None)


def theme_name(heading: str) -> str:
    """Give a theme's own name: "Thema 2: Ondermijning" becomes "Ondermijning"."""
    bare = without_number(heading)
    match = wordings().theme_prefix.match(bare)
    return (bare[match.end() :] if match else bare).strip() or heading.strip()


def theme_in_title(title: str) -> str | None:
    """Give the theme that a document's title names: "Jaarplan 2021 – Thema 2: Ondermijning", or None."""
    parts = re.split(r"\s+[–—|-]\s+", title)
    tails = (" - ".join(parts[n:]) for n in range(len(parts)))
    return next((theme_name(tail) for tail in tails if class_of(tail) is SectionClass.THEME), None)


def topic_name(heading: str) -> str:
    """Give a topic's own name: "Subdoelstelling 4.3.1: Jeugd" becomes "Jeugd"."""
    bare = without_number(heading)
    match = wordings().topic_prefix.match(bare)
    return (bare[match.end() :] if match else bare).strip() or heading.strip()


def names_topic(heading: str) -> bool:
    """Say whether a heading calls itself a topic and names it ("Subdoelstelling 4.3.1: Jeugd", "Onderwerp: Drugs")."""
    bare = without_number(heading)
    match = wordings().topic_prefix.match(bare)
    return bool(match and ":" in match[0] and bare[match.end() :].strip())


def field_of(head: str) -> Field | None:
    """Give what a column holds by its head's words, or None where they say nothing known."""
    words = " ".join(head.split())
    return next((field for field, pattern in wordings().heads if pattern.search(words)), None)
