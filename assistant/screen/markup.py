"""HTML that we write ourselves, with foreign text (documents, questions, model output) made harmless.

Two guards here, a third and fourth elsewhere: `safe` leaves no character of foreign text with a meaning in HTML or
Markdown; `one_block` gives Gradio's Markdown component one unbroken HTML block, in which no Markdown is read. Gradio's
own sanitiser runs after that, and the content security policy (security.py) stands behind all three.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
"""Unicode categories that a reader cannot see and that can turn, hide or break text (bidi, zero width, surrogates)."""
_KEPT = {"\n", "\t", "\u00ad"}


def plain(text: str) -> str:
    """Give `text` without characters that cannot be seen: controls, text direction, zero width, lone surrogates."""
    return "".join(c for c in text if c in _KEPT or unicodedata.category(c) not in _HIDDEN).replace("\u00ad", "")


def safe(text: str) -> str:
    """Give foreign text as HTML in which every character but letters, digits and spaces is a numeric entity.

    An entity is neither a tag, nor an attribute's end, nor Markdown; a line break becomes one too, so that the result
    is always one line.
    """
    return "".join(c if c.isalnum() or c == " " else f"&#{ord(c)};" for c in plain(text))


def lines(text: str) -> str:
    """Give foreign text as safe HTML with its line breaks shown."""
    return "<br>".join(safe(line) for line in plain(text).split("\n"))


def element(name: str, inner: str = "", /, **attributes: str | int | None) -> str:
    """Give one element around `inner`, which must be HTML already; attribute values are made safe.

    An attribute that is None is left out. A trailing underscore is dropped (`class_`), another becomes a hyphen.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{safe(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{inner}</{name}>"


def element_void(name: str, /, **attributes: str | int | None) -> str:
    """Give an element that has no inside."""
    return element(name, "", **attributes).removesuffix(f"</{name}>")


def listing(items: Iterable[str], name: str = "ul", **attributes: str | int | None) -> str:
    """Give a list of items that are HTML already; nothing where there are none."""
    inner = "".join(f"<li>{item}</li>" for item in items)
    return element(name, inner, **attributes) if inner else ""


def hidden(text: str, *, lang: str | None = None) -> str:
    """Give foreign text that only a screen reader speaks."""
    return element("span", safe(text), class_="alleen-voorlezen", lang=lang)


def one_block(inner: str) -> str:
    """Give HTML for Gradio's Markdown component: one block without a blank line, in which no Markdown is read."""
    return f"<div>{' '.join(inner.split(chr(10)))}</div>"
