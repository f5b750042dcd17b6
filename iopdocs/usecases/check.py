"""Check: what is wrong, doubtful or worth knowing in agreements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from iopdocs.errors import Problem, Severity
from iopdocs.making.earlier_ids import EarlierIds
from iopdocs.making.looked_over import faults_of_templates
from iopdocs.making.untold import untold
from iopdocs.usecases.answers.base import problems_json
from iopdocs.usecases.answers.checked import CheckedJson, CheckJson
from iopdocs.usecases.opening import asked_for
from iopdocs.workspace import Workspace
from iopdocs.workspace.upgrading.behind import behind


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """One agreement that was checked: its file as messages call it, and its problems."""

    file: str
    problems: tuple[Problem, ...]

    def count(self, severity: Severity) -> int:
        """Return how many of its problems are of a kind."""
        return sum(problem.severity is severity for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Checked:
    """The agreements that were checked, and all that was found, each problem once."""

    files: tuple[CheckedFile, ...]
    problems: tuple[Problem, ...]

    def failed(self, *, strict: bool = False) -> bool:
        """Whether there is a fault; with ``strict`` also whether there is a doubt."""
        bad = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
        return any(problem.severity in bad for problem in self.problems)

    def as_json(self) -> CheckJson:
        """Return the answer for JSON."""
        made = [
            CheckedJson(
                file=one.file,
                errors=one.count(Severity.ERROR),
                warnings=one.count(Severity.WARNING),
                notes=one.count(Severity.NOTE),
            )
            for one in self.files
        ]
        return CheckJson(results=tuple(made), problems=problems_json(self.problems))


def check(workspace: Workspace, files: Sequence[Path], day: date) -> Checked:
    """Return what the checks find in the files, or in all agreements, as of a day. Raises IopdocsError."""
    earlier = EarlierIds(workspace, workspace.root / "output")
    checked: list[CheckedFile] = []
    for path in asked_for(workspace, files):
        loaded = workspace.load(path)
        found = [*workspace.check(loaded, day), *earlier.told(path, loaded.agreement)]
        if loaded.agreement is not None:
            found += untold(workspace, loaded.agreement, workspace.shown(path), day)
        checked.append(CheckedFile(workspace.shown(path), tuple(found)))
    everything = faults_of_templates(workspace)
    everything += [problem for one in checked for problem in one.problems]
    if not files:
        everything += workspace.unread()
        everything += filter(None, [behind(workspace.root)])
    # What concerns a file that several agreements are kept from is told once.
    return Checked(tuple(checked), tuple(dict.fromkeys(everything)))
