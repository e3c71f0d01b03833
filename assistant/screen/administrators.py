"""Who may add, reread and remove documents: nobody, unless a setting says how an administrator is known.

ADMIN_HEADER names a header that the municipality's sign-in sets, and its value ("X-Auth-Request-Groups: beheer").
ADMIN_TOKEN is a secret that an administrator types. A request that changes something must come from our own page: the
browser says so (Sec-Fetch-Site, or Origin), and the form carries a mark that another page cannot know.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from corpus.errors import SettingsError

COOKIE = "beheer"
SESSION_SECONDS = 8 * 3600.0
"""A working day."""
SHORTEST_TOKEN = 16
"""Characters: 16 random ones cannot be guessed at the pace below."""
WRONG_AT_MOST, WRONG_WITHIN = 10, 300.0
"""Wrong tokens that are looked at in so many seconds; after that the right one is refused too."""
HEADER = re.compile(r"([A-Za-z0-9-]+)\s*:\s*(\S.*)")


@dataclass(frozen=True, slots=True)
class Access:
    """How an administrator is known: by a secret, by a header's name (lower case) and value, or by either."""

    token: str | None = None
    header: tuple[str, str] | None = None


def read_access(environ: Mapping[str, str]) -> Access | None:
    """Read ADMIN_TOKEN and ADMIN_HEADER; None where neither is set.

    Raises:
        SettingsError: the secret is too short, or the header is not "Name: value".
    """
    token = environ.get("ADMIN_TOKEN") or None
    named = environ.get("ADMIN_HEADER") or None
    if token and len(token) < SHORTEST_TOKEN:
        raise SettingsError(
            "Instelling lezen",
            on="ADMIN_TOKEN",
            found=f"korter dan {SHORTEST_TOKEN} tekens",
            do="Geef een lang, willekeurig woord, bijvoorbeeld van: openssl rand -hex 16",
        )
    match = HEADER.fullmatch(named.strip()) if named else None
    if named and match is None:
        raise SettingsError(
            "Instelling lezen", on="ADMIN_HEADER", found=f"'{named}'", do="Geef bijvoorbeeld: X-Auth-Groups: beheer"
        )
    if token is None and match is None:
        return None
    return Access(token, (match[1].lower(), match[2].strip()) if match else None)


@dataclass(slots=True)
class Administrators:
    """Knows who may; keeps sessions in memory, so that a restart signs everyone out. Safe to use from threads."""

    access: Access
    _secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    _sessions: dict[str, float] = field(default_factory=dict)
    _wrong: list[float] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def who(self, headers: Mapping[str, str], cookies: Mapping[str, str]) -> str | None:
        """Give a name for the administrator that asks, to tie a form to; None for anybody else."""
        if self.access.header is not None:
            name, value = self.access.header
            if value in {part.strip() for part in headers.get(name, "").split(",")}:
                return "header"
        session = cookies.get(COOKIE, "")
        with self._lock:
            return session if self._sessions.get(session, 0.0) > time.monotonic() else None

    def sign_in(self, token: str) -> str | None:
        """Give the name of a new session for the right secret; None for a wrong one, or after too many wrong ones."""
        now = time.monotonic()
        with self._lock:
            self._wrong = [at for at in self._wrong if now - at < WRONG_WITHIN]
            known = self.access.token
            if known is None or len(self._wrong) >= WRONG_AT_MOST:
                return None
            if not hmac.compare_digest(token.encode("utf-8", "replace"), known.encode()):
                self._wrong.append(now)
                return None
            self._sessions = {name: until for name, until in self._sessions.items() if until > now}
            session = secrets.token_urlsafe(32)
            self._sessions[session] = now + SESSION_SECONDS
            return session

    def sign_out(self, session: str) -> None:
        """End a session."""
        with self._lock:
            self._sessions.pop(session, None)

    def mark(self, who: str) -> str:
        """Give the mark that a form of this administrator carries."""
        return hmac.new(self._secret, who.encode(), hashlib.sha256).hexdigest()

    def marked(self, who: str, mark: str) -> bool:
        """Tell whether a form carries the right mark."""
        return hmac.compare_digest(self.mark(who), mark.encode("ascii", "replace").decode())


def from_our_page(headers: Mapping[str, str]) -> bool:
    """Tell whether a browser sent this from a page of this address; a program without a browser says nothing."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc.lower() == headers.get("host", "").lower() != ""
