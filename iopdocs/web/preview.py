"""A document as it would read, in a frame where nothing runs and nothing is fetched."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import escape, unescape

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from iopdocs.errors import IopdocsError
from iopdocs.usecases.fields import FormField, FormList, FormPart, FormRecord
from iopdocs.usecases.saving import read
from iopdocs.usecases.writing_desk import Draft, latest
from iopdocs.web.forms import reads
from iopdocs.web.pages import fragment, told

_STYLE = re.compile("<style>(.*?)</style>", re.DOTALL)
_GAP = re.compile(r"<mark>\[saknas: ([^\]<]*)\]</mark>")
_MORE = "mark a { color: inherit; }\nmain { margin-top: 1rem; }\n"
_POLICY = (
    "default-src 'none'; style-src 'sha256-{hash}'; img-src data:; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self'; sandbox allow-same-origin allow-top-navigation-by-user-activation"
)


@reads
def preview(request: Request) -> Response:
    """Show a document of an agreement as it is being written, or else as its file is."""
    desk, key = request.app.state.desk, request.path_params["key"]
    kept = desk.remembered(request.query_params.get("text", ""))
    text = read(desk, key).text if kept is None else kept
    with desk.lock:
        made = latest(desk, key, text, request.app.state.today())
        try:
            shown = with_links(made.shown(request.path_params["stem"]).page.decode(), made, f"/avtal/{key}")
        except IopdocsError as error:
            shown = fragment("no_preview.html", problems=told(error.problems))
    style = next(iter(_STYLE.findall(shown)), "")
    policy = _POLICY.format(hash=b64encode(sha256(style.encode()).digest()).decode())
    headers = {"content-security-policy": policy, "x-frame-options": "SAMEORIGIN"}
    return Response(shown, media_type="text/html; charset=utf-8", headers=headers)


def with_links(shown: str, made: Draft, road: str) -> str:
    """Return a document's page with each gap a link to the field that would fill it, where one is known."""
    empty: dict[str, list[str]] = {}
    for label, name in _empty(made.form) if made.form else ():
        empty.setdefault(label.casefold(), []).append(name)

    def linked(found: re.Match[str]) -> str:
        names = empty.get(unescape(found[1]).strip().casefold())
        if not names:
            return found[0]
        name = names.pop(0) if len(names) > 1 else names[0]
        return f'<mark><a href="{road}#f-{escape(name)}" target="_parent">[saknas: {found[1]}]</a></mark>'

    return _GAP.sub(linked, shown).replace("</style>", f"{_MORE}</style>", 1)


def _empty(part: FormPart) -> Iterator[tuple[str, str]]:
    """Yield the label of each field and record with nothing in it, and what the form calls it."""
    if isinstance(part, FormField):
        if not part.value:
            yield part.label, part.name
    elif isinstance(part, FormList):
        if not part.items:
            yield part.label, part.name
        for item in part.items:
            yield from _empty(item)
    else:
        if part.name and not part.token and not _says(part):
            yield part.label, part.name
        for inner in part.parts:
            yield from _empty(inner)


def _says(part: FormPart) -> bool:
    if isinstance(part, FormField):
        return bool(part.value)
    return any(map(_says, part.parts if isinstance(part, FormRecord) else part.items))


ROUTES = [Route("/avtal/{key}/visa/{stem}", preview)]
