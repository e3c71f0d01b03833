"""The public interface `/v1`, after the Dutch rules for APIs: nouns, POST for questions, problem details, a version."""

from __future__ import annotations

from fastapi import APIRouter, Response

from assistant.screen.desk import Desk
from corpus.errors import BeleidswijzerError

VERSION = "1.0.0"


def api(desk: Desk) -> APIRouter:
    """Build the routes over this desk."""
    router = APIRouter(prefix="/v1")

    @router.get("/gezondheid")
    def health(response: Response) -> dict[str, str | None]:
        response.headers["API-Version"] = VERSION
        try:
            ready = desk.ready()
        except BeleidswijzerError as error:
            response.status_code = 503
            return {"status": type(error).__name__, "generation": None}
        if not ready:
            response.status_code = 503
            return {"status": "start", "generation": None}
        return {"status": "klaar", "generation": desk.index().generation}

    return router
