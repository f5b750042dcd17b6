"""A renewal that may give something protected away is not made: its files, its documents and its report are sent on."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

from iopdocs import checks
from iopdocs.errors import Problem
from iopdocs.model import Agreement
from iopdocs.protection.guard import Said, guard_of
from iopdocs.word.told import value_texts
from iopdocs.workspace import Loaded, Workspace

if TYPE_CHECKING:
    from iopdocs.renewal.run import Renewed


def reasons(workspace: Workspace, loaded: Loaded, on: date, file: str) -> list[Problem]:
    """Return why an agreement, or the draft of its successor, must stay where it is; nothing when it need not."""
    leaks = [one for one in workspace.check(loaded, on) if one.code in checks.STAYS]
    return [*leaks, refused(file)] if leaks else []


def refused(file: str) -> Problem:
    """Return what to say of an agreement that is not renewed."""
    message = "avtalet förnyas inte, eftersom det kan röja något skyddat"
    hint = "Rätta det som sägs om filen, eller bedöm det under uppgifter_bedömda, och gör om."
    return Problem(message, file, hint=hint, code="utelämnat")


def tells(workspace: Workspace, agreement: Agreement, result: Renewed) -> bool:
    """Whether what a report would say of a renewal may give something away, as it is put together."""
    guard = guard_of(agreement, workspace.guarded.secrets, finished=True)
    names = (Said(path.name, "rapporten") for path in (result.path, *result.files) if path)
    return any(True for _ in guard.look([*value_texts(asdict(result), "rapporten"), *names]))
