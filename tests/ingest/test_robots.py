"""robots.txt as RFC 9309 reads it; the examples of its sections 2.2.2, 2.2.3 and 5 are among these."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.robots import read_rules

AGENT = "Beleidswijzer/0.1"


def allowed(text: str, path: str, agent: str = AGENT) -> bool:
    return read_rules(text, agent).allows(f"https://site.example{path}")


@pytest.mark.parametrize(
    ("rules", "path", "expected"),
    [
        ("", "/a", True),
        ("Disallow:", "/a", True),
        ("Disallow: /", "/a", False),
        ("Disallow: /", "/robots.txt", True),
        ("Disallow: /a", "/abc", False),
        ("Disallow: /a/", "/a", True),
        ("Disallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("Allow: /a/b\nDisallow: /a", "/a/c", False),
        ("Allow: /a\nDisallow: /a", "/a", True),
        ("Disallow: /*.pdf$", "/plan.pdf", False),
        ("Disallow: /*.pdf$", "/plan.pdf?x=1", True),
        ("Disallow: /*.pdf", "/plan.pdf?x=1", False),
        ("Disallow: /a*b*c", "/axxbyyc", False),
        ("Disallow: /a*b*c", "/axxcyyb", True),
        ("Disallow: /a$", "/ab", True),
        ("Disallow: /*a$", "/xaba", False),
        ("Disallow: /ab*b$", "/ab", True),
        ("Disallow: *zoek", "/nl/zoek", False),
        ("Disallow: /*?", "/zoek?q=1", False),
        ("Disallow: /é", "/%C3%A9", False),
        ("Disallow: /%c3%a9", "/é", False),
        ("Disallow: /a # hier niet", "/a", False),
        ("disallow:/a", "/a", False),
        ("Sitemap: https://site.example/s.xml\nDisallow: /a", "/a", False),
        ("onzin\nDisallow /b\nDisallow: /a", "/b", True),
    ],
)
def test_rules(rules: str, path: str, expected: bool) -> None:
    assert allowed(f"User-agent: *\n{rules}\n", path) is expected


def test_our_own_group_goes_before_that_for_everyone() -> None:
    text = "User-agent: *\nDisallow: /\n\nUser-agent: BELEIDSWIJZER/9\nDisallow: /dicht\n"
    assert allowed(text, "/open")
    assert not allowed(text, "/dicht")
    assert not allowed(text, "/open", "Ander/1.0")


def test_groups_of_the_same_name_are_one_and_several_names_share_a_group() -> None:
    text = (
        "User-agent: a\nUser-agent: beleidswijzer\nDisallow: /x\n"
        "User-agent: b\nDisallow: /y\nUser-agent: beleidswijzer\nDisallow: /z\n"
    )
    assert [allowed(text, path) for path in ("/x", "/y", "/z")] == [False, True, False]


def test_lines_before_any_group_say_nothing() -> None:
    assert allowed("Disallow: /\nUser-agent: ander\nDisallow: /\n", "/a")


def test_a_delay() -> None:
    text = "User-agent: *\nCrawl-delay: 2.5\nCrawl-delay: veel\n"
    assert read_rules(text, AGENT).crawl_delay == 2.5
    assert read_rules("", AGENT).crawl_delay == 0.0


@given(st.text(alphabet="User-agent:* Disallow/ab$%é\n", max_size=200), st.text(alphabet="/ab$*%é?", max_size=20))
def test_nothing_makes_it_fail(text: str, path: str) -> None:
    assert allowed(text, f"/{path}") in {True, False}


def _slow(pattern: str, path: str) -> bool:
    """The obvious matcher: try every run of characters for each "*"."""
    if pattern in {"", "$"}:
        return pattern == "" or path == ""
    if pattern[0] == "*":
        return any(_slow(pattern[1:], path[start:]) for start in range(len(path) + 1))
    return path[:1] == pattern[0] and _slow(pattern[1:], path[1:])


@given(st.text(alphabet="ab*", max_size=6), st.booleans(), st.text(alphabet="ab", max_size=8))
def test_matching_is_that_of_the_obvious_matcher(pattern: str, ends: bool, path: str) -> None:
    pattern = f"/{pattern}{'$' if ends else ''}"
    assert allowed(f"User-agent: *\nDisallow: {pattern}\n", f"/{path}") is not _slow(pattern, f"/{path}")
