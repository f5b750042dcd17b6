"""The server: at one address, behind a reverse proxy, until it is asked to end."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path
from typing import Any

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from iopdocs.errors import Problem
from iopdocs.web.api.application import service
from iopdocs.web.api.entrance import Entrance, Note
from iopdocs.web.api.workers import Workers
from iopdocs.web.running import listening_at

#: How long somebody may take to say what they ask for, and how long a connection may wait for the next question.
HEAD_SECONDS, IDLE_SECONDS = 10.0, 15
#: How many connections there may be; the proxy shares few among many.
_CONNECTIONS = 500
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


class Impatient(H11Protocol):
    """HTTP to somebody who must say what they ask for within a time: uvicorn itself waits for ever."""

    _waits: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Begin to wait."""
        super().connection_made(transport)
        self._look()

    def data_received(self, data: bytes) -> None:
        """Wait on, unless all of a question's head has come."""
        super().data_received(data)
        self._look()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._stop()
        super().connection_lost(exc)

    def _look(self) -> None:
        if self.conn.their_state is not h11.IDLE:
            self._stop()
        elif self._waits is None:
            self._waits = self.loop.call_later(HEAD_SECONDS, self._end)

    def _stop(self) -> None:
        if self._waits is not None:
            self._waits.cancel()
            self._waits = None

    def _end(self) -> None:
        self._waits = None
        if self.conn.their_state is h11.IDLE:
            self.transport.close()


def run(
    root: Path,
    today: Callable[[], date],
    keys: Collection[str],
    *,
    bind: str,
    port: int,
    hosts: Collection[str],
    processes: int,
    seconds: float,
    started: Callable[[str, tuple[Problem, ...]], None],
    note: Note,
) -> None:
    """Serve the workspace in ``root`` to whoever shows one of the keys, until the process is asked to end.

    ``started`` is told the address once it answers and what is wrong with the templates, ``note`` of each request.
    Raises OutputBlocked when the port is taken, InvalidAgreement when no document can be made with the workspace.
    """
    logging.getLogger("uvicorn").setLevel(logging.CRITICAL + 1)  # it would print what was raised, which may hold texts
    with listening_at(bind, port) as listening:
        shown = f"[{bind}]" if ":" in bind else bind
        number = listening.getsockname()[1]
        own = {f"{one}:{number}" for one in (*_LOOPBACK, shown)}
        workers = Workers(root, processes, seconds)
        entrance = Entrance(service(workers, today), {*own, *hosts}, keys, note)
        config = uvicorn.Config(
            entrance, http=Impatient, ws="none", loop="asyncio", lifespan="off", log_config=None, access_log=False,
            server_header=False, proxy_headers=False, timeout_keep_alive=IDLE_SECONDS, limit_concurrency=_CONNECTIONS,
            timeout_graceful_shutdown=int(seconds),
        )  # fmt: skip
        server = uvicorn.Server(config)

        async def served() -> None:
            found = await workers.start(today)
            answering = asyncio.create_task(server.serve(sockets=[listening]))
            while not server.started and not answering.done():
                await asyncio.sleep(0.01)
            started(f"http://{shown}:{number}", found)
            await answering

        asyncio.run(served())
