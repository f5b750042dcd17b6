"""Folders for files that are not to last: nobody else reads them, and what a killed run leaves the next one removes.

Beside each lies a lock that is held as long as it is used. One that can be taken belongs to a run that was killed.
"""

from __future__ import annotations

import os
import secrets
import shutil
import stat
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from multiprocessing.util import Finalize
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from filelock import FileLock

_PREFIX, _LOCK = "iopdocs-", ".lock"
# A program that a killed run had started may still put files there for a while.
_TRIES = 5


class Scratch:
    """A folder of its own among the temporary files, gone when it is removed, forgotten or the process ends.

    Raises OSError when there can be none.
    """

    def __init__(self) -> None:
        place = tempfile.gettempdir()
        sweep(place, os.getpid())
        self.folder = Path(place) / f"{_PREFIX}{secrets.token_hex(8)}"
        lock = _lock(self.folder)
        try:
            lock.acquire()
        except OSError:
            # A lock that nobody holds says that the folder may go. Without one it is left alone by everybody else.
            with suppress(OSError):
                Path(lock.lock_file).unlink()
        self.folder.mkdir(mode=0o700)
        # Unlike atexit this also runs when a worker of a process pool ends, and only in the process that made it.
        self.remove = Finalize(self, _remove, (self.folder, lock), exitpriority=0)

    def __enter__(self) -> Path:
        return self.folder

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.remove()


@lru_cache(maxsize=1)
def sweep(place: str, process: int) -> None:
    """Remove what killed runs have left among the temporary files; each process does it once."""
    for path in Path(place).glob(f".{_PREFIX}*{_LOCK}"):
        folder = path.with_name(path.name.removesuffix(_LOCK)[1:])
        if not _is_ours(path, stat.S_ISREG) or (os.path.lexists(folder) and not _is_ours(folder, stat.S_ISDIR)):
            continue
        lock = _lock(folder)
        with suppress(OSError):  # Timeout among them: it is in use
            lock.acquire()
            _remove(folder, lock)


def _lock(folder: Path) -> FileLock:
    from filelock import FileLock

    # One thread begins with a folder and another ends with it.
    path = folder.with_name(f".{folder.name}{_LOCK}")
    return FileLock(path, timeout=0, mode=0o600, thread_local=False, fallback_to_soft=False)


def _remove(folder: Path, lock: FileLock) -> None:
    """Remove a folder, and then its lock: what cannot be removed now can be later."""
    for _ in range(_TRIES):
        shutil.rmtree(folder, ignore_errors=True)
        if not os.path.lexists(folder):
            break
    if lock.is_locked:
        with suppress(OSError):
            if not os.path.lexists(folder):
                Path(lock.lock_file).unlink()
        lock.release()


def _is_ours(path: Path, kind: Callable[[int], bool]) -> bool:
    """Whether a file or folder is what it seems and not a link, made by this user, and no business of others."""
    try:
        found = path.lstat()
    except OSError:
        return False
    mine = not hasattr(os, "getuid") or (found.st_uid == os.getuid() and not found.st_mode & 0o077)
    return mine and kind(found.st_mode)
