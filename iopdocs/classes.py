"""Dataclasses whose methods are made when they are first used: of all that a command loads it makes few.

``dataclass`` here is that of the standard library, and so it is to mypy. A class gets its slots at once and the rest
(``__init__``, ``__eq__`` …) when somebody asks for any of it: to write and compile those, six for a class, was a tenth
of a cold start, and two classes of three are asked for nothing. What is made is what the standard library makes.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Mapping
from dataclasses import asdict, field, fields, replace
from inspect import get_annotations
from threading import RLock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass

__all__ = ["asdict", "dataclass", "field", "fields", "replace"]

_LOCK = RLock()
if hasattr(os, "register_at_fork"):  # a process that is forked while a class is being made would wait for ever
    os.register_at_fork(before=_LOCK.acquire, after_in_child=_LOCK.release, after_in_parent=_LOCK.release)
#: What the standard library gives a class, and what of it one gets that is compared as what it is.
_UNCOMPARED = ("__dataclass_fields__", "__dataclass_params__", "__match_args__", "__init__", "__repr__")
_COMPARED, _FROZEN = ("__eq__", "__hash__"), ("__setattr__", "__delattr__")
_WITH_STATE = ("__getstate__", "__setstate__")
_OWN = {"__dict__", "__weakref__"}
#: How ours are declared; one that is declared otherwise is made at once.
_KNOWN = {"frozen", "slots", "eq"}


class _Later:
    """Stands for one of a class's methods until somebody asks for it; then for none of them any more."""

    __slots__ = ("_made", "_name")

    def __init__(self, made: _Made, name: str) -> None:
        self._made, self._name = made, name

    def __get__(self, instance: object, owner: type) -> Any:
        self._made.settle()
        found = self._made.it.__dict__[self._name]  # this class's own: one built on it may have another
        return found.__get__(instance, owner) if hasattr(found, "__get__") else found


class _Made:
    """A class as it was written, until somebody asks for what the standard library makes of that."""

    def __init__(self, written: type, options: Mapping[str, bool]) -> None:
        self._options, self._settled = options, False
        self._written = {name: one for name, one in written.__dict__.items() if name not in _OWN}
        self._slots: tuple[str, ...] = ()
        self.it = self._slotted(written) if options.get("slots") else written
        # One that is compared in its own way has ``__hash__`` already, and it is None.
        for name in self._names():
            if self._written.get(name) is None:
                setattr(self.it, name, _Later(self, name))

    def _names(self) -> tuple[str, ...]:
        frozen, slots = self._options.get("frozen"), self._options.get("slots")
        return (
            *_UNCOMPARED,
            *(_COMPARED if self._options.get("eq", True) else ()),
            *(_FROZEN if frozen else ()),
            *(_WITH_STATE if frozen and slots else ()),
        )

    def _slotted(self, written: type) -> type:
        """Return the class with its slots, which can be given to none that is there already."""
        fields = [name for name, kind in get_annotations(written).items() if not _of_class(kind)]
        inherited = {name for base in written.__mro__[1:] for name in _slots(base)}
        self._slots = tuple(name for name in fields if name not in inherited)
        kept = {name: one for name, one in self._written.items() if name not in fields}
        return self._like(written, {**kept, "__slots__": self._slots})

    def _like(self, one: type, own: Mapping[str, Any]) -> type:
        made = type(one)(one.__name__, one.__bases__, dict(own))
        made.__qualname__ = one.__qualname__
        return made

    def settle(self) -> None:
        """Have the standard library make another one like it, and take what it made. Others that ask meanwhile wait."""
        with _LOCK:
            if self._settled:
                return
            like = self._like(self.it, self._written)
            made: type = dataclasses.dataclass(**self._options)(like)
            if _slots(made) != self._slots:
                raise TypeError(f"{made.__qualname__}: the slots {_slots(made)} are not {self._slots}")
            for name in set(self._written) - set(made.__dict__):
                delattr(self.it, name)  # what only declared a field
            for name, one in made.__dict__.items():
                new = one is not self._written.get(name, self._written)
                if (new or one is None) and name not in _OWN and name not in {*self._slots, "__slots__"}:
                    for cell in getattr(one, "__closure__", None) or ():
                        # The guards of a frozen record know their class: it is to be this one.
                        cell.cell_contents = self.it if cell.cell_contents is like else cell.cell_contents
                    setattr(self.it, name, one)
            self._settled = True


def _of_class(kind: object) -> bool:
    """Whether an annotation, as it is written, is of no field."""
    return str(kind).startswith(("ClassVar", "typing.ClassVar"))


def _slots(base: type) -> tuple[str, ...]:
    slots = base.__dict__.get("__slots__", ())
    return (slots,) if isinstance(slots, str) else tuple(slots)


if not TYPE_CHECKING:

    def dataclass(cls: type | None = None, /, **options: Any) -> Any:
        """Make a dataclass as the standard library does, but when it is first used."""
        if cls is not None:
            return _Made(cls, options).it
        if not _KNOWN.issuperset(options):
            return dataclasses.dataclass(**options)
        return lambda written: _Made(written, options).it
