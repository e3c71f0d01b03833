"""Download one public address politely: robots.txt, one request a second, limits on size, time and redirects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self

import httpx

from corpus.errors import FetchError
from ingest.addresses import MACHINE, CheckedTransport, Policy, Surroundings, checked_url, fetch_error
from ingest.robots import Rules, read_rules

__all__ = ["MACHINE", "Download", "Downloader", "Known", "Policy", "Surroundings", "fetch_error"]

ROBOTS_BYTES = 500 * 1024  # RFC 9309, section 2.5: a crawler reads at least 500 kibibytes
RETRY_STATUSES = frozenset({429, 503})  # RFC 6585, section 4 and RFC 9110, section 15.6.4: "later"
REDIRECT_STATUSES = frozenset({301, 302, 303, 307, 308})  # RFC 9110, section 15.4
DECODABLE = frozenset({"", "identity", "gzip", "deflate"})  # one layer only: layers are how a small body grows huge


@dataclass(frozen=True, slots=True)
class Known:
    """What an earlier download of `url` (after redirects) said about its version, for a conditional request."""

    url: str
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True)
class Download:
    """What an address gave. `status` is 200, or 304 with empty `content`; `url` is the address after redirects.

    `content_type` is the whole header, `content` the body without transfer or content encoding.
    """

    url: str
    status: int
    content: bytes
    content_type: str
    etag: str | None
    last_modified: str | None
    location: str | None = None
    retry_after: str | None = None


class Downloader:
    """The open client, what each host's robots.txt says, and when each host was last asked."""

    def __init__(self, policy: Policy, surroundings: Surroundings = MACHINE) -> None:
        """Open a client that follows no redirect by itself and takes no proxy or password from the environment.

        A proxy would resolve names itself, so that the check of the address would be worth nothing.
        """
        self._policy = policy
        self._machine = surroundings
        self._robots: dict[str, Rules | FetchError] = {}
        self._asked: dict[str, float] = {}
        self._client = httpx.Client(
            transport=CheckedTransport(policy, surroundings.resolve),
            headers={"User-Agent": policy.user_agent, "Accept-Encoding": "identity"},
            timeout=policy.idle_seconds,
            trust_env=False,
        )

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close the client."""
        self._client.close()

    def download(self, url: str, *, known: Known | None = None) -> Download:
        """Download `url`; with `known`, only if it changed since.

        Raises:
            FetchError: the form of the address, where it points, robots.txt, the status, the size, the time or the
                network forbids it.
        """
        answer = self._follow(url, known, limit=self._policy.max_bytes, obey=True)
        if answer.status == 200 or (answer.status == 304 and known is not None):
            return answer
        advice = "Controleer of de pagina nog bestaat" if answer.status in {404, 410} else "Probeer het later opnieuw"
        if answer.retry_after:
            advice += f" (de server vraagt te wachten: {answer.retry_after})"
        raise fetch_error(url, f"de server antwoordt {answer.status}", advice)

    def _follow(self, start: str, known: Known | None, *, limit: int, obey: bool) -> Download:
        """Follow redirects by hand, checking every hop as if it were the first."""
        seen: list[str] = []
        url = checked_url(start, self._policy)
        while str(url) not in seen and len(seen) <= self._policy.max_redirects:
            seen.append(str(url))
            if obey:
                self._obey_robots(url)
            answer = self._ask(url, known, limit)
            if answer.status not in REDIRECT_STATUSES:
                return answer
            if not answer.location:
                raise fetch_error(start, "een doorverwijzing zonder doel", "Controleer het adres")
            try:
                url = checked_url(str(url.join(answer.location)), self._policy)
            except httpx.InvalidURL as error:
                raise fetch_error(
                    start, f"doorverwijzing naar een ongeldig adres ({error})", "Meld het daar"
                ) from error
        kind = "in een kring" if str(url) in seen else f"meer dan {self._policy.max_redirects} keer"
        raise fetch_error(start, f"de server verwijst {kind} door", "Zoek het juiste adres")

    def _ask(self, url: httpx.URL, known: Known | None, limit: int) -> Download:
        """Ask one address, and again as long as the server says "later" and does not ask for too long a wait."""
        answer = self._ask_once(url, known, limit)
        for attempt in range(self._policy.retries):
            if answer.status not in RETRY_STATUSES:
                break
            pause = seconds_to_wait(answer.retry_after, self._machine.now())
            if pause is None:
                pause = min(2.0**attempt, self._policy.max_wait)
            if pause > self._policy.max_wait:
                break  # asking sooner than the server wants would not be honouring it
            self._machine.sleep(pause)
            answer = self._ask_once(url, known, limit)
        return answer

    def _ask_once(self, url: httpx.URL, known: Known | None, limit: int) -> Download:
        self._wait_turn(url)
        headers = {}
        if known is not None and known.url == str(url):
            pairs = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
            headers = {name: value for name, value in pairs.items() if value}
        try:
            with self._client.stream("GET", url, headers=headers) as response:
                content = self._body(response, url, limit) if response.status_code == 200 else b""
        except httpx.TimeoutException as error:
            found = f"geen antwoord binnen {self._policy.idle_seconds:g} s"
            raise fetch_error(url, found, "Probeer het later opnieuw") from error
        except httpx.HTTPError as error:
            found = f"de verbinding mislukt of breekt af ({error or type(error).__name__})"
            raise fetch_error(url, found, "Probeer het later opnieuw") from error
        return Download(
            url=str(url),
            status=response.status_code,
            content=content,
            content_type=response.headers.get("content-type", ""),
            etag=response.headers.get("etag"),
            last_modified=response.headers.get("last-modified"),
            location=response.headers.get("location"),
            retry_after=response.headers.get("retry-after"),
        )

    def _body(self, response: httpx.Response, url: httpx.URL, limit: int) -> bytes:
        """Read the body, and stop as soon as it is too large or takes too long."""
        if response.headers.get("content-encoding", "").strip().lower() not in DECODABLE:
            raise fetch_error(url, "het antwoord is op een onbekende manier ingepakt", "Download het met de hand")
        too_large = fetch_error(url, f"groter dan {limit} bytes", "Download het met de hand")
        length = response.headers.get("content-length", "")
        if length.isdecimal() and int(length) > limit:
            raise too_large
        body = bytearray()
        deadline = self._machine.clock() + self._policy.body_seconds
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > limit:
                raise too_large
            if self._machine.clock() > deadline:
                found = f"na {self._policy.body_seconds:g} s nog niet binnen"
                raise fetch_error(url, found, "Probeer het later opnieuw")
        return bytes(body)

    def _wait_turn(self, url: httpx.URL) -> None:
        """Wait until this host may be asked again: the policy's delay, or robots.txt's where that is longer."""
        rules = self._robots.get(_origin(url))
        asked_for = rules.crawl_delay if isinstance(rules, Rules) else 0.0
        delay = max(self._policy.delay, min(asked_for, self._policy.max_wait))
        wait = self._asked.get(url.host, self._machine.clock() - delay) + delay - self._machine.clock()
        if wait > 0:
            self._machine.sleep(wait)
        self._asked[url.host] = self._machine.clock()

    def _obey_robots(self, url: httpx.URL) -> None:
        origin = _origin(url)
        if origin not in self._robots:
            self._robots[origin] = self._read_robots(origin)
        rules = self._robots[origin]
        if isinstance(rules, FetchError):
            raise fetch_error(url, f"robots.txt is niet te lezen: {rules.found}", rules.do) from rules
        if not rules.allows(str(url)):
            raise fetch_error(url, "robots.txt staat het niet toe", "Vraag de beheerder of download het met de hand")

    def _read_robots(self, origin: str) -> Rules | FetchError:
        """Read the host's rules: none where it has no file, all closed where it keeps the file or itself to itself."""
        address = f"{origin}/robots.txt"
        try:
            answer = self._follow(address, None, limit=ROBOTS_BYTES, obey=False)
        except FetchError as error:
            return error
        if answer.status == 200:
            return read_rules(answer.content.decode("utf-8-sig", errors="replace"), self._policy.user_agent)
        if answer.status in {401, 403, 429} or not 400 <= answer.status < 500:
            # RFC 9309, section 2.3.1.4: a server in trouble is left alone; 401 and 403 we read as "keep out".
            return fetch_error(address, f"de server antwoordt {answer.status}", "Probeer het later opnieuw")
        return Rules()


def seconds_to_wait(retry_after: str | None, now: datetime) -> float | None:
    """Read a Retry-After header, seconds or a date (RFC 9110, section 10.2.3); None where it says nothing usable."""
    text = (retry_after or "").strip()
    if text.isdecimal():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


def _origin(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"
