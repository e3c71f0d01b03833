"""The values a question travels through: Interpretation -> Hits -> Draft -> Answer or Refusal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from corpus.types import Document, Filters, Passage, Period, Span


class Language(StrEnum):
    """The language of the question, and so of our own words in the answer."""

    DUTCH = "nl"
    ENGLISH = "en"


class QuestionKind(StrEnum):
    """What would count as an answer."""

    ACTIONS = "acties"
    GOALS = "doelen"
    LIST = "lijst"
    WHO = "wie"
    NUMBER = "hoeveel"
    AMOUNT = "bedrag"
    FREQUENCY = "hoe vaak"
    TIME = "wanneer"
    PLACE = "waar"
    MEMBERSHIP = "bij welk thema"
    PROGRESS = "voortgang"
    REASON = "waarom"
    DEFINITION = "wat is"
    YES_NO = "ja of nee"
    OPEN = "open"


class Reason(StrEnum):
    """Why there is no answer."""

    NOT_IN_DOCUMENTS = "not_in_documents"
    OTHER_YEAR = "other_year"
    OTHER_MUNICIPALITY = "other_municipality"
    NO_RESPONSIBLE_PARTY = "no_responsible_party"
    FALSE_PREMISE = "false_premise"
    OPINION = "opinion"
    OFF_TOPIC = "off_topic"
    PERSONAL_OR_URGENT = "personal_or_urgent"
    UNDERSPECIFIED = "underspecified"
    INVALID_QUESTION = "invalid_question"


class Speaker(StrEnum):
    """Who said a turn of the conversation."""

    USER = "user"
    ASSISTANT = "assistant"


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message of the conversation."""

    role: Speaker
    content: str


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What the question was understood to ask.

    `standalone` is the question with its history worked in. `terms` are the folded words that carry its subject.
    `filters` must be met: what the user chose, and the document types the question names. `years` and `period` were
    named in the question, `themes`, `topics` and `parties` are those of the documents that it names. `plain` asks
    for easy words ("leg het eenvoudig uit").
    """

    question: str
    standalone: str
    language: Language
    kind: QuestionKind
    terms: tuple[str, ...]
    filters: Filters
    years: tuple[int, ...] = ()
    period: Period | None = None
    themes: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    compares: bool = False
    plain: bool = False
    refuse: Reason | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found, its rank in each search (from 1; None where it missed it), and the fused score.

    `cosine` is the likeness of passage and question, -1 to 1.
    """

    passage: Passage
    document: Document
    dense_rank: int | None
    lexical_rank: int | None
    score: float
    cosine: float = 0.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words proposed as proof: a passage and a quote from it."""

    passage_id: str
    quote: str


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """One proposed statement and the evidence for it; nothing here has been checked.

    `own_words` says that a language model wrote it: then it is held to stricter rules (`assistant.own_words`).
    """

    text: str
    evidence: tuple[Evidence, ...]
    group: str | None = None
    own_words: bool = False


QUOTES = "quotes"
"""The name of the writer that uses no language model."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A writer's proposal. `lead` is our own introduction; `refuse` is set where the writer found no answer.

    `nearest` is what comes closest, for a refusal to show as such. `complete` says that the claims are a whole list or
    table, of which no other writer may leave out a part. `writer` is who proposes it.
    """

    lead: str
    claims: tuple[DraftClaim, ...]
    notes: tuple[str, ...] = ()
    refuse: Reason | None = None
    detail: str | None = None
    nearest: tuple[Evidence, ...] = ()
    complete: bool = False
    writer: str = QUOTES


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote that was found, word for word, on its page.

    `quote` is the text of record, `spans` where it stands, `sentence` the whole sentence around it. `number` is the
    mark [n] under which the answer refers to it.
    """

    number: int
    passage: Passage
    document: Document
    page_label: str | None
    quote: str
    sentence: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement that was checked against its citations."""

    text: str
    citations: tuple[Citation, ...]
    group: str | None = None

    def __post_init__(self) -> None:
        """Refuse a statement without proof."""
        if not self.citations:
            raise ValueError(f"a claim needs a citation: {self.text!r}")


@dataclass(frozen=True, slots=True)
class Searched:
    """What was looked at: titles of the documents, how many passages they hold, and the filters that held."""

    documents: tuple[str, ...]
    passages: int
    filters: Filters


@dataclass(frozen=True, slots=True)
class Answer:
    """Checked claims in reading order, with our own lead and notes around them."""

    interpretation: Interpretation
    lead: str
    claims: tuple[Claim, ...]
    notes: tuple[str, ...]
    searched: Searched
    writer: str
    generation: str

    def __post_init__(self) -> None:
        """Refuse an answer that says nothing."""
        if not self.claims:
            raise ValueError("an answer needs a claim; without one it is a refusal")


@dataclass(frozen=True, slots=True)
class Refusal:
    """No answer, and why. `nearest` are the passages that come closest; they are shown as such, not as an answer."""

    interpretation: Interpretation
    reason: Reason
    text: str
    nearest: tuple[Citation, ...]
    searched: Searched
    writer: str
    generation: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What `Assistant.ask` gives: the answer or refusal, and how long each step took in milliseconds."""

    outcome: Answer | Refusal
    timings_ms: Mapping[str, float]
