"""The pages put together."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from iopdocs.usecases.desk import Desk
from iopdocs.web import (
    agreement,
    beginning,
    clause_pages,
    comparing,
    confirming,
    edited,
    importing,
    law_day,
    live,
    overview,
    papers,
    press_text,
    preview,
    renewing,
    signing,
)
from iopdocs.web.forms import reads, writes
from iopdocs.web.gate import TooMuch, too_much
from iopdocs.web.pages import HERE, page


@reads
def alive(request: Request) -> Response:
    """Answer a page that is open: as long as one is, the workbench stays."""
    return Response(status_code=204)


@writes
def close(request: Request, form: FormData) -> Response:
    """Shut the workbench."""
    request.app.state.stop()
    return page(request, "closed.html")


async def _nowhere(request: Request, error: Exception) -> Response:
    return page(request, "nowhere.html", 404)


async def _bug(request: Request, error: Exception) -> Response:
    return page(request, "bug.html", 500)


async def _too_much(request: Request, error: Exception) -> Response:
    return too_much(request.headers)


async def _unreadable(request: Request, error: Exception) -> Response:
    return page(request, "unreadable.html", 400)


_HANDLERS: Mapping[Any, Callable[[Request, Exception], Awaitable[Response]]] = {
    400: _unreadable,
    404: _nowhere,
    405: _nowhere,
    500: _bug,
    TooMuch: _too_much,
}


def application(root: Path, today: Callable[[], date], stop: Callable[[], None]) -> Starlette:
    """Return the pages of the workspace in ``root``. ``today`` says what day it is, ``stop`` ends the program."""
    routes = [
        *overview.ROUTES,
        *renewing.ROUTES,
        *agreement.ROUTES,
        *live.ROUTES,
        *law_day.ROUTES,
        *confirming.ROUTES,
        *preview.ROUTES,
        *papers.ROUTES,
        *edited.ROUTES,
        *press_text.ROUTES,
        *comparing.ROUTES,
        *signing.ROUTES,
        *clause_pages.ROUTES,
        *beginning.ROUTES,
        *importing.ROUTES,
        Route("/lever", alive),
        Route("/stang", close, methods=["POST"]),
        Mount("/fast", StaticFiles(directory=HERE / "static")),
    ]
    made = Starlette(routes=routes, exception_handlers=_HANDLERS)
    made.state.desk, made.state.today, made.state.stop = Desk(root), today, stop
    return made
