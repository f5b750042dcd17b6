"""An agreement that has been given another id: its documents lie under the old one until they are carried over.

They are its own only where nothing speaks against it: their receipts name its file, its workspace and its parties, and
no agreement has the old id now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path, PurePath

from iopdocs.classes import dataclass
from iopdocs.errors import OutputBlocked, Problem, Severity
from iopdocs.making.outcome import Outcome
from iopdocs.model import Agreement
from iopdocs.output import (
    Owner,
    belongs,
    explained,
    file_in_receipts,
    file_named,
    fingerprints,
    only_drafts,
    said_in,
    workspace_id,
)
from iopdocs.reading import printable_name, real
from iopdocs.word.contents import said_by
from iopdocs.workspace import Workspace

#: The code that tells that an agreement has documents under an earlier id.
EARLIER_ID = "tidigare-id"


def called_outside(workspace: Workspace, path: Path) -> tuple[str, str]:
    """Return what others may know a file as, and where it lies when that does not say it."""
    named, place = workspace.named(path), real(path)
    if not place.is_relative_to(workspace.root):
        return named, str(place)
    inside = place.relative_to(workspace.root).as_posix()
    return named, "" if PurePath(named).as_posix() == printable_name(inside) else inside


def prints_of(agreement: Agreement) -> tuple[str, ...]:
    """Return the prints of an agreement's parties."""
    return fingerprints((party.name or "", party.orgnr or "") for party in agreement.parties)


@dataclass(frozen=True)
class EarlierIds:
    """The folders of an output folder by the file their receipts name. They are read when first asked for, and once."""

    workspace: Workspace
    output: Path

    @cached_property
    def _number(self) -> str:
        return workspace_id(self.workspace.root, make=False)

    @cached_property
    def _folders(self) -> dict[str, list[Path]]:
        found: dict[str, list[Path]] = {}
        for folder in sorted(self.output.iterdir()) if self._number and self.output.is_dir() else ():
            if file := file_named(folder, self._number):
                found.setdefault(file, []).append(folder)
        return found

    def folders(self, named: str, place: str) -> list[Path]:
        """Return the folders with documents of a file, as ``called_outside`` gives it, under ids nothing has now."""
        of_file = self._folders.get(file_in_receipts(named, place, self._number), []) if self._folders else []
        return [one for one in of_file if one.name not in self.workspace.ids and not _is_copy(one, of_file)]

    def told(self, path: Path, agreement: Agreement | None) -> Iterator[Problem]:
        """Yield a note for each earlier id that has documents."""
        if agreement is not None:
            called = called_outside(self.workspace, path)
            others = self._others(called, agreement.id, prints_of(agreement))
            yield from self._notes(self.workspace.shown(path), agreement.id, others)

    def telling(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """Yield outcomes, with a note of each earlier id that has documents."""
        for outcome in outcomes:
            if outcome.agreement:
                others = self._others((outcome.named, outcome.place), outcome.agreement, outcome.parties)
                outcome.problems += self._notes(outcome.file, outcome.agreement, others)
            yield outcome

    def _notes(self, shown: str, agreement_id: str, others: Iterable[Path]) -> Iterator[Problem]:
        for old in map(self._called, others):
            message = f"avtalet har dokument under ett tidigare id, i mappen {old}"
            hint = (
                f"Är det samma avtal: kör iopdocs render {shown} --carry-over, så följer de med till {agreement_id}. "
                f"Är det ett nytt avtal: flytta mappen {old} till arkivet."
            )
            yield Problem(message, shown, where="id", hint=hint, severity=Severity.NOTE, code=EARLIER_ID)

    def _called(self, folder: Path) -> str:
        """Return what messages call a folder: an id of before may give away what is protected now."""
        return self.workspace.watch.name(folder, printable_name(folder.name))

    def _owner(self, called: tuple[str, str], parties: tuple[str, ...]) -> Owner:
        return Owner(file_in_receipts(*called, self._number), parties, self._number)

    def _others(self, called: tuple[str, str], agreement_id: str, parties: tuple[str, ...]) -> list[Path]:
        found = [folder for folder in self.folders(*called) if folder.name != agreement_id]
        if not found or agreement_id in self.workspace.doubles:
            return []
        return [folder for folder in found if belongs(folder, self._owner(called, parties))]

    def carry(self, path: Path) -> Iterator[tuple[str, str]]:
        """Carry the documents of a file's earlier id over to the one it has now; yield both ids.

        The folder gets the new name, and every file in it keeps its own. What has been made under the new id must be
        nothing but the same agreement's drafts as they were made, and they are taken away. Raises OutputBlocked
        otherwise.
        """
        called, shown = called_outside(self.workspace, path), self.workspace.shown(path)
        agreement = self.workspace.load(path).agreement if self.folders(*called) else None
        old = self._others(called, agreement.id, prints_of(agreement)) if agreement else []
        if agreement is None or not old:
            return
        target, owner = self.output / agreement.id, self._owner(called, prints_of(agreement))
        if len(old) > 1:
            raise OutputBlocked(_refused(shown, f"de ligger i flera mappar ({', '.join(map(self._called, old))})"))
        with explained(target):
            if not _gives_way(target, owner):
                why = f"mappen {agreement.id} har redan redigerade eller slutliga dokument, eller någon annans"
                raise OutputBlocked(_refused(shown, why))
            if any(one.name.startswith(("~$", ".~lock.")) for one in old[0].iterdir()):
                why = f"något i mappen {self._called(old[0])} är öppet i ett annat program"
                raise OutputBlocked(_refused(shown, why))
            if target.exists():
                for one in target.iterdir():
                    one.unlink()
                target.rmdir()  # it fails if something has come meanwhile
            old[0].rename(target)
        self._folders[owner.file] = [target if one == old[0] else one for one in self._folders[owner.file]]
        yield self._called(old[0]), agreement.id


def _gives_way(target: Path, owner: Owner) -> bool:
    """Whether a folder is free, empty, or has only drafts of the same owner. Raises OSError."""
    if target.is_symlink() or not target.exists():
        return not target.is_symlink()
    return not any(target.iterdir()) or (belongs(target, owner) and only_drafts(target, said_by))


def _is_copy(folder: Path, of_file: Iterable[Path]) -> bool:
    """Whether a folder is a copy of an agreement's: its receipts are of another id, whose folder is there as well.

    One that has been carried over is of another id, too, until something is made in it.
    """
    said = said_in(folder)
    ids = {str(one.get("avtal")) for one in said}
    if folder.name in ids:
        return False
    others = [one for one in of_file if one != folder]
    return any(one.name in ids for one in others) or any(one in said for other in others for one in said_in(other))


def _refused(shown: str, why: str) -> Problem:
    hint = "Flytta filerna för hand, eller låt dem ligga och kör utan --carry-over."
    message = f"dokumenten under avtalets tidigare id kan inte följa med: {why}"
    return Problem(message, shown, where="id", hint=hint, code="går-inte-att-flytta")
