"""An agreement that has been given another id: its documents lie under the old one until they are carried over."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from iopdocs.errors import OutputBlocked, Problem, Severity
from iopdocs.making.outcome import Outcome
from iopdocs.model import Agreement
from iopdocs.output import explained, file_in_receipts, only_drafts, owner_of, workspace_id

#: The code that tells that an agreement has documents under an earlier id.
EARLIER_ID = "tidigare-id"


@dataclass(frozen=True)
class EarlierIds:
    """The folders of an output folder by the file their receipts name. They are read when first asked for, and once."""

    root: Path
    output: Path

    @cached_property
    def _workspace(self) -> str:
        return workspace_id(self.root, make=False)

    @cached_property
    def _folders(self) -> Mapping[str, list[Path]]:
        found: dict[str, list[Path]] = {}
        for folder in sorted(self.output.iterdir()) if self._workspace and self.output.is_dir() else ():
            file, workspace = owner_of(folder)
            if workspace == self._workspace:
                found.setdefault(file, []).append(folder)
        return found

    def folders(self, shown: str) -> list[Path]:
        """Return the folders with documents of an agreement's file, which is given as messages call it."""
        return self._folders.get(file_in_receipts(shown, self._workspace), []) if self._folders else []

    def told(self, shown: str, agreement: Agreement | None) -> Iterator[Problem]:
        """Yield a note for each earlier id that has documents."""
        if agreement is not None:
            yield from self._notes(shown, agreement.id)

    def telling(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """Yield outcomes, with a note of each earlier id that has documents."""
        for outcome in outcomes:
            if outcome.agreement:
                outcome.problems += self._notes(outcome.file, outcome.agreement)
            yield outcome

    def _notes(self, shown: str, agreement_id: str) -> Iterator[Problem]:
        for old in self._others(shown, agreement_id):
            message = f"avtalet har dokument under ett tidigare id, i mappen {old.name}"
            hint = (
                f"Är det samma avtal: kör iopdocs render {shown} --carry-over, så följer de med till {agreement_id}. "
                f"Är det ett nytt avtal: flytta mappen {old.name} till arkivet."
            )
            yield Problem(message, shown, where="id", hint=hint, severity=Severity.NOTE, code=EARLIER_ID)

    def _others(self, shown: str, agreement_id: str) -> list[Path]:
        return [folder for folder in self.folders(shown) if folder.name != agreement_id]

    def carry(self, shown: str, agreement_id: str) -> Iterator[str]:
        """Carry the documents of the earlier id over to the one the agreement has now; yield the earlier id.

        The folder gets the new name, and every file in it keeps its own. What has been made under the new id must be
        nothing but drafts as they were made, and they are taken away. Raises OutputBlocked otherwise.
        """
        old = self._others(shown, agreement_id)
        target = self.output / agreement_id
        if not old:
            return
        if len(old) > 1:
            raise OutputBlocked(_refused(shown, f"de ligger i flera mappar ({', '.join(one.name for one in old)})"))
        if target.exists() and not only_drafts(target):
            raise OutputBlocked(_refused(shown, f"mappen {agreement_id} har redan redigerade eller slutliga dokument"))
        if any(path.name.startswith(("~$", ".~lock.")) for path in old[0].iterdir()):
            raise OutputBlocked(_refused(shown, f"något i mappen {old[0].name} är öppet i ett annat program"))
        with explained(target):
            if target.exists():
                shutil.rmtree(target)
            old[0].rename(target)
        self._folders[file_in_receipts(shown, self._workspace)].remove(old[0])
        yield old[0].name


def _refused(shown: str, why: str) -> Problem:
    hint = "Flytta filerna för hand, eller låt dem ligga och kör utan --carry-over."
    message = f"dokumenten under avtalets tidigare id kan inte följa med: {why}"
    return Problem(message, shown, where="id", hint=hint, code="går-inte-att-flytta")
