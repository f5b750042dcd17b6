"""The documents of agreements on disk: where each goes, whose the folder is, and what became PDF on the way."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from iopdocs.classes import dataclass, field, replace
from iopdocs.conversion import pdf_doubts, pdfs
from iopdocs.errors import IopdocsError, OutputBlocked, Problem
from iopdocs.making.carrying import carried, edited_draft, not_of_edited, see_that_no_edits_are_lacking
from iopdocs.making.outcome import File, Outcome, Wish
from iopdocs.making.processes import at_most
from iopdocs.making.provenance import ExistingDocument, earlier
from iopdocs.output import (
    ASKED,
    KeptDocuments,
    Owner,
    belongs,
    check_owner,
    explained,
    file_in_receipts,
    follow,
    note_signed,
    take_over,
    tidy_folder,
    workspace_id,
    write_document,
    write_final,
)
from iopdocs.reading import real
from iopdocs.word.contents import said_by
from iopdocs.workspace.guarded import NOTHING
from iopdocs.workspace.watch import Watch

#: A document that LibreOffice is to make of the Word document: many at a time.
PDF = ".pdf"
WORD = ".docx"


@dataclass(frozen=True)
class Writer:
    """Writes what has been made of the agreements of a workspace."""

    root: Path
    wish: Wish
    watch: Watch = field(default_factory=lambda: Watch(NOTHING))

    @property
    def output(self) -> Path:
        """The folder that holds a folder for each agreement."""
        return self.wish.out or self.root / "output"

    @cached_property
    def _workspace(self) -> str:
        return workspace_id(self.root, renew=self.wish.takeover)

    def earlier(self, agreement_id: str, stem: str) -> ExistingDocument | None:
        """Return what is in the output folder of a document, if it is of use for what is wished."""
        suffixes = [f".{name}" for name in self.wish.formats]
        with explained(self.output / agreement_id):
            return earlier(self.output / agreement_id, stem, suffixes, final=self.wish.final)

    def write(self, outcome: Outcome) -> None:
        """Write the files that wait to be written, but for those that are to become PDF, and what goes with them.

        Nothing is written where the receipts name another file, other parties or another workspace.
        """
        waiting, outcome.waiting = outcome.waiting, []
        signed, outcome.signed = outcome.signed, []
        if not outcome.agreement:
            return
        folder = self.output / outcome.agreement
        try:
            with explained(folder):
                self._check_link(folder)
            owner = self._owner(outcome)
            if self.wish.takeover:
                take_over(folder, owner)
            check_owner(folder, owner)
            follow(folder, owner)
            tidy_folder(folder)
        except IopdocsError as error:
            outcome.unchanged = {}
            outcome.fail(error, "")
            return
        for file in _together(waiting) if self.wish.final else waiting:
            if file.suffix == PDF:
                outcome.waiting += [] if self._lacks_edits(file, outcome) else [file]
            else:
                self._write(file, outcome)
        for stem in signed:
            try:
                note_signed(folder, stem)
            except IopdocsError as error:
                outcome.fail(error, stem)

    def _owner(self, outcome: Outcome) -> Owner:
        file = file_in_receipts(outcome.named or outcome.file, outcome.place, self._workspace)
        return Owner(file, outcome.parties, self._workspace, self.root, self._named)

    def _named(self, name: str) -> str:
        """Return what a receipt or a folder calls something, without what is protected: it may have become so since."""
        return self.watch.name(self.root / name, name)

    def _check_link(self, folder: Path) -> None:
        """Raise OutputBlocked when an agreement's folder is a link to nowhere, or to where a workspace has its own.

        Raises OSError when it cannot be seen where it leads.
        """
        place = real(folder)
        if os.path.normcase(place) == os.path.normcase(real(folder.parent) / folder.name):
            return
        name = self._named(folder.name)
        if not place.is_dir():
            message, hint = f"mappen {name} är en länk som inte leder till någon mapp", f"Ta bort länken {name}."
            raise OutputBlocked(Problem(message, hint=hint, code="länk"))
        data = any(one.suffix.lower() in {".yaml", ".yml"} or one.name == "templates" for one in place.iterdir())
        if data or any(place.is_relative_to(real(self.root / one)) for one in ("agreements", "templates")):
            message = f"mappen {name} är en länk till en mapp med avtal eller mallar; där skrevs inget"
            hint = f"Ta bort länken {name}, eller låt den leda till en mapp med bara dokument."
            raise OutputBlocked(Problem(message, hint=hint, code="länk"))

    def _write(self, file: File, outcome: Outcome) -> None:
        folder, wish = self.output / outcome.agreement, self.wish
        facts = {**file.receipt, **self._owner(outcome).facts}
        try:
            if wish.final:
                if not (wish.fresh or wish.force):
                    see_that_no_edits_are_lacking(folder, file.stem)
                files = {one.suffix: one.data for one in (*file.others, file)}
                before = [one for one in outcome.before if belongs(one, self._owner(outcome))]
                outcome.written += write_final(
                    folder, file.stem, files, facts, force=wish.force, reason=wish.reason, reads=said_by, before=before
                )
            elif file.suffix == WORD or not self._lacks_edits(file, outcome):
                self._write_draft(file, outcome, facts)
        except IopdocsError as error:
            outcome.fail(error, file.stem)

    def _write_draft(self, file: File, outcome: Outcome, facts: Mapping[str, Any]) -> None:
        """Write a draft; a Word document with what somebody has edited in the one there is."""
        folder, wish, data = self.output / outcome.agreement, self.wish, file.data
        if file.suffix == WORD:
            KeptDocuments(self.root).keep(str(file.receipt.get(ASKED, "")), data)
            with explained(folder):
                found = carried(self.root, folder, file, self.watch.guard) if self._carries else None
            if found is not None:
                data = found.data
                outcome.problems += [replace(one, file=outcome.file) for one in found.problems]
        outcome.written.append(
            write_document(folder, file.stem, file.suffix, data, facts, force=wish.force, reads=said_by)
        )

    def _lacks_edits(self, file: File, outcome: Outcome) -> bool:
        """Whether a format would lack what somebody has edited in the Word document; then it is said."""
        folder = self.output / outcome.agreement
        with explained(folder):
            edited = edited_draft(folder, file.stem) if self._carries else None
        if edited is not None:
            outcome.problems.append(replace(not_of_edited(file.stem, file.suffix, edited), file=outcome.file))
        return edited is not None

    @property
    def _carries(self) -> bool:
        return not (self.wish.fresh or self.wish.force or self.wish.final)

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
                outcome.problems += [replace(one, file=outcome.file) for one in pdf_doubts(made, file.stem)]
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
