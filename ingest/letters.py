"""Repairs letters when the text of record is made: ligatures, invisible characters, mojibake, odd spaces and hyphens.

Words stay as they are printed: quotation marks, dashes, digits and case are never touched.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ftfy import TextFixerConfig, fix_encoding

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufffc\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Nobody sees these: zero width, text direction, fillers, variation selectors, tags, annotation (Unicode, ch. 23)."""
ORDINARY = re.compile("(?<=[^\\W\\d_]{2})\u00ad(?=[^\\W\\d_]{2}|\\s|$)|\ufe0f|\u2060|^\ufeff")
"""Of those, what is used in good faith: a soft hyphen inside a word, an emoji's look, the mark that begins a file."""
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
"""Private use: a picture in one font and nothing in another; it is no text."""
PRIVATE_LETTERS = {0xF730 + n: str(n) for n in range(10)} | {0xF761 + n: chr(ord("A") + n) for n in range(26)}
"""Old-style figures and small capitals that older fonts put in the private use area (Adobe Glyph List 2.0)."""
SPACES = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "ĳ": "ij", "Ĳ": "IJ"}
LIGATURE = re.compile("|".join(LIGATURES))
HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-"})
"""A hyphen and a hyphen that does not break are printed alike."""
SYMBOL_BULLETS = re.compile("[\uf0b7\uf0a7\uf0a8\uf0d8\uf076\uf0fc\uf06e\uf071\uf0e0\uf02d\uf0be]")
"""Bullets of the fonts Symbol and Wingdings, which Word writes to the private use area."""
MOJIBAKE = re.compile(r"[ÃÂâ€√‚Ä¬≈∆Å\u0080-\u009f]")
MAIL_NOISE = re.compile(r"(?<=\w)verberg dit(?=@)")
CONFIG = TextFixerConfig(
    unescape_html=False, fix_latin_ligatures=False, fix_character_width=False, uncurl_quotes=False,
    fix_line_breaks=False, remove_terminal_escapes=False, remove_control_chars=False, normalization=None,
    restore_byte_a0=True, replace_lossy_sequences=True, decode_inconsistent_utf8=True, fix_c1_controls=True,
)  # fmt: skip
MAX_REPAIR = 20_000
"""Characters that are looked at together for mojibake; ftfy's time grows with length."""


@lru_cache(maxsize=100_000)
def repaired(text: str) -> str:
    """Give `text` with its letters repaired and every run of blanks as one space; line ends stay."""
    if text.isascii() and text.isprintable() and "  " not in text and "verberg" not in text:
        return text
    text = LIGATURE.sub(lambda m: LIGATURES[m[0]], text)
    if MOJIBAKE.search(text):
        text = "\n".join(_without_mojibake(line) for line in text.split("\n"))
    text = SYMBOL_BULLETS.sub("•", text.translate(HYPHENS))
    text = PRIVATE.sub("", INVISIBLE.sub("", text.translate(PRIVATE_LETTERS)))
    text = SPACES.sub(" ", text)
    return MAIL_NOISE.sub("", unicodedata.normalize("NFC", text))


def _without_mojibake(line: str) -> str:
    """Undo UTF-8 that was read as another encoding ("zorgco√∂rdinator"), MacRoman included.

    A line may be sound in part; then its words are looked at one by one.
    """
    if len(line) > MAX_REPAIR:
        return line
    whole = str(fix_encoding(line, CONFIG))
    if not MOJIBAKE.search(whole):
        return whole
    return " ".join(str(fix_encoding(w, CONFIG)) if MOJIBAKE.search(w) else w for w in whole.split(" "))


def unseen(text: str) -> int:
    """Count the characters of `text` that nobody sees and that ordinary typography does not need."""
    return 0 if text.isascii() else len(INVISIBLE.findall(ORDINARY.sub("", text)))


def private(text: str) -> int:
    """Count the characters of private use that are neither a bullet nor a letter of an older font."""
    return 0 if text.isascii() else len(PRIVATE.findall(SYMBOL_BULLETS.sub("", text).translate(PRIVATE_LETTERS)))
