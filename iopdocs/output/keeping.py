"""Word documents as they were made, kept out of sight in the workspace: what an edited one is compared with.

A kept document is found by the digest of what it answers to, which a document says of itself, so it is found also for a
copy that was renamed, moved or sent back. They hold no more than the documents had when they were made; they are for
the owner of the workspace alone, and `iopdocs clean` takes them away.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from iopdocs.classes import dataclass
from iopdocs.output.files import beside, explained

#: The folder in a workspace for what the program keeps for itself, and the one in it for documents.
HIDDEN, MADE = ".iopdocs", "gjort"
_KEY = re.compile(r"[0-9a-f]{64}")
_SUFFIX = ".docx"


@dataclass(frozen=True, slots=True)
class KeptDocuments:
    """The documents that the workspace in ``root`` keeps as they were made."""

    root: Path

    @property
    def folder(self) -> Path:
        """Where they lie."""
        return self.root / HIDDEN / MADE

    def keep(self, answers_to: str, data: bytes) -> None:
        """Keep a document. Never raises: a document that cannot be kept is made all the same."""
        if not _KEY.fullmatch(answers_to):
            return
        path = self._path(answers_to)
        with suppress(OSError):
            if not path.is_file() or path.stat().st_size != len(data) or path.read_bytes() != data:
                self._make_folder()
                with beside(path, data, lasting=False) as written:
                    written.replace(path)

    def find(self, answers_to: str) -> bytes | None:
        """Return a document as it was made; None when it is not kept, or cannot be read."""
        if not _KEY.fullmatch(answers_to):
            return None
        with suppress(OSError):
            return self._path(answers_to).read_bytes()
        return None

    def each(self) -> Iterator[tuple[str, Path]]:
        """Yield every document that is kept, with what it answers to."""
        for path in sorted(self.folder.glob(f"*{_SUFFIX}")):
            if _KEY.fullmatch(path.stem):
                yield path.stem, path

    def clean(self, needed: Collection[str] = ()) -> tuple[int, int]:
        """Take away all but those that are needed; return how many went and how many stay. Raises OutputBlocked."""
        gone, stays = 0, 0
        for key, path in self.each():
            if key in needed:
                stays += 1
                continue
            with explained(path):
                path.unlink(missing_ok=True)
            gone += 1
        with suppress(OSError):
            for left in self.folder.glob(".*.tmp"):  # of a run that was killed
                left.unlink(missing_ok=True)
        return gone, stays

    def _path(self, answers_to: str) -> Path:
        return self.folder / f"{answers_to}{_SUFFIX}"

    def _make_folder(self) -> None:
        """Make the folder for nobody else to read, and never to be put in a version history. Raises OSError."""
        if self.folder.is_dir():
            return
        hidden = self.root / HIDDEN
        hidden.mkdir(mode=0o700, exist_ok=True)
        self.folder.mkdir(mode=0o700, exist_ok=True)
        (hidden / ".gitignore").write_text("*\n", encoding="ascii")
