"""A new agreement, and the law looked up as of a day."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from iopdocs.errors import IopdocsError, Problem, Severity, wrong_use
from iopdocs.swedish import dates
from iopdocs.usecases.beginning import begin, like
from iopdocs.usecases.interview import Interview, answered, begun_like, kinds, proposed_id
from iopdocs.usecases.interview import begun as start
from iopdocs.usecases.look_up import law
from iopdocs.web.forms import reads, writes
from iopdocs.web.pages import page, told

_LONGEST = 200


@reads
def new(request: Request) -> Response:
    """Ask what the new agreement begins from; with a kind, its first questions."""
    return _new(request, kind=request.query_params.get("slag", ""), like=request.query_params.get("som", ""))


@writes
def begun(request: Request, sent: FormData) -> Response:
    """Make it of the answers, or of one that is like it, and go to it; say what is wrong with an answer."""
    desk, name, kind = request.app.state.desk, str(sent.get("id", ""))[:_LONGEST], str(sent.get("slag", ""))
    other, today, held = str(sent.get("som", "")), request.app.state.today(), None
    try:
        if other:
            text = like(desk.workspace, desk.file(other))
        else:
            held = _answered(request, sent, kind)
            text = held.text
            name = name.strip() or proposed_id(desk.workspace, held)
        if held and any(one.severity is Severity.ERROR for one in held.problems):
            return _new(request, kind=kind, name=name, held=held, problems=held.problems, status=422)
        name = name.strip() or proposed_id(desk.workspace, begun_like(desk.workspace, text, today))
        return RedirectResponse(f"/avtal/{begin(desk, name, text)}?nytt=ja", 303)
    except IopdocsError as error:
        return _new(request, kind=kind, name=name, like=other, held=held, problems=error.problems, status=409)


@reads
def looked_up(request: Request) -> Response:
    """Show what a citation meant on a day."""
    asked, day = request.query_params.get("lagrum", "")[:_LONGEST], request.query_params.get("dag", "")[:_LONGEST]
    problems: tuple[Problem, ...] = ()
    found = None
    try:
        on = dates.parse(day) if day else request.app.state.today()
        found = law(asked, on) if asked.strip() else None
    except ValueError as error:
        problems = (wrong_use(error),)
    said = found.found.problems if found else problems
    return page(request, "law.html", asked=asked, day=day, answer=found, problems=told(tuple(said)))


def _answered(request: Request, sent: FormData, kind: str) -> Interview:
    """Return the interview with what the form answers; what is not sent is not answered."""
    workspace, today = request.app.state.desk.workspace, request.app.state.today()
    interview = start(workspace, kind, today)
    given = {one.name: str(sent.get(one.name, "")) for one in interview.questions if one.name in sent}
    return answered(workspace, interview, given, today, kind) if given else interview


def _new(
    request: Request,
    *,
    kind: str = "",
    name: str = "",
    like: str = "",
    held: Interview | None = None,
    problems: Sequence[Problem] = (),
    status: int = 200,
) -> Response:
    desk = request.app.state.desk
    there = [(key, desk.workspace.shown(path)) for key, path in desk.files().items()]
    choices = kinds(desk.workspace)
    chosen = next((one for one in choices if one.id == kind), None)
    if chosen and held is None:
        held = start(desk.workspace, kind, request.app.state.today())
    values = {"wanted": name, "like": like, "there": there, "kinds": choices, "chosen": chosen, "held": held}
    return page(request, "new.html", status, problems=told(problems), **values)


ROUTES = [
    Route("/nytt", new),
    Route("/nytt", begun, methods=["POST"]),
    Route("/lag", looked_up),
]
