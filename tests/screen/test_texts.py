"""The screen's sentences: plain Dutch (B1), short, and without pictures in them."""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections.abc import Iterator

import pytest

from assistant.screen import dutch, english, texts

LONGEST = 25  # words; target U4
MEAN = 15
DIFFICULT = {
    "alsmede", "conform", "derhalve", "desbetreffende", "dienaangaande", "ingevolge", "inzake", "jegens", "middels",
    "onderhavig", "teneinde", "tevens", "voornoemd", "zulks",
}  # fmt: skip


def every_text(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from every_text(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from every_text(inner)


def spoken() -> list[str]:
    named = [value for name, value in vars(dutch).items() if name.isupper()]
    return [*every_text(named), *dutch.privacy(stored=True), *dutch.privacy(stored=False)]


def sentences() -> list[str]:
    return [s for text in spoken() for s in re.split(r"(?<=[.?!:])\s+", text) if len(s.split()) > 2]


def test_sentences_are_short() -> None:
    lengths = {sentence: len(sentence.split()) for sentence in sentences()}
    assert {s: n for s, n in lengths.items() if n > LONGEST} == {}
    assert statistics.mean(lengths.values()) <= MEAN


def test_no_difficult_words() -> None:
    assert not DIFFICULT & set(re.findall(r"\w+", " ".join(spoken()).lower()))


def test_no_emoji_as_icons() -> None:
    assert [c for text in spoken() for c in text if unicodedata.category(c) == "So"] == []


DUTCH_ONLY = """
    NAME API_TEXT MCP_TOOLS SHUT OTHER_METHOD NO_LENGTH TOO_LARGE NOT_VALID port_in_use
    UPKEEP UPKEEP_TEXT SIGN_IN SIGN_IN_TEXT SIGN_IN_WRONG SIGN_OUT TOKEN NOT_ALLOWED NOT_ALLOWED_DO NOT_OUR_PAGE
    NOT_OUR_PAGE_DO ADD_DOCUMENT CHOOSE NOTHING_CHOSEN CHOOSE_FILE NO_FILE NO_FILE_DO ADD READ_AGAIN READ_AGAIN_TEXT
    READ_AGAIN_NOW
    REMOVE_DOCUMENT REMOVE_TEXT REMOVE_NOW NOTHING_TO_REMOVE STANDING IDLE BEGINNING BUSY_READING BUSY_READING_DO
    READING_FAILED BACK_TO_UPKEEP REFRESH ADDING REMOVING NAMELESS RIGHT_ENDINGS EMPTY_FILE FETCH_AGAIN SPLIT_UP
    SAVE_AGAIN CHECK_DISK NAME_TAKEN NOT_TO_REMOVE SEE_MANIFEST ADDED REPLACED GONE NOT_IN SET_ASIDE wrong_ending
    too_large other_content read_again
""".split()
"""What an administrator or a program reads, and the name."""


def names(table: object) -> set[str]:
    return {
        name
        for name, value in vars(table).items()
        if not name.startswith("_") and (name.isupper() or getattr(value, "__module__", "") == table.__name__)  # type: ignore[attr-defined]
    }


def test_english_says_all_that_a_visitor_reads() -> None:
    assert names(dutch) - names(english) == set(DUTCH_ONLY)
    assert names(english) <= names(dutch)


@pytest.mark.parametrize("name", sorted(name for name in names(english) if name.isupper()))
def test_both_languages_have_the_same_form(name: str) -> None:
    one, other = getattr(dutch, name), getattr(english, name)
    assert type(one) is type(other)
    if isinstance(one, dict):
        assert set(one) == set(other)
    if isinstance(one, tuple):
        assert len(one) == len(other)
    if isinstance(one, str):
        assert set(re.findall(r"\{\w*\}", one)) == set(re.findall(r"\{\w*\}", other))


def test_the_language_is_that_of_the_block() -> None:
    assert texts.ASK == dutch.ASK
    with texts.speaking(texts.Language.ENGLISH):
        assert texts.ASK == english.ASK
        assert texts.UPKEEP == dutch.UPKEEP
        assert texts.here("/pagina/x/2?m=1-2#p") == "/pagina/x/2?m=1-2&taal=en#p"
        assert texts.number_of_sources(2) == "2 sources."
    assert texts.here("/pagina/x/2?m=1-2#p") == "/pagina/x/2?m=1-2#p"
    with pytest.raises(AttributeError):
        _ = texts.NO_SUCH_TEXT
