"""A document as it would read, in a frame where nothing runs and nothing is fetched."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from iopdocs.errors import IopdocsError
from iopdocs.usecases.gap_fields import fields_of_gaps
from iopdocs.usecases.saving import read
from iopdocs.usecases.writing_desk import Draft, latest
from iopdocs.web.forms import reads
from iopdocs.web.page_origins import GAP, ORIGIN_STYLE, linked_gap, with_origins
from iopdocs.web.pages import fragment, told

_STYLE = re.compile("<style>(.*?)</style>", re.DOTALL)
_MORE = "mark a { color: inherit; }\nmain { margin-top: 1rem; }\n"
_SHOW = '<p class="vand"><a href="{road}" data-vand>Visa var varje stycke kommer ifrån</a></p>'
_HIDE = '<p class="vand"><a href="{road}" data-vand="ursprung">Visa bara dokumentet</a></p>'
_POLICY = (
    "default-src 'none'; style-src 'sha256-{hash}'; img-src data:; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self'; sandbox allow-same-origin allow-top-navigation-by-user-activation"
)


@reads
def preview(request: Request) -> Response:
    """Show a document of an agreement as it is being written, or else as its file is; on request with its origins."""
    desk, key, stem = request.app.state.desk, request.path_params["key"], request.path_params["stem"]
    asked = request.query_params.get("text", "")
    kept = desk.remembered(asked)
    text = read(desk, key).text if kept is None else kept
    explain, road = request.query_params.get("ursprung") == "ja", f"/avtal/{key}"
    with desk.lock:
        made = latest(desk, key, text, request.app.state.today())
        try:
            if explain:
                page, told_of = made.explained(stem)
                shown = with_origins(page.page.decode(), made, told_of, road)
            else:
                shown = with_links(made.shown(stem).page.decode(), made, stem, road)
            shown = _with_turn(shown, f"{road}/visa/{quote(stem)}?text={quote(asked)}", explained=explain)
        except IopdocsError as error:
            shown = fragment("no_preview.html", problems=told(error.problems))
    style = next(iter(_STYLE.findall(shown)), "")
    policy = _POLICY.format(hash=b64encode(sha256(style.encode()).digest()).decode())
    headers = {"content-security-policy": policy, "x-frame-options": "SAMEORIGIN"}
    return Response(shown, media_type="text/html; charset=utf-8", headers=headers)


def _with_turn(shown: str, road: str, *, explained: bool) -> str:
    """Return a page with the way to the other form of it first, and the styles of both: the frame has one."""
    link = _HIDE.format(road=road) if explained else _SHOW.format(road=f"{road}&amp;ursprung=ja")
    return shown.replace("</style>", f"{_MORE}{ORIGIN_STYLE}</style>", 1).replace("<main>", f"{link}\n<main>", 1)


def with_links(shown: str, made: Draft, stem: str, road: str) -> str:
    """Return a document's page with each gap a link to the field that would fill it, or else with why it has none."""
    fields = iter(fields_of_gaps(made, stem, [unescape(label).strip() for label in GAP.findall(shown)]))
    return GAP.sub(lambda found: linked_gap(unescape(found[1]), next(fields, ""), road), shown)


ROUTES = [Route("/avtal/{key}/visa/{stem}", preview)]
