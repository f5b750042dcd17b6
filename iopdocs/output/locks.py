"""One run at a time in a place, and files that the user has named."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from iopdocs.errors import OutputBlocked, Problem
from iopdocs.output.files import explained, replace_file
from iopdocs.output.places import opened_by

#: How long a run waits for another that writes to the same place.
WAIT_SECONDS = 10.0
_LOCK = ".iopdocs.lock"
_OTHER = "Välj ett annat namn."
# Windows has no such call.
SYNC = hasattr(os, "sync")


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other runs from writing to a folder meanwhile; wait a little for one that does.

    Last, all that was written is put on the disk at once: for each file by itself it takes as long as to make it. The
    system lets go of the lock of a run that is killed. Raises OutputBlocked when another run still writes there, or
    when the folder cannot be written to.
    """
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
    with _locked(folder / _LOCK, folder):
        try:
            yield
        finally:
            if SYNC:
                os.sync()


def save(path: Path, data: bytes, ours: Callable[[bytes], bool]) -> None:
    """Write a file that the user has named, in one step.

    ``ours`` says whether what is there was made by the same command: nothing else is replaced. Raises OutputBlocked
    then, and when the file cannot be written.
    """
    with explained(path):
        place = path.resolve()  # what a link points to is what is meant
        place.parent.stat()
        if place.exists() and not place.is_file():
            raise OutputBlocked(Problem("det är ingen vanlig fil", str(path), hint=_OTHER, code="ingen-fil"))
    with _locked(place.with_name(f".{place.name}.lock"), path), explained(path):
        if lock := opened_by(place):
            hint = f"Stäng den där. Är den inte öppen hos någon: ta bort filen {lock.name}."
            raise OutputBlocked(Problem("filen är öppen i ett annat program", str(path), hint=hint, code="öppen-fil"))
        there = place.read_bytes() if place.exists() else b""
        if there and not ours(there):
            message = "filen finns redan och är redigerad eller något annat, så den skrivs inte över"
            raise OutputBlocked(Problem(message, str(path), hint=_OTHER, code="finns-redan"))
        replace_file(place, data)


@contextmanager
def _locked(lock: Path, what: Path) -> Iterator[None]:
    held = FileLock(lock, timeout=WAIT_SECONDS)
    try:
        with explained(what):
            held.acquire()
    except Timeout as error:
        hint = "Vänta tills den är klar och försök igen."
        message = "en annan körning av iopdocs skriver här just nu"
        raise OutputBlocked(Problem(message, str(what), hint=hint, code="upptaget")) from error
    try:
        yield
    finally:
        # Removed while it is held: whoever waits sees that it is gone, and makes a new one. Windows removes it itself.
        with suppress(OSError):
            lock.unlink()
        held.release()
