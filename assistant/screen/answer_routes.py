"""Files of answers that were given not long ago. They are made on request, and nothing is stored."""

from __future__ import annotations

from datetime import UTC, datetime

from fastapi import APIRouter, Response

from assistant.screen import texts
from assistant.screen.desk import Desk
from assistant.screen.report import report
from assistant.screen.shell import message_page

MOST = 30
"""Answers in one file; a conversation keeps no more."""


def answer_routes(desk: Desk) -> APIRouter:
    """Build the routes over this desk."""
    router = APIRouter(include_in_schema=False)

    @router.get("/uitvoer/{keys}.{kind}")
    def exported(keys: str, kind: str) -> Response:
        from assistant.screen.export import WRITERS  # its libraries are loaded when the first file is asked for

        found = [desk.remembered(key) for key in keys.split(",")[:MOST]]
        exchanges = [exchange for exchange in found if exchange is not None]
        if kind not in WRITERS or not exchanges:
            return message_page(texts.ANSWER_GONE, texts.ASK_AGAIN, status=404)
        media_type, write = WRITERS[kind]
        body = write(report(exchanges, datetime.now(UTC)))
        headers = {"Content-Disposition": f'attachment; filename="antwoord-beleidswijzer.{kind}"'}
        return Response(body, media_type=media_type, headers=headers)

    return router
