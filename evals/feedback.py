"""Question drafts from feedback: what readers found wrong, as lines that a person still has to give their answer.

`python -m evals from-feedback` takes the judgements of FEEDBACK_FILE whose question the reader chose to keep along. A
draft is in the form of evals/almere/questions.jsonl with an empty truth and `"draft": true`; `read_questions` leaves it
out, so that it is not measured before a person filled in the truth, from the documents, and took the mark away.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import ReadError, StorageError


@dataclass(frozen=True, slots=True)
class Drafts:
    """The drafts, and how many judgements gave none: without a question, not chosen, not readable."""

    lines: tuple[dict[str, Any], ...]
    without_question: int
    not_chosen: int
    unreadable: int


def drafts_of(path: Path, *, useful_too: bool = False, reasons: Collection[str] = ()) -> Drafts:
    """Make drafts of the chosen judgements in a feedback file, each question once, in the file's order.

    Args:
        path: the JSONL file that the page wrote.
        useful_too: also answers that the reader found useful.
        reasons: only judgements with one of these reasons; empty for every reason.

    Raises:
        ReadError: the file cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise ReadError(
            "Terugkoppeling lezen", on=str(path), found=str(error), do="Geef het bestand van FEEDBACK_FILE"
        ) from error
    found: dict[str, dict[str, Any]] = {}
    without_question = not_chosen = unreadable = 0
    for record in _records(text.splitlines()):
        if record is None:
            unreadable += 1
        elif (record["useful"] and not useful_too) or (reasons and record.get("reason") not in reasons):
            not_chosen += 1
        elif not str(record.get("question") or "").strip():
            without_question += 1
        else:
            draft = _draft(record)
            found.setdefault(draft["id"], draft)
    return Drafts(tuple(found.values()), without_question, not_chosen, unreadable)


def _records(lines: Iterable[str]) -> Iterable[dict[str, Any] | None]:
    """Give each judgement, or None for a line that is none: a computer that stopped may have left half of one."""
    for line in lines:
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError:
            yield None
            continue
        yield record if isinstance(record, dict) and isinstance(record.get("useful"), bool) else None


def _draft(record: dict[str, Any]) -> dict[str, Any]:
    question = " ".join(str(record["question"]).split())
    digest = hashlib.sha256(question.casefold().encode("utf-8", "replace")).hexdigest()[:8]
    return {
        "draft": True,
        "id": f"feedback-{digest}",
        "municipality": "",
        "kind": "",
        "wording": "plain",
        "question": question,
        "status": [],
        "gold": {"passages": []},
        "key_facts": [],
        "feedback": {name: record.get(name) for name in ("moment", "status", "useful", "reason", "sources")},
    }


def write_drafts(path: Path, lines: Iterable[dict[str, Any]]) -> None:
    """Write drafts as JSON lines to a file that is not there yet.

    Raises:
        StorageError: the file is there, for somebody may have worked on it, or it cannot be written.
    """
    try:
        with path.open("x", encoding="utf-8") as out:
            out.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    except FileExistsError as error:
        raise StorageError(
            "Concepten schrijven", on=str(path), found="dit bestand is er al", do="Geef met --out een andere naam"
        ) from error
    except OSError as error:
        raise StorageError(
            "Concepten schrijven", on=str(path), found=str(error.strerror), do="Geef met --out een andere plaats"
        ) from error
