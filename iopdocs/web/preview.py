"""A document as it would read, in a frame where nothing runs and nothing is fetched."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from html import unescape
from itertools import count
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from iopdocs.errors import IopdocsError
from iopdocs.usecases.gap_fields import fields_of_gaps, known_fields
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
    """Show a document of an agreement as it is being written, or else as its file is; on request with its origins.

    ``luckor=ja`` finds out which field fills each gap when that is not known, which takes longer than the document.
    """
    stem, asked = request.path_params["stem"], request.query_params.get("text", "")
    explain, find_out = (request.query_params.get(one) == "ja" for one in ("ursprung", "luckor"))
    road = f"/avtal/{request.path_params['key']}"
    with request.app.state.desk.lock:
        made = _asked_for(request)
        try:
            if explain:
                page, told_of = made.explained(stem)
                shown = with_origins(page.page.decode(), made, told_of, road)
            else:
                shown = made.shown(stem).page.decode()
                fields = (fields_of_gaps if find_out else known_fields)(made, stem, labels_in(shown))
                to_ask = f"{road}/visa/{quote(stem)}/lucka"
                shown = with_roads(shown, to_ask, asked) if fields is None else with_links(shown, fields, road)
            shown = _with_turn(shown, f"{road}/visa/{quote(stem)}?text={quote(asked)}", explained=explain)
        except IopdocsError as error:
            shown = fragment("no_preview.html", problems=told(error.problems))
    style = next(iter(_STYLE.findall(shown)), "")
    policy = _POLICY.format(hash=b64encode(sha256(style.encode()).digest()).decode())
    headers = {"content-security-policy": policy, "x-frame-options": "SAMEORIGIN"}
    return Response(shown, media_type="text/html; charset=utf-8", headers=headers)


@reads
def to_field(request: Request) -> Response:
    """Go on to the field that fills a gap of a document, by its number there; else to the list of what is left."""
    stem, number = request.path_params["stem"], request.path_params["number"]
    road, fields = f"/avtal/{request.path_params['key']}", list[str]()
    with request.app.state.desk.lock, suppress(IopdocsError):
        made = _asked_for(request)
        fields = fields_of_gaps(made, stem, labels_in(made.shown(stem).page.decode()))
    if number < len(fields) and fields[number]:
        return RedirectResponse(f"{road}?dokument={quote(stem)}#f-{quote(fields[number])}", 303)
    return RedirectResponse(f"{road}?kvar=ja&dokument={quote(stem)}", 303)


def _asked_for(request: Request) -> Draft:
    """Return the agreement as somebody is writing it, by the name of that text, or else as its file is."""
    desk, key = request.app.state.desk, request.path_params["key"]
    kept = desk.remembered(request.query_params.get("text", ""))
    return latest(desk, key, read(desk, key).text if kept is None else kept, request.app.state.today())


def _with_turn(shown: str, road: str, *, explained: bool) -> str:
    """Return a page with the way to the other form of it first, and the styles of both: the frame has one."""
    link = _HIDE.format(road=road) if explained else _SHOW.format(road=f"{road}&amp;ursprung=ja")
    return shown.replace("</style>", f"{_MORE}{ORIGIN_STYLE}</style>", 1).replace("<main>", f"{link}\n<main>", 1)


def labels_in(shown: str) -> list[str]:
    """Return what each gap that is seen in a document's page says, in order."""
    return [unescape(label).strip() for label in GAP.findall(shown)]


def with_links(shown: str, fields: Iterable[str], road: str) -> str:
    """Return a document's page with each gap a link to the field that would fill it, or else with why it has none."""
    each = iter(fields)
    return GAP.sub(lambda found: linked_gap(unescape(found[1]), next(each, ""), road), shown)


def with_roads(shown: str, road: str, text: str) -> str:
    """Return the same with each gap a link to where its field is found out, so that the document need not wait for it.

    ``text`` is the name of what somebody is writing.
    """
    numbers = count()

    def asked(found: re.Match[str]) -> str:
        return fragment("unknown_gap.html", text=unescape(found[1]), road=f"{road}/{next(numbers)}", of=text)

    return GAP.sub(asked, shown)


ROUTES = [
    Route("/avtal/{key}/visa/{stem}", preview),
    Route("/avtal/{key}/visa/{stem}/lucka/{number:int}", to_field),
]
