"""The wish for an answer in easy words (B1): where a question says so, and what is left of the question without it."""

from __future__ import annotations

import re

from corpus.lexical import STOPWORDS, words

EASY = r"(?:heel |zo |wat )?(?:eenvoudige?r?|simpele?r?|makkelijke?r?|begrijpelijke?r?|duidelijke?r?)"
IT = r"(?:(?:het|dat|dit|die|mij|me|eens|even|nog|alles)\s+)*"
ASK = r"(?:(?:kun je|kunt u|kan je|wil je|wilt u|graag|alsjeblieft|alstublieft)\s+)?"
ENGLISH = r"in (?:simple|plain|easy) (?:words|language|english|terms)"
WISHES = re.compile(
    rf"[,.;]?\s*(?:\b(?:en|maar)\s+)?\b{ASK}(?:"
    rf"(?:leg|vertel|zeg|schrijf|verwoord)\s+{IT}{EASY}(?:\s+uit)?"
    rf"|{IT}{EASY}\s+(?:uitleggen|zeggen|vertellen|uitgelegd)"
    rf"|(?:(?:leg|zeg|vertel|schrijf|antwoord)\s+{IT})?{IT}in\s+(?:{EASY}|gewone)\s+(?:woorden|taal|nederlands)"
    r"(?:\s+(?:uit|uitleggen|zeggen|vertellen))?"
    rf"|(?:kan het\s+)?{EASY}\s+(?:graag|alsjeblieft|alstublieft)"
    r"|(?:op\s+)?(?:taal)?niveau\s+b1|in\s+b1|jip[- ]en[- ]janneke(?:[- ]?taal)?"
    rf"|(?:can you |please )?(?:explain|say|put|tell)\s+(?:(?:me|it|this|that)\s+)*(?:simply|plainly|{ENGLISH})"
    rf"|{ENGLISH}"
    r")(?=\W|$)",
    re.IGNORECASE,
)


def without_wish(text: str) -> tuple[str, bool]:
    """Give a question without its wish for easy words, and whether it held one; "" where it was only that."""
    if not WISHES.search(text):
        return text, False
    bare = " ".join(WISHES.sub(" ", text).split()).lstrip(" ,.;:!?")
    telling = [w for w in words(bare) if w not in STOPWORDS]
    return (bare[:1].upper() + bare[1:] if telling else ""), True
