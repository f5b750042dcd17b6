"""The server itself: on this computer alone, and gone when nobody is there."""

from __future__ import annotations

import asyncio
import http.client
import socket
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from iopdocs.errors import OutputBlocked
from iopdocs.web.running import listening_at, run
from tests.support.cli import Cli, make_workspace
from tests.support.waiting import HANG

DAY = date(2026, 1, 15)


def test_it_answers_the_link_and_ends_when_nobody_has_been_there_for_a_while(tmp_path: Path) -> None:
    link: Future[str] = Future()
    root = make_workspace(tmp_path)
    with ThreadPoolExecutor(1) as pool:
        served = pool.submit(run, root, lambda: DAY, idle=1.0, started=link.set_result)
        where = urlsplit(link.result(HANG))
        assert where.hostname == "127.0.0.1"
        asked = http.client.HTTPConnection(where.netloc, timeout=HANG)
        asked.request("GET", f"{where.path}?{where.query}")
        answer = asked.getresponse()
        assert answer.status == 200
        assert answer.headers["server"] is None
        asked.close()
        served.result(HANG)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((where.hostname, where.port or 0), timeout=HANG).close()


def test_a_port_that_is_taken_is_told(tmp_path: Path, cli: Cli) -> None:
    root = make_workspace(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(OutputBlocked):
            run(root, lambda: DAY, port=port, idle=1.0, started=print)
        code, _, said = cli("serve", "--root", root, "--port", port, "--no-browser")
        assert code == 1
        assert f"Porten {port} går inte att använda" in said


def test_without_the_extra_it_says_what_to_install(tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "iopdocs.web.running", None)
    code, _, said = cli("serve", "--root", make_workspace(tmp_path), "--no-browser")
    assert code == 1
    assert "pip install 'iopdocs[serve]'" in said


def test_what_is_sent_in_pieces_does_not_wait_for_the_other_side() -> None:
    met: asyncio.Queue[int] = asyncio.Queue()

    class Meets(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            there = transport.get_extra_info("socket")
            met.put_nowait(there.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))

    async def meet() -> int:
        with listening_at("127.0.0.1", 0) as listening:
            port = listening.getsockname()[1]
            async with await asyncio.get_running_loop().create_server(Meets, sock=listening):
                writer = (await asyncio.open_connection("127.0.0.1", port))[1]
                found = await met.get()
                writer.close()
                return found

    assert asyncio.run(meet()) != 0
