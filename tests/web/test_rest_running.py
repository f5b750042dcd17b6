"""The service as it is run: by its command, in processes of its own, asked by programs that are not ours."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from iopdocs.usecases.create import create
from iopdocs.usecases.received import SentAgreement
from iopdocs.web.api import listening, workers
from iopdocs.web.api.listening import Impatient
from iopdocs.web.api.problems import Reply
from iopdocs.web.api.work import Task
from iopdocs.web.api.workers import Workers
from tests.conftest import ROOT
from tests.support import records
from tests.support.cli import Cli
from tests.support.pages import DAY
from tests.support.service import KEY, YAML, Dies, Hangs
from tests.support.waiting import HANG

PAGE = (ROOT / "docs" / "handbok" / "tjansten.md").read_text(encoding="utf-8")
LINES = re.findall(r"^```bash\n(.*?)^```", PAGE, re.S | re.M)


@dataclass
class Running:
    """A server that runs: its workspace, its port, and what it has said."""

    root: Path
    port: int
    said: list[str]

    def post(self, road: str, body: str, kind: str = YAML) -> tuple[int, bytes]:
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=HANG)
        headers = {"Authorization": f"Bearer {(self.root / 'nyckel.txt').read_text().strip()}", "Content-Type": kind}
        asked.request("POST", f"/api/{road}", body.encode(), headers)
        answer = asked.getresponse()
        found = answer.status, answer.read()
        asked.close()
        return found


@contextmanager
def serving(root: Path) -> Iterator[Running]:
    """Run the service over a workspace, and end it as a system does."""
    subprocess.run(["bash", "-euc", LINES[0]], cwd=root, check=True)  # the keys, as the handbook makes them
    command = [sys.executable, "-m", "iopdocs", "serve", "--api", "--port", "0", "--workers", "2"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [*command, "--token-file", "nyckel.txt"], cwd=root, env=environment, stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stderr is not None
        first = server.stderr.readline()
        found = re.search(r":(\d+)/api", first)
        assert found, first + server.stderr.read()
        said = [first]
        listener = threading.Thread(target=said.extend, args=(server.stderr,))
        listener.start()
        yield Running(root, int(found[1]), said)
        server.send_signal(signal.SIGTERM)
        assert server.wait(HANG) == 0
        listener.join()
    assert said[-1] == "Tjänsten är stängd.\n"


@pytest.mark.curl
def test_every_line_of_the_handbook_does_what_it_says(tmp_path: Path) -> None:
    with serving(create(tmp_path / "mitt").root) as running:
        _does_what_it_says(running)


def _does_what_it_says(running: Running) -> None:
    environment = {**os.environ, "TJANST": f"http://127.0.0.1:{running.port}/api"}
    before = {path.name for path in running.root.iterdir()}
    assert len(LINES) > 5
    answers = []
    for lines in LINES[1:]:
        done = subprocess.run(
            ["bash", "-euc", lines], cwd=running.root, env=environment, capture_output=True, check=True, text=True
        )
        answers.append(done.stdout)
    assert {path.name for path in running.root.iterdir()} - before == {
        "pressmeddelande.docx",
        "dokument.zip",
        "avtal.ics",
    }
    with zipfile.ZipFile(running.root / "dokument.zip") as archive:
        assert set(archive.namelist()) == {"overenskommelse.docx", "overenskommelse.html", "svar.json"}
    assert zipfile.is_zipfile(running.root / "pressmeddelande.docx")
    assert (running.root / "avtal.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    said = "".join(answers)
    assert '"pekare": "/parter/0/orgnr"' in said
    assert json.loads(answers[-1])["status"] == 422
    assert not (running.root / "output").exists()


def test_fifty_at_once_get_their_own_and_a_line_tells_of_each_without_a_word_of_what_was_sent(tmp_path: Path) -> None:
    with serving(records.workspace(tmp_path)) as running:
        _get_their_own(running)
        running.post("kontroll?dag=2026-01-15", "id: hemligt\n")
        running.post("hemligt?x=hemligt", "id: hemligt\n")
        key = (running.root / "nyckel.txt").read_text().strip()
    said = "".join(running.said)
    assert re.search(r"^POST /api/kontroll 200 \d+ ms$", said, re.M)
    assert "hemligt" not in said
    assert key not in said


def _get_their_own(running: Running) -> None:
    def one(number: int) -> str:
        status, body = running.post("status", records.data().replace(records.ID, f"avtal-{number}"))
        return f"{status} {json.loads(body)['resultat'][0]['avtal']}"

    with ThreadPoolExecutor(50) as many:
        assert list(many.map(one, range(50))) == [f"200 avtal-{number}" for number in range(50)]


def _done(root: Path, *tasks: Task) -> list[Reply]:
    async def all_of_them() -> list[Reply]:
        pool = Workers(root, 1, tasks[0].seconds)
        return [await pool.do(task) for task in tasks]

    return asyncio.run(all_of_them())


def test_a_process_that_dies_or_hangs_takes_one_request_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = records.workspace(tmp_path)
    monkeypatch.setattr(workers, "_GRACE", 0.1)
    text = (SentAgreement(records.data().encode()),)
    ordinary = Task(root, "kontroll", DAY, float(HANG), {}, text)
    dies, hangs = Task(root, "lag", DAY, float(HANG), Dies()), Task(root, "lag", DAY, 0.1, Hangs())
    died, after, hung, again = _done(root, dies, ordinary, hangs, ordinary)
    assert [one.status for one in (died, after, hung, again)] == [500, 200, 504, 200]
    assert "avbrutet-arbete" in died.body.decode()
    assert "för-lång-tid" in hung.body.decode()


def test_when_too_many_wait_the_next_is_asked_to_come_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_WAITING", -1)
    (reply,) = _done(tmp_path, Task(tmp_path, "lag", DAY, 1.0, {}))
    assert (reply.status, reply.headers["retry-after"]) == (503, "2")


async def _empty(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body"})


@pytest.mark.parametrize("whole", [b"", b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"])
def test_who_does_not_say_what_is_asked_for_is_not_waited_for(whole: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "HEAD_SECONDS", 0.05)

    async def said() -> bytes:
        config = uvicorn.Config(_empty, port=0, http=Impatient, lifespan="off", log_config=None)
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve())
        while not server.started:
            await asyncio.sleep(0.01)
        reader, writer = await asyncio.open_connection(*server.servers[0].sockets[0].getsockname())
        writer.write(whole + b"GET / HTTP/1.1\r\nHost:")
        found = await reader.read()
        writer.close()
        server.should_exit = True
        await serving
        return found

    assert asyncio.run(asyncio.wait_for(said(), HANG)).startswith(b"HTTP/1.1 204" if whole else b"")


@pytest.mark.parametrize(
    ("arguments", "key", "said"),
    [
        ((), "", "startar inte utan nyckel"),
        ((), "   ", "startar inte utan nyckel"),
        ((), "kort", "minst 32 tecken"),
        ((), "å" * 40, "minst 32 tecken"),
        (("--token-file", "finns-inte"), KEY, "filen med nycklar går inte att läsa"),
        (("--bind", "0.0.0.0"), KEY, "kräver --host"),  # noqa: S104
        (("--idle", "5"), KEY, "--idle går inte ihop med --api"),
    ],
)
def test_it_does_not_start_without_what_it_needs(
    tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], key: str, said: str
) -> None:
    monkeypatch.setenv("IOPDOCS_API_TOKEN", key)
    code, _, told = cli("serve", "--api", "--root", records.workspace(tmp_path), *arguments)
    assert code in (1, 2)
    assert said.casefold() in told.casefold()
    assert KEY not in told


def test_an_option_of_the_service_means_nothing_to_the_pages(tmp_path: Path, cli: Cli) -> None:
    code, _, said = cli("serve", "--root", records.workspace(tmp_path), "--host", "x")
    assert code == 2
    assert "--host går bara ihop med --api" in said


def test_a_workspace_without_whole_templates_is_not_served(
    tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = records.workspace(tmp_path)
    (root / "templates" / records.KIND / "mall.docx").write_bytes(b"PK")
    monkeypatch.setenv("IOPDOCS_API_TOKEN", KEY)
    code, _, said = cli("serve", "--api", "--port", "0", "--workers", "1", "--root", root)
    assert code == 1
    assert "mall.docx" in said
