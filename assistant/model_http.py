"""An end to answers without end: the HTTP client of a chat model stops reading what is larger than any answer."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from functools import cache
from operator import attrgetter
from typing import Any

LARGEST_ANSWER = 1_000_000
"""Bytes of one HTTP answer. A proposal is some 5 kB."""

HTTP_CLIENTS = ("root_async_client._client", "_async_client._client", "async_client")
"""Where the providers' models keep their HTTP client (langchain-openai, -ollama, -mistralai)."""


def cap(chat: object) -> None:
    """Let the model's HTTP client stop reading an answer that does not end."""
    for path in HTTP_CLIENTS:
        with suppress(AttributeError):
            client = attrgetter(path)(chat)
            client.event_hooks = {**client.event_hooks, "response": [_capped]}
            return


async def _capped(response: Any) -> None:  # noqa: ANN401 - of httpx or httpx2, whichever the provider uses
    stream = response.stream
    base = next((c for c in type(stream).__mro__ if c.__name__ == "AsyncByteStream"), None)
    if base is not None:
        response.stream = _capped_class(base)(stream)


@cache
def _capped_class(base: type) -> Callable[[Any], Any]:
    class Capped(base):  # type: ignore[misc]
        """The stream of an answer that ends with an error once it is larger than any answer is."""

        def __init__(self, inner: Any) -> None:  # noqa: ANN401
            self._inner = inner

        async def __aiter__(self) -> AsyncIterator[bytes]:
            size = 0
            async for piece in self._inner:
                size += len(piece)
                if size > LARGEST_ANSWER:
                    raise ValueError(f"het antwoord is groter dan {LARGEST_ANSWER} bytes")
                yield piece

        async def aclose(self) -> None:
            await self._inner.aclose()

    return Capped
