"""What a file is: by its first bytes, and by its name only where the bytes leave it open."""

from __future__ import annotations

import re
import zipfile
from enum import StrEnum
from pathlib import Path

from ingest.readers.errors import refused

MAX_BYTES = 200_000_000


class Format(StrEnum):
    """The formats that can be read."""

    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    XLSX = "xlsx"
    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"


BY_SUFFIX = {
    ".pdf": Format.PDF,
    ".docx": Format.DOCX,
    ".docm": Format.DOCX,
    ".odt": Format.ODT,
    ".xlsx": Format.XLSX,
    ".xlsm": Format.XLSX,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".txt": Format.TEXT,
}
SUFFIXES = frozenset(BY_SUFFIX)
"""The endings of files that can be read, in lower case."""

HTML_START = re.compile(
    rb"^\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
KNOWN = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "een oud of met een wachtwoord versleuteld Office-bestand"),
    (b"{\\rtf", "een RTF-bestand"),
    (b"\x89PNG", "een afbeelding (PNG)"),
    (b"\xff\xd8\xff", "een afbeelding (JPEG)"),
    (b"GIF8", "een afbeelding (GIF)"),
    (b"II*\x00", "een afbeelding (TIFF)"),
    (b"MM\x00*", "een afbeelding (TIFF)"),
    (b"\x1f\x8b", "een ingepakt bestand (gzip)"),
    (b"7z\xbc\xaf", "een ingepakt bestand (7z)"),
    (b"Rar!", "een ingepakt bestand (RAR)"),
    (b"MZ", "een programma"),
    (b"\x7fELF", "een programma"),
)
SAVE_AS = "Sla het op als PDF, DOCX, ODT, XLSX, HTML, Markdown of tekst"


def format_of(path: Path) -> Format:
    """Tell what `path` is.

    Raises:
        ReadError: it is no regular file, empty, too large, or nothing that can be read.
    """
    if not path.is_file():
        raise refused(path, "dit is geen gewoon bestand", "Controleer de naam van het bestand")
    size = path.stat().st_size
    if size == 0:
        raise refused(path, "het bestand is leeg", "Haal het bestand opnieuw op")
    if size > MAX_BYTES:
        raise refused(
            path, f"het bestand is groter dan {MAX_BYTES // 1_000_000} MB", "Deel het op in kleinere bestanden"
        )
    with path.open("rb") as file:
        start = file.read(4096)
    if b"%PDF-" in start[:1024]:
        return Format.PDF
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _archive(path)
    known = next((name for mark, name in KNOWN if start.startswith(mark)), None)
    if known is not None:
        raise refused(path, f"dit is {known}", SAVE_AS)
    return _text_format(path, looks_like_html=bool(HTML_START.match(start)))


def _text_format(path: Path, *, looks_like_html: bool) -> Format:
    by_name = BY_SUFFIX.get(path.suffix.lower())
    if looks_like_html and by_name is not Format.MARKDOWN:
        return Format.HTML
    if by_name in {Format.PDF, Format.DOCX, Format.ODT, Format.XLSX}:
        raise refused(path, f"de naam eindigt op {path.suffix}, maar de inhoud is dat niet")
    if by_name is None:
        raise refused(path, f"bestanden met de naam *{path.suffix} worden niet gelezen", SAVE_AS)
    return by_name


def _archive(path: Path) -> Format:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            kind = b""
            if "mimetype" in names:
                with archive.open("mimetype") as part:
                    kind = part.read(200)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        NotImplementedError,
        OSError,
        ValueError,
        EOFError,
        RuntimeError,
    ) as error:
        raise refused(path, "het bestand is een beschadigd archief (zip)") from error
    if b"opendocument.text" in kind:
        return Format.ODT
    if "word/document.xml" in names or any(n.startswith("word/document") for n in names):
        return Format.DOCX
    if "xl/workbook.xml" in names:
        return Format.XLSX
    found = (
        "een Excel-bestand in een andere vorm dan XLSX"
        if any(n.startswith("xl/") for n in names)
        else ("een PowerPoint-bestand" if any(n.startswith("ppt/") for n in names) else "een archief (zip)")
    )
    raise refused(path, f"dit is {found}", SAVE_AS)
