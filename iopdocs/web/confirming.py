"""What is to be confirmed of an agreement: each thing with its sentence and a button, and the way back."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from iopdocs.errors import IopdocsError, Problem
from iopdocs.usecases.confirming import confirm_assumption, confirm_question, to_confirm
from iopdocs.usecases.saving import Changed, read, versions
from iopdocs.usecases.writing_desk import draft
from iopdocs.web.forms import desk_of, line, reads, writes
from iopdocs.web.pages import page, told

#: What is confirmed: ``antagande:0``, ``fraga:delegation``.
ASSUMPTION, QUESTION = "antagande", "fraga"


@reads
def confirm(request: Request) -> Response:
    """Show what there is to confirm."""
    return _confirm(request)


@writes
def confirmed(request: Request, sent: FormData) -> Response:
    """Confirm one thing, and go on to the next."""
    desk, key, by = desk_of(request), request.path_params["key"], line(sent, "av")
    what, _, which = str(sent.get("gor", "")).partition(":")
    base, known = str(sent.get("bas", "")), urlencode({"av": by})
    if what not in (ASSUMPTION, QUESTION):  # Enter in the field of the name: nothing is confirmed by that
        return RedirectResponse(f"/avtal/{key}/bekrafta?{known}#nasta", 303)
    try:
        if what == ASSUMPTION:
            confirm_assumption(desk, key, which, base)
        else:
            confirm_question(desk, key, which, by, request.app.state.today(), base)
    except Changed as changed:
        hint = "Sidan visar den som den är nu. Läs igen, och bekräfta det som stämmer."
        return _confirm(request, tuple(replace(one, hint=hint) for one in changed.problems), by, 409)
    except IopdocsError as error:
        return _confirm(request, error.problems, by, 409)
    return RedirectResponse(f"/avtal/{key}/bekrafta?sparat=ja&{known}#nasta", 303)


def _confirm(request: Request, problems: tuple[Problem, ...] = (), by: str = "", status: int = 200) -> Response:
    desk, key = desk_of(request), request.path_params["key"]
    there = read(desk, key)
    made = draft(desk, key, there.text, request.app.state.today())
    found = to_confirm(desk, made)
    kept = versions(desk, key) if "sparat" in request.query_params else []
    return page(
        request,
        "confirm.html",
        status,
        made=made,
        base=there.digest,
        found=found,
        problems=told([*problems, *found.problems]),
        by=by or request.query_params.get("av", "")[:200],
        day=made.day,
        undo=kept[0].number if kept else 0,
    )


ROUTES = [
    Route("/avtal/{key}/bekrafta", confirm),
    Route("/avtal/{key}/bekrafta", confirmed, methods=["POST"]),
]
