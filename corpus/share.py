"""Sharing what was published here: sent to a Chroma server, tried out there, and only then pointed to."""

from __future__ import annotations

from pathlib import Path

from corpus import chroma
from corpus.build import check
from corpus.errors import IndexMissing
from corpus.generation import folder_of
from corpus.index import open_folder
from corpus.shared import Progress, forget_sources, point, shared_pointer, upload


def share(index: Path, url: str, generation: str, *, on_progress: Progress, keep_previous: bool = True) -> bool:
    """Make a generation of this machine the published one of a server; tells whether that changed anything.

    Raises:
        IndexUnusable: the server does not answer, or does not answer as it must; its pointer is as it was.
    """
    server = chroma.Server(url)
    try:
        if _published(server, url) == generation:
            return False
        folder = folder_of(index, generation)
        upload(server, folder, on_progress)
        opened = open_folder(folder, server=chroma.Server(url))
        try:
            check(folder, opened, on_progress)
        finally:
            opened.close()
        point(server, generation, keep_previous=keep_previous)
        forget_sources(server, index, generation)
        return True
    finally:
        server.close()


def _published(server: chroma.Server, url: str) -> str | None:
    try:
        return shared_pointer(server, url).generation
    except IndexMissing:
        return None
