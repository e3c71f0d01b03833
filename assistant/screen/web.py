"""The web application: Gradio's page in FastAPI, our own pages and files beside it, and the guards around both."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read when gradio is imported; it calls home otherwise
os.environ["HF_HUB_OFFLINE"] = os.environ.get("HF_HUB_OFFLINE", "1")

import gradio as gr
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from assistant.screen import texts
from assistant.screen.about import House, about_html
from assistant.screen.answer_routes import answer_routes
from assistant.screen.api import api, describe
from assistant.screen.chat import chat_tab
from assistant.screen.component import html
from assistant.screen.desk import Desk
from assistant.screen.documents_tab import documents_tab
from assistant.screen.faults import tell_faults
from assistant.screen.feedback import feedback_routes
from assistant.screen.markup import element, one_block, safe
from assistant.screen.mcp_server import OPENED as MCP_OPENED
from assistant.screen.mcp_server import mcp_server, routes_of
from assistant.screen.opening import Opening
from assistant.screen.pages import close_rest, page_routes
from assistant.screen.register_tab import register_tab
from assistant.screen.security import ENGLISH_PATH, guard
from assistant.screen.steps import step_routes
from assistant.screen.talk import Talk
from assistant.screen.theme import theme
from assistant.screen.upkeep import OPENED as UPKEEP_OPENED
from assistant.screen.upkeep import Pages as UpkeepPages
from assistant.screen.upkeep import Upkeep, upkeep_routes
from assistant.screen.welcome import Welcome

STATIC = Path(__file__).resolve().parent / "static"


def web_app(
    opening: Opening,
    house: House,
    *,
    upkeep: Upkeep | None = None,
    origins: tuple[str, ...] = (),
    policy: bool = True,
) -> FastAPI:
    """Build the application around an assistant that may still be opening.

    Args:
        opening: gives the assistant; started with the application.
        house: what an administrator filled in.
        upkeep: how an administrator keeps the documents; None where that is off.
        origins: addresses of other pages that may read this one; none by default.
        policy: off only in the tests that show what escaping does alone.
    """
    desk = Desk(opening)
    welcome = Welcome(desk)
    tools = mcp_server(desk) if house.mcp_hosts else None
    upkeep_pages = UpkeepPages(upkeep, desk) if upkeep else None

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        opening.start(then=welcome.examples)  # so that the examples are there when the first visitor is
        async with tools.session_manager.run() if tools else nullcontext():
            yield
        opening.stop()
        if upkeep_pages:
            upkeep_pages.reading.stop()

    app = FastAPI(title=texts.NAME, docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.mount("/scherm", StaticFiles(directory=STATIC), name="scherm")
    app.include_router(api(desk))
    app.include_router(page_routes(desk))
    app.include_router(answer_routes(desk))
    app.include_router(step_routes(desk.steps))
    app.include_router(feedback_routes(desk, house.feedback_file))
    if tools:
        app.router.routes.extend(routes_of(tools, house.mcp_hosts, origins))
    if upkeep_pages:
        app.include_router(upkeep_routes(upkeep_pages))
    describe(app)
    close_rest(app)
    tell_faults(app)
    also_open = {**(UPKEEP_OPENED if upkeep else {}), **(MCP_OPENED if tools else {})}
    guard(app, origins, policy=policy, also_open=also_open)
    talk = Talk(desk, welcome, judged=house.feedback_file is not None)
    for language, path in ((texts.Language.ENGLISH, ENGLISH_PATH), (texts.Language.DUTCH, "/")):
        with texts.speaking(language):
            _mount(app, page(talk, house, upkeep_pages), path)
    return app


def _mount(app: FastAPI, blocks: gr.Blocks, path: str) -> None:
    """Put a page of Gradio's in the application, with all that it would do by itself switched off."""
    gr.mount_gradio_app(
        app,
        blocks,
        path=path,
        footer_links=[],
        ssr_mode=False,
        show_error=False,
        enable_monitoring=False,
        mcp_server=False,
        pwa=False,
        max_file_size=1,
        theme=theme(),
    )


def page(talk: Talk, house: House, upkeep: UpkeepPages | None = None) -> gr.Blocks:
    """Build Gradio's page: the heading, the notice, and the tabs."""
    blocks: gr.Blocks = gr.Blocks(title=texts.NAME, analytics_enabled=False, fill_width=True)
    with blocks:
        html(one_block(heading()), elem_id="kop")
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab(texts.TAB_QUESTION, id="vraag"):
                chat_tab(talk, blocks)
            with gr.Tab(texts.TAB_REGISTER, id="register") as register:
                register_tab(talk.desk, register)
            with gr.Tab(texts.TAB_DOCUMENTS, id="documenten") as documents:
                documents_tab(talk.desk, documents, upkeep)
            with gr.Tab(texts.TAB_ABOUT, id="over"):
                html(about_html(house), elem_id="over")
    return blocks


def heading() -> str:
    """Give the page's title and the notice that must be read before the first question."""
    return element(
        "div",
        element("h1", safe(texts.NAME)) + element("p", safe(texts.TAGLINE), class_="ondertitel") + _other_language(),
        class_="titel",
    ) + element("p", safe(texts.COMPUTER), class_="computer")


def _other_language() -> str:
    """Give the way to the same page in the other language; it is kept in the address, and nowhere else."""
    if texts.language() is texts.Language.ENGLISH:
        address, other = "/", texts.Language.DUTCH
    else:
        address, other = f"/?{texts.PARAMETER}={texts.Language.ENGLISH}", texts.Language.ENGLISH
    link = element("a", safe(texts.OTHER_LANGUAGE), href=address, lang=other, hreflang=other, class_="hier")
    return element("p", link, class_="taal")
