"""Which kind of file was downloaded, whatever the server says, and its text in UTF-8."""

from __future__ import annotations

import pytest

from corpus.errors import FetchError
from ingest.contents import DOCX, as_utf8, suffix_of
from ingest.download import Download

PDF = b"%PDF-1.7\n..."
ZIP = b"PK\x03\x04..[Content_Types].xml..word/document.xml.."


def download(content: bytes, kind: str) -> Download:
    return Download("https://site.example/x", 200, content, kind, None, None)


@pytest.mark.parametrize(
    ("content", "kind", "suffix"),
    [
        (b"<!DOCTYPE html><html>", "text/html; charset=utf-8", ".html"),
        (b"<p>stuk", "TEXT/HTML", ".html"),
        (b"<?xml version='1.0'?><html>", "application/xhtml+xml", ".html"),
        (b"<html>", "application/octet-stream", ".html"),
        (b"<html>", "", ".html"),
        (PDF, "application/pdf", ".pdf"),
        (b"\n\n" + PDF, "application/octet-stream", ".pdf"),
        (PDF, "text/html", ".pdf"),
        (ZIP, DOCX, ".docx"),
        (ZIP, "application/zip", ".docx"),
        (b"tekst", "text/plain", ".txt"),
        (b"# kop", "text/markdown", ".md"),
    ],
)
def test_kinds(content: bytes, kind: str, suffix: str) -> None:
    assert suffix_of(download(content, kind)) == suffix


@pytest.mark.parametrize(
    ("content", "kind", "found"),
    [
        (b"\x89PNG", "image/png", "image/png"),
        (b"{}", "application/json", "application/json"),
        (b"<html>niet gevonden", "application/pdf", "maar dat is het niet"),
        (b"PK\x03\x04..xl/workbook.xml", DOCX, "maar dat is het niet"),
        (b"zomaar", "application/octet-stream", "onbekend"),
        (b"tekst\x00met nul", "text/html", "nulbytes"),
        (b"", "text/html", "leeg"),
        (b" \n", "application/pdf", "leeg"),
    ],
)
def test_what_is_refused(content: bytes, kind: str, found: str) -> None:
    with pytest.raises(FetchError, match=found):
        suffix_of(download(content, kind))


@pytest.mark.parametrize(
    ("content", "kind", "text"),
    [
        ("één".encode("latin-1"), "text/html; charset=ISO-8859-1", "\ufeffeen".replace("een", "één")),
        ("‘één’".encode("cp1252"), 'text/html; charset="windows-1252"', "\ufeff‘één’"),
        ("één".encode("utf-16"), "text/plain; charset=utf-16", "\ufeffeen".replace("een", "één")),
        ("één".encode(), "text/html; charset=utf-8", "één"),
        ("één".encode(), "text/html", "één"),
        ("één".encode(), "text/html; charset=punycode", "één"),
        ("één".encode(), "text/html; charset=us-ascii", "één"),
        ("één".encode(), "text/html; charset=cp99999", "één"),
    ],
)
def test_text_is_kept_in_utf8(content: bytes, kind: str, text: str) -> None:
    assert as_utf8(download(content, kind), ".html").decode() == text


def test_a_pdf_is_kept_as_it_is() -> None:
    assert as_utf8(download(PDF, "application/pdf; charset=iso-8859-1"), ".pdf") == PDF
