"""What the screen says, in the language of the page that asks: Dutch (dutch.py), or English (english.py) where chosen.

The language belongs to one request and is set where that comes in (security.py); code says `texts.ASK` and never which
language. What only an administrator or a program reads is Dutch in both. Nothing here is stored: an English page has
`taal=en` in its addresses.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from assistant.screen import dutch, english

if TYPE_CHECKING:
    from assistant.screen.dutch import *  # noqa: F403 - so that each text has its type


class Language(StrEnum):
    """The languages of the page, as `lang` has them."""

    DUTCH = "nl"
    ENGLISH = "en"


PARAMETER = "taal"
_language: ContextVar[Language] = ContextVar("language", default=Language.DUTCH)


def language() -> Language:
    """Give the language of the page that asks; Dutch outside a request."""
    return _language.get()


@contextmanager
def speaking(chosen: Language) -> Iterator[None]:
    """Speak a language within the block, in this thread or task and those that it starts."""
    before = _language.set(chosen)
    try:
        yield
    finally:
        _language.reset(before)


def spoken_in(code: str) -> str | None:
    """Give the `lang` of words in "nl" or "en" on this page; None where it is the page's own (WCAG 3.1.2)."""
    return None if code == language() else code


def of_documents() -> str | None:
    """Give the `lang` of what the documents say, which is Dutch, as `spoken_in` does."""
    return spoken_in(Language.DUTCH)


def here(address: str) -> str:
    """Give an address of ours so that the page there speaks the language of this one."""
    if language() is Language.DUTCH:
        return address
    place, hash_, part = address.partition("#")
    return f"{place}{'&' if '?' in place else '?'}{PARAMETER}={language()}{hash_}{part}"


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the type checker sees the types of dutch.py
    if name.startswith("__"):
        raise AttributeError(name)
    if language() is Language.ENGLISH and hasattr(english, name):
        return getattr(english, name)
    return getattr(dutch, name)
