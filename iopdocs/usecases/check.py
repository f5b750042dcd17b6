"""Check: what is wrong, doubtful or worth knowing in agreements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from iopdocs.errors import Problem, Severity
from iopdocs.making.amended import misfits
from iopdocs.making.batch import libraries
from iopdocs.making.beside import AgreementsBeside
from iopdocs.making.cited_law import coming_law
from iopdocs.making.demanded import demanded
from iopdocs.making.earlier_ids import EarlierIds
from iopdocs.making.looked_over import faults_of_templates
from iopdocs.making.newsroom import Newsroom
from iopdocs.making.render import Libraries
from iopdocs.making.unconfirmed import unconfirmed, without_list
from iopdocs.making.untold import untold
from iopdocs.usecases.answers.base import problems_json
from iopdocs.usecases.answers.checked import CheckedJson, CheckJson, KindJson
from iopdocs.usecases.check_summary import FoundKind, kinds, write_checked
from iopdocs.usecases.opening import asked_for
from iopdocs.usecases.ranking import Ranked, once, ranked, stops_final
from iopdocs.workspace import Loaded, Workspace
from iopdocs.workspace.upgrading.behind import behind


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """One agreement that was checked: its file as messages call it, and its problems."""

    file: str
    problems: tuple[Problem, ...]

    def count(self, severity: Severity) -> int:
        """Return how many of its problems are of a kind."""
        return sum(problem.severity is severity for problem in self.problems)

    @property
    def stops(self) -> int:
        """How many of its problems stop a final version."""
        return sum(map(stops_final, self.problems))


@dataclass(frozen=True)
class Checked:
    """The agreements that were checked, each with what concerns it, and what concerns ``all`` of them.

    Each mistake stands once, where it is met first. ``only`` is the one kind that is told; what is counted is all.
    """

    files: tuple[CheckedFile, ...]
    all: tuple[Problem, ...]
    only: str | None = None

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """All that was found, what stops a final version first within each agreement."""
        return (*self.all, *(problem for one in self.files for problem in ranked(one.problems).all))

    def told(self) -> Iterable[tuple[str, Ranked]]:
        """Yield what is told of each agreement with its file, and first, with no file, what concerns all."""
        for file, problems in (("", self.all), *((one.file, one.problems) for one in self.files)):
            if found := [problem for problem in problems if self._is_told(problem)]:
                yield file, ranked(found)

    def _is_told(self, problem: Problem) -> bool:
        return self.only is None or problem.severity.value == self.only

    def failed(self, *, strict: bool = False) -> bool:
        """Whether there is a fault; with ``strict`` also whether there is a doubt. Also of what is not told."""
        bad = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
        return any(problem.severity in bad for problem in self.problems)

    def kinds(self) -> tuple[FoundKind, ...]:
        """Return how much there is of each kind that is told, what stops a final version first."""
        return kinds(self)

    def as_json(self, written: Iterable[Path] = ()) -> CheckJson:
        """Return the answer for JSON; ``written`` are files that were made of it."""
        made = [
            CheckedJson(
                file=one.file,
                stops=one.stops,
                errors=one.count(Severity.ERROR),
                warnings=one.count(Severity.WARNING),
                notes=one.count(Severity.NOTE),
            )
            for one in self.files
        ]
        return CheckJson(
            results=tuple(made),
            kinds=tuple(map(_kind_json, self.kinds())),
            problems=problems_json(filter(self._is_told, self.problems)),
            written=tuple(map(str, written)),
        )


def _kind_json(kind: FoundKind) -> KindJson:
    return KindJson(
        code=kind.code,
        severity=kind.severity.value,
        meaning=kind.meaning,
        agreements=kind.agreements,
        times=kind.times,
    )


def write(checked: Checked, path: Path, workspace: Workspace, day: date) -> None:
    """Write what was found as a table. Raises IopdocsError, as when the file's name would give something away."""
    workspace.watch.of_place(path, workspace.root)
    write_checked(path, checked, day)


def check(workspace: Workspace, files: Sequence[Path], day: date, only: str | None = None) -> Checked:
    """Return what the checks find in the files, or in all agreements, as of a day. Raises IopdocsError.

    ``only`` is the kind of problem that is told, as ``Severity`` has it; None tells all.
    """
    earlier, beside = EarlierIds(workspace, workspace.root / "output"), AgreementsBeside(workspace, day)
    checker = _Checker(workspace, day, workspace.root / "output", beside)
    found: list[tuple[str, list[Problem]]] = []
    for path in asked_for(workspace, files):
        loaded = workspace.load(path)
        own = [*checker.found(loaded), *earlier.told(path, loaded.agreement)]
        found.append((workspace.shown(path), own))
    of_all = faults_of_templates(workspace)
    if not files:
        of_all += workspace.unread()
        of_all += filter(None, [behind(workspace.root), without_list(checker.given.confirmations)])
    return _checked(found, of_all, only)


def check_read(
    workspace: Workspace, agreements: Sequence[Loaded], day: date, output: Path, beside: Sequence[Loaded]
) -> Checked:
    """Return what the checks find in agreements that have been read, as of a day; nothing of the templates.

    ``output`` is where final versions of them would lie; ``beside`` are all agreements that are known. Raises
    IopdocsError.
    """
    checker = _Checker(workspace, day, output, AgreementsBeside(workspace, day, beside))
    found = [(workspace.shown(one.path), checker.found(one)) for one in agreements]
    return _checked(found, (), None)


@dataclass(frozen=True)
class _Checker:
    workspace: Workspace
    day: date
    output: Path
    beside: AgreementsBeside

    @cached_property
    def given(self) -> Libraries:
        return libraries(self.workspace)

    @cached_property
    def _newsroom(self) -> Newsroom:
        return Newsroom(self.workspace)

    def found(self, loaded: Loaded) -> list[Problem]:
        """Return all that is found in one agreement."""
        workspace, day, given = self.workspace, self.day, self.given
        own = [*workspace.check(loaded, day), *misfits(workspace, given, loaded, self.output, day)]
        own += coming_law(workspace, given, loaded, day)
        own += [*demanded(workspace, loaded, day), *self._newsroom.told(loaded, day)]
        if loaded.agreement is not None:
            own += untold(workspace, loaded.agreement, workspace.shown(loaded.path), day)
        own += self.beside.told(loaded)
        own += unconfirmed(workspace, given.confirmations, loaded, day)
        return own


def _checked(found: Sequence[tuple[str, list[Problem]]], of_all: Sequence[Problem], only: str | None) -> Checked:
    # What stands in a file that several agreements share is a mistake in that file, and told of it once.
    shared = once(problem for file, own in found for problem in own if problem.file != file)
    checked = (CheckedFile(file, tuple(once(one for one in own if one.file == file))) for file, own in found)
    return Checked(tuple(checked), tuple(once([*of_all, *shared])), only)
