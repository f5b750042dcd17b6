"""The portfolio: the table with search and filters, and what can be taken along of it."""

from __future__ import annotations

import re
from math import ceil

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from iopdocs.errors import InvalidAgreement
from iopdocs.usecases.portfolio import PortfolioToLeave, Urgency, portfolio, portfolio_to_leave
from iopdocs.web.forms import reads
from iopdocs.web.pages import page, told

#: How many agreements stand on a page.
AT_ONCE = 100
#: The timeline is a page that stands by itself: nothing but its own style, and no script.
_ALONE = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox"


@reads
def overview(request: Request) -> Response:
    """Show all agreements."""
    asked = request.query_params
    words, state, which = asked.get("sok", ""), asked.get("lage", ""), asked.get("visa", "")
    try:
        found = portfolio(request.app.state.desk, request.app.state.today())
    except InvalidAgreement as error:
        return page(request, "empty.html", problems=told(error.problems))
    rows = found.chosen(words, state, which)
    pages = max(1, ceil(len(rows) / AT_ONCE))
    number = asked.get("sida", "1")
    here = min(max(1, int(number)), pages) if re.fullmatch("[0-9]{1,6}", number) else 1
    return page(
        request,
        "overview.html",
        found=found,
        rows=rows[(here - 1) * AT_ONCE : here * AT_ONCE],
        count=len(rows),
        asked={"sok": words, "lage": state, "visa": which},
        number=here,
        pages=pages,
        problems=told(found.problems),
        Urgency=Urgency,
    )


@reads
def report(request: Request) -> Response:
    """Show the page for the boss: what may be printed, with sums."""
    found = _to_leave(request).table
    return page(request, "report.html", found=found, sums=found.sums)


@reads
def calendar(request: Request) -> Response:
    """Give the calendar file."""
    return _file(_to_leave(request).calendar, "text/calendar; charset=utf-8", "iop-avtal.ics")


@reads
def table(request: Request) -> Response:
    """Give the table for Excel."""
    return _file(_to_leave(request).table.as_csv(), "text/csv; charset=utf-8", "iop-avtal.csv")


@reads
def timeline(request: Request) -> Response:
    """Show the timeline."""
    made = _to_leave(request).timeline
    return Response(made, media_type="text/html; charset=utf-8", headers={"content-security-policy": _ALONE})


def _to_leave(request: Request) -> PortfolioToLeave:
    return portfolio_to_leave(request.app.state.desk, request.app.state.today())


def _file(data: bytes, kind: str, name: str) -> Response:
    return Response(data, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'})


ROUTES = [
    Route("/", overview),
    Route("/rapport", report),
    Route("/tidslinje", timeline),
    Route("/kalender.ics", calendar),
    Route("/avtal.csv", table),
]
