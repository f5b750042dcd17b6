"""From agreement files to files in ``output/``: read, check, render, convert, write. One never stops another."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from iopdocs import checks, provenance
from iopdocs.claims import Claim, claims
from iopdocs.conversion import CONVERTERS, find_pdf_program, pdfs
from iopdocs.documents import DocumentType, choose
from iopdocs.errors import IopdocsError, OutputBlocked, Problem, Severity
from iopdocs.model.base import Record
from iopdocs.naming import Made, made_in, stems
from iopdocs.outcome import File, Outcome, Wish, stopped
from iopdocs.output import tidy_folder, write_document
from iopdocs.parallel import at_most, spread
from iopdocs.rendering import Libraries, Template, load_template, render
from iopdocs.rendering.properties import title_of, version_of
from iopdocs.workspace import Loaded, Workspace

#: From an agreement's id and a document's stem to the receipt of what is there already.
Kept = Callable[[str, str], Mapping[str, Any] | None]
#: The code that tells that a document asked for is about something the agreement does not have.
NOTHING_TO_MAKE = "inget-att-göra"
_GIVEN_AWAY = Problem(
    "i dokumentet skulle det stå en adress som är märkt som skyddad",
    hint="Se efter i mallen, i klausulerna och i dokument.yaml. Dokumentet görs inte så länge den står där.",
    code="röjd-uppgift",
)
#: A document that LibreOffice is to make of the Word document: the batch does that for many at a time.
PDF = ".pdf"


@dataclass(frozen=True)
class Batch:
    """A workspace with its templates prepared, and what is wished for."""

    workspace: Workspace
    wish: Wish

    def __reduce__(self) -> tuple[type[Batch], tuple[Workspace, Wish]]:
        """Cross to another process without what has been prepared, which cannot."""
        return Batch, (self.workspace, self.wish)

    @property
    def output(self) -> Path:
        """The folder that holds a folder for each agreement."""
        return self.wish.out or self.workspace.root / "output"

    @cached_property
    def _types(self) -> list[DocumentType]:
        return choose(self.workspace.types, self.wish.documents)

    @cached_property
    def _templates(self) -> dict[str, Template]:
        """The templates, each loaded once. Raises InvalidTemplate with the faults of all."""
        made: dict[str, Template] = {}
        problems: list[Problem] = []
        for kind in self._types:
            try:
                made[kind.id] = load_template(kind.template)
            except IopdocsError as error:
                problems += error.problems
        if problems:
            raise OutputBlocked(problems)
        return made

    @cached_property
    def _libraries(self) -> Libraries:
        return libraries(self.workspace)

    @cached_property
    def _sources(self) -> dict[str, dict[str, str]]:
        return {kind.id: provenance.fixed_sources(self.workspace, kind) for kind in self._types}

    def prepare(self) -> None:
        """Read what all agreements need. Raises IopdocsError for what would stop them all."""
        self._templates, self._libraries, self._sources, self.workspace.doubles  # noqa: B018 - each is read here
        if PDF[1:] in self.wish.formats:
            find_pdf_program()

    def make(self, paths: Sequence[Path]) -> Iterator[Outcome]:
        """Yield the outcome of each agreement in order. Raises IopdocsError for what would stop them all."""
        self.prepare()
        yield from self.converted(spread(self._one, self.claims(paths), self._lost, self.wish.processes))

    def claims(self, paths: Sequence[Path]) -> list[Claim]:
        """Return each file once, with its right to a folder."""
        return claims(self.workspace, self.output, paths)

    def _one(self, claim: Claim) -> Outcome:
        outcome = self.rendered(self.workspace.load(claim.path), self.kept, self.made)
        claim.settle(outcome)
        self.write(outcome)
        return outcome

    def _lost(self, claim: Claim) -> Outcome:
        shown = self.workspace.shown(claim.path)
        return Outcome(shown, problems=[stopped(shown)], failed=True)

    def rendered(self, loaded: Loaded, kept: Kept, made: Callable[[str], Made] = lambda _: {}) -> Outcome:
        """Return an agreement's documents as files to write, and what was met on the way. Nothing is written.

        ``kept`` gives the receipt of a document that is there already and whole, by agreement and stem; ``made`` what
        the receipts of an agreement say of the records there are documents of.
        """
        outcome = Outcome(self.workspace.shown(loaded.path))
        outcome.problems = self.workspace.check(loaded, self.wish.day)
        agreement = loaded.agreement
        if agreement is None or not loaded.usable or any(self._stops(problem) for problem in outcome.problems):
            outcome.failed = True
            return outcome
        outcome.agreement = agreement.id
        repeated = any(kind.description.repeats for kind in self._types)
        there = made(agreement.id) if repeated else {}
        for kind in self._types:
            files = stems(kind, agreement, there, forms=not self.wish.final)
            if kind.id in self.wish.documents and not files:
                outcome.problems.append(_nothing_to_make(kind, outcome.file))
            for stem, item in files:
                self._document(loaded, kind, stem, item, outcome, kept)
        return outcome

    def _stops(self, problem: Problem) -> bool:
        """Whether a problem stops every document: a leak always, any fault or open question a final version."""
        unfinished = problem.severity is Severity.ERROR or problem.code in checks.STOPS_FINAL
        return problem.code in checks.BLOCKING or (self.wish.final and unfinished)

    def _document(
        self, loaded: Loaded, kind: DocumentType, stem: str, item: Record | None, outcome: Outcome, kept: Kept
    ) -> None:
        wish, agreement = self.wish, loaded.agreement
        assert agreement is not None  # noqa: S101 - documents are only made of agreements that could be read
        sources = {"avtal": loaded.source.digest, **self._sources[kind.id]}
        asked = provenance.asked_for(agreement, kind, item, wish.day, sources, final=wish.final)
        there = kept(agreement.id, stem) if wish.only_new else None
        if there is not None and provenance.is_of(there, asked, (stem + suffix for suffix in self._suffixes)):
            outcome.unchanged[stem] = there["luckor"]
            return
        try:
            made = render(
                agreement,
                kind,
                self._templates[kind.id],
                self._libraries,
                wish.day,
                item=item,
                final=wish.final,
                provenance=provenance.properties(asked, item),
            )
            if checks.gives_away(self.workspace.case(loaded, agreement, wish.day), made):
                raise OutputBlocked(_GIVEN_AWAY)
            outcome.gaps[stem] = made.gaps
            outcome.problems += [
                _placed(problem, loaded) for problem in made.problems if problem not in outcome.problems
            ]
            outcome.waiting += self._formats(stem, made.data, provenance.receipt(asked, agreement, made, item))
        except IopdocsError as error:
            outcome.fail(error, stem)

    def kept(self, agreement_id: str, stem: str) -> Mapping[str, Any] | None:
        """Return the receipt of a document that is in the output folder, whole and unedited; None when it is not."""
        return provenance.receipt_of_whole(self.output / agreement_id, stem, self._suffixes)

    def made(self, agreement_id: str) -> Made:
        """Return what the receipts in the output folder say of the records there are documents of, by stem."""
        return made_in(self.output / agreement_id)

    @property
    def _suffixes(self) -> list[str]:
        return [f".{name}" for name in self.wish.formats]

    def _formats(self, stem: str, data: bytes, receipt: Mapping[str, Any]) -> Iterator[File]:
        if "docx" in self.wish.formats:
            yield File(stem, ".docx", data, receipt)
        for name in self.wish.formats:
            if name != "docx":
                title = title_of(data)
                made = data if f".{name}" == PDF else CONVERTERS[name](data, title)
                yield File(stem, f".{name}", made, receipt, title)

    def write(self, outcome: Outcome) -> None:
        """Write the files that wait to be written, but for those that are to become PDF."""
        if outcome.agreement:
            tidy_folder(self.output / outcome.agreement)
        waiting, outcome.waiting = outcome.waiting, []
        for file in waiting:
            if file.suffix == PDF:
                outcome.waiting.append(file)
            else:
                self._write(file, outcome)

    def _write(self, file: File, outcome: Outcome) -> None:
        folder = self.output / outcome.agreement
        try:
            says = version_of if file.suffix == ".docx" else (lambda _: "")
            written = write_document(
                folder, file.stem, file.suffix, file.data, dict(file.receipt), force=self.wish.force, says=says
            )
            outcome.written.append(written)
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


def libraries(workspace: Workspace) -> Libraries:
    """Return what every document of a workspace is made with. Raises InvalidLibrary for a faulty clause file."""
    workspace.clauses.clauses  # noqa: B018 - reported before anything is made
    return Libraries(workspace.laws, workspace.clauses, workspace.settings.rules)


def _nothing_to_make(kind: DocumentType, file: str) -> Problem:
    repeats = kind.description.repeats
    message = f"inget dokument av typen {kind.id} gjordes: avtalet har inget under {repeats}"
    hint = f"Skriv en post under {repeats} i avtalets fil."
    return Problem(message, file, hint=hint, severity=Severity.NOTE, code=NOTHING_TO_MAKE)


def _placed(problem: Problem, loaded: Loaded) -> Problem:
    return problem if problem.file else problem.at(loaded.source.file, None)
