"""The documents of an agreement: made with one click, fetched one by one."""

from __future__ import annotations

from urllib.parse import quote

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from iopdocs.errors import InvalidAgreement, IopdocsError, Problem
from iopdocs.usecases.papers import Made, files, kinds, listed, make
from iopdocs.usecases.render import FORMATS
from iopdocs.usecases.saving import read
from iopdocs.usecases.writing_desk import Draft, draft
from iopdocs.web.forms import reads, writes
from iopdocs.web.pages import page, told

_LONGEST = 500


@reads
def papers(request: Request) -> Response:
    """Show what there is to make, and what lies in the agreement's folder."""
    return _papers(request, _saved(request), None, ())


@writes
def made(request: Request, sent: FormData) -> Response:
    """Make what is asked for, and say what became of it."""
    saved, state = _saved(request), request.app.state
    formats = tuple(str(one) for one in sent.getlist("format"))
    kind, final = str(sent.get("typ", "")), sent.get("slutlig") == "ja"
    reason = " ".join(str(sent.get("skal", "")).split())[:_LONGEST]
    try:
        result = make(state.desk, saved.path, state.today(), kind, formats, final=final, reason=reason)
    except IopdocsError as error:
        return _papers(request, saved, None, error.problems, 409)
    return _papers(request, saved, result, result.problems, 409 if result.failed else 200)


@reads
def fetched(request: Request) -> Response:
    """Give a document of the agreement's folder."""
    path = files(request.app.state.desk, _saved(request)).get(request.path_params["paper"])
    if path is None:
        hint = "Gå till fliken Dokument och välj ett av dem som finns."
        raise InvalidAgreement(Problem("dokumentet finns inte i avtalets mapp", hint=hint, code="saknad-fil"))
    disposition = f"attachment; filename*=UTF-8''{quote(path.name)}"
    return Response(
        path.read_bytes(), media_type="application/octet-stream", headers={"content-disposition": disposition}
    )


def _saved(request: Request) -> Draft:
    desk, key = request.app.state.desk, request.path_params["key"]
    return draft(desk, key, read(desk, key).text, request.app.state.today())


def _papers(
    request: Request, saved: Draft, result: Made | None, problems: tuple[Problem, ...], status: int = 200
) -> Response:
    desk = request.app.state.desk
    return page(
        request,
        "papers.html",
        status,
        made=saved,
        kinds=kinds(desk, saved),
        formats=FORMATS,
        listed=listed(desk, saved),
        result=result,
        problems=told(problems),
    )


ROUTES = [
    Route("/avtal/{key}/dokument", papers),
    Route("/avtal/{key}/dokument", made, methods=["POST"]),
    Route("/avtal/{key}/hamta/{paper}", fetched),
]
