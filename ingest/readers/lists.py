"""What a list point's number looks like in print, for formats that store only its kind and place."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
         (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
BULLET = "•"


def roman(number: int) -> str:
    """Give a positive number below 4000 in lower-case Roman numerals."""
    out = ""
    for value, letters in ROMAN:
        while number >= value:
            out, number = out + letters, number - value
    return out


def letters(number: int) -> str:
    """Give 1 as "a", 26 as "z", 27 as "aa"."""
    out = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        out = chr(ord("a") + rest) + out
    return out


def numeral(number: int, style: str) -> str:
    """Give a number in the style "1", "a", "A", "i" or "I"; what a style cannot say is said in digits."""
    if style in {"a", "A"} and number > 0:
        return letters(number) if style == "a" else letters(number).upper()
    if style in {"i", "I"} and 0 < number < 4000:
        return roman(number) if style == "i" else roman(number).upper()
    return str(number)


def points(holder: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Give a list's own points, each with the marker that a browser prints before it."""
    own = [p for p in holder if p.tag == "li"]
    reverse = holder.get("reversed") is not None
    number = _integer(holder.get("start"), len(own) if reverse else 1)
    for point in own:
        number = _integer(point.get("value"), number)
        style = point.get("type") or holder.get("type") or "1"
        yield point, f"{numeral(number, style)}." if holder.tag == "ol" else BULLET
        number += -1 if reverse else 1


def _integer(text: str | None, otherwise: int) -> int:
    try:
        return int(text) if text is not None else otherwise
    except ValueError:
        return otherwise
