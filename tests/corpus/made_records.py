"""Fictional records for tests of the store and the index: no municipality, no real policy."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from corpus.store import Record
from corpus.types import (
    Document,
    DocumentType,
    Grain,
    ItemKind,
    Page,
    Passage,
    Period,
    RegisterItem,
    SectionClass,
    Span,
)

DIMENSION = 32
FINGERPRINT = "verzonnen@1"
SUBJECTS = ("verlichting", "fietspaden", "buurthuizen", "speelplekken", "groenstroken", "bruggen", "kades", "bomen")


def made_record(
    name: str,
    *,
    passages: int = 8,
    year: int | None = 2021,
    period: Period | None = None,
    kind: DocumentType = DocumentType.JAARPLAN,
    official: bool = True,
    themes: Sequence[str | None] = ("Wonen", "Verkeer", None),
    years: Sequence[tuple[int, ...]] = ((2021,), (2021, 2022), ()),
    seed: int = 0,
) -> Record:
    """Make a fictional document of one-sentence passages, ten a page, with random vectors of length 1."""
    sha = hashlib.sha256(f"{name}|{seed}".encode()).hexdigest()
    document = Document(
        id=name,
        title=f"Plan {name}",
        municipality="Verzinstad",
        type=kind,
        year=year,
        period=period,
        status="vastgesteld",
        publisher="gemeente Verzinstad",
        url=None,
        official=official,
        sha256=sha,
        file=f"{name}.txt",
        paged=True,
    )
    pages: list[Page] = []
    made: list[Passage] = []
    text = ""
    for row in range(passages):
        sentence = f"In {name} komen {row + seed} nieuwe {SUBJECTS[row % len(SUBJECTS)]} in wijk {row * 7 % 13}."
        span = Span(len(pages) + 1, len(text), len(text) + len(sentence))
        made.append(
            Passage(
                id=f"{name}:{row:04d}",
                document_id=name,
                grain=Grain.ITEM,
                section_path=(document.title, f"Hoofdstuk {row % 3}"),
                section_class=SectionClass.ACTION,
                theme=themes[row % len(themes)],
                topic=None,
                years=years[row % len(years)],
                spans=(span,),
                text=sentence,
            )
        )
        text += sentence + "\n"
        if row % 10 == 9 or row == passages - 1:
            pages.append(Page(len(pages) + 1, str(len(pages) + 3), text))
            text = ""
    item = [
        RegisterItem(
            id=f"{name}:actie:0",
            kind=ItemKind.ACTION,
            text=made[0].text,
            theme=made[0].theme,
            topic=None,
            years=made[0].years,
            parties=(),
            planning=None,
            document_id=name,
            passage_id=made[0].id,
            span=made[0].spans[0],
        )
    ][: len(made)]
    return Record(
        document=document,
        pages=tuple(pages),
        passages=tuple(made),
        remainders=(),
        register=tuple(item),
        unread=(),
        cautions=(),
        vectors=unit_vectors(passages, seed=int(sha[:8], 16)),
    )


def unit_vectors(count: int, *, seed: int, dimension: int = DIMENSION) -> np.ndarray:
    """Give random rows of length 1, float32."""
    rows = np.random.default_rng(seed).normal(size=(count, dimension)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)
