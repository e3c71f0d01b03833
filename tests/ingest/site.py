"""A real web site on loopback, whose pages a test sets and whose requests it can read back. All texts are made up."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from ingest.download import Policy, Surroundings

TEXT = "De gemeente Voorbeeldstad werkt in dit verzonnen stuk samen met de wijken aan veiligheid. " * 5


@dataclass(frozen=True, slots=True)
class Page:
    """What the site answers. `stream` writes the body itself, and may never end; `etag` makes it answer 304."""

    body: bytes = b""
    status: int = 200
    type: str | None = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    etag: str | None = None
    stream: Callable[[Callable[[bytes], object]], None] | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came in."""

    path: str
    headers: Mapping[str, str]


class Site:
    """A server on 127.0.0.1. `pages` maps a path to its answer, or to several to be given one after another."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.port = int(server.server_address[1])
        self.pages: dict[str, Page | list[Page]] = {}
        self.asked: list[Asked] = []

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """The paths asked for, but for robots.txt."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def policy(
        self, *, hosts: Sequence[str] = ("127.0.0.1",), max_bytes: int = 100_000, body_seconds: float = 5.0
    ) -> Policy:
        """A policy that may go to this site, and is quick to give up."""
        return Policy(
            max_bytes=max_bytes,
            idle_seconds=2.0,
            body_seconds=body_seconds,
            ports=frozenset({80, 443, self.port}),
            private_hosts=frozenset(hosts),
            user_agent="Beleidswijzer/test",
        )


class Clock:
    """A clock that moves only when somebody sleeps, and writes down for how long."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.slept: list[float] = []
        self.today = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
        self.names: dict[str, list[str]] = {}

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds

    def resolve(self, host: str) -> Sequence[str]:
        """Give the address itself, or what a test says of a name."""
        if host in self.names:
            return self.names[host]
        if host.replace(".", "").isdecimal() or ":" in host:
            return [host]
        raise OSError("Name or service not known")

    def surroundings(self) -> Surroundings:
        return Surroundings(
            clock=lambda: self.seconds,
            sleep=self.sleep,
            now=lambda: self.today + timedelta(seconds=self.seconds - 1000.0),
            resolve=self.resolve,
        )


def html(text: str = TEXT, *, title: str = "Verzonnen pagina", extra: str = "") -> bytes:
    """A small page with a menu and a main part."""
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title></head><body><nav><a href='/menu.pdf'>Menu</a></nav>"
        f"<main><h1>{title}</h1><p>{text}</p>{extra}</main><footer>Voet</footer></body></html>"
    ).encode()


@contextmanager
def open_site() -> Iterator[Site]:
    """Serve a site until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(Asked(self.path, dict(self.headers.items())))
            page = site.pages.get(self.path, Page(status=404, body=b"weg"))
            if isinstance(page, list):
                page = page.pop(0) if len(page) > 1 else page[0]
            if page.etag is not None and self.headers.get("If-None-Match") == page.etag:
                page = Page(status=304, type=None, etag=page.etag)
            self.send_response(page.status)
            headers = {"Content-Length": str(len(page.body))} if page.stream is None else {}
            headers |= {"Content-Type": page.type} if page.type is not None else {}
            headers |= {"ETag": page.etag} if page.etag is not None else {}
            for name, value in {**headers, **page.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                if page.stream is not None:
                    page.stream(self.wfile.write)
                elif page.status != 304:
                    self.wfile.write(page.body)
            except (BrokenPipeError, ConnectionResetError):
                pass  # the client had enough, which is what some tests are about

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = Site(server)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
