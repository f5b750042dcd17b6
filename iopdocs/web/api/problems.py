"""Problem details (RFC 9457): why a request was refused, with every fault in words and where in what was sent."""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from iopdocs.classes import dataclass, replace
from iopdocs.errors import Problem
from iopdocs.usecases.answers.base import ProblemJson, as_data
from iopdocs.visible import escaped
from iopdocs.web.api.roads import REFUSALS

MEDIA_TYPE = "application/problem+json"
#: The members that are ours: each fault, and in each the place of the value.
PROBLEMS, POINTER = "problem", "pekare"
POINTER_ABOUT = "JSON Pointer (RFC 6901) till värdet i det som skickades; null när platsen inte är känd"
_TYPE = "urn:iopdocs:problem:"
#: Where the value of a problem stands in what was sent, if it is known.
Pointer = Callable[[Problem], str | None]


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer before it is HTTP. ``trace`` is where in the program a bug was met, without any text of anybody's."""

    status: int
    kind: str
    body: bytes
    headers: Mapping[str, str]
    trace: tuple[str, ...] = ()


def nowhere(_: Problem) -> str | None:
    """Say that no place is known."""
    return None


def told(found: Iterable[Problem], pointer: Pointer = nowhere) -> list[dict[str, Any]]:
    """Return problems as data."""
    return [{**as_data(ProblemJson.of(one)), POINTER: pointer(one)} for one in found]


def in_json(data: Any) -> bytes:
    """Return data as JSON, with an escape for every sign that is not seen."""
    return escaped(json.dumps(data, ensure_ascii=False)).encode()


def refusal(
    status: int, found: Iterable[Problem], pointer: Pointer = nowhere, headers: Mapping[str, str] | None = None
) -> Reply:
    """Return the answer to what is refused: its kind by the status, and all that is wrong."""
    problems = list(found)
    details = {
        "type": f"{_TYPE}{status}",
        "title": REFUSALS[status],
        "status": status,
        "detail": problems[0].sentence if len(problems) == 1 else f"{len(problems)} saker att se över.",
        PROBLEMS: told(problems, pointer),
    }
    return Reply(status, MEDIA_TYPE, in_json(details), headers or {})


def refused(status: int, problem: Problem, **headers: str) -> Reply:
    """Return the same for one fault of the request itself, with headers by their names with ``_`` for a hyphen."""
    return refusal(status, [problem], headers={name.replace("_", "-"): value for name, value in headers.items()})


def busy() -> Reply:
    """Return the answer when there is too much to do."""
    problem = Problem("tjänsten har för mycket att göra just nu", hint="Försök igen om en stund.", code="upptagen")
    return refused(503, problem, retry_after="2")


def too_slow(seconds: float) -> Reply:
    """Return the answer when the work takes too long."""
    hint = "Dela upp frågan, eller be om färre dokument och format åt gången."
    return refused(504, Problem(f"arbetet tog mer än {seconds:g} sekunder", hint=hint, code="för-lång-tid"))


def bug(error: Exception) -> Reply:
    """Return the answer when we are at fault."""
    hint = "Det som skickades har inte sparats. Be den som driver tjänsten att se i dess logg."
    message = "det här är ett fel i iopdocs, inte i dina uppgifter"
    made = refused(500, Problem(message, hint=hint, code="programfel"))
    return replace(made, trace=traced(error))


def traced(error: Exception) -> tuple[str, ...]:
    """Return what kind of error it is and where: its message may hold what somebody sent, and is not told."""
    frames = traceback.extract_tb(error.__traceback__)
    return (type(error).__name__, *(f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in frames))
