"""The addresses below /beheer: an administrator adds, rereads and takes away documents. There are none unless set."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from assistant.screen import texts
from assistant.screen.administrators import COOKIE, Access, Administrators, from_our_page
from assistant.screen.desk import Desk, TooBusy
from assistant.screen.markup import element, safe
from assistant.screen.rereading import After, Command, Report, Rereading, nothing_more
from assistant.screen.shell import message_page, own_page
from assistant.screen.upkeep_view import PATH, sign_in_main, upkeep_main
from assistant.screen.uploads import LARGEST, add, own_entries, remove
from corpus.errors import BeleidswijzerError
from corpus.manifest import REMOVED

LOG = logging.getLogger(__name__)
LARGEST_REQUEST = LARGEST + 100_000
"""Bytes of a request with a document: the document and the form around it."""
OPENED: Mapping[str, int] = {
    PATH: 0,
    f"{PATH}/stand": 0,
    f"{PATH}/aanmelden": 10_000,
    f"{PATH}/afmelden": 10_000,
    f"{PATH}/lezen": 10_000,
    f"{PATH}/weghalen": 10_000,
    f"{PATH}/documenten": LARGEST_REQUEST,
}
"""The addresses that are opened for it, each with the bytes that may be sent there."""


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What an administrator's pages need: who may, which folder, and the command that reads it."""

    access: Access
    corpus: Path
    command: Command
    environ: Mapping[str, str]


class _Stopped(Exception):
    """A request that goes no further, with what it is told."""

    def __init__(self, response: Response) -> None:
        self.response = response


class Pages:
    """The pages over one corpus folder."""

    def __init__(self, upkeep: Upkeep, desk: Desk) -> None:
        """Keep the folder's upkeep for the index that `desk` answers from."""
        self.administrators = Administrators(upkeep.access)
        self.reading = Rereading(upkeep.command, upkeep.environ)
        self._corpus = upkeep.corpus
        self._desk = desk

    def who(self, request: Request) -> str:
        """Give the administrator that asks; anybody else is stopped."""
        who = self.administrators.who(request.headers, request.cookies)
        if who is None:
            raise _Stopped(self._sign_in(status=403))
        return who

    def may_see(self, headers: Mapping[str, str]) -> bool:
        """Tell whether to show a visitor the way here: where a secret is used everybody, else an administrator."""
        return self.administrators.access.token is not None or self.administrators.who(headers, {}) is not None

    def check(self, who: str, form: FormData) -> None:
        """Stop a form that is not of our own page."""
        if not self.administrators.marked(who, str(form.get("merk") or "")):
            raise _Stopped(message_page(texts.NOT_OUR_PAGE, texts.NOT_OUR_PAGE_DO, status=403))

    def show(self, who: str, *, problem: str = "", status: int = 200) -> Response:
        """Give the page."""
        titles = self._titles()
        try:
            files = [(entry.file, titles.get(entry.file, entry.file)) for entry in own_entries(self._corpus)]
        except BeleidswijzerError as error:
            files, problem = [], problem or str(error)
        main = upkeep_main(
            self.reading.standing,
            files,
            self.administrators.mark(who),
            problem=problem,
            signed_in=who != "header",
        )
        return own_page(texts.UPKEEP, main, status=status)

    def sign_in(self, request: Request, token: str) -> Response:
        """Begin a session for who has the secret."""
        session = self.administrators.sign_in(token)
        if session is None:
            return self._sign_in(status=403, problem=texts.SIGN_IN_WRONG)
        response = RedirectResponse(PATH, status_code=303)
        secure = request.url.scheme == "https" or request.headers.get("x-forwarded-proto") == "https"
        response.set_cookie(COOKIE, session, httponly=True, samesite="strict", secure=secure)
        return response

    def add(self, upload: UploadFile) -> After:
        """Put a document in the folder; one that then cannot be read is taken out again.

        Raises:
            ReadError, StorageError: it is refused, or cannot be written.
        """
        path = add(self._corpus, upload.filename or "", upload.file, upload.size or 0)
        return partial(self._set_aside, path)

    def remove(self, file: str) -> After:
        """Take a document out of the folder.

        Raises:
            ReadError, StorageError: it may not go, or cannot be moved.
        """
        remove(self._corpus, file, datetime.now())
        return nothing_more

    def in_turn(self, who: str, change: Callable[[], After]) -> Response:
        """Change something and read the folder anew, one at a time; stop where an ingest is at work."""
        if not self.reading.claim():
            back = element("p", element("a", safe(texts.BACK_TO_UPKEEP), href=PATH))
            raise _Stopped(message_page(texts.BUSY_READING, texts.BUSY_READING_DO, status=409, below=back))
        try:
            self.reading.start(change())
        except BeleidswijzerError as error:
            self.reading.release()
            return self.show(who, problem=str(error), status=422)
        except BaseException:
            self.reading.release()
            raise
        return RedirectResponse(PATH, status_code=303)

    def _sign_in(self, *, status: int, problem: str = "") -> Response:
        if self.administrators.access.token is None:
            return message_page(texts.NOT_ALLOWED, texts.NOT_ALLOWED_DO, status=403)
        return own_page(texts.UPKEEP, sign_in_main(problem=problem), status=status)

    def _titles(self) -> Mapping[str, str]:
        try:
            return {document.file: document.title for document in self._desk.index().documents.values()}
        except (BeleidswijzerError, TooBusy):
            return {}

    def _set_aside(self, path: Path, report: Report) -> Sequence[str]:
        failed = {str(one["file"]): str(one["reason"]) for one in report["failed"]}
        name = path.relative_to(self._corpus).as_posix()
        if name not in failed or not path.is_file():
            return ()
        remove(self._corpus, name, datetime.now())
        LOG.warning("Toegevoegd document kon niet worden gelezen; het staat nu onder %s: %s", REMOVED, name)
        return (f"{texts.SET_ASIDE}: {name}",)


def upkeep_routes(pages: Pages) -> APIRouter:
    """Build the routes."""
    router = APIRouter(include_in_schema=False, prefix=PATH)

    @router.get("")
    def main(request: Request) -> Response:
        try:
            return pages.show(pages.who(request))
        except _Stopped as stopped:
            return stopped.response

    @router.get("/stand")
    def standing(request: Request) -> Response:
        if pages.administrators.who(request.headers, request.cookies) is None:
            return JSONResponse({"detail": texts.SHUT}, status_code=404)
        now = pages.reading.standing
        return JSONResponse({"bezig": now.busy, "regel": now.progress})

    @router.post("/{action}")
    async def change(request: Request, action: str) -> Response:
        try:
            return await _changed(pages, request, action)
        except _Stopped as stopped:
            return stopped.response

    return router


async def _changed(pages: Pages, request: Request, action: str) -> Response:
    if not from_our_page(request.headers):
        raise _Stopped(message_page(texts.NOT_OUR_PAGE, texts.NOT_OUR_PAGE_DO, status=403))
    if action == "aanmelden":
        async with request.form(max_files=0, max_fields=2) as form:
            return pages.sign_in(request, str(form.get("wachtwoord") or ""))
    who = pages.who(request)  # before the body is read: a stranger's document is not even received
    async with request.form(max_files=1, max_fields=3) as form:
        pages.check(who, form)
        match action:
            case "afmelden":
                pages.administrators.sign_out(who)
                return RedirectResponse(PATH, status_code=303)
            case "lezen":
                return await run_in_threadpool(pages.in_turn, who, lambda: nothing_more)
            case "documenten":
                upload = form.get("bestand")
                if not isinstance(upload, UploadFile) or not upload.filename:
                    problem = f"{texts.NO_FILE} {texts.NO_FILE_DO}"
                    return await run_in_threadpool(pages.show, who, problem=problem, status=422)
                return await run_in_threadpool(pages.in_turn, who, partial(pages.add, upload))
            case "weghalen":
                file = str(form.get("bestand") or "")
                return await run_in_threadpool(pages.in_turn, who, partial(pages.remove, file))
    raise _Stopped(message_page(texts.NOT_FOUND, texts.NOT_FOUND_DO, status=404))
