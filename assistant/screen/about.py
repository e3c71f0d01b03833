"""The last tab: what the program can and cannot do, what it keeps, how well it works, and where to ask a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.screen import texts
from assistant.screen.figures import figures_html, read_figures
from assistant.screen.markup import element, listing, one_block, safe
from assistant.screen.mcp_server import read_hosts
from assistant.screen.sources import web_address


@dataclass(frozen=True, slots=True)
class House:
    """What an administrator fills in: whom to ask, where the accessibility statement is, whether feedback is kept.

    `mcp_hosts` are the names under which other programs may use it (mcp_server.py); none where that is off.
    `chat_model` names the language model that writes along, to which questions go.
    """

    contact: str | None = None
    accessibility_url: str | None = None
    feedback_file: Path | None = None
    results: Path | None = None
    mcp_hosts: tuple[str, ...] = ()
    chat_model: str | None = None


def read_house(environ: Mapping[str, str], *, results: Path) -> House:
    """Read CONTACT (an address, number or name), ACCESSIBILITY_URL, FEEDBACK_FILE, MCP and CHAT_MODEL."""
    feedback = environ.get("FEEDBACK_FILE")
    return House(
        contact=environ.get("CONTACT") or None,
        accessibility_url=web_address(environ.get("ACCESSIBILITY_URL")),
        feedback_file=Path(feedback) if feedback else None,
        results=results,
        mcp_hosts=read_hosts(environ.get("MCP")),
        chat_model=environ.get("CHAT_MODEL") or None,
    )


def about_html(house: House) -> str:
    """Give the whole text."""
    parts = [(title, listing(map(safe, points))) for title, points in texts.ABOUT]
    parts.insert(2, (texts.ASK_A_PERSON, _person(house)))
    kept = texts.privacy(stored=house.feedback_file is not None)
    if house.chat_model:
        kept = (texts.model_writes(house.chat_model), *kept)
    parts.append((texts.PRIVACY, listing(map(safe, kept))))
    parts.append((texts.ACCESSIBILITY, _accessibility(house)))
    if figures := read_figures(house.results):
        parts.insert(2, (texts.FIGURES, figures_html(figures)))
    inner = "".join(element("h3", safe(title)) + text for title, text in parts)
    return one_block(element("h2", safe(texts.ABOUT_TITLE)) + element("p", safe(texts.COMPUTER)) + inner)


def _person(house: House) -> str:
    text = f"{texts.CONTACT_IS} {house.contact}" if house.contact else texts.NO_CONTACT
    return element("p", safe(text)) + element("p", safe(texts.URGENT))


def _accessibility(house: House) -> str:
    text = listing(map(safe, texts.ACCESSIBILITY_TEXT))
    if house.accessibility_url:
        text += element("p", element("a", safe(texts.ACCESSIBILITY_LINK), href=house.accessibility_url))
    return text
