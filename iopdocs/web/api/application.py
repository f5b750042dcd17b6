"""The service put together: its roads, its description, and whether it answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache, partial
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from iopdocs.errors import Problem
from iopdocs.web.api.asking import Unasked, task_of
from iopdocs.web.api.entrance import TRACE, as_http, too_much
from iopdocs.web.api.openapi import described, page
from iopdocs.web.api.problems import Reply, bug, in_json, refused
from iopdocs.web.api.roads import ALIVE, JSON, OPENAPI, PAGE, ROADS, Road
from iopdocs.web.api.workers import Workers
from iopdocs.web.gate import TooMuch


def service(workers: Workers, today: Callable[[], date]) -> Starlette:
    """Return the service over what does the work. ``today`` says what day it is."""
    routes = [
        *(Route(road.path, partial(_asked, road, workers), methods=[road.method]) for road in ROADS),
        Route(PAGE, _page),
        Route(OPENAPI, _openapi),
        Route(ALIVE, _alive),
    ]
    _description(), page()  # nobody waits for them once it answers
    handlers: dict[Any, Any] = {404: _nowhere, 405: _other_method, 500: _bug}
    made = Starlette(routes=routes, exception_handlers=handlers)
    made.router.redirect_slashes = False
    made.state.today = today
    return made


async def _asked(road: Road, workers: Workers, request: Request) -> Response:
    """Answer a request; what went wrong on the way is told of as far as it is not somebody's words."""
    try:
        reply = await workers.do(await task_of(request, road, workers.root, workers.seconds))
    except Unasked as refusal:
        reply = refusal.reply
    except TooMuch:
        reply = too_much()
    except Exception as error:  # noqa: BLE001 - nothing that was sent may be in the server's own log
        reply = bug(error)
    request.scope[TRACE] = reply.trace
    return as_http(reply)


async def _alive(request: Request) -> Response:
    return Response(status_code=204)


async def _openapi(request: Request) -> Response:
    return as_http(Reply(200, JSON, _description(), {}))


@cache
def _description() -> bytes:
    return in_json(described())


async def _page(request: Request) -> Response:
    return HTMLResponse(page())


async def _nowhere(request: Request, error: Exception) -> Response:
    hint = f"Vägarna är {', '.join(road.path for road in ROADS)}."
    return as_http(refused(404, Problem("adressen finns inte", hint=hint, code="okänd-adress")))


async def _bug(request: Request, error: Exception) -> Response:
    return as_http(bug(error))


async def _other_method(request: Request, error: HTTPException) -> Response:
    allowed = (error.headers or {}).get("Allow", "")
    problem = Problem("adressen tar inte emot den metoden", hint=f"Använd {allowed}.", code="fel-användning")
    return as_http(refused(405, problem, allow=allowed))
