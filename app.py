"""The web application: `python app.py [--host 127.0.0.1] [--port 7860] [--index DIR]`."""

from __future__ import annotations

import argparse
import logging
import os
import socket
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress

import uvicorn

from assistant.screen import texts
from assistant.screen.about import read_house
from assistant.screen.administrators import read_access
from assistant.screen.desk import Assistant
from assistant.screen.opening import Opening
from assistant.screen.rereading import ingest_command
from assistant.screen.upkeep import Upkeep
from assistant.screen.web import web_app
from corpus.errors import BeleidswijzerError
from corpus.settings import ROOT, read_settings

HOST = "127.0.0.1"
PORT = 7860
LAST_SECONDS = 5
"""What a question gets to finish in when the program is stopped; an open page would hold it up for ever."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve the page until it is interrupted; gives the exit code."""
    given = _parser().parse_args(arguments)
    environ = dict(os.environ)
    if given.index:
        environ["INDEX_DIR"] = given.index
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    listener = listen(given.host, given.port)
    if listener is None:
        sys.stderr.write(texts.port_in_use(given.host, given.port) + "\n")
        return 2
    origins = tuple(origin for origin in environ.get("ALLOWED_ORIGINS", "").split(",") if origin)
    house = read_house(environ, results=ROOT / "evals" / "results" / "published.json")
    try:
        app = web_app(Opening(lambda: open_assistant(environ)), house, upkeep=read_upkeep(environ), origins=origins)
    except BeleidswijzerError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    host, port = listener.getsockname()[:2]
    sys.stdout.write(f"{texts.NAME}: http://{f'[{host}]' if ':' in host else host}:{port}\n")
    sys.stdout.flush()
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=LAST_SECONDS
    )
    # That an open page is let go is no error, and uvicorn says it in English.
    logging.getLogger("uvicorn.error").addFilter(lambda record: not record.getMessage().startswith("Cancel "))
    with suppress(KeyboardInterrupt):  # which uvicorn passes on when it has ended
        uvicorn.Server(config).run(sockets=[listener])
    return 0


def open_assistant(environ: Mapping[str, str]) -> Assistant:
    """Open the assistant; its libraries are loaded here, in the background, and not before the first page."""
    from assistant.ask import open_assistant as opened

    return opened(environ)


def read_upkeep(environ: Mapping[str, str]) -> Upkeep | None:
    """Read how an administrator keeps the documents; None where no setting says who that is.

    Raises:
        SettingsError: a setting cannot be used.
    """
    access = read_access(environ)
    if access is None:
        return None
    settings = read_settings(environ)
    return Upkeep(access, settings.corpus, ingest_command(settings), environ)


def listen(host: str, port: int) -> socket.socket | None:
    """Give a socket bound to the address, or None where another program has it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except OSError:
        listener.close()
        return None
    return listener


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python app.py", description="Start de webpagina van Beleidswijzer.")
    parser.add_argument("--host", default=HOST, help="adres waarop de pagina te openen is (standaard %(default)s)")
    parser.add_argument("--port", type=int, default=PORT, help="poort (standaard %(default)s)")
    parser.add_argument("--index", help="map met de ingelezen documenten (standaard INDEX_DIR, of .index)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
