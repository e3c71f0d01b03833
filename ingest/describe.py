"""What a document is, read from its title page, its headings and its file's name, where no manifest says it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from corpus.instructions import orders_machine
from corpus.manifest import DOCUMENTS, Entry
from corpus.types import REPORTS, Document, DocumentType, Period
from ingest.blocks import Block, BlockKind, CleanDocument
from ingest.periods import part_of_year_in, year_range_in, years_named, years_of_days
from ingest.places import municipality_in

UNKNOWN = "onbekend"

TYPES = {
    DocumentType.VOORTGANGSRAPPORTAGE: (
        r"voortgangs?(?:rapport(?:age)?s?|bericht|verslag)?|(?:halfjaar|kwartaal|tussen|bestuurs)(?:s)?rapportages?"
    ),
    DocumentType.EINDRAPPORTAGE: r"eind(?:rapport(?:age)?|evaluatie|verslag|verantwoording)",
    DocumentType.JAARPLAN: r"jaar(?:uitvoerings)?plan(?:nen)?|jaarprogramma|uitvoerings(?:plan|programma|agenda)",
    DocumentType.ACTIEPLAN: (
        r"actie(?:plan|programma)|(?:integraal\s+)?veiligheids(?:plan|agenda|strategie|visie|nota|programma|beleid)"
        r"|ivp|kadernota|meerjaren(?:programma|plan|beleidsplan)|beleids(?:plan|nota|kader)|masterplan"
    ),
    DocumentType.BEGROTING: r"(?:programma|meerjaren)?begroting",
    DocumentType.JAARVERSLAG: r"jaar(?:verslag|rekening|stukken|rapportage)|eindejaars(?:rapportage|bericht|verslag)",
    DocumentType.BELEIDSREGEL: r"beleidsregels?",
    DocumentType.AANWIJZINGSBESLUIT: r"aanwijzings(?:besluit(?:en)?)|aanwijzing\s+cameratoezicht",
    DocumentType.RAADSINFORMATIE: (
        r"raads(?:voorstel|brief|informatie(?:brief)?|besluit|memo|mededeling|stuk)|collegebrief"
    ),
    DocumentType.MONITOR: r"(?:veiligheids|criminaliteits)?monitor",
}
"""Wordings per type. The wording that comes first in a title is its noun ("Eindrapportage Actieplan Veiligheid")."""

TYPE = re.compile("|".join(rf"(?P<{kind.name}>(?<![a-z]){words}(?![a-z]))" for kind, words in TYPES.items()), re.I)

WHOLE_YEAR = frozenset(TYPES) - {
    DocumentType.BELEIDSREGEL,
    DocumentType.AANWIJZINGSBESLUIT,
    DocumentType.RAADSINFORMATIE,
}
"""Types whose edition's year is what they are about; a rule or a letter of 2021 is not about 2021 alone."""

ONE_YEAR = WHOLE_YEAR - {DocumentType.ACTIEPLAN}
"""Types of one year, whose titles may name the years of the plan they belong to as well."""

"""Types whose edition is the last year they are about, not the first."""

STATUSES = (
    (
        "ontwerp",
        re.compile(r"^\W*ontwerp(?=[\s:(–-]|$|plan\b|besluit\b|nota\b|begroting\b|beleids)|\(\s*ontwerp\b", re.I),
    ),
    ("concept", re.compile(r"(?<![a-z])concept(?!u)|(?<![a-z])(?:draft|werkversie)(?![a-z])", re.I)),
    ("vastgesteld", re.compile(r"^\W*(?:aldus\s+)?vastgesteld\b|\(\s*vastgesteld\b|\bvastgestelde\s+versie", re.I)),
    (
        "definitief",
        re.compile(r"^\W*definitie(?:f|ve)\b|\(\s*definitief\b|\bdefinitieve\s+versie|\bversie\s+definitief", re.I),
    ),
)
NAME_STATUSES = {
    "ontwerp": "ontwerp",
    "concept": "concept",
    "draft": "concept",
    "vastgesteld": "vastgesteld",
    "definitief": "definitief",
    "def": "definitief",
}

OPENING = 12  # blocks: a title page has fewer, and a report without running text must not date itself by its last
SHORT = 80  # characters of a line on a title page that tells about the document; a longer one is running text
TITLE_LENGTH = 200  # characters; beyond it a title is a paragraph set in a large font
JUNK_TITLE = re.compile(
    r"^(?:microsoft (?:word|powerpoint|excel)\b|untitled|naamloos|document\d*$|dokument\d*$|presentatie\d*$"
    r"|title$|titel$|index$|home$|layout \d)|\.(?:docx?|pdf|pptx?|html?|indd|odt|xls[xm]?|md|txt)$",
    re.I,
)


def describe(entry: Entry, clean: CleanDocument, sha256: str) -> Document:
    """Give the document: what the manifest says of it, and for the rest what it says of itself.

    Order of trust: the manifest, the title, the file's name, the headings and short lines of the first page.
    """
    name = _spaced(PurePosixPath(entry.file).stem)
    opening = tuple(_opening(clean))
    title = entry.title or _title(clean, name)
    sources = (
        title,
        name,
        *(line for line in opening if not line.endswith((".", ";"))),
    )  # a sentence tells, not titles
    kind = entry.type or _type(sources)
    year, period = _time(entry, sources, kind)
    municipality = entry.municipality or municipality_in((title, name, *(page.text for page in clean.pages)))
    return Document(
        id=entry.id or identity(entry.file),
        title=title,
        municipality=municipality or UNKNOWN,
        type=kind,
        year=year,
        period=period,
        status=entry.status or _status(title, name, opening) or UNKNOWN,
        publisher=entry.publisher or (f"gemeente {municipality}" if municipality else UNKNOWN),
        url=entry.url,
        official=entry.official,
        sha256=sha256,
        file=entry.file.removeprefix(f"{DOCUMENTS}/") if entry.id else entry.file,
        paged=entry.path.suffix.lower() == ".pdf" or len(clean.pages) > 1,
        source_date=entry.source_date,
    )


def identity(file: str) -> str:
    """Make an id of a file's place below the corpus folder: readable, stable, and another one in every folder.

    Its name alone is not enough ("2020/jaarplan.pdf", "2021/jaarplan.pdf"), so eight hexadecimal digits of the sha256
    of the whole place follow it. The content has no part in it: a new version of a file is the same document.
    """
    return f"{slug(PurePosixPath(file).stem)}-{hashlib.sha256(file.encode()).hexdigest()[:8]}"


def slug(text: str) -> str:
    """Give `text` as at most 60 lower-case ASCII letters, digits and hyphens, or "document" where none is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:60].strip("-") or "document"


def _opening(clean: CleanDocument) -> Iterator[str]:
    """Give the headings and short lines with which the document begins, up to its first running text."""
    for block in clean.blocks[:OPENING]:
        text = _one_line(block.text)
        if block.kind is not BlockKind.HEADING and (block.kind is not BlockKind.PARAGRAPH or len(text) > SHORT):
            return
        yield text


def _title(clean: CleanDocument, name: str) -> str:
    """Choose from heading, file's title and file's name the first that names a kind of document, else the first."""
    own = _one_line(clean.title or "").split(" | ")[0].strip()
    candidates = [_first_heading(clean.blocks), "" if JUNK_TITLE.search(own) else own, name]
    usable = [one for one in candidates if any(c.isalnum() for c in one) and not _gives_orders(one)]
    chosen = next((one for one in usable if TYPE.search(one)), next(iter(usable), "Document zonder titel"))
    return chosen if len(chosen) <= TITLE_LENGTH else f"{chosen[:TITLE_LENGTH].rsplit(' ', 1)[0]} …"


def _gives_orders(name: str) -> bool:
    """Tell whether a name speaks to a machine; a file's name has hyphens or dots where others have spaces."""
    return orders_machine(name) or orders_machine(re.sub(r"[-.+]+", " ", name))


def _first_heading(blocks: Sequence[Block]) -> str:
    """Give the highest heading of the first page; headings of one level right below each other are one title."""
    first = next((block.spans[0].page for block in blocks if block.spans), None)
    here = [block for block in blocks if block.spans and block.spans[0].page == first]
    levels = [block.level for block in here if block.kind is BlockKind.HEADING]
    if not levels:
        return ""
    lines: list[str] = []
    for block in here:
        if block.kind is BlockKind.HEADING and block.level == min(levels):
            lines.append(_one_line(block.text))
        elif lines:
            break
    return " ".join(lines)


def _type(sources: Iterable[str]) -> DocumentType:
    for text in sources:
        if match := TYPE.search(text):
            return DocumentType[str(match.lastgroup)]
    return DocumentType.OVERIG


def _time(entry: Entry, sources: Sequence[str], kind: DocumentType) -> tuple[int | None, Period | None]:
    """Give edition and period from the first source that names one; nothing may contradict the manifest.

    A report's title often gives the year only; the half or the months then stand below it.
    """
    found = [time for text in sources if (time := time_in(text, kind)) and _agrees(entry, time)]
    year, period = found[0] if found else (None, None)
    if kind in REPORTS and period == (year and Period.of_years(year, year)):
        parts = (part for text in sources if (part := part_of_year_in(text)))
        period = next((part for part in parts if year in part.years and len(part.years) == 1), period)
    year = entry.year or year or next((one for text in sources[:2] for one in years_of_days(text)), None)
    if period is None and year is not None and kind in WHOLE_YEAR:
        period = Period.of_years(year, year)
    return year, entry.period or period


def time_in(text: str, kind: DocumentType) -> tuple[int, Period | None] | None:
    """Give edition and period as one line names them; a yearly document's own year goes before the plan's range."""
    named = years_named(text)
    period = part_of_year_in(text)
    if period is None and not (named and kind in ONE_YEAR):
        period = year_range_in(text)
    if period is not None:
        return period.years[-1 if kind in REPORTS else 0], period
    if named:
        return named[0], Period.of_years(named[0], named[0]) if kind in WHOLE_YEAR else None
    return None


def _agrees(entry: Entry, time: tuple[int, Period | None]) -> bool:
    year, period = time
    return entry.year is None or entry.year in (period.years if period else (year,))


def _status(title: str, name: str, opening: Sequence[str]) -> str | None:
    for text in (title, *opening):
        for status, wording in STATUSES:
            if wording.search(text):
                return status
    return next((NAME_STATUSES[word] for word in re.split(r"[\W_]+", name.lower()) if word in NAME_STATUSES), None)


def _spaced(stem: str) -> str:
    """Give a file's name as words: "Jaarplan_veiligheid-2021" is "Jaarplan veiligheid-2021"."""
    return _one_line(stem.replace("_", " "))


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
