"""What the checks find in agreements, in one process or several: nothing of an agreement is kept but that."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from iopdocs.classes import dataclass, replace
from iopdocs.errors import Problem
from iopdocs.making.amended import misfits
from iopdocs.making.batch import libraries
from iopdocs.making.beside import AgreementsBeside, Running, asking
from iopdocs.making.cited_law import coming_law
from iopdocs.making.demanded import demanded
from iopdocs.making.earlier_ids import EarlierIds
from iopdocs.making.newsroom import Newsroom
from iopdocs.making.outcome import stopped
from iopdocs.making.processes import FEW_TO_READ, spread
from iopdocs.making.render import Libraries
from iopdocs.making.unconfirmed import unconfirmed
from iopdocs.making.untold import untold
from iopdocs.reading import real
from iopdocs.workspace import Loaded, Workspace

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found in one file, but for what agreements beside it lead to: that stands between the two lists.

    ``running`` is what it is to other agreements, and ``asks`` whether it must be told of those that are beside it.
    """

    file: str
    found: tuple[Problem, ...]
    last: tuple[Problem, ...] = ()
    running: Running | None = None
    asks: bool = False


def examined(
    workspace: Workspace, paths: Sequence[Path], day: date, workers: int
) -> Iterator[tuple[str, list[Problem]]]:
    """Yield each file, as messages call it, with all that the checks find in it, as of a day. Raises IopdocsError."""
    examiner = _Examiner(workspace, day, workspace.root / "output")
    examiner.prepare()
    made = list(spread(examiner.examined, paths, examiner.lost, workers, FEW_TO_READ))
    beside = _beside(examiner, paths, made, workers)
    for path, one in zip(paths, made, strict=True):
        yield one.file, [*one.found, *beside.get(path, ()), *one.last]


def examined_of(
    workspace: Workspace, agreements: Sequence[Loaded], day: date, output: Path, beside: Sequence[Loaded]
) -> Iterator[tuple[str, list[Problem]]]:
    """Yield the same of agreements that have been read; ``beside`` are all that are known. Raises IopdocsError."""
    examiner = _Examiner(workspace, day, output)
    known = AgreementsBeside([own for one in beside if (own := Running.of(one.agreement, day))])
    for loaded in agreements:
        one = examiner.read(loaded)
        yield one.file, [*one.found, *known.told(workspace, loaded, day), *one.last]


def _beside(
    examiner: _Examiner, paths: Sequence[Path], made: Sequence[Examined], workers: int
) -> dict[Path, list[Problem]]:
    """Return what agreements beside them lead to, by file, and which could not be looked at for that."""

    dead: list[Problem] = []

    def spread_over(work: Callable[[Path], Result], over: Sequence[Path], nothing: Result) -> Iterator[Result]:
        def lost(path: Path) -> Result:
            dead.append(stopped(examiner.workspace.shown(path)))
            return nothing

        return spread(work, over, lost, workers, FEW_TO_READ)

    if not any(one.asks for one in made):
        return {}
    running = {real(path): one.running for path, one in zip(paths, made, strict=True)}
    every = examiner.workspace.agreement_files()
    others = [path for path in every if real(path) not in running]
    running |= {real(path): one for path, one in zip(others, spread_over(examiner.running, others, None), strict=True)}
    known = AgreementsBeside([one for path in every if (one := running[real(path)]) is not None])
    met = [
        path
        for path, one in zip(paths, made, strict=True)
        if one.asks and one.running and any(True for _ in known.of(one.running))
    ]
    none: list[Problem] = []
    told = spread_over(_TellingBeside(examiner.workspace, examiner.day, known), met, none)
    found = {path: list(problems) for path, problems in zip(met, told, strict=True)}
    # What a process died of was not asked, or not known to the others: with whichever it stands, it is told once.
    found.setdefault(paths[0], []).extend(dead)
    return found


@dataclass(frozen=True)
class _TellingBeside:
    """Tells of what runs beside an agreement."""

    workspace: Workspace
    day: date
    known: AgreementsBeside

    def __call__(self, path: Path) -> list[Problem]:
        return self.known.told(self.workspace, self.workspace.load(path), self.day)


@dataclass(frozen=True)
class _Examiner:
    """Reads agreements and runs every check. What all of them need is read once, and before processes are started."""

    workspace: Workspace
    day: date
    output: Path

    def prepare(self) -> None:
        """Read what all agreements need. Raises IopdocsError."""
        self._given, self.workspace.demands.demands, self.workspace.doubles, self.workspace.guarded  # noqa: B018
        self.workspace.aid_given  # noqa: B018 - each is read here

    @cached_property
    def _given(self) -> Libraries:
        return libraries(self.workspace)

    @cached_property
    def _newsroom(self) -> Newsroom:
        return Newsroom(self.workspace)

    @cached_property
    def _earlier(self) -> EarlierIds:
        return EarlierIds(self.workspace, self.output)

    def examined(self, path: Path) -> Examined:
        """Return what is found in one file. Raises IopdocsError for what would stop them all."""
        loaded = self.workspace.load(path)
        made = self.read(loaded)
        return replace(made, last=(*made.last, *self._earlier.told(path, loaded.agreement)))

    def read(self, loaded: Loaded) -> Examined:
        """Return what is found in one agreement that has been read; nothing of documents under an earlier id."""
        workspace, day, given, agreement = self.workspace, self.day, self._given, loaded.agreement
        shown = workspace.shown(loaded.path)
        found = [*workspace.check(loaded, day), *misfits(workspace, given, loaded, self.output, day)]
        found += coming_law(workspace, given, loaded, day)
        found += [*demanded(workspace, loaded, day), *self._newsroom.told(loaded, day)]
        if agreement is not None:
            found += untold(workspace, given, agreement, shown, day)
        last = tuple(unconfirmed(workspace, given.confirmations, loaded, day))
        return Examined(shown, tuple(found), last, self._running(loaded), asking(agreement, day) is not None)

    def running(self, path: Path) -> Running | None:
        """Return what a file is to other agreements, without checking it."""
        return self._running(self.workspace.load(path))

    def _running(self, loaded: Loaded) -> Running | None:
        return Running.of(loaded.agreement, self.day)

    def lost(self, path: Path) -> Examined:
        """Return what to say of a file that a process died of."""
        shown = self.workspace.shown(path)
        return Examined(shown, (stopped(shown),))
