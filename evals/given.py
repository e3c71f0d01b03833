"""What a system gave, read from its JSON and checked against the source files; the terms in which it is scored."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

FAILED = "failed"
"""The status of an outcome where the assistant raised an error."""

Stands = Callable[[str, str, int], bool]
"""(quote, document file, page) -> whether the quote stands there in the source file, read apart from our index."""


@dataclass(frozen=True, slots=True)
class Cited:
    """One citation of an answer: the file it names, the page, the words, and what the source files say about it."""

    document: str | None
    page: int
    quote: str
    sentence: str
    year: int | None
    section: str
    resolves: bool
    verbatim: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim of an answer with its citations."""

    text: str
    citations: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """What the assistant gave, in the terms in which it is scored."""

    status: str
    reason: str | None
    text: str
    statements: tuple[Statement, ...]
    notes: tuple[str, ...]
    nearest: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """All that a reader sees but the notes about other editions."""
        return "\n".join((_without(self.text, self.notes), *(s.text for s in self.statements)))

    @property
    def said(self) -> str:
        """All that is stated as the answer: what is shown, without what a refusal shows as merely near."""
        return _without(self.shown, self.nearest)

    @property
    def claimed(self) -> str:
        """The claims only."""
        return "\n".join(s.text for s in self.statements)


def _without(text: str, pieces: Sequence[str]) -> str:
    """Give `text` without `pieces`; a piece is cut out as a whole, wherever its white space differs."""
    for piece in pieces:
        pattern = r"\s+".join(map(re.escape, piece.split()))
        text = re.sub(pattern, "\n", text) if pattern else text
    return text


def given(
    answer: Mapping[str, Any], files: Mapping[str, str], page_count: Callable[[str], int], stands: Stands
) -> Given:
    """Read the JSON of an answer (design.md, section 7) and check its citations against the source files.

    Args:
        answer: the assistant's JSON.
        files: document id to its file below the documents folder.
        page_count: pages of a file; 0 where there is none.
        stands: whether a quote stands on a page of a file.
    """

    def cited(citation: Mapping[str, Any]) -> Cited:
        file = files.get(citation.get("document_id") or "")
        page = citation.get("page") or 0
        resolves = file is not None and bool(citation.get("passage_id")) and 1 <= page <= page_count(file)
        return Cited(
            document=file,
            page=page,
            quote=citation.get("quote") or "",
            sentence=citation.get("sentence") or "",
            year=citation.get("year"),
            section=" > ".join(citation.get("section_path") or ()),
            resolves=resolves,
            verbatim=resolves and file is not None and stands(citation.get("quote") or "", file, page),
        )

    return Given(
        status=answer.get("status") or FAILED,
        reason=answer.get("reason"),
        text=answer.get("text") or "",
        statements=tuple(
            Statement(claim.get("text") or "", tuple(map(cited, claim.get("citations") or ())))
            for claim in answer.get("claims") or ()
        ),
        notes=tuple(answer.get("notes") or ()),
        nearest=tuple(c.get("sentence") or "" for c in answer.get("nearest") or ()),
    )
