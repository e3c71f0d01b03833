"""The main text of a web page: menus, cookie notices, breadcrumbs, forms and hidden parts are taken out of the tree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from ingest.readers.html_hidden import drop, without_hidden

DROPPED_TAGS = frozenset(
    """
    script style noscript template svg math iframe object embed applet audio video canvas map select textarea input
    datalist dialog head link meta base
    """.split()
)
DROPPED_ROLES = frozenset("navigation search banner contentinfo dialog alertdialog menu menubar toolbar".split())
NOISE_NAME = re.compile(
    r"(?:^|[-_\s])(?:cookies?|consent|breadcrumbs?|kruimel\w*|nav|navbar|navigation|navigatie|menu|submenu|skip\w*|share|"
    r"sharing|social|socials|deel|pagination|pager|paginering|feedback|newsletter|nieuwsbrief|popup|modal|toolbar|readspeaker|"
    r"sidebar|related|gerelateerd|advert\w*|print(?:knop|button)|back-?to-?top|visually-hidden|sr-only|screen-reader\w*|"
    r"language-switch\w*)(?:$|[-_\s])",
    re.IGNORECASE,
)
LINKED = 0.7
LARGE = 0.5
"""A part with this share of the page's text is not noise, whatever its name."""


def main_part(root: HtmlElement) -> tuple[HtmlElement, int]:
    """Take noise out of `root` and give the element that holds the main text, and how many unseen letters went too."""
    body = root.find("body") if root.tag == "html" else root
    if body is None:
        body = root
    unseen = _unseen(root, body)
    total = max(len(_letters(body)), 1)
    doomed = [el for el in body.iterdescendants() if isinstance(el.tag, str) and _is_noise(el, total)]
    for element in doomed:
        drop(element)
    return _chosen(body), unseen


def _chosen(body: HtmlElement) -> HtmlElement:
    """The <main>, or the one <article>, where it holds most of what is left; else the body without its outer frame."""
    total = max(len(_letters(body)), 1)
    for path in (".//main", ".//*[@role='main']", ".//article", ".//*[@id='content' or @id='main' or @id='inhoud']"):
        found = body.findall(path) if "or" not in path and "@role" not in path else body.xpath(path)
        if len(found) == 1 and len(_letters(found[0])) >= min(200, total / 2):
            return found[0]
    for element in list(body):
        if element.tag in {"header", "footer", "aside"} and element.find(".//h1") is None:
            drop(element)
    return body


def _unseen(root: HtmlElement, body: HtmlElement) -> int:
    """Take out what nobody sees and count its letters; a hidden menu or notice is noise, and not counted."""

    def letters(element: HtmlElement) -> int:
        around = (element, *element.iterancestors())
        return 0 if any(_is_named_noise(a) for a in around) else len(_letters(element))

    return without_hidden(root, body, letters)


def _is_named_noise(element: HtmlElement) -> bool:
    name = f"{element.get('class') or ''} {element.get('id') or ''}"
    by_kind = element.tag in DROPPED_TAGS or element.tag in {"nav", "button"} or element.get("role") in DROPPED_ROLES
    return by_kind or NOISE_NAME.search(name) is not None


def _is_noise(element: HtmlElement, total: int) -> bool:
    tag = element.tag
    if tag == "form":
        return not _is_large(element, total)  # old sites wrap the whole page in one form
    if tag == "nav" or element.get("role") in DROPPED_ROLES:
        return element.find(".//h1") is None and element.find(".//main") is None
    if tag in DROPPED_TAGS:
        return True
    if tag == "button":
        return not any(a.tag in {"h1", "h2", "h3", "h4", "h5", "h6", "summary"} for a in element.iterancestors())
    if tag in {"body", "html", "main", "article", "table", "tr", "td", "th", "h1"}:
        return False
    name = f"{element.get('class') or ''} {element.get('id') or ''}"
    if not name.strip() or not NOISE_NAME.search(name):
        return False
    return not _is_large(element, total) or _is_links(element)


def _is_large(element: HtmlElement, total: int) -> bool:
    return len(_letters(element)) > LARGE * total or element.find(".//h1") is not None


def _is_links(element: HtmlElement) -> bool:
    """Tell whether most of a part's text is links, as in a menu that is longer than the page's own text."""
    linked = sum(len(_letters(a)) for a in element.iter("a"))
    return element.find(".//h1") is None and linked > LINKED * len(_letters(element))


def _letters(element: HtmlElement) -> str:
    return "".join("".join(_texts(element)).split())


def _texts(element: HtmlElement) -> Iterator[str]:
    for node in element.iter():
        if isinstance(node.tag, str) and node.tag not in {"script", "style", "noscript", "template"} and node.text:
            yield node.text
        if node is not element and node.tail:
            yield node.tail
