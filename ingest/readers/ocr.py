"""Text of a scanned page, by the program tesseract from a picture that pdfium makes of the page.

Both run inside the limited child: a picture is as little to be trusted as any other input.
"""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from statistics import mean, median

import pypdfium2
from PIL import Image

from ingest.readers.raw import RawBlock, RawKind, RawLine, RawWord

LANGUAGE = "nld"
DPI = 300
MAX_PIXELS = 12_000_000
"""A4 at 300 dpi is 8.7 million; a larger page is drawn at a lower resolution."""
SECONDS = 45.0
SURE = 60.0
"""Mean confidence (0 to 100) under which another turn of the page is tried."""
NOISE = 40.0
"""Confidence under which a mark without letters or digits is a speck."""
LETTER_HEIGHT = 0.72
"""Font size as a share of a recognised line's height in points: lines have ascenders and descenders."""


LARGER = 1.35
"""Sizes that differ less are the same: a line without tall letters measures smaller than it is."""
DESCENDERS = frozenset("gjpqyçQ,;()[]{}|/@")
DEPTH = 0.22
"""Share of a line's height that stands below the baseline where it has descenders."""


class OcrError(Exception):
    """The page could not be recognised; the message says why, in Dutch."""


@cache
def program() -> str:
    """Give the path of tesseract.

    Raises:
        OcrError: the program or its Dutch language is not installed.
    """
    found = shutil.which("tesseract")
    if found is None:
        raise OcrError("tekstherkenning ontbreekt; installeer haar met 'make system'")
    listed = _run([found, "--list-langs"], b"")
    if LANGUAGE not in listed.decode("utf-8", "replace").split():
        raise OcrError("tekstherkenning kent geen Nederlands; installeer tesseract-ocr-nld met 'make system'")
    return found


def recognised(path: Path, number: int) -> tuple[RawBlock, ...]:
    """Give the lines of page `number` of a PDF, in the order tesseract reads them, with boxes in points.

    Raises:
        OcrError: tesseract or its Dutch is missing, fails or takes too long.
    """
    program()
    picture, scale = _picture(path, number)
    lines = list(_lines(_table(picture), scale))
    if not lines or mean(confidence for _, confidence in lines) < SURE:
        turn = _turn(picture)
        if turn:
            turned = picture.rotate(-turn, expand=True)
            better = list(_lines(_table(turned), scale))
            if better and (not lines or mean(c for _, c in better) > mean(c for _, c in lines)):
                size = (turned.width / scale, turned.height / scale)
                lines = [(_turned_back(line, turn, size), c) for line, c in better]
    usual = median([line.size for line, _ in lines] or [0.0])
    even = [replace(line, size=usual) if line.size < LARGER * usual else line for line, _ in lines]
    return tuple(RawBlock(RawKind.LINE, line.text, lines=(line,)) for line in even)


def _picture(path: Path, number: int) -> tuple[Image.Image, float]:
    """Give the page in grey and its pixels per point."""
    document = pypdfium2.PdfDocument(path)
    try:
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(DPI / 72, (MAX_PIXELS / max(width * height, 1.0)) ** 0.5)
        return page.render(scale=scale, grayscale=True).to_pil().convert("L"), scale
    except pypdfium2.PdfiumError as error:
        raise OcrError("de afbeelding is beschadigd") from error
    finally:
        document.close()


def _run(command: list[str], given: bytes) -> bytes:
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=SECONDS, check=True)
    except subprocess.TimeoutExpired as error:
        raise OcrError(f"tekstherkenning duurde langer dan {SECONDS:.0f} seconden") from error
    except (subprocess.CalledProcessError, OSError) as error:
        raise OcrError("tekstherkenning is mislukt") from error
    return done.stdout


def _bytes(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1, dpi=(DPI, DPI))
    return out.getvalue()


def _table(picture: Image.Image) -> str:
    command = [program(), "stdin", "stdout", "-l", LANGUAGE, "--psm", "3", "tsv"]
    return _run(command, _bytes(picture)).decode("utf-8", "replace")


def _turn(picture: Image.Image) -> int:
    """Give how many degrees clockwise the page must turn to be read, by tesseract's own judgement; 0 if it has none."""
    try:
        told = _run([program(), "stdin", "stdout", "--psm", "0"], _bytes(picture)).decode("utf-8", "replace")
    except OcrError:
        return 0
    found = next((line.split(":")[1] for line in told.splitlines() if line.startswith("Rotate:")), "0")
    return int(found) if found.strip().isdigit() else 0


def _lines(table: str, scale: float) -> Iterator[tuple[RawLine, float]]:
    """Give the lines of tesseract's table with their mean confidence; a block is a region."""
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    edges: dict[str, tuple[float, float]] = {}
    run: list[tuple[RawWord, float]] = []
    line: dict[str, str] = {}
    for row in rows:
        if row["level"] == "2":
            left = float(row["left"]) / scale
            edges[row["block_num"]] = (left, left + float(row["width"]) / scale)
        elif row["level"] == "4":
            if run:
                yield _line(run, line, edges[line["block_num"]], scale)
            run, line = [], row
        elif row["level"] == "5" and (word := _word(row, scale)) is not None:
            run.append(word)
    if run:
        yield _line(run, line, edges[line["block_num"]], scale)


def _word(row: dict[str, str], scale: float) -> tuple[RawWord, float] | None:
    text, confidence = (row["text"] or "").strip(), float(row["conf"])
    if not text or (confidence < NOISE and not any(c.isalnum() for c in text)):
        return None
    x0, top = float(row["left"]) / scale, float(row["top"]) / scale
    x1, bottom = x0 + float(row["width"]) / scale, top + float(row["height"]) / scale
    return RawWord(text, x0, top, x1, bottom), confidence


def _line(
    run: list[tuple[RawWord, float]], line: dict[str, str], edges: tuple[float, float], scale: float
) -> tuple[RawLine, float]:
    words = tuple(word for word, _ in run)
    top, height = float(line["top"]) / scale, float(line["height"]) / scale
    made = RawLine(
        words=words,
        x0=words[0].x0,
        top=top,
        x1=words[-1].x1,
        bottom=top + height,
        base=_base(words, top, height),
        size=round(height * LETTER_HEIGHT, 1),
        region=int(line["block_num"]),
        left=edges[0],
        right=edges[1],
        rough=True,
    )
    return made, mean(confidence for _, confidence in run)


def _base(words: tuple[RawWord, ...], top: float, height: float) -> float:
    """Give a line's baseline: the bottom of the words that do not reach below it."""
    flat = [word.bottom for word in words if not DESCENDERS & set(word.text)]
    return median(flat) if flat else top + height * (1 - DEPTH)


def _turned_back(line: RawLine, turn: int, size: tuple[float, float]) -> RawLine:
    """Put a line's words back on the page as it lies, which was turned clockwise by `turn` to be read."""
    width, height = size

    def back(w: RawWord) -> RawWord:
        if turn == 90:
            return RawWord(w.text, w.top, width - w.x1, w.bottom, width - w.x0)
        if turn == 270:
            return RawWord(w.text, height - w.bottom, w.x0, height - w.top, w.x1)
        return RawWord(w.text, width - w.x1, height - w.bottom, width - w.x0, height - w.top)

    return RawLine(
        tuple(back(w) for w in line.words), line.x0, line.top, line.x1, line.bottom, line.base, line.size,
        region=line.region, left=line.left, right=line.right, rough=True,
    )  # fmt: skip
