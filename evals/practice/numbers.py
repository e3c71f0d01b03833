"""Dutch number words, dates and amounts as documents print them."""

from __future__ import annotations

from datetime import date

MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
UNITS = """
    nul één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien
    achttien negentien
    """.split()
TENS = "twintig dertig veertig vijftig zestig zeventig tachtig negentig".split()


def words(number: int) -> str:
    """Give a number below a hundred in words, a larger one in digits ("1.250")."""
    if number >= 100:
        return f"{number:,}".replace(",", ".")
    if number < 20:
        return UNITS[number]
    tens, unit = divmod(number, 10)
    if unit == 0:
        return TENS[tens - 2]
    joint = "ën" if unit in {2, 3} else "en"
    return f"{UNITS[unit].replace('éé', 'ee')}{joint}{TENS[tens - 2]}"


def day(when: date) -> str:
    """Give a date as printed: 1 juli 2018."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def number_wordings(number: int) -> list[str]:
    """Give the wordings of a number that count as the same fact: digits with and without a point, and words."""
    digits = f"{number:,}".replace(",", ".")
    return list(dict.fromkeys((digits, str(number), words(number))))
