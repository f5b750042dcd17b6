"""What is known in part: told in one line, so that nobody finds it out from the documents."""

from __future__ import annotations

from collections.abc import Iterator

from iopdocs.checks.case import Case
from iopdocs.errors import Problem, Severity
from iopdocs.model.base import Record
from iopdocs.model.said import Said
from iopdocs.reading import KeyPath, where
from iopdocs.swedish.characters import plain

# More than anybody reads on a line.
_MOST = 6


def known_in_part(case: Case) -> Iterator[Problem]:
    """Tell what is approximate, provisional or left open, and ask for what is said to be unknown."""
    found = list(_said(case.agreement, ()))
    spoken = [(path, f"{where(path)} ({plain(str(one))})") for path, one in found if not one.is_unknown]
    unknown = [(path, where(path)) for path, one in found if one.is_unknown]
    if spoken:
        message = f"Det här är inte exakt känt och skrivs som det står: {_listed(spoken)}."
        hint = "Belopp som bygger på det blir också ungefärliga eller luckor."
        yield case.problem(spoken[0][0], message, hint, code="delvis-känt", severity=Severity.NOTE)
    if unknown:
        message = f"Det här är okänt och stoppar en slutlig version av de dokument som skriver det: {_listed(unknown)}."
        yield case.problem(unknown[0][0], message, "Fyll i uppgiften när den är känd.", code="okänt-värde")


def _listed(found: list[tuple[KeyPath, str]]) -> str:
    shown = ", ".join(text for _, text in found[:_MOST])
    return f"{shown} och {len(found) - _MOST} till" if len(found) > _MOST else shown


def _said(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, Said]]:
    if isinstance(value, Record):
        for name, info in type(value).model_fields.items():
            inner = (*path, info.alias or name)
            if (one := value.said_of(name)) is not None:
                yield inner, one
            yield from _said(getattr(value, name), inner)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _said(item, (*path, number))
