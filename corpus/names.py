"""Names of themes, topics and parties: documents spell one name in more than one way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping


def folded(name: str) -> str:
    """Give a name's words in comparable form: "Ondermijning & criminaliteit" and "... en ..." are the same."""
    from corpus.lexical import words  # brings bm25s, which an ingest that changes nothing never needs

    return " ".join(w for w in words(name.replace("&", " en ")) if w != "en")


def spellings(names: Iterable[str]) -> Mapping[str, str]:
    """Give the spelling to show for each name, by its folded form: the most frequent one, ties by alphabet.

    A name without a word in it is kept as it is.
    """
    found: dict[str, Counter[str]] = {}
    for name, times in Counter(names).items():
        found.setdefault(folded(name) or name, Counter())[name] += times
    return {form: min(counted, key=lambda name: (-counted[name], name)) for form, counted in found.items()}
