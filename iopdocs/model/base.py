"""What every record of the model shares: frozen, closed, and Swedish to those who write YAML and Word templates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

T = TypeVar("T")


class Record(BaseModel):
    """A frozen record with known keys only. The alias is the word in YAML and in templates."""

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _without_the_empty(cls, data: Any) -> Any:
        """Leave out keys that hold a record in which nothing is said: it would be a silent blank, and is a gap."""
        return {name: one for name, one in data.items() if not _is_empty(one)} if isinstance(data, dict) else data


def _is_empty(given: object) -> bool:
    """Whether it is a record with no key, or with none that holds anything."""
    return isinstance(given, dict) and all(one == [] or _is_empty(one) for one in given.values())


class Dated(Record):
    """A record with a day of its own: documents made of it are named by that day, and may follow that day's law."""

    @property
    def dated(self) -> date | None:
        """The day the record is known by, or None when it is not known."""
        return None

    @property
    def law_day(self) -> date | None:
        """The day whose law applies to a document about the record, or None when it is not known."""
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
