"""Which addresses may be downloaded: public ones, over http(s), and never one that points inward.

A name is resolved once for each request, every address it gives is checked, and the connection goes to the address that
was checked (the name stays in `Host` and in the TLS handshake), so that the name cannot point elsewhere in between.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

import httpx

from corpus.errors import FetchError

NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052, section 2.1: the last 32 bits are an IPv4 address
# Azure's "wire server" hands out credentials from a public address; other clouds' metadata addresses are not public.
METADATA = frozenset({ipaddress.ip_address("168.63.129.16")})


def _user_agent() -> str:
    try:
        return f"Beleidswijzer/{version('beleidswijzer')}"
    except PackageNotFoundError:  # run from a folder that was never installed
        return "Beleidswijzer/0"


@dataclass(frozen=True, slots=True)
class Policy:
    """How far a download may go. Sizes in bytes, times in seconds.

    `delay` stands between two requests to one host. `max_wait` caps a single wait: a server that asks for a longer one
    (Retry-After) is not asked again. `idle_seconds` limits a connection or one read, `body_seconds` a whole body.
    `private_hosts` are names or addresses that may point inward on purpose, such as an intranet's server.
    """

    max_bytes: int = 20_000_000
    delay: float = 1.0
    retries: int = 3
    max_wait: float = 60.0
    idle_seconds: float = 20.0
    body_seconds: float = 120.0
    max_redirects: int = 5
    ports: frozenset[int] = frozenset({80, 443})
    private_hosts: frozenset[str] = frozenset()
    user_agent: str = _user_agent()


def system_addresses(host: str) -> Sequence[str]:
    """Give the addresses that this machine's resolver has for `host`, best first.

    Raises:
        OSError: the name is unknown or the resolver does not answer.
    """
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def utc_now() -> datetime:
    """Give the present moment in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the machine gives: clock and sleep in seconds, the date in UTC, and the resolver. Passed in, for tests."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = utc_now
    resolve: Callable[[str], Sequence[str]] = system_addresses


MACHINE = Surroundings()


def fetch_error(url: str | httpx.URL, found: str, do: str) -> FetchError:
    """Build the one line for an address; a password in it is not repeated."""
    try:
        shown = str(httpx.URL(url).copy_with(userinfo=b""))
    except httpx.InvalidURL:
        shown = str(url)
    return FetchError("Downloaden", on=shown, found=found, do=do)


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public internet: not loopback, private, link-local or metadata."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in NAT64:
            ip = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        elif ip.ipv4_mapped or ip.sixtofour or ip.teredo or ip.is_site_local:
            return False  # an IPv4 address in disguise, or the old form of a private one
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip in METADATA)


def checked_url(url: str, policy: Policy) -> httpx.URL:
    """Give the parsed address without its fragment, if its form is allowed.

    Raises:
        FetchError: not http(s), no host, a name or password in it, or a port that `policy` does not allow.
    """
    try:
        parsed = httpx.URL(url.strip()).copy_with(fragment=None)
    except httpx.InvalidURL as error:
        raise fetch_error(url, f"geen geldig adres ({error})", "Verbeter het adres") from error
    if parsed.scheme not in {"http", "https"} or not parsed.host:
        raise fetch_error(url, "geen http(s)-adres", "Geef een adres dat met https:// begint")
    if parsed.userinfo:
        raise fetch_error(url, "er staat een naam of wachtwoord in het adres", "Haal die eruit")
    port = parsed.port or {"http": 80, "https": 443}[parsed.scheme]
    if port not in policy.ports:
        raise fetch_error(url, f"poort {port} is niet toegestaan", "Gebruik de gewone poort, 80 of 443")
    return parsed


class CheckedTransport(httpx.BaseTransport):
    """Sends a request only to an address that was checked, by connecting to that very address."""

    def __init__(self, policy: Policy, resolve: Callable[[str], Sequence[str]]) -> None:
        """Keep no connection open: one to an address must not serve another name at that address."""
        self._policy = policy
        self._resolve = resolve
        self._inner = httpx.HTTPTransport(limits=httpx.Limits(max_keepalive_connections=0))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Try the host's checked addresses in order.

        Raises:
            FetchError: the host is unknown or points inward.
            httpx.TransportError: none of its addresses answered well.
        """
        *earlier, last = self._addresses(request.url)
        for address in earlier:
            try:
                return self._inner.handle_request(_pinned(request, address))
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue  # such as an IPv6 address on a machine without IPv6
        return self._inner.handle_request(_pinned(request, last))

    def close(self) -> None:
        """Close what is open."""
        self._inner.close()

    def _addresses(self, url: httpx.URL) -> Sequence[str]:
        host = url.raw_host.decode("ascii")
        try:
            addresses = self._resolve(host.strip("[]"))
        except (OSError, UnicodeError) as error:
            raise fetch_error(url, f"de naam {host} is onbekend ({error})", "Controleer adres en netwerk") from error
        if not addresses:
            raise fetch_error(url, f"de naam {host} heeft geen adres", "Controleer het adres")
        if url.host not in self._policy.private_hosts:
            for address in addresses:
                if not is_public(address):
                    found = f"{host} wijst naar een adres dat niet openbaar is ({address})"
                    raise fetch_error(url, found, "Geef een openbaar adres")
        return addresses


def _pinned(request: httpx.Request, address: str) -> httpx.Request:
    """Give the request aimed at `address`; its Host header is already set, and TLS checks the name asked for."""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": request.url.raw_host.decode("ascii").strip("[]")},
    )
