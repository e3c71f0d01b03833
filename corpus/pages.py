"""A page of a PDF as a picture, drawn in a child process with limits on time, memory and pixels.

PDFium is written in C++ and reads what strangers made: it hangs on some files and takes gigabytes on others (measured,
docs of the readers). So the program itself never opens a PDF; a child does, once per picture, and may be killed.
"""

from __future__ import annotations

import resource
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from corpus.errors import ReadError
from corpus.types import Page, Span

WIDTH = 1200
"""Pixels across, unless told: an A4 page at some 145 dots an inch, sharp at twice the size it is first shown."""
MOST_PIXELS = 12_000_000
SECONDS = 15
MEMORY = 1_500_000_000  # bytes of address space; PDFium and Python take 0.3 GB of it for an ordinary page

UNREADABLE = 3
"""Exit code of a child that could not open or draw the page."""


def picture(path: Path, page: int, *, width: int = WIDTH, seconds: float = SECONDS) -> bytes:
    """Draw one page as PNG, `width` pixels across (less where the page is very long).

    Args:
        path: the PDF file.
        page: counts from 1.
        width: pixels.
        seconds: after which the child is killed.

    Raises:
        ReadError: the file is no PDF, has no such page, or takes too much time or memory.
    """
    command = [sys.executable, "-m", "corpus.pages", str(path), str(page), str(width), str(int(seconds) + 1)]
    root = Path(__file__).resolve().parent.parent
    try:
        done = subprocess.run(
            command, cwd=root, capture_output=True, timeout=seconds, check=False, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired as error:
        raise _unread(path, page, f"duurde langer dan {seconds:.0f} seconden") from error
    if done.returncode != 0 or not done.stdout.startswith(b"\x89PNG"):
        found = "kan niet worden getekend" if done.returncode == UNREADABLE else f"gestopt met code {done.returncode}"
        raise _unread(path, page, found)
    return done.stdout


def _unread(path: Path, page: int, found: str) -> ReadError:
    return ReadError(
        "Bladzijde tekenen", on=f"{path.name}, bladzijde {page}", found=found, do="De tekst blijft te lezen"
    )


@dataclass(frozen=True, slots=True)
class Mark:
    """A rectangle on the picture, in hundredths of its width and height, from the top left."""

    left: float
    top: float
    width: float
    height: float


def marks(page: Page, spans: tuple[Span, ...]) -> tuple[Mark, ...]:
    """Give where the words under `spans` stand on the picture of `page`, one rectangle for each line of words.

    The positions are those that reading stored with the page; nothing is searched for. Empty where it has none.
    """
    if not page.width or not page.height:
        return ()
    boxes = [
        box
        for box in page.boxes
        if any(s.page == page.number and s.start < box.end and box.start < s.end for s in spans)
    ]
    lines: list[list[float]] = []
    for box in boxes:
        same_line = lines and abs(box.top - lines[-1][1]) < (box.bottom - box.top) / 2 and box.x0 >= lines[-1][0]
        if same_line:
            last = lines[-1]
            last[1], last[2], last[3] = min(last[1], box.top), max(last[2], box.x1), max(last[3], box.bottom)
        else:
            lines.append([box.x0, box.top, box.x1, box.bottom])
    return tuple(_share(line, page.width, page.height) for line in lines)


def _share(line: list[float], width: float, height: float) -> Mark:
    x0, top, x1, bottom = line
    return Mark(
        left=round(100 * x0 / width, 2),
        top=round(100 * top / height, 2),
        width=round(100 * (x1 - x0) / width, 2),
        height=round(100 * (bottom - top) / height, 2),
    )


def main(arguments: list[str], out: BinaryIO) -> int:
    """Draw a page in this process, which is the child: limits first, then the file."""
    name, number, width, seconds = arguments[0], *map(int, arguments[1:4])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import pypdfium2  # here, so that the limits hold for it and the program itself never loads it

    try:
        document = pypdfium2.PdfDocument(name)
        page = document[number - 1]
        across, down = page.get_size()
        scale = min(width / across, (MOST_PIXELS / (across * down)) ** 0.5)
        bitmap = page.render(scale=scale, rev_byteorder=True)
        pixels = memoryview(bitmap.buffer).cast("B")
        starts = range(0, bitmap.height * bitmap.stride, bitmap.stride)
        rows = [bytes(pixels[start : start + 3 * bitmap.width]) for start in starts]
        out.write(png(bitmap.width, bitmap.height, rows))
    except (pypdfium2.PdfiumError, IndexError, ValueError, ZeroDivisionError, OverflowError, MemoryError):
        return UNREADABLE
    return 0


def png(width: int, height: int, rows: list[bytes]) -> bytes:
    """Give a picture as PNG; each row holds `width` pixels of red, green and blue.

    Source: Portable Network Graphics (PNG) Specification, W3C, sections 5 and 11.
    """
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + row for row in rows), level=4)
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunks(((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))))


def _chunks(parts: tuple[tuple[bytes, bytes], ...]) -> Iterator[bytes]:
    for name, data in parts:
        yield struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], sys.stdout.buffer))
