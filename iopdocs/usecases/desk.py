"""A workspace that somebody works in for hours: read anew when a file in it has changed, its agreements by key.

A key stands for a file of the workspace's own list. Nobody can ask for a file by path: what no key stands for is not
there.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from threading import RLock, local
from typing import Any, cast

from iopdocs.errors import InvalidAgreement, Problem
from iopdocs.making.preview import Previewer
from iopdocs.output import sha256
from iopdocs.reading import real
from iopdocs.reading.files import FAILED
from iopdocs.reading.recall import Recall, handed_on
from iopdocs.usecases.held import HeldFiles
from iopdocs.usecases.jobs import Job
from iopdocs.workspace import SETTINGS, Workspace

_AGREEMENTS = "agreements"
#: How many signs of a hash tell the files of a workspace apart.
_SIGNS = 16
#: How many unsaved texts are kept, and how many of those that a page was made of: a page may lie open for days.
_TEXTS, _BASES = 40, 200
#: How long the piece of work that is begun is waited for at the end, in seconds.
_LAST = 120.0
#: What of a workspace hangs on no agreement, by the names of its values: it holds as long as the rest is as it was.
OF_THE_REST = ("types", "clauses", "demands", "confirmations", "beginnings", "laws", "_settings", "_placed_clauses")
_OF_PREVIEWER = ("_libraries", "_templates", "_pieces", "known_gaps")
#: What a file looked like from the outside: its path, when it was changed, and its size.
Stamp = tuple[tuple[str, int, int], ...]


class Moment:
    """A workspace as it is at a moment, with what has been read and worked out of it."""

    def __init__(self, root: Path, stamp: Stamp, before: Moment | None) -> None:
        self.root, self.stamp = root, stamp
        self.shared = tuple(one for one in stamp if not one[0].startswith(f"{root / _AGREEMENTS}{os.sep}"))
        # What each file told holds as long as settings and templates are what they were.
        same = before if before is not None and before.shared == self.shared else None
        self.recall: Recall = same.recall if same else Recall()
        self.workspace = Workspace(root, recall=self.recall)
        self.previewer = Previewer(self.workspace)
        if same:
            handed_on(same.workspace, self.workspace, OF_THE_REST)
            handed_on(same.previewer, self.previewer, _OF_PREVIEWER)
        #: What has been worked out of texts that somebody is writing.
        self.drafts: dict[Any, Any] = {}
        #: Long work that is done, or being done, on the workspace as it is at this moment.
        self.jobs: dict[Any, Job[Any]] = before.jobs if before is not None and before.stamp == stamp else {}
        #: Whether a file could not be read when something of this was worked out.
        self.doubtful = False

    @cached_property
    def files(self) -> dict[str, Path]:
        """The agreement files that lie in the workspace, by key; no link leads out of it."""
        found = self.workspace.agreement_files()
        return {_key(self.root, path): path for path in found if real(path).is_relative_to(self.root)}

    @cached_property
    def keys(self) -> dict[str, str]:
        """The key of each file by what it is called; none where two are called the same."""
        found: dict[str, list[str]] = {}
        for key, path in self.files.items():
            found.setdefault(self.workspace.named(path), []).append(key)
        return {name: keys[0] for name, keys in found.items() if len(keys) == 1}


class Desk:
    """A workspace as it is now. ``lock`` keeps one piece of work from another; what is read is shared by them."""

    def __init__(self, root: Path) -> None:
        self.root = real(root)
        self.lock = RLock()
        self.held = HeldFiles()
        #: The renewal that is going on, or that was the last.
        self.renewing: Job[Any] | None = None
        self._view: Moment | None = None
        self._pinned = local()
        self._texts: dict[str, str] = {}
        self._bases: dict[str, str] = {}
        #: What pages that save by themselves have saved last, by the name of the page.
        self.saved_by: dict[str, Any] = {}

    @contextmanager
    def one_look(self) -> Iterator[None]:
        """Look at the files once for all that is asked within, until one is saved: a page is of one moment.

        What was worked out while a file could not be read is let go afterwards: it looks no different when it can be.
        """
        self._pinned.on, refused = True, FAILED.reads
        try:
            yield
        finally:
            self._pinned.on = False
            self.look_again()
            if FAILED.reads != refused and (view := self._view) is not None:
                view.doubtful = True

    def look_again(self) -> None:
        """Look at the files anew: we have changed one."""
        self._pinned.view = None

    @property
    def view(self) -> Moment:
        """The workspace as it is now, with all that has been read of it as long as no file of it has changed."""
        if (seen := getattr(self._pinned, "view", None)) is not None:
            return cast("Moment", seen)
        stamp = tuple(sorted(_files(self.root)))
        with self.lock:
            if self._view is None or self._view.doubtful or stamp != self._view.stamp:
                self._view = Moment(self.root, stamp, self._view)
            if getattr(self._pinned, "on", False):
                self._pinned.view = self._view
            return self._view

    @property
    def workspace(self) -> Workspace:
        """The workspace of the view."""
        return self.view.workspace

    def shut(self) -> None:
        """Let what is being written be finished, and nothing more be begun."""
        if self.renewing is not None:
            self.renewing.stop()
            self.renewing.ended_within(_LAST)

    def remember(self, text: str, *, base: bool = False) -> str:
        """Keep a text that somebody is writing for a while, and return what to ask for it by.

        ``base`` is one that a page was made of: no key strokes on other pages push it out.
        """
        name, kept, most = sha256(text.encode()), self._texts, _TEXTS
        if base:
            kept, most = self._bases, _BASES
        with self.lock:
            kept.pop(name, None)
            kept[name] = text
            while len(kept) > most:
                del kept[next(iter(kept))]
        return name

    def remembered(self, name: str) -> str | None:
        """Return a text that is kept, if it still is; what is asked for is kept longer than what is not."""
        with self.lock:
            for kept in (self._bases, self._texts):
                if (text := kept.pop(name, None)) is not None:
                    kept[name] = text
                    return text
        return None

    def files(self) -> Mapping[str, Path]:
        """Return the agreement files that lie in the workspace, by key."""
        return self.view.files

    def key(self, path: Path) -> str:
        """Return the key of an agreement's file."""
        return _key(self.root, path)

    def file(self, key: str) -> Path:
        """Return the file that a key stands for. Raises InvalidAgreement when there is none."""
        if (path := self.files().get(key)) is None:
            hint = "Gå till översikten och välj ett avtal där. Filen kan ha bytt namn eller tagits bort."
            raise InvalidAgreement(Problem("avtalet finns inte i arbetsmappen", hint=hint, code="saknad-fil"))
        return path


def _key(root: Path, path: Path) -> str:
    return sha256(os.fsencode(path.relative_to(root)))[:_SIGNS]


def _files(root: Path) -> Iterator[tuple[str, int, int]]:
    """Yield how each file that a workspace reads looks from the outside."""
    settings = root / SETTINGS
    if settings.is_file():
        yield _look(str(settings), settings)
    for folder in (root / _AGREEMENTS, root / "templates"):
        yield from _below(str(folder))


def _below(folder: str) -> Iterator[tuple[str, int, int]]:
    try:
        found = list(os.scandir(folder))
    except OSError:  # it is not there, or was taken away meanwhile
        return
    for one in found:
        if one.is_dir(follow_symlinks=False):
            yield from _below(one.path)
        else:
            yield _look(one.path, one)


def _look(name: str, one: os.DirEntry[str] | Path) -> tuple[str, int, int]:
    try:
        found = one.stat()
    except OSError:  # it was taken away meanwhile
        return name, 0, 0
    return name, found.st_mtime_ns, found.st_size
