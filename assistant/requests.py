"""What comes in from outside: a question with its history and filters, checked with pydantic."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from assistant.types import Speaker, Turn
from corpus.errors import BeleidswijzerError, SettingsError
from corpus.types import DocumentType, Filters

MOST_TURNS = 50
"""Earlier turns that are kept, the latest; a follow-up leans on the last few."""


class Message(BaseModel):
    """One earlier turn as it is sent."""

    role: Literal["user", "assistant"]
    content: str


class Line(BaseModel):
    """One line of a batch."""

    id: str | int | None = None
    question: str
    history: list[Message] = Field(default_factory=list)


MESSAGES = TypeAdapter(list[Message])


@dataclass(frozen=True, slots=True)
class Request:
    """One question to answer."""

    identity: str | None
    question: str
    history: tuple[Turn, ...]
    filters: Filters


def turns(messages: Sequence[Message]) -> tuple[Turn, ...]:
    """Give messages as turns, the latest MOST_TURNS of them."""
    return tuple(Turn(Speaker(m.role), m.content) for m in messages[-MOST_TURNS:])


def read_request(line: str, number: int, filters: Filters) -> Request | BeleidswijzerError:
    """Read one line of a batch; gives the error of a line that cannot be used, so that the others go on."""
    try:
        found = Line.model_validate_json(line)
    except ValidationError as error:
        return SettingsError("Vraag lezen", on=f"regel {number}", found=first_error(error), do="Verbeter deze regel")
    identity = None if found.id is None else str(found.id)
    return Request(identity, found.question, turns(found.history), filters)


def read_history(path: Path) -> tuple[Turn, ...]:
    """Read earlier turns from a JSON file.

    Raises:
        SettingsError: the file cannot be read, or is no list of turns.
    """
    try:
        return turns(MESSAGES.validate_python(json.loads(path.read_text(encoding="utf-8"))))
    except OSError as error:
        found, cause = error.strerror or "niet leesbaar", error
    except (ValueError, ValidationError) as error:
        found = first_error(error) if isinstance(error, ValidationError) else "geen geldige JSON"
        raise SettingsError(
            "Geschiedenis lezen", on=str(path), found=found, do="Geef [{role, content}, ...]"
        ) from error
    raise SettingsError("Geschiedenis lezen", on=str(path), found=found, do="Controleer de naam") from cause


def first_error(error: ValidationError) -> str:
    """Give the first thing that is wrong, and where."""
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"{place}: {first['msg']}" if place else str(first["msg"])


def parse_filter(pairs: Sequence[str]) -> Filters:
    """Read filters of the form name=value; a name may come more than once.

    Raises:
        SettingsError: the name or the value cannot be used.
    """
    filters = Filters()
    for pair in pairs:
        name, _, value = pair.partition("=")
        value = value.strip()
        match name.strip().lower():
            case "year" | "jaar" if value.isdecimal() and len(value) == 4:
                filters = replace(filters, years=(*filters.years, int(value)))
            case "theme" | "thema" if value:
                filters = replace(filters, themes=(*filters.themes, value))
            case "type" | "document_type" if value in set(DocumentType):
                filters = replace(filters, document_types=(*filters.document_types, value))
            case "document" | "document_id" if value:
                filters = replace(filters, document_ids=(*filters.document_ids, value))
            case "official" | "officieel":
                filters = replace(filters, official_only=value.lower() in {"1", "true", "ja", "yes"})
            case _:
                raise SettingsError(
                    "Filter lezen",
                    on=pair,
                    found="geen bruikbaar filter",
                    do="Geef year=2021, theme=..., type=jaarplan, document=... of official=true",
                )
    return filters
