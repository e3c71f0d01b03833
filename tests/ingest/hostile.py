"""Makes hostile files: each must be refused with one clear line, or read within its limits.

Run as `python tests/ingest/hostile.py DIR` to write them all for a closer look. Nothing here is a real document.
"""

from __future__ import annotations

import io
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import openpyxl
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

MAKERS: dict[str, Callable[[], bytes]] = {}
"""File name to maker. A name that ends in `.ok...` must be read, the others may be refused."""

BODY = "Dit is een gewone zin in een fictief document over toezicht in de wijk."
DOCX_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
DOCX_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def hostile(name: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Register a maker under the name of the file it makes."""

    def register(maker: Callable[[], bytes]) -> Callable[[], bytes]:
        MAKERS[name] = maker
        return maker

    return register


def simple_pdf(pages: int = 1, text: str = BODY) -> bytes:
    """Give a small, sound PDF."""
    out = io.BytesIO()
    canvas = Canvas(out)
    for number in range(pages):
        canvas.drawString(72, 700, f"{text} ({number + 1})")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def pdf_of(objects: list[bytes], root: int = 1) -> bytes:
    """Give a PDF of these objects, numbered from 1, with a right cross-reference table."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, start)
    return bytes(out)


def stream(data: bytes, extra: bytes = b"/Filter /FlateDecode") -> bytes:
    """Give a stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), extra, data)


def page_pdf(content: bytes, more: list[bytes] | None = None, resources: bytes = b"") -> bytes:
    """Give a one-page PDF whose content stream is object 4."""
    font = b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    return pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << %s %s >> >>"
            % (font, resources),
            content,
            *(more or []),
        ]
    )


def docx_of(body: str, more: dict[str, bytes] | None = None, head: str = '<?xml version="1.0"?>') -> bytes:
    """Give a Word document with this body."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", DOCX_TYPES)
        archive.writestr("_rels/.rels", DOCX_RELATIONS)
        archive.writestr("word/document.xml", f"{head}<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, data in (more or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET_ROW = b'<row r="1"><c r="A1" t="str"><v>Actie</v></c><c r="B1" t="str"><v>Trekker</v></c></row>'


def xlsx_of(rows: bytes, after: bytes = b"", more: dict[str, bytes] | None = None, head: bytes = b"") -> bytes:
    """Give a workbook with one sheet of these rows."""
    book = openpyxl.Workbook()
    out = io.BytesIO()
    book.save(out)
    whole = zipfile.ZipFile(out)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in whole.namelist():
            if not name.startswith("xl/worksheets/"):
                archive.writestr(name, whole.read(name))
        start = head + b'<worksheet xmlns="%s"><sheetData>' % SHEETS.encode()
        archive.writestr("xl/worksheets/sheet1.xml", start + rows + b"</sheetData>" + after + b"</worksheet>")
        for name, data in (more or {}).items():
            archive.writestr(name, data)
    return made.getvalue()


def encrypted(user: str, owner: str) -> bytes:
    """Give an AES-256 encrypted PDF."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(simple_pdf())))
    writer.encrypt(user, owner, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@hostile("leeg.pdf")
def _() -> bytes:
    return b""


@hostile("leeg.txt")
def _() -> bytes:
    return b""


@hostile("alleen-spaties.txt")
def _() -> bytes:
    return b" \n\t\n " * 1000


@hostile("nulbytes.txt")
def _() -> bytes:
    return b"tekst\x00\x00\x00\x01\x02" * 500


@hostile("nulbytes.pdf")
def _() -> bytes:
    return b"\x00" * 100_000


@hostile("nulbytes.docx")
def _() -> bytes:
    return b"\x00" * 100_000


@hostile("nulbytes.html")
def _() -> bytes:
    return b"<html><body><p>Een zin \x00\x00 met nulbytes.</p></body></html>"


@hostile("alleen-kop.pdf")
def _() -> bytes:
    return b"%PDF-1.7\n"


@hostile("afgekapt.pdf")
def _() -> bytes:
    data = simple_pdf(5)
    return data[: len(data) // 2]


@hostile("zonder-tabel.pdf")
def _() -> bytes:
    data = simple_pdf(3)
    return data[: data.rindex(b"xref")]


@hostile("html-als.pdf")
def _() -> bytes:
    return f"<!DOCTYPE html><html><body><h1>Kop</h1><p>{BODY}</p></body></html>".encode()


@hostile("pdf-als.docx")
def _() -> bytes:
    return simple_pdf()


@hostile("docx-als.pdf")
def _() -> bytes:
    return docx_of(f"<w:p><w:r><w:t>{BODY}</w:t></w:r></w:p>")


@hostile("plaatje.pdf")
def _() -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"\x00" * 500


@hostile("programma.html")
def _() -> bytes:
    return b"\x7fELF" + bytes(range(256)) * 40


@hostile("wachtwoord.pdf")
def _() -> bytes:
    return encrypted("geheim", "eigenaar")


@hostile("alleen-eigenaar.ok.pdf")
def _() -> bytes:
    return encrypted("", "eigenaar")


@hostile("nulbom.pdf")
def _() -> bytes:
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(b"\x00" * 10_000_000) for _ in range(100)) + packer.flush()
    return page_pdf(stream(data))


@hostile("bom-in-bom.pdf")
def _() -> bytes:
    data = b"\x00" * 200_000_000
    for _ in range(3):
        data = zlib.compress(data, 9)
    return page_pdf(stream(data, b"/Filter [/FlateDecode /FlateDecode /FlateDecode]"))


@hostile("operatoren.pdf")
def _() -> bytes:
    return page_pdf(stream(zlib.compress(b"q Q " * 5_000_000, 9)))


@hostile("letters.pdf")
def _() -> bytes:
    return page_pdf(stream(zlib.compress(b"BT /F1 9 Tf 50 700 Td " + b"(aaaa) Tj " * 900_000 + b"ET", 9)))


@hostile("lijnen.pdf")
def _() -> bytes:
    lines = b"".join(b"%d 0 m %d 800 l S\n0 %d m 590 %d l S\n" % (n, n, n, n) for n in range(1, 590)) * 20
    return page_pdf(stream(zlib.compress(lines, 9)))


@hostile("diepe-lijst.pdf")
def _() -> bytes:
    return page_pdf(stream(b"", b""), [b"[" * 50_000 + b"]" * 50_000]).replace(b"/Contents 4 0 R", b"/Contents 5 0 R")


@hostile("diepe-verwijzing.pdf")
def _() -> bytes:
    return page_pdf(stream(b"q " * 60_000 + b"Q " * 60_000, b""))


@hostile("vormkringloop.pdf")
def _() -> bytes:
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>"
    return page_pdf(stream(b"/X Do", b""), [stream(b"/X Do /X Do", form)], b"/XObject << /X 5 0 R >>")


@hostile("vormbom.pdf")
def _() -> bytes:
    forms = [
        stream(
            b"/X Do " * 12,
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>" % n,
        )
        for n in range(6, 26)
    ]
    last = stream(b"BT /F1 9 Tf (x) Tj ET", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
    return page_pdf(stream(b"/X Do", b""), [*forms, last], b"/XObject << /X 5 0 R >>")


@hostile("bladzijdekringloop.pdf")
def _() -> bytes:
    return pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"])


@hostile("overzichtkringloop.pdf")
def _() -> bytes:
    data = page_pdf(stream(b"BT /F1 12 Tf 72 700 Td (Een zin over de kringloop in het overzicht.) Tj ET", b""), [
        b"<< /Type /Outlines /First 6 0 R /Last 6 0 R /Count 1 >>",
        b"<< /Title (lus) /Parent 5 0 R /Next 6 0 R /First 6 0 R /Dest [3 0 R /Fit] >>",
    ])  # fmt: skip
    return data.replace(b"/Pages 2 0 R >>", b"/Pages 2 0 R /Outlines 5 0 R >>", 1)


@hostile("honderdduizend-bladzijden.pdf")
def _() -> bytes:
    kids = b" ".join([b"3 0 R"] * 100_000)
    return pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [%s] /Count 100000 >>" % kids,
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        ]
    )


@hostile("gelogen-aantal.pdf")
def _() -> bytes:
    return simple_pdf().replace(b"/Count 1", b"/Count 999999999")


@hostile("reusachtig-blad.pdf")
def _() -> bytes:
    return page_pdf(stream(b"BT /F1 12 Tf 72 700 Td (Een zin.) Tj ET", b"")).replace(b"595 842", b"1e9 1e9")


@hostile("omgekeerd-blad.pdf")
def _() -> bytes:
    data = page_pdf(stream(b"BT /F1 12 Tf 72 700 Td (Een zin over een blad dat omgekeerd is.) Tj ET", b""))
    return data.replace(b"[0 0 595 842]", b"[595 842 0 0]")


@hostile("onzin-lettertype.pdf")
def _() -> bytes:
    data = page_pdf(stream(b"BT /F1 12 Tf 72 700 Td (Een zin.) Tj ET", b""))
    return data.replace(b"/Subtype /Type1", b"/Subtype /Type0 /DescendantFonts [1 0 R]")


@hostile("geen-lettertype.pdf")
def _() -> bytes:
    return page_pdf(stream(b"BT /F9 12 Tf 72 700 Td (Een zin zonder lettertype.) Tj ET", b""))


@hostile("negatieve-lengte.pdf")
def _() -> bytes:
    return simple_pdf().replace(b"/Length ", b"/Length -")


@hostile("xmlbom.html")
def _() -> bytes:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    kind = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY e0 "ha">{entities}]>'
    return f"{kind}<html><body><p>&e11;</p></body></html>".encode()


@hostile("vijftig-mb.html")
def _() -> bytes:
    line = b"<p>Een zin over toezicht in de wijk, steeds opnieuw.</p>\n"
    return b"<html><body>" + line * 900_000 + b"</body></html>"


@hostile("diep-genest.html")
def _() -> bytes:
    return b"<html><body>" + b"<div>" * 100_000 + BODY.encode() + b"</div>" * 100_000 + b"</body></html>"


@hostile("diepe-lijsten.html")
def _() -> bytes:
    return b"<html><body>" + b"<ul><li>punt" * 5_000 + b"</li></ul>" * 5_000 + b"</body></html>"


@hostile("enorme-tabel.html")
def _() -> bytes:
    row = b"<tr>" + b"<td>cel</td>" * 100 + b"</tr>"
    return b"<html><body><table>" + row * 6_000 + b"</table></body></html>"


@hostile("gelogen-cellen.html")
def _() -> bytes:
    row = b'<tr><td rowspan="65000" colspan="999999999">a</td><td colspan="-5">b</td><td rowspan="x">c</td></tr>'
    return b"<html><body><table>" + row * 300 + b"</table></body></html>"


@hostile("lange-regel.html")
def _() -> bytes:
    return b"<html><body><p>" + b"woord" * 2_000_000 + b"</p></body></html>"


@hostile("alleen-menu.html")
def _() -> bytes:
    return b"<html><body><nav><a href='/'>Home</a></nav><script>tekst()</script></body></html>"


@hostile("zipbom.docx")
def _() -> bytes:
    return docx_of("<w:p/>", {"word/media/groot.xml": b"\x20" * 400_000_000})


@hostile("xmlbom.docx")
def _() -> bytes:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "ha">{entities}]>'
    return docx_of("<w:p><w:r><w:t>&e9;</w:t></w:r></w:p>", head=head)


@hostile("extern.docx")
def _() -> bytes:
    head = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return docx_of("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", head=head)


@hostile("diep.docx")
def _() -> bytes:
    return docx_of("<w:sdt><w:sdtContent>" * 3_000 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 3_000)


@hostile("kapot.docx")
def _() -> bytes:
    data = docx_of(f"<w:p><w:r><w:t>{BODY}</w:t></w:r></w:p>")
    return data[: len(data) - 200]


@hostile("zonder-deel.docx")
def _() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return out.getvalue()


@hostile("geen-xml.docx")
def _() -> bytes:
    return docx_of("<w:p><w:r><w:t>niet gesloten")


@hostile("veel-cellen.docx")
def _() -> bytes:
    row = "<w:tr>" + "<w:tc><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc>" * 50 + "</w:tr>"
    return docx_of(f"<w:tbl>{row * 2_000}</w:tbl>")


@hostile("werkblad.docx")
def _() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return out.getvalue()


@hostile("diepe-nesting.md")
def _() -> bytes:
    return b">" * 20_000 + b" tekst\n" + b"- " * 5_000 + b"punt\n"


@hostile("haakjes.md")
def _() -> bytes:
    return b"[" * 50_000 + b"a" + b"](b)" * 50_000 + b"\n"


@hostile("sterren.md")
def _() -> bytes:
    return b"*a _b " * 50_000


@hostile("een-regel.txt")
def _() -> bytes:
    return b"woord " * 3_000_000


@hostile("losse-regels.txt")
def _() -> bytes:
    return b"kop\n\n" * 400_000


@hostile("richting.ok.txt")
def _() -> bytes:
    return "Een zin met \u202e omgekeerde \u202c en \u200b onzichtbare tekens.".encode()


@hostile("bom.xlsx")
def _() -> bytes:
    return xlsx_of(b"<row><c><v>1</v></c></row>" * 4_000_000)


@hostile("miljoen-rijen.xlsx")
def _() -> bytes:
    row = b'<row r="%d"><c r="A%d" s="1"/></row>'
    return xlsx_of(b"".join(row % (n, n) for n in range(1, 1_048_577)))


@hostile("alles-samengevoegd.xlsx")
def _() -> bytes:
    return xlsx_of(SHEET_ROW, b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')


@hostile("alles-een-link.xlsx")
def _() -> bytes:
    return xlsx_of(SHEET_ROW, b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>')


@hostile("laatste-cel.ok.xlsx")
def _() -> bytes:
    return xlsx_of(SHEET_ROW + b'<row r="1048576"><c r="XFD1048576" t="str"><v>Ver weg</v></c></row>')


@hostile("koppelingen.ok.xlsx")
def _() -> bytes:
    formula = b'<row r="2"><c r="A2"><f>[1]Blad1!A1</f><v>12</v></c></row>'
    link = f'<externalLink xmlns="{SHEETS}"><externalBook r:id="rId1" xmlns:r="{OFFICE}"/></externalLink>'
    target = f'Id="rId1" Type="{OFFICE}/externalLinkPath" Target="http://192.0.2.1/x.xlsx" TargetMode="External"'
    relations = f"<Relationships><Relationship {target}/></Relationships>"
    return xlsx_of(
        SHEET_ROW + formula,
        more={
            "xl/externalLinks/externalLink1.xml": link.encode(),
            "xl/externalLinks/_rels/externalLink1.xml.rels": relations.encode(),
        },
    )


@hostile("entiteiten.xlsx")
def _() -> bytes:
    return xlsx_of(SHEET_ROW, head=b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>')


@hostile("half.xlsx")
def _() -> bytes:
    return xlsx_of(SHEET_ROW)[:-300]


@hostile("zonder-blad.xlsx")
def _() -> bytes:
    whole = zipfile.ZipFile(io.BytesIO(xlsx_of(SHEET_ROW)))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in whole.namelist():
            if not name.startswith("xl/worksheets/"):
                archive.writestr(name, whole.read(name))
    return out.getvalue()


@hostile("naam\nmet\x1b[31m besturing.pdf")
def _() -> bytes:
    return b"geen pdf"


def write(folder: Path) -> list[Path]:
    """Write all files into `folder`."""
    made = []
    for name, maker in MAKERS.items():
        path = folder / name
        path.write_bytes(maker())
        made.append(path)
    return made


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    write(target)
