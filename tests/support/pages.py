"""The workbench without a server: requests as a browser of this computer sends them, straight to the pages."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from iopdocs.web.app import application
from iopdocs.web.gate import START, Gate

PORT = 8765
HOST = f"127.0.0.1:{PORT}"
DAY = date(2026, 1, 15)
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Pages:
    """The pages of a workspace, and a browser that has shown the key."""

    def __init__(self, root: Path, day: date = DAY) -> None:
        self.stopped = False
        self.app = application(root, lambda: day, self._stop)
        self.gate = Gate(self.app, PORT)
        self.cookie = ""
        self.cookie = self.get(f"{START}?nyckel={self.gate.key}").headers["set-cookie"].partition(";")[0]

    def _stop(self) -> None:
        self.stopped = True

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for a page; a header that is empty is not sent."""
        return self.ask("GET", path, b"", headers)

    def post(self, path: str, fields: Mapping[str, Any] | None = None, **headers: str) -> Answer:
        """Send a form, with the token of our pages unless another is given."""
        body = urlencode({"nyckel": self.gate.token, **(fields or {})}, doseq=True).encode()
        return self.ask("POST", path, body, {"content_type": FORM, "sec_fetch_site": "same-origin", **headers})

    def give(
        self, path: str, files: Mapping[str, tuple[str, bytes]], fields: Mapping[str, str] | None = None
    ) -> Answer:
        """Send a form with files: the name of each field, and the name and the bytes of its file."""
        ends, parts = "granssnitt", list[bytes]()
        for name, value in {"nyckel": self.gate.token, **(fields or {})}.items():
            parts.append(f'--{ends}\r\ncontent-disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
        for name, (called, data) in files.items():
            head = f'--{ends}\r\ncontent-disposition: form-data; name="{name}"; filename="{called}"\r\n\r\n'
            parts.append(head.encode() + data + b"\r\n")
        body = b"".join(parts) + f"--{ends}--\r\n".encode()
        kind = f"multipart/form-data; boundary={ends}"
        return self.ask("POST", path, body, {"content_type": kind, "sec_fetch_site": "same-origin"})

    def ask(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """Send anything."""
        given = {"host": HOST, "cookie": self.cookie, "content_length": str(len(body)) if body else "", **headers}
        sent = [(name.replace("_", "-").encode(), value.encode()) for name, value in given.items() if value]
        parts = urlsplit(path)
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
            "path": parts.path, "raw_path": parts.path.encode(), "query_string": parts.query.encode(), "root_path": "",
            "headers": sent, "client": ("127.0.0.1", 5), "server": ("127.0.0.1", PORT), "state": {},
        }  # fmt: skip
        return asked(self.gate, scope, body)


def asked(app: Any, scope: dict[str, Any], body: bytes) -> Answer:
    """Return what an application answers."""
    return asyncio.run(_asked(app, scope, body))


async def _asked(app: Any, scope: dict[str, Any], body: bytes) -> Answer:
    waiting: list[dict[str, Any]] = [
        {"type": "http.request", "body": body[at : at + 65536], "more_body": at + 65536 < len(body)}
        for at in range(0, max(len(body), 1), 65536)
    ]
    got: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return waiting.pop(0) if waiting else {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        got.append(message)

    await app(scope, receive, send)
    headers = {name.decode(): value.decode() for name, value in got[0]["headers"]}
    return Answer(got[0]["status"], headers, b"".join(one.get("body", b"") for one in got[1:]))


def link_to(page: Answer, pattern: str) -> str:
    """Return the first address on a page that a pattern matches."""
    found = re.search(rf'(?:href|action)="({pattern})"', page.text)
    assert found, f"no link like {pattern}"
    return found[1]
