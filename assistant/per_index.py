"""Remembers what was worked out from an index for as long as that index is in use, and no longer."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from corpus.index import Index

P = ParamSpec("P")
T = TypeVar("T")


def per_index(function: Callable[Concatenate[Index, P], T]) -> Callable[Concatenate[Index, P], T]:
    """Remember a function's results by its arguments, the index first; the others must be hashable.

    `functools.lru_cache` would hold the index itself, and an index that is held keeps its generation on the disk.
    """
    known: WeakKeyDictionary[Index, dict[Hashable, T]] = WeakKeyDictionary()

    @wraps(function)
    def remembered(index: Index, /, *args: P.args, **kwargs: P.kwargs) -> T:
        results = known.setdefault(index, {})
        key = (args, tuple(sorted(kwargs.items())))
        if key not in results:
            results[key] = function(index, *args, **kwargs)
        return results[key]

    return remembered
