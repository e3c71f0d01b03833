"""What a table's columns hold, and tables whose columns are themes of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.instructions import orders_machine
from corpus.types import Cell, Page, Span, text_under
from ingest.blocks import Block, BlockKind
from ingest.wordings import Field, field_of, plain, wordings


@dataclass(frozen=True, slots=True)
class Columns:
    """The kinds of a document's tables: which are a matrix, whose columns each hold the topics of one theme."""

    matrices: frozenset[int]
    themes: Mapping[str, str]

    def theme_of(self, heads: Sequence[str]) -> str | None:
        """Give the theme that a column's heads name, or None."""
        return next((self.themes[plain(head)] for head in heads if plain(head) in self.themes), None)


def columns(blocks: Sequence[Block], named: frozenset[str], pages: dict[int, Page]) -> Columns:
    """Read the column heads of every table; `named` are the document's theme names, plain.

    A table is a matrix where at least two columns stand under names of themes, or a second row of heads says
    "Onderwerpen" under different names ("Veilige wijken" and "Zorg en veiligheid"): then those names are themes.
    """
    heads: dict[int, dict[tuple[Span, ...], tuple[str, ...]]] = defaultdict(dict)
    for block in blocks:
        if block.kind is BlockKind.ROW and not block.head:
            for cell in block.cells:
                heads[block.table][cell.heads] = head_texts(cell, pages)
    matrices: set[int] = set()
    themes: dict[str, str] = {}
    for table, by_column in heads.items():
        found = _themes_in(list(by_column.values()), named)
        if len(found) >= 2:
            matrices.add(table)
            themes.update((plain(name), name) for name in found if not orders_machine(name))
    return Columns(frozenset(matrices), themes)


def _themes_in(column_heads: Sequence[tuple[str, ...]], named: frozenset[str]) -> list[str]:
    known = [head for heads in column_heads for head in heads if plain(head) in named]
    if len(known) >= 2:
        return known
    over_topics = [heads[0] for heads in column_heads if len(heads) > 1 and wordings().topics_head.match(heads[-1])]
    return over_topics if len(set(over_topics)) == len(over_topics) else []


def head_texts(cell: Cell, pages: dict[int, Page]) -> tuple[str, ...]:
    """Give the texts of a cell's column heads, from the top down."""
    return tuple(" ".join(text_under((head,), pages).split()) for head in cell.heads)


def column_field(cell: Cell, pages: dict[int, Page]) -> Field | None:
    """Give what a cell's column holds: by its lowest head that says so, else by all of them together."""
    heads = head_texts(cell, pages)
    return next((f for head in reversed(heads) if (f := field_of(head))), field_of(" ".join(heads)))
