"""Who may come in: programs that show a key, at our own address; every answer leaves with the same headers.

No key is ever read from an address, a cookie or a form, and none is told. What is refused here is not read at all.
"""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Callable, Collection
from hashlib import sha256

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from iopdocs.errors import Problem
from iopdocs.web.api.problems import Reply, busy, refused, traced
from iopdocs.web.api.roads import ALIVE, BY_NAME, OPENAPI, PAGE
from iopdocs.web.gate import MAX_BODY, guarded, limited

#: How long somebody may take to receive an answer.
SEND_SECONDS = 60.0
_ASKED_FOR = 'Bearer realm="iopdocs"'
#: How many requests are dealt with at a time, whether they work, wait, read or are read.
MOST_AT_ONCE = 200
_OPEN = frozenset({PAGE, OPENAPI, ALIVE})
_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
#: Told of each request: method, road, status, milliseconds and where a bug was met, and nothing that anybody sent.
Note = Callable[[str, str, int, float, tuple[str, ...]], None]
#: Where an answer has that, on its way to the note.
TRACE = "iopdocs.trace"


class Entrance:
    """Stands before the service. ``hosts`` are the only names it answers to, ``keys`` those that open."""

    def __init__(self, app: ASGIApp, hosts: Collection[str], keys: Collection[str], note: Note) -> None:
        self._app, self._note = app, note
        self._hosts = frozenset(map(str.lower, hosts))
        self._keys = tuple(map(_print, keys))
        self._inside = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it here. Never raises: a server would print what was raised."""
        if scope["type"] != "http":
            return
        clock = asyncio.get_running_loop().time
        began, status, scope[TRACE] = clock(), 0, ()

        async def sent(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            async with asyncio.timeout(SEND_SECONDS):
                await send(message)

        refusal = self._refused(scope, Headers(scope=scope))
        answer = as_http(refusal) if refusal else self._app
        self._inside += 1
        try:
            await answer(scope, limited(receive), guarded(sent, _HEADERS))
        except TimeoutError:
            pass  # whoever asked does not take the answer: the connection ends
        except Exception as error:  # noqa: BLE001 - as above
            scope[TRACE] = traced(error)
        finally:
            self._inside -= 1
            self._note(_method(scope["method"]), _road(scope["path"]), status, (clock() - began) * 1000, scope[TRACE])

    def _refused(self, scope: Scope, headers: Headers) -> Reply | None:
        if len(headers.getlist("host")) != 1 or headers["host"].lower() not in self._hosts:
            hint = "Lägg till det med --host om det är rätt."
            return refused(421, Problem("tjänsten svarar inte på det värdnamnet", hint=hint, code="fel-användning"))
        if scope["path"] not in _OPEN and not self._knows(headers.getlist("authorization")):
            hint = "Skicka huvudet Authorization: Bearer och en nyckel som tjänsten har."
            problem = Problem("nyckeln saknas eller är fel", hint=hint, code="nyckel")
            return refused(401, problem, www_authenticate=_ASKED_FOR)
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdigit()) or int(length[:20]) > MAX_BODY:
            return too_much()
        if self._inside >= MOST_AT_ONCE and scope["path"] != ALIVE:
            return busy()
        return None

    def _knows(self, shown: list[str]) -> bool:
        """Whether the one key that is shown opens. All are compared, each in a time that says nothing of it."""
        scheme, _, key = (shown[0] if len(shown) == 1 else "").partition(" ")
        given = _print(key.strip())
        opens = [hmac.compare_digest(given, known) for known in self._keys]
        return scheme.lower() == "bearer" and any(opens)


def as_http(reply: Reply) -> Response:
    """Return an answer as HTTP."""
    return Response(reply.body, reply.status, dict(reply.headers), media_type=reply.kind)


def too_much() -> Reply:
    """Return the answer to a request that carries more than it may."""
    hint = f"Högst {MAX_BODY // 1_000_000} megabyte tas emot."
    return refused(413, Problem("det är för mycket på en gång", hint=hint, code="för-stor-fil"))


def _print(key: str) -> bytes:
    return sha256(key.encode("utf-8", "surrogateescape")).digest()


def _method(method: str) -> str:
    return method if method in ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH") else "okänd"


def _road(path: str) -> str:
    """Return what a log calls a road: nothing that somebody has written in an address."""
    known = {*_OPEN, *(road.path for road in BY_NAME.values())}
    return path if path in known else "okänd"
