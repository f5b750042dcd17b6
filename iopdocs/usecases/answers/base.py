"""What all answers share: a record, a problem, the keys around what was found."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict

from iopdocs.errors import Severity, printable_name
from iopdocs.model.base import Exact, key, required
from iopdocs.reading import without_numbers

if TYPE_CHECKING:
    from iopdocs.errors import Problem


def _as_text(value: object) -> object:
    return printable_name(value) if isinstance(value, str) else value


#: A text as JSON can hold it: the name of a file in an old encoding holds bytes that are no text.
JsonText = Annotated[str, BeforeValidator(_as_text)]


class JsonRecord(Exact):
    """A record of an answer; the alias is the key in JSON."""

    model_config = ConfigDict(populate_by_name=True)


def as_data(record: BaseModel) -> dict[str, Any]:
    """Return a record as plain data, by its Swedish keys."""
    return record.model_dump(by_alias=True, mode="json")


class ProblemJson(JsonRecord):
    """A fault, a doubt or something worth knowing. Personnummer are masked."""

    message: JsonText = required("meddelande", "vad som är fel")
    file: JsonText | None = required("fil", "filen det gäller")
    line: int | None = required("rad", "raden i filen")
    where: JsonText = required("uppgift", "nycklarna dit, till exempel parter[2].orgnr")
    hint: JsonText = required("råd", "vad man gör åt det")
    severity: Severity = required("grad", "fel, varning eller upplysning")
    code: JsonText = required("kod", "kort namn som aldrig ändras")

    @classmethod
    def of(cls, problem: Problem) -> ProblemJson:
        """Return a problem for JSON."""
        safe = without_numbers(problem)
        return cls(
            message=safe.message,
            file=safe.file,
            line=safe.line,
            where=safe.where,
            hint=safe.hint,
            severity=safe.severity,
            code=safe.code,
        )


def problems_json(found: Iterable[Problem]) -> tuple[ProblemJson, ...]:
    """Return problems for JSON."""
    return tuple(map(ProblemJson.of, found))


class AnswerJson(JsonRecord):
    """What every answer has. Whoever gives it fills in the command, the day and the exit code."""

    command: JsonText | None = key("kommando", "kommandot som svarar; null när det inte gick att läsa")
    day: date | None = key(
        "dag", "dagen som svaret gäller; null för kommandon utan --on, och när kommandot är felskrivet"
    )
    results: tuple[BaseModel, ...] = key("resultat", "vad kommandot kom fram till, en post för varje", default=())
    problems: tuple[ProblemJson, ...] = key("problem", "vad som inte hör till en enda post i resultat", default=())
    code: int = key("slutkod", "samma som programmets slutkod", default=0)
