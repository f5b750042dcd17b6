"""What an agreement file says of renewal, and what is known of one that is chosen."""

from __future__ import annotations

from pathlib import Path

from iopdocs.classes import dataclass


@dataclass(frozen=True, slots=True)
class Scanned:
    """What an agreement file says of renewal: whether its time has come, its successor's id, which one it replaces."""

    path: Path
    agreement: str | None
    replaces: str | None
    due: bool
    successor: str | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """A file whose agreement is renewed, what replaces it already, what has its successor's folder, and the new id."""

    path: Path
    there: Path | None = None
    rival: Path | None = None
    successor: str | None = None


def unread_file(path: Path) -> Scanned:
    """Return what is known of a file that cannot be read: it is taken, so that its faults are told."""
    return Scanned(path, None, None, due=True)
