"""The web application as a client sees it: headers, doors that are shut, and Gradio's page made Dutch."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from assistant.screen.opening import Opening
from tests.screen.serving import built
from tests.screen.small import small_assistant


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(built(Opening(small_assistant)), base_url="http://127.0.0.1") as opened:
        yield opened


def test_page_is_dutch_and_holds_the_notice(client: TestClient) -> None:
    page = client.get("/").text
    assert '<html lang="nl"' in page
    assert "computerprogramma" in page
    assert "og:image" not in page
    assert "raw.githubusercontent" not in page


def test_policy_allows_only_the_scripts_of_the_page(client: TestClient) -> None:
    policy = client.get("/").headers["content-security-policy"]
    script = next(part for part in policy.split("; ") if part.startswith("script-src "))
    assert "'unsafe-inline'" not in script
    assert "'unsafe-eval'" not in script
    assert "sha256-" in script


@pytest.mark.parametrize("path", ["/", "/v1/gezondheid", "/config", "/bestaat-niet"])
def test_headers_are_on_every_response(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"


def test_upload_is_shut(client: TestClient) -> None:
    response = client.post("/gradio_api/upload", files={"files": ("x.txt", b"x")})
    assert response.status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/info",
        "/gradio_api/openapi.json",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/file=../../etc/passwd",
        "//gradio_api/file=/etc/passwd",
        "/gradio_api/queue/join",
        "/gradio_api/call/ask",
        "/monitoring",
        "/docs",
        "/openapi.json",
        "/login",
    ],
)
def test_other_doors_of_gradio_are_shut(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/", "/v1/gezondheid", "/config"])
def test_a_foreign_origin_is_not_reflected(client: TestClient, path: str) -> None:
    response = client.get(path, headers={"Origin": "https://evil.example", "Host": "beleid.gemeente.example"})
    assert "access-control-allow-origin" not in response.headers
    assert "access-control-allow-credentials" not in response.headers


def test_a_large_body_is_refused(client: TestClient) -> None:
    response = client.post("/gradio_api/run/predict", content=b"x" * 1_000_001)
    assert response.status_code == 413
