"""What a spreadsheet shows in a cell: its stored value in its number format, as a Dutch Excel prints it.

The text of record must be what people see: 0.155 in the format "0,0%" is 15,5%.
"""

from __future__ import annotations

import datetime as dt
import re

MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
"""Parts of a format that are literal text, a colour, locale or condition, or white."""
LITERAL = re.compile(r'"([^"]*)"|\[\$([^\]-]*)[^\]]*\]|([€$%])')
MOST_DIGITS = 10
"""Digits that the format General shows after the comma at most, in a column that is wide enough."""


def shown(value: object, number_format: str) -> str:
    """Give a cell's value as it is printed; nothing for a value whose format hides it (";;;")."""
    sections = number_format.split(";")
    hides = len(sections) > 1 and not any(s.strip() for s in sections)
    if value is None or (hides and (len(sections) > 3 or not isinstance(value, str))):
        return ""
    if isinstance(value, bool):
        return "WAAR" if value else "ONWAAR"
    if isinstance(value, (dt.datetime, dt.date)):
        return _date(value, number_format)
    if isinstance(value, dt.time):
        return f"{value.hour}:{value.minute:02}"
    if isinstance(value, dt.timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(value, (int, float)):
        return _number(value, number_format)
    return str(value)


def _date(value: dt.datetime | dt.date, number_format: str) -> str:
    pattern = QUOTED.sub("", number_format).casefold()
    if "y" in pattern or "j" in pattern:
        if "m" not in pattern:
            return f"{value.year}"
        if "d" not in pattern:
            return f"{MONTHS[value.month - 1]} {value.year}"
    named = f" {MONTHS[value.month - 1]} " if "mmm" in pattern else f"-{value.month}-"
    day = f"{value.day}{named}{value.year}"
    has_time = isinstance(value, dt.datetime) and (value.hour or value.minute)
    return f"{day} {value:%H:%M}" if has_time and "h" in pattern else day


def _number(value: float, number_format: str) -> str:
    """Give a number with its format's decimals, thousands, sign of percent and currency."""
    parts = number_format.split(";")
    pattern = parts[1] if value < 0 and len(parts) > 1 else parts[0]
    own_sign = value < 0 and len(parts) > 1
    bare = QUOTED.sub("", pattern)
    before, after = _around(pattern)
    if "%" in bare:
        value *= 100
    if not re.search(r"[0#?]", bare):  # General, or a format without a place for digits
        digits = f"{value:.{MOST_DIGITS}f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
        return digits.replace(".", ",")
    decimals = len(re.sub(r"[^0#?]", "", bare.partition(".")[2]))
    digits = f"{abs(value):,.{decimals}f}" if "," in bare.partition(".")[0] else f"{abs(value):.{decimals}f}"
    digits = digits.replace(",", "\v").replace(".", ",").replace("\v", ".")
    if "#" in bare.partition(".")[2]:
        digits = digits.rstrip("0").rstrip(",")
    sign = "-" if value < 0 and (not own_sign or "-" in bare) else ""
    bracketed = own_sign and "(" in bare
    return f"{before}{'(' if bracketed else ''}{sign}{digits}{')' if bracketed else ''}{after}"


def _around(pattern: str) -> tuple[str, str]:
    """Give the literal text before and after a format's digits, such as "€ " and "%"."""
    place = re.search(r"[0#?]", re.sub(r'"[^"]*"|\[[^\]]*\]', lambda m: " " * len(m[0]), pattern))
    at = place.start() if place else len(pattern)
    sides = (" ".join("".join(m) for m in LITERAL.findall(part)) for part in (pattern[:at], pattern[at:]))
    before, after = (side.strip() for side in sides)
    return (f"{before} " if before else ""), after if after in {"", "%"} else f" {after}"
