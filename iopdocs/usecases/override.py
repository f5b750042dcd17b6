"""Override: a clause as somebody has worded it in Word becomes the agreement's own text, with who and why."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from iopdocs.classes import dataclass
from iopdocs.readback import own_clause
from iopdocs.usecases.answers.documents import OverriddenJson, OverrideJson
from iopdocs.usecases.verify import write
from iopdocs.workspace import Workspace

__all__ = ["Overridden", "override"]


@dataclass(frozen=True, slots=True)
class Overridden:
    """A clause that an agreement words itself: its id, the file as it is shown, and the text."""

    clause: str
    file: str
    text: str

    def as_json(self) -> OverrideJson:
        """Return the answer for JSON."""
        return OverrideJson(results=(OverriddenJson(clause=self.clause, file=self.file, text=self.text),))


def override(workspace: Workspace, path: Path, clause: str, reason: str, by: str, day: date) -> Overridden:
    """Write a clause of an edited draft in its agreement's file, as it is worded there.

    ``reason`` is why, ``by`` who did it and ``day`` when. Raises IopdocsError when the words would not be printed as
    they stand, when something would be wrong or protected, or the file cannot be written; then it is as it was.
    """
    found = own_clause(workspace, path, clause, reason, by, day)
    write(workspace, found)
    return Overridden(clause, workspace.shown(found.file), found.own)
