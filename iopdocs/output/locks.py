"""One run at a time in a place, and files that the user has named."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from iopdocs.errors import OutputBlocked, Problem
from iopdocs.output.files import explained, made_folder, replace_file
from iopdocs.output.places import opened_by
from iopdocs.reading import real, same_file

if TYPE_CHECKING:  # a command that writes nothing locks nothing
    from filelock import BaseFileLock

#: How long a run waits for another that writes to the same place.
WAIT_SECONDS = 10.0
_LOCK = ".iopdocs.lock"
# What says who writes where the system cannot: a file with the process and the computer in it.
_MARK = ".fil"
# What systems answer where a file cannot be locked: a drive on the network, most often.
_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL}
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
        made_folder(folder)
    with _locked(folder / _LOCK, folder):
        try:
            yield
        finally:
            if SYNC:
                os.sync()


def save(path: Path, data: bytes, ours: Callable[[bytes], bool], read: Iterable[Path] = ()) -> None:
    """Write a file that the user has named, in one step. This is how every file is written that an option names.

    What a link points to is what is meant, and written in its place; a link that leads nowhere, or to itself, leads to
    no folder. ``ours`` says whether what is there was made by the same command: nothing else is replaced, and none of
    the files that were ``read`` for it. Raises OutputBlocked then, and when the file cannot be written.
    """
    with explained(path):
        place = real(path)
        place.parent.stat()
        if same_file(place) in {same_file(one) for one in read}:
            message = "filen är en av dem som lästes och skrivs inte över"
            raise OutputBlocked(Problem(message, str(path), hint=_OTHER, code="finns-redan"))
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
    from filelock import Timeout

    try:
        with explained(what):
            held = _held(lock)
    except Timeout as error:
        hint = "Vänta tills den är klar och försök igen."
        if error.lock_file.endswith(_MARK):
            hint += f" Kör ingen iopdocs, inte heller på en annan dator: ta bort filen {error.lock_file}."
        message = "en annan körning av iopdocs skriver här just nu"
        raise OutputBlocked(Problem(message, str(what), hint=hint, code="upptaget")) from error
    try:
        yield
    finally:
        # Removed while it is held: whoever waits sees that it is gone, and makes a new one. Windows removes it itself.
        with suppress(OSError):
            lock.unlink()
        held.release()


def _held(lock: Path) -> BaseFileLock:
    """Return the lock, held: the system's own, or a marked file where it has none. Raises Timeout, OSError."""
    from filelock import FileLock, SoftFileLock, Timeout

    was_there = lock.exists()
    try:
        held: BaseFileLock = FileLock(lock, timeout=WAIT_SECONDS, fallback_to_soft=False)
        held.acquire()
    except OSError as error:
        if isinstance(error, Timeout) or error.errno not in _NO_LOCKS:
            raise
        if not was_there:  # it says nothing where it cannot be locked
            lock.unlink(missing_ok=True)
        # One that a killed process of this computer left is taken over.
        held = SoftFileLock(lock.with_name(lock.name + _MARK), timeout=WAIT_SECONDS)
        held.acquire()
    return held
