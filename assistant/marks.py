"""Text of others that looks like our own marks: where it is shown as part of an answer, it cannot pose as one.

Our marks are "[1]" in plain text. A document may hold "[1]" or "[bron 2]" itself, as its own note or as a forgery; in
the words of an answer such brackets become round ones, and "(bron: Actieplan)" is set between quotation marks, for it
is what the document says and not where we found it. The quote itself stays as it is.
"""

from __future__ import annotations

import re

OPEN, CLOSE = (
    "[\\[\\uff3b\\u3010\\u3014\\u3016\\u27e6\\u2772\\u2045\\u301a]",
    "[\\]\\uff3d\\u3011\\u3015\\u3017\\u27e7\\u2773\\u2046\\u301b]",
)
SOURCE = "|".join(
    "bron bronnen bronvermelding source sources citaat noot voetnoot note zie ref passage document p blz".split()
)
NUMBERS = r"\s*[\d\u00b2\u00b3\u00b9\u2070-\u2089\uff10-\uff19]+(?:\s*[,;:.&–-]\s*\d+)*\s*"
NUMBERED = rf"\^?\s*(?:(?:{SOURCE})\b\W{{0,3}})?{NUMBERS}"
NAMED = rf"\s*(?:{SOURCE})\s*:[^\]]{{0,200}}?"
MARK = re.compile(f"{OPEN}({NUMBERED}|{NAMED}){CLOSE}", re.IGNORECASE)
STATED = re.compile(r"\(\s*(?P<said>(?:bron(?:nen)?|sources?)\s*:\s*[^()‘’]{1,200}?)\s*\)", re.IGNORECASE)


def unposing(text: str) -> str:
    """Give `text` so that nothing in it can be taken for one of our marks; doing it twice changes nothing."""
    return STATED.sub(lambda m: f"(‘{m['said']}’)", MARK.sub(lambda m: f"({m[1].strip()})", text))
