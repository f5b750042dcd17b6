"""The answer of a run as JSON: one object on stdout, also when something stops the run, and also when that is us."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from iopdocs.cli import show
from iopdocs.cli.exits import Exit

if TYPE_CHECKING:
    from datetime import date

    from pydantic import BaseModel

    from iopdocs.errors import Problem
    from iopdocs.usecases.answers.base import AnswerJson


class Answering:
    """Gives the answer of a run; without ``asked`` there is nobody who wants it as JSON.

    The object is written from above: the command and the day, what was found, record by record as it comes, and last
    the rest. A run that is stopped midway so ends what it has begun.
    """

    def __init__(self) -> None:
        self.asked = False
        self.command: str | None = None
        self.day: date | None = None
        #: Returns problems without what is protected: what stops a run may quote anything. Known with the workspace.
        self.discreet: Callable[[Iterable[Problem]], Iterable[Problem]] = iter
        self._begun = self._ended = False

    def each(self, records: Iterable[BaseModel]) -> None:
        """Write what was found, each record as it comes."""
        from iopdocs.usecases.answers.base import as_data

        self._begin()
        for record in records:
            self._item(as_data(record))

    def give(self, answer: AnswerJson, code: Exit) -> None:
        """Write an answer, or after :meth:`each` the rest of it."""
        from iopdocs.usecases.answers.base import as_data

        data = as_data(answer)
        found = data.pop("resultat")
        if not self._begun:
            self._begin()
            for one in found:
                self._item(one)
        self._end({name: value for name, value in data.items() if name not in self._head} | {"slutkod": int(code)})

    def stopped(self, problems: Iterable[Problem], code: Exit) -> Exit:
        """End the answer of a run that something stopped, if anybody wants it; return the code."""
        from iopdocs.usecases.answers.base import AnswerJson, problems_json

        if self.asked and not self._ended:
            self.give(AnswerJson(problems=problems_json(self.discreet(problems))), code)
        return code

    @property
    def _head(self) -> dict[str, Any]:
        return {"kommando": self.command, "dag": self.day and str(self.day)}

    def _begin(self) -> None:
        self._begun, self._some = True, False
        show.piece("{" + "".join(f"{_member(*one)}," for one in self._head.items()) + '\n  "resultat": [')

    def _item(self, data: Mapping[str, Any]) -> None:
        show.piece((",\n    " if self._some else "\n    ") + _indented(data, 4))
        self._some = True

    def _end(self, rest: Mapping[str, Any]) -> None:
        self._ended = True
        close = "\n  ]" if self._some else "]"
        show.piece(close + "".join(f",{_member(*one)}" for one in rest.items()) + "\n}\n")


def _member(name: str, value: Any) -> str:
    return f"\n  {show.json_text(name)}: {_indented(value, 2)}"


def _indented(value: Any, spaces: int) -> str:
    """Return a value as JSON, its lines after the first indented; a line break is never within a text."""
    return show.json_text(value).replace("\n", "\n" + " " * spaces)
