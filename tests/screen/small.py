"""A small assistant for the screen's tests: it quotes the sentence that shares most words with the question.

It gives real replies, made by the real `verify`, over a few documents of Voorbeeldstad. Voorbeeldstad does not exist;
everything in these documents is made up.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path

from assistant.interpret import language_of
from assistant.restrictions import Restriction, without
from assistant.types import (
    Answer,
    Draft,
    DraftClaim,
    Evidence,
    Hit,
    Interpretation,
    QuestionKind,
    Reason,
    Reply,
    Searched,
    Turn,
)
from assistant.verify import Provenance, Sources, sentences_of, verify
from corpus.types import (
    Document,
    DocumentType,
    Filters,
    Grain,
    ItemKind,
    Page,
    Party,
    Passage,
    Period,
    RegisterItem,
    Role,
    SectionClass,
    Span,
)

NO_FILTERS = Filters()


def document(name: str, title: str, **known: object) -> Document:
    """Give a document of Voorbeeldstad."""
    values: dict[str, object] = {
        "id": hashlib.sha256(name.encode()).hexdigest()[:12],
        "title": title,
        "municipality": "Voorbeeldstad",
        "type": DocumentType.JAARPLAN,
        "year": 2021,
        "period": Period.of_years(2021, 2021),
        "status": "vastgesteld",
        "publisher": "gemeente Voorbeeldstad",
        "url": "https://voorbeeldstad.example/jaarplan",
        "official": True,
        "sha256": hashlib.sha256(title.encode("utf-8", "replace")).hexdigest(),
        "file": name,
        "paged": False,
        **known,
    }
    return Document(**values)  # type: ignore[arg-type]


def passage(source: Document, page: Page, text: str, *, topic: str | None = None) -> Passage:
    """Give the passage that stands on `page` as `text`."""
    start = page.text.index(text)
    return Passage(
        id=f"{source.id}-{page.number}-{start}",
        document_id=source.id,
        grain=Grain.BLOCK,
        section_path=(source.title, "Thema 1: Veilige wijken", topic or "Inleiding"),
        section_class=SectionClass.ACTION,
        theme="Veilige wijken",
        topic=topic,
        years=(2021,),
        spans=(Span(page.number, start, start + len(text)),),
        text=text,
    )


@dataclass
class SmallIndex:
    """What the screen reads of an index."""

    documents: Mapping[str, Document]
    passages: tuple[Passage, ...]
    pages: Mapping[str, Mapping[int, Page]]
    register: tuple[RegisterItem, ...] = ()
    unread: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cautions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: Mapping[str, Path] = field(default_factory=dict)
    generation: str = "proef-1"
    warning: str | None = None

    @property
    def by_id(self) -> dict[str, Passage]:
        """Passages by id."""
        return {p.id: p for p in self.passages}

    def source(self, document_id: str) -> Path | None:
        """Give the document's file."""
        return self.files.get(document_id)

    def get(self) -> SmallIndex:
        """Give itself, as the current index."""
        return self


@dataclass
class SmallAssistant:
    """Answers with the sentences that share two long words with the question."""

    index: SmallIndex
    asked: list[tuple[str, tuple[Turn, ...], Filters]] = field(default_factory=list)

    def ask(
        self,
        question: str,
        history: tuple[Turn, ...] = (),
        filters: Filters = NO_FILTERS,
        *,
        ignored: Set[Restriction] = frozenset(),
        on_step: Callable[[str], None] | None = None,
    ) -> Reply:
        """Answer with quotes, or refuse."""
        self.asked.append((question, history, filters))
        words = set(re.findall(r"\w{5,}", question.lower()))
        years = tuple(int(y) for y in re.findall(r"\b20\d\d\b", question))
        read = Interpretation(
            question=question,
            standalone=question,
            language=language_of(question),
            kind=QuestionKind.OPEN,
            terms=tuple(sorted(words)),
            filters=filters,
            years=years,
        )
        read = without(read, ignored)
        claims = []
        for found in self.index.passages:
            for start, end in sentences_of(found):
                text = found.text[start:end]
                if len(words & set(re.findall(r"\w{5,}", text.lower()))) >= 2:
                    claims.append(DraftClaim(text, (Evidence(found.id, text),), found.topic))
        draft = Draft("Dit staat in de documenten:", tuple(claims), ("Dit is een proef.",))
        searched = Searched(
            tuple(d.title for d in self.index.documents.values()), len(self.index.passages), read.filters
        )
        about = Provenance(read, searched, "proef", self.index.generation)
        sources = Sources(self.index.by_id, self.index.documents, self.index.pages)
        outcome = verify(draft, sources, about, _words)
        return Reply(outcome, {"search": 12.0})

    def answers_by_itself(self, question: str) -> bool:
        """Tell whether the quotes answer a question."""
        return isinstance(self.ask(question).outcome, Answer)

    def search(self, question: str, k: int, filters: Filters) -> tuple[Hit, ...]:
        """Give the first passages."""
        return tuple(
            Hit(p, self.index.documents[p.document_id], n, None, 1.0 / n)
            for n, p in enumerate(self.index.passages[:k], start=1)
        )


def _words(reason: Reason, detail: str | None, about: Provenance) -> str:
    return f"Dit staat niet in de documenten ({reason.value})."


TEXT = (
    "Inleiding\nHalfjaarlijks krijgt de raad van Voorbeeldstad een voortgangsrapportage. "
    "Het college stuurt die op 1 maart.\n"
    "Woninginbraken\nIn 2021 krijgen 120 huurwoningen nieuwe sloten. "
    "De gemeente Voorbeeldstad doet dit met Woonstichting De Wilg.\n"
)


def small_assistant(text: str = TEXT, title: str = "Jaarplan Veiligheid 2021 Voorbeeldstad") -> SmallAssistant:
    """Give the assistant over one document; every line of more than 30 characters is a passage."""
    source = document("jaarplan-2021.md", title)
    page = Page(1, None, text)
    passages = tuple(
        passage(source, page, line, topic="Woninginbraken" if number else None)
        for number, line in enumerate(line for line in text.split("\n") if len(line) > 30)
    )
    item = RegisterItem(
        id="r1",
        kind=ItemKind.ACTION,
        text=passages[-1].text[:40],
        theme="Veilige wijken",
        topic="Woninginbraken",
        years=(2021,),
        parties=(Party("Woonstichting De Wilg", Role.PARTNER),),
        planning=None,
        document_id=source.id,
        passage_id=passages[-1].id,
        span=passages[-1].spans[0],
    )
    return SmallAssistant(SmallIndex({source.id: source}, passages, {source.id: {1: page}}, (item,)))
