"""What the libraries that load a model can raise, as one ModelError."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from corpus.errors import ModelError


@contextmanager
def model_errors(tried: str, name: str, advice: str) -> Iterator[None]:
    """Load a model inside, quietly; `tried` and `advice` are what the error says in Dutch.

    Raises:
        ModelError: for what the hub's client, transformers and safetensors raise about a model that cannot be loaded.
    """
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")  # read when huggingface_hub is imported
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")  # else it warns whenever a child process starts
    import httpx
    from safetensors import SafetensorError
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # "Loading weights" would break into our progress
    foreign = (OSError, ValueError, ImportError, RuntimeError, LookupError, TypeError, AttributeError)
    try:
        yield
    except (*foreign, httpx.HTTPError, SafetensorError) as error:
        found = " ".join(f"{type(error).__name__}: {error}".split())[:300]
        raise ModelError(tried, on=name, found=found, do=advice) from error
