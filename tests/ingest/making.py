"""Hand-made cleaned documents: what a reader and cleaning would give, from a few lines. All texts are fictional."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.types import Cell, Document, DocumentType, Page, Period, Remainder, Span
from ingest.blocks import Block, BlockKind, CleanDocument


def document(title: str = "Jaarplan Veiligheid 2021", **changes: object) -> Document:
    facts: dict[str, object] = {
        "id": "proef",
        "title": title,
        "municipality": "Proefdorp",
        "type": DocumentType.JAARPLAN,
        "year": 2021,
        "period": Period.of_years(2021, 2021),
        "status": "vastgesteld",
        "publisher": "gemeente Proefdorp",
        "url": None,
        "official": True,
        "sha256": "0" * 64,
        "file": "proef.pdf",
        "paged": True,
    }
    return Document(**{**facts, **changes})  # type: ignore[arg-type]


@dataclass
class Making:
    """Writes blocks one after another on pages, as cleaning would."""

    pages: list[str] = field(default_factory=lambda: [""])
    blocks: list[Block] = field(default_factory=list)
    remainders: list[Remainder] = field(default_factory=list)
    tables: int = 0

    def put(self, text: str, joiner: str = "\n\n") -> Span:
        page = self.pages[-1]
        start = len(page) + (len(joiner) if page else 0)
        self.pages[-1] = f"{page}{joiner if page else ''}{text}"
        return Span(len(self.pages), start, start + len(text))

    def head(self, level: int, text: str) -> Making:
        self.blocks.append(Block(BlockKind.HEADING, (self.put(text),), text, level=level))
        return self

    def par(self, text: str) -> Making:
        self.blocks.append(Block(BlockKind.PARAGRAPH, (self.put(text),), text))
        return self

    def note(self, text: str) -> Span:
        span = self.put(text)
        self.blocks.append(Block(BlockKind.NOTE, (span,), text))
        return span

    def items(self, *texts: str, marker: str = "•", level: int = 1) -> Making:
        for text in texts:
            self.remainders.append(Remainder("opsomteken", self.put(marker, "\n")))
            self.blocks.append(Block(BlockKind.ITEM, (self.put(text, " "),), text, level=level, marker=marker))
        return self

    def page(self) -> Making:
        self.pages.append("")
        return self

    def over_page(self, first: str, second: str) -> Making:
        spans = [self.put(first)]
        self.page()
        spans.append(self.put(second))
        self.blocks.append(Block(BlockKind.PARAGRAPH, tuple(spans), f"{first}\n{second}"))
        return self

    def table(self, heads: Sequence[Sequence[str]], rows: Sequence[Sequence[str]], note: str | None = None) -> Making:
        """A table; an empty head takes the one to its left, a cell "^" repeats the one above, "*" marks a footnote."""
        self.tables += 1
        head_spans: list[list[Span]] = []
        for row in heads:
            spans: list[Span] = []
            for text in row:
                spans.append(self.put(text, "\n") if text else spans[-1])
            unique = tuple(dict.fromkeys(spans))
            head_spans.append(spans)
            texts = "\n".join(t for t in row if t)
            cells = tuple(Cell(s) for s in unique)
            self.blocks.append(Block(BlockKind.ROW, unique, texts, table=self.tables, cells=cells, head=True))
        above: list[Span | None] = [None] * len(heads[0])
        rows_of: list[list[tuple[int, Span, bool]]] = []
        for row in rows:
            filled: list[tuple[int, Span, bool]] = []
            for column, text in enumerate(row):
                if text == "^":
                    span = above[column]
                elif text:
                    span = self.put(text, "\n")
                else:
                    span = None
                above[column] = span
                if span is not None:
                    filled.append((column, span, text.endswith("*")))
            rows_of.append(filled)
        at = len(self.blocks)
        notes = (self.note(note),) if note else ()
        for filled in reversed(rows_of):
            cells = tuple(
                Cell(span, tuple(h[column] for h in head_spans), notes if marked else ())
                for column, span, marked in filled
            )
            spans_ = tuple(c.span for c in cells)
            texts = "\n".join(self.pages[s.page - 1][s.start : s.end] for s in spans_)
            self.blocks.insert(at, Block(BlockKind.ROW, spans_, texts, table=self.tables, cells=cells))
        return self

    def done(self) -> CleanDocument:
        pages = tuple(Page(number, None, text) for number, text in enumerate(self.pages, 1))
        return CleanDocument(pages, tuple(self.blocks), tuple(self.remainders), None, (), ())
