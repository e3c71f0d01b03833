"""Colours of letters and shapes in a PDF, as far as it matters whether a person sees them."""

from __future__ import annotations

from typing import Any

WHITES = frozenset(f"{r:02x}{g:02x}{b:02x}" for r in range(240, 256) for g in range(240, 256) for b in range(240, 256))


def hex_colour(value: Any) -> str:  # noqa: ANN401 (a colour as pdfminer gives it: number, tuple or name)
    """Give a colour in grey, RGB or CMYK as "rrggbb", "" where it is a pattern or unknown."""
    numbers = value if isinstance(value, (tuple, list)) else (value,)
    if not numbers or not all(isinstance(n, (int, float)) for n in numbers):
        return ""
    parts = [min(max(float(n), 0.0), 1.0) for n in numbers]
    if len(parts) == 1:
        parts *= 3
    elif len(parts) == 4:
        c, m, y, k = parts
        parts = [(1 - c) * (1 - k), (1 - m) * (1 - k), (1 - y) * (1 - k)]
    return "".join(f"{round(p * 255):02x}" for p in parts) if len(parts) == 3 else ""


def is_white(colour: str) -> bool:
    """Tell whether a colour cannot be seen on white paper."""
    return colour in WHITES


def is_dark(colour: str) -> bool:
    """Tell whether white letters can be read on a colour; a pattern or unknown colour counts as one."""
    if len(colour) != 6:
        return True
    red, green, blue = (int(colour[i : i + 2], 16) for i in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.8 * 255  # ITU-R BT.709
