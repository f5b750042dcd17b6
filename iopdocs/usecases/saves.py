"""Which files of a workspace have been saved since they were last looked at: agreements, or what all of them share."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from iopdocs.classes import dataclass
from iopdocs.workspace import SETTINGS, Workspace

#: How often it is looked, in seconds. A look reads no file: it asks the system when each was changed.
_BETWEEN = 0.3

_Look = dict[Path, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Saved:
    """Agreements that were saved; ``shared`` says that a template, a clause or the settings were, which all rest on."""

    agreements: tuple[Path, ...]
    shared: tuple[Path, ...]

    @property
    def names(self) -> str:
        """The names of the files."""
        return ", ".join(path.name for path in (*self.shared, *self.agreements))


class Saves:
    """Waits for files to be saved. ``files`` are the agreements that are watched: all of the workspace, if none."""

    def __init__(self, workspace: Workspace, files: Sequence[Path]) -> None:
        self._workspace, self._files = workspace, tuple(files)
        self._seen = self._look()

    def wait(self) -> Saved:
        """Return what was saved since the last time, when it has come to rest: programs save in several steps."""
        while True:
            time.sleep(_BETWEEN)
            now = self._look()
            if now == self._seen:
                continue
            time.sleep(_BETWEEN)
            if self._look() != now:
                continue
            saved = self._saved(now)
            self._seen = now
            if saved.agreements or saved.shared:
                return saved

    def _saved(self, now: _Look) -> Saved:
        changed = [path for path, state in now.items() if self._seen.get(path) != state]
        gone = [path for path in self._seen if path not in now]
        agreements = set(self._agreements())
        folder = self._workspace.root / "agreements"
        shared = [path for path in (*changed, *gone) if path not in agreements and path.parent != folder]
        return Saved(tuple(path for path in changed if path in agreements), tuple(shared))

    def _agreements(self) -> Sequence[Path]:
        return self._files or self._workspace.agreement_files()

    def _look(self) -> _Look:
        return dict(_states((*self._agreements(), *self._shared())))

    def _shared(self) -> Iterator[Path]:
        root = self._workspace.root
        yield root / SETTINGS
        # What programs lay beside a file while it is open is not part of any template.
        yield from (path for path in (root / "templates").rglob("*") if path.name[:1] not in {".", "~"})


def _states(paths: Sequence[Path]) -> Iterator[tuple[Path, tuple[int, int]]]:
    for path in paths:
        try:
            state = path.stat()
        except OSError:  # gone, or being replaced just now
            continue
        if path.is_file():
            yield path, (state.st_mtime_ns, state.st_size)
