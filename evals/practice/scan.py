"""Draws a page of text as a picture, a little askew and speckled, as a scanner would give it."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import reportlab
from PIL import Image, ImageDraw, ImageFont

from evals.practice.manuscript import Piece
from evals.practice.wording import chooser

DPI = 150
SIZE = (round(8.27 * DPI), round(11.69 * DPI))
MARGIN = round(1.1 * DPI)
LETTER = round(11.5 / 72 * DPI)
SPECKS = 500


def picture(lines: Sequence[Piece], seed: str) -> bytes:
    """Give a PNG of the lines, one paragraph each."""
    dice = chooser(0, "scan", seed)
    font = ImageFont.truetype(str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"), LETTER)
    page = Image.new("L", SIZE, 250)
    draw = ImageDraw.Draw(page)
    y = MARGIN
    for piece in lines:
        for line in textwrap.wrap(piece.text, 62):
            draw.text((MARGIN, y), line, fill=25, font=font)
            y += round(LETTER * 1.45)
        y += round(LETTER * 0.8)
    page = page.rotate(dice.uniform(-0.5, 0.5), fillcolor=250, resample=Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(page)
    for _ in range(SPECKS):
        x, z = dice.randrange(SIZE[0]), dice.randrange(SIZE[1])
        draw.point((x, z), fill=dice.randrange(90, 200))
    out = BytesIO()
    page.save(out, "PNG", optimize=False)
    return out.getvalue()
