"""Render: documents of agreements, each as soon as it is made."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from iopdocs import checks
from iopdocs.classes import dataclass
from iopdocs.conversion import CONVERTERS
from iopdocs.errors import IopdocsError, OutputBlocked, Problem, Severity
from iopdocs.making.batch import Batch
from iopdocs.making.carrying import TOLD
from iopdocs.making.earlier_ids import EARLIER_ID, EarlierIds
from iopdocs.making.outcome import NOTHING_TO_MAKE, STANDS, Outcome, Wish
from iopdocs.making.processes import cores
from iopdocs.output import Kept, Written, alone
from iopdocs.templating.opening import DROPPED, REMARKS
from iopdocs.usecases.answers.base import problems_json
from iopdocs.usecases.answers.rendered import RenderedJson, RenderJson
from iopdocs.usecases.opening import asked_for
from iopdocs.usecases.ranking import once
from iopdocs.workspace import Workspace

__all__ = [
    "FORMATS",
    "NOTHING_TO_MAKE",
    "Kept",
    "Outcome",
    "RenderedJson",
    "Rendering",
    "Wish",
    "Written",
    "cores",
    "render",
    "said_of",
    "told",
    "untold",
]

#: The formats that documents can be made in.
FORMATS = ("docx", *CONVERTERS)
#: What is told of the house's own templates, once in a run.
ABOUT_TEMPLATES = (DROPPED, REMARKS)
#: Why a file was left alone, by the name that output.Kept has for it.
REASONS = {
    "EDITED": "har redigerats och lämnades orörd",
    "OF_EDITED": "är gjord av en redigerad Word-fil och lämnades orörd",
    "UNKNOWN": "har inget kvitto och kan vara redigerad, så den lämnades orörd",
    "PROTECTED": "är skrivskyddad och lämnades orörd",
    "FINAL": "hör till en slutlig version och lämnades orörd",
    "LINK": "är en länk till något annat än avtalets eget dokument och följdes inte",
    "OPEN": "är öppen i ett annat program och lämnades orörd",
}
#: Told of a carried folder: the id it lay under, and the one it lies under now.
Carried = Callable[[str, str], None]


@dataclass(frozen=True)
class Rendering:
    """Agreements that documents are to be made of, and files that were meant to be among them but are not read."""

    workspace: Workspace
    paths: tuple[Path, ...]
    wish: Wish
    unread: tuple[Problem, ...]

    @cached_property
    def _batch(self) -> Batch:
        return Batch(self.workspace, self.wish)

    @property
    def output(self) -> Path:
        """The folder that holds a folder for each agreement."""
        return self._batch.output

    @contextmanager
    def outcomes(self, *, cluster: str | None = None, carried: Carried | None = None) -> Iterator[Iterator[Outcome]]:
        """Take the lock of the output folder, and give what becomes of each agreement, in order, as it is made.

        With ``carried`` the documents under an earlier id of an agreement are carried over first. ``cluster`` is the
        address of one that does the work. Raises OutputBlocked when another run writes there, and for documents that
        cannot be carried over; the iterator raises IopdocsError for what would stop all agreements.
        """
        with alone(self.output):
            earlier = EarlierIds(self.workspace, self.output)
            if carried is not None:
                _carry(self.paths, earlier, carried)
            yield earlier.telling(self._made(cluster))

    def _made(self, cluster: str | None) -> Iterator[Outcome]:
        if cluster is None:
            return self._batch.make(self.paths)
        from iopdocs.making import cluster as clusters

        return clusters.make(self._batch, self.paths, cluster)

    def as_json(self) -> RenderJson:
        """Return the answer for JSON, without what became of the agreements: those are given one by one."""
        return RenderJson(problems=problems_json(self.unread))


def render(workspace: Workspace, files: Sequence[Path], wish: Wish) -> Rendering:
    """Return the run that makes what is wished for of the files, or of all agreements. Nothing is written yet.

    Raises OutputBlocked when the name of the output folder would give something away, InvalidAgreement when there are
    no agreements.
    """
    workspace.watch.of_place(wish.out, workspace.root)
    paths = tuple(asked_for(workspace, files))
    return Rendering(workspace, paths, wish, () if files else tuple(workspace.unread()))


def said_of(written: Written, shown: Callable[[Path], str], again: str = "") -> Iterator[str]:
    """Yield what is to be said of a file that was written, and of what was in its place.

    ``shown`` is how a path is told, ``again`` how another format is made of an edited file, where that is no command.
    """
    if written.final and not written.changed:
        yield "Den slutliga versionen finns redan och säger detsamma; den gjordes inte om."
    if written.beside and written.why:
        changed = f"; ändrat sedan dess: {', '.join(written.differs)}" if written.differs else ""
        reason = f"{shown(written.beside)} {REASONS[written.why.name]}{changed}"
        yield f"{reason}; den nya ligger i {written.path.name}."
        if written.why.name == "EDITED" and written.beside.suffix == ".docx" != written.suffix:
            command = f"iopdocs convert {shown(written.beside)} --format {written.suffix[1:]}"
            yield again or f"Av den redigerade görs det med {command}."
    if written.lock:
        yield f"Är den inte öppen hos någon: ta bort filen {written.lock.name}, som ett annat program har lämnat."
    if written.reason:
        yield f"Skäl: {written.reason}"
    if written.kept:
        yield f"Filen som fanns där sparades som {written.kept.name}."


def told(outcome: Outcome, *, final: bool, before: Collection[Problem] = ()) -> list[Problem]:
    """Return the problems that are told with the documents: faults, and what must not be passed over in silence.

    Each mistake once, also when several documents are kept from being made by it; not what was told ``before``, of
    another agreement.
    """
    codes = {EARLIER_ID, STANDS, *TOLD, *ABOUT_TEMPLATES, *checks.ALWAYS_TOLD}
    codes |= checks.STOPS_FINAL if final else set()
    found = once(one for one in outcome.problems if one.severity is Severity.ERROR or one.code in codes)
    return [one for one in found if one not in before]


def untold(outcome: Outcome) -> list[Problem]:
    """Return the problems that ``check`` tells of a draft."""
    return [one for one in outcome.problems if one.code not in checks.ALWAYS_TOLD and one.code not in TOLD]


def _carry(paths: Sequence[Path], earlier: EarlierIds, carried: Carried) -> None:
    """Carry documents over to the ids that agreements have now. Raises OutputBlocked for those that cannot be."""
    problems: list[Problem] = []
    for path in paths:
        try:
            for old, new in earlier.carry(path):
                carried(old, new)
        except IopdocsError as error:
            problems += error.problems
    if problems:
        raise OutputBlocked(problems)
