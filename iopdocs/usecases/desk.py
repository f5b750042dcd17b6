"""A workspace that somebody works in for hours: read anew when a file in it has changed, its agreements by key.

A key stands for a file of the workspace's own list. Nobody can ask for a file by path: what no key stands for is not
there.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from threading import RLock
from typing import Any

from iopdocs.errors import InvalidAgreement, Problem
from iopdocs.making.preview import Previewer
from iopdocs.output import sha256
from iopdocs.reading import real
from iopdocs.usecases.held import HeldFiles
from iopdocs.workspace import SETTINGS, Workspace

#: How many signs of a hash tell the files of a workspace apart.
_SIGNS = 16
#: How many unsaved texts are kept.
_TEXTS = 40
#: What a file looked like from the outside: its path, when it was changed, and its size.
Stamp = tuple[tuple[str, int, int], ...]


class Desk:
    """A workspace as it is now. ``lock`` keeps one piece of work from another; what is read is shared by them."""

    def __init__(self, root: Path) -> None:
        self.root = real(root)
        self.lock = RLock()
        self.held = HeldFiles()
        self._stamp: Stamp | None = None
        self._workspace = Workspace(self.root)
        self._previewer = Previewer(self._workspace)
        self._texts: dict[str, str] = {}
        self._kept: dict[Any, Any] = {}

    @property
    def workspace(self) -> Workspace:
        """The workspace, with all that has been read of it as long as no file of it has changed."""
        return self.as_of_now()[0]

    def as_of_now(self) -> tuple[Workspace, Stamp]:
        """Return the workspace and what its files look like, for whoever keeps something that is made of them."""
        with self.lock:
            stamp = tuple(sorted(_files(self.root)))
            if stamp != self._stamp:
                self._workspace, self._stamp = Workspace(self.root), stamp
                self._previewer, self._kept = Previewer(self._workspace), {}
            return self._workspace, stamp

    @property
    def previewer(self) -> Previewer:
        """What shows documents of the workspace as it is now."""
        with self.lock:
            self.as_of_now()
            return self._previewer

    @property
    def kept(self) -> dict[Any, Any]:
        """What somebody has worked out of the workspace as it is now; gone when a file of it changes."""
        with self.lock:
            self.as_of_now()
            return self._kept

    def remember(self, text: str) -> str:
        """Keep a text that somebody is writing for a while, and return what to ask for it by."""
        name = sha256(text.encode())
        with self.lock:
            self._texts.pop(name, None)
            self._texts[name] = text
            while len(self._texts) > _TEXTS:
                del self._texts[next(iter(self._texts))]
        return name

    def remembered(self, name: str) -> str | None:
        """Return a text that is kept, if it still is."""
        return self._texts.get(name)

    def files(self) -> dict[str, Path]:
        """Return the agreement files that lie in the workspace, by key; no link leads out of it."""
        found = self.workspace.agreement_files()
        return {self.key(path): path for path in found if real(path).is_relative_to(self.root)}

    def key(self, path: Path) -> str:
        """Return the key of an agreement's file."""
        return sha256(os.fsencode(path.relative_to(self.root)))[:_SIGNS]

    def file(self, key: str) -> Path:
        """Return the file that a key stands for. Raises InvalidAgreement when there is none."""
        if (path := self.files().get(key)) is None:
            hint = "Gå till översikten och välj ett avtal där. Filen kan ha bytt namn eller tagits bort."
            raise InvalidAgreement(Problem("avtalet finns inte i arbetsmappen", hint=hint, code="saknad-fil"))
        return path


def _files(root: Path) -> Iterator[tuple[str, int, int]]:
    """Yield how each file that a workspace reads looks from the outside."""
    settings = root / SETTINGS
    yield from (_look(settings) for _ in range(settings.is_file()))
    for folder in (root / "agreements", root / "templates"):
        for place, _, names in os.walk(folder):
            yield from (_look(Path(place, name)) for name in names)


def _look(path: Path) -> tuple[str, int, int]:
    try:
        found = path.stat()
    except OSError:  # it was taken away meanwhile
        return str(path), 0, 0
    return str(path), found.st_mtime_ns, found.st_size
