"""The writers that can be measured beside each other on the same questions."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.ask import open_writer
from assistant.model_writer import ModelWriter
from assistant.types import QUOTES
from corpus.errors import SettingsError
from evals.ours import NAME


def writer_named(name: str, environ: Mapping[str, str]) -> ModelWriter | None:
    """Give a writer: `quotes`, `scripted:good`, `scripted:traitor`, or what CHAT_MODEL could name; None is quotes.

    Raises:
        SettingsError, ModelError: there is no such model, or it cannot be used.
    """
    if name == QUOTES:
        return None
    if name.startswith("scripted:"):
        from evals.scripted_models import GOOD, TRAITOR, scripted_writer  # here, so that others need not wait for it

        if name not in {GOOD, TRAITOR}:
            raise SettingsError("Schrijver kiezen", on=name, found="onbekend", do=f"Geef {GOOD} of {TRAITOR}")
        return scripted_writer(name, support=environ.get("SUPPORT_CHECK") or "words")
    return open_writer({**environ, "CHAT_MODEL": name})


def system_name(writer: str) -> str:
    """Give the name of a writer in the tables; the quote writer is what goes by our own name."""
    return NAME if writer == QUOTES else f"{NAME} met {writer}"
