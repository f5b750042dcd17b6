"""The service without a server or processes: requests as a program sends them, and the work done here."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

from iopdocs.web.api.application import service
from iopdocs.web.api.entrance import Entrance
from iopdocs.web.api.problems import Reply
from iopdocs.web.api.work import Task, work
from iopdocs.web.api.workers import Workers
from tests.support.pages import DAY, Answer, asked

HOST = "iop.exempelby.se"
KEY = "k" * 32
_PART = "Content-Disposition: form-data"
YAML, JSON = "application/yaml", "application/json"


class Here(Workers):
    """Does the work in this process."""

    async def do(self, task: Task) -> Reply:
        return work(task)


@dataclass
class Service:
    """The service over a workspace, and a program that has the key. ``log`` is what it notes."""

    root: Path
    day: date = DAY
    seconds: float = 600.0
    log: list[tuple[Any, ...]] = field(default_factory=list)

    def __post_init__(self) -> None:
        made = service(Here(self.root, 1, self.seconds), lambda: self.day)
        self.entrance = Entrance(made, {HOST}, {KEY}, lambda *note: self.log.append(note))

    def get(self, road: str, **headers: str) -> Answer:
        """Ask for a road; a header that is empty is not sent."""
        return self.ask("GET", road, b"", headers)

    def post(self, road: str, body: str | bytes, kind: str = YAML, **headers: str) -> Answer:
        """Send an agreement."""
        data = body.encode() if isinstance(body, str) else body
        return self.ask("POST", road, data, {"content_type": kind, **headers})

    def send(self, road: str, avtal: Sequence[str], bredvid: Sequence[str] = ()) -> Answer:
        """Send files with a form."""
        edge = b"--grans"
        parts = [("avtal", one) for one in avtal] + [("bredvid", one) for one in bredvid]
        body = b"".join(
            edge
            + f'\r\nContent-Disposition: form-data; name="{name}"; filename="../../x.yaml"\r\n\r\n{text}\r\n'.encode()
            for name, text in parts
        )
        return self.post(road, body + edge + b"--\r\n", "multipart/form-data; boundary=grans")

    def ask(self, method: str, road: str, body: bytes, headers: dict[str, str]) -> Answer:
        """Send anything."""
        given = {"host": HOST, "authorization": f"Bearer {KEY}", "content_length": str(len(body)) if body else ""}
        sent = [(name.replace("_", "-").encode(), value.encode()) for name, value in (given | headers).items() if value]
        path, _, query = road.partition("?")
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
            "path": path, "raw_path": path.encode(), "query_string": quote(query, safe="=&%:+").encode(),
            "root_path": "", "headers": sent, "client": ("127.0.0.1", 5), "server": (HOST, 80), "state": {},
        }  # fmt: skip
        return asked(self.entrance, scope, body)


class Dies(dict[str, tuple[str, ...]]):
    """What a request asks for, that ends the process it is asked in."""

    def get(self, *_: Any) -> Any:
        os.kill(os.getpid(), signal.SIGKILL)


class Hangs(dict[str, tuple[str, ...]]):
    """What a request asks for, that never ends and hears no signal, as a library in C may do."""

    def get(self, *_: Any) -> Any:
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        threading.Event().wait()
