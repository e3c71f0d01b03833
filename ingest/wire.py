"""A raw document as JSON and back: what the limited child process sends. No pickle: the child is not trusted.

Dataclasses become lists of their fields in order; `loads` refuses whatever does not fit the types.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from ingest.readers.raw import Bookmark, RawBlock, RawCell, RawDocument, RawKind, RawLine, RawPage, RawWord

TYPES = (RawWord, RawLine, RawCell, RawBlock, RawPage, Bookmark, RawDocument)
HINTS: dict[type, tuple[tuple[str, Any], ...]] = {
    t: tuple((f.name, get_type_hints(t)[f.name]) for f in fields(t)) for t in TYPES
}


def dumps(document: RawDocument) -> bytes:
    """Give the document as one line of JSON."""
    return json.dumps(_plain(document), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def loads(data: bytes) -> RawDocument:
    """Give the document back.

    Raises:
        ValueError: the bytes are not a raw document.
    """
    made: RawDocument = _maker(RawDocument)(json.loads(data))
    return made


def _plain(value: Any) -> Any:  # noqa: ANN401 (walks every field of every raw type)
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    names = HINTS.get(type(value))
    if names is not None:
        return [_plain(getattr(value, name)) for name, _ in names]
    return round(value, 2) if isinstance(value, float) and math.isfinite(value) else value


@cache
def _maker(hint: Any) -> Callable[[Any], Any]:  # noqa: ANN401 (a type, or a union or tuple of types)
    """Give the function that checks one value of JSON and makes what `hint` says of it."""
    if hint in HINTS:
        return _dataclass_maker(hint)
    if get_origin(hint) is tuple:
        return _tuple_maker(_maker(get_args(hint)[0]))
    if hint is RawKind:
        return RawKind
    return _value_maker(frozenset(get_args(hint) or (hint,)))


def _dataclass_maker(kind: type) -> Callable[[Any], Any]:
    makers = [_maker(hint) for _, hint in HINTS[kind]]

    def make(value: Any) -> Any:  # noqa: ANN401
        if type(value) is not list or len(value) != len(makers):
            raise ValueError(f"not a {kind.__name__}")
        return kind(*[maker(part) for maker, part in zip(makers, value, strict=True)])

    return make


def _tuple_maker(inner: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def make(value: Any) -> Any:  # noqa: ANN401
        if type(value) is not list:
            raise ValueError("not a list")
        return tuple([inner(part) for part in value])

    return make


def _value_maker(allowed: frozenset[type]) -> Callable[[Any], Any]:
    def make(value: Any) -> Any:  # noqa: ANN401
        kind = type(value)
        if kind is int and kind not in allowed and float in allowed:
            return float(value)
        if kind not in allowed or (kind is float and not math.isfinite(value)):
            raise ValueError(f"{kind.__name__} where one of {sorted(t.__name__ for t in allowed)} was expected")
        return value

    return make
