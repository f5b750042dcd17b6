"""Pages out of templates: everything that is put in is escaped, and signs that nobody sees are shown."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from iopdocs.errors import IopdocsError, Problem
from iopdocs.html_pages import pages_in
from iopdocs.reading import without_numbers
from iopdocs.usecases.page_advice import for_a_page
from iopdocs.visible import visible

HERE = Path(__file__).parent


@cache
def _environment() -> Environment:
    made = pages_in(HERE / "templates")
    made.filters |= {"synlig": visible, "synlig_text": _lines}
    return made


def _lines(text: str) -> str:
    """Return a text of several lines with signs that nobody sees shown."""
    return "\n".join(map(visible, text.split("\n")))


def page(request: Request, name: str, status: int = 200, **values: Any) -> Response:
    """Return a page; ``token`` is what its forms send, and ``here`` the road that is followed."""
    common = {"token": request.state.token, "here": request.url.path, "folder": request.app.state.desk.root.name}
    return HTMLResponse(_environment().get_template(name).render(**common, **values), status)


def fragment(name: str, **values: Any) -> Markup:
    """Return a part of a page."""
    return Markup(_environment().get_template(name).render(**values))  # noqa: S704 - the template escapes what it is given


def told(problems: Sequence[Problem]) -> list[Problem]:
    """Return problems as the terminal tells them, without personnummer, with the page's advice for a command."""
    return [for_a_page(without_numbers(one)) for one in problems]


def refused(request: Request, error: IopdocsError, status: int = 409) -> Response:
    """Return a page that says why something could not be done, in the terminal's words."""
    return page(request, "refused.html", status, problems=told(error.problems))
