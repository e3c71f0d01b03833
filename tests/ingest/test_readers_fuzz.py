"""Fuzzing: small sound files with bytes changed, cut, doubled or swapped give a document or a ReadError."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path

import docx
import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import ReadError
from ingest.clean import clean
from ingest.readers import read
from tests.ingest.hostile import page_pdf, simple_pdf, stream
from tests.ingest.sheets import check

HTML = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>T</title></head><body><main><h1>Kop</h1>'
    '<p>Een <b>zin</b> met een <a href="#x">link</a>.</p><ol start="2"><li>a<ul><li>b</li></ul></li></ol>'
    '<table><tr><th rowspan="2">A</th>'
    '<th colspan="2">B</th></tr><tr><td>c*</td><td>d</td></tr></table><p>* noot</p></main></body></html>'
)
MARKDOWN = (
    "---\ntitle: T\n---\n# Kop\n\nEen *zin*[^1].\n\n1. a\n   - b\n\n| A | B |\n|---|---|\n| c | d |\n\n[^1]: noot\n"
)
TEXT = "Titel\n\nEen zin over de wijk.\n\n 1. een\n 2. twee\n   • punt\n\n* noot\n"


@cache
def word() -> bytes:
    document = docx.Document()
    document.add_heading("Kop", 1)
    document.add_paragraph("Een zin.", style="List Number")
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Hoofd"
    table.cell(1, 0).text = "cel"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@cache
def workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in (("Actie", "Trekker", 2031), ("Camera's plaatsen", "Politie", 0.5), ("Hekken", None, "=1+1")):
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    book.active.row_dimensions[3].hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@cache
def word_parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(word())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


OPERATORS = (
    b"BT /F1 12 Tf 72 700 Td (Een zin over de wijk.) Tj 0 -14 Td (Nog een zin.) Tj ET 60 600 m 300 600 l S "
    b"60 580 m 300 580 l S "
    b"60 560 m 300 560 l S 60 560 m 60 600 l S 180 560 m 180 600 l S 300 560 m 300 600 l S "
    b"BT /F1 9 Tf 65 586 Td (A) Tj "
    b"120 0 Td (B) Tj -120 -20 Td (c) Tj 120 0 Td (d) Tj ET"
)
SEEDS = {
    "a.pdf": simple_pdf(2),
    "b.pdf": page_pdf(stream(OPERATORS, b"")),
    "c.html": HTML.encode(),
    "d.md": MARKDOWN.encode(),
    "e.txt": TEXT.encode(),
}
PIECES = st.sampled_from(
    [b"", b"\x00", b"\xff", b"<<", b">>", b"[", b"]", b"(", b"-1", b"9999999999", b"0 0 R", b"<td", b"</", b"<table>",
     b"&", b"|", b"* ", b"\n\n", b"1.", b"endobj", b"stream", b"Tj", b"cm", b"1e400",
     "é".encode(), "\u202e".encode(), b"\x02",
     b"\x03"]
)  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn, data: bytes) -> bytes:
    out = bytearray(data)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(len(out) - 1, 0)))
        length = draw(st.integers(0, 40))
        match draw(st.integers(0, 3)):
            case 0:
                out[at : at + length] = draw(PIECES)
            case 1:
                out[at:at] = out[at : at + length] * draw(st.integers(1, 4))
            case 2:
                other = draw(st.integers(0, max(len(out) - 1, 0)))
                out[at : at + length], out[other : other + length] = out[other : other + length], out[at : at + length]
            case _:
                del out[max(at, 20) :]
    return bytes(out)


def hold(path: Path) -> None:
    refusal = ""
    try:
        document = read(path)
    except ReadError as error:
        refusal = str(error)
    else:
        check(clean(document))
    assert refusal.isprintable()


@given(st.sampled_from(sorted(SEEDS)).flatmap(lambda name: st.tuples(st.just(name), mutated(SEEDS[name]))))
def test_changed_files(tmp_path_factory: object, case: tuple[str, bytes]) -> None:
    path = Path(tmp_path_factory.getbasetemp()) / f"fuzz-{case[0]}"  # type: ignore[attr-defined]
    path.write_bytes(case[1])
    hold(path)


@given(st.data())
def test_changed_parts_of_a_word_file(tmp_path_factory: object, data: st.DataObject) -> None:
    parts = word_parts()
    name = data.draw(
        st.sampled_from(["word/document.xml", "word/styles.xml", "word/numbering.xml", "[Content_Types].xml"])
    )
    path = Path(tmp_path_factory.getbasetemp()) / "fuzz.docx"  # type: ignore[attr-defined]
    with zipfile.ZipFile(path, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, data.draw(mutated(content)) if part == name else content)
    hold(path)


@given(st.data())
def test_changed_parts_of_a_workbook(tmp_path_factory: object, data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(workbook())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    path = Path(tmp_path_factory.getbasetemp()) / "fuzz.xlsx"  # type: ignore[attr-defined]
    with zipfile.ZipFile(path, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, data.draw(mutated(content)) if part == name else content)
    hold(path)


@given(st.binary(max_size=400), st.sampled_from([".pdf", ".docx", ".html", ".md", ".txt"]))
def test_noise(tmp_path_factory: object, noise: bytes, suffix: str) -> None:
    path = Path(tmp_path_factory.getbasetemp()) / f"ruis{suffix}"  # type: ignore[attr-defined]
    path.write_bytes((b"%PDF-1.7\n" if suffix == ".pdf" else b"") + noise)
    hold(path)
