"""Prints a manuscript as a web page with the noise around it: navigation, cookie bar, footer, invisible text."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from evals.practice import manuscript as ms
from evals.practice.compose import context_sentences, join
from evals.practice.grid import spans
from evals.practice.wording import chooser


def print_html(document: ms.Manuscript, folder: Path) -> tuple[ms.Printed, ...]:
    """Write `document` below `folder`; a web page is one page."""
    chapters = (*document.front, *document.body)
    blocks = [block for chapter in chapters for block in chapter.blocks]
    text = _page(document, "\n".join(part for block in blocks for part in _block(block)))
    (folder / document.file).write_text(text, encoding="utf-8", newline="\n")
    return one_page(document, blocks)


def one_page(document: ms.Manuscript, blocks: list[ms.Block]) -> tuple[ms.Printed, ...]:
    """Give the pieces of a document that is one page without a label; table rows, list points and cells are blocks."""
    groups: list[_Group] = [((line,), None) for line in document.cover]
    for block in blocks:
        groups += _groups(block)
    return tuple(
        ms.Printed(
            document.file, 1, None, n, p.text, p.role, p.item, p.key, p.phrase, row=None if at is None else n - at
        )
        for n, (pieces, at) in enumerate(groups)
        for p in pieces
        if p.text
    )


_Group = tuple[tuple[ms.Piece, ...], int | None]
"""The pieces of one block, and for a table cell how many cells of its row stand before it."""


def _groups(block: ms.Block) -> list[_Group]:
    match block:
        case ms.Points(points=points):
            return [(point, None) for point in points]
        case ms.Table(heads=heads, rows=rows, notes=notes):
            cells: list[_Group] = [(cell.pieces, i) for row in (*heads, *rows) for i, cell in enumerate(row)]
            return [*cells, *(((note,), None) for note in notes)]
        case ms.Sideways(heading=heading, table=table):
            return [*_groups(heading), *_groups(table)]
    return [(tuple(ms.pieces_of(block)), None)]


def _page(document: ms.Manuscript, main: str) -> str:
    dice = chooser(0, "html", document.file, document.title)
    names = context_sentences()["nav"]
    dice.shuffle(names := list(names))
    nav = "".join(f'<li><a href="#">{escape(name)}</a></li>' for name in names[:6])
    cover = document.cover
    lines = "".join(f"<p>{escape(line.text)}</p>" for line in cover[1:])
    return f"""<!DOCTYPE html>
<html lang="nl">
<head>
<meta charset="utf-8">
<title>{escape(document.title)} - Gemeente {escape(document.municipality)}</title>
<style>.verborgen {{ display: none; }} body {{ font-family: sans-serif; }}</style>
</head>
<body>
<a class="skip" href="#inhoud">Ga naar de inhoud</a>
<div id="cookies" role="dialog"><p>Deze website gebruikt cookies om de site beter te maken.</p>
<button>Alles accepteren</button> <button>Weigeren</button></div>
<header><nav aria-label="Hoofdmenu"><ul>{nav}</ul></nav>
<form role="search"><label>Zoeken <input type="search"></label></form></header>
<nav class="kruimelpad" aria-label="Kruimelpad"><ol><li><a href="#">Home</a></li><li>Beleid</li></ol></nav>
<main id="inhoud"><article>
<h1>{escape(cover[0].text)}</h1>
{lines}
{main}
</article></main>
<aside><h2>Ook interessant</h2>
<ul><li><a href="#">Afval en milieu</a></li><li><a href="#">Vergunningen</a></li></ul></aside>
<footer><p>Gemeente {escape(document.municipality)} | Toegankelijkheid | Privacy | Volg ons</p></footer>
</body>
</html>
"""


def _block(block: ms.Block) -> Iterator[str]:
    match block:
        case ms.Heading(level=level, piece=piece):
            yield f"<h{level + 1}>{escape(piece.text)}</h{level + 1}>"
        case ms.Paragraph(pieces=pieces) | ms.Scan(lines=pieces):
            yield f"<p>{_text(pieces)}</p>"
        case ms.Points(points=points, marks=marks):
            yield _points(points, marks)
        case ms.Table():
            yield _table(block)
            yield from (f'<p class="voetnoot">{escape(note.text)}</p>' for note in block.notes)
        case ms.Sideways(heading=heading, table=table):
            yield from _block(heading)
            yield from _block(table)
        case ms.Hidden(piece=piece):
            yield f'<p class="verborgen" aria-hidden="true">{escape(piece.text)}</p>'


def _text(pieces: tuple[ms.Piece, ...]) -> str:
    return escape(join([piece.text for piece in pieces]), quote=False)


def _points(points: tuple[tuple[ms.Piece, ...], ...], marks: tuple[str, ...]) -> str:
    if marks and marks[0] != "1.":
        return "<ul>" + "".join(f"<li>{m} {_text(p)}</li>" for m, p in zip(marks, points, strict=True)) + "</ul>"
    name = "ol" if marks else "ul"
    return f"<{name}>" + "".join(f"<li>{_text(point)}</li>" for point in points) + f"</{name}>"


def _table(table: ms.Table) -> str:
    lines: list[list[str]] = [[] for _ in (*table.heads, *table.rows)]
    for place in spans((*table.heads, *table.rows)):
        name = "th" if place.row < len(table.heads) else "td"
        merged = "".join(
            f' {key}="{count}"'
            for key, count in (("colspan", place.cell.columns), ("rowspan", place.cell.rows))
            if count > 1
        )
        lines[place.row].append(f"<{name}{merged}>{_text(place.cell.pieces)}</{name}>")
    rows = [f"<tr>{''.join(cells)}</tr>" for cells in lines]
    heads, body = rows[: len(table.heads)], rows[len(table.heads) :]
    return f"<table><thead>{''.join(heads)}</thead><tbody>\n" + "\n".join(body) + "\n</tbody></table>"
