"""The text of a document to be copied: with its looks and without."""

from __future__ import annotations

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from iopdocs.usecases.copied_text import copied_text
from iopdocs.usecases.papers import paper
from iopdocs.web.forms import download, reads
from iopdocs.web.pages import page, told
from iopdocs.web.papers import saved


@reads
def copied(request: Request) -> Response:
    """Show the text, to be copied with a button or by hand."""
    state, there = request.app.state, saved(request)
    path = paper(state.desk, there, request.path_params["paper"])
    found = copied_text(state.desk.workspace, path, state.today())
    rich = Markup(found.rich)  # noqa: S704 - made by the converter, which escapes what the document says
    values = {"made": there, "found": found, "rich": rich, "paper": request.path_params["paper"]}
    return page(request, "press_text.html", called=path.name, problems=told(found.problems), **values)


@reads
def plain(request: Request) -> Response:
    """Give the text as a file, for who has no script."""
    state = request.app.state
    path = paper(state.desk, saved(request), request.path_params["paper"])
    found = copied_text(state.desk.workspace, path, state.today())
    return download(f"{path.stem}.text.txt", found.plain.encode())


ROUTES = [
    Route("/avtal/{key}/kopiera/{paper}", copied),
    Route("/avtal/{key}/kopiera/{paper}/text", plain),
]
