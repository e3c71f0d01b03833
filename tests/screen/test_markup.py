from __future__ import annotations

import html
import re

import hypothesis.strategies as st
import pytest
from hypothesis import given

from assistant.screen.markup import element, lines, one_block, plain, safe

ANY_TEXT = st.text(st.characters(), max_size=200)
ENTITY = re.compile(r"&#\d+;")


@given(ANY_TEXT)
def test_safe_text_is_letters_digits_spaces_and_entities(text: str) -> None:
    rest = ENTITY.sub("", safe(text))
    assert all(c.isalnum() or c == " " for c in rest)


@given(ANY_TEXT)
def test_safe_text_reads_as_the_visible_text(text: str) -> None:
    assert html.unescape(safe(text)) == html.unescape(plain(text).replace("&", "&amp;"))


@given(ANY_TEXT)
def test_safe_text_can_be_sent(text: str) -> None:
    safe(text).encode("utf-8")
    assert "\n" not in safe(text)


@pytest.mark.parametrize("hidden", ["\u202e", "\u2066", "\u200b", "\ufeff", "\x00", "\x1b", "\ud800", "\u200d"])
def test_text_that_turns_or_hides_is_left_out(hidden: str) -> None:
    assert plain(f"a{hidden}b") == "ab"


def test_attributes_are_made_safe_and_none_is_left_out() -> None:
    assert element("a", "x", href='"><script>', title=None) == ('<a href="&#34;&#62;&#60;script&#62;">x</a>')


def test_a_block_has_no_blank_line_so_that_no_markdown_is_read() -> None:
    block = one_block("<p>a</p>\n\n" + lines("# kop\n\n* punt\n\n![x](http://a)"))
    assert "\n" not in block
    assert "![" not in block
    assert block.startswith("<div>")
