"""Markdown by markdown-it: CommonMark with tables; HTML inside it is read as its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.readers.encoding import decoded
from ingest.readers.errors import refused
from ingest.readers.markdown_veil import Veil
from ingest.readers.raw import LOWERED, RAISED, RawBlock, RawCell, RawDocument, RawKind, RawPage, hidden_text, printable

MAX_BYTES = 20_000_000
FRONT_MATTER = re.compile(r"\A---\n(?P<body>(?:.*\n){0,60}?)---\s*\n")
TITLE_FIELD = re.compile(r"^title:\s*[\"']?(?P<title>.*?)[\"']?\s*$", re.MULTILINE)
NOTE = re.compile(r"^\[\^(?P<mark>[^\]\s]{1,10})\]:\s*(?P<text>.+)", re.DOTALL)
NOTE_MARK = re.compile(r"\[\^([^\]\s]{1,10})\]")
STARRED = re.compile(r"^(\*{1,3}\)?)\s*(?=\S)")
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read_markdown(path: Path) -> RawDocument:
    """Read a Markdown file; its text is one page without a label.

    Raises:
        ReadError: it is too large, is no text, or is empty.
    """
    data = path.read_bytes()
    if len(data) > MAX_BYTES:
        raise refused(
            path, f"het bestand is groter dan {MAX_BYTES // 1_000_000} MB", "Deel het op in kleinere bestanden"
        )
    text = printable(decoded(data, path))
    front = FRONT_MATTER.match(text)
    title = TITLE_FIELD.search(front["body"]) if front else None
    tokens = MarkdownIt("commonmark", {"maxNesting": 60}).enable("table").parse(text[front.end() :] if front else text)
    walk = _Walk(tokens)
    blocks = tuple(walk.blocks())
    if not blocks:
        raise refused(path, "er staat geen tekst in het bestand", "Controleer of het bestand niet leeg is")
    tops = [b.text for b in blocks if b.kind is RawKind.HEADING and b.level == 1]
    name = title["title"] if title else tops[0] if len(tops) == 1 else None
    cautions = (hidden_text("in het bestand", walk.veil.letters),) if walk.veil.letters else ()
    return RawDocument((RawPage(1, None, blocks),), title=name or None, cautions=cautions)


class _Walk:
    """Goes through the tokens in order."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._lists: list[tuple[bool, int]] = []  # (numbered, next number)
        self._marker: str | None = None
        self._tables = 0
        self.veil = Veil()

    def blocks(self) -> Iterator[RawBlock]:
        """Give the blocks."""
        tokens = iter(self._tokens)
        level = 0
        for token in tokens:
            match token.type:
                case "heading_open" | "heading_close":
                    level = int(token.tag[1]) if token.nesting == 1 else 0
                case "table_open":
                    self._tables += 1
                    yield from _rows(tokens, self._tables, self.veil)
                case "inline":
                    yield from self._text(inline(token, self.veil), level)
                case "fence" | "code_block":
                    yield from self._text(seen(token.content.strip("\n"), self.veil), 0)
                case "html_block":
                    yield from self._text(_bare(token.content, self.veil), 0)
                case _:
                    self._in_list(token)

    def _in_list(self, token: Token) -> None:
        """Follow lists and count their points."""
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                self._lists.append((token.type[0] == "o", int(token.attrGet("start") or 1)))
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                numbered, number = self._lists[-1]
                self._marker = f"{number}{token.markup or '.'}" if numbered else "•"
                self._lists[-1] = (numbered, number + 1)
            case _:
                pass

    def _text(self, text: str, level: int) -> Iterator[RawBlock]:
        if not text.strip():
            return
        marker, self._marker = self._marker, None
        if level:
            yield RawBlock(RawKind.HEADING, text.replace("\n", " "), level=level)
        elif marker is not None:
            yield RawBlock(RawKind.ITEM, text, level=len(self._lists), marker=marker)
        elif note := NOTE.match(text.replace(RAISED, "[^").replace(LOWERED, "]")):
            yield RawBlock(RawKind.NOTE, note["text"], marker=note["mark"])
        elif starred := STARRED.match(text):
            yield RawBlock(RawKind.NOTE, text[starred.end() :], marker=starred[1])
        else:
            yield RawBlock(RawKind.PARAGRAPH, text)


def _rows(tokens: Iterator[Token], number: int, veil: Veil) -> Iterator[RawBlock]:
    head = False
    cells: list[RawCell] = []
    for token in tokens:
        match token.type:
            case "table_close":
                return
            case "thead_open" | "thead_close":
                head = token.type == "thead_open"
            case "tr_open":
                cells = []
            case "inline":
                cells.append(RawCell(inline(token, veil), head=head, column=len(cells)))
            case "tr_close":
                yield RawBlock(RawKind.ROW, table=number, width=len(cells), cells=tuple(cells))
            case _:
                pass


def seen(text: str, veil: Veil) -> str:
    """Give a text where no hidden element is open; else it is counted and nothing is given."""
    if not veil.is_down:
        return text
    veil.pass_over(text)
    return ""


def inline(token: Token, veil: Veil) -> str:
    """Give the text of an inline token: without emphasis marks, links as their text, footnote marks raised."""
    parts: list[str] = []
    for child in token.children or ():
        if child.type in {"text", "code_inline"}:
            parts.append(seen(child.content, veil))
        elif child.type == "softbreak":
            parts.append(" ")
        elif child.type == "hardbreak" or (child.type == "html_inline" and BREAK.fullmatch(child.content)):
            parts.append("\n")
        elif child.type == "html_inline":
            veil.inline(child.content)
        elif child.type == "image":
            parts.append("")
    return NOTE_MARK.sub(lambda m: f"{RAISED}{m[1]}{LOWERED}", "".join(parts)).strip()


def _bare(source: str, veil: Veil) -> str:
    root = veil.block(BREAK.sub("\n", source))
    if root is None:
        return ""
    return "\n".join(" ".join(line.split()) for line in root.text_content().split("\n") if line.strip())
