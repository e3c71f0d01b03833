"""Whether a person sees a stretch of an OpenDocument text: its style, or the section it stands in, may hide it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ingest.readers.pdf_colour import WHITES, is_dark

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
STYLE, TEXT = f"{{{OASIS}style:1.0}}", f"{{{OASIS}text:1.0}}"
FO = f"{{{OASIS}xsl-fo-compatible:1.0}}"
TINY = 4.0
"""Points, as in a PDF."""
MAX_BASED_ON = 20
POINTS = {"pt": 1.0, "px": 0.75, "in": 72.0, "cm": 28.35, "mm": 2.835}
HOLDERS = frozenset({f"{TEXT}p", f"{TEXT}h", f"{TEXT}span", f"{TEXT}section", f"{TEXT}a"})
FIELDS = frozenset({f"{TEXT}hidden-text", f"{TEXT}hidden-paragraph"})


class Sight:
    """Knows the styles of a document by name."""

    def __init__(self, roots: list[Any]) -> None:
        """Gather the styles of these parts."""
        self._styles = {s.get(f"{STYLE}name"): s for root in roots for s in root.iter(f"{STYLE}style")}

    def unseen(self, element: Any) -> bool:  # noqa: ANN401 (an lxml element)
        """Tell whether nobody sees an element, whatever stands around it."""
        if element.tag in FIELDS:
            return True
        if element.tag not in HOLDERS:
            return False
        if element.get(f"{TEXT}display") == "none" or element.get(f"{TEXT}is-hidden") == "true":
            return True
        looks = list(self._looks(element))
        if _first(looks, f"{TEXT}display") == "none":
            return True
        size = _points(_first(looks, f"{FO}font-size"))
        if size is not None and size < TINY:
            return True
        return _first(looks, f"{FO}color").lstrip("#").lower() in WHITES and not self._on_dark(element)

    def _on_dark(self, element: Any) -> bool:  # noqa: ANN401
        for holder in (element, *element.iterancestors()):
            for style in self._chain(holder):
                for part in style:
                    fill = (part.get(f"{FO}background-color") or "").lstrip("#").lower()
                    if len(fill) == 6 and fill not in WHITES and is_dark(fill):
                        return True
        return False

    def _looks(self, element: Any) -> Iterator[Any]:  # noqa: ANN401
        for style in self._chain(element):
            yield from style.findall(f"{STYLE}text-properties")

    def _chain(self, element: Any) -> Iterator[Any]:  # noqa: ANN401
        """Give the styles of an element, nearest first; the attribute's prefix differs with the kind of element."""
        name = next((value for key, value in element.items() if str(key).endswith("}style-name")), None)
        for _ in range(MAX_BASED_ON):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = style.get(f"{STYLE}parent-style-name")


def _first(looks: list[Any], name: str) -> str:
    return next((value for look in looks if (value := look.get(name))), "")


def _points(size: str) -> float | None:
    try:
        return float(size[:-2]) * POINTS[size[-2:]]
    except (KeyError, ValueError):
        return None
