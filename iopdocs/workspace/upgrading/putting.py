"""Files of an upgrade put in place: all of them or none, with what was there before kept."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path

from iopdocs.classes import dataclass, field
from iopdocs.errors import OutputBlocked, Problem
from iopdocs.output import explained, opened_by, replace_file
from iopdocs.output.files import beside


@dataclass
class PlacedFiles:
    """What one run has put so far, so that it can be taken back."""

    before: dict[Path, bytes | None] = field(default_factory=dict)
    folders: list[Path] = field(default_factory=list)

    def folder(self, folder: Path) -> None:
        """Make a folder and those it lies in, as far as they are not there. Raises OSError."""
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        for one in reversed(missing):
            one.mkdir()
            self.folders.append(one)

    def take_back(self) -> None:
        """Put everything as it was. Should the disk not let us, what was kept of it before is left there, too."""
        for path, data in ((path, data) for path, data in self.before.items() if data is not None):
            replace_file(path, data)
        for path in (path for path, data in self.before.items() if data is None):
            path.unlink(missing_ok=True)
        for one in reversed(self.folders):
            one.rmdir()


def put_upgrade(files: Mapping[Path, bytes], keep: Mapping[Path, Path]) -> None:
    """Put files in place, in the order given; ``keep`` says where what is replaced is kept, by its path.

    Each is written whole beside its place before the first one takes its place. Whatever stops it, all becomes as it
    was. Killed in between it is finished by the next run, which finds those that are in place to be right. Raises
    OutputBlocked.
    """
    _see_that_none_is_open(files)
    placed = PlacedFiles()
    done = False
    try:
        with explained(next(iter(files)).parent), ExitStack() as stack:
            for path, kept in keep.items():
                with explained(kept):
                    placed.folder(kept.parent)
                    placed.before[kept] = None
                    replace_file(kept, path.read_bytes())
            made = []
            for path, data in files.items():
                with explained(path):
                    placed.folder(path.parent)
                    made.append((path, stack.enter_context(beside(path, data))))
            for path, written in made:
                with explained(path):
                    placed.before[path] = path.read_bytes() if path.exists() else None
                    if path.exists() and path.stat().st_mode & stat.S_IXUSR:  # what is run by double-click still is
                        written.chmod(path.stat().st_mode)
                    written.replace(path)
        done = True
    finally:
        if not done:
            with suppress(OSError):
                placed.take_back()


def _see_that_none_is_open(paths: Iterable[Path]) -> None:
    found = [(path, lock) for path in paths if (lock := opened_by(path))]
    if found:
        hint = "Stäng den där. Är den inte öppen hos någon: ta bort filen {}."
        message = "filen är öppen i ett annat program, så ingenting ändrades"
        raise OutputBlocked(
            Problem(message, str(path), hint=hint.format(lock.name), code="öppen-fil") for path, lock in found
        )
