"""How a word of the templates is declared: what it is, what the handbook says of it, and how it is worked out.

What is declared is all there is: :mod:`iopdocs.vocabulary.words` has every word, each record's extras stand with them,
and :mod:`iopdocs.vocabulary.facts` has what is worked out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from iopdocs.classes import dataclass
from iopdocs.model.base import Record

if TYPE_CHECKING:
    from iopdocs.vocabulary.rendering_state import Scene


@dataclass(frozen=True, slots=True)
class Word:
    """A word a template can use: its type as an annotation, what is said of it, and what it stands for."""

    type: Any
    about: str
    work_out: Callable[[Scene, Mapping[str, Any]], Any]


@dataclass(frozen=True, slots=True)
class Extra:
    """A fact worked out for a record, beside or instead of its own key: its type, what is said of it, and its value."""

    type: Any
    about: str
    work_out: Callable[[Any, Scene], Any]


#: The extras of each type of record, by the name that templates use.
Extras = Mapping[type[Record], Mapping[str, Extra]]


def together(*some: Extras) -> Extras:
    """Return the extras of several modules: what two of them work out for a record, it has both.

    A record of a more special kind has what the general one has, too.
    """
    made: dict[type[Record], dict[str, Extra]] = {}
    for extras in some:
        for record, own in extras.items():
            made.setdefault(record, {}).update(own)
    for record in list(made):
        for special in record.__subclasses__():
            made[special] = {**made[record], **made.get(special, {})}
    return made
