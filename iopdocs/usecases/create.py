"""Create: a new workspace."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from iopdocs.workspace import creation


@dataclass(frozen=True, slots=True)
class NewWorkspace:
    """A workspace that was made, and what was put in it."""

    root: Path
    paths: tuple[Path, ...]


def create(root: Path) -> NewWorkspace:
    """Make a workspace in a folder, under its lock. Raises OutputBlocked when one is there already."""
    return NewWorkspace(root, tuple(creation.create(root)))
