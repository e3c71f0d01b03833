"""What a site's robots.txt allows: the Robots Exclusion Protocol, RFC 9309, with its wildcards and longest match.

Python's own urllib.robotparser takes the first rule that matches and reads "*" and "$" as letters, so that it would
download what "Disallow: /*.pdf$" forbids.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

LINE = re.compile(r"^\s*(?P<field>[A-Za-z-]{1,40})\s*:\s*(?P<value>[^#]*)")
TOKEN = re.compile(r"^[A-Za-z_-]+")  # section 2.2.1: what a product token is made of


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of a group: whether it allows, and the pattern of the paths it speaks of."""

    allow: bool
    pattern: str


@dataclass(frozen=True, slots=True)
class Rules:
    """What a robots.txt says to one crawler. `crawl_delay` is in seconds: not in the standard, but widely used."""

    rules: tuple[Rule, ...] = ()
    crawl_delay: float = 0.0

    def allows(self, url: str) -> bool:
        """Tell whether an address may be downloaded: the longest pattern decides, the allowing one of two as long."""
        parts = urlsplit(url)
        path = _octets((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        if path == "/robots.txt":
            return True
        matching = [(len(rule.pattern), rule.allow) for rule in self.rules if _matches(rule.pattern, path)]
        return max(matching, default=(0, True))[1]


def read_rules(text: str, agent: str) -> Rules:
    """Read the groups that speak to `agent`, or those for everyone ("*") where none does. Nothing makes it fail."""
    wanted = _token(agent)
    own: list[tuple[str, str]] = []
    everyone: list[tuple[str, str]] = []
    named = False
    for agents, lines in _groups(text):
        if wanted in agents:
            named = True
            own += lines
        if "*" in agents:
            everyone += lines
    lines = own if named else everyone
    delays = [
        float(value) for field, value in lines if field == "crawl-delay" and re.fullmatch(r"\d{1,5}(\.\d+)?", value)
    ]
    rules = tuple(
        Rule(field == "allow", _octets(value)) for field, value in lines if field in {"allow", "disallow"} and value
    )
    return Rules(rules, max(delays, default=0.0))


def _groups(text: str) -> Iterator[tuple[set[str], list[tuple[str, str]]]]:
    """Give each group: the crawlers it names, in lower case, and its lines."""
    agents: set[str] = set()
    lines: list[tuple[str, str]] = []
    for line in text.splitlines():
        match = LINE.match(line)
        if match is None:
            continue
        field, value = match["field"].lower(), match["value"].strip()
        if field != "user-agent":
            lines.append((field, value))
            continue
        if any(name in {"allow", "disallow", "crawl-delay"} for name, _ in lines):
            yield agents, lines
            agents, lines = set(), []
        agents.add("*" if value == "*" else _token(value))
    yield agents, lines


def _token(agent: str) -> str:
    match = TOKEN.match(agent)
    return match[0].lower() if match else ""


def _octets(path: str) -> str:
    """Write a path the same way whether or not it was percent-encoded (section 2.2.2)."""
    return quote(unquote(path, errors="surrogateescape"), safe="/?&=+$*:;,@!~'()[]#", errors="surrogateescape")


def _matches(pattern: str, path: str) -> bool:
    """Match from the start; "*" is any run of characters and a "$" at the end is the end of the path."""
    ends = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    position = len(first)
    if not rest:
        return not ends or position == len(path)
    *middle, last = rest
    for part in middle:
        position = path.find(part, position)
        if position < 0:
            return False
        position += len(part)
    if ends:
        return path.endswith(last) and len(path) - len(last) >= position
    return path.find(last, position) >= 0
