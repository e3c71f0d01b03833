"""Draws the actions of every year, and what the reports say of them."""

from __future__ import annotations

import random
from dataclasses import replace

from evals.practice.bank import Core
from evals.practice.names import PartyName
from evals.practice.numbers import MONTHS
from evals.practice.truth import Action, Planning, Report, Status, Theme, Topic

TOTAL = (165, 210)
WITHOUT_PARTY = 0.22
WITHOUT_PLANNING = 0.2
WITH_BUDGET = 0.4
WITH_DISTRICT = 0.75
LEADS = 7
ORDINALS = ("eerste", "tweede", "derde", "vierde")
FINALS = (
    (Status.DONE, 0.40),
    (Status.PARTLY, 0.17),
    (Status.MOVED, 0.13),
    (Status.DROPPED, 0.05),
    (Status.STARTED, 0.07),
    (None, 0.18),
)
REASONS = (
    "door langdurige ziekte in het team",
    "omdat de aanbesteding mislukte",
    "omdat een geschikte locatie ontbrak",
    "doordat de vacature pas laat werd vervuld",
    "omdat de levering van materiaal uitbleef",
    "doordat de samenwerkingspartner zich terugtrok",
    "omdat de vergunning op zich liet wachten",
    "vanwege bezwaren van omwonenden",
    "omdat de capaciteit naar een ander incident ging",
    "door te weinig aanmeldingen",
    "omdat nieuwe regels van het Rijk werden afgewacht",
    "doordat de kosten hoger uitvielen dan geraamd",
    "vanwege een verbouwing die uitliep",
    "omdat de gegevensdeling juridisch nog niet rond was",
)


def draw_actions(
    rng: random.Random,
    themes: tuple[Theme, ...],
    years: tuple[int, ...],
    districts: tuple[str, ...],
    parties: tuple[PartyName, ...],
) -> tuple[Action, ...]:
    """Give all actions, by year and then in the order of the plan; a moved action comes back in the next year."""
    topics = [topic for theme in themes for topic in theme.topics]
    leads = {theme.id: rng.sample(parties, LEADS) for theme in themes}
    counts = _counts(rng, len(topics), len(years))
    taken: dict[str, set[tuple[str, str | None]]] = {topic.id: set() for topic in topics}
    found: list[Action] = []
    moved: list[Action] = []
    for y, year in enumerate(years):
        this_year: list[Action] = []
        for t, topic in enumerate(topics):
            again = [a for a in moved if a.topic == topic.id]
            for action in again:
                this_year.append(_again(rng, action, year))
            used = {a.core for a in again}
            for core in _cores(rng, topic, counts[y][t], used, taken[topic.id]):
                district = _district(rng, core, districts, taken[topic.id])
                taken[topic.id].add((core.noun, district))
                this_year.append(_action(rng, topic, core, district, year, leads[topic.theme], parties))
        labelled = _labelled(this_year, topics, year)
        labelled = [replace(a, reports=_reports(rng, a, is_last=year == years[-1])) for a in labelled]
        moved = [a for a in labelled if a.final and a.final.status is Status.MOVED]
        labelled = [replace(a, moved_to=year + 1) if a in moved else a for a in labelled]
        found.extend(labelled)
    return tuple(found)


def _counts(rng: random.Random, topics: int, years: int) -> list[list[int]]:
    """Spread a total over years and topics: at least one, at most five each."""
    total = rng.randint(*TOTAL)
    counts = [[2 if topics * years * 2 <= total else 1] * topics for _ in range(years)]
    left = total - sum(map(sum, counts))
    while left > 0:
        row = rng.choice(counts)
        spot = rng.randrange(topics)
        if row[spot] < 5:
            row[spot] += 1
            left -= 1
    return counts


def _cores(
    rng: random.Random, topic: Topic, count: int, used: set[Core], taken: set[tuple[str, str | None]]
) -> list[Core]:
    """Choose kinds of action: what has no place is done once in the whole period."""
    free = [c for c in topic.bank.cores if c not in used and (c.placed or (c.noun, None) not in taken)]
    return rng.sample(free, min(count, len(free)))


def _district(
    rng: random.Random, core: Core, districts: tuple[str, ...], taken: set[tuple[str, str | None]]
) -> str | None:
    if not core.placed:
        return None
    if rng.random() > WITH_DISTRICT and (core.noun, None) not in taken:
        return None
    free = [d for d in districts if (core.noun, d) not in taken] or list(districts)
    return rng.choice(free)


def _action(
    rng: random.Random,
    topic: Topic,
    core: Core,
    district: str | None,
    year: int,
    leads: list[PartyName],
    parties: tuple[PartyName, ...],
) -> Action:
    party = None if rng.random() < WITHOUT_PARTY else rng.choice(leads)
    partners = rng.sample([p for p in parties if p != party and not p.internal], rng.choice((0, 0, 1, 1, 2)))
    return Action(
        id="",
        label="",
        year=year,
        topic=topic.id,
        core=core,
        number=rng.randint(*core.numbers) if core.numbers else None,
        district=district,
        party=party,
        partners=tuple(partners),
        planning=None if rng.random() < WITHOUT_PLANNING else _planning(rng, year),
        budget=rng.randrange(2500, 60001, 500) if rng.random() < WITH_BUDGET else None,
        moved_from=None,
        moved_to=None,
        reports=(),
    )


def _again(rng: random.Random, action: Action, year: int) -> Action:
    """Give a moved action as it stands in the next year's plan."""
    planning = None if action.planning is None else _planning(rng, year)
    return replace(action, year=year, moved_from=action.id, moved_to=None, planning=planning, reports=())


def _planning(rng: random.Random, year: int) -> Planning:
    how = rng.randrange(4)
    if how == 0:
        quarter = rng.randint(1, 4)
        return Planning((f"{ORDINALS[quarter - 1]} kwartaal", f"{quarter}e kwartaal", f"Q{quarter}"), False)
    if how == 1:
        month = rng.randrange(1, 10)
        return Planning(
            (f"{MONTHS[month]} tot en met {MONTHS[month + 2]}", f"{MONTHS[month]} - {MONTHS[month + 2]}"), False
        )
    if how == 2:
        month, number = rng.randrange(2, 12), rng.choice((1, 15))
        return Planning((f"voor {number} {MONTHS[month]} {year}", f"gereed {number} {MONTHS[month]} {year}"), True)
    return Planning((MONTHS[rng.randrange(12)],), False)


def _labelled(actions: list[Action], topics: list[Topic], year: int) -> list[Action]:
    """Number the actions within their topic: 2.1.3."""
    found: list[Action] = []
    for topic in topics:
        for i, action in enumerate((a for a in actions if a.topic == topic.id), start=1):
            found.append(replace(action, id=f"A.{year}.{topic.number}.{i}", label=f"{topic.number}.{i}"))
    return found


def _reports(rng: random.Random, action: Action, *, is_last: bool) -> tuple[Report, ...]:
    final = rng.choices([s for s, _ in FINALS], [w for _, w in FINALS])[0]
    if final is Status.MOVED and (is_last or action.moved_from):
        final = Status.DONE
    if final is None:
        return ()
    reason = rng.choice(REASONS) if final in {Status.PARTLY, Status.MOVED, Status.DROPPED} else None
    if final is Status.DONE and rng.random() < 0.3:
        return (Report(1, final, action.number),)
    last = Report(2, final, _realised(rng, action, final), reason)
    if rng.random() < 0.55:
        started = Report(1, Status.STARTED, _begun(rng, action, last))
        return (started, last)
    return (last,)


def _realised(rng: random.Random, action: Action, final: Status) -> int | None:
    if action.number is None:
        return None
    if final is Status.DONE:
        return action.number
    if final is Status.PARTLY and action.number > 2:
        return rng.randint(2, action.number - 1)
    return None


def _begun(rng: random.Random, action: Action, last: Report) -> int | None:
    """How many were done after the first half: fewer than at the end, or not said."""
    if not last.realised or last.realised < 3 or rng.random() < 0.4:
        return None
    return rng.randint(2, last.realised - 1)
