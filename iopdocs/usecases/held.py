"""Files that somebody has laid on the desk: kept in memory for a while, and on the disk only while they are looked at.

What is laid there is not of the workspace. It is asked for by a hash of what it is, and is forgotten when the
workbench is shut, or when others have taken its place.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from iopdocs.classes import dataclass, replace
from iopdocs.errors import InvalidTemplate, IopdocsError, Problem
from iopdocs.output import Scratch, sha256
from iopdocs.reading import printable_name

#: How much is kept at a time: two of the largest that a form may bring, which are looked at together.
_MOST = 110_000_000
_LONGEST_NAME = 100
# What no system takes in the name of a file.
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file that somebody has given: what it is asked for by, what it was called, and its bytes."""

    key: str
    name: str
    data: bytes


class HeldFiles:
    """The files that are kept, the oldest first."""

    def __init__(self) -> None:
        self._files: dict[str, HeldFile] = {}
        self._lock = RLock()

    def hold(self, name: str, data: bytes) -> HeldFile:
        """Keep a file, and return it with what to ask for it by. Raises InvalidTemplate when there is nothing in it."""
        if not data:
            hint = "Välj en fil och försök igen."
            raise InvalidTemplate(Problem("ingen fil kom med, eller så är den tom", hint=hint, code="saknad-fil"))
        held = HeldFile(sha256(data)[:16], _plain(name), data)
        with self._lock:
            self._files.pop(held.key, None)
            self._files[held.key] = held
            while len(self._files) > 1 and sum(len(one.data) for one in self._files.values()) > _MOST:
                del self._files[next(iter(self._files))]
        return held

    def has(self, key: str) -> bool:
        """Whether a file is still kept."""
        return key in self._files

    def get(self, key: str) -> HeldFile:
        """Return a file that is kept. Raises InvalidTemplate when it is not, or no longer."""
        if (found := self._files.get(key)) is None:
            hint = "Välj den en gång till. Den finns kvar där du hämtade den."
            raise InvalidTemplate(Problem("filen finns inte kvar i arbetsbänken", hint=hint, code="saknad-fil"))
        return found


@contextmanager
def at_hand(*files: HeldFile) -> Iterator[tuple[Path, ...]]:
    """Lay files in a folder that nobody else may read, as long as they are looked at, and give their paths.

    What is said of them names the files and not the folder.
    """
    with Scratch() as folder:
        paths = tuple(folder / str(number) / one.name for number, one in enumerate(files, 1))
        for path, one in zip(paths, files, strict=True):
            path.parent.mkdir()
            path.write_bytes(one.data)
        try:
            yield paths
        except IopdocsError as error:
            error.problems = tuple(without_place(one, folder) for one in error.problems)
            raise


def without_place(problem: Problem, folder: Path) -> Problem:
    """Return a problem without the folder that its file lay in for a while."""

    def plain(text: str) -> str:
        return re.sub(rf"{re.escape(str(folder))}[/\\]\d+[/\\]", "", text)

    file = plain(problem.file) if problem.file else problem.file
    message, where, hint = map(plain, (problem.message, problem.where, problem.hint))
    return replace(problem, message=message, file=file, where=where, hint=hint)


def _plain(name: str) -> str:
    """Return what a file is called, without folders and without what no name may have in it."""
    last = re.split(r"[/\\]", name)[-1]
    stem, suffix = os.path.splitext(printable_name(_NOT_IN_NAMES.sub("_", last)))  # noqa: PTH122
    return f"{stem[:_LONGEST_NAME].strip(' .') or 'fil'}{suffix[:10].rstrip(' .')}"
