"""Who may come in: this computer's own browser, once it has shown the key; every answer leaves with the same headers.

A cookie is sent to every port of a host. It is therefore no proof by itself: what changes something also needs a token
that only our own pages hold, and to come from such a page. docs/beslut/051 says why each line is here.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable, Mapping
from http.cookies import CookieError, SimpleCookie
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: How much a request may carry: an agreement's form, or files, which may be as large as the terminal reads them.
MAX_BODY, MAX_FILES = 8_000_000, 52_000_000
#: Where the key is shown.
START = "/start"
_READING = frozenset({"GET", "HEAD"})
_POLICY = (
    "default-src 'self'; img-src 'self' data:; base-uri 'none'; object-src 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": _POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
_PAGE = """<!DOCTYPE html>
<html lang="sv"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
{more}<link rel="icon" href="data:,"><title>{title} – iopdocs</title></head>
<body><main><h1>{title}</h1><p>{text}</p></main></body></html>
"""


_ONCE = "Starta den igen: länken gäller en gång och en webbläsare."


class TooMuch(Exception):
    """Raised when a request carries more than it may."""


class Gate:
    """Stands before the pages. ``key`` opens once; ``seen`` is told of each request that was let in."""

    def __init__(self, app: ASGIApp, port: int, seen: Callable[[], None] = lambda: None) -> None:
        self._app, self._seen = app, seen
        self._hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})
        self._cookie = f"iopdocs-{port}"
        self.key = secrets.token_urlsafe(32)
        self._unused = True
        self._session = secrets.token_urlsafe(32)
        self._secret = secrets.token_bytes(32)

    @property
    def token(self) -> str:
        """What a page of ours sends with what it asks to be changed."""
        return hmac.new(self._secret, self._session.encode(), "sha256").hexdigest()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it here."""
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        answer = self._refused(scope, headers) or (self._started(scope) if scope["path"] == START else None)
        if answer is None and not self._knows(headers):
            answer = _page(403, "Öppna arbetsbänken på nytt", _ONCE)
        if answer is None and scope["method"] not in _READING and not _ours(headers):
            answer = _page(403, "Nej", "Det som ändrar något tas bara emot från arbetsbänkens egna sidor.")
        if answer is not None:
            await answer(scope, receive, guarded(send))
            return
        self._seen()
        scope["state"] = {**scope.get("state", {}), "token": self.token}
        await self._app(scope, limited(receive, _most(headers)), guarded(send))

    def _refused(self, scope: Scope, headers: Headers) -> Response | None:
        """Return the answer to a request for another host, or that carries too much, or comes from another page."""
        if len(headers.getlist("host")) != 1 or headers["host"] not in self._hosts:
            return _page(421, "Fel adress", "Arbetsbänken svarar bara på sin egen adress.")
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > _most(headers):
            return too_much(headers)
        # A page on another port of this computer is of the same site, and is sent the cookie with what it asks for.
        if scope["path"] != START and headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return _page(403, "Nej", "Gå till arbetsbänken i ett eget fönster. En annan sida bad om den här.")
        return None

    def _started(self, scope: Scope) -> Response:
        """Take the key for a session, once; the page goes on by itself, so that the key is in no later address."""
        shown = scope["query_string"].decode("latin-1").removeprefix("nyckel=")
        if scope["method"] not in _READING or not self._unused or not hmac.compare_digest(shown, self.key):
            return _page(403, "Länken gäller inte längre", "Den gäller en gång. Starta arbetsbänken igen.")
        self._unused = False
        onwards = '<meta http-equiv="refresh" content="0;url=/">\n'
        answer = _page(200, "Arbetsbänken öppnas", '<a href="/">Gå vidare</a>', onwards)
        answer.set_cookie(self._cookie, self._session, httponly=True, samesite="strict", path="/")
        return answer

    def _knows(self, headers: Headers) -> bool:
        try:
            cookies: SimpleCookie = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            return False
        shown = cookies.get(self._cookie)
        return shown is not None and hmac.compare_digest(shown.value.encode(), self._session.encode())


def _ours(headers: Headers) -> bool:
    """Whether a request comes from a page of ours, as the browser says; who says nothing is not believed."""
    if site := headers.get("sec-fetch-site"):
        return site == "same-origin"
    return headers.get("origin") == f"http://{headers['host']}"


def _page(status: int, title: str, text: str, more: str = "") -> Response:
    return HTMLResponse(_PAGE.format(title=title, text=text, more=more), status)


def too_much(headers: Headers) -> Response:
    """Return the answer to a request that carries more than it may."""
    return _page(413, "För mycket på en gång", f"Högst {_most(headers) // 1_000_000} megabyte tas emot.")


def _most(headers: Headers) -> int:
    return MAX_FILES if headers.get("content-type", "").startswith("multipart/form-data") else MAX_BODY


def guarded(send: Send, common: Mapping[str, str] = _HEADERS) -> Send:
    """Return what sends an answer with the headers that every answer has; one may have a stricter policy of its own."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in common.items():
                headers.setdefault(name, value)
        await send(message)

    return sent


def limited(receive: Receive, most: int = MAX_BODY) -> Receive:
    """Return what receives a request no longer than it may be, whatever it says of its length."""
    read = 0

    async def received() -> Any:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > most:
            raise TooMuch
        return message

    return received
