"""What a visitor or program is told when something is wrong: a Dutch page, or problem details (RFC 9457) below /v1."""

from __future__ import annotations

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from assistant.screen import texts
from assistant.screen.desk import TooBusy, problem_line
from assistant.screen.shell import message_page
from corpus.errors import BeleidswijzerError

LOG = logging.getLogger(__name__)
VERSION = "1.0.0"
"""Of the interface below /v1, as its API-Version header says (API Design Rules of Logius, /core/version-header)."""


def tell_faults(app: FastAPI) -> None:
    """Give every error of our own routes its page or problem details; none shows a trace."""

    @app.exception_handler(BeleidswijzerError)
    def of_ours(request: Request, error: BeleidswijzerError) -> Response:
        LOG.warning("%s", error)
        return _told(request, HTTPStatus.SERVICE_UNAVAILABLE, problem_line(error))

    @app.exception_handler(TooBusy)
    def too_busy(request: Request, error: TooBusy) -> Response:
        return _told(request, HTTPStatus.SERVICE_UNAVAILABLE, texts.TOO_BUSY)

    @app.exception_handler(RequestValidationError)
    def not_valid(request: Request, error: RequestValidationError) -> Response:
        # What was sent is not repeated: it may be personal, or hostile.
        wrong = [{"veld": ".".join(map(str, e["loc"])), "fout": str(e["type"])} for e in error.errors()]
        return _told(request, HTTPStatus.UNPROCESSABLE_ENTITY, texts.NOT_VALID, wrong)

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> Response:
        return _told(
            request, HTTPStatus(error.status_code), texts.NOT_FOUND if error.status_code == 404 else texts.FAILED
        )

    @app.exception_handler(Exception)
    def unforeseen(request: Request, error: Exception) -> Response:
        return _told(request, HTTPStatus.INTERNAL_SERVER_ERROR, texts.FAILED)


def _told(request: Request, status: HTTPStatus, text: str, wrong: list[dict[str, str]] | None = None) -> Response:
    if request.url.path.startswith("/v1/"):
        return problem(status, text, wrong)
    response = message_page(text, texts.TRY_LATER if status >= 500 else texts.NOT_FOUND_DO, status=status)
    return _retry(response, status)


def problem(status: HTTPStatus, text: str, wrong: list[dict[str, str]] | None = None) -> Response:
    """Give problem details, RFC 9457."""
    details: dict[str, object] = {"type": "about:blank", "title": text, "status": int(status)}
    if wrong:
        details["fouten"] = wrong
    headers = {"API-Version": VERSION}
    return _retry(JSONResponse(details, status, headers, media_type="application/problem+json"), status)


def _retry(response: Response, status: HTTPStatus) -> Response:
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = "30"
    return response
