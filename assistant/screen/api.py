"""The public interface `/v1`, after the Dutch rules for APIs: nouns, POST for questions, problem details, a version.

A question never stands in an address, for addresses end in logs (API Design Rules of Logius, no-sensitive-uris).
"""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, FastAPI, Query, Response
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel, ConfigDict, Field

from assistant.interpret import LONGEST_QUESTION
from assistant.output import answer_json, hit_json
from assistant.requests import MOST_TURNS, Message, turns
from assistant.rows import item_row
from assistant.screen import texts
from assistant.screen.desk import Desk
from assistant.screen.faults import VERSION, problem
from assistant.screen.register import Choice, as_csv, as_xlsx, chosen
from corpus.errors import BeleidswijzerError
from corpus.types import Document, DocumentType, Filters, ItemKind

LONGEST_TURN = 20_000
"""Characters of one earlier turn; a whole list of actions is some 10,000."""
Json = dict[str, Any]


class Limits(BaseModel):
    """What the search is limited to; an empty list is no limit."""

    model_config = ConfigDict(extra="forbid")

    years: list[Annotated[int, Field(ge=1900, le=2100)]] = Field(default=[], max_length=50)
    themes: list[Annotated[str, Field(max_length=300)]] = Field(default=[], max_length=50)
    document_types: list[DocumentType] = Field(default=[], max_length=20)
    document_ids: list[Annotated[str, Field(max_length=100)]] = Field(default=[], max_length=200)
    official_only: bool = False

    def filters(self) -> Filters:
        """Give them as the assistant takes them."""
        return Filters(
            years=tuple(self.years),
            themes=tuple(self.themes),
            document_types=tuple(kind.value for kind in self.document_types),
            document_ids=tuple(self.document_ids),
            official_only=self.official_only,
        )


class Earlier(Message):
    """One earlier turn."""

    content: str = Field(max_length=LONGEST_TURN)


class Question(BaseModel):
    """A question, the conversation before it, and what to limit the search to."""

    model_config = ConfigDict(extra="forbid")

    question: str = Field(min_length=1, max_length=LONGEST_QUESTION)
    history: list[Earlier] = Field(default=[], max_length=MOST_TURNS)
    filters: Limits = Limits()


class Searching(BaseModel):
    """What to look for, and how many passages to give."""

    model_config = ConfigDict(extra="forbid")

    question: str = Field(min_length=1, max_length=LONGEST_QUESTION)
    k: int = Field(default=10, ge=1, le=100)
    filters: Limits = Limits()


Words = Annotated[str, Query(max_length=300)]


def _choice(
    year: Annotated[str, Query(pattern=r"^(\d{4})?$")] = "",
    theme: Words = "",
    topic: Words = "",
    party: Words = "",
    kind: ItemKind | Literal[""] = "",
    progress: Words = "",
    words: Words = "",
) -> Choice:
    """Read the register's filters from an address."""
    return Choice(year, theme, topic, party, str(kind), progress, words)


Chosen = Annotated[Choice, Depends(_choice)]


def api(desk: Desk) -> APIRouter:
    """Build the routes over this desk."""
    router = APIRouter(prefix="/v1")
    router.include_router(_questions(desk))
    router.include_router(_register(desk))
    router.include_router(_state(desk))
    return router


def answer_of(desk: Desk, question: str, history: Sequence[Earlier], limits: Limits) -> Json:
    """Answer a question, or say why that cannot be done."""
    return answer_json(desk.reply(question, turns(history), limits.filters()))


def passages_of(desk: Desk, question: str, k: int, limits: Limits) -> Json:
    """Give the `k` passages that fit a question best, without an answer."""
    hits = desk.search(question, k, limits.filters())
    return {"question": question, "hits": [hit_json(hit) for hit in hits]}


def register_of(desk: Desk, choice: Choice, offset: int, limit: int) -> Json:
    """Give the rows of the register that meet a choice, from the one at `offset`."""
    index = desk.index()
    items = chosen(index, choice)
    rows = [item_row(item, index) for item in items[offset : offset + limit]]
    return {"total": len(items), "offset": offset, "items": rows, "generation": index.generation}


def _questions(desk: Desk) -> APIRouter:
    router = APIRouter(tags=["vragen"])

    @router.post("/antwoorden", summary="Beantwoord een vraag, of zeg waarom dat niet kan")
    def answers(asked: Question) -> Json:
        return answer_of(desk, asked.question, asked.history, asked.filters)

    @router.post("/passages", summary="Zoek stukken tekst, zonder antwoord")
    def passages(asked: Searching) -> Json:
        return passages_of(desk, asked.question, asked.k, asked.filters)

    return router


def _register(desk: Desk) -> APIRouter:
    router = APIRouter(tags=["register"])

    @router.get("/register", summary="Acties, doelen, resultaten, cijfers en verantwoordelijken")
    def register(
        choice: Chosen, offset: Annotated[int, Query(ge=0)] = 0, limit: Annotated[int, Query(ge=1, le=1000)] = 100
    ) -> Json:
        return register_of(desk, choice, offset, limit)

    @router.get("/register.csv", summary="Hetzelfde als bestand", response_class=Response)
    def register_csv(choice: Chosen) -> Response:
        index = desk.index()
        return _file(as_csv(chosen(index, choice), index), "text/csv; charset=utf-8", "register.csv")

    @router.get("/register.xlsx", summary="Hetzelfde als Excelbestand", response_class=Response)
    def register_xlsx(choice: Chosen) -> Response:
        index = desk.index()
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return _file(as_xlsx(chosen(index, choice), index), kind, "register.xlsx")

    return router


def _file(body: bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, media_type=media_type, headers=headers)


def _state(desk: Desk) -> APIRouter:
    router = APIRouter(tags=["documenten"])

    @router.get("/documenten", summary="Welke documenten zijn ingelezen")
    def documents() -> Json:
        index = desk.index()
        found = [
            {
                **_document(document),
                "pages": len(index.pages[document.id]) if document.paged else None,
                "unread": list(index.unread.get(document.id, ())),
            }
            for document in sorted(index.documents.values(), key=lambda d: (-(d.year or 0), d.title, d.id))
        ]
        return {"documents": found, "generation": index.generation}

    @router.get("/gezondheid", summary="Of er vragen gesteld kunnen worden")
    def health(response: Response) -> Json:
        try:
            ready = desk.ready()
        except BeleidswijzerError as error:
            response.status_code = 503
            return {"status": type(error).__name__, "generation": None}
        if not ready:
            response.status_code = 503
            return {"status": "start", "generation": None}
        index = desk.index()
        return {"status": "klaar", "generation": index.generation, "warning": index.warning}

    return router


def _document(document: Document) -> Json:
    return {
        "document_id": document.id,
        "title": document.title,
        "municipality": document.municipality,
        "document_type": document.type.value,
        "year": document.year,
        "period": [document.period.start, document.period.end] if document.period else None,
        "status": document.status,
        "publisher": document.publisher,
        "url": document.url,
        "official": document.official,
        "file": document.file,
        "sha256": document.sha256,
        "source_date": document.source_date,
    }


def describe(app: FastAPI) -> None:
    """Give the description of the interface at /v1/openapi.json, and problem details at every other address below /v1.

    To be called after the routes are there and before Gradio is mounted, which would answer for unknown addresses.
    """
    description = get_openapi(title=texts.NAME, version=VERSION, description=texts.API_TEXT, routes=app.routes)

    @app.get("/v1/openapi.json", include_in_schema=False)
    def described() -> Json:
        return description

    @app.api_route("/v1/{rest:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"], include_in_schema=False)
    def unknown(rest: str) -> Response:
        allowed = description["paths"].get(f"/v1/{rest}")
        if not allowed:
            return problem(HTTPStatus.NOT_FOUND, texts.SHUT)
        response = problem(HTTPStatus.METHOD_NOT_ALLOWED, texts.OTHER_METHOD)
        response.headers["Allow"] = ", ".join(sorted(method.upper() for method in allowed))
        return response
