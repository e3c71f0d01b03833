"""HTML between Markdown: which stretches of it nobody sees, with tags that open in one place and close in another."""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html

from ingest.readers.html_hidden import is_hidden, without_hidden

TAG = re.compile(r"<(?P<end>/)?(?P<name>[a-zA-Z][\w-]*)(?P<rest>(?:[^>\"']|\"[^\"]*\"|'[^']*')*?)(?P<void>/)?>")
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
SHORT = frozenset("p li dt dd td th tr option".split())
"""Elements that the next block closes by itself."""


class Veil:
    """Follows tags through a text; while a hidden element is open, what stands there is not seen."""

    def __init__(self) -> None:
        """Begin with nothing open."""
        self._open: list[tuple[str, bool]] = []
        self.letters = 0

    @property
    def is_down(self) -> bool:
        """Whether what comes next is hidden."""
        return any(hidden for _, hidden in self._open)

    def pass_over(self, text: str) -> None:
        """Count what is left out."""
        self.letters += len("".join(text.split()))

    def inline(self, source: str) -> None:
        """Take a tag or comment inside a line."""
        for comment in COMMENT.findall(source):
            self.pass_over(comment.removeprefix("<!--").removesuffix("-->"))
        self._follow(COMMENT.sub("", source))

    def block(self, source: str) -> lxml_html.HtmlElement | None:
        """Take a whole block and give what is seen of it."""
        before = self.is_down
        self.inline(source)
        self._open = [(name, hidden) for name, hidden in self._open if name not in SHORT]
        bare = COMMENT.sub("", source).strip()
        if not bare:
            return None
        root = lxml_html.fragment_fromstring(bare, create_parent="div")
        for element in list(root.iter("script", "style")):
            element.drop_tree()
        if before:
            self.pass_over(root.text_content())
            return None
        self.letters += without_hidden(root, root, lambda e: len("".join(e.text_content().split())))
        return root

    def _follow(self, source: str) -> None:
        for tag in TAG.finditer(source):
            name = tag["name"].lower()
            if tag["end"]:
                at = next((i for i in reversed(range(len(self._open))) if self._open[i][0] == name), None)
                if at is not None:
                    del self._open[at:]
            elif not tag["void"] and name not in VOID:
                self._open.append((name, _hides(tag[0])))


def _hides(tag: str) -> bool:
    try:
        return is_hidden(lxml_html.fragment_fromstring(tag, create_parent="div")[0], {})
    except (etree.LxmlError, IndexError):
        return False
