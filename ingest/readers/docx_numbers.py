"""The number or bullet that Word prints before a paragraph (ECMA-376 part 1, section 17.9)."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml.ns import qn

from ingest.readers.docx_styles import Styles
from ingest.readers.lists import BULLET, numeral

STYLES = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
DEEPER_STYLE = re.compile(r"List (?:Bullet|Number) ([2-5])$", re.IGNORECASE)
PLACE = re.compile(r"%(\d)")


class Numbers:
    """Counts along with the paragraphs, in order."""

    def __init__(self, opened: Any) -> None:  # noqa: ANN401 (python-docx has no types)
        """Read the numbering definitions, where the document has any."""
        self._abstract: dict[str, Any] = {}
        self._numbers: dict[str, Any] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[str] = set()
        part = next((r.target_part for r in opened.part.rels.values() if r.reltype.endswith("/numbering")), None)
        root = getattr(part, "element", None)
        if root is not None:
            self._abstract = {a.get(qn("w:abstractNumId")): a for a in root.iter(qn("w:abstractNum"))}
            self._numbers = {n.get(qn("w:numId")): n for n in root.iter(qn("w:num"))}

    def marker(self, paragraph: Any, styles: Styles) -> tuple[str | None, int]:  # noqa: ANN401
        """Give the marker that is printed before `paragraph` and the nesting (from 1), or (None, 0); counts on."""
        number, level = _numbering(paragraph, styles)
        if number is None or number == "0" or number not in self._numbers:
            return None, 0
        instance = self._numbers[number]
        abstract_id = instance.find(qn("w:abstractNumId"))
        key = abstract_id.get(qn("w:val")) if abstract_id is not None else None
        levels = self._levels(instance, self._abstract.get(key or ""))
        if level not in levels:
            return None, 0
        counts = self._counts.setdefault(key or number, [None] * 9)
        if number not in self._started:
            self._started.add(number)
            for at, start in _overrides(instance).items():
                counts[at] = start - 1
        current = counts[level]
        counts[level] = (current if current is not None else levels[level][1] - 1) + 1
        for deeper in range(level + 1, 9):
            counts[deeper] = None
        return self._printed(levels, counts, level), max(level + 1, _styled_depth(paragraph, styles))

    def _levels(self, instance: Any, abstract: Any) -> dict[int, tuple[str, int, str]]:  # noqa: ANN401
        """Give per level its number format, start and text; an instance's own level goes before the shared one."""
        found: dict[int, tuple[str, int, str]] = {}
        own = [o.find(qn("w:lvl")) for o in instance.iter(qn("w:lvlOverride"))]
        for element in (*(abstract.iter(qn("w:lvl")) if abstract is not None else ()), *own):
            if element is None:
                continue
            at = _integer(element.get(qn("w:ilvl")), 0)
            form, start, text = (element.find(qn(f"w:{n}")) for n in ("numFmt", "start", "lvlText"))
            if 0 <= at < 9:
                found[at] = (
                    form.get(qn("w:val")) if form is not None else "decimal",
                    _integer(start.get(qn("w:val")) if start is not None else None, 1),
                    (text.get(qn("w:val")) or "") if text is not None else "",
                )
        return found

    @staticmethod
    def _printed(levels: dict[int, tuple[str, int, str]], counts: list[int | None], level: int) -> str | None:
        form, _, text = levels[level]
        if form == "bullet":
            return BULLET
        if form == "none" or not text:
            return None

        def of_level(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            style, start, _ = levels.get(at, ("decimal", 1, ""))
            count = counts[at]
            return numeral(start if count is None else count, STYLES.get(style, "1"))

        return PLACE.sub(of_level, text).strip() or None


def _numbering(paragraph: Any, styles: Styles) -> tuple[str | None, int]:  # noqa: ANN401
    """Give the numbering instance and level of a paragraph: its own, else its style's."""
    number: str | None = None
    level: int | None = None
    for holder in (paragraph, *styles.chain(paragraph)):
        properties = holder.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if properties is None:
            continue
        if level is None and (found := properties.find(qn("w:ilvl"))) is not None:
            level = _integer(found.get(qn("w:val")), 0)
        if number is None and (found := properties.find(qn("w:numId"))) is not None:
            number = found.get(qn("w:val"))
    return number, min(max(level or 0, 0), 8)


def _styled_depth(paragraph: Any, styles: Styles) -> int:  # noqa: ANN401
    """Give the depth that a built-in list style names ("List Bullet 2"); each of those has a numbering of its own."""
    names = (holder.find(qn("w:name")) for holder in styles.chain(paragraph))
    found = (DEEPER_STYLE.match(name.get(qn("w:val")) or "") for name in names if name is not None)
    return next((int(match[1]) for match in found if match), 1)


def _overrides(instance: Any) -> dict[int, int]:  # noqa: ANN401
    found = {}
    for override in instance.iter(qn("w:lvlOverride")):
        start = override.find(qn("w:startOverride"))
        at = _integer(override.get(qn("w:ilvl")), 0)
        if start is not None and 0 <= at < 9:
            found[at] = _integer(start.get(qn("w:val")), 1)
    return found


def _integer(text: str | None, otherwise: int) -> int:
    try:
        return int(text) if text is not None else otherwise
    except ValueError:
        return otherwise
