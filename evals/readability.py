"""How easy Dutch text is to read: the reading ease of Flesch, fitted to Dutch by Douma (1960).

Douma: 206.84 - 0.77 x (syllables per 100 words) - 0.93 x (words per sentence). Over 60 is plain, under 45 is hard. It
is measured on the assistant's own sentences only: quotes are the document's words and stay as they are.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?:;]+(?=\s|$)|\n+")
_DIPHTHONG = re.compile(
    r"aai|ooi|oei|eeu|ieu|uw|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|ou|au|[aeiouyéèëêïöüáàâîôûä]", re.IGNORECASE
)
_QUOTED = re.compile(r"[“\"„][^”\"]*[”\"]|‘[^’]*’|\[\d+\]|https?://\S+|^>.*$", re.MULTILINE)


def syllables(word: str) -> int:
    """Count the vowel groups of a Dutch word, at least 1; a vowel with trema begins a group of its own."""
    return max(1, len(_DIPHTHONG.findall(word)))


def own_text(text: str, quoted: tuple[str, ...]) -> str:
    """Give `text` without what was quoted: claims, titles, addresses, words in quote marks, marks [n]."""
    for piece in sorted(quoted, key=len, reverse=True):
        if piece:
            text = text.replace(piece, "\n")
    return _QUOTED.sub("\n", text)


def reading_ease(text: str) -> float | None:
    """Give Douma's reading ease of `text`, None where it holds no word."""
    words = _WORD.findall(text)
    if not words:
        return None
    sentences = [piece for piece in _SENTENCE_END.split(text) if _WORD.search(piece)]
    per_hundred = 100 * sum(map(syllables, words)) / len(words)
    return 206.84 - 0.77 * per_hundred - 0.93 * len(words) / max(1, len(sentences))
