"""The portfolio: the table with search and filters, and what can be taken along of it."""

from __future__ import annotations

import re
from math import ceil
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from iopdocs.classes import dataclass
from iopdocs.errors import InvalidAgreement
from iopdocs.usecases.portfolio import (
    ORDERS,
    Portfolio,
    PortfolioRow,
    PortfolioToLeave,
    Table,
    as_csv,
    as_xlsx,
    portfolio_to_leave,
    reading,
)
from iopdocs.web.forms import reads
from iopdocs.web.pages import page, told

#: How many agreements stand on a page.
AT_ONCE = 100
#: How many problems stand above them, and how many agreements the report has.
MOST_TOLD, MOST_IN_REPORT = 20, 30
#: So many agreements are read while somebody waits; of more it is said after some seconds how far it has come.
FEW, PATIENCE = 60, 2.0
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST = 200
#: The timeline is a page that stands by itself: nothing but its own style, and no script.
_ALONE = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox"


@dataclass(frozen=True, slots=True)
class PortfolioSearch:
    """What a search asks for: words, a state, a filter, an order, and which page of it."""

    sok: str
    lage: str
    visa: str
    ordna: str
    bakvant: bool
    number: int

    @classmethod
    def of(cls, request: Request) -> PortfolioSearch:
        """Return what a request asks for."""
        given = request.query_params
        number = given.get("sida", "1")
        order = given.get("ordna", "")
        return cls(
            sok=given.get("sok", "")[:_LONGEST],
            lage=given.get("lage", "")[:_LONGEST],
            visa=given.get("visa", "")[:_LONGEST],
            ordna=order if order in ORDERS else "",
            bakvant=given.get("bakvant") == "ja",
            number=max(1, int(number)) if re.fullmatch("[0-9]{1,6}", number) else 1,
        )

    def rows(self, found: Portfolio) -> list[PortfolioRow]:
        """Return the rows that are asked for, on all pages."""
        return found.chosen(self.sok, self.lage, self.visa, self.ordna, backwards=self.bakvant)

    def road(self, to: str, **other: str | int) -> str:
        """Return an address that asks for the same, with something other."""
        asked = {"sok": self.sok, "lage": self.lage, "visa": self.visa, "ordna": self.ordna}
        given = {**asked, "bakvant": "ja" if self.bakvant else "", **other}
        query = urlencode({name: value for name, value in given.items() if value})
        return f"{to}?{query}" if query else to

    def sorted_by(self, order: str) -> str:
        """Return the address of the same sorted by something; the other way round when it is so already."""
        again = (self.ordna or ORDERS[0]) == order
        return self.road("/", ordna=order, bakvant="ja" if again and not self.bakvant else "")

    def direction(self, order: str) -> str:
        """Return how the table is sorted by something, as a browser is told: ascending, descending, none."""
        return "none" if (self.ordna or ORDERS[0]) != order else "descending" if self.bakvant else "ascending"


@reads
def overview(request: Request) -> Response:
    """Show all agreements, or how far the reading of them has come."""
    asked = PortfolioSearch.of(request)
    desk = request.app.state.desk
    work = reading(desk, request.app.state.today())
    if len(desk.files()) > FEW and not work.ended_within(PATIENCE):
        return page(request, "reading.html", work=work, road=asked.road("/"))
    try:
        found = work.result()
    except InvalidAgreement as error:
        return page(request, "empty.html", problems=told(error.problems))
    rows = asked.rows(found)
    pages = max(1, ceil(len(rows) / AT_ONCE))
    here = min(asked.number, pages)
    return page(
        request,
        "overview.html",
        found=found,
        rows=rows[(here - 1) * AT_ONCE : here * AT_ONCE],
        count=len(rows),
        asked=asked,
        number=here,
        pages=pages,
        problems=told(found.problems[:MOST_TOLD]),
        untold=max(0, len(found.problems) - MOST_TOLD),
    )


@reads
def report(request: Request) -> Response:
    """Show the page for the boss: what may be printed, with sums; one page, however many agreements there are."""
    found = _to_leave(request).table
    return page(request, "report.html", found=found, sums=found.sums, most=MOST_IN_REPORT)


@reads
def calendar(request: Request) -> Response:
    """Give the calendar file."""
    return _file(_to_leave(request).calendar, "text/calendar; charset=utf-8", "iop-avtal.ics")


@reads
def table(request: Request) -> Response:
    """Give the table as CSV: the agreements that the page shows."""
    return _file(as_csv(_sheet(request)), "text/csv; charset=utf-8", "iop-avtal.csv")


@reads
def workbook(request: Request) -> Response:
    """Give the same for Excel."""
    return _file(as_xlsx(_sheet(request)), _XLSX, "iop-avtal.xlsx")


@reads
def timeline(request: Request) -> Response:
    """Show the timeline."""
    made = _to_leave(request).timeline
    return Response(made, media_type="text/html; charset=utf-8", headers={"content-security-policy": _ALONE})


def _sheet(request: Request) -> Table:
    found = _to_leave(request).table
    return found.sheet(PortfolioSearch.of(request).rows(found))


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
    Route("/avtal.xlsx", workbook),
]
