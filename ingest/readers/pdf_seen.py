"""What a person sees on a PDF page: letters that are hidden are taken out and named, drawn bullets are found."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from ingest.readers.pdf_colour import WHITES, hex_colour, is_dark
from ingest.readers.pdf_page import SWITCHED_OFF, Glyph, PageContent

INVISIBLE = frozenset({3, 7})  # PDF 32000-1, table 106: neither fill nor stroke text; 7 adds it to the clipping path
TINY = 4.0  # points; nobody prints policy in this size
FAINT = 0.1
"""Opacity up to which nobody reads a letter; a watermark's is 0.2 and more."""
TEXT_LAYER = "tekstlaag"
"""Not a reason but a mark: the letters are those that a scanner's own recognition laid over its picture."""

Box = tuple[float, float, float, float]


def seen(content: PageContent) -> PageContent:
    """Give the page without the letters that nobody sees on it, and with the reasons why they were left out.

    A scan with a text layer of its own (invisible letters over a picture that fills the page) keeps its letters.
    """
    invisible = sum(g.mode in INVISIBLE for g in content.glyphs)
    layered = invisible > 0.8 * max(len(content.glyphs), 1) and covered(content) > 0.5
    hidden = Counter({TEXT_LAYER: 1} if layered else {})
    fills = _fills(content)
    painted = frozenset(colour for _, colour in fills)
    dark: list[Box] | None = None
    kept = []
    for g in content.glyphs:
        inside = g.x0 >= -1 and g.x1 <= content.width + 1 and g.top >= -1 and g.bottom <= content.height + 1
        plain = g.colour not in WHITES and g.colour not in painted
        if inside and g.size >= TINY and plain and g.mode not in INVISIBLE and g.opacity > FAINT:
            kept.append(g)
            continue
        if g.colour in WHITES and dark is None:
            dark = [*_dark(content), *content.images]
        reason = _reason(g, content, dark or [], fills, layered=layered)
        if not reason:
            kept.append(g)
        elif g.text.strip():
            hidden[reason] += 1
    return replace(content, glyphs=kept, hidden=hidden)


def _reason(g: Glyph, content: PageContent, dark: list[Box], fills: list[tuple[Box, str]], *, layered: bool) -> str:
    """Say why nobody sees a letter, or nothing."""
    x, y = (g.x0 + g.x1) / 2, (g.top + g.bottom) / 2
    if not (-1 <= x <= content.width + 1 and -1 <= y <= content.height + 1):
        return "buiten de bladzijde"
    if g.size < TINY:
        return "kleiner dan 4 punten"
    if layered:
        return ""
    if g.mode in INVISIBLE:
        return "onzichtbaar"
    if g.opacity <= FAINT:
        return "op een laag die uit staat" if g.opacity == SWITCHED_OFF else "doorzichtig"
    under = next((colour for (a, b, c, d), colour in reversed(fills) if a <= x <= c and b <= y <= d), "")
    if g.colour and g.colour == under and g.colour not in WHITES:
        return "in de kleur van de achtergrond"
    if g.colour in WHITES and not any(a <= x <= c and b <= y <= d for a, b, c, d in dark):
        return "wit op wit"
    return ""


def covered(content: PageContent) -> float:
    """Give the share of the page that its largest image covers."""
    area = max(content.width * content.height, 1.0)
    return max(((x1 - x0) * (bottom - top) / area for x0, top, x1, bottom in content.images), default=0.0)


def dots(content: PageContent) -> list[Box]:
    """Give small filled shapes, about as high as wide: browsers draw a list's bullet, where others print a letter."""
    dx, dy = content.shift
    return [
        (s["x0"] - dx, s["top"] - dy, s["x1"] - dx, s["bottom"] - dy)
        for s in (*content.shapes.curves, *content.shapes.rects)
        if s.get("fill") and 1.5 <= s["width"] <= 8 and 0.7 <= s["height"] / s["width"] <= 1.4
    ]


def _fills(content: PageContent) -> list[tuple[Box, str]]:
    """Give the boxes of filled shapes with their colour, in the order in which they were painted."""
    dx, dy = content.shift
    return [
        ((s["x0"] - dx, s["top"] - dy, s["x1"] - dx, s["bottom"] - dy), colour)
        for s in content.shapes.rects
        if s.get("fill") and (colour := hex_colour(s.get("non_stroking_color")))
    ]


def _dark(content: PageContent) -> list[Box]:
    """Give the boxes of shapes filled with a colour that white shows on."""
    dx, dy = content.shift
    return [
        (shape["x0"] - dx, shape["top"] - dy, shape["x1"] - dx, shape["bottom"] - dy)
        for shape in (*content.shapes.rects, *content.shapes.curves)
        if shape.get("fill") and is_dark(hex_colour(shape.get("non_stroking_color")))
    ]
