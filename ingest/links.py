"""What an HTML page shows in its main part: how much text, and which PDF it stands in front of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

READ = 1_000_000  # characters; a municipality's page is a tenth of it, and hostile markup costs more than its length
CHROME = frozenset({"nav", "header", "footer", "aside", "noscript", "template", "head"})
MAIN = frozenset({"main", "article"})
TARGETS = {"a": "href", "iframe": "src", "embed": "src", "object": "data", "base": "href"}
# Python's own HTMLParser needs time in the square of the length for "<!--<!--..." and its like (found on 3.11.7), so a
# page from the internet is read with patterns whose every repetition is bounded. lxml is the readers' alone.
TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]{0,20})(?P<rest>[^<>]{0,4000})>")
HIDDEN = re.compile(r"<!--|<(?:script|style)\b", re.IGNORECASE)
HIDDEN_END = {
    "!--": re.compile("-->"),
    "script": re.compile(r"</script[^>]{0,99}>?", re.IGNORECASE),
    "style": re.compile(r"</style[^>]{0,99}>?", re.IGNORECASE),
}
ATTRIBUTE = re.compile(
    r"""(?<![\w-])(?P<name>[\w-]{1,30})\s{0,9}=\s{0,9}(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>]+))"""
)
PDF_NAMED = re.compile(r"(?<![a-z])pdf(?![a-z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an embedded file: the whole address without fragment, and its text."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class ShownPage:
    """What a page shows: the words of its main part, or of all but menus and the like where none is marked as main."""

    text: str
    links: tuple[Link, ...]


def shown(html: str, url: str) -> ShownPage:
    """Read a page that was downloaded from `url`; no markup makes it fail or costs more than its length."""
    base, chrome, main = url, 0, 0
    words: list[tuple[bool, str]] = []
    links: list[tuple[bool, str, list[str]]] = []
    link_text: list[str] = []
    html = _without_hidden(html[:READ])
    position = 0
    for tag in (*TAG.finditer(html), None):
        if not chrome:
            words.append((main > 0, unescape(html[position : tag.start() if tag else len(html)])))
            link_text.append(words[-1][1])
        if tag is None:
            break
        position = tag.end()
        name, step = tag["name"].lower(), -1 if tag["close"] else 1
        chrome = max(0, chrome + step * (name in CHROME))
        main = max(0, main + step * (name in MAIN))
        link_text = [] if name == "a" else link_text
        target = _attribute(tag["rest"], TARGETS[name]) if step == 1 and name in TARGETS else None
        if target and name == "base":
            base = _joined(url, target) or url
        elif target and not chrome:
            links.append((main > 0, target, link_text if name == "a" else []))
    has_main = any(inside and word.strip() for inside, word in words)
    return ShownPage(
        _one_line(word for inside, word in words if inside or not has_main),
        tuple(
            Link(address, _one_line(text))
            for inside, target, text in links
            if (inside or not has_main) and (address := _joined(base, target))
        ),
    )


def _without_hidden(html: str) -> str:
    """Take out comments, scripts and styles, whose contents look like markup but are not shown."""
    parts: list[str] = []
    position = 0
    while opening := HIDDEN.search(html, position):
        parts.append(html[position : opening.start()])
        closing = HIDDEN_END[opening[0].lower().lstrip("<")].search(html, opening.end())
        position = closing.end() if closing else len(html)
    return " ".join((*parts, html[position:]))


def _one_line(parts: Iterable[str]) -> str:
    return " ".join(" ".join(parts).split())


def _attribute(rest: str, name: str) -> str | None:
    for match in ATTRIBUTE.finditer(rest):
        if match["name"].lower() == name:
            return unescape(match["double"] or match["single"] or match["bare"] or "").strip()
    return None


def pdfs(page: ShownPage, url: str) -> tuple[Link, ...]:
    """Give the PDFs that the page at `url` links to on its own site, each address once, in order."""
    found: dict[str, Link] = {}
    for link in page.links:
        named = unquote(urlsplit(link.url).path).lower().endswith(".pdf") or PDF_NAMED.search(link.text)
        if named and same_site(link.url, url):
            found.setdefault(link.url, link)
    return tuple(found.values())


def pdf_behind(page: ShownPage, url: str, *, named: str, year: int | None) -> Link | None:
    """Give the one PDF that the page stands in front of, or None where there is none or no telling which.

    Among several it is the only one whose text or file name has the word `named` (a kind of document) and the year.
    """
    candidates = pdfs(page, url)
    if len(candidates) > 1:
        wanted = [named.casefold(), *([str(year)] if year else [])]
        candidates = tuple(
            link
            for link in candidates
            if all(word in f"{link.text} {unquote(urlsplit(link.url).path)}".casefold() for word in wanted)
        )
    return candidates[0] if len(candidates) == 1 else None


def same_site(one: str, other: str) -> bool:
    """Tell whether two addresses are of one site: the same host, or hosts whose names end in the same two parts."""
    hosts = [(urlsplit(url).hostname or "").rstrip(".") for url in (one, other)]
    if hosts[0] == hosts[1]:
        return True
    ends = [host.split(".")[-2:] for host in hosts]
    return ends[0] == ends[1] and len(ends[0]) == 2 and not ends[0][-1].isdecimal()


def _joined(base: str, target: str) -> str:
    """Give the whole address of a link, or "" where it is none that can be downloaded."""
    try:
        address = urldefrag(urljoin(base, target.strip()))[0]
        return address if urlsplit(address).scheme in {"http", "https"} and urlsplit(address).hostname else ""
    except ValueError:  # such as "http://[": no address at all
        return ""
