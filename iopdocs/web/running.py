"""The server: on this computer alone, until it is shut or nobody has had a page open for a while."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Callable
from datetime import date
from pathlib import Path

import uvicorn

from iopdocs.errors import OutputBlocked, Problem, because
from iopdocs.web.app import application
from iopdocs.web.gate import START, Gate

_HOST = "127.0.0.1"
#: How many may knock before they are let in.
_BACKLOG = 512
#: How often it is looked whether somebody is still there.
_LOOK = 5.0


def run(root: Path, today: Callable[[], date], *, port: int = 0, idle: float, started: Callable[[str], None]) -> None:
    """Serve the workspace in ``root`` until it is shut, or ``idle`` seconds have passed with no page open.

    ``port`` 0 is any that is free. ``started`` is told the link to begin with, once it works. Raises OutputBlocked when
    the port is taken.
    """
    with listening_at(_HOST, port) as listening:
        asyncio.run(_served(root, today, listening, idle, started))


def listening_at(host: str, port: int) -> socket.socket:
    """Return a socket that listens at an address of this computer. Raises OutputBlocked when it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sends small pieces at once only where the socket says that it is TCP. Else each page's body waits for the
    # browser to say that it has the headers, which it puts off for some 40 ms.
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":  # elsewhere it would let two programs listen at once
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(_BACKLOG)
    except OSError as error:
        made.close()
        hint = "Välj en annan port, eller låt bli att ange någon."
        problem = Problem(f"porten {port} går inte att använda: {because(error)}", hint=hint, code="port-upptagen")
        raise OutputBlocked(problem) from error
    return made


async def _served(
    root: Path, today: Callable[[], date], listening: socket.socket, idle: float, started: Callable[[str], None]
) -> None:
    port = listening.getsockname()[1]
    clock = asyncio.get_running_loop().time
    last = clock()

    def seen() -> None:
        nonlocal last
        last = clock()

    def stop() -> None:
        server.should_exit = True

    pages = application(root, today, stop)
    gate = Gate(pages, port, seen)
    config = uvicorn.Config(
        gate, http="h11", ws="none", loop="asyncio", lifespan="off", log_config=None, access_log=False,
        server_header=False, timeout_graceful_shutdown=3,
    )  # fmt: skip
    server = uvicorn.Server(config)

    async def watch() -> None:
        while not server.started:
            await asyncio.sleep(0.01)
        started(f"http://{_HOST}:{port}{START}?nyckel={gate.key}")
        while clock() - last < idle:
            await asyncio.sleep(min(_LOOK, idle))
        stop()

    watching = asyncio.create_task(watch())
    try:
        await server.serve(sockets=[listening])
    finally:
        watching.cancel()
        pages.state.desk.shut()
