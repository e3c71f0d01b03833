"""The three reads of the API as tools of the Model Context Protocol, for assistants of a municipality's own.

Off unless the setting MCP asks for it. It holds no state, changes nothing, and answers only under the names it was
given, so that a page elsewhere cannot reach it through a visitor's browser (DNS rebinding).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from assistant.interpret import LONGEST_QUESTION
from assistant.requests import MOST_TURNS
from assistant.screen import texts
from assistant.screen.api import Earlier, Json, Limits, answer_of, passages_of, register_of
from assistant.screen.desk import Desk, TooBusy, problem_line
from assistant.screen.faults import VERSION
from assistant.screen.register import Choice
from assistant.screen.security import LARGEST_BODY
from corpus.errors import BeleidswijzerError, SettingsError
from corpus.types import ItemKind

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

PATH = "/mcp"
OPENED: Mapping[str, int] = {PATH: LARGEST_BODY}
"""The address that is opened for it, with the bytes that may be sent there."""
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")

Asked = Annotated[str, Field(min_length=1, max_length=LONGEST_QUESTION)]
History = Annotated[list[Earlier], Field(max_length=MOST_TURNS)]
Name = Annotated[str, Field(max_length=300)]
Year = Annotated[str, Field(pattern=r"^(\d{4})?$")]


def read_hosts(setting: str | None) -> tuple[str, ...]:
    """Read the setting MCP: nothing or 0 is off, 1 is this machine alone, else host names separated by commas."""
    named = tuple(part.strip() for part in (setting or "").split(",") if part.strip())
    if named in {(), ("0",)}:
        return ()
    return LOOPBACK if named == ("1",) else (*LOOPBACK, *named)


def mcp_server(desk: Desk) -> MCPServer[Any]:
    """Build the server over this desk.

    Raises:
        SettingsError: the package is not installed.
    """
    try:
        from mcp.server.mcpserver import MCPServer
        from mcp.server.mcpserver.exceptions import ToolError
        from mcp.types import ToolAnnotations
    except ImportError as error:
        raise SettingsError(
            "Instelling lezen", on="MCP", found="het pakket mcp ontbreekt", do="Installeer 'beleidswijzer[mcp]'"
        ) from error

    @contextmanager
    def told() -> Iterator[None]:
        try:
            yield
        except TooBusy as error:
            raise ToolError(texts.TOO_BUSY) from error
        except BeleidswijzerError as error:
            raise ToolError(problem_line(error)) from error

    def antwoorden(question: Asked, history: History = [], filters: Limits = Limits()) -> Json:  # noqa: B006, B008 - pydantic copies a default
        with told():
            return answer_of(desk, question, history, filters)

    def passages(question: Asked, k: Annotated[int, Field(ge=1, le=100)] = 10, filters: Limits = Limits()) -> Json:  # noqa: B008
        with told():
            return passages_of(desk, question, k, filters)

    def register(
        year: Year = "",
        theme: Name = "",
        topic: Name = "",
        party: Name = "",
        kind: ItemKind | Literal[""] = "",
        progress: Name = "",
        words: Name = "",
        offset: Annotated[int, Field(ge=0)] = 0,
        limit: Annotated[int, Field(ge=1, le=1000)] = 100,
    ) -> Json:
        with told():
            return register_of(desk, Choice(year, theme, topic, party, str(kind), progress, words), offset, limit)

    server: MCPServer[Any] = MCPServer(
        texts.NAME, instructions=texts.API_TEXT, version=VERSION, log_level="WARNING", subscriptions=False
    )
    only_reads = ToolAnnotations(read_only_hint=True, destructive_hint=False, open_world_hint=False)
    tools: tuple[Callable[..., Json], ...] = (antwoorden, passages, register)
    for tool in tools:
        server.add_tool(tool, description=texts.MCP_TOOLS[tool.__name__], annotations=only_reads)
    return server


def routes_of(server: MCPServer[Any], hosts: tuple[str, ...], origins: tuple[str, ...]) -> list[Any]:
    """Give the routes that serve it at /mcp, without sessions, for requests under one of the host names alone.

    Args:
        server: what to serve; its session manager must run for as long as the application does.
        hosts: names without a port, as a Host header has them.
        origins: pages of other addresses that may use it.
    """
    from mcp.server.transport_security import TransportSecuritySettings

    security = TransportSecuritySettings(
        allowed_hosts=[*hosts, *(f"{host}:*" for host in hosts)], allowed_origins=list(origins)
    )
    served = server.streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,
        transport_security=security,
        max_request_body_size=OPENED[PATH],
    )
    return list(served.routes)
