"""What every record of the model shares: frozen, closed, and Swedish to those who write YAML and Word templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, Generic, Self, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    SerializerFunctionWrapHandler,
    ValidationError,
    model_serializer,
    model_validator,
)

from iopdocs.model.said import UNKNOWN_WORDS, Kind, Said, unknown
from iopdocs.model.vague_days import Vague

T = TypeVar("T")

_ANYTHING = Kind("uppgift", str, str, "det")


class Record(BaseModel):
    """A frozen record with known keys only. The alias is the word in YAML and in templates.

    What is known of a value in part (``cirka 20``, ``okänt``) is kept beside the field, which then is as if nothing had
    been written: whoever reads the field can never take it for exact. ``said_of`` tells what was said.
    """

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid")

    #: Whether values may be known in part. Not what steers the program: a clause's days, a house's rules, an answer.
    partly_known: ClassVar[bool] = True
    #: The keys that are never known in part, nor unknown: what is protected is never to be taken for open, and a figure
    #: of a year is of that year and no other.
    never_unknown: ClassVar[frozenset[str]] = frozenset()

    _said: dict[str, Said] = PrivateAttr(default_factory=dict)

    @model_validator(mode="wrap")
    @classmethod
    def _set_apart(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        said: dict[str, Said] = {}
        if cls.partly_known and type(data) is dict:
            # A record in which nothing is said would be a silent blank, and is a gap.
            data = {name: one for name, one in data.items() if not _is_empty(one)}
        if cls.partly_known and type(data) is dict:
            said = _unknown_in(cls, data)
            if said:
                data = {name: value for name, value in data.items() if not _is_unknown(value) or name not in said}
        made = handler(data)
        for name, value in made.__dict__.items():
            if type(value) is Said:
                info = cls.__pydantic_fields__[name]
                exact = not cls.partly_known or (info.alias or name) in cls.never_unknown
                if exact or info.is_required() or info.default is not None:
                    raise _must_be_exact(cls, info.alias or name, value)
                said[info.alias or name] = value
        for name, info in cls.__pydantic_fields__.items() if said else ():
            if (one := said.get(info.alias or name)) is not None:
                made.__dict__[name] = info.default
                made._said[name] = one
        return made

    @model_serializer(mode="wrap")
    def _with_said(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        written: dict[str, Any] = handler(self)
        for name, one in self._said.items():
            if self.said_of(name):
                written[type(self).__pydantic_fields__[name].alias or name] = str(one)
        return written

    def lacks(self, attribute: str) -> bool:
        """Whether nothing is known of a field that may be left out: it has no value, and nothing else is said of it."""
        said = self.said_of(attribute)
        return getattr(self, attribute) is None and (said is None or said.is_unknown)

    def said_of(self, attribute: str) -> Said | None:
        """Return what was said of a field whose value is known in part, or not at all; None when it is as it stands."""
        # Asked of every field of every record: pydantic's own way to a private attribute takes far longer.
        private = self.__pydantic_private__
        said: Mapping[str, Said] | None = private.get("_said") if private else None
        one = said.get(attribute) if said else None
        if one is None or getattr(self, attribute) != type(self).__pydantic_fields__[attribute].default:
            return None  # a copy may have been given the exact value since
        return one

    def day_or_month(self, attribute: str) -> date | Vague | None:
        """Return a day, or the whole month that is all that is known of it; None when neither is."""
        day: date | None = getattr(self, attribute)
        said = self.said_of(attribute)
        return day or (said.month if said else None)

    @property
    def said(self) -> Mapping[str, Said]:
        """What was said of each field whose value is known in part, or not at all, by attribute."""
        private = self.__pydantic_private__
        said: Mapping[str, Said] | None = private.get("_said") if private else None
        return {name: one for name, one in said.items() if self.said_of(name)} if said else {}


class Exact(Record):
    """A record whose values are always known whole."""

    partly_known = False


def _is_unknown(value: object) -> bool:
    if isinstance(value, list):
        return bool(value) and all(isinstance(one, str) and _is_unknown(one) for one in value)
    return isinstance(value, str) and value.strip().casefold() in UNKNOWN_WORDS


def _unknown_in(record: type[Record], data: Mapping[Any, Any]) -> dict[str, Said]:
    """Return the keys that are said to be unknown, of those that may be left out."""
    named = [name for name, value in data.items() if _is_unknown(value)]
    if not named:
        return {}
    free = {info.alias or name for name, info in record.__pydantic_fields__.items() if not info.is_required()}
    return {name: unknown(_ANYTHING) for name in named if name in free - record.never_unknown}


def _must_be_exact(record: type[BaseModel], alias: str, value: Said) -> ValidationError:
    error = ValueError(f"”{value}” räcker inte här\nSkriv hela uppgiften: den behövs för att räkna.")
    line: Any = {"type": "value_error", "loc": (alias,), "input": str(value), "ctx": {"error": error}}
    return ValidationError.from_exception_data(record.__name__, [line])


def _is_empty(given: object) -> bool:
    """Whether it is a record with no key, or with none that holds anything."""
    return isinstance(given, dict) and all(one == [] or _is_empty(one) for one in given.values())


def first_of(time: date | Vague | None) -> date | None:
    """Return a day, or the first day of a month."""
    return time.first if isinstance(time, Vague) else time


class Dated(Record):
    """A record with a day of its own: documents made of it are named by that day, and may follow that day's law."""

    @property
    def dated(self) -> date | None:
        """The day the record is known by, or None when it is not known."""
        return None

    @property
    def own_day(self) -> date | None:
        """The day a document about the record bears: verbs follow it, and no final version is made before it."""
        return self.dated

    @property
    def law_day(self) -> date | None:
        """The day whose law applies to a document about the record, or None when it is not known.

        Of a month without a day, its first: that the law changes within it is told by ``check``.
        """
        return first_of(self.deciding_day)

    @property
    def deciding_day(self) -> date | Vague | None:
        """The day that decides which law applies, or the month, when that is all that is known of it."""
        return self.dated


class Same(Generic[T]):
    """A value that is the same only as itself: to look it up by that, and not by all that is in it."""

    __slots__ = ("it",)

    def __init__(self, it: T) -> None:
        self.it = it

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.it is self.it

    def __hash__(self) -> int:
        return id(self.it)


def place_in(records: Sequence[Record | None], record: Record) -> int:
    """Return the place of a record, from 0: its own, though another may say the same. Raises ValueError."""
    own = next((place for place, one in enumerate(records) if one is record), None)
    return records.index(record) if own is None else own


def key(alias: str, description: str, label: str = "", default: Any = None, **more: Any) -> Any:
    """Declare an optional key: ``alias`` in YAML, a Swedish ``description``, and the ``label`` a gap shows.

    ``label`` is what ``[saknas: …]`` says when the fact is missing; it defaults to the alias in words.
    """
    return Field(default, alias=alias, title=label or alias.replace("_", " "), description=description, **more)


def required(alias: str, description: str, label: str = "") -> Any:
    """Declare a key that must be there."""
    return Field(alias=alias, title=label or alias.replace("_", " "), description=description)


def label_of(record: type[BaseModel], attribute: str) -> str:
    """Return the Swedish name of a field as a gap shows it."""
    return record.model_fields[attribute].title or attribute
