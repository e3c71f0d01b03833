"""An embedder that loads its model when a text needs it, so that a run that changes nothing takes no model at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus import bundled_model, embedding, packed_weights
from corpus.embedding import load_embedder
from corpus.errors import ModelError
from corpus.settings import BUNDLED_MODEL, Settings

REMEMBERED = "model.json"


class PassageEmbedder(Protocol):
    """What ingest needs of an embedder."""

    @property
    def fingerprint(self) -> str:
        """Names the model: vectors of one fingerprint can be compared."""
        ...

    def passages(
        self, texts: Sequence[str], *, on_progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Embed passages: (n, dim), rows of length 1."""
        ...


class DeferredEmbedder:
    """The embedder that `settings` name. Its fingerprint is remembered beside the index, by what decides the model."""

    def __init__(self, settings: Settings) -> None:
        """Load nothing yet."""
        self._settings = settings
        self._loaded: PassageEmbedder | None = None
        self._stamp = model_stamp(settings)
        self._remembered = self._recall()

    @property
    def fingerprint(self) -> str:
        """The model's fingerprint; loads the model where it was never loaded, or may have changed.

        Raises:
            ModelError: it cannot be loaded.
        """
        return self._remembered or self._load().fingerprint

    def passages(
        self, texts: Sequence[str], *, on_progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Embed passages; loads the model where that was not done yet.

        Raises:
            ModelError: it cannot be loaded or used.
        """
        return self._load().passages(texts, on_progress=on_progress)

    def _load(self) -> PassageEmbedder:
        if self._loaded is None:
            loaded = load_embedder(self._settings)
            before, self._remembered = self._remembered, loaded.fingerprint
            self._remember(loaded.fingerprint)
            if before not in (None, loaded.fingerprint):
                raise ModelError(
                    "Taalmodel laden",
                    on=self._settings.embedding_model,
                    found="het model is veranderd terwijl het inlezen liep",
                    do="Start opnieuw: python -m ingest",
                )
            self._loaded = loaded
        return self._loaded

    def _recall(self) -> str | None:
        try:
            known = json.loads((self._settings.index / REMEMBERED).read_text(encoding="utf-8"))
            return str(known["fingerprint"]) if self._stamp is not None and known["stamp"] == self._stamp else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _remember(self, fingerprint: str) -> None:
        with suppress(OSError):  # not remembering costs time and nothing else
            known = {"stamp": self._stamp, "fingerprint": fingerprint}
            (self._settings.index / REMEMBERED).write_text(json.dumps(known), encoding="utf-8")


def model_stamp(settings: Settings) -> str | None:
    """Give what decides the fingerprint, without loading the model; None where that cannot be known (a hub's name)."""
    if settings.embedding_model == BUNDLED_MODEL:
        if packed_weights.bundled_source() is None:
            return None
        files: list[tuple[str, int, int]] = []
    elif (folder := Path(settings.embedding_model)).is_dir():
        found = ((path, path.stat()) for path in sorted(folder.rglob("*")) if path.is_file())
        files = [(str(path.relative_to(folder)), stat.st_size, stat.st_mtime_ns) for path, stat in found]
    else:
        return None
    code = [Path(str(module.__file__)).read_bytes() for module in (bundled_model, embedding, packed_weights)]
    digest = hashlib.sha256(json.dumps([settings.embedding_model, files, version("sentence-transformers")]).encode())
    for module in code:
        digest.update(module)
    return digest.hexdigest()
