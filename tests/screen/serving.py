"""The application built as it is served, for the tests."""

from __future__ import annotations

import asyncio
from typing import Any

from fastapi import FastAPI

from assistant.screen.about import House
from assistant.screen.opening import Opening
from assistant.screen.web import web_app


def built(opening: Opening, **settings: Any) -> FastAPI:
    """Give the application, built while an event loop runs: outside one, gradio makes loops that it never closes."""

    async def build() -> FastAPI:
        return web_app(opening, House(), **settings)

    return asyncio.run(build())
