"""A real HTTP server on loopback that speaks the OpenAI protocol, well or badly."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from evals.scripted_models import GoodModel

MESSAGES: dict[str, type[BaseMessage]] = {"system": SystemMessage, "user": HumanMessage, "assistant": AIMessage}


class Handler(BaseHTTPRequestHandler):
    """One request; the server's behaviour decides what comes back."""

    protocol_version = "HTTP/1.1"
    server: ModelServer

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(asked)
        with contextlib.suppress(OSError):
            self.server.behave(self, asked)
        self.close_connection = True

    def send(self, status: int, body: bytes, *, length: int | None = None, **headers: str) -> None:
        self.begin(status, **{"Content_Length": str(len(body) if length is None else length), **headers})
        self.wfile.write(body)
        self.wfile.flush()

    def begin(self, status: int, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def chunk(self, piece: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        self.wfile.flush()

    def log_message(self, *_: Any) -> None:
        pass


Behaviour = Callable[[Handler, dict[str, Any]], None]


class ModelServer(ThreadingHTTPServer):
    """The server; `asked` are the requests it got, `closing` tells its handlers to stop."""

    daemon_threads = True

    def __init__(self, behave: Behaviour) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behave = behave
        self.asked: list[dict[str, Any]] = []
        self.closing = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def handle_error(self, *_: Any) -> None:
        """A client that hangs up is what some tests are about."""


@contextlib.contextmanager
def serving(behave: Behaviour) -> Iterator[ModelServer]:
    server = ModelServer(behave)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        server.server_close()


def completion(content: object, **message: Any) -> bytes:
    """Give the body of an answer whose message says `content`."""
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content, **message}}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    return json.dumps(
        {"id": "x", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice], "usage": usage}
    ).encode()


def scripted(asked: dict[str, Any]) -> str:
    """Give what the scripted good model answers to a request."""
    messages = [MESSAGES[m["role"]](m["content"]) for m in asked["messages"]]
    return GoodModel().invoke(messages).text


def good(handler: Handler, asked: dict[str, Any]) -> None:
    handler.send(200, completion(scripted(asked)))


def without_schemas(handler: Handler, asked: dict[str, Any]) -> None:
    if "response_format" in asked or "tools" in asked:
        handler.send(
            400, b'{"error": {"message": "response_format is not supported", "type": "invalid_request_error"}}'
        )
    else:
        handler.send(200, completion(f"Hier is het antwoord:\n```json\n{scripted(asked)}\n```\nTot ziens!"))


def at_second_try(handler: Handler, asked: dict[str, Any]) -> None:
    if len(handler.server.asked) == 1:
        handler.send(503, b"{}")
    else:
        good(handler, asked)


def error(status: int, **headers: str) -> Behaviour:
    def behave(handler: Handler, _asked: dict[str, Any]) -> None:
        handler.send(status, b'{"error": {"message": "nee", "type": "x", "code": "x"}}', **headers)

    return behave


def body(content: bytes) -> Behaviour:
    return lambda handler, _asked: handler.send(200, content)


def slow(handler: Handler, _asked: dict[str, Any]) -> None:
    handler.server.closing.wait(30)


def drip(handler: Handler, _asked: dict[str, Any]) -> None:
    content = completion('{"claims": []}')
    handler.begin(200, Content_Length=str(len(content)))
    for byte in content:
        handler.wfile.write(bytes([byte]))
        handler.wfile.flush()
        if handler.server.closing.wait(0.2):
            return


def cut(handler: Handler, asked: dict[str, Any]) -> None:
    content = completion(scripted(asked))
    handler.send(200, content[: len(content) // 2], length=len(content))


def cut_at_once(handler: Handler, _asked: dict[str, Any]) -> None:
    handler.connection.close()


def endless(handler: Handler, _asked: dict[str, Any]) -> None:
    handler.begin(200, Transfer_Encoding="chunked")
    handler.chunk(completion("{}")[:-1])
    until = time.monotonic() + 30
    while time.monotonic() < until and not handler.server.closing.is_set():
        handler.chunk(b" " * 65_536)


def endless_text(handler: Handler, _asked: dict[str, Any]) -> None:
    handler.send(200, completion('{"claims": [' + '{"text": "ja", "citations": []},' * 20_000))
