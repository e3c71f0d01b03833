"""A question whose right answer is known, and how a file of them is read (JSON lines).

Documents are named by their file below the documents folder, because document ids are ours and the truth is not.
Gold is derived from the truth or written by hand after reading; it is never taken from our own index.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import ReadError

KINDS = tuple(
    """
    fact number date definition list_actions list_by_party responsible goal compare_years progress action_status
    follow_up plain typo english conflict refuse_not_in_documents refuse_other_year refuse_other_municipality
    refuse_no_party refuse_false_premise refuse_opinion refuse_off_topic refuse_personal refuse_underspecified
    refuse_injection
    """.split()
)
"""Every kind of question, in the order in which tables show them."""

WORDINGS = ("staff", "plain", "typo", "english")
STATUSES = ("answered", "refused", "clarify")
LIST_KINDS = frozenset({"list_actions", "list_by_party"})


@dataclass(frozen=True, slots=True, order=True)
class GoldPage:
    """A page on which the answer stands; pages count from 1, a format without pages has one."""

    document: str
    page: int


@dataclass(frozen=True, slots=True, order=True)
class GoldPassage:
    """Words of the source in which the answer stands."""

    document: str
    page: int
    text: str


@dataclass(frozen=True, slots=True)
class Gold:
    """Where the answer stands. Passages imply their pages and pages their documents."""

    documents: tuple[str, ...] = ()
    pages: tuple[GoldPage, ...] = ()
    passages: tuple[GoldPassage, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its gold.

    Attributes:
        about: the kind of what is asked, where `kind` only says how it is worded (plain, typo, english, follow_up).
        status: the outcomes that are right.
        reasons: the refusal reasons that are right; empty where any will do.
        key_facts: every inner tuple holds the wordings of one fact, one of which must be in a right answer.
        forbidden_facts: wordings that a right answer does not hold.
        items: the list items that a complete answer names.
        optional_items: list items that a right answer may name or leave out.
        party: the responsible party that a right answer names.
        year: the year that a right answer is about.
    """

    id: str
    municipality: str
    kind: str
    about: str
    wording: str
    question: str
    history: tuple[tuple[str, str], ...]
    status: tuple[str, ...]
    reasons: tuple[str, ...]
    gold: Gold
    key_facts: tuple[tuple[str, ...], ...]
    forbidden_facts: tuple[str, ...]
    items: tuple[str, ...]
    optional_items: tuple[str, ...]
    party: str | None
    year: int | None

    def __post_init__(self) -> None:
        """Refuse a question that cannot be scored."""
        if self.kind not in KINDS or self.wording not in WORDINGS:
            raise ValueError(f"unknown kind or wording: {self.kind}, {self.wording}")
        if not self.status or set(self.status) - set(STATUSES):
            raise ValueError(f"unknown status: {self.status}")
        if self.answerable and not (self.key_facts or self.items or self.party):
            raise ValueError("an answerable question needs key facts, items or a party")
        if any(not wordings or not all(wordings) for wordings in self.key_facts):
            raise ValueError("a key fact without wording")

    @property
    def answerable(self) -> bool:
        """Whether an answer is the expected outcome."""
        return self.status[0] == "answered"


def read_questions(path: Path) -> tuple[Question, ...]:
    """Read a file of questions, in the file's order; empty lines and drafts (evals/feedback.py) are skipped.

    Raises:
        ReadError: the file cannot be read, or a line is not a valid question, or an id occurs twice.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeError) as error:
        raise ReadError("Vragen lezen", on=str(path), found=str(error), do="Geef een JSONL-bestand in UTF-8") from error
    questions: dict[str, Question] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            parsed = json.loads(line)
            if parsed.get("draft"):
                continue
            question = question_of(parsed)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise _invalid(path, number, repr(error)) from error
        if question.id in questions:
            raise _invalid(path, number, f"het kenmerk {question.id} komt twee keer voor")
        questions[question.id] = question
    return tuple(questions.values())


def _invalid(path: Path, number: int, found: str) -> ReadError:
    return ReadError(
        "Vragen lezen", on=f"{path.name}, regel {number}", found=found, do="Verbeter de regel; zie evals/questions.py"
    )


def question_of(line: Mapping[str, Any]) -> Question:
    """Make a question of one parsed line; fields that may be empty may be absent.

    Raises:
        KeyError: `id`, `kind` or `question` is absent.
        ValueError: a value is not one that can be scored.
    """
    return Question(
        id=str(line["id"]),
        municipality=line.get("municipality", ""),
        kind=line["kind"],
        about=line.get("about") or line["kind"],
        wording=line.get("wording", "staff"),
        question=line["question"],
        history=tuple((turn["role"], turn["content"]) for turn in line.get("history", ())),
        status=_texts(line.get("status", ["answered"])),
        reasons=_texts(line.get("reasons", ())),
        gold=_gold(line.get("gold") or {}),
        key_facts=tuple(_texts(wordings) for wordings in line.get("key_facts", ())),
        forbidden_facts=_texts(line.get("forbidden_facts", ())),
        items=_texts(line.get("items", ())),
        optional_items=_texts(line.get("optional_items", ())),
        party=line.get("party"),
        year=line.get("year"),
    )


def _texts(value: Any) -> tuple[str, ...]:  # noqa: ANN401 - parsed JSON
    """Give a list of texts; a bare text is a mistake, or its letters would be taken for a list."""
    if isinstance(value, str) or not all(isinstance(text, str) for text in value):
        raise ValueError(f"not a list of texts: {value!r}")
    return tuple(value)


def _gold(line: Mapping[str, Any]) -> Gold:
    passages = tuple(GoldPassage(p["document"], int(p["page"]), p["text"]) for p in line.get("passages", ()))
    named = [GoldPage(p["document"], int(p["page"])) for p in line.get("pages", ())]
    pages = tuple(dict.fromkeys((*named, *(GoldPage(p.document, p.page) for p in passages))))
    documents = tuple(dict.fromkeys((*_texts(line.get("documents", ())), *(p.document for p in pages))))
    return Gold(documents, pages, passages)
