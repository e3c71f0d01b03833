"""Other programs at the door: an MCP client gets three reads where that is set; Gradio's own client gets none."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from gradio_client import Client as GradioClient
from mcp import Client

from assistant.ask import Assistant
from assistant.screen import texts
from assistant.screen.about import House
from assistant.screen.mcp_server import LOOPBACK, read_hosts
from assistant.screen.opening import Opening
from corpus.errors import IndexMissing
from tests.screen.conftest import served
from tests.screen.serving import built

QUESTION = "Wat zijn de acties voor 2021 op woninginbraken?"
ON = House(mcp_hosts=read_hosts("1"))


@pytest.fixture(scope="module")
def address(assistant: Assistant) -> Iterator[str]:
    with served(built(Opening(lambda: assistant), house=ON)) as where:
        yield where


def talk(address: str, asked: Callable[[Client], Awaitable[Any]]) -> Any:
    async def run() -> Any:
        async with Client(f"{address}/mcp") as client:
            return await asked(client)

    # In a thread of its own, for playwright has a loop running in the tests' own.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(run())).result()


def call(address: str, tool: str, **arguments: Any) -> Any:
    return talk(address, lambda client: client.call_tool(tool, arguments))


@pytest.mark.parametrize(
    ("setting", "hosts"),
    [
        (None, ()),
        ("", ()),
        ("0", ()),
        ("1", LOOPBACK),
        ("beleid.example, b.example", (*LOOPBACK, "beleid.example", "b.example")),
    ],
)
def test_the_setting(setting: str | None, hosts: tuple[str, ...]) -> None:
    assert read_hosts(setting) == hosts


def test_there_are_three_tools_and_they_only_read(address: str) -> None:
    listed = talk(address, lambda client: client.list_tools())
    assert {tool.name for tool in listed.tools} == {"antwoorden", "passages", "register"} == set(texts.MCP_TOOLS)
    assert all(tool.annotations.read_only_hint for tool in listed.tools)


def test_an_answer_is_that_of_the_api(address: str) -> None:
    result = call(address, "antwoorden", question=QUESTION)
    assert not result.is_error
    told = result.structured_content
    given = httpx.post(f"{address}/v1/antwoorden", json={"question": QUESTION}).json()
    assert told | {"timings_ms": 0} == given | {"timings_ms": 0}
    assert told["claims"][0]["citations"][0]["page"] == 2


def test_history_filters_and_an_empty_register(address: str) -> None:
    history = [{"role": "user", "content": QUESTION}, {"role": "assistant", "content": "x"}]
    told = call(address, "antwoorden", question="En op jeugd?", history=history, filters={"years": [2021]})
    assert told.structured_content["searched"]["filters"]["years"] == [2021]
    assert call(address, "register", year="1999").structured_content["total"] == 0


def test_passages_and_register(address: str) -> None:
    assert 1 <= len(call(address, "passages", question="nieuwe sloten", k=2).structured_content["hits"]) <= 2
    rows = call(address, "register", kind="actie").structured_content
    assert {row["kind"] for row in rows["items"]} == {"actie"}
    assert rows["total"] == httpx.get(f"{address}/v1/register", params={"kind": "actie"}).json()["total"]


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("antwoorden", {"question": ""}),
        ("antwoorden", {"question": "x" * 100_000}),
        ("antwoorden", {}),
        ("passages", {"question": "x", "k": 1_000_000}),
        ("register", {"year": "'; drop"}),
        ("register", {"kind": "geheim"}),
        ("schrijf", {}),
    ],
)
def test_what_is_not_valid_is_refused(address: str, tool: str, arguments: dict[str, Any]) -> None:
    result = call(address, tool, **arguments)
    assert result.is_error
    assert "Traceback" not in str(result.content)


def body(method: str = "tools/list") -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": 1, "method": method}


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"Host": "evil.example"}, 421), ({"Origin": "https://evil.example"}, 403), ({"Origin": "null"}, 403)],
)
def test_a_page_elsewhere_cannot_use_it_through_a_browser(address: str, headers: dict[str, str], status: int) -> None:
    accept = {"Accept": "application/json, text/event-stream"}
    assert httpx.post(f"{address}/mcp", json=body(), headers={**accept, **headers}).status_code == status


def test_a_large_request_is_refused(address: str) -> None:
    assert httpx.post(f"{address}/mcp", content=b" " * 1_000_001).status_code == 413


def test_it_is_off_unless_it_is_set(assistant: Assistant) -> None:
    with served(built(Opening(lambda: assistant))) as where:
        assert httpx.post(f"{where}/mcp", json=body()).status_code == 404


def test_without_an_index_a_tool_says_what_to_do_and_no_path() -> None:
    def missing() -> Assistant:
        raise IndexMissing("Index openen", on="/een/pad", found="er is geen index", do="Voer make ingest uit")

    opening = Opening(missing, retry_seconds=60)
    with served(built(opening, house=ON)) as where:
        while opening.problem is None:
            pass
        result = call(where, "antwoorden", question=QUESTION)
    assert result.is_error
    assert "make ingest" in str(result.content)
    assert "/een/pad" not in str(result.content)


@pytest.fixture(scope="module")
def gradio(address: str) -> Iterator[GradioClient | None]:
    """Give Gradio's client, or None where it cannot even be made."""
    try:
        client = GradioClient(address, verbose=False, analytics_enabled=False)
    except Exception:  # noqa: BLE001 - whatever way it fails
        yield None
        return
    yield client
    client.close()


def test_gradios_own_client_is_told_of_no_endpoint_and_can_call_none(address: str, gradio: GradioClient | None) -> None:
    config = httpx.get(f"{address}/config").json()
    assert [d["id"] for d in config["dependencies"] if d["api_visibility"] != "private"] == []
    if gradio is None:
        return
    for name in ("/ask", "/predict", "/ordered", "/answer"):
        with pytest.raises(Exception, match=r"."):
            gradio.predict("Wat zijn de acties?", api_name=name)
    for number in range(3):
        with pytest.raises(Exception, match=r"."):
            gradio.predict("Wat zijn de acties?", fn_index=number)


@pytest.mark.parametrize("path", ["/gradio_api/info", "/gradio_api/api", "/gradio_api/queue/join", "/gradio_api/mcp/"])
def test_gradios_doors_say_nothing(address: str, path: str) -> None:
    for response in (httpx.get(f"{address}{path}"), httpx.post(f"{address}{path}", json={"data": []})):
        assert response.status_code == 404
        assert json.loads(response.text) == {"detail": texts.SHUT}
