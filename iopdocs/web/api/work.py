"""What is done in a process of its own: one request's work, within its time."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from types import FrameType
from typing import NoReturn
from urllib.parse import quote

from iopdocs.classes import dataclass, replace
from iopdocs.errors import InvalidLibrary, IopdocsError, Problem, errors
from iopdocs.usecases.answers.base import AnswerJson, as_data
from iopdocs.usecases.desk import Desk
from iopdocs.usecases.look_up import clause, clauses, law
from iopdocs.usecases.received import Received, SentAgreement, of_the_house, prepare, receive, versions
from iopdocs.usecases.render import Wish
from iopdocs.web.api.problems import PROBLEMS, Pointer, Reply, bug, in_json, nowhere, refusal, refused, told, too_slow
from iopdocs.web.api.roads import GAPS, JSON, MEDIA, REMARKS, STANDINGS, ZIP, named

_ABOUT = "svar.json"


@dataclass(frozen=True, slots=True)
class Task:
    """What a request asks for: the workspace, the road, the day, what was sent, and the values of the address."""

    root: Path
    road: str
    day: date
    seconds: float
    asked: Mapping[str, tuple[str, ...]]
    texts: tuple[SentAgreement, ...] = ()
    beside: tuple[SentAgreement, ...] = ()


class TooLong(BaseException):
    """Raised in the midst of work that takes too long: no handler of ordinary faults may take it for one."""


def work(task: Task) -> Reply:
    """Do what a request asks for. Never raises: what went wrong is in the answer, and of a bug only where it was."""
    try:
        with _within(task.seconds):
            return _WORK[task.road](task)
    except IopdocsError as error:
        return _refused(task, error)
    except TooLong:
        _desk.cache_clear()  # what was being read may be half read
        return too_slow(task.seconds)
    except Exception as error:  # noqa: BLE001 - the outermost layer here: what was sent must not be in any log
        return bug(error)


def warm(root: Path, day: date, *, look: bool = True) -> tuple[tuple[Problem, ...], bool]:
    """Read all that documents are made with, before anybody waits for it.

    Return what is wrong with it, and whether that stops every document; ``look`` asks for what stops none, too.
    """
    try:
        return tuple(prepare(_desk(root), day, look=look)), False
    except IopdocsError as error:
        return error.problems, True


@cache
def _desk(root: Path) -> Desk:
    return Desk(root)


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    """Raise TooLong in here when the time is out, where the system can; whoever waits has a limit beside this one."""
    alarm = getattr(signal, "setitimer", None)
    if alarm is None:
        yield
        return
    before = signal.signal(signal.SIGALRM, _time_is_out)
    alarm(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        alarm(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _time_is_out(_: int, __: FrameType | None) -> NoReturn:
    raise TooLong


def _received(task: Task) -> Received:
    return receive(_desk(task.root), task.texts, task.beside)


def _documents(task: Task) -> Reply:
    asked = task.asked
    desk = _desk(task.root)
    if unknown := [one for one in asked.get("typ", ()) if one not in desk.workspace.types]:
        hint = f"Dokumenttyper: {', '.join(desk.workspace.types)}."
        problem = Problem(f"dokumenttypen ”{unknown[0]}” finns inte", hint=hint, code="okänd-dokumenttyp")
        return refused(400, problem)
    received = _received(task)
    formats = tuple(dict.fromkeys(asked.get("format", ("docx",))))
    wish = Wish(task.day, tuple(dict.fromkeys(asked.get("typ", ()))), formats, named(asked, "slutlig") == "ja")
    try:
        made = received.documents(wish)
    except IopdocsError as error:
        return _refused(task, error, received.pointer)
    remarks = sum(one.severity.value != "upplysning" for one in made.outcome.problems)
    headers = {GAPS: str(made.gaps), REMARKS: str(remarks)}
    if len(made.files) == 1 and named(asked, "zip") != "ja":
        ((name, data),) = made.files
        return Reply(200, MEDIA[formats[0]], data, {**headers, **_as_file(name)})
    about = as_data(made.answer) | {PROBLEMS: told(made.outcome.problems, received.pointer)}
    archive = made.packed(_ABOUT, in_json(about))
    return Reply(200, ZIP, archive, {**headers, **_as_file("dokument.zip")})


def _check(task: Task) -> Reply:
    received = _received(task)
    found = received.check(task.day)
    problems = _without_place(found.problems, task.root)
    return _answer(task, "check", found.as_json(), problems, received.pointer)


def _status(task: Task) -> Reply:
    received = _received(task)
    standing = received.status(task.day)
    wanted = named(task.asked, "format") or "json"
    if wanted != "json":
        data = standing.calendar() if wanted == "ics" else standing.timeline()
        return Reply(200, STANDINGS[wanted], data, _as_file(f"iop-avtal.{wanted}"))
    return _answer(task, "status", standing.as_json(), standing.problems, received.pointer)


def _law(task: Task) -> Reply:
    found = law(named(task.asked, "lagrum"), task.day)
    return _answer(task, "law", found.as_json(), found.found.problems)


def _clauses(task: Task) -> Reply:
    workspace, wanted = _desk(task.root).workspace, named(task.asked, "id")
    try:
        found = clause(workspace, wanted, task.day) if wanted else clauses(workspace)
    except InvalidLibrary as error:
        if not wanted or wanted in workspace.clauses.clauses:
            raise
        return refusal(404, error.problems)
    return _answer(task, "clauses", found.as_json(), ())


def _version(task: Task) -> Reply:
    return _answer(task, "version", versions(_desk(task.root)), ())


_WORK: Mapping[str, Callable[[Task], Reply]] = {
    "dokument": _documents,
    "kontroll": _check,
    "status": _status,
    "lag": _law,
    "klausuler": _clauses,
    "version": _version,
}


def _answer(
    task: Task, command: str, answer: AnswerJson, found: tuple[Problem, ...], pointer: Pointer = nowhere
) -> Reply:
    """Return an answer as the command line gives it, with the place of each problem."""
    code = 1 if any(errors(found)) else 0
    data = as_data(answer.model_copy(update={"command": command, "day": task.day, "code": code}))
    return Reply(200, JSON, in_json(data | {PROBLEMS: told(found, pointer)}), {})


def _refused(task: Task, error: IopdocsError, pointer: Pointer = nowhere) -> Reply:
    """Answer that it cannot be done. What is wrong with the house's own files is no fault of who asks."""
    return refusal(
        500 if of_the_house(error) else 422, _without_place(_discreet(task.root, error.problems), task.root), pointer
    )


def _discreet(root: Path, found: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return problems without what agreements here protect; none of their words where that cannot be known."""
    try:
        return tuple(_desk(root).workspace.watch.discreet(found))
    except IopdocsError:
        hint = "Den som sköter tjänsten ser felet med iopdocs check i arbetsmappen."
        return (Problem("tjänstens egna filer är felaktiga", hint=hint, code="fel-i-tjänsten"),)


def _without_place(found: tuple[Problem, ...], root: Path) -> tuple[Problem, ...]:
    """Return problems without where on this computer the workspace lies."""
    here = str(root)

    def short(text: str) -> str:
        return text.replace(f"{here}/", "").replace(here, "arbetsmappen")

    return tuple(
        replace(one, message=short(one.message), hint=short(one.hint), file=one.file and short(one.file))
        if here in f"{one.message} {one.hint} {one.file}"
        else one
        for one in found
    )


def _as_file(name: str) -> dict[str, str]:
    return {"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
