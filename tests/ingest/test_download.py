"""Downloading from a real server on loopback: what is followed, what is waited for, and what is refused."""

from __future__ import annotations

import gzip
import threading
import zlib
from collections.abc import Callable, Iterator

import httpx
import pytest

from corpus.errors import FetchError
from ingest.addresses import Policy, checked_url, is_public
from ingest.download import Download, Downloader, Known, seconds_to_wait
from tests.ingest.site import Clock, Page, Site, open_site


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as site:
        yield site


@pytest.fixture
def clock() -> Clock:
    return Clock()


def get(site: Site, clock: Clock, path: str, *, policy: Policy | None = None, known: Known | None = None) -> Download:
    with Downloader(policy or site.policy(), clock.surroundings()) as downloader:
        return downloader.download(path if "://" in path else site.url(path), known=known)


def refusal(site: Site, clock: Clock, path: str, *, policy: Policy | None = None) -> str:
    with pytest.raises(FetchError) as caught:
        get(site, clock, path, policy=policy)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_page_is_given_whole(site: Site, clock: Clock) -> None:
    site.pages["/plan"] = Page(b"<p>Plan</p>", etag='"1"', headers={"Last-Modified": "Wed, 01 May 2024 10:00:00 GMT"})
    got = get(site, clock, "/plan#deel")
    assert (got.status, got.content, got.url) == (200, b"<p>Plan</p>", site.url("/plan"))
    assert (got.etag, got.last_modified) == ('"1"', "Wed, 01 May 2024 10:00:00 GMT")
    assert got.content_type == "text/html; charset=utf-8"
    assert site.asked[-1].headers["User-Agent"] == "Beleidswijzer/test"
    assert site.asked[-1].headers["Host"] == f"127.0.0.1:{site.port}"


def test_only_a_change_is_downloaded(site: Site, clock: Clock) -> None:
    site.pages["/plan"] = Page(b"<p>Plan</p>", etag='"1"')
    known = Known(site.url("/plan"), '"1"', None)
    assert get(site, clock, "/plan", known=known).status == 304
    site.pages["/plan"] = Page(b"<p>Nieuw</p>", etag='"2"')
    assert get(site, clock, "/plan", known=known).content == b"<p>Nieuw</p>"


def test_one_addresss_version_is_not_asked_of_another(site: Site, clock: Clock) -> None:
    """Two pages may well both have a version "1"."""
    site.pages["/plan"] = Page(status=302, headers={"Location": "/verhuisd"})
    site.pages["/verhuisd"] = Page(b"ander", etag='"1"')
    assert get(site, clock, "/plan", known=Known(site.url("/plan"), '"1"', None)).content == b"ander"
    assert get(site, clock, "/plan", known=Known(site.url("/verhuisd"), '"1"', None)).status == 304


def test_a_304_that_nobody_asked_for_is_an_error(site: Site, clock: Clock) -> None:
    site.pages["/plan"] = Page(status=304)
    assert "304" in refusal(site, clock, "/plan")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(site: Site, clock: Clock, status: int) -> None:
    site.pages["/oud"] = Page(status=status, headers={"Location": "map/nieuw?a=1#deel"})
    site.pages["/map/nieuw?a=1"] = Page(b"hier")
    assert get(site, clock, "/oud").url == site.url("/map/nieuw?a=1")


def test_a_redirect_loop_ends(site: Site, clock: Clock) -> None:
    site.pages["/a"] = Page(status=302, headers={"Location": "/b"})
    site.pages["/b"] = Page(status=302, headers={"Location": "/a"})
    assert "kring" in refusal(site, clock, "/a")
    assert site.paths() == ["/a", "/b"]


def test_a_long_chain_of_redirects_ends(site: Site, clock: Clock) -> None:
    for number in range(20):
        site.pages[f"/{number}"] = Page(status=302, headers={"Location": f"/{number + 1}"})
    assert "meer dan 5 keer" in refusal(site, clock, "/0")
    assert len(site.paths()) == 6


def test_a_redirect_without_a_target_or_to_nonsense(site: Site, clock: Clock) -> None:
    site.pages["/leeg"] = Page(status=302)
    site.pages["/raar"] = Page(status=302, headers={"Location": "http://[::1"})
    assert "zonder doel" in refusal(site, clock, "/leeg")
    assert "location" in refusal(site, clock, "/raar")


@pytest.mark.parametrize(("status", "advice"), [(404, "bestaat"), (410, "bestaat"), (500, "later"), (403, "later")])
def test_a_status_that_is_no_success(site: Site, clock: Clock, status: int, advice: str) -> None:
    site.pages["/plan"] = Page(b"fout", status=status)
    message = refusal(site, clock, "/plan")
    assert str(status) in message
    assert advice in message
    assert site.paths() == ["/plan"]  # asked once: only "later" is asked again


def test_later_is_waited_for_as_long_as_the_server_asks(site: Site, clock: Clock) -> None:
    site.pages["/plan"] = [Page(status=503, headers={"Retry-After": "7"}), Page(b"klaar")]
    assert get(site, clock, "/plan").content == b"klaar"
    assert 7.0 in clock.slept


def test_a_date_to_wait_for(site: Site, clock: Clock) -> None:
    site.pages["/plan"] = [Page(status=429, headers={"Retry-After": "Wed, 01 May 2024 12:00:31 GMT"}), Page(b"klaar")]
    assert get(site, clock, "/plan").content == b"klaar"
    assert any(29 <= slept <= 31 for slept in clock.slept)


def test_too_long_a_wait_is_not_waited_for_and_not_asked_again(site: Site, clock: Clock) -> None:
    site.pages["/plan"] = Page(status=503, headers={"Retry-After": "3600"})
    assert "3600" in refusal(site, clock, "/plan")
    assert site.paths() == ["/plan"]
    assert max(clock.slept, default=0) <= 60


def test_later_for_ever_ends(site: Site, clock: Clock) -> None:
    site.pages["/plan"] = Page(status=503)
    assert "503" in refusal(site, clock, "/plan")
    assert len(site.paths()) == 4


def test_one_request_a_second_to_a_host(site: Site, clock: Clock) -> None:
    for path in ("/a", "/b"):
        site.pages[path] = Page(b"x")
    with Downloader(site.policy(), clock.surroundings()) as downloader:
        downloader.download(site.url("/a"))
        downloader.download(site.url("/b"))
    assert [asked.path for asked in site.asked] == ["/robots.txt", "/a", "/b"]
    assert clock.slept == [1.0, 1.0]


def test_a_longer_delay_that_robots_txt_asks_for(site: Site, clock: Clock) -> None:
    site.pages["/robots.txt"] = Page(b"User-agent: *\nCrawl-delay: 5\n", type="text/plain")
    for path in ("/a", "/b"):
        site.pages[path] = Page(b"x")
    with Downloader(site.policy(), clock.surroundings()) as downloader:
        downloader.download(site.url("/a"))
        downloader.download(site.url("/b"))
    assert clock.slept == [5.0, 5.0]


def test_robots_txt_is_obeyed_also_after_a_redirect(site: Site, clock: Clock) -> None:
    site.pages["/robots.txt"] = Page(b"User-agent: *\nDisallow: /dicht\nDisallow: /*.pdf$", type="text/plain")
    site.pages["/open"] = Page(status=302, headers={"Location": "/dicht/plan"})
    site.pages["/dicht/plan"] = site.pages["/plan.pdf"] = Page(b"geheim")
    for path in ("/open", "/dicht/plan", "/plan.pdf"):
        assert "robots.txt staat het niet toe" in refusal(site, clock, path)
    assert site.paths() == ["/open"]


@pytest.mark.parametrize(("status", "closed"), [(404, False), (410, False), (401, True), (403, True), (500, True)])
def test_a_robots_txt_that_cannot_be_read(site: Site, clock: Clock, status: int, closed: bool) -> None:
    site.pages["/robots.txt"] = Page(status=status)
    site.pages["/plan"] = Page(b"x")
    if closed:
        assert "robots.txt is niet te lezen" in refusal(site, clock, "/plan")
        assert site.paths() == []
    else:
        assert get(site, clock, "/plan").content == b"x"


def test_a_body_that_says_it_is_too_large(site: Site, clock: Clock) -> None:
    site.pages["/plan"] = Page(b"x" * 100_001)
    assert "groter dan 100000 bytes" in refusal(site, clock, "/plan")
    site.pages["/plan"] = Page(b"x" * 100_000)
    assert len(get(site, clock, "/plan").content) == 100_000


def test_a_body_that_does_not_end_is_cut_off_by_size(site: Site, clock: Clock) -> None:
    def endless(write: Callable[[bytes], object]) -> None:
        while True:
            write(b"x" * 10_000)

    site.pages["/plan"] = Page(stream=endless)
    assert "groter dan" in refusal(site, clock, "/plan")


def test_a_body_that_drips_is_cut_off_by_time(site: Site, clock: Clock) -> None:
    def dripping(write: Callable[[bytes], object]) -> None:
        while True:
            write(b"x")
            clock.seconds += 1.0

    site.pages["/plan"] = Page(stream=dripping)
    assert "na 5 s nog niet binnen" in refusal(site, clock, "/plan")


def test_a_small_body_that_unpacks_to_a_huge_one(site: Site, clock: Clock) -> None:
    site.pages["/plan"] = Page(gzip.compress(b"x" * 10_000_000), headers={"Content-Encoding": "gzip"})
    assert "groter dan" in refusal(site, clock, "/plan")
    site.pages["/plan"] = Page(zlib.compress(b"tekst"), headers={"Content-Encoding": "deflate"})
    assert get(site, clock, "/plan").content == b"tekst"


@pytest.mark.parametrize("coding", ["gzip, gzip", "br", "zstd"])
def test_other_packing_is_refused(site: Site, clock: Clock, coding: str) -> None:
    site.pages["/plan"] = Page(b"x", headers={"Content-Encoding": coding})
    assert "ingepakt" in refusal(site, clock, "/plan")


def test_a_body_that_breaks_off(site: Site, clock: Clock) -> None:
    site.pages["/plan"] = Page(b"half", headers={"Content-Length": "100"})
    assert "mislukt of breekt af" in refusal(site, clock, "/plan")


def test_a_server_that_says_nothing(site: Site, clock: Clock) -> None:
    stop = threading.Event()
    site.pages["/plan"] = Page(stream=lambda _write: [stop.wait(5)].clear())
    policy = Policy(
        idle_seconds=0.2, ports=frozenset({site.port}), private_hosts=frozenset({"127.0.0.1"}), user_agent="x"
    )
    try:
        assert "geen antwoord binnen 0.2 s" in refusal(site, clock, "/plan", policy=policy)
    finally:
        stop.set()


def test_nobody_listens(site: Site, clock: Clock) -> None:
    with open_site() as gone:
        address = gone.url("/plan")
    policy = Policy(ports=frozenset({gone.port}), private_hosts=frozenset({"127.0.0.1"}))
    assert "robots.txt is niet te lezen" in refusal(site, clock, address, policy=policy)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/hostname",
        "ftp://voorbeeld.example/plan",
        "data:text/html,plan",
        "gopher://voorbeeld.example",
        "http:///plan",
        "//voorbeeld.example/plan",
        "plan.pdf",
        "",
    ],
)
def test_only_http_addresses(address: str) -> None:
    with pytest.raises(FetchError, match=r"geen http\(s\)-adres"):
        checked_url(address, Policy())


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://naam:geheim@voorbeeld.example/", "naam of wachtwoord"),
        ("https://voorbeeld.example:8080/", "poort 8080"),
        ("http://[::1", "geen geldig adres"),
    ],
)
def test_other_forms_that_are_refused(address: str, found: str) -> None:
    with pytest.raises(FetchError, match=found) as caught:
        checked_url(address, Policy())
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize(
    "address",
    """127.0.0.1 127.8.8.8 0.0.0.0 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 168.63.129.16 192.0.2.1
    198.18.0.1 224.0.0.1 240.0.0.1 255.255.255.255 ::1 :: ::127.0.0.1 ::ffff:127.0.0.1 64:ff9b::7f00:1 64:ff9b::a00:1
    2002:7f00:1:: fe80::1%eth0 fec0::1 fd00:ec2::254 fc00::1 ff02::1 2001:db8::1""".split(),
)
def test_addresses_that_point_inward(site: Site, clock: Clock, address: str) -> None:
    assert not is_public(address)
    clock.names["intern.example"] = [address]
    assert "niet openbaar" in refusal(site, clock, "http://intern.example/plan")


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822"])
def test_addresses_of_the_internet(address: str) -> None:
    assert is_public(address)


def test_one_inward_address_among_public_ones_is_enough_to_refuse(site: Site, clock: Clock) -> None:
    clock.names["dubbel.example"] = ["93.184.216.34", "127.0.0.1"]
    assert "127.0.0.1" in refusal(site, clock, "http://dubbel.example/plan")


def test_a_redirect_inward_is_refused_and_nothing_is_asked_there(site: Site, clock: Clock) -> None:
    with open_site() as inner:
        inner.pages["/geheim"] = Page(b"geheim")
        clock.names["intern.example"] = ["127.0.0.1"]
        policy = site.policy()
        policy = Policy(ports=policy.ports | {inner.port}, private_hosts=policy.private_hosts, idle_seconds=2)
        site.pages["/open"] = Page(status=302, headers={"Location": inner.url("/geheim", "intern.example")})
        site.pages["/bestand"] = Page(status=302, headers={"Location": "file:///etc/hostname"})
        assert "niet openbaar" in refusal(site, clock, "/open", policy=policy)
        assert "geen http(s)-adres" in refusal(site, clock, "/bestand", policy=policy)
        assert inner.asked == []


def test_a_name_cannot_point_elsewhere_between_check_and_connection(site: Site, clock: Clock) -> None:
    """The name is resolved once for a request, and the connection goes to the address that was checked."""
    asked: list[str] = []

    def resolve(host: str) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    site.pages["/plan"] = Page(b"x")
    surroundings = clock.surroundings()
    machine = type(surroundings)(surroundings.clock, surroundings.sleep, surroundings.now, resolve)
    with Downloader(site.policy(hosts=("site.example",)), machine) as downloader:
        assert downloader.download(site.url("/plan", "site.example")).content == b"x"
    assert asked == ["site.example", "site.example"]  # robots.txt and the page
    assert site.asked[-1].headers["Host"] == f"site.example:{site.port}"


def test_an_unknown_name(site: Site, clock: Clock) -> None:
    assert "is onbekend" in refusal(site, clock, "http://bestaat-niet.example/plan")
    clock.names["leeg.example"] = []
    assert "heeft geen adres" in refusal(site, clock, "http://leeg.example/plan")


def test_the_environments_proxy_is_not_used(site: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    site.pages["/plan"] = Page(b"x")
    assert get(site, clock, "/plan").content == b"x"


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("12", 12.0), (" 0 ", 0.0), ("Wed, 01 May 2024 12:01:00 GMT", 60.0), ("Tue, 30 Apr 2024 12:00:00 GMT", 0.0)],
)
def test_how_long_to_wait(header: str, seconds: float) -> None:
    assert seconds_to_wait(header, Clock().today) == seconds


@pytest.mark.parametrize("header", [None, "", "straks", "-1", "1.5"])
def test_a_wait_that_says_nothing(header: str | None) -> None:
    assert seconds_to_wait(header, Clock().today) is None


def test_no_error_of_the_http_library_gets_out() -> None:
    """Every error that httpx can raise for a request is a kind of HTTPError or InvalidURL, which are translated."""
    raised = [kind for kind in vars(httpx).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    others = {kind.__name__ for kind in raised if not issubclass(kind, httpx.HTTPError)}
    assert others == {
        "CookieConflict",  # no cookie is ever asked for by name
        "InvalidURL",
        "ResponseNotRead",  # mistakes in our own code
        "RequestNotRead",
        "StreamClosed",
        "StreamConsumed",
        "StreamError",
    }
