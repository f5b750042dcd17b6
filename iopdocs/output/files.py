"""Files put in place whole or not at all, whatever happens on the way."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from iopdocs.errors import OutputBlocked, Problem, because

#: What systems answer where a file cannot have two names. Windows says EINVAL of a memory stick.
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL}

#: What systems answer where a file cannot be put on the disk at once.
_NO_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Say in Swedish why a file could not be written: raises OutputBlocked in place of OSError."""
    try:
        yield
    except OSError as error:
        from filelock import Timeout  # loaded where something is locked

        if isinstance(error, Timeout):
            raise
        checks = ("mappen finns", "du får skriva i den", "disken inte är full")
        hint = f"Kontrollera att {', att '.join(checks)} och att filen inte är öppen i Word."
        message = f"filen kunde inte skrivas: {because(error)}"
        raise OutputBlocked(Problem(message, str(path), hint=hint, code="skrivfel")) from error


def made_folder(folder: Path) -> None:
    """Make a folder unless it is there, but none where a link leads that leads nowhere. Raises OSError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        folder.stat()  # the link itself says what is wrong with it
        raise


def replace_file(path: Path, data: bytes) -> None:
    """Put a whole file in place in one step: a reader sees the old one or the new one, never a part. Raises OSError."""
    with beside(path, data) as written:
        written.replace(path)


def create_file(path: Path, data: bytes) -> None:
    """Put a whole new file in place in one step. Raises OutputBlocked when something is there, or it cannot be done."""
    with explained(path), beside(path, data) as written:
        try:
            put_new(written, path)
        except FileExistsError as error:
            problem = Problem("filen finns redan", str(path), hint="Döp om den.", code="finns-redan")
            raise OutputBlocked(problem) from error


def put_new(written: Path, path: Path) -> None:
    """Give a file its name, never over a file that is there. Raises FileExistsError, OSError."""
    try:
        os.link(written, path)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        # A memory stick or a network drive without hard links.
        if path.exists():
            raise FileExistsError(path) from error
        written.rename(path)


def tidy(path: Path) -> None:
    """Remove what a run that was killed may have left beside a file. Raises OutputBlocked."""
    with explained(path):
        _temporary(path).unlink(missing_ok=True)


@contextmanager
def beside(path: Path, data: bytes, *, lasting: bool = True) -> Iterator[Path]:
    """Write the data whole to a file beside the target, and remove it in the end if it is still there.

    An ordinary file, so that it gets the rights every other file gets (mkstemp's are private), and under a name of its
    own for the target, so that the next run takes the place of what a killed one left.
    """
    made = _temporary(path)
    try:
        with _opened(made) as file:
            file.write(data)
            file.flush()
            see_to(file.fileno(), len(data), lasting=lasting)
        _like(path, made)
        yield made
    finally:
        made.unlink(missing_ok=True)


def _opened(path: Path) -> BinaryIO:
    """Open a new file, in the place of what a killed run left or of a link that leads elsewhere. Raises OSError."""
    try:
        return path.open("xb")
    except FileExistsError:
        path.unlink()
        return path.open("xb")


def see_to(descriptor: int, size: int, *, lasting: bool) -> None:
    """See that a file holds all that was written; if it is to last also when the power fails, that it is on the disk.

    Raises OSError.
    """
    if lasting:
        try:
            os.fsync(descriptor)
        except OSError as error:
            if error.errno not in _NO_SYNC:  # a file system that cannot be asked does what it does
                raise
    if os.fstat(descriptor).st_size != size:
        raise OSError(errno.EIO, "not all was written")


def _temporary(path: Path) -> Path:
    return path.with_name(f".{path.name}.tmp")


def _like(old: Path, new: Path) -> None:
    """Give a file the rights of the one it takes the place of, unless that was write-protected. Raises OSError."""
    mode = stat.S_IMODE(old.stat().st_mode) if old.exists() else 0
    # Some file systems have rights that nobody can change.
    if mode & stat.S_IWUSR and mode != stat.S_IMODE(new.stat().st_mode):
        new.chmod(mode)
