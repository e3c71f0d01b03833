"""What every response carries and what is shut, whatever Gradio does by itself.

The policy allows no script but our own files and the inline scripts of Gradio's own page, each by its hash; so text
that would slip through all escaping still cannot run, load or send anything.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType

from fastapi import FastAPI, Request, Response
from fastapi.middleware.cors import CORSMiddleware
from starlette.responses import JSONResponse

from assistant.screen import texts
from assistant.screen.faults import VERSION
from assistant.screen.markup import safe
from assistant.screen.shell import message_page

POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; font-src 'self' data:; "
    "script-src 'self'{hashes}; script-src-attr 'none'; connect-src 'self'; frame-src 'none'; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "SAMEORIGIN",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
LARGEST_BODY = 1_000_000
"""Bytes; a question with its history is far smaller. What may be larger is named to `guard`."""

OPEN = frozenset(
    {
        "/",
        "/config",
        "/theme.css",
        "/favicon.ico",
        "/robots.txt",
        "/manifest.json",
        "/gradio_api/run/predict",
        "/gradio_api/startup-events",
        "/gradio_api/reset",
        "/gradio_api/app_id",  # asked after a lost connection; without an answer nothing can be asked any more
    }
)
OPEN_BELOW = ("/assets/", "/static/", "/svelte/", "/gradio_api/heartbeat/")
"""What the page needs of Gradio; its other doors (upload, file, proxy, call by name, queue, monitoring) are shut."""
OURS_BELOW = ("/v1/", "/bron/", "/pagina/", "/scherm/", "/uitvoer/", "/stap/", "/terugkoppeling")

INLINE_SCRIPT = re.compile(r"<script(?:\s+data-gradio-mode)?>(.*?)</script>", re.S)

ENGLISH_PATH = "/en"
"""Where Gradio's English page stands; a visitor comes to it by / with `taal=en`."""

NOTHING: Mapping[str, int] = MappingProxyType({})

Next = Callable[[Request], Awaitable[Response]]


def guard(
    app: FastAPI, origins: tuple[str, ...], *, policy: bool = True, also_open: Mapping[str, int] = NOTHING
) -> None:
    """Put the guards around `app`; `origins` may read it from another page, and no other may.

    `also_open` are addresses that a setting opens, each with the bytes that may be sent there. `policy` off leaves the
    content security policy out; the tests use that to see that escaping alone is enough.
    """

    @app.middleware("http")
    async def guarded(request: Request, call_next: Next) -> Response:
        with texts.speaking(language_of(request)):
            refused = _refused(request, also_open)
            if request.url.path == "/" and texts.language() is texts.Language.ENGLISH:
                request.scope.update(path=f"{ENGLISH_PATH}/", raw_path=f"{ENGLISH_PATH}/".encode())
            response = refused if refused is not None else await call_next(request)
            is_page = request.scope["path"] in {"/", f"{ENGLISH_PATH}/"}
            if is_page and response.headers.get("content-type", "").startswith("text/html"):
                response = await _our_page(response)
        response.headers.update({k: v for k, v in HEADERS.items() if k not in response.headers})
        if request.url.path.startswith("/v1/"):
            response.headers.setdefault("API-Version", VERSION)
        if not policy:
            del response.headers["Content-Security-Policy"]
        elif "Content-Security-Policy" not in response.headers:
            response.headers["Content-Security-Policy"] = POLICY.format(hashes="")
        if not request.url.path.startswith(("/assets/", "/scherm/", "/static/")):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    app.add_middleware(CORSMiddleware, allow_origins=list(origins), allow_methods=["GET", "POST"])


def _refused(request: Request, also_open: Mapping[str, int]) -> Response | None:
    path = re.sub(r"/+", "/", request.url.path)
    ours = path in also_open or path.startswith(OURS_BELOW)
    if path.startswith(f"{ENGLISH_PATH}/"):  # there is nothing but Gradio below it
        path = path.removeprefix(ENGLISH_PATH)
    if path not in OPEN and not path.startswith(OPEN_BELOW) and not ours:
        return JSONResponse({"detail": texts.SHUT}, status_code=404)
    if "transfer-encoding" in request.headers:  # a body whose length is not said beforehand could go on for ever
        return JSONResponse({"detail": texts.NO_LENGTH}, status_code=411)
    length = request.headers.get("content-length", "0")
    if not length.isdigit() or int(length) > also_open.get(path, LARGEST_BODY):
        if path in also_open:
            return message_page(texts.TOO_LARGE, texts.SPLIT_UP, status=413)
        return JSONResponse({"detail": texts.TOO_LARGE}, status_code=413)
    return None


def language_of(request: Request) -> texts.Language:
    """Give the language that an address asks for: `taal=en`, or a place below the English page; else Dutch."""
    asks = request.query_params.get(texts.PARAMETER) == texts.Language.ENGLISH
    below = request.url.path.startswith(f"{ENGLISH_PATH}/")
    return texts.Language.ENGLISH if asks or below else texts.Language.DUTCH


def json_for_script(value: object) -> str:
    """Give JSON that cannot end the script element it stands in."""
    return json.dumps(value, ensure_ascii=True).replace("<", "\\u003c")


def script_policy(page: str) -> str:
    """Give the policy for a page of Gradio: its inline scripts, as they now stand, and no other."""
    hashes = (hashlib.sha256(script.encode()).digest() for script in INLINE_SCRIPT.findall(page))
    return POLICY.format(hashes="".join(f" 'sha256-{base64.b64encode(h).decode()}'" for h in hashes))


async def _our_page(response: Response) -> Response:
    """Give Gradio's page with our language, script and style sheet, and the policy that its inline scripts need."""
    body = b"".join([chunk async for chunk in response.body_iterator])  # type: ignore[attr-defined]
    page = our_page(body.decode())
    headers = {"Content-Security-Policy": script_policy(page)}
    return Response(page, response.status_code, headers, media_type="text/html")


HEAD = (
    '<script type="application/json" id="teksten">{texts}</script>'
    '<script src="/scherm/taal.js"></script>'
    '<link rel="stylesheet" href="/scherm/scherm.css">'
    '<link rel="preload" href="/scherm/atkinson-hyperlegible-next-latin-wght-normal.woff2" as="font" '
    'type="font/woff2" crossorigin>'
    '<script src="/scherm/pagina.js" defer></script>'
    '<script src="/scherm/scherm.js" defer></script>'
    '<meta name="robots" content="noindex">'
)


def our_page(page: str) -> str:
    """Give Gradio's page as ours: its language, no cards for social media, our own files first."""
    page = re.sub(r"<meta\s+(?:property|name)=\"(?:og|twitter):[^>]*>", "", page)
    page = re.sub(r"<html\s+lang=\"en\"", f'<html lang="{texts.language()}"', page, count=1)
    head = HEAD.replace("{texts}", json_for_script(_for_script()))
    page = page.replace('<meta charset="utf-8" />', f'<meta charset="utf-8" />{head}', 1)
    return page.replace("</body>", f"<noscript>{safe(texts.NO_SCRIPT)}</noscript></body>", 1)


def _for_script() -> dict[str, object]:
    """Give what the page's own script says."""
    return {
        "busy": texts.BUSY,
        "limitNow": texts.LIMIT_NOW,
        "waiting": texts.WAITING,
        "steps": texts.STEPS,
        "offline": texts.OFFLINE,
        "copied": texts.COPIED,
        "notCopied": texts.NOT_COPIED,
        "shared": texts.SHARED,
        "restarted": texts.RESTARTED,
        "close": texts.CLOSE,
        "moreTabs": texts.MORE_TABS,
        "thanks": texts.THANKS,
        "notKept": texts.NOT_KEPT,
        "whyNot": texts.WHY_NOT,
        "reasons": texts.REASON_NAMES,
        "withQuestion": texts.WITH_QUESTION,
        "send": texts.SEND,
        "language": texts.language(),
    }
