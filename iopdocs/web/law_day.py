"""The law day of an agreement: what follows from it, and what another day would change."""

from __future__ import annotations

from datetime import date

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from iopdocs.errors import Problem, wrong_use
from iopdocs.swedish import dates
from iopdocs.usecases.law_day import law_day
from iopdocs.usecases.saving import read
from iopdocs.usecases.writing_desk import draft
from iopdocs.web.forms import reads
from iopdocs.web.pages import page, told

_LONGEST = 40


@reads
def shown(request: Request) -> Response:
    """Show it, and beside each provision what it would be as of the day that is asked for."""
    desk, key, asked = (
        request.app.state.desk,
        request.path_params["key"],
        request.query_params.get("dag", "")[:_LONGEST],
    )
    other: date | None = None
    problems: tuple[Problem, ...] = ()
    try:
        other = dates.parse(asked) if asked.strip() else None
    except ValueError as error:
        problems = (wrong_use(error),)
    with desk.lock:
        made = draft(desk, key, read(desk, key).text, request.app.state.today())
        law = law_day(made, other)
    fields = [made.field_names.get(law.given_by[:end], "") for end in range(len(law.given_by), 0, -1)]
    field = next(filter(None, fields), "")
    said = told((*problems, *law.problems))
    return page(request, "law_day.html", made=made, law=law, field=field, asked=asked, problems=said)


ROUTES = [Route("/avtal/{key}/lag", shown)]
