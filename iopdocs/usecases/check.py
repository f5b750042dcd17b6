"""Check: what is wrong, doubtful or worth knowing in agreements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from iopdocs.classes import dataclass, replace
from iopdocs.errors import Problem, Severity
from iopdocs.making.examined import examined, examined_of
from iopdocs.making.looked_over import faults_of_templates
from iopdocs.making.processes import cores
from iopdocs.making.unconfirmed import without_list
from iopdocs.usecases.answers.base import problems_json
from iopdocs.usecases.answers.checked import CheckedJson, CheckJson, KindJson
from iopdocs.usecases.check_summary import FoundKind, kinds, write_checked
from iopdocs.usecases.opening import asked_for
from iopdocs.usecases.ranking import Ranked, once, ranked, stops_final
from iopdocs.workspace import Loaded, Workspace

__all__ = ["Checked", "CheckedFile", "check", "check_read", "cores", "write"]


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


def check(workspace: Workspace, files: Sequence[Path], day: date, only: str | None = None, workers: int = 1) -> Checked:
    """Return what the checks find in the files, or in all agreements, as of a day. Raises IopdocsError.

    ``only`` is the kind of problem that is told, as ``Severity`` has it; None tells all. ``workers`` is how many
    processes share the work.
    """
    paths = asked_for(workspace, files)
    of_all = faults_of_templates(workspace)
    texts: dict[str, str] = {}
    found = [(file, _sharing(texts, own)) for file, own in examined(workspace, paths, day, workers)]
    if not files:
        from iopdocs.workspace.upgrading.behind import behind  # it loads what edits YAML: no file asks for that

        of_all += workspace.unread()
        of_all += filter(None, [behind(workspace.root), without_list(workspace.confirmations)])
    return _checked(found, of_all, only)


def check_read(
    workspace: Workspace, agreements: Sequence[Loaded], day: date, output: Path, beside: Sequence[Loaded]
) -> Checked:
    """Return what the checks find in agreements that have been read, as of a day; nothing of the templates.

    ``output`` is where final versions of them would lie; ``beside`` are all agreements that are known. Raises
    IopdocsError.
    """
    return _checked(list(examined_of(workspace, agreements, day, output, beside)), (), None)


def _sharing(texts: dict[str, str], found: Iterable[Problem]) -> list[Problem]:
    """Return problems whose texts are one in the memory when they are alike: thousands of agreements lack the same."""

    def same(text: str) -> str:
        return texts.setdefault(text, text)

    return [replace(one, message=same(one.message), hint=same(one.hint)) for one in found]


def _checked(found: Sequence[tuple[str, list[Problem]]], of_all: Sequence[Problem], only: str | None) -> Checked:
    # What stands in a file that several agreements share is a mistake in that file, and told of it once.
    shared = once(problem for file, own in found for problem in own if problem.file != file)
    checked = (CheckedFile(file, tuple(once(one for one in own if one.file == file))) for file, own in found)
    return Checked(tuple(checked), tuple(once([*of_all, *shared])), only)
