"""The settings of the chat model, read once at an entry point."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from corpus.errors import SettingsError

SECONDS = 4.0
"""For all calls of one question together, so that an answer is there within five seconds, model or no model."""

RETRIES = 2
PROMPT_TOKENS = 6_000
OUTPUT_TOKENS = 900
EXAMPLES = "ollama:qwen3:8b, openai:naam (met OPENAI_BASE_URL voor een eigen server) of mistralai:mistral-small-latest"


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """Which chat model, and how much time, tokens and patience it gets for one question.

    `options` go to LangChain's `init_chat_model` as they are. `support` names the second check (`assistant.support`).
    """

    name: str
    seconds: float = SECONDS
    retries: int = RETRIES
    prompt_tokens: int = PROMPT_TOKENS
    output_tokens: int = OUTPUT_TOKENS
    options: Mapping[str, Any] = field(default_factory=dict)
    support: str = "words"
    openai_url: str | None = None
    openai_key: bool = False


def read_model_settings(environ: Mapping[str, str]) -> ModelSettings | None:
    """Read the settings of the chat model; None where none is named.

    Variables: CHAT_MODEL, CHAT_SECONDS, CHAT_RETRIES, CHAT_PROMPT_TOKENS, CHAT_OUTPUT_TOKENS, CHAT_OPTIONS (JSON),
    SUPPORT_CHECK, OPENAI_BASE_URL, OPENAI_API_KEY.

    Raises:
        SettingsError: one of them cannot be used.
    """
    name = environ.get("CHAT_MODEL", "").strip()
    if not name:
        return None
    provider, _, model = name.partition(":")
    if not provider or not model:
        raise unusable("CHAT_MODEL", f"'{name}' is geen aanbieder:naam", f"Geef bijvoorbeeld {EXAMPLES}")
    return ModelSettings(
        name=name,
        seconds=_number(environ, "CHAT_SECONDS", SECONDS, 0.5, 600),
        retries=int(_number(environ, "CHAT_RETRIES", RETRIES, 0, 10)),
        prompt_tokens=int(_number(environ, "CHAT_PROMPT_TOKENS", PROMPT_TOKENS, 1_000, 1_000_000)),
        output_tokens=int(_number(environ, "CHAT_OUTPUT_TOKENS", OUTPUT_TOKENS, 100, 100_000)),
        options=_options(environ.get("CHAT_OPTIONS", "")),
        support=environ.get("SUPPORT_CHECK", "").strip() or "words",
        openai_url=environ.get("OPENAI_BASE_URL") or environ.get("OPENAI_API_BASE") or None,
        openai_key=bool(environ.get("OPENAI_API_KEY")),
    )


def unusable(name: str, found: str, do: str) -> SettingsError:
    """Give the error of a setting that cannot be used."""
    return SettingsError("Instelling lezen", on=name, found=found, do=do)


def _number(environ: Mapping[str, str], name: str, default: float, least: float, most: float) -> float:
    raw = environ.get(name, "").strip()
    try:
        value = float(raw) if raw else default
    except ValueError:
        value = -1.0
    if not least <= value <= most:
        raise unusable(name, f"'{raw}' is geen bruikbaar getal", f"Geef een getal van {least:g} tot en met {most:g}")
    return value


def _options(raw: str) -> dict[str, Any]:
    try:
        found = json.loads(raw) if raw.strip() else {}
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise unusable("CHAT_OPTIONS", "geen JSON-object", 'Geef bijvoorbeeld {"temperature": 0.2}')
    return found
