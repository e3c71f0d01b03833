"""Text of a web page that nobody sees: taken out of the tree and counted, by attribute, inline style or style sheet.

Only what decides by itself is read of a style sheet: rules for one tag, class or id. What a script shows later (a
folded panel) is left out as well, and its letters are counted, so that a person knows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml.html import HtmlElement

ZERO = r"0(?:\.0+)?(?:px|pt|r?em|%|vh|vw)?\s*(?:!important\s*)?(?:;|$)"
HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|content-visibility\s*:\s*hidden"
    r"|(?<![-\w])opacity\s*:\s*0?(?:\.0\d*)?\s*(?:;|$)"
    rf"|font-size\s*:\s*(?:[0-3](?:\.\d+)?(?:px|pt)|0?\.[0-2]\d*r?em|{ZERO})"
    r"|(?:left|top|right|bottom|text-indent|margin(?:-left|-top)?|translate[XY]?\()\s*:?\s*-\d{3,}"
    r"|transform\s*:[^;]*scale\(\s*0(?:\.0+)?\s*[,)]"
    r"|clip(?:-path)?\s*:\s*(?:rect\(\s*[01](?:px)?[ ,]+[01](?:px)?[ ,]|inset\(\s*(?:50|100)%|circle\(\s*0)",
    re.IGNORECASE,
)
SHUT = re.compile(rf"(?<![-\w])(?:max-)?(?:width|height)\s*:\s*{ZERO}", re.IGNORECASE)
OVERFLOW = re.compile(r"overflow(?:-[xy])?\s*:\s*(?:hidden|clip)", re.IGNORECASE)
WHITE = (
    r"(?:#f[0-9a-f]f[0-9a-f]f[0-9a-f]\b|#fff\b|#fffffff\b|white(?:smoke)?\b|snow\b|ivory\b|transparent\b|"
    r"rgba?\(\s*2[45]\d\s*[, ]\s*2[45]\d\s*[, ]\s*2[45]\d|"
    r"rgba\([^)]*,\s*0(?:\.0\d*)?\s*\)|hsl\([^)]*,\s*(?:9[6-9]|100)%\s*\))"
)
PALE = re.compile(rf"(?<![-\w])color\s*:\s*{WHITE}", re.IGNORECASE)
BACKGROUND = re.compile(r"background(?:-color|-image)?\s*:\s*(?P<value>[^;]+)", re.IGNORECASE)
COLOURLESS = re.compile(rf"\s*(?:{WHITE}|none\b|inherit\b|initial\b)", re.IGNORECASE)
SHOWN = re.compile(r"display\s*:\s*(?!none)|visibility\s*:\s*visible", re.IGNORECASE)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
RULE = re.compile(r"(?P<selectors>[^{}]+)\{(?P<body>[^{}]*)\}")
SIMPLE = re.compile(r"^(?P<tag>[a-z][a-z0-9]*)?(?:(?P<mark>[.#])(?P<name>[\w-]+))?$", re.IGNORECASE)
MEDIA = re.compile(r"@media\s+(?:all|screen)\s*\{|@layer[^{;]*\{", re.IGNORECASE)
LONGEST_SHEET = 1_000_000

Selector = tuple[str, str, str]
"""A tag, "." or "#", and a name; what a rule leaves open is empty."""


def without_hidden(root: HtmlElement, top: HtmlElement, letters: Callable[[HtmlElement], int]) -> int:
    """Take what nobody sees out of `top`, comments too, and give how many letters went.

    `root` is the whole page, with its style sheets; `letters` counts those of an element that is about to go.
    """
    styles = dict(_hiding(sheets(root)))
    gone: set[HtmlElement] = set()
    counted = 0
    for element in list(top.iterdescendants()):
        if element.getparent() in gone:
            gone.add(element)
        elif not isinstance(element.tag, str):
            drop(element)  # a comment or processing instruction
        elif is_hidden(element, styles):
            counted += letters(element)
            gone.add(element)
            drop(element)
    return counted


def sheets(root: HtmlElement) -> str:
    """Give the page's own style sheets as one text."""
    return "\n".join(style.text or "" for style in root.iter("style"))[:LONGEST_SHEET]


def _hiding(text: str) -> Iterator[tuple[Selector, str]]:
    """Give every simple selector whose rules hide, with what they declare; a later rule may show it again."""
    found: dict[Selector, str] = {}
    plain = _top_level(COMMENT.sub("", text))
    for rule in RULE.finditer(plain):
        for one in rule["selectors"].split(","):
            simple = SIMPLE.match(one.strip())
            if not simple or not one.strip():
                continue
            key = ((simple["tag"] or "").lower(), simple["mark"] or "", simple["name"] or "")
            if hides(rule["body"]) or PALE.search(rule["body"]):
                found[key] = rule["body"]
            elif SHOWN.search(rule["body"]):
                found.pop(key, None)
    yield from found.items()


def _top_level(text: str) -> str:
    """Give the rules that hold for a screen of any size: those in another @media or in @supports are left out."""
    text = MEDIA.sub("", text)
    kept: list[str] = []
    position = 0
    for at in re.finditer(r"@[\w-]+[^{};]*\{", text):
        if at.start() < position:
            continue
        kept.append(text[position : at.start()])
        depth, position = 1, at.end()
        while depth and position < len(text):
            depth += {"{": 1, "}": -1}.get(text[position], 0)
            position += 1
    return "".join((*kept, text[position:]))


def hides(style: str) -> bool:
    """Tell whether these declarations hide a text by themselves, colours aside."""
    return bool(HIDDEN_STYLE.search(style) or (SHUT.search(style) and OVERFLOW.search(style)))


def is_hidden(element: HtmlElement, styles: dict[Selector, str]) -> bool:
    """Tell whether an element, and so all in it, is one that nobody sees."""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = _style(element, styles)
    if hides(style):
        return True
    pale = PALE.search(style) or (element.tag == "font" and re.match(WHITE, element.get("color") or "", re.IGNORECASE))
    return bool(pale) and not any(_coloured(_style(a, styles), a) for a in (element, *element.iterancestors()))


def _style(element: HtmlElement, styles: dict[Selector, str]) -> str:
    """Give what the style sheets and the element itself declare; the element's own words come last and win."""
    own = element.get("style") or ""
    if not styles or not isinstance(element.tag, str):
        return own
    tag = element.tag.lower()
    names = [("", ""), *((".", name) for name in (element.get("class") or "").split()), ("#", element.get("id") or "")]
    keys = [(which, mark, name) for mark, name in names for which in ("", tag)]
    declared = "; ".join(styles[key] for key in keys if key in styles)
    return own if SHOWN.search(own) or not declared else f"{declared}; {own}"


def _coloured(style: str, element: HtmlElement) -> bool:
    """Tell whether an element has a background on which white can be read."""
    found = BACKGROUND.search(style)
    if found:
        return not COLOURLESS.match(found["value"])
    return bool(element.get("bgcolor")) and not re.match(WHITE, element.get("bgcolor") or "", re.IGNORECASE)


def drop(element: HtmlElement) -> None:
    """Remove an element, its tail kept."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail or ""
    element.tail = None
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)
