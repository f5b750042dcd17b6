"""Forms that are sent to us: none is read without the token that our own pages hold."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from functools import wraps
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from iopdocs.errors import IopdocsError
from iopdocs.usecases.desk import Desk
from iopdocs.web.gate import MAX_BODY
from iopdocs.web.pages import page, refused

#: The field or the header that the token is sent in.
FIELD, HEADER = "nyckel", "x-iopdocs"
#: What every form of an agreement's facts sends beside them: the token, what to do, and what it began from.
BESIDE = (FIELD, "gor", "bas", "bastext")
#: How many files a form of ours has at the most.
_FILES = 4
#: An agreement has some thousand fields at the most; what is larger is no form of ours.
MAX_FIELDS = 20_000

_LONGEST = 500

Endpoint = Callable[[Request], Awaitable[Response]]


def reads(work: Callable[[Request], Response]) -> Endpoint:
    """Return an endpoint that shows something, and why it cannot when it cannot."""

    @wraps(work)
    async def endpoint(request: Request) -> Response:
        try:
            return await run_in_threadpool(_at_once, work, request)
        except IopdocsError as error:
            return refused(request, error, 404)

    return endpoint


def writes(work: Callable[[Request, FormData], Response]) -> Endpoint:
    """Return an endpoint that is asked by a form of ours to do something."""

    @wraps(work)
    async def endpoint(request: Request) -> Response:
        async with request.form(max_files=_FILES, max_fields=MAX_FIELDS, max_part_size=MAX_BODY) as form:
            shown = request.headers.get(HEADER) or form.get(FIELD)
            if not isinstance(shown, str) or not hmac.compare_digest(shown.encode(), request.state.token.encode()):
                return page(request, "stale.html", 403)
            try:
                return await run_in_threadpool(_at_once, work, request, form)
            except IopdocsError as error:
                return refused(request, error)

    return endpoint


def _at_once(work: Callable[..., Response], request: Request, *form: FormData) -> Response:
    """Answer of one moment: the files are looked at once for a page."""
    with request.app.state.desk.one_look():
        return work(request, *form)


def line(sent: FormData, name: str) -> str:
    """Return what was written in a field, as one line."""
    return " ".join(str(sent.get(name, "")).split())[:_LONGEST]


def desk_of(request: Request) -> Desk:
    """Return the desk that the pages work at."""
    desk: Desk = request.app.state.desk
    return desk


def fields_in(sent: FormData, own: Collection[str]) -> Mapping[str, Sequence[str]]:
    """Return the agreement's fields of a form: those that are not the form's own."""
    found: dict[str, list[str]] = {}
    for name, value in sent.multi_items():
        if name not in own:
            found.setdefault(name, []).append(str(value))
    return found


def file_in(sent: FormData, name: str) -> tuple[str, bytes]:
    """Return the name and the bytes of a file that was sent; nothing when none was."""
    given = sent.get(name)
    return (given.filename or "", given.file.read()) if isinstance(given, UploadFile) else ("", b"")


def download(name: str, data: bytes) -> Response:
    """Return a file to be saved, and never to be shown as a page."""
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    return Response(data, media_type="application/octet-stream", headers={"content-disposition": disposition})
