"""Hostile text as question, document text, title, file name and party: nothing is fetched, run, or laid over the page.

Once with our escaping alone (no policy header), and once with the policy alone (the text put on the page as HTML).
"""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from typing import ClassVar

import pytest
from playwright.sync_api import Browser, Page

from assistant.screen.opening import Opening
from corpus.types import Party, Role
from tests.screen.conftest import served
from tests.screen.serving import built
from tests.screen.small import SmallAssistant, small_assistant

pytestmark = pytest.mark.browser

SINK = "http://127.0.0.1:PORT"
PAYLOADS = [
    "<script>window.hacked=1</script>",
    '<img src=x onerror="window.hacked=1">',
    f"<img src={SINK}/img>",
    f"![plaatje]({SINK}/md)",
    f"[![x]({SINK}/md2)](javascript:window.hacked=1)",
    f"![ref][r]\n\n[r]: {SINK}/ref",
    f'<div style="position:fixed;inset:0;z-index:9999;background:url({SINK}/bg) red">weg</div>',
    f'<form action="{SINK}/login"><input name=wachtwoord><button>Log in</button></form>',
    f"<style>body{{background:url({SINK}/css)}} *{{display:none}}</style>",
    f'<link rel="stylesheet" href="{SINK}/link.css">',
    f'<iframe src="{SINK}/frame"></iframe>',
    f'<object data="{SINK}/obj"></object><embed src="{SINK}/embed">',
    f'<svg><image href="{SINK}/svg"/><script>window.hacked=1</script></svg>',
    '<svg onload="window.hacked=1"><animate onbegin="window.hacked=1" attributeName=x dur=1s></svg>',
    '<a href="javascript:window.hacked=1" id=klik>klik</a>',
    '<math><mtext><table><mglyph><style><img src=x onerror="window.hacked=1">',
    '<details open ontoggle="window.hacked=1">x</details>',
    f'<video poster="{SINK}/poster"><source src="{SINK}/video"></video>',
    f'<audio src="{SINK}/audio" autoplay></audio>',
    f'<meta http-equiv="refresh" content="0;url={SINK}/meta"><base href="{SINK}/">',
    "&lt;script&gt;window.hacked=1&lt;/script&gt; &#60;img src=x onerror=window.hacked=1&#62;",
    "\u202egpj.exe\u202c tekst \u2066omgedraaid\u2069 met \u200bonzichtbaar",
    "$$\\href{javascript:window.hacked=1}{x}$$ en \\(\\includegraphics{" + SINK + "/tex}\\)",
    '```mermaid\ngraph TD; A-->B; click A href "javascript:window.hacked=1"\n```',
    '"><script>window.hacked=1</script><p class="',
    "' onmouseover='window.hacked=1' x='",
    "</textarea></script></style></title><script>window.hacked=1</script>",
    f"<p style=\"background-image:image-set('{SINK}/set' 1x)\">x</p>",
    f'<body background="{SINK}/body" onload="window.hacked=1">',
    f'<input type=image src="{SINK}/input" autofocus onfocus="window.hacked=1">',
    '<x-element onclick="window.hacked=1" tabindex=0 autofocus onfocus="window.hacked=1">x</x-element>',
    f"<{SINK}/autolink> {SINK}/kaal www.127.0.0.1",
    "<!-- --><script>window.hacked=1</script><!--",
    "<![CDATA[<script>window.hacked=1</script>]]>",
    '<template><script>window.hacked=1</script></template><slot onslotchange="window.hacked=1">',
    f'<img srcset="{SINK}/srcset 1x" loading=eager>',
    f'<a ping="{SINK}/ping" href="#">x</a>',
    "{{constructor.constructor('window.hacked=1')()}} ${window.hacked=1} <%= 1 %>",
    "# Kop\n\n| a | b |\n|---|---|\n| <img src=x onerror=window.hacked=1> | b |",
    '-->\'"/></sCript><svG x=">" onload=(window.hacked=1)//',
]


class Sink(BaseHTTPRequestHandler):
    """Writes down every request."""

    seen: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.seen.append(self.path)
        self.send_response(204)
        self.end_headers()

    do_POST = do_GET

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def sink() -> Iterator[int]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Sink) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.server_address[1]
        server.shutdown()


def hostile_assistant(payload: str) -> SmallAssistant:
    """Give an assistant whose document is titled, and says, the payload."""
    words = " ".join(payload.split())
    said = "De raad van Voorbeeldstad krijgt een voortgangsrapportage"
    # A sentence that gives orders to a machine is never quoted, so a second one always is; the page shows both.
    text = f"Inleiding\n{said} {words} van het college.\n{said} van het college.\n"
    small = small_assistant(text, title=payload.replace("\n", " "))
    index = small.index
    index.documents = {i: replace(d, file=words, publisher=words, url=words) for i, d in index.documents.items()}
    index.unread = {i: (words,) for i in index.documents}
    party = Party(words, Role.LEAD)
    index.register = tuple(replace(item, text=words, theme=words, parties=(party,)) for item in index.register)
    return small


class Switching:
    """Gives the page one hostile assistant after another, so that one server serves all."""

    def __init__(self) -> None:
        self.current = hostile_assistant("x")

    @property
    def index(self) -> object:
        return self.current.index

    def ask(self, *args: object, **settings: object) -> object:
        return self.current.ask(*args, **settings)  # type: ignore[arg-type]

    def answers_by_itself(self, *args: object) -> object:
        return self.current.answers_by_itself(*args)  # type: ignore[arg-type]

    def search(self, *args: object) -> object:
        return self.current.search(*args)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def switching() -> Switching:
    return Switching()


@pytest.fixture(scope="module")
def bare(switching: Switching) -> Iterator[str]:
    """Give the address of the page without its policy header."""
    with served(built(Opening(lambda: switching), policy=False)) as where:  # type: ignore[arg-type, return-value]
        yield where


@pytest.fixture(scope="module")
def guarded(switching: Switching) -> Iterator[str]:
    with served(built(Opening(lambda: switching))) as where:  # type: ignore[arg-type, return-value]
        yield where


def opened(browser: Browser, address: str) -> Page:
    page = browser.new_context(locale="en-US", viewport={"width": 1200, "height": 800}).new_page()
    page.goto(address)
    page.locator("#vraag textarea").wait_for()
    page.locator(".welkom").wait_for()
    return page


FOREIGN = """() => [...document.querySelectorAll(
    '#gesprek *, #bronnen *, #paginavenster *, #documenten *, #register *')].filter(e =>
    'FORM IFRAME SCRIPT STYLE OBJECT EMBED LINK META BASE VIDEO INPUT'.split(' ').includes(e.tagName)
    || [...e.attributes].some(a => a.name.startsWith('on'))
    || (e.tagName === 'A' && !['http:', 'https:'].includes(e.protocol))).map(e => e.outerHTML)"""


def nothing_happened(page: Page) -> None:
    page.wait_for_timeout(60)
    assert Sink.seen == []
    assert page.evaluate("window.hacked") is None
    assert page.url.startswith("http://127.0.0.1")
    assert page.evaluate(FOREIGN) == []


@pytest.fixture(scope="module")
def bare_page(browser: Browser, bare: str) -> Iterator[Page]:
    page = opened(browser, bare)
    yield page
    page.context.close()


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_escaping_alone_is_enough(number: int, bare_page: Page, switching: Switching, sink: int) -> None:
    page = bare_page
    payload = PAYLOADS[number].replace("PORT", str(sink))
    switching.current = hostile_assistant(payload)
    Sink.seen.clear()
    page.locator("#nieuw").click()
    page.locator(".welkom").wait_for()
    page.locator("#vraag textarea").fill(f"Krijgt de raad van Voorbeeldstad een voortgangsrapportage? {payload}")
    page.locator("#stel").click()
    page.locator(".bron").first.wait_for()
    page.mouse.move(300, 300)
    nothing_happened(page)
    page.locator("a.toon").first.click()
    page.locator("#paginavenster .paginatekst").wait_for()
    nothing_happened(page)
    page.keyboard.press("Escape")
    for tab, ready in (("Documenten", "#documenten .document"), ("Register", "table.register")):
        page.get_by_role("tab", name=tab).click()
        page.locator(ready).first.wait_for()
        nothing_happened(page)
    page.get_by_role("tab", name="Vraag").click()


def test_hostile_text_is_still_readable(bare_page: Page, switching: Switching) -> None:
    payload = "<b>vet</b> & **sterk** $x$"
    switching.current = hostile_assistant(payload)
    bare_page.locator("#nieuw").click()
    bare_page.locator(".welkom").wait_for()
    bare_page.locator("#vraag textarea").fill(f"Krijgt de raad van Voorbeeldstad een voortgangsrapportage? {payload}")
    bare_page.locator("#stel").click()
    bare_page.locator(".bron").first.wait_for()
    for place in ("#gesprek .vraag", "#gesprek .uitkomst", "#bronnen h4", "#bronnen blockquote"):
        assert payload in bare_page.locator(place).first.inner_text()


@pytest.fixture(scope="module")
def guarded_page(browser: Browser, guarded: str) -> Iterator[Page]:
    page = opened(browser, guarded)
    yield page
    page.context.close()


NAVIGATES = "http-equiv"
"""No policy can forbid a refresh to another address (navigate-to was never built); escaping does, and the sanitiser."""


@pytest.mark.parametrize("number", [n for n, payload in enumerate(PAYLOADS) if NAVIGATES not in payload])
def test_the_policy_alone_is_enough(number: int, guarded_page: Page, sink: int) -> None:
    page = guarded_page
    Sink.seen.clear()
    page.evaluate(
        """payload => {
            const turn = document.createElement('article');
            turn.className = 'beurt';
            turn.innerHTML = payload;
            document.querySelector('#gesprek').replaceChildren(turn);
        }""",
        PAYLOADS[number].replace("PORT", str(sink)),
    )
    page.mouse.move(300, 300)
    # From a timer: a script address that the policy stops leaves Playwright waiting for a page that never comes.
    page.evaluate("document.querySelectorAll('#klik').forEach(link => setTimeout(() => link.click()))")
    for form in page.locator("#gesprek form").all():
        form.evaluate("f => f.submit()")
    page.wait_for_timeout(100)
    assert Sink.seen == []
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("document.elementFromPoint(1000, 700).closest('.beurt') === null"), "laid over the page"
