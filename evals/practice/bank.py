"""The invented subject matter: themes, topics, indicators and kinds of action, read from the files in `bank/`.

A municipality draws some of these; what it does not draw stays out of its documents and makes questions to refuse.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Verb:
    """A Dutch verb's forms; `particle` is what splits off ("op" in "stelt op").

    `takes_object` where its noun is no activity by itself: one asks about training guards, not about the guards.
    """

    infinitive: str
    we: str
    one: str
    particle: str
    participle: str
    with_te: str
    takes_object: bool = False


@dataclass(frozen=True, slots=True)
class Core:
    """One kind of action: what is done, with its number range or article.

    `noun` is the phrase without article or number, `definite` how it goes after "het" ("digitale logboek"); `article`
    is "de" or "het" for a singular, "" for a plural; `mass` nouns take no indefinite article; `takes_object` as the
    verb's; `plain` says it in everyday words, as an infinitive clause.
    """

    verb: Verb
    noun: str
    definite: str
    article: str
    mass: bool
    numbers: tuple[int, int] | None
    placed: bool
    takes_object: bool
    plain: str
    english: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a goal counts; `up` where more is better.

    `kind` is "aantal" (counted over a period), "stand" (counted at its end), "procent" or "cijfer" (a mark).
    """

    kind: str
    name: str
    low: float
    high: float
    plain: str
    english: str
    up: bool


@dataclass(frozen=True, slots=True)
class TopicBank:
    """All that can be said about one topic."""

    name: str
    renamed: str
    plain: str
    english: str
    indicator: Indicator
    context: tuple[str, ...]
    cores: tuple[Core, ...]


@dataclass(frozen=True, slots=True)
class ThemeBank:
    """A theme with its possible names and its topics."""

    key: str
    names: tuple[str, ...]
    topics: tuple[TopicBank, ...]


@cache
def verbs() -> dict[str, Verb]:
    """Give the verbs by infinitive."""
    raw = tomllib.loads((HERE / "verbs.toml").read_text(encoding="utf-8"))
    found: dict[str, Verb] = {}
    for name, (we, one, particle, participle, with_te, *mark) in raw.items():
        found[name] = Verb(name, we, one, particle, participle, with_te, takes_object=bool(mark))
    return found


@cache
def themes() -> tuple[ThemeBank, ...]:
    """Give every theme of the bank, in order of file name."""
    return tuple(_theme(path) for path in sorted((HERE / "bank").glob("*.toml")))


def _theme(path: Path) -> ThemeBank:
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return ThemeBank(path.stem, tuple(raw["names"]), tuple(_topic(topic) for topic in raw["topic"]))


def _topic(raw: dict[str, object]) -> TopicBank:
    texts = {key: str(raw[key]) for key in ("name", "renamed", "plain", "english")}
    context, actions = raw["context"], raw["actions"]
    if not isinstance(context, list) or not isinstance(actions, list):
        raise TypeError(f"{texts['name']}: context and actions are lists")
    return TopicBank(
        **texts,
        indicator=_indicator(str(raw["indicator"])),
        context=tuple(context),
        cores=tuple(_core(line) for line in actions),
    )


def _indicator(line: str) -> Indicator:
    kind, name, span, plain, english, *way = (part.strip() for part in line.split(";"))
    low, high = (float(end.replace(",", ".")) for end in span.split("-"))
    return Indicator(kind, name, low, high, plain, english, up=way == ["op"] if way else kind in {"procent", "cijfer"})


def _core(line: str) -> Core:
    verb, mark, noun, plain, english = (part.strip() for part in line.split(";"))
    placed, mark = not mark.endswith("!"), mark.rstrip("!")
    numbers = tuple(int(end) for end in mark[1:].split("-")) if mark[0] == "n" else None
    return Core(
        verb=verbs()[verb.rstrip("!")],
        takes_object=verb.endswith("!") or verbs()[verb].takes_object,
        noun=noun.partition(" | ")[0],
        definite=noun.partition(" | ")[2] or noun,
        article="" if mark[0] in "np" else mark.removeprefix("m"),
        mass=mark.startswith("m"),
        numbers=(numbers[0], numbers[1]) if numbers else None,
        placed=placed,
        plain=plain,
        english=english,
    )
