"""The clause library with its versions and who uses each, and the templates with what is wrong in them."""

from __future__ import annotations

from datetime import date
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from iopdocs.errors import InvalidLibrary, IopdocsError, Problem, wrong_use
from iopdocs.swedish import dates
from iopdocs.swedish.alphabet import alphabetical
from iopdocs.usecases.clause_use import clause_users, word_clause
from iopdocs.usecases.compare_clause import compare_clause
from iopdocs.usecases.look_up import clause, clauses
from iopdocs.usecases.papers import from_root
from iopdocs.usecases.template_check import check_templates, with_comments
from iopdocs.web.forms import download, line, reads, writes
from iopdocs.web.pages import page, told

_LONGEST_TEXT = 20_000


@reads
def library(request: Request) -> Response:
    """Show all clauses, or those with some words in them."""
    asked = request.query_params.get("sok", "")[:200]
    words = asked.casefold().split()
    every = clauses(request.app.state.desk.workspace).clauses
    found = [one for one in every if all(w in f"{one.id} {one.heading} {one.about}".casefold() for w in words)]
    found.sort(key=lambda one: alphabetical(one.heading))
    return page(request, "clauses.html", found=found, asked=asked, every=len(every))


@reads
def one_clause(request: Request) -> Response:
    """Show a clause as it reads on a day, and what differs from another day."""
    return _clause(request, "", ())


@writes
def worded(request: Request, sent: FormData) -> Response:
    """Let an agreement word the clause itself."""
    state, text = request.app.state, str(sent.get("text", ""))[:_LONGEST_TEXT]
    try:
        file = word_clause(
            state.desk, str(sent.get("avtal", "")), request.path_params["klausul"], text,
            line(sent, "skal"), line(sent, "av"), state.today(),
        )  # fmt: skip
    except IopdocsError as error:
        return _clause(request, "", error.problems, 409, text)
    return _clause(request, f"Klausulen har nu en egen text i {file}, under klausuler.ersätt.", ())


@reads
def templates(request: Request) -> Response:
    """Show every document type and clause with what is wrong or doubtful in it."""
    desk = request.app.state.desk
    found = check_templates(desk.workspace, (), request.app.state.today())
    kinds = {kind.id: kind.description.name for kind in desk.workspace.types.values()}
    rows = [
        (kinds.get(one.name, one.name), one.name if one.name in kinds else "", one.found.is_sound, len(one.found.tags),
         told([from_root(desk, problem) for problem in one.found.problems]))
        for one in found.checked
    ]  # fmt: skip
    rows = [row for row in rows if row[1] or row[4]]
    return page(request, "templates.html", rows=rows, checked=len(found.checked))


@reads
def annotated(request: Request) -> Response:
    """Give a copy of a template with a comment at each place."""
    kind, state = request.path_params["typ"], request.app.state
    return download(f"{kind}-kommenterad.docx", with_comments(state.desk.workspace, kind, state.today()))


def _clause(request: Request, said: str, problems: tuple[Problem, ...], status: int = 200, text: str = "") -> Response:
    state, clause_id = request.app.state, request.path_params["klausul"]
    asked = {name: request.query_params.get(name, "")[:50] for name in ("dag", "till")}
    values: dict[str, Any] = {"found": None, "compared": None}
    try:
        days = {name: dates.parse(day) if day.strip() else None for name, day in asked.items()}
        on: date = days["dag"] or state.today()
        values["found"] = clause(state.desk.workspace, clause_id, on)
        if other := days["till"]:
            values["compared"] = compare_clause(state.desk.workspace, clause_id, on, other)
    except ValueError as error:
        problems = (*problems, wrong_use(error))
    except InvalidLibrary as error:
        problems = (*problems, *error.problems)
    versions = state.desk.workspace.clauses.get(clause_id).versions
    users = clause_users(state.desk, clause_id, state.today())
    return page(
        request, "clause.html", status, id=clause_id, asked=asked, said=said, problems=told(problems), users=users,
        versions=versions, text=text, day=state.today(), **values,
    )  # fmt: skip


ROUTES = [
    Route("/klausuler", library),
    Route("/klausuler/{klausul}", one_clause),
    Route("/klausuler/{klausul}", worded, methods=["POST"]),
    Route("/mallar", templates),
    Route("/mallar/{typ}", annotated),
]
