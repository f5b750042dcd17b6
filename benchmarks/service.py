"""How long the service takes to answer, as ratios to making the same document in this process.

    python -m benchmarks.service [--count 200] [--clients 8]

The service is started by its command with two processes, over a new workspace. Ways take turns, so that whatever else
the computer does strikes all of them.
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from iopdocs.usecases.create import create
from iopdocs.usecases.desk import Desk
from iopdocs.usecases.received import SentAgreement, receive
from iopdocs.usecases.render import Wish

KIND, DAY = "overenskommelse", date(2026, 1, 15)
_KEY = secrets.token_urlsafe(32)


@contextmanager
def served(root: Path) -> Iterator[int]:
    """Run the service, and give its port."""
    command = [sys.executable, "-m", "iopdocs", "serve", "--api", "--port", "0", "--workers", "2", "--root", str(root)]
    environment = {**os.environ, "IOPDOCS_API_TOKEN": _KEY}
    log = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - it is closed below
    with log, subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None  # noqa: S101
        found = re.search(r":(\d+)/api", server.stderr.readline())
        with ThreadPoolExecutor(1) as listener:
            listener.submit(log.writelines, server.stderr)
            try:
                yield int(found[1]) if found else 0
            finally:
                server.terminate()


def seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--clients", type=int, default=8)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = create(Path(folder) / "arbete").root
        text = (root / "agreements" / "exempel.yaml").read_bytes()
        with served(root) as port:
            measure(root, text, port, asked.count, asked.clients)


def measure(root: Path, text: bytes, port: int, count: int, clients: int) -> None:
    desk = Desk(root)

    def here() -> None:
        receive(desk, [SentAgreement(text)]).documents(Wish(DAY, (KIND,)))

    def there(road: str = f"dokument?typ={KIND}&dag={DAY}") -> None:
        line = http.client.HTTPConnection("127.0.0.1", port)
        headers = {"Authorization": f"Bearer {_KEY}", "Content-Type": "application/yaml"}
        line.request("POST", f"/api/{road}", text, headers)
        answer = line.getresponse()
        if answer.status != 200 or not answer.read():
            raise RuntimeError(f"the service answered {answer.status}")
        line.close()

    for _ in range(4):  # both processes, and this one, have made one before
        here()
        there()
    alone = [(seconds(here), seconds(there), seconds(lambda: there("kontroll"))) for _ in range(count)]
    with ThreadPoolExecutor(clients) as pool:
        crowded = list(pool.map(lambda _: seconds(there), range(count)))
    base = median(one for one, _, _ in alone)
    print(f"one document in this process: median {base * 1000:.0f} ms, which is 1.0 below")
    for name, found in (
        ("in this process", [one for one, _, _ in alone]),
        ("the service, one at a time", [one for _, one, _ in alone]),
        ("the service, a check", [one for _, _, one in alone]),
        (f"the service, {clients} at a time", crowded),
    ):
        print(f"{name}: p50 {median(found) / base:.1f}, p95 {quantiles(found, n=20)[-1] / base:.1f}")


if __name__ == "__main__":
    main()
