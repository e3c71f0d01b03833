"""What is true in one practice municipality: the values that documents and questions are both made from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from evals.practice.bank import Core, Indicator, TopicBank
from evals.practice.names import PartyName
from evals.practice.numbers import words


class Status(StrEnum):
    """What a report says of an action."""

    STARTED = "gestart"
    DONE = "gedaan"
    PARTLY = "deels"
    MOVED = "doorgeschoven"
    DROPPED = "vervallen"


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of a theme, with its name per year (a renamed topic has two)."""

    id: str
    theme: str
    number: str
    names: tuple[tuple[int, str], ...]
    bank: TopicBank
    lead: PartyName | None

    def name(self, year: int) -> str:
        """Give the name that documents of `year` use; before the first year that of the first."""
        return next((name for start, name in reversed(self.names) if start <= year), self.names[0][1])

    @property
    def renamed(self) -> bool:
        """Whether the topic has had another name."""
        return len(self.names) > 1


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with the office that answers for it in the council."""

    id: str
    number: int
    name: str
    portfolio: str
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class Planning:
    """When an action is planned; `wordings` say the same, the first is used in questions."""

    wordings: tuple[str, ...]
    asked_by_date: bool


@dataclass(frozen=True, slots=True)
class Report:
    """What the report over one half year says of an action; `realised` is how many were done so far."""

    half: int
    status: Status
    realised: int | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """One action of one year. `reports` is empty where no report mentions it."""

    id: str
    label: str
    year: int
    topic: str
    core: Core
    number: int | None
    district: str | None
    party: PartyName | None
    partners: tuple[PartyName, ...]
    planning: Planning | None
    budget: int | None
    moved_from: str | None
    moved_to: int | None
    reports: tuple[Report, ...]

    @property
    def where(self) -> str:
        """The place as it follows the noun, with a space before it, or nothing."""
        return f" in {self.district}" if self.district else ""

    @property
    def the(self) -> str:
        """The definite phrase: "de inbraakschouwen met bewoners"."""
        return f"{self.core.article or 'de'} {self.core.definite}"

    @property
    def doing(self) -> str:
        """The action as something one asks about: the activity itself, or "het trainen van conciërges"."""
        if not self.core.takes_object:
            return self.the
        return f"het {self.core.verb.infinitive} van {self.the if self.core.article else self.core.noun}"

    @property
    def doing_plural(self) -> bool:
        """Whether `doing` takes a plural verb."""
        return self.plural and not self.core.takes_object

    def what(self, *, spelled: bool = False) -> str:
        """Give the indefinite phrase: "12 inbraakschouwen met bewoners", or with the number in words."""
        if self.number is not None:
            return f"{words(self.number) if spelled else dotted(self.number)} {self.core.noun}"
        if self.core.mass:
            return self.the
        return f"een {self.core.noun}" if self.core.article else self.core.noun

    @property
    def plural(self) -> bool:
        """Whether the phrase takes a plural verb."""
        return not self.core.article

    @property
    def final(self) -> Report | None:
        """What the last report that mentions it says."""
        return self.reports[-1] if self.reports else None


@dataclass(frozen=True, slots=True)
class Goal:
    """What a topic must reach by the last year, and per year on the way; `outcomes` is what was measured."""

    id: str
    topic: str
    indicator: Indicator
    unit: str
    base_year: int
    base: str
    target_year: int
    target: str
    interim: tuple[tuple[int, str], ...]
    outcomes: tuple[tuple[int, str], ...]
    reached: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value over a period; `values` is what each document (by key) that prints it says."""

    id: str
    topic: str
    year: int
    half: int | None
    values: tuple[tuple[str, str], ...]

    @property
    def conflict(self) -> bool:
        """Whether two documents say different things."""
        return len({value for _, value in self.values}) > 1


@dataclass(frozen=True, slots=True)
class Fact:
    """A single fact that one document states; `year` is None for one about the whole period."""

    id: str
    bank: str
    kind: str
    year: int | None
    value: str
    document: str


@dataclass(frozen=True, slots=True)
class Definition:
    """An abbreviation (`full` is what it stands for) or a term."""

    id: str
    name: str
    full: str | None
    meaning: str


@dataclass(frozen=True, slots=True)
class DocumentTruth:
    """One document of the cycle. `key` names it in the truth ("jaarplan-2018"), `file` on disk."""

    key: str
    type: str
    title: str
    file: str
    year: int
    half: int | None
    adopted: str
    first_day: str
    last_day: str

    @property
    def format(self) -> str:
        """The file's ending."""
        return self.file.rsplit(".", 1)[1]


@dataclass(frozen=True, slots=True)
class Injection:
    """An instruction to machines that stands in one document, with the word that obeying it would produce."""

    document: str
    canary: str
    visible: str
    hidden: str


@dataclass(frozen=True, slots=True)
class Truth:
    """The whole municipality."""

    seed: int
    municipality: str
    region: str
    years: tuple[int, ...]
    districts: tuple[str, ...]
    parties: tuple[PartyName, ...]
    themes: tuple[Theme, ...]
    goals: tuple[Goal, ...]
    actions: tuple[Action, ...]
    figures: tuple[Figure, ...]
    facts: tuple[Fact, ...]
    definitions: tuple[Definition, ...]
    documents: tuple[DocumentTruth, ...]
    injection: Injection

    @property
    def topics(self) -> tuple[Topic, ...]:
        """Every topic, in the order of the plan."""
        return tuple(topic for theme in self.themes for topic in theme.topics)

    def topic(self, id_: str) -> Topic:
        """Give the topic with this id."""
        return next(topic for topic in self.topics if topic.id == id_)

    def theme_of(self, topic: str) -> Theme:
        """Give the theme of the topic with this id."""
        return next(theme for theme in self.themes if any(t.id == topic for t in theme.topics))

    def document(self, key: str) -> DocumentTruth:
        """Give the document with this key."""
        return next(document for document in self.documents if document.key == key)

    def actions_of(self, topic: str, year: int) -> tuple[Action, ...]:
        """Give the actions of a topic in one year, in the order of their labels."""
        return tuple(a for a in self.actions if a.topic == topic and a.year == year)

    def goal(self, topic: str) -> Goal:
        """Give the goal of a topic."""
        return next(goal for goal in self.goals if goal.topic == topic)


def dotted(number: int) -> str:
    """Give a number as Dutch prints it: 1.250."""
    return f"{number:,}".replace(",", ".")


def euros(amount: int) -> str:
    """Give an amount as printed: € 25.000."""
    return f"€ {dotted(amount)}"
