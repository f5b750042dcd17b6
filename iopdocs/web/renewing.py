"""Renewing as a list to work through: a window, what would be made, the making of it, and what is left to decide."""

from __future__ import annotations

from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from iopdocs.errors import IopdocsError
from iopdocs.usecases.decisions import begun, tick
from iopdocs.usecases.renewing import make, planned, renewals, rows_of, window_of
from iopdocs.web.forms import line, reads, writes
from iopdocs.web.pages import page, told

WITHIN = ("3 månader", "6 månader", "9 månader", "1 år", "2 år")
#: How long a page waits, in seconds, before it says how far the work has come instead.
PATIENCE = 1.0
#: How many agreements stand on a page of what is left to decide.
AT_ONCE = 25


@reads
def plan(request: Request) -> Response:
    """Ask for a window; show what would be made within it, when there is one."""
    given = request.query_params
    within, before = given.get("inom", "")[:40], given.get("senast", "")[:40]
    chosen = within or WITHIN[1]
    values: dict[str, Any] = {"within": chosen, "choices": WITHIN, "before": before}
    if not within and not before:
        return page(request, "renew.html", **values, rows=None, problems=[], made=None)
    try:
        work = planned(request.app.state.desk, request.app.state.today(), window_of(chosen, before))
        if not work.ended_within(PATIENCE):
            return page(request, "working.html", work=work, title="Förnyelsen räknas ut", stops=False)
        made = work.result()
    except IopdocsError as error:
        return page(request, "renew.html", 422, **values, rows=None, problems=told(error.problems), made=None)
    rows = rows_of(request.app.state.desk, made)
    return page(request, "renew.html", **values, rows=rows, problems=[], made=made)


@writes
def begin(request: Request, sent: FormData) -> Response:
    """Begin to make what is chosen."""
    window = window_of(line(sent, "inom") or WITHIN[1], line(sent, "senast"))
    keys = [str(one) for one in sent.getlist("avtal")]
    make(request.app.state.desk, request.app.state.today(), window, keys, redline=sent.get("redline") == "ja")
    return RedirectResponse("/fornya/arbete", 303)


@reads
def work(request: Request) -> Response:
    """Show how far it has come, and then what came of it."""
    going = renewals(request.app.state.desk)
    if going is None:
        return RedirectResponse("/fornya", 303)
    if not going.ended_within(PATIENCE):
        title = "Stoppas" if going.stopping else "Förnyelsen pågår"
        return page(request, "working.html", work=going, title=title, stops=not going.stopping)
    made = going.result()
    rows = rows_of(request.app.state.desk, made)
    left = going.total - len(made.results) if going.stopping else 0
    return page(request, "renewed.html", rows=rows, made=made, left=left, problems=[])


@writes
def stop(request: Request, sent: FormData) -> Response:
    """Stop it after the agreement that it is at."""
    going = renewals(request.app.state.desk)
    if going is not None:
        going.stop()
    return RedirectResponse("/fornya/arbete", 303)


@reads
def decide(request: Request) -> Response:
    """Show what is left to decide."""
    found = begun(request.app.state.desk)
    every = request.query_params.get("visa") == "alla"
    shown = [one for one in found if one.left or every]
    number = request.query_params.get("sida", "1")
    here = max(1, int(number)) if number.isascii() and number.isdecimal() and len(number) < 6 else 1
    pages = max(1, -(-len(shown) // AT_ONCE))
    here = min(here, pages)
    return page(
        request,
        "decide.html",
        shown=shown[(here - 1) * AT_ONCE : here * AT_ONCE],
        agreements=len(shown),
        done=len(found) - sum(1 for one in found if one.left),
        left=sum(one.left for one in found),
        every=every,
        number=here,
        pages=pages,
    )


@writes
def ticked(request: Request, sent: FormData) -> Response:
    """Tick a question, or take the tick away."""
    number, key = str(sent.get("fraga", "")), str(sent.get("avtal", ""))
    asked = int(number) if number.isascii() and number.isdecimal() and len(number) < 5 else 0
    tick(request.app.state.desk, key, asked, ticked=sent.get("gor") != "oppna")
    every = "&visa=alla" if sent.get("visa") == "alla" else ""
    return RedirectResponse(f"/fornya/beslut?sida={line(sent, 'sida') or 1}{every}#a-{key}", 303)


ROUTES = [
    Route("/fornya", plan),
    Route("/fornya", begin, methods=["POST"]),
    Route("/fornya/arbete", work),
    Route("/fornya/stoppa", stop, methods=["POST"]),
    Route("/fornya/beslut", decide),
    Route("/fornya/beslut", ticked, methods=["POST"]),
]
