"""What a Word paragraph's style says: heading level, table of contents, list."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml.ns import qn

HEADING = re.compile(r"^(?:heading|kop|koptekst niveau|überschrift|titre)\s*(\d)\b", re.IGNORECASE)
TITLE = re.compile(r"^(?:title|titel)$", re.IGNORECASE)
CONTENTS = re.compile(r"^(?:toc|inhopg|inhoudsopgave|table of contents|kop van inhoudsopgave)\b", re.IGNORECASE)
LIST = re.compile(r"^(list|lijst|opsomming)", re.IGNORECASE)
MAX_BASED_ON = 20
BOLD_HEADING = 90
"""A bold paragraph of at most this many characters, without an end of sentence, is a heading where no style says so."""


def flag(element: Any) -> bool:  # noqa: ANN401 (an XML element of python-docx)
    """Tell whether a switch such as <w:b/> is on."""
    return element is not None and (element.get(qn("w:val")) or "true").lower() not in {"0", "false", "off", "none"}


class Styles:
    """The document's paragraph styles by id."""

    def __init__(self, opened: Any) -> None:  # noqa: ANN401
        """Read the styles once."""
        self._by_id: dict[str, Any] = {}
        try:
            root = opened.styles.element
        except (KeyError, AttributeError):
            root = None
        if root is not None:
            self._by_id = {s.get(qn("w:styleId")): s for s in root.iter(qn("w:style"))}
        body = opened.element.body
        self._unstyled = not any(self._styled_level(p) for p in body.iter(qn("w:p")))

    def chain(self, paragraph: Any) -> list[Any]:  # noqa: ANN401
        """Give the paragraph's style and those it is based on, nearest first."""
        used = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return self.based(used.get(qn("w:val")) if used is not None else None)

    def based(self, identity: str | None) -> list[Any]:
        """Give the style of this id and those it is based on, nearest first."""
        found: list[Any] = []
        while identity in self._by_id and len(found) < MAX_BASED_ON:
            style = self._by_id[identity]
            if style in found:
                break
            found.append(style)
            based = style.find(qn("w:basedOn"))
            identity = based.get(qn("w:val")) if based is not None else None
        return found

    def names(self, paragraph: Any) -> list[str]:  # noqa: ANN401
        """Give the names of the paragraph's style and those it is based on."""
        names = (style.find(qn("w:name")) for style in self.chain(paragraph))
        return [name.get(qn("w:val")) or "" for name in names if name is not None]

    def is_contents(self, paragraph: Any) -> bool:  # noqa: ANN401
        """Tell whether a paragraph is an entry or the head of a table of contents."""
        return any(CONTENTS.match(name) for name in self.names(paragraph)[:1])

    def heading(self, paragraph: Any) -> int:  # noqa: ANN401
        """Give a paragraph's heading level, 0 where it is none."""
        level = self._styled_level(paragraph)
        if level or not self._unstyled:
            return level
        return 2 if _looks_like_heading(paragraph) else 0

    def _styled_level(self, paragraph: Any) -> int:  # noqa: ANN401
        for name in self.names(paragraph):
            if match := HEADING.match(name):
                return int(match[1])
            if TITLE.match(name):
                return 1
        for holder in (paragraph, *self.chain(paragraph)):
            outline = holder.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
            if outline is not None and (outline.get(qn("w:val")) or "").isdigit():
                level = int(outline.get(qn("w:val")))
                return level + 1 if level < 9 else 0
        return 0


def _looks_like_heading(paragraph: Any) -> bool:  # noqa: ANN401
    if any(a.tag == qn("w:tc") for a in paragraph.iterancestors()):
        return False
    runs = [r for r in paragraph.iter(qn("w:r")) if "".join(t.text or "" for t in r.iter(qn("w:t"))).strip()]
    text = "".join(t.text or "" for t in paragraph.iter(qn("w:t"))).strip()
    bold = bool(runs) and all(flag(r.find(f"{qn('w:rPr')}/{qn('w:b')}")) for r in runs)
    return bold and len(text) <= BOLD_HEADING and not text.endswith((".", ";", ",", ":"))
