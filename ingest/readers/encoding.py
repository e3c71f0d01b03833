"""Bytes to text, for formats that do not say how they are written."""

from __future__ import annotations

import codecs
from pathlib import Path

from ingest.readers.errors import refused

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decoded(data: bytes, path: Path, *, declared: str | None = None) -> str:
    """Give the text of `data`: by its mark, else UTF-8, else as declared, else the Windows code page.

    Raises:
        ReadError: the bytes are no text.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if b"\x00" in data:
        raise refused(path, "dit is geen tekst: er staan nulbytes in", "Sla het op als gewone tekst (UTF-8)")
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    if not wrong or wrong * 20 < sum(c > "\x7f" for c in text):  # a file cut short, or one bad letter in many
        return text
    for name in (declared, "cp1252"):
        try:
            if name and name.lower() not in {"utf-8", "utf8"}:
                return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("latin-1")  # the five bytes that cp1252 leaves open
