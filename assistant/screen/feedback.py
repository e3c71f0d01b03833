"""Was an answer useful? Kept only where the administrator names a file, and without the question unless it is given."""

from __future__ import annotations

import json
import logging
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field

from assistant.output import answer_id, status_of
from assistant.screen.answers import citations
from assistant.screen.conversation import Exchange
from assistant.screen.desk import Desk

LOG = logging.getLogger(__name__)
LARGEST_FILE = 50_000_000
"""Bytes; some 100,000 lines. A file that grows past it takes no more, so that nobody can fill the disk."""


Reason = Literal["klopt niet", "niet volledig", "verkeerde bron", "geen antwoord", "niet te begrijpen", "anders"]


class Feedback(BaseModel):
    """What is sent. `antwoord` is the key that the page was given with the answer."""

    model_config = ConfigDict(extra="forbid")

    antwoord: str = Field(max_length=64)
    nuttig: bool
    reden: Reason | None = None
    met_vraag: bool = False


def feedback_routes(desk: Desk, file: Path | None) -> APIRouter:
    """Build the route; without a file there is none."""
    router = APIRouter(include_in_schema=False)
    if file is None:
        return router
    lock = threading.Lock()

    @router.post("/terugkoppeling", status_code=204)
    def useful_or_not(given: Feedback) -> Response:
        exchange = desk.remembered(given.antwoord)
        if exchange is None or exchange.reply is None:
            return Response(status_code=404)
        try:
            with lock:
                _append(file, line(exchange, given, datetime.now(UTC)))
        except OSError as error:
            LOG.warning("Terugkoppeling bewaren (%s): %s. Controleer FEEDBACK_FILE", file, error.strerror)
            return Response(status_code=507)
        return Response(status_code=204)

    return router


def line(exchange: Exchange, given: Feedback, moment: datetime) -> dict[str, object]:
    """Give what is kept of one judgement: the answer by its id, its sources, and why; never the words of the answer.

    Raises:
        ValueError: the exchange has no reply.
    """
    reply = exchange.reply
    if reply is None:
        raise ValueError("only an answer can be judged")
    kept: dict[str, object] = {
        "moment": moment.replace(microsecond=0).isoformat(),
        "answer_id": answer_id(reply),
        "status": status_of(reply),
        "generation": reply.outcome.generation,
        "sources": [c.passage.id for c in citations(reply)],
        "useful": given.nuttig,
        "reason": given.reden,
    }
    if given.met_vraag:
        kept["question"] = exchange.question
    return kept


def _append(file: Path, kept: dict[str, object]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.exists() and file.stat().st_size > LARGEST_FILE:
        raise OSError(28, "het bestand is vol")
    with file.open("a", encoding="utf-8") as out:
        out.write(json.dumps(kept, ensure_ascii=True) + "\n")
