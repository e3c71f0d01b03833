"""One file per format, from bytes to raw pages; run in a child process with limits (see `child.py`)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from corpus.errors import ReadError
from ingest.readers.errors import MAX_CHARACTERS, MAX_PIECES, TooLarge, refused
from ingest.readers.raw import RawDocument
from ingest.readers.sniff import SUFFIXES, Format, format_of

SPLIT = "Deel het op in kleinere bestanden"

__all__ = ["SUFFIXES", "read"]


def read(path: Path, *, on_page: Callable[[int, bool], None] | None = None) -> RawDocument:
    """Read one file in this process, as what it is: by its content first, then by its name.

    Args:
        path: the file.
        on_page: called with a page's number and whether it is about to be recognised as a picture (which is slow), for
            formats that take their time.

    Raises:
        ReadError: the file cannot be read; whatever a library raises becomes this.
    """
    try:
        return _measured(_read(path, on_page or (lambda number, slow: None)))
    except ReadError:
        raise
    except TooLarge as error:
        raise refused(path, "er staat veel meer tekst in dan in een document past", SPLIT) from error
    except OSError as error:
        raise refused(
            path, f"het bestand is niet te openen ({error.strerror})", "Controleer naam en rechten"
        ) from error
    except RecursionError as error:
        raise refused(path, "de inhoud is te diep genest") from error
    except MemoryError as error:
        raise refused(path, "het lezen kost meer geheugen dan is toegestaan") from error
    except Exception as error:
        raise refused(path, f"het bestand is beschadigd of van een onbekende vorm ({type(error).__name__})") from error


def _measured(document: RawDocument) -> RawDocument:
    blocks = [block for page in document.pages for block in page.blocks]
    characters = sum(len(b.text) + sum(len(c.text) for c in b.cells) for b in blocks)
    if len(blocks) + sum(len(b.cells) for b in blocks) > MAX_PIECES or characters > MAX_CHARACTERS:
        raise TooLarge
    return document


def _read(path: Path, on_page: Callable[[int, bool], None]) -> RawDocument:
    """Heavy libraries are imported only for a format that needs them."""
    match format_of(path):
        case Format.PDF:
            from ingest.readers.pdf import read_pdf

            return read_pdf(path, on_page)
        case Format.DOCX:
            from ingest.readers.docx import read_docx

            return read_docx(path)
        case Format.ODT:
            from ingest.readers.odt import read_odt

            return read_odt(path)
        case Format.XLSX:
            from ingest.readers.xlsx import read_xlsx

            return read_xlsx(path)
        case Format.HTML:
            from ingest.readers.html import read_html

            return read_html(path)
        case Format.MARKDOWN:
            from ingest.readers.markdown import read_markdown

            return read_markdown(path)
        case Format.TEXT:
            from ingest.readers.text import read_text

            return read_text(path)
