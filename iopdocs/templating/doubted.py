"""Values that something is said of: they are what they were to whoever reads them, and are printed with a mark.

What the checks find of a statement (that an amount does not add up, that a day lies outside the period, that a fact is
assumed) is known by its path of keys. The value there is exchanged for one of the same kind that carries the finding,
so that it is shown wherever the value is printed, through any filter, and whichever template or clause prints it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, TypeVar

from iopdocs.model.base import Record
from iopdocs.model.lengths import Length
from iopdocs.model.scalars import LimitedText
from iopdocs.swedish.clock import ClockTime
from iopdocs.templating.fields import fields_of
from iopdocs.word.marks import mark

R = TypeVar("R", bound=Record)
#: From the path of keys of a statement, numbered from 0, to what is said of it.
Doubts = Mapping[tuple[str | int, ...], str]
NONE: Doubts = MappingProxyType({})


class Doubted:
    """A value with what is said of it. Zero and nothing are also something that somebody has stated."""

    reason: str

    def __bool__(self) -> bool:
        return True


class DoubtedText(Doubted, LimitedText):
    """A text that something is said of, limited to the same documents as without it."""


class DoubtedAmount(Doubted, Decimal):
    """An amount or another number with decimals, likewise."""


class DoubtedCount(Doubted, int):
    """A whole number, likewise."""


class DoubtedDay(Doubted, date):
    """A day, likewise. What is reckoned from it is another day, of which nothing is said."""

    reason = ""


class DoubtedLength(Doubted, Length):
    """A length of time, likewise."""


class DoubtedClock(Doubted, ClockTime):
    """A time of day, likewise."""


#: What something may be said of.
_TOLD_OF = (Doubted, list, tuple)


def doubted(value: Any, reason: str) -> Any:
    """Return a value that carries what is said of it; the value itself when its kind cannot be printed."""
    made: Any
    if isinstance(value, bool) or not reason:
        return value
    if isinstance(value, str):
        made = DoubtedText(value, value.only_in if isinstance(value, LimitedText) else ())
    elif isinstance(value, Decimal):
        made = DoubtedAmount(value)
    elif isinstance(value, int):
        made = DoubtedCount(value)
    elif isinstance(value, date):
        made = DoubtedDay(value.year, value.month, value.day)
    elif isinstance(value, ClockTime):
        made = DoubtedClock(*value)
    elif isinstance(value, Length):
        made = DoubtedLength(value.count, value.unit)
    else:
        return value
    object.__setattr__(made, "reason", reason)
    return made


def reason_of(*values: Any) -> str:
    """Return what is said of values, or of the items of a list, each thing once; nothing when nothing is."""
    if len(values) == 1 and not isinstance(values[0], _TOLD_OF):
        return ""
    return "; ".join(dict.fromkeys(_reasons(values)))


def like(origin: Any, value: Any) -> Any:
    """Return what has been worked out from a value, with what is said of that."""
    return doubted(value, reason_of(origin))


def marked(text: str, reason: str) -> str:
    """Return a text with what is said of it, as it is printed."""
    return f"{text} {mark(f'kontrollera: {reason}')}" if reason else text


def _reasons(values: Iterable[Any]) -> Iterable[str]:
    for value in values:
        if isinstance(value, Doubted) and value.reason:
            yield value.reason
        elif isinstance(value, list | tuple):
            yield from _reasons(value)


def with_doubts(record: R, doubts: Doubts) -> R:
    """Return a record with what is said of its statements. A path to a record or a list is about all that stands in it.

    What nothing is said of is the very same.
    """
    own: dict[str, Any] = {}
    for name, of in fields_of(type(record)).items():
        within = {path[1:]: reason for path, reason in doubts.items() if path[:1] == (name,)}
        if within:
            own[of.attribute] = _exchanged(vars(record)[of.attribute], within)
    return record.model_copy(update=own) if own else record


def _exchanged(value: Any, doubts: Doubts) -> Any:
    if whole := doubts.get(()):
        if isinstance(value, Record):
            return with_doubts(value, {(name,): whole for name in fields_of(type(value))})
        if type(value) is tuple:
            return tuple(_exchanged(item, {(): whole}) for item in value)
        return doubted(value, whole)
    if isinstance(value, Record):
        return with_doubts(value, doubts)
    return _of_items(value, doubts) if type(value) is tuple else value


def _of_items(items: Sequence[Any], doubts: Doubts) -> tuple[Any, ...]:
    steps = {path[0] for path in doubts}
    within = {step: {path[1:]: reason for path, reason in doubts.items() if path[0] == step} for step in steps}
    return tuple(_exchanged(item, within[number]) if number in within else item for number, item in enumerate(items))
