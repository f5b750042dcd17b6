"""The signer's list beside the agreements: what ``check`` says of it, and that a workspace has none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from iopdocs.checks.confirmations import confirmations, still_open
from iopdocs.errors import Problem, Severity
from iopdocs.library.confirmations import FOLDER, ConfirmationLibrary
from iopdocs.making.demanded import problems_of
from iopdocs.workspace import Loaded, Workspace

_UPGRADE = "Hämta dem med iopdocs upgrade --apply. Ingenting av ert skrivs över."


def unconfirmed(workspace: Workspace, library: ConfirmationLibrary, loaded: Loaded, day: date) -> Iterator[Problem]:
    """Yield what is wrong with the confirmations of an agreement, and what nobody has confirmed.

    Raises InvalidLibrary when a question's file is faulty.
    """
    if loaded.agreement is None or not loaded.usable or not library.is_there:
        return
    case = workspace.case(loaded, loaded.agreement, day)
    found = [*confirmations(case, library.points), *still_open(case, library.points)]
    yield from workspace.watch.discreet(found, loaded.source, case.guard)


def checked(workspace: Workspace, library: ConfirmationLibrary, loaded: Loaded, day: date) -> list[Problem]:
    """Return every problem of a loaded file, and of its confirmations, as of a day."""
    return [*problems_of(workspace, loaded, day), *unconfirmed(workspace, library, loaded, day)]


def without_list(library: ConfirmationLibrary) -> Problem | None:
    """Return what is worth knowing of a workspace that asks for no confirmations; None when it has the questions."""
    if library.is_there:
        return None
    message = "arbetsmappen har ingen bekräftelselista, så inget avtal frågar vad som är bekräftat före undertecknandet"
    where = f"templates/{FOLDER}"
    return Problem(message, where, hint=_UPGRADE, severity=Severity.NOTE, code="utan-bekräftelselista")
