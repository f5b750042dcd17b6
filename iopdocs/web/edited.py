"""A document that somebody may have edited: what was changed, and what to do with it; also one that is dragged in."""

from __future__ import annotations

from pathlib import Path

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from iopdocs.errors import InvalidAgreement, IopdocsError, Problem
from iopdocs.usecases.clean import clean
from iopdocs.usecases.edited_paper import (
    Done,
    as_it_is,
    clause_kept,
    facts_written,
    finished,
    in_place,
    merged,
    replaced,
)
from iopdocs.usecases.papers import no_pdf, paper
from iopdocs.usecases.taken_in import take_in
from iopdocs.usecases.tried_paper import TriedPaper, tried, tried_held
from iopdocs.web.forms import file_in, line, reads, writes
from iopdocs.web.pages import page, told
from iopdocs.web.papers import saved


@reads
def looked_at(request: Request) -> Response:
    """Show what is known of a document of an agreement's folder, and what can be done with it."""
    there = saved(request)
    path = paper(request.app.state.desk, there, request.path_params["paper"])
    return _shown(request, path.name, tried(request.app.state.desk, path), None)


@writes
def done(request: Request, sent: FormData) -> Response:
    """Do what was chosen with a document of an agreement's folder, and show what became of it."""
    state, there = request.app.state, saved(request)
    path = paper(state.desk, there, request.path_params["paper"])
    act, day = str(sent.get("gor", "")), state.today()
    formats = tuple(str(one) for one in sent.getlist("format"))
    acts = {
        "foga": lambda: merged(state.desk, there, path, day),
        "ersatt": lambda: replaced(state.desk, there, path, day),
        "slutlig": lambda: finished(state.desk.workspace, path, ("docx", *formats), day, line(sent, "skal")),
        "format": lambda: as_it_is(state.desk.workspace, path, formats, day),
        "uppgifter": lambda: facts_written(state.desk, path),
        "klausul": lambda: clause_kept(state.desk.workspace, path, *_why(sent), day),
    }
    try:
        if act not in acts:
            raise InvalidAgreement(Problem("det valet finns inte", hint="Välj på sidan.", code="fel-användning"))
        result = acts[act]()
    except IopdocsError as error:
        return _shown(request, path.name, tried(state.desk, path), Done(problems=error.problems, failed=True))
    if not path.exists():
        return _shown(request, path.name, None, result)
    return _shown(request, path.name, tried(state.desk, path), result)


@reads
def given(request: Request) -> Response:
    """Ask for a file."""
    return page(request, "given.html", problems=[], cleaned=None)


@writes
def tidied(request: Request, sent: FormData) -> Response:
    """Take away the kept documents that no edited document comes of."""
    cleaned = clean(request.app.state.desk.workspace)
    return page(request, "given.html", problems=[], cleaned=cleaned)


@writes
def dragged_in(request: Request, sent: FormData) -> Response:
    """Take a file on the desk, and go to what is known of it."""
    held = request.app.state.desk.held.hold(*file_in(sent, "fil"))
    return RedirectResponse(f"/granska/{held.key}", 303)


@reads
def held(request: Request) -> Response:
    """Show what is known of a file that somebody has given."""
    desk = request.app.state.desk
    there = desk.held.get(request.path_params["held"])
    return _shown(request, there.name, tried_held(desk, there), None)


@writes
def done_with_held(request: Request, sent: FormData) -> Response:
    """Lay a file that somebody has given in its agreement's folder."""
    desk = request.app.state.desk
    there = desk.held.get(request.path_params["held"])
    try:
        taken = take_in(desk, there)
    except IopdocsError as error:
        return _shown(request, there.name, tried_held(desk, there), Done(problems=error.problems, failed=True))
    return RedirectResponse(f"/avtal/{taken.agreement}/granska/{taken.paper}", 303)


def _why(sent: FormData) -> tuple[str, str, str]:
    """Return which clause, why and by whom. Raises InvalidAgreement when that is not said."""
    clause, reason, by = (line(sent, name) for name in ("klausul", "skal", "av"))
    if not (reason and by):
        hint = "Den som läser avtalet efter dig behöver veta det."
        raise InvalidAgreement(Problem("skäl och namn behövs", hint=hint, code="fel-användning"))
    return clause, reason, by


def _shown(request: Request, name: str, found: TriedPaper | None, result: Done | None) -> Response:
    status = 409 if result and result.failed else 200
    problems = told((*(result.problems if result else ()), *(found.problems if found else ())))
    key, own = request.path_params.get("key", ""), request.path_params.get("paper", "")
    agreement = (key, "") if key else found.agreement if found else None
    values = {"called": name, "found": found, "result": result, "agreement": agreement, "paper": own}
    values["replaceable"] = in_place(Path(name))
    return page(request, "edited.html", status, problems=problems, no_pdf=bool(no_pdf()), **values)


ROUTES = [
    Route("/avtal/{key}/granska/{paper}", looked_at),
    Route("/avtal/{key}/granska/{paper}", done, methods=["POST"]),
    Route("/granska", given),
    Route("/granska", dragged_in, methods=["POST"]),
    Route("/stada", tidied, methods=["POST"]),
    Route("/granska/{held}", held),
    Route("/granska/{held}", done_with_held, methods=["POST"]),
]
