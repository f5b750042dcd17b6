"""Hearing which keys of which records are read, by whoever reads them, while somebody listens.

What a paragraph says is worked out in many places, and each reads the records as any Python does. So it is the records
that tell: while somebody listens, reading a field is heard. Nobody else pays for it: the hook is there only meanwhile,
and hears only the thread that listens.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from typing import Any

from iopdocs.model.base import Record
from iopdocs.model.weighing import weighing

#: Hears that a field, by its attribute, of a record is read.
Hear = Callable[[Record, str], None]

_LOCK = threading.Lock()
_listeners = 0


class _Listening(threading.local):
    hear: Hear | None = None


_HERE = _Listening()
#: What tells of all fields at once: equality, and what is said of any field. A copy tells nothing: who reads it does.
_WHOLE = frozenset({"__dict__", "said", "model_dump", "model_fields_set"})
_COPY = "model_copy"


@cache
def _fields(kind: type[Record]) -> frozenset[str]:
    return frozenset(kind.model_fields)


def _read(record: Record, name: str) -> Any:
    hear = _HERE.hear
    if hear is not None:
        if name in (own := _fields(type(record))):
            hear(record, name)
        elif name in _WHOLE:
            with weighing():
                for one in own:
                    hear(record, one)
        elif name == _COPY:
            return partial(_quietly, object.__getattribute__(record, name))
    return object.__getattribute__(record, name)


def _quietly(work: Callable[..., Any], *given: Any, **named: Any) -> Any:
    with hearing(None):
        return work(*given, **named)


@contextmanager
def hearing(hear: Hear | None) -> Iterator[None]:
    """Let ``hear`` hear what this thread reads; with None nothing is heard meanwhile."""
    global _listeners
    before, _HERE.hear = _HERE.hear, hear
    with _LOCK:
        _listeners += 1
        if _listeners == 1:
            Record.__getattribute__ = _read  # type: ignore[method-assign,assignment] # only meanwhile
    try:
        yield
    finally:
        _HERE.hear = before
        with _LOCK:
            _listeners -= 1
            if not _listeners:
                del Record.__getattribute__
