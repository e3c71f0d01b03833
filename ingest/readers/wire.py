"""A raw document as JSON and back: what the limited child process sends. No pickle: the child is not trusted.

Dataclasses become lists of their fields in order; `loads` refuses whatever does not fit the types.
"""

from __future__ import annotations

import json
import math
from dataclasses import fields
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
    made = _made(json.loads(data), RawDocument)
    if not isinstance(made, RawDocument):
        raise ValueError("not a raw document")  # noqa: TRY004 (wrong data, not a wrong call)
    return made


def _plain(value: Any) -> Any:  # noqa: ANN401 (walks every field of every raw type)
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    names = HINTS.get(type(value))
    if names is not None:
        return [_plain(getattr(value, name)) for name, _ in names]
    return round(value, 2) if isinstance(value, float) and math.isfinite(value) else value


def _made(value: Any, hint: Any) -> Any:  # noqa: ANN401 (the inverse of _plain)
    if hint in HINTS:
        names = HINTS[hint]
        if not isinstance(value, list) or len(value) != len(names):
            raise ValueError(f"not a {hint.__name__}")
        return hint(*(_made(v, h) for v, (_, h) in zip(value, names, strict=True)))
    if get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise ValueError("not a list")
        inner = get_args(hint)[0]
        return tuple(_made(v, inner) for v in value)
    if hint is RawKind:
        return RawKind(value)
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    allowed = tuple(a for a in (get_args(hint) or (hint,)))
    if type(value) is int and float in allowed:
        return float(value)
    if type(value) not in allowed:
        raise ValueError(f"{type(value).__name__} where {hint} was expected")
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("not a finite number")
    return value
