"""Whether a person sees a run of a Word document: not hidden, not white on white, not smaller than print."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from ingest.readers.docx_styles import Styles, flag
from ingest.readers.pdf_colour import WHITES, is_dark

TINY = 8
"""Half-points: 4 points, as in a PDF."""
VAL, FILL, RPR = qn("w:val"), qn("w:fill"), qn("w:rPr")
PROPERTIES = {
    qn("w:p"): qn("w:pPr"), qn("w:tc"): qn("w:tcPr"), qn("w:tr"): qn("w:trPr"), qn("w:tbl"): qn("w:tblPr"),
}  # fmt: skip


class Sight:
    """Knows the styles that a run's looks may come from."""

    def __init__(self, styles: Styles) -> None:
        """Keep the document's styles."""
        self._styles = styles

    def unseen(self, run: Any) -> bool:  # noqa: ANN401 (an XML element of python-docx)
        """Tell whether nobody sees a run."""
        looks = list(self._looks(run))
        if flag(_first(looks, "w:vanish")):
            return True
        size = _first(looks, "w:sz")
        if size is not None and (size.get(VAL) or "").isdigit() and int(size.get(VAL)) < TINY:
            return True
        colour = _first(looks, "w:color")
        pale = colour is not None and (colour.get(VAL) or "").lower() in WHITES
        return pale and not any(_is_dark(shade) for shade in self._shades(run, looks))

    def _looks(self, run: Any) -> Iterator[Any]:  # noqa: ANN401
        """Give the run properties that hold for a run, nearest first: its own, its style's, its paragraph's style's."""
        own = run.find(RPR)
        if own is not None:
            yield own
            used = own.find(qn("w:rStyle"))
            for style in self._styles.based(used.get(VAL) if used is not None else None):
                yield from style.findall(RPR)
        paragraph = next(run.iterancestors(qn("w:p")), None)
        if paragraph is not None:
            for style in self._styles.chain(paragraph):
                yield from style.findall(RPR)

    def _shades(self, run: Any, looks: list[Any]) -> Iterator[str]:  # noqa: ANN401
        """Give the background colours behind a run: its own, and those of what it stands in."""
        for look in looks:
            yield from _fills(look)
            highlight = look.find(qn("w:highlight"))
            if highlight is not None and highlight.get(VAL) not in {"none", "white", None}:
                yield "000000"
        for above in run.iterancestors():
            if above.tag in PROPERTIES:
                for properties in above.findall(PROPERTIES[above.tag]):
                    yield from _fills(properties)
            if above.tag == qn("w:p"):
                for style in self._styles.chain(above):
                    yield from (fill for part in style.findall(qn("w:pPr")) for fill in _fills(part))
            if above.tag == qn("w:tbl"):
                yield from self._table_shades(above)

    def _table_shades(self, table: Any) -> Iterator[str]:  # noqa: ANN401
        """Give every colour that a table's style puts behind some of its cells, such as those of its first row."""
        used = table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}")
        for style in self._styles.based(used.get(VAL) if used is not None else None):
            for shade in style.iter(qn("w:shd")):
                yield shade.get(FILL) or ""


def _first(looks: list[Any], name: str) -> Any:  # noqa: ANN401
    return next((found for look in looks if (found := look.find(qn(name))) is not None), None)


def _fills(properties: Any) -> Iterator[str]:  # noqa: ANN401
    shade = properties.find(qn("w:shd"))
    if shade is not None:
        yield shade.get(FILL) or ""


def _is_dark(fill: str) -> bool:
    """Tell whether white can be read on a fill; "auto" and none are paper."""
    return len(fill) == 6 and fill.lower() not in WHITES and is_dark(fill.lower())
