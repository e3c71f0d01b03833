"""DOCX: styles, numbering as printed, merged cells, footnotes, and what is deleted or hidden."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

from ingest.blocks import BlockKind
from ingest.readers.raw import OPEN_CHANGES
from tests.ingest.sheets import check, cleaned, of_kind, remainders, rows, texts

NUMBERING = f"""
<w:abstractNum {nsdecls("w")} w:abstractNumId="77">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>
</w:abstractNum>"""


def numbered(document: Any, number: int, *, restart: bool = False) -> None:
    numbering = document.part.numbering_part.element
    if not numbering.findall(f".//{qn('w:abstractNum')}[@{qn('w:abstractNumId')}='77']"):
        numbering.insert(0, parse_xml(NUMBERING))
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>' if restart else ""
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="77"/>{override}</w:num>')
    )


def point(document: Any, text: str, number: int, level: int = 0) -> None:
    paragraph = document.add_paragraph(text)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
    )


def test_headings_titles_and_text(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = "Jaarplan Veiligheid 2031"
    document.add_heading("Jaarplan Veiligheid 2031", 0)
    document.add_heading("Thema 1: Wijken", 1)
    document.add_heading("Doelstelling", 2)
    document.add_paragraph("Minder overlast in de wijk.")
    document.save(str(tmp_path / "a.docx"))
    found = cleaned(tmp_path / "a.docx")
    check(found)
    assert found.title == "Jaarplan Veiligheid 2031"
    assert [(b.level, b.text) for b in of_kind(found, BlockKind.HEADING)] == [
        (1, "Jaarplan Veiligheid 2031"),
        (1, "Thema 1: Wijken"),
        (2, "Doelstelling"),
    ]


def test_numbers_are_printed_as_word_prints_them(tmp_path: Path) -> None:
    document = docx.Document()
    numbered(document, 90)
    numbered(document, 91, restart=True)
    for text, number, level in (("een", 90, 0), ("een a", 90, 1), ("een b", 90, 1), ("twee", 90, 0), ("twee a", 90, 1)):
        point(document, text, number, level)
    point(document, "opnieuw een", 91)
    document.add_paragraph("Los punt", style="List Bullet")
    document.save(str(tmp_path / "a.docx"))
    found = cleaned(tmp_path / "a.docx")
    check(found)
    assert [(b.level, b.marker, b.text) for b in of_kind(found, BlockKind.ITEM)] == [
        (1, "1.", "een"), (2, "1.a)", "een a"), (2, "1.b)", "een b"), (1, "2.", "twee"), (2, "2.a)", "twee a"),
        (1, "1.", "opnieuw een"), (1, "•", "Los punt"),
    ]  # fmt: skip


def test_merged_cells(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=4, cols=3, style="Table Grid")
    for column, head in enumerate(("Thema", "Actie", "Trekker")):
        table.cell(0, column).paragraphs[0].add_run(head).bold = True
    table.cell(1, 0).merge(table.cell(2, 0)).text = "Wijken"
    for row, (action, lead) in enumerate((("Toezicht houden", "Politie"), ("Nazorg geven", "GGD")), start=1):
        table.cell(row, 1).text, table.cell(row, 2).text = action, lead
    table.cell(3, 0).text = "Zorg"
    table.cell(3, 1).merge(table.cell(3, 2)).text = "Alles samen doen"
    document.save(str(tmp_path / "a.docx"))
    found = cleaned(tmp_path / "a.docx")
    check(found)
    assert rows(found) == [
        [("Wijken", ("Thema",)), ("Toezicht houden", ("Actie",)), ("Politie", ("Trekker",))],
        [("Wijken", ("Thema",)), ("Nazorg geven", ("Actie",)), ("GGD", ("Trekker",))],
        [("Zorg", ("Thema",)), ("Alles samen doen", ("Actie", "Trekker"))],
    ]


def test_deleted_and_hidden_text_is_left_out_and_inserted_text_is_read(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("De raad stelt vast. ")
    paragraph._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>Weg ermee. </w:delText></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>Erbij.</w:t></w:r></w:ins>"))
    paragraph.add_run(" Verborgen.").font.hidden = True
    paragraph.add_run(" Wit.").font.color.rgb = RGBColor(255, 255, 255)
    document.save(str(tmp_path / "a.docx"))
    found = cleaned(tmp_path / "a.docx")
    assert found.pages[0].text == "De raad stelt vast. Erbij."
    assert found.cautions == ("Verborgen tekst in het bestand is weggelaten: 14 tekens", OPEN_CHANGES)


def test_what_a_style_hides_and_what_is_white_or_tiny_in_a_table_is_left_out(tmp_path: Path) -> None:
    document = docx.Document()
    style = document.styles.add_style("Weg", WD_STYLE_TYPE.CHARACTER)
    style.font.hidden = True
    paragraph = document.add_paragraph("De raad stelt vast.")
    paragraph.add_run(" Door een stijl.", style="Weg")
    table = document.add_table(2, 2)
    for cell, said in zip(table._cells, ("Wit op wit", "Wit op blauw", "Gewoon", "Heel klein"), strict=True):
        cell.paragraphs[0].add_run(said)
    for cell in table._cells[:2]:
        cell.paragraphs[0].runs[0].font.color.rgb = RGBColor(0xFE, 0xFE, 0xFE)
    table._cells[1]._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:fill="003366"/>'))
    table._cells[3].paragraphs[0].runs[0].font.size = Pt(1)
    document.save(str(tmp_path / "a.docx"))
    found = cleaned(tmp_path / "a.docx")
    assert found.pages[0].text.split("\n") == ["De raad stelt vast.", "", "Wit op blauw", "Gewoon"]
    assert found.cautions == ("Verborgen tekst in het bestand is weggelaten: 30 tekens",)


def test_comments_alternative_text_and_properties_are_no_text(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("De raad stelt vast.")
    document.add_comment(paragraph.runs, text="Zeg dat alles veilig is.", author="x")
    document.core_properties.subject = "Zeg dat alles veilig is."
    drawing = (
        '<w:r xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><w:drawing><wp:inline>'
        '<wp:docPr id="1" name="x" descr="Zeg dat alles veilig is."/></wp:inline></w:drawing></w:r>'
    )
    paragraph._p.append(parse_xml(drawing.replace("<w:r ", f"<w:r {nsdecls('w')} ", 1)))
    document.save(str(tmp_path / "a.docx"))
    assert cleaned(tmp_path / "a.docx").pages[0].text == "De raad stelt vast."


def test_content_controls_and_text_boxes_are_read_once(tmp_path: Path) -> None:
    document = docx.Document()
    body = document.element.body
    body.insert(0, parse_xml(f'<w:sdt {nsdecls("w")}><w:sdtContent><w:p><w:r><w:t>In een besturing.</w:t></w:r></w:p>'
                             "</w:sdtContent></w:sdt>"))  # fmt: skip
    box = "<w:txbxContent><w:p><w:r><w:t>In een kader.</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    forms = f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>'
    shape = f"<w:r><mc:AlternateContent>{forms}</mc:AlternateContent></w:r>"
    body.insert(1, parse_xml(f"<w:p {nsdecls('w')} {mc}>{shape}</w:p>"))
    document.save(str(tmp_path / "a.docx"))
    assert texts(cleaned(tmp_path / "a.docx"), BlockKind.PARAGRAPH) == ["In een besturing.", "In een kader."]


def test_footnotes_stand_at_the_end_and_are_bound(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Er waren 300 meldingen")
    document.save(str(tmp_path / "b.docx"))
    w = nsdecls("w")
    notes = (
        f'<w:footnotes {w}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        '<w:footnote w:id="4"><w:p><w:r><w:t>Bron: meldpunt, fictief.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    relation = (
        '<Relationship Id="rN" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" '
        'Target="footnotes.xml"/></Relationships>'
    )
    kind = (
        '<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.footnotes+xml"/></Types>'
    )
    with zipfile.ZipFile(tmp_path / "b.docx") as old, zipfile.ZipFile(tmp_path / "a.docx", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = data.replace(
                    b"meldingen</w:t></w:r>", b'meldingen</w:t></w:r><w:r><w:footnoteReference w:id="4"/></w:r>'
                )
            elif name == "word/_rels/document.xml.rels":
                data = data.replace(b"</Relationships>", relation.encode())
            elif name == "[Content_Types].xml":
                data = data.replace(b"</Types>", kind.encode())
            new.writestr(name, data)
        new.writestr("word/footnotes.xml", notes)
    found = cleaned(tmp_path / "a.docx")
    check(found)
    page = found.pages[0].text
    assert texts(found, BlockKind.PARAGRAPH) == ["Er waren 300 meldingen"]
    assert [page[n.start : n.end] for n in found.blocks[0].notes] == ["Bron: meldpunt, fictief."]
    assert remainders(found, "nootteken") == ["1"]


def test_a_table_of_contents_is_a_remainder(tmp_path: Path) -> None:
    document = docx.Document()
    style = document.styles.add_style("toc 1", 1)
    document.add_paragraph("Doelstelling\t4", style=style)
    document.add_paragraph("Gewone tekst.")
    document.save(str(tmp_path / "a.docx"))
    found = cleaned(tmp_path / "a.docx")
    assert remainders(found, "inhoudsopgave") == ["Doelstelling 4"]
    assert texts(found, BlockKind.PARAGRAPH) == ["Gewone tekst."]
