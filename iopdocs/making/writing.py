"""The documents of agreements on disk: where each goes, whose the folder is, and what became PDF on the way."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from iopdocs.conversion import pdfs
from iopdocs.errors import IopdocsError
from iopdocs.making.outcome import File, Outcome, Wish
from iopdocs.making.processes import at_most
from iopdocs.making.provenance import Earlier, earlier
from iopdocs.output import (
    Owner,
    check_owner,
    file_in_receipts,
    note_signed,
    take_over,
    tidy_folder,
    workspace_id,
    write_document,
    write_final,
)
from iopdocs.output.places import silent
from iopdocs.word.contents import said_by

#: A document that LibreOffice is to make of the Word document: many at a time.
PDF = ".pdf"


@dataclass(frozen=True)
class Writer:
    """Writes what has been made of the agreements of a workspace."""

    root: Path
    wish: Wish

    @property
    def output(self) -> Path:
        """The folder that holds a folder for each agreement."""
        return self.wish.out or self.root / "output"

    @cached_property
    def _workspace(self) -> str:
        return workspace_id(self.root)

    def earlier(self, agreement_id: str, stem: str) -> Earlier | None:
        """Return what is in the output folder of a document, if it is of use for what is wished."""
        suffixes = [f".{name}" for name in self.wish.formats]
        return earlier(self.output / agreement_id, stem, suffixes, final=self.wish.final)

    def write(self, outcome: Outcome) -> None:
        """Write the files that wait to be written, but for those that are to become PDF, and what goes with them.

        Nothing is written where the receipts name another file, other parties or another workspace.
        """
        waiting, outcome.waiting = outcome.waiting, []
        signed, outcome.signed = outcome.signed, []
        if not outcome.agreement:
            return
        try:
            owner = self._owner(outcome)
            if self.wish.takeover:
                take_over(self.output / outcome.agreement, owner)
            check_owner(self.output / outcome.agreement, owner)
            tidy_folder(self.output / outcome.agreement)
        except IopdocsError as error:
            outcome.unchanged = {}
            outcome.fail(error, "")
            return
        for file in _together(waiting) if self.wish.final else waiting:
            if file.suffix == PDF:
                outcome.waiting.append(file)
            else:
                self._write(file, outcome)
        for stem in signed:
            note_signed(self.output / outcome.agreement, stem)

    def _owner(self, outcome: Outcome) -> Owner:
        return Owner(file_in_receipts(outcome.file, self._workspace), outcome.parties, self._workspace)

    def _write(self, file: File, outcome: Outcome) -> None:
        folder, wish = self.output / outcome.agreement, self.wish
        facts = {**file.receipt, **self._owner(outcome).facts}
        try:
            if wish.final:
                files = {one.suffix: one.data for one in (*file.others, file)}
                outcome.written += write_final(
                    folder, file.stem, files, facts, force=wish.force, reason=wish.reason, reads=said_by
                )
            else:
                reads = said_by if file.suffix == ".docx" else silent
                outcome.written.append(
                    write_document(folder, file.stem, file.suffix, file.data, facts, force=wish.force, reads=reads)
                )
        except IopdocsError as error:
            outcome.fail(error, file.stem)

    def converted(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """Yield the outcomes, in order, when what waited to become PDF has become it."""
        if PDF[1:] not in self.wish.formats:
            yield from outcomes
            return
        open_outcomes: deque[Outcome] = deque()

        def waiting() -> Iterator[tuple[bytes, str]]:
            for outcome in outcomes:
                open_outcomes.append(outcome)
                # As it is now: each is taken off when it is done.
                yield from [(file.data, file.title) for file in outcome.waiting]

        for made in pdfs(waiting(), processes=at_most(self.wish.processes)):
            while not open_outcomes[0].waiting:
                yield open_outcomes.popleft()
            outcome = open_outcomes[0]
            file = outcome.waiting.pop(0)
            if isinstance(made, bytes):
                self._write(replace(file, data=made), outcome)
            else:
                outcome.fail(made, file.stem)
        yield from open_outcomes


def _together(waiting: Iterable[File]) -> Iterator[File]:
    """Yield one file for each final version, with its other formats; a PDF last, since it is not made yet."""
    of_one: dict[str, list[File]] = {}
    for file in waiting:
        of_one.setdefault(file.stem, []).append(file)
    for files in of_one.values():
        *others, last = sorted(files, key=lambda file: file.suffix == PDF)
        yield replace(last, others=tuple(others))
