"""Frozen dataclasses to JSON and back, checked on the way in.

A dataclass becomes a list of its fields in their order (compact: a corpus holds millions of boxes), an enum its
value, a tuple a list. `schema` describes the fields and their types, so that data of another schema is refused and
never misread.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import types
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Coder = Callable[[Any], Any]

COMPRESSION = 4  # gzip level; 6 is 2 % smaller on passages and takes twice as long


def encode(value: object, kind: type[T]) -> Any:  # noqa: ANN401 - JSON is what json.dumps takes
    """Give `value`, of type `kind`, as lists, strings, numbers, booleans and None."""
    return _encoder(cast(Any, kind))(value)


def decode(value: Any, kind: type[T]) -> T:  # noqa: ANN401 - JSON is what json.loads gives
    """Give the value of type `kind` that `encode` wrote.

    Raises:
        ValueError: a field is missing, too many, of another type, or refused by the dataclass.
    """
    return cast(T, _decoder(cast(Any, kind))(value))


def schema(kinds: Iterable[type]) -> str:
    """Give a digest of the fields and types that the dataclasses `kinds` reach; another digest is another schema."""
    seen: dict[str, Any] = {}
    for kind in kinds:
        _describe(kind, seen)
    return hashlib.sha256(json.dumps(seen, sort_keys=True).encode()).hexdigest()[:12]


def write_json(path: Path, value: Any) -> None:  # noqa: ANN401
    """Write JSON, compressed; the same value gives the same bytes."""
    path.write_bytes(gzip.compress(dumps(value), COMPRESSION, mtime=0))


def read_json(path: Path) -> Any:  # noqa: ANN401
    """Read what `write_json` wrote; raises OSError, EOFError, zlib.error or ValueError where it is damaged."""
    return json.loads(gzip.decompress(path.read_bytes()))


def dumps(value: Any) -> bytes:  # noqa: ANN401
    """Give compact JSON; a lone surrogate (broken text) is kept escaped."""
    return json.dumps(value, separators=(",", ":")).encode()


@cache
def _encoder(kind: Any) -> Coder:  # noqa: ANN401 - a type expression
    if kind in (str, int, float, bool, type(None)):
        return lambda value: value
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda value: value.value
    if is_dataclass(kind):
        parts = tuple((f.name, _encoder(hint)) for f, hint in _fields(kind))
        return lambda value: [code(getattr(value, name)) for name, code in parts]
    if get_origin(kind) is tuple:
        item = _encoder(_item(kind))
        return lambda value: [item(x) for x in value]
    if (inner := _optional(kind)) is not None:
        code = _encoder(inner)
        return lambda value: None if value is None else code(value)
    raise TypeError(f"no JSON form for {kind}")


@cache
def _decoder(kind: Any) -> Coder:  # noqa: ANN401 - a type expression
    if kind in (str, int, bool, type(None)):
        return _exactly(kind)
    if kind is float:
        return _number
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _one_of(kind)
    if is_dataclass(kind):
        return _dataclass(kind)
    if get_origin(kind) is tuple:
        return _tuple(_decoder(_item(kind)))
    if (inner := _optional(kind)) is not None:
        code = _decoder(inner)
        return lambda value: None if value is None else code(value)
    raise TypeError(f"no JSON form for {kind}")


def _exactly(kind: type) -> Coder:
    def check(value: Any) -> Any:  # noqa: ANN401
        if type(value) is not kind:
            raise ValueError(f"{kind.__name__} expected, not {type(value).__name__}")
        return value

    return check


def _number(value: Any) -> float:  # noqa: ANN401
    if type(value) is not float and type(value) is not int:
        raise ValueError(f"number expected, not {type(value).__name__}")
    return float(value)


def _one_of(kind: type[Enum]) -> Coder:
    members = {member.value: member for member in kind}

    def find(value: Any) -> Any:  # noqa: ANN401
        try:
            return members[value]
        except (KeyError, TypeError) as error:
            raise ValueError(f"no {kind.__name__}: {value!r}") from error

    return find


def _tuple(item: Coder) -> Coder:
    def check(value: Any) -> Any:  # noqa: ANN401
        if type(value) is not list:
            raise ValueError(f"list expected, not {type(value).__name__}")
        return tuple([item(x) for x in value])

    return check


def _dataclass(kind: Any) -> Coder:  # noqa: ANN401
    parts = tuple(_decoder(hint) for _, hint in _fields(kind))

    def build(value: Any) -> Any:  # noqa: ANN401
        if type(value) is not list or len(value) != len(parts):
            raise ValueError(f"{kind.__name__}: a list of {len(parts)} fields expected")
        return kind(*[code(x) for code, x in zip(parts, value, strict=True)])

    return build


def _fields(kind: Any) -> list[tuple[Any, Any]]:  # noqa: ANN401
    hints = get_type_hints(kind)
    return [(f, hints[f.name]) for f in fields(kind)]


def _item(kind: Any) -> Any:  # noqa: ANN401
    """The X of tuple[X, ...]."""
    arguments = get_args(kind)
    if len(arguments) != 2 or arguments[1] is not Ellipsis:
        raise TypeError(f"only tuple[X, ...] has a JSON form, not {kind}")
    return arguments[0]


def _optional(kind: Any) -> Any:  # noqa: ANN401
    """The X of X | None, or None where `kind` is not of that form."""
    if get_origin(kind) not in (Union, types.UnionType):
        return None
    inner = [x for x in get_args(kind) if x is not type(None)]
    return inner[0] if len(inner) == 1 and len(get_args(kind)) == 2 else None


def _describe(kind: Any, seen: dict[str, Any]) -> str:  # noqa: ANN401
    """Note what `kind` looks like in `seen` and give its name."""
    if isinstance(kind, type) and issubclass(kind, Enum):
        seen.setdefault(kind.__name__, sorted(str(member.value) for member in kind))
        return kind.__name__
    if is_dataclass(kind) and isinstance(kind, type):
        if kind.__name__ not in seen:
            seen[kind.__name__] = None
            seen[kind.__name__] = [[f.name, _describe(hint, seen)] for f, hint in _fields(kind)]
        return kind.__name__
    if get_origin(kind) is tuple:
        return f"[{_describe(_item(kind), seen)}]"
    if (inner := _optional(kind)) is not None:
        return f"{_describe(inner, seen)}?"
    return str(getattr(kind, "__name__", kind))
