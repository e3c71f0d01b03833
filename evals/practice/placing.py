"""Finds where each piece came to stand from what the layout engine drew: the lines of each block on each page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from evals.practice.compose import join
from evals.practice.manuscript import Piece, Printed


@dataclass(frozen=True, slots=True)
class Drawn:
    """Lines of one block as drawn on one physical page."""

    block: int
    page: int
    lines: tuple[str, ...]


@dataclass(slots=True)
class Log:
    """What a renderer drew, and the pieces of every block it was given; blocks count from 0 in reading order.

    `rows` gives, for a block that is a table cell, the first block of its row.
    """

    blocks: list[tuple[Piece, ...]] = field(default_factory=list)
    drawn: list[Drawn] = field(default_factory=list)
    rows: dict[int, int] = field(default_factory=dict)

    def add(self, pieces: Sequence[Piece]) -> int:
        """Take in a block and give its number."""
        self.blocks.append(tuple(pieces))
        return len(self.blocks) - 1


def placed(log: Log, document: str, labels: dict[int, str]) -> tuple[Printed, ...]:
    """Give every piece with its page; a piece over a page end gives one part per page."""
    drawn: dict[int, list[Drawn]] = {}
    for entry in log.drawn:
        drawn.setdefault(entry.block, []).append(entry)
    found: list[Printed] = []
    for number, pieces in enumerate(log.blocks):
        text = join([piece.text for piece in pieces])
        pages = _page_of_each_letter(text, drawn.get(number, []))
        at = 0
        for piece in pieces:
            start = text.index(piece.text, at)
            at = start + len(piece.text)
            for page, part in _parts(piece.text, pages[start:at]):
                found.append(
                    Printed(
                        document,
                        page,
                        labels.get(page),
                        number,
                        part,
                        piece.role,
                        piece.item,
                        piece.key,
                        piece.phrase,
                        log.rows.get(number),
                    )
                )
    return tuple(found)


def _page_of_each_letter(text: str, drawn: Sequence[Drawn]) -> list[int]:
    """Walk over the drawn lines and the text together; a hyphen at a line's end that the text lacks is passed over."""
    pages: list[int] = []
    at = 0
    for entry in drawn:
        if at >= len(text.rstrip()):
            break  # a column head that is repeated on the next page
        for line in entry.lines:
            letters = "".join(line.split())
            for i, letter in enumerate(letters):
                while at < len(text) and text[at].isspace():
                    pages.append(entry.page)
                    at += 1
                if at < len(text) and text[at] == letter:
                    pages.append(entry.page)
                    at += 1
                elif not (letter == "-" and i == len(letters) - 1):
                    raise ValueError(f"drawn {line!r} is not in {text!r} at {at}")
    if at != len(text.rstrip()):
        raise ValueError(f"not all was drawn: {text[at:]!r}")
    return pages + [pages[-1] if pages else 1] * (len(text) - at)


def _parts(text: str, pages: Sequence[int]) -> list[tuple[int, str]]:
    parts: list[tuple[int, str]] = []
    for page in dict.fromkeys(pages):
        part = "".join(letter for letter, at in zip(text, pages, strict=True) if at == page).strip()
        if part:
            parts.append((page, part))
    return parts
