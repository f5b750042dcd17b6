"""The questions of a workspace: what somebody must have confirmed before an agreement is signed."""

from __future__ import annotations

from iopdocs.library.confirmations import FOLDER, ConfirmationLibrary
from iopdocs.workspace import Workspace


def library_of(workspace: Workspace) -> ConfirmationLibrary:
    """Return the questions of a workspace; none in one from before there were any."""
    return ConfirmationLibrary(workspace.root / "templates" / FOLDER)
