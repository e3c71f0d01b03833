"""What a question was understood to be limited to, one by one, so that a reader can see each and take it away."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.types import Interpretation


class Limit(StrEnum):
    """What a restriction is about."""

    YEAR = "jaar"
    PERIOD = "periode"
    THEME = "thema"
    TOPIC = "onderwerp"
    DOCUMENT_TYPE = "soort document"
    OFFICIAL = "alleen officieel"


@dataclass(frozen=True, slots=True)
class Restriction:
    """One limit: "jaar" and "2021", "thema" and its name. A period's value is "20210101-20210630"."""

    limit: Limit
    value: str


def restrictions(asked: Interpretation) -> tuple[Restriction, ...]:
    """Give what the question named and what the user chose, in a fixed order, each once."""
    return tuple(dict.fromkeys(_restrictions(asked)))


def _restrictions(asked: Interpretation) -> Iterator[Restriction]:
    chosen = asked.filters
    for year in (*chosen.years, *asked.years):
        yield Restriction(Limit.YEAR, str(year))
    for period in (chosen.period, asked.period):
        if period is not None:
            yield Restriction(Limit.PERIOD, f"{period.start}-{period.end}")
    for theme in (*chosen.themes, *asked.themes):
        yield Restriction(Limit.THEME, theme)
    for topic in asked.topics:
        yield Restriction(Limit.TOPIC, topic)
    for name in chosen.document_types:
        yield Restriction(Limit.DOCUMENT_TYPE, name)
    if chosen.official_only:
        yield Restriction(Limit.OFFICIAL, "ja")


def without(asked: Interpretation, ignored: Set[Restriction]) -> Interpretation:
    """Give the question as it would be read without these restrictions; its words stay, and still find text."""
    if not ignored:
        return asked
    gone = {(r.limit, r.value) for r in ignored}

    def kept(limit: Limit, values: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(value for value in values if (limit, value) not in gone)

    def years(values: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(value for value in values if (Limit.YEAR, str(value)) not in gone)

    chosen = asked.filters
    drop_period = any(limit is Limit.PERIOD for limit, _ in gone)
    return replace(
        asked,
        years=years(asked.years),
        period=None if drop_period or years(asked.years) != asked.years else asked.period,
        themes=kept(Limit.THEME, asked.themes),
        topics=kept(Limit.TOPIC, asked.topics),
        filters=replace(
            chosen,
            years=years(chosen.years),
            themes=kept(Limit.THEME, chosen.themes),
            document_types=kept(Limit.DOCUMENT_TYPE, chosen.document_types),
            period=None if drop_period else chosen.period,
            official_only=chosen.official_only and (Limit.OFFICIAL, "ja") not in gone,
        ),
    )
