"""The one door to chat models, through LangChain: settings, time limit, retries, budget, and errors in our words.

Nothing of LangChain is imported before a model is opened. A model only ever gives text here; what of it may be shown
is decided in `assistant.verify`.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from enum import StrEnum
from functools import cache
from importlib.util import find_spec
from itertools import islice
from math import ceil
from typing import TYPE_CHECKING, Any

from assistant.model_http import cap
from assistant.model_settings import EXAMPLES, ModelSettings, unusable
from corpus.errors import ModelError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage
    from langchain_core.runnables import Runnable

CHARACTERS_PER_TOKEN = (
    3.0  # Dutch text in the tokenizers of current models: 3 to 3.5; the lower one is on the safe side
)

FIRST_PAUSE = 0.2
"""Seconds before a second try; the next pause is twice as long."""

NO_SCHEMAS = frozenset((400, 415, 422, 501))
"""What a server answers that knows no schemas or tools."""

REST = 30.0
"""Seconds in which a model that was too late or not there is not asked again, so that not every reader waits for it."""

EXTRAS = {
    "openai": ("langchain_openai", "openai"),
    "ollama": ("langchain_ollama", "ollama"),
    "mistralai": ("langchain_mistralai", "mistral"),
}
"""Providers that can be added: the module that must be there, and the extra of `pip install -e '.[...]'` with it."""


class Why(StrEnum):
    """Why a model gave nothing that can be used; each has its words in `assistant.words`."""

    UNREACHABLE = "unreachable"
    LATE = "late"
    DENIED = "denied"
    BUSY = "busy"
    BROKEN = "broken"
    UNUSABLE = "unusable"
    RESTING = "resting"
    BUDGET = "budget"


class NoAnswer(ModelError):
    """A chat model gave no usable answer; `why` says so to a reader, the message to who keeps the server."""

    def __init__(self, why: Why, *, on: str, found: str) -> None:
        """Say what was found instead of an answer."""
        super().__init__("Taalmodel vragen", on=on, found=found, do="Controleer CHAT_MODEL en de server")
        self.why = why


class _Again(NoAnswer):
    """A failure that may pass by itself."""


class Model:
    """An open chat model. Safe to use from several threads."""

    def __init__(self, chat: BaseChatModel, settings: ModelSettings) -> None:
        """Wrap any LangChain chat model."""
        self.settings = settings
        self.name = settings.name
        self._chat = chat
        self._structured = True
        self._rests_until = 0.0

    def deadline(self) -> float:
        """Give the moment (`time.monotonic`) by which a question that is asked now must have its answer."""
        return time.monotonic() + self.settings.seconds

    def fits(self, *texts: str) -> bool:
        """Tell whether texts stay within the budget of one prompt."""
        return sum(map(len, texts)) <= self.settings.prompt_tokens * CHARACTERS_PER_TOKEN

    def ask(self, messages: Sequence[tuple[str, str]], schema: Mapping[str, Any], until: float) -> object:
        """Give the JSON value that the model answers; from its text where it cannot be made to follow the schema.

        Args:
            messages: ("system" | "human" | "ai", text), in order.
            schema: the JSON schema of the answer, with a title.
            until: the moment by which the answer must be there (see `deadline`).

        Raises:
            NoAnswer: there is none that can be used, and why.
        """
        if time.monotonic() < self._rests_until:
            raise self._failed(Why.RESTING, "een vorige vraag bleef zonder antwoord")
        if not self.fits(*(text for _, text in messages)):
            raise self._failed(Why.BUDGET, f"de vraag is groter dan {self.settings.prompt_tokens} tokens")
        left = until - time.monotonic()
        if left <= 0:
            raise self._failed(Why.LATE, "de tijd is op")
        try:
            text = self._answer(left, messages, schema)
        except NoAnswer as failure:
            if failure.why in {Why.UNREACHABLE, Why.LATE}:
                self._rests_until = time.monotonic() + REST
            raise
        value = loose_json(text)
        if value is None:
            raise self._failed(Why.UNUSABLE, "het antwoord bevat geen JSON")
        return value

    def fields(
        self, messages: Sequence[tuple[str, str]], schema: Mapping[str, Any], until: float
    ) -> Mapping[str, object]:
        """Give the JSON object that the model answers; an empty one where it gives none that can be used."""
        try:
            value = self.ask(messages, schema, until)
        except NoAnswer:
            return {}
        return value if isinstance(value, dict) else {}

    def _failed(self, why: Why, found: str, *, passes: bool = False) -> NoAnswer:
        return (_Again if passes else NoAnswer)(why, on=self.name, found=found)

    def _answer(self, seconds: float, messages: Sequence[tuple[str, str]], schema: Mapping[str, Any]) -> str:
        """Wait for the model's text, for so many seconds."""
        work = asyncio.run_coroutine_threadsafe(self._within(seconds, messages, schema), _loop())
        try:
            return work.result(seconds + 1.0)
        except TimeoutError:
            work.cancel()
            raise self._failed(Why.LATE, f"geen antwoord binnen {self.settings.seconds:g} s") from None

    async def _within(self, seconds: float, messages: Sequence[tuple[str, str]], schema: Mapping[str, Any]) -> str:
        """Ask, and again with growing pauses after a failure that may pass, for so many seconds in all."""
        failed: list[_Again] = []

        async def patiently() -> str:
            for attempt in range(self.settings.retries):
                try:
                    return await self._once(messages, schema)
                except _Again as failure:
                    failed.append(failure)
                await asyncio.sleep(FIRST_PAUSE * 2**attempt * (1 + random.random()))  # not all askers at once
            return await self._once(messages, schema)

        try:
            return await asyncio.wait_for(patiently(), seconds)
        except TimeoutError:
            if failed:
                raise failed[-1] from None
            raise

    async def _once(self, messages: Sequence[tuple[str, str]], schema: Mapping[str, Any]) -> str:
        runnable = self._with_schema(schema)
        try:
            answer = await (runnable or self._chat).ainvoke(list(messages))
            text = _text(answer["raw"] if isinstance(answer, dict) else answer)
        except Exception as error:  # a provider may raise anything; here it becomes ours
            if runnable is not None and _status(error) in NO_SCHEMAS:
                self._structured = False  # from now on, JSON in text
                return await self._once(messages, schema)
            raise self._translated(error) from error
        if not text.strip():
            raise self._failed(Why.UNUSABLE, "een leeg antwoord")
        return text

    def _with_schema(self, schema: Mapping[str, Any]) -> Runnable[Any, Any] | None:
        if self._structured:
            with suppress(NotImplementedError, ValueError, TypeError):
                return self._chat.with_structured_output(dict(schema), include_raw=True)
            self._structured = False
        return None

    def _translated(self, error: Exception) -> NoAnswer:
        """Put a provider's error in our words; `_Again` where another try may help."""
        status = _status(error)
        causes = {type(e).__name__ for e in _chain(error)}
        found = f"{type(error).__name__}: {error}"[:300]
        if status in {401, 403}:
            return self._failed(Why.DENIED, f"de server weigert ({status})")
        if status == 404:
            return self._failed(Why.UNUSABLE, f"de server kent dit model of adres niet ({status})")
        if status == 429:
            return self._failed(Why.BUSY, "de server heeft het te druk (429)", passes=True)
        if status is not None and status >= 500:
            return self._failed(Why.BROKEN, f"de server meldt een fout ({status})", passes=True)
        if causes & {"ConnectError", "ConnectTimeout", "ConnectionError", "ConnectionRefusedError", "gaierror"}:
            return self._failed(Why.UNREACHABLE, "geen verbinding met de server", passes=True)
        if causes & {"RemoteProtocolError", "ReadError", "WriteError", "ConnectionResetError", "APIConnectionError"}:
            return self._failed(Why.BROKEN, "de verbinding brak af", passes=True)
        if causes & {"ReadTimeout", "APITimeoutError", "PoolTimeout"}:
            return self._failed(Why.LATE, "de server zwijgt")
        return self._failed(Why.UNUSABLE, found)


def _text(message: BaseMessage) -> str:
    """Give what a model said: the arguments of the tool that the schema was put in, or its text."""
    calls = getattr(message, "tool_calls", None) or getattr(message, "invalid_tool_calls", None)
    if calls:
        arguments = calls[0]["args"]
        return arguments if isinstance(arguments, str) else json.dumps(arguments)
    return message.text if isinstance(message.text, str) else str(message.content)


def _status(error: Exception) -> int | None:
    status = getattr(error, "status_code", None) or getattr(getattr(error, "response", None), "status_code", None)
    return status if isinstance(status, int) else None


def _chain(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found


LONGEST_JSON = 40_000
"""Characters of a model's text that are read; mending a cut JSON text takes time that grows with its square."""

PLACES = 50
BEGINS = re.compile(r"[{\[]")
CONTINUES = re.compile(r"[{\[]\s*[\"{\[]")
"""What goes on as JSON does, and so may have been cut off."""

THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)


def loose_json(text: str) -> object:
    """Give the JSON value in a text, also between other words, in a code fence, or broken off; None without one."""
    from langchain_core.utils.json import parse_partial_json

    bare = THOUGHT.sub(" ", text)[:LONGEST_JSON]
    empty: object = None
    for match in islice(BEGINS.finditer(bare), PLACES):
        with suppress(ValueError, RecursionError):
            value: object = json.JSONDecoder(strict=False).raw_decode(bare, match.start())[0]
            if value:
                return value
            empty = value
            continue
        with suppress(ValueError, RecursionError):
            if CONTINUES.match(bare, match.start()) and (
                value := parse_partial_json(bare[match.start() :].removesuffix("```").rstrip())
            ):
                return value
    return empty


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """Give the event loop in which all models are called: a call can then be broken off at any moment."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="taalmodel", daemon=True).start()
    return loop


def open_model(settings: ModelSettings) -> Model:
    """Open the chat model that the settings name; nothing is sent to it yet.

    Raises:
        SettingsError: the provider is unknown, its package is missing, or it wants a key or another option.
    """
    provider = settings.name.partition(":")[0]
    module, extra = EXTRAS.get(provider, ("", ""))
    if module and find_spec(module) is None:
        raise unusable("CHAT_MODEL", f"het pakket voor '{provider}' ontbreekt", f"Draai: pip install -e '.[{extra}]'")
    from langchain.chat_models import init_chat_model

    try:
        chat = init_chat_model(settings.name, **_parameters(provider, settings))
    except ImportError as error:
        raise unusable("CHAT_MODEL", f"een pakket voor '{provider}' ontbreekt", str(error)) from error
    except Exception as error:
        found = str(error).splitlines()[0][:200]
        if "infer model provider" in found:
            found = f"'{provider}' is geen aanbieder die LangChain kent"
        if provider == "openai" and not settings.openai_key and not settings.openai_url:
            found = "OPENAI_API_KEY ontbreekt, en OPENAI_BASE_URL wijst geen eigen server aan"
        raise unusable("CHAT_MODEL", found, f"Geef bijvoorbeeld {EXAMPLES}") from error
    cap(chat)
    return Model(chat, settings)


def _parameters(provider: str, settings: ModelSettings) -> dict[str, Any]:
    """Give what a provider calls the limits; its own retries are off, ours hold for every provider."""
    chosen: dict[str, Any] = {"temperature": 0}
    if provider == "ollama":  # without num_ctx it cuts a long prompt without a word
        chosen |= {
            "num_predict": settings.output_tokens,
            "num_ctx": settings.prompt_tokens + settings.output_tokens,
        }
    else:
        chosen |= {"max_tokens": settings.output_tokens, "max_retries": 0, "timeout": ceil(settings.seconds)}
    if provider == "openai" and settings.openai_url:
        chosen |= {"base_url": settings.openai_url}
        if not settings.openai_key:
            chosen |= {"api_key": "geen"}  # a server of one's own often asks for none; the library insists on one
    return chosen | dict(settings.options)
