"""The documents of an agreement: made with one click, fetched one by one."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from iopdocs.errors import IopdocsError, Problem
from iopdocs.usecases.left_to_final import left_to_final
from iopdocs.usecases.papers import Made, listed, make, no_pdf, paper
from iopdocs.usecases.render import FORMATS, Wish
from iopdocs.usecases.saving import read
from iopdocs.usecases.writing_desk import Draft, draft
from iopdocs.web.forms import download, line, reads, writes
from iopdocs.web.links import road_to
from iopdocs.web.pages import page, told


@reads
def papers(request: Request) -> Response:
    """Show what there is to make, and what lies in the agreement's folder."""
    return _papers(request, saved(request), None, ())


@writes
def made(request: Request, sent: FormData) -> Response:
    """Make what is asked for, and say what became of it: one document in one format, or several in several."""
    there, state = saved(request), request.app.state
    stem, _, format_ = str(sent.get("gor", "")).partition("|")
    formats = (format_,) if format_ else tuple(str(one) for one in sent.getlist("format"))
    final = sent.get("slutlig") == "ja"
    try:
        result = make(state.desk, there.path, Wish(
            state.today(), there.kinds_of(stem), formats, final, only_new=True,
            reason=line(sent, "skal") if final else "", only=frozenset({stem} if stem else ()),
        ))  # fmt: skip
    except IopdocsError as error:
        return _papers(request, there, None, error.problems, 409, final=final)
    status = 409 if result.failed else 200
    return _papers(request, there, result, result.problems, status, at_once=bool(format_), final=final)


@reads
def fetched(request: Request) -> Response:
    """Give a document of the agreement's folder."""
    path = paper(request.app.state.desk, saved(request), request.path_params["paper"])
    return download(path.name, path.read_bytes())


def saved(request: Request) -> Draft:
    """Return the agreement of a road, as its file is."""
    desk, key = request.app.state.desk, request.path_params["key"]
    return draft(desk, key, read(desk, key).text, request.app.state.today())


def _papers(
    request: Request,
    there: Draft,
    result: Made | None,
    problems: tuple[Problem, ...],
    status: int = 200,
    *,
    at_once: bool = False,
    final: bool = False,
) -> Response:
    left, names = left_to_final(there, problems), there.field_names
    roads = [road_to(there, one, names, f"/avtal/{there.key}") for one in left.others]
    values = {
        "made": there,
        "formats": FORMATS,
        "listed": listed(request.app.state.desk, there),
        "lacking": told(no_pdf()),
        "left": left,
        "final": final,
        "links": {n: road for n, road in enumerate(roads) if road},
    }
    problems = tuple(told(left.others))
    return page(request, "papers.html", status, result=result, problems=problems, at_once=at_once, **values)


ROUTES = [
    Route("/avtal/{key}/dokument", papers),
    Route("/avtal/{key}/dokument", made, methods=["POST"]),
    Route("/avtal/{key}/hamta/{paper}", fetched),
]
