"""The nouns that ingest writes and the assistant reads: frozen values, valid by construction.

Positions are character offsets `[start, end)` into `Page.text`, the text of record. Pages count from 1; a format
without pages (HTML, DOCX, Markdown, text) is one page with number 1 and no label.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

SPAN_JOINER = "\n"
"""What stands between the texts of two spans of one passage."""


class DocumentType(StrEnum):
    """The kinds of document in a municipality's policy cycle, and the pages around it."""

    ACTIEPLAN = "actieplan"
    JAARPLAN = "jaarplan"
    VOORTGANGSRAPPORTAGE = "voortgangsrapportage"
    EINDRAPPORTAGE = "eindrapportage"
    BEGROTING = "begroting"
    JAARVERSLAG = "jaarverslag"
    BELEIDSREGEL = "beleidsregel"
    AANWIJZINGSBESLUIT = "aanwijzingsbesluit"
    RAADSINFORMATIE = "raadsinformatie"
    THEMAPAGINA = "themapagina"
    PUBLIEKSINFORMATIE = "publieksinformatie"
    MONITOR = "monitor"
    OVERIG = "overig"


REPORTS = frozenset((DocumentType.VOORTGANGSRAPPORTAGE, DocumentType.EINDRAPPORTAGE, DocumentType.JAARVERSLAG))
"""Documents that tell what became of the plans."""


class SectionClass(StrEnum):
    """What a heading promises about the text under it; recognised by wording, not by depth."""

    TITLE = "titel"
    THEME = "thema"
    GOAL = "doelstelling"
    ACTION = "actie"
    APPROACH = "aanpak"
    RESULT = "resultaat"
    FIGURE = "cijfer"
    RESPONSIBLE = "verantwoordelijk"
    PARTNERS = "partners"
    PLANNING = "planning"
    MONEY = "middelen"
    CONTEXT = "context"


class Grain(StrEnum):
    """How large a passage is."""

    SENTENCE = "sentence"
    ITEM = "item"
    BLOCK = "block"
    SECTION = "section"


class ItemKind(StrEnum):
    """What a register item records."""

    GOAL = "doel"
    ACTION = "actie"
    RESULT = "resultaat"
    FIGURE = "cijfer"
    RESPONSIBLE = "verantwoordelijk"


class Role(StrEnum):
    """The part a named party plays."""

    LEAD = "trekker"
    PARTNER = "partner"
    PORTFOLIO = "portefeuillehouder"
    RESPONSIBLE = "verantwoordelijk"


@dataclass(frozen=True, slots=True)
class Period:
    """The stretch of time a text is about, both ends included, as yyyymmdd (Chroma compares numbers only)."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a period that runs backwards or is not a date."""
        if not 18000101 <= self.start <= self.end <= 29991231:
            raise ValueError(f"not a period: {self.start}-{self.end}")

    @classmethod
    def of_years(cls, first: int, last: int) -> Period:
        """Give the period from 1 January of `first` to 31 December of `last`."""
        return cls(first * 10000 + 101, last * 10000 + 1231)

    @property
    def years(self) -> tuple[int, ...]:
        """The calendar years that the period touches."""
        return tuple(range(self.start // 10000, self.end // 10000 + 1))


@dataclass(frozen=True, slots=True)
class Document:
    """One source file and what is known about it.

    `year` is the edition's year and `period` what the text is about; `official` is False for a summary in our own
    words. `sha256` is of the file's bytes; `file` is its path below the documents folder; `source_date` is the day on
    which an official page was downloaded (ISO 8601), if it was.
    """

    id: str
    title: str
    municipality: str
    type: DocumentType
    year: int | None
    period: Period | None
    status: str
    publisher: str
    url: str | None
    official: bool
    sha256: str
    file: str
    paged: bool
    source_date: str | None = None

    def __post_init__(self) -> None:
        """Refuse a document without identity."""
        if not self.id or not self.title or len(self.sha256) != 64:
            raise ValueError(f"a document needs an id, a title and a sha256: {self.id!r}, {self.title!r}")

    @property
    def years(self) -> tuple[int, ...]:
        """The calendar years that the text is about: those of its period, or else its edition's; none if unknown."""
        if self.period:
            return self.period.years
        return (self.year,) if self.year else ()


@dataclass(frozen=True, slots=True)
class Box:
    """Where the characters `[start, end)` of a page's text stand on its picture, in points from the top left."""

    start: int
    end: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a document: its text of record. `label` is the printed page number, where the file has one.

    `boxes` place words on the page, in order of `start`, for a format that has a layout (PDF); `width` and `height` are
    the shown page's size in points.
    """

    number: int
    label: str | None
    text: str
    boxes: tuple[Box, ...] = ()
    width: float | None = None
    height: float | None = None

    def __post_init__(self) -> None:
        """Refuse page 0."""
        if self.number < 1:
            raise ValueError(f"pages count from 1, not {self.number}")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch `[start, end)` of one page's text of record."""

    page: int
    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse an empty or backward span."""
        if self.page < 1 or not 0 <= self.start < self.end:
            raise ValueError(f"not a span: page {self.page} [{self.start}, {self.end})")


@dataclass(frozen=True, slots=True)
class Remainder:
    """A stretch of a page that is in no passage, and why: "kop", "voetregel", "inhoudsopgave" and the like."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Cell:
    """One filled cell of a table row: its span, its column heads' spans from the top down, its footnotes' spans."""

    span: Span
    heads: tuple[Span, ...] = ()
    notes: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One heading and where it stands; `path` runs from the document's title down to this heading.

    `theme` and `topic` are the names found above it, `years` what its text is about (inherited where it does not say).
    `body` are the spans of its own text, without that of the sections below it.
    """

    path: tuple[str, ...]
    section_class: SectionClass
    theme: str | None
    topic: str | None
    years: tuple[int, ...]
    body: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """What is indexed, found and quoted. `text` is the text under `spans`, joined by SPAN_JOINER.

    `document_id` and position make the `id`. `marker` is a list point's number or bullet as printed. `cells` is filled
    for a table row only. `cautions` are things the reader must be told about the text ("tekst uit OCR").
    """

    id: str
    document_id: str
    grain: Grain
    section_path: tuple[str, ...]
    section_class: SectionClass
    theme: str | None
    topic: str | None
    years: tuple[int, ...]
    spans: tuple[Span, ...]
    text: str
    marker: str | None = None
    cells: tuple[Cell, ...] = ()
    cautions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a passage whose text cannot be the text under its spans."""
        length = sum(s.end - s.start for s in self.spans) + len(SPAN_JOINER) * (len(self.spans) - 1)
        if not self.spans or length != len(self.text):
            raise ValueError(f"passage {self.id}: text of {len(self.text)} characters, spans of {length}")

    @property
    def page(self) -> int:
        """The page on which the passage begins."""
        return self.spans[0].page


@dataclass(frozen=True, slots=True)
class Party:
    """A party named in the text and the part it plays there."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class RegisterItem:
    """One goal, action, result, figure or responsibility, bound to the passage that says so.

    `label` is its printed number ("2.1.3"), `planning`, `budget` and `status` are as printed; None where the text does
    not say. `base_year` and `unit` belong to goals and figures.
    """

    id: str
    kind: ItemKind
    text: str
    theme: str | None
    topic: str | None
    years: tuple[int, ...]
    parties: tuple[Party, ...]
    planning: str | None
    document_id: str
    passage_id: str
    span: Span
    label: str | None = None
    budget: str | None = None
    status: str | None = None
    unit: str | None = None
    base_year: int | None = None


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document as it was read. `unread` and `cautions` are Dutch lines for people."""

    document: Document
    pages: tuple[Page, ...]
    passages: tuple[Passage, ...]
    remainders: tuple[Remainder, ...]
    register: tuple[RegisterItem, ...]
    unread: tuple[str, ...]
    cautions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a passage must meet, as asked by the user or found in the question; empty means no restriction.

    A passage meets `years` where one of its years is among them, `period` where its document's period overlaps it.
    """

    years: tuple[int, ...] = ()
    themes: tuple[str, ...] = ()
    document_types: tuple[str, ...] = ()
    document_ids: tuple[str, ...] = ()
    period: Period | None = None
    official_only: bool = False


def searchable(passage: Passage) -> str:
    """Give what is embedded and indexed for a passage: its heading path, then its text; the path is never quoted."""
    return "\n".join((" > ".join(passage.section_path), passage.text))


def text_under(spans: tuple[Span, ...], pages: dict[int, Page]) -> str:
    """Give the text of record under `spans`, joined by SPAN_JOINER; `pages` is keyed by page number."""
    return SPAN_JOINER.join(pages[s.page].text[s.start : s.end] for s in spans)
