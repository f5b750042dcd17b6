"""Records as templates read them: by Swedish alias, with missing facts as gaps. Frozen data in, no copies made."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Generic, TypeVar

from iopdocs.classes import dataclass, fields
from iopdocs.model.base import Record
from iopdocs.model.party import Address, Party
from iopdocs.model.said import Said
from iopdocs.templating.doubted import reason_of
from iopdocs.templating.fields import FieldOf, fields_of
from iopdocs.templating.gaps import Missing, Reader, SaidUnknown

R = TypeVar("R", bound=Record)


class Unformatted(str):
    """A text that is printed in the place of a value of another kind; no filter stumbles on it."""

    __slots__ = ()


class Spoken(Unformatted):
    """What was said of a value that is known in part; a filter prints the plain values in it its own way."""

    __slots__ = ("said",)

    said: Said

    def __new__(cls, said: Said) -> Spoken:
        """Return the words of what was said."""
        made = super().__new__(cls, said.text())
        made.said = said
        return made


class Concealed(Unformatted):
    """What is printed in the place of something protected; no filter changes it into anything else, or stumbles."""

    __slots__ = ()


class Unsaid(Concealed):
    """The same of what is simply left out where a template asks whether it is there."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False


HIDDEN, UNSAID = Concealed("uppges inte"), Unsaid("uppges inte")


class Choice:
    """A value chosen from a closed set; a template asks by name: ``slag.per_år``.

    Not a str: ``slag.index`` would then be a method of every text, and always true. ``reader`` hears of an answer that
    rests on a doubted value: the words that are chosen by it say what it says.
    """

    __slots__ = ("_choices", "_reader", "_value")

    def __init__(self, value: str, choices: tuple[str, ...], reader: Reader | None = None) -> None:
        self._value, self._choices, self._reader = value, choices, reader

    def __getattr__(self, name: str) -> bool:
        chosen = {choice.replace(" ", "_"): choice for choice in self._choices}.get(name)
        if chosen is None:
            raise AttributeError(name)
        if self._reader is not None and chosen == self._value and (reason := reason_of(self._value)):
            self._reader.hear(reason)
        return chosen == self._value

    def __str__(self) -> str:
        return self._value

    def known_(self) -> list[str]:
        """Return the names that can be asked for."""
        return [choice.replace(" ", "_") for choice in self._choices]


@dataclass(frozen=True, eq=False)
class Facts:
    """Facts worked out for templates. Each kind of them declares its own by Swedish name, with type and help:

    ``namn: Annotated[str | Missing, "what the handbook says of it"]``
    """

    def known_(self) -> list[str]:
        """Return the names that can be asked for."""
        return [one.name for one in fields(self)]


class Paragraphs(list[Any]):
    """The paragraphs of a text: gone through with ``for``, or printed at once where one style will do for all."""


class Layouts:
    """Which of the template's layouts a section shows; any other name is simply not shown."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self._names = names

    def __getattr__(self, name: str) -> bool:
        if name.startswith("_"):
            raise AttributeError(name)
        return self.shows_(name)

    def shows_(self, name: str) -> bool:
        """Whether a layout is shown."""
        return name in self._names


class Later:
    """A fact that is worked out when it is asked for, so that what is missing in it is a gap only where it stands."""

    __slots__ = ("_work_out",)

    def __init__(self, work_out: Callable[[], Any]) -> None:
        self._work_out = work_out

    def now_(self) -> Any:
        """Return the fact."""
        return self._work_out()


class View(Generic[R]):
    """A record by its Swedish aliases, with the facts worked out for it (which go first)."""

    __slots__ = ("_reader", "record_", "seen_")

    def __init__(self, record: R, reader: Reader) -> None:
        self.record_, self._reader = record, reader
        self.seen_: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return self.read_(name)

    def read_(self, name: str) -> Any:
        """Return a field of the record, or a fact worked out for it. Raises AttributeError when it has neither."""
        value = self.seen_[name] = self._reader.read(self.record_, name)
        return value

    def known_(self) -> list[str]:
        """Return the names that can be asked for."""
        return [*self._reader.fact_names(type(self.record_)), *fields_of(type(self.record_))]

    def path_(self, name: str) -> tuple[str | int, ...]:
        """Return the path of keys of a field of the record, numbered from 0; empty for what is worked out."""
        if name not in fields_of(type(self.record_)):
            return ()
        place = self._reader.path_of(self.record_)
        return () if place is None else (*place, name)


#: What templates may read of.
FACTS = (View, Facts, Choice, Missing, Layouts)


def may_be_read(owner: object, name: str, value: object) -> bool:
    """Whether a template may read ``owner.name``: the facts of a record, not the record, its methods or a text's."""
    if isinstance(owner, Facts) and name not in vars(owner):
        return False
    return isinstance(owner, FACTS) and name[0] != "_" and name[-1] != "_" and not callable(value)


def field_of(record: Record, name: str, reader: Reader) -> Any:
    """Return a field of a record by its Swedish name, as a template sees it. Raises AttributeError."""
    found = fields_of(type(record)).get(name)
    if found is None:
        raise AttributeError(name)
    if isinstance(record, Address) and record.protected and found.attribute != "protected":
        return HIDDEN
    if isinstance(record, Party) and name in record.protected_details:
        return UNSAID
    said = record.said_of(found.attribute)
    if said is None:
        return see(getattr(record, found.attribute), found, reader, record)
    if not said.is_unknown:
        return Spoken(said)
    # Also where it is only asked for, and what it would have said is left out.
    reader.report(found.label, record)
    return (
        SaidUnknown(found.label, reader, None, record)
        if found.is_told
        else Missing(found.label, reader, found.record, record)
    )


class _Zero(Decimal):
    """A zero that somebody has stated. A template asks whether a fact is there, not whether it is more than nothing."""

    def __bool__(self) -> bool:
        return True


class _None(int):
    """The same of a whole number."""

    def __bool__(self) -> bool:
        return True


def stated(value: Any) -> Any:
    """Return a fact so that it counts as there, also when it is zero."""
    if type(value) is Decimal and not value:
        return _Zero(value)
    return _None(value) if type(value) is int and value == 0 else value


def see(value: Any, of: FieldOf, reader: Reader, owner: Record) -> Any:
    """Return a field's value as a template sees it; ``owner`` is the record that has the field."""
    if value is None or value == ():
        return Missing(of.label, reader, of.record, owner)
    if isinstance(value, Record):
        return View(value, reader)
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return [View(item, reader) if isinstance(item, Record) else item for item in value]
    if of.choices and isinstance(value, str):
        return Choice(value, of.choices, reader)
    return stated(value)
