"""The application built as it is served, for the tests."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

from fastapi import FastAPI

from assistant.screen.about import House
from assistant.screen.opening import Opening
from assistant.screen.upkeep import Upkeep
from assistant.screen.web import web_app

NO_HOUSE = House()


def built(opening: Opening, *, house: House = NO_HOUSE, upkeep: Upkeep | None = None, policy: bool = True) -> FastAPI:
    """Give the application, built while an event loop runs: outside one, gradio makes loops that it never closes."""

    async def build() -> FastAPI:
        return web_app(opening, house, upkeep=upkeep, policy=policy)

    # In a thread of its own, for playwright has a loop running in the tests' own.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(build())).result()
