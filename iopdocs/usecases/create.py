"""Create: a new workspace."""

from __future__ import annotations

from pathlib import Path

from iopdocs.classes import dataclass
from iopdocs.output import alone, explained
from iopdocs.workspace import Workspace, creation


@dataclass(frozen=True, slots=True)
class NewWorkspace:
    """A workspace that was made, and what was put in it."""

    root: Path
    paths: tuple[Path, ...]


def create(root: Path) -> NewWorkspace:
    """Make a workspace in a folder, under its lock. Raises OutputBlocked when one is there already."""
    return NewWorkspace(root, tuple(creation.create(root)))


def shortcut(workspace: Workspace) -> tuple[Path, ...]:
    """Put what opens the workbench by double-click in a workspace, for this computer. Raises OutputBlocked."""
    with explained(workspace.root), alone(workspace.root):
        return tuple(creation.put_start_files(workspace.root))
