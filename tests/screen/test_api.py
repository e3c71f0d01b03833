from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest
from fastapi.testclient import TestClient

from assistant.ask import Assistant
from assistant.interpret import LONGEST_QUESTION
from assistant.screen.opening import Opening
from corpus.errors import IndexMissing
from tests.screen.serving import built

QUESTION = "Wat zijn de acties voor 2021 op woninginbraken?"


@pytest.fixture(scope="module")
def client(assistant: Assistant) -> Iterator[TestClient]:
    with TestClient(built(Opening(lambda: assistant)), base_url="http://127.0.0.1") as opened:
        for _ in range(500):
            if opened.get("/v1/gezondheid").status_code == 200:
                break
        yield opened


def is_problem(response: Any, status: int) -> None:
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["status"] == status
    assert response.headers["api-version"] == "1.0.0"


def test_an_answer_is_the_json_of_the_command(client: TestClient) -> None:
    response = client.post("/v1/antwoorden", json={"question": QUESTION})
    assert response.headers["api-version"] == "1.0.0"
    answer = response.json()
    assert answer["status"] == "answered"
    assert answer["claims"][0]["citations"][0]["page"] == 2
    assert answer["generation"] == client.get("/v1/gezondheid").json()["generation"]


def test_history_and_filters_are_taken_along(client: TestClient) -> None:
    first = client.post("/v1/antwoorden", json={"question": QUESTION}).json()
    history = [{"role": "user", "content": QUESTION}, {"role": "assistant", "content": first["text"]}]
    asked = {"question": "En op jeugd?", "history": history, "filters": {"years": [2021]}}
    answer = client.post("/v1/antwoorden", json=asked).json()
    assert answer["searched"]["filters"]["years"] == [2021]
    assert answer["standalone_question"] != "En op jeugd?"


def test_passages(client: TestClient) -> None:
    found = client.post("/v1/passages", json={"question": "nieuwe sloten", "k": 3}).json()
    assert 1 <= len(found["hits"]) <= 3
    assert "passage_id" in found["hits"][0]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"question": ""},
        {"question": "x" * 10_000},
        {"question": "x" * (LONGEST_QUESTION + 1)},
        {"question": 3},
        {"question": "x", "onbekend": 1},
        {"question": "x", "history": [{"role": "system", "content": "x"}]},
        {"question": "x", "filters": {"years": ["'; drop"]}},
        {"question": "x", "filters": {"document_types": ["geheim"]}},
        [],
    ],
)
def test_a_request_that_is_not_valid_gets_problem_details(client: TestClient, body: object) -> None:
    is_problem(client.post("/v1/antwoorden", json=body), 422)


def test_what_was_sent_is_not_repeated(client: TestClient) -> None:
    response = client.post("/v1/antwoorden", json={"question": "x", "geheim-veld": "burgerservicenummer 123456782"})
    assert "123456782" not in response.text


def test_a_body_that_is_no_json(client: TestClient) -> None:
    response = client.post("/v1/antwoorden", content=b"{", headers={"Content-Type": "application/json"})
    is_problem(response, 422)


@pytest.mark.parametrize(
    "question",
    [
        "<script>alert(1)</script>",
        "😀😀😀",
        "\x00\x01",
        "a\u202eb\u200b?",
        "' OR 1=1 --",
        '" * NEAR ( ^ -',
        "[.*+?^${}()|",
        '{"$ne": null}',
        "\ud83d",
        "?" * 1000,
        "ﬁ ﬂ ĳ",
    ],
)
def test_odd_questions_get_an_answer_or_a_refusal(client: TestClient, question: str) -> None:
    body = json.dumps({"question": question})
    response = client.post("/v1/antwoorden", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code in {200, 422}
    if response.status_code == 200:
        assert response.json()["status"] in {"refused", "clarify"}


@pytest.mark.parametrize("path", ["/v1/onbekend", "/v1/antwoorden/", "/v1/"])
def test_an_unknown_address(client: TestClient, path: str) -> None:
    is_problem(client.get(path), 404)


def test_a_question_is_not_taken_from_an_address(client: TestClient) -> None:
    assert client.get("/v1/antwoorden", params={"question": QUESTION}).status_code == 405


def test_register_is_filtered_and_counted(client: TestClient) -> None:
    everything = client.get("/v1/register").json()
    actions = client.get("/v1/register", params={"kind": "actie", "year": "2021"}).json()
    assert 0 < actions["total"] < everything["total"]
    assert {item["kind"] for item in actions["items"]} == {"actie"}
    is_problem(client.get("/v1/register", params={"kind": "x"}), 422)
    is_problem(client.get("/v1/register", params={"year": "<b>"}), 422)


def test_register_as_files(client: TestClient) -> None:
    total = client.get("/v1/register", params={"kind": "actie"}).json()["total"]
    text = client.get("/v1/register.csv", params={"kind": "actie"}).content.decode("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(text), delimiter=";"))) == total
    book = openpyxl.load_workbook(io.BytesIO(client.get("/v1/register.xlsx", params={"kind": "actie"}).content))
    assert book.active.max_row == total + 1


def test_documents(client: TestClient) -> None:
    found = client.get("/v1/documenten").json()["documents"]
    assert len(found) == 3
    assert {len(d["sha256"]) for d in found} == {64}
    assert {d["pages"] for d in found} == {3, None}


def test_description(client: TestClient) -> None:
    described = client.get("/v1/openapi.json").json()
    assert set(described["paths"]) == {
        "/v1/antwoorden",
        "/v1/passages",
        "/v1/register",
        "/v1/register.csv",
        "/v1/register.xlsx",
        "/v1/documenten",
        "/v1/gezondheid",
    }


def test_without_an_index_it_says_so() -> None:
    def missing() -> Assistant:
        raise IndexMissing("Index openen", on="/een/pad", found="er is geen index", do="Voer make ingest uit")

    opening = Opening(missing, retry_seconds=60)
    with TestClient(built(opening), base_url="http://127.0.0.1") as client:
        while opening.problem is None:
            pass
        assert client.get("/v1/gezondheid").status_code == 503
        response = client.post("/v1/antwoorden", json={"question": QUESTION})
        is_problem(response, 503)
        assert "make ingest" in response.json()["title"]
        assert "/een/pad" not in response.text
        assert response.headers["retry-after"] == "30"
        page = client.get("/pagina/x/1")
        assert page.status_code == 503
        assert "make&#32;ingest" in page.text or "make ingest" in page.text
