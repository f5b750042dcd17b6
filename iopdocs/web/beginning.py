"""A new agreement, and the law looked up as of a day."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from iopdocs.errors import IopdocsError, Problem
from iopdocs.swedish import dates
from iopdocs.usecases.beginning import begin
from iopdocs.usecases.look_up import law
from iopdocs.web.forms import reads, writes
from iopdocs.web.pages import page, told

_LONGEST = 200


@reads
def new(request: Request) -> Response:
    """Ask what the new agreement is to be called, and what it begins from."""
    return _new(request, "", request.query_params.get("som", ""), ())


@writes
def begun(request: Request, sent: FormData) -> Response:
    """Make it, and go to it."""
    name, like = str(sent.get("id", ""))[:_LONGEST], str(sent.get("som", ""))
    try:
        return RedirectResponse(f"/avtal/{begin(request.app.state.desk, name, like)}", 303)
    except IopdocsError as error:
        return _new(request, name, like, error.problems, 409)


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
        message, _, hint = str(error).partition("\n")
        problems = (Problem(message, hint=hint, code="fel-användning"),)
    said = found.found.problems if found else problems
    return page(request, "law.html", asked=asked, day=day, answer=found, problems=told(tuple(said)))


def _new(request: Request, name: str, like: str, problems: tuple[Problem, ...], status: int = 200) -> Response:
    desk = request.app.state.desk
    there = [(key, desk.workspace.shown(path)) for key, path in desk.files().items()]
    return page(request, "new.html", status, wanted=name, like=like, there=there, problems=told(problems))


ROUTES = [
    Route("/nytt", new),
    Route("/nytt", begun, methods=["POST"]),
    Route("/lag", looked_up),
]
