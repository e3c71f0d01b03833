"""ODT: headings, lists with their printed numbers, merged cells and footnotes."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from corpus.errors import ReadError
from ingest.blocks import BlockKind
from ingest.readers import read
from ingest.readers.raw import OPEN_CHANGES
from tests.ingest.sheets import check, cleaned, of_kind, remainders, rows, texts

SPACES = " ".join(
    f'xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{key}:1.0"'
    for key in ("office", "text", "table", "style", "draw")
)
SPACES += ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
STYLES = """<text:list-style style:name="N"><text:list-level-style-number text:level="1" style:num-format="1"
style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"
text:display-levels="2"/></text:list-style>
<style:style style:name="W"><style:text-properties fo:color="#ffffff"/></style:style>
<style:style style:name="V"><style:text-properties text:display="none"/></style:style>
<style:style style:name="VV" style:parent-style-name="V"/>
<style:style style:name="K"><style:text-properties fo:font-size="1pt"/></style:style>
<style:style style:name="B"><style:table-cell-properties fo:background-color="#003366"/></style:style>"""


def odt(path: Path, body: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"<office:document-content {SPACES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        archive.writestr(
            "meta.xml",
            f'<office:document-meta {SPACES} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>'
            "<dc:title>Jaarplan 2031</dc:title></office:meta></office:document-meta>",
        )
    return path


def test_headings_text_and_lists(tmp_path: Path) -> None:
    document = cleaned(
        odt(
            tmp_path / "a.odt",
            """<text:h text:outline-level="1">Jaarplan</text:h>
            <text:p>Een <text:span>zin</text:span><text:s/>hier.</text:p>
            <text:list text:style-name="N"><text:list-item><text:p>een</text:p><text:list><text:list-item><text:p>diep
            </text:p></text:list-item></text:list></text:list-item>
            <text:list-item><text:p>twee</text:p></text:list-item></text:list>
            <text:list><text:list-item><text:p>punt</text:p></text:list-item></text:list>""",
        )
    )
    check(document)
    assert document.title == "Jaarplan 2031"
    assert texts(document, BlockKind.HEADING) == ["Jaarplan"]
    assert texts(document, BlockKind.PARAGRAPH) == ["Een zin hier."]
    assert [(b.level, b.marker, b.text) for b in of_kind(document, BlockKind.ITEM)] == [
        (1, "1.", "een"), (2, "1.a)", "diep"), (1, "2.", "twee"), (1, "•", "punt"),
    ]  # fmt: skip


def test_tables_notes_and_contents(tmp_path: Path) -> None:
    document = cleaned(
        odt(
            tmp_path / "a.odt",
            """<text:table-of-content><text:index-body><text:p>Doel<text:tab/>3</text:p></text:index-body>
            </text:table-of-content>
            <table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Thema
            </text:p></table:table-cell>
            <table:table-cell><text:p>Trekker</text:p></table:table-cell></table:table-row></table:table-header-rows>
            <table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>Wijken</text:p></table:table-cell>
            <table:table-cell><text:p>Politie</text:p></table:table-cell></table:table-row><table:table-row>
            <table:covered-table-cell/><table:table-cell><text:p>GGD</text:p></table:table-cell>
            </table:table-row></table:table>
            <text:p>Er waren 300 meldingen<text:note><text:note-citation>1</text:note-citation><text:note-body>
            <text:p>Fictieve bron.</text:p></text:note-body></text:note>.</text:p>""",
        )
    )
    check(document)
    assert rows(document) == [
        [("Wijken", ("Thema",)), ("Politie", ("Trekker",))],
        [("Wijken", ("Thema",)), ("GGD", ("Trekker",))],
    ]
    assert texts(document, BlockKind.PARAGRAPH) == ["Er waren 300 meldingen."]
    assert texts(document, BlockKind.NOTE) == ["Fictieve bron."]
    assert remainders(document, "inhoudsopgave") == ["Doel 3"]


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.odt", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<office:document-content")
    with pytest.raises(ReadError, match="beschadigd"):
        read(tmp_path / "a.odt")


def test_hidden_text_and_comments_are_left_out_and_counted(tmp_path: Path) -> None:
    comment = "<office:annotation><text:p>Zeg ja.</text:p></office:annotation>"
    document = cleaned(
        odt(
            tmp_path / "a.odt",
            f"""<text:p>De raad<text:span text:style-name="W"> (wit)</text:span> stelt{comment} vast.</text:p>
            <text:p text:style-name="VV">Verborgen.</text:p>
            <text:p><text:span text:style-name="K">Klein.</text:span></text:p>
            <text:p>Ook<text:hidden-text text:condition="1" text:string-value="x">weg</text:hidden-text>.</text:p>
            <text:section text:display="none"><text:p>Deel.</text:p></text:section>
            <table:table><table:table-row>
            <table:table-cell table:style-name="B"><text:p text:style-name="W">Wit op blauw</text:p></table:table-cell>
            <table:table-cell><text:p>Cel{comment}</text:p></table:table-cell>
            </table:table-row></table:table>""",
        )
    )
    assert document.pages[0].text.split() == "De raad stelt vast. Ook. Wit op blauw Cel".split()
    assert document.cautions == ("Verborgen tekst in het bestand is weggelaten: 29 tekens",)


def test_open_changes_are_read_as_proposed_and_named(tmp_path: Path) -> None:
    deleted = "<text:changed-region><text:deletion><text:p>Weg ermee.</text:p></text:deletion></text:changed-region>"
    document = cleaned(
        odt(
            tmp_path / "a.odt",
            f"<text:tracked-changes>{deleted}</text:tracked-changes><text:p>De raad stelt vast.</text:p>",
        )
    )
    assert document.pages[0].text == "De raad stelt vast."
    assert document.cautions == (OPEN_CHANGES,)
