"""``iopdocs serve --api``: the service for other programs, and what it is started with."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from iopdocs.cli import show
from iopdocs.errors import OutputBlocked, Problem, because

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

#: Where the key is, when no file with keys is named.
KEY = "IOPDOCS_API_TOKEN"
#: A key that can be guessed is none.
SHORTEST = 32
_MAKE = "python3 -c 'import secrets; print(secrets.token_urlsafe(32))'"
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def start(
    root: Path,
    today: Callable[[], date],
    *,
    keys: tuple[str, ...],
    bind: str,
    port: int,
    hosts: tuple[str, ...],
    workers: int | None,
    seconds: int,
) -> None:
    """Run the service until it is asked to end. Raises IopdocsError for what keeps it from starting."""
    from iopdocs.usecases.render import cores
    from iopdocs.web.api.listening import run

    if bind not in _LOOPBACK and not hosts:
        raise click.UsageError("--bind med en annan adress än den egna datorns kräver --host: namnet som frågorna har.")

    def started(address: str, found: tuple[Problem, ...]) -> None:
        show.problems(found)
        show.line(f"Tjänsten svarar på {address}/api. Stäng med Ctrl-C.", err=True)

    with suppress(KeyboardInterrupt):  # the usual way to end it
        run(
            root, today, keys, bind=bind, port=port, hosts=hosts, processes=workers or cores(), seconds=seconds,
            started=started, note=_note,
        )  # fmt: skip
    show.line("Tjänsten är stängd.", err=True)


def keys_from(file: Path | None) -> tuple[str, ...]:
    """Return the keys that open the service, of a file with one a line or else of the environment, where none is left.

    Raises OutputBlocked when there is none, or one that is too short.
    """
    given = os.environ.pop(KEY, "")  # no process that is started has any use of it
    if file is not None:
        try:
            given = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            why = because(error) if isinstance(error, OSError) else "den är inte sparad som UTF-8"
            problem = Problem(f"filen med nycklar går inte att läsa: {why}", hint=_HOW, code="nyckel")
            raise OutputBlocked(problem) from error
    keys = tuple(line.strip() for line in given.splitlines() if line.strip())
    if not keys:
        raise OutputBlocked(Problem("tjänsten startar inte utan nyckel", hint=_HOW, code="nyckel"))
    if any(len(one) < SHORTEST or not (one.isascii() and one.isprintable()) or " " in one for one in keys):
        message = f"en nyckel ska ha minst {SHORTEST} tecken, utan mellanslag, å, ä och ö"
        raise OutputBlocked(Problem(message, hint=f"Gör en med {_MAKE}", code="nyckel"))
    return keys


_HOW = f"Skriv den i en fil och ange filen med --token-file, eller i miljövariabeln {KEY}. Gör en med {_MAKE}"


def _note(method: str, road: str, status: int, milliseconds: float, trace: tuple[str, ...]) -> None:
    """Print a line of a request: nothing of it is anybody's words."""
    show.line(f"{method} {road} {status or '–'} {milliseconds:.0f} ms", err=True)
    if trace:
        show.line(f"    Fel i iopdocs: {' < '.join(reversed(trace))}", err=True)
