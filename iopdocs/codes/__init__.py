"""What the codes of problems mean, in words for those who meet them: the catalogue, one YAML file per theme.

A problem is made where it is found, with its message; here its code is declared. A test says that every code in the
program is declared, that every declared one is used, and that what it is said to stop is what it stops.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator

from iopdocs.errors import InvalidLibrary, Severity
from iopdocs.model.base import Exact, key, required
from iopdocs.model.scalars import Text
from iopdocs.reading import read_model

DATA = Path(__file__).parent

#: What a problem keeps from being made, from the least to the most: nothing; the final version of the documents it
#: stands in; every final version; that and whatever leaves the machine; that document; every document of the
#: agreement; every document and whatever leaves the machine; what the command was to do.
Stop = Literal[
    "inget", "slutlig-av-dokumentet", "slutlig", "delning", "dokumentet", "avtalet", "allt", "kommandot"
]  # fmt: skip


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


class CodeEntry(Exact):
    """One code: what it means, how it may be told, and what to do."""

    code: Text = required("kod", "Koden, som den står i programmet")
    severities: Annotated[tuple[Severity, ...], BeforeValidator(_listed)] = required("allvar", "Hur allvarligt det är")
    stops: Annotated[tuple[Stop, ...], BeforeValidator(_listed)] = required("stoppar", "Vad som inte görs")
    meaning: Text = required("betyder", "Vad som är fel, i en eller två meningar")
    example: Text = required("exempel", "Hur meddelandet kan lyda")
    advice: Text = required("gör", "Vad den som läser kan göra")
    in_the_workbench: Text | None = key(
        "i_arbetsbänken", "Rådet på en sida i arbetsbänken, när programmets eget råd är ett kommando"
    )


class CodeTheme(Exact):
    """The codes about one thing."""

    name: Text = required("namn", "Rubriken")
    about: Text = required("om", "En eller två meningar om dem alla")
    codes: tuple[CodeEntry, ...] = required("koder", "Koderna")


def load_codes() -> tuple[CodeTheme, ...]:
    """Return the catalogue, theme by theme in the order of the files. Raises InvalidLibrary."""
    return tuple(read_model(path, CodeTheme, InvalidLibrary) for path in sorted(DATA.glob("*.yaml")))
