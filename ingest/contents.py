"""What was downloaded: which kind of file it is, by what the server says and by its first bytes; and text as UTF-8."""

from __future__ import annotations

import codecs
import re
from email.message import Message

from ingest.download import Download, fetch_error

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SUFFIX_OF_TYPE = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
    DOCX: ".docx",
    "text/plain": ".txt",
    "text/markdown": ".md",
}
UNSAID = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/download", "application/zip"})
"""Types with which a server does not say what it gives."""

START = 1024  # bytes; ISO 32000-1, annex H.3, note 13: readers accept "%PDF-" in the first 1,024
MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
# Codecs of Python that read text in one pass; others ("punycode", "utf_7", "unicode_escape") are no web encodings.
TEXT_CODEC = re.compile(r"(?:iso-?8859|latin|windows|cp|mac|koi8|utf-?16|us-ascii|ascii)", re.IGNORECASE)


def suffix_of(download: Download) -> str:
    """Give the file ending for what was downloaded.

    Raises:
        FetchError: it is empty, of a kind that cannot be read, or not what the server says.
    """
    declared = download.content_type.partition(";")[0].strip().lower()
    expected = SUFFIX_OF_TYPE.get(declared)
    start = download.content[:START]
    if not download.content.strip():
        raise fetch_error(download.url, "het antwoord is leeg", "Controleer het adres")
    if b"%PDF-" in start:
        return ".pdf"
    if start.startswith(b"PK\x03\x04") and b"word/document.xml" in download.content:
        return ".docx"
    if expected is None and declared not in UNSAID:
        found = f"het is van een soort die niet gelezen wordt ({declared})"
        raise fetch_error(download.url, found, "Geef een ander adres")
    if expected in {".pdf", ".docx"}:
        found = f"volgens de server is het {declared}, maar dat is het niet"
        raise fetch_error(download.url, found, "Bekijk het adres in een browser")
    if b"\x00" in download.content and not start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise fetch_error(download.url, "het is geen tekst: er staan nulbytes in", "Bekijk het adres in een browser")
    if expected is None and not MARKUP.search(start):
        raise fetch_error(download.url, "onbekend van welke soort het is", "Bekijk het adres in een browser")
    return expected or ".html"


def as_utf8(download: Download, suffix: str) -> bytes:
    """Give text in UTF-8 with its mark where the server names another encoding: a file cannot keep a header."""
    header = Message()
    header["content-type"] = download.content_type
    charset = str(header.get_param("charset", "") or "").strip("\"' ")
    if suffix in {".pdf", ".docx"} or not TEXT_CODEC.match(charset):
        return download.content
    try:
        return codecs.BOM_UTF8 + download.content.decode(charset).removeprefix("\ufeff").encode("utf-8")
    except (LookupError, UnicodeError):  # the header is wrong; the page may say it better
        return download.content
