"""Two documents compared: of the workspace, or given by whoever asks."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from iopdocs.errors import IopdocsError, Problem
from iopdocs.usecases.compared_papers import (
    GIVEN,
    Redlined,
    compared_papers,
    redlined,
    side_by_side,
    word_files,
)
from iopdocs.web.forms import download, file_in, line, reads, writes
from iopdocs.web.pages import page, told

#: So many agreements can be chosen among in a list; of more, one is come to from its own page.
_MOST = 300
#: The two documents side by side are a page that stands by itself: nothing but its own style, and no script.
_ALONE = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"


@reads
def comparing(request: Request) -> Response:
    """Ask which two, and show what differs when they are known."""
    return _compared(request, None)


@writes
def chosen(request: Request, sent: FormData) -> Response:
    """Take the files that were given on the desk, and go to what differs; or make a Word file of that."""
    state, asked = request.app.state, request.query_params
    if sent.get("gor") == "word":
        old, new = asked.get("gammal", ""), asked.get("ny", "")
        return _compared(request, redlined(state.desk, old, new, state.today(), line(sent, "av")))
    both = {}
    for name in ("gammal", "ny"):
        called, data = file_in(sent, f"{name}_fil")
        # A file that is given is what is meant, also when the list still says something.
        both[name] = f"{GIVEN}.{state.desk.held.hold(called, data).key}" if data else str(sent.get(name, ""))
    wanted = {name: asked.get(name, "") for name in ("ett", "tva")} | both
    return RedirectResponse(f"/jamfor?{urlencode(wanted)}", 303)


@reads
def beside(request: Request) -> Response:
    """Show the two side by side on a page of their own."""
    state, asked = request.app.state, request.query_params
    made = side_by_side(state.desk, asked.get("gammal", ""), asked.get("ny", ""), state.today())
    return Response(made, media_type="text/html; charset=utf-8", headers={"content-security-policy": _ALONE})


@reads
def fetched(request: Request) -> Response:
    """Give a Word file with tracked changes that was made."""
    held = request.app.state.desk.held.get(request.path_params["held"])
    return download(held.name, held.data)


def _compared(request: Request, made: Redlined | None) -> Response:
    state, asked = request.app.state, request.query_params
    wanted = {name: asked.get(name, "") for name in ("ett", "tva", "gammal", "ny")}
    problems: tuple[Problem, ...] = made.problems if made else ()
    found, status, listed = None, 200, []
    try:
        keys = dict.fromkeys(one for one in (wanted["ett"], wanted["tva"]) if one)
        listed = [one for key in keys for one in word_files(state.desk, key, state.today())]
        if wanted["gammal"] and wanted["ny"]:
            found = compared_papers(state.desk, wanted["gammal"], wanted["ny"], state.today())
    except IopdocsError as error:
        problems, status = (*problems, *error.problems), 404
    agreements = [(key, state.desk.workspace.shown(path)) for key, path in state.desk.files().items()]
    given = [(one, state.desk.held.get(one.partition(".")[2]).name) for one in _given(request, wanted)]
    values = {"wanted": wanted, "listed": listed, "given": given, "made": made, "found": found}
    shown = agreements if len(agreements) <= _MOST else []
    query = urlencode({name: wanted[name] for name in ("gammal", "ny")})
    return page(
        request, "comparing.html", status, problems=told(problems), agreements=shown, query=query,
        road=urlencode(wanted), **values,
    )  # fmt: skip


def _given(request: Request, wanted: dict[str, str]) -> list[str]:
    """Return the references to files that were given and are still there, so that they stay chosen."""
    held = request.app.state.desk.held
    references = dict.fromkeys(wanted[name] for name in ("gammal", "ny"))
    return [one for one in references if one.startswith(f"{GIVEN}.") and held.has(one.partition(".")[2])]


ROUTES = [
    Route("/jamfor", comparing),
    Route("/jamfor", chosen, methods=["POST"]),
    Route("/jamfor/sida", beside),
    Route("/jamfor/hamta/{held}", fetched),
]
