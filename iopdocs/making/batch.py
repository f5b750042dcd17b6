"""From agreement files to files in ``output/``: read, check, render, convert, write. One never stops another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from iopdocs import checks
from iopdocs.classes import dataclass, replace
from iopdocs.conversion import CONVERTERS, find_pdf_program
from iopdocs.errors import IopdocsError, OutputBlocked, Problem, Severity
from iopdocs.library.document_types import DESCRIPTION, DocumentType, choose
from iopdocs.making import provenance
from iopdocs.making.amended import require_fit
from iopdocs.making.claims import FolderClaim, claims
from iopdocs.making.earlier_ids import prints_of
from iopdocs.making.last_look import LastLook
from iopdocs.making.naming import Made, made_in, stems
from iopdocs.making.outcome import File, Outcome, Wish, nothing_to_make, stands, stopped
from iopdocs.making.processes import spread
from iopdocs.making.provenance import ExistingDocument
from iopdocs.making.render import Libraries, Rendered, Template, load_template, render
from iopdocs.making.too_much import of_the_data, too_much_together
from iopdocs.making.unconfirmed import checked
from iopdocs.making.writing import PDF, Writer
from iopdocs.model.base import Record
from iopdocs.output import SIGNED
from iopdocs.protection.guard import Guard, SaidText
from iopdocs.templating.doubted import NONE, Doubts
from iopdocs.templating.limits import MAX_TOGETHER
from iopdocs.word.contents import contents_of
from iopdocs.word.properties import title_of
from iopdocs.word.told import package_texts, plain_texts
from iopdocs.workspace import Loaded, Workspace

#: From an agreement's id and a document's stem to what is there of it already.
Kept = Callable[[str, str], ExistingDocument | None]


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
        return self.writer.output

    @cached_property
    def writer(self) -> Writer:
        """What puts the documents on the disk."""
        return Writer(self.workspace.root, self.wish, self.workspace.watch)

    @cached_property
    def types(self) -> list[DocumentType]:
        """The document types that are made."""
        return choose(self.workspace.types, self.wish.documents)

    @cached_property
    def _templates(self) -> dict[str, Template]:
        """The templates, each loaded once. Raises InvalidTemplate with the faults of all."""
        made: dict[str, Template] = {}
        problems: list[Problem] = []
        for kind in self.types:
            try:
                made[kind.id] = load_template(kind.template)
            except IopdocsError as error:
                problems += error.problems
        if problems:
            # Document types may share a template, and so its faults.
            raise OutputBlocked(self.workspace.watch.discreet(dict.fromkeys(problems)))
        return made

    @cached_property
    def _libraries(self) -> Libraries:
        return libraries(self.workspace)

    @cached_property
    def _sources(self) -> dict[str, dict[str, str]]:
        return {kind.id: provenance.fixed_sources(self.workspace, kind) for kind in self.types}

    def prepare(self) -> None:
        """Read what all agreements need. Raises IopdocsError for what would stop them all."""
        self.workspace.watch.of_place(self.wish.out, self.workspace.root)
        self._templates, self._libraries, self._sources, self.workspace.doubles  # noqa: B018 - each is read here
        if PDF[1:] in self.wish.formats:
            find_pdf_program()

    def make(self, paths: Sequence[Path]) -> Iterator[Outcome]:
        """Yield the outcome of each agreement in order. Raises IopdocsError for what would stop them all."""
        self.prepare()
        yield from self.converted(spread(self._one, self.claims(paths), self._lost, self.wish.processes))

    def claims(self, paths: Sequence[Path]) -> list[FolderClaim]:
        """Return each file once, with its right to a folder."""
        return claims(self.workspace, self.output, paths, final=self.wish.final)

    def _one(self, claim: FolderClaim) -> Outcome:
        outcome = self.rendered(self.workspace.load(claim.path), self.writer.earlier, self.made)
        claim.settle(outcome)
        self.write(outcome)
        return outcome

    def _lost(self, claim: FolderClaim) -> Outcome:
        shown = self.workspace.shown(claim.path)
        return Outcome(shown, problems=[stopped(shown)], failed=True)

    def rendered(self, loaded: Loaded, kept: Kept, made: Callable[[str], Made] = lambda _: {}) -> Outcome:
        """Return an agreement's documents as files to write, and what was met on the way. Nothing is written.

        ``kept`` gives what is there of a document already, by agreement and stem; ``made`` what the receipts of an
        agreement say of the records there are documents of.
        """
        outcome = Outcome(self.workspace.shown(loaded.path))
        outcome.problems = checked(self.workspace, self._libraries.confirmations, loaded, self.wish.day)
        agreement = loaded.agreement
        if agreement is not None and self.wish.reason:
            case = self.workspace.case(loaded, agreement, self.wish.day)
            outcome.problems += checks.in_a_reason(case, self.wish.reason)
        if agreement is None or not loaded.usable or any(self.stops(problem) for problem in outcome.problems):
            outcome.failed = True
            return outcome
        outcome.agreement = agreement.id
        outcome.parties = prints_of(agreement)
        there = made(agreement.id) if any(kind.description.repeats for kind in self.types) else {}
        look = LastLook.of(self.workspace.case(loaded, agreement, self.wish.day), final=self.wish.final)
        outcome.doubts = checks.on_the_page(outcome.problems, loaded.source)
        outcome.problems += dict.fromkeys(note for kind in self.types for note in self._templates[kind.id].notes)
        for kind in self.types:
            files = stems(kind, agreement, there, forms=not self.wish.final)
            files = [one for one in files if one[0] in self.wish.only] if self.wish.only else files
            if kind.id in self.wish.documents and not files:
                outcome.problems.append(nothing_to_make(kind, outcome.file))
            for named in files:
                if outcome.characters > MAX_TOGETHER:
                    outcome.fail(too_much_together(only_new=self.wish.only_new), named[0])
                    break
                self._document(loaded, kind, named, outcome, kept, look)
        # What is said of a template or a clause may quote it.
        outcome.problems = self.workspace.watch.discreet(outcome.problems, loaded.source, look.guard)
        return outcome

    def stops(self, problem: Problem) -> bool:
        """Whether a problem stops every document: a leak always, any fault or open question a final version."""
        unfinished = problem.severity is Severity.ERROR or problem.code in checks.STOPS_FINAL
        return problem.code in checks.BLOCKING or (self.wish.final and unfinished)

    def _document(
        self,
        loaded: Loaded,
        kind: DocumentType,
        named: tuple[str, Record | None],
        outcome: Outcome,
        kept: Kept,
        look: LastLook,
    ) -> None:
        wish, agreement, (stem, item) = self.wish, loaded.agreement, named
        assert agreement is not None  # noqa: S101 - documents are only made of agreements that could be read
        sources = provenance.sources(self._sources[kind.id], loaded)
        asked: Mapping[str, Any] = provenance.asked_for(agreement, kind, item, wish.day, sources, final=wish.final)
        trusted = wish.only_new and not self.speaks(kind, look.guard)
        try:
            there = kept(agreement.id, stem) if wish.only_new or wish.final else None
            if there and trusted and provenance.is_of(there, asked, self._suffixes):
                outcome.unchanged[stem] = there.receipt["luckor"]
                return
            if wish.final:
                require_fit(self.workspace, self._libraries, loaded, self.output, wish.day, item)
            made = self._made(loaded, kind, item, asked, outcome.doubts)
            outcome.characters += sum(map(len, made.parts.values()))
            facts = provenance.of_final(agreement, item, contents_of(made.data)) if wish.final else {}
            if there is not None and not there.says(facts) and self._asks_why(there, facts):
                made, asked = self._as_of_then(loaded, kind, item, asked, there, made)
                facts = provenance.of_final(agreement, item, contents_of(made.data))
                outcome.problems += [stands(outcome.file, stem, there.day)] if there.says(facts) else []
            known = there is not None and there.says(facts)
            if there is not None and known and not there.whole:
                made, asked = self._as_of_then(loaded, kind, item, asked, there, made)
            receipt = {**provenance.receipt(asked, agreement, made, item), **facts}
            files = list(self._formats(stem, made.data, receipt))
            told = look.document(made.data, files, receipt, stem, made.clause_texts)
            if there is not None and known and there.whole:
                outcome.has_already(stem, facts)
                return
            outcome.gaps[stem] = made.gaps
            outcome.problems += [
                _placed(problem, loaded)
                for problem in (*made.problems, *(replace(one, where=f"{stem}: {one.where}") for one in told))
                if problem not in outcome.problems
            ]
            outcome.waiting += files
        except IopdocsError as error:
            outcome.fail(of_the_data(error, loaded.source), stem)

    def _made(
        self, loaded: Loaded, kind: DocumentType, item: Record | None, asked: Mapping[str, Any], doubts: Doubts = NONE
    ) -> Rendered:
        """Return a document as asked for. Raises IopdocsError when it cannot be made."""
        assert loaded.agreement is not None  # noqa: S101 - as above
        return render(
            loaded.agreement,
            kind,
            self._templates[kind.id],
            self._libraries,
            date.fromisoformat(asked["dag"]),
            item=item,
            final=self.wish.final,
            provenance=provenance.properties(asked, item),
            doubts=doubts,
            replaced=loaded.replaced,
            looked_over=self.workspace.sound,
        )

    def _asks_why(self, there: ExistingDocument, facts: Mapping[str, Any]) -> bool:
        """Whether another final version beside what is there asks for a reason that is not given."""
        return self.wish.final and not self.wish.reason and bool(there.signed or facts[SIGNED])

    def _as_of_then(
        self,
        loaded: Loaded,
        kind: DocumentType,
        item: Record | None,
        asked: Mapping[str, Any],
        there: ExistingDocument,
        made: Rendered,
    ) -> tuple[Rendered, Mapping[str, Any]]:
        """Return a document that says what a final version says, as of that one's day: a format of it is added."""
        then = {**asked, "dag": there.day or asked["dag"]}
        again = self._made(loaded, kind, item, then) if then != asked else made
        return (again, then) if contents_of(again.data) == there.contents else (made, asked)

    def made(self, agreement_id: str) -> Made:
        """Return what the receipts in the output folder say of the records there are documents of, by stem."""
        return made_in(self.output / agreement_id)

    def speaks(self, kind: DocumentType, guard: Guard) -> bool:
        """Whether a template or a clause has words that may give something away: its documents are made anew then.

        What is protected may have become so after they were made, and in another agreement.
        """
        if not guard.active:
            return False
        key = (kind.id, guard.secrets, guard.judgements)
        if key not in self._spoken:
            self._spoken[key] = any(True for _ in Guard(guard.secrets, guard.judgements).look(self._fixed(kind)))
        return self._spoken[key]

    @cached_property
    def _spoken(self) -> dict[tuple[object, ...], bool]:
        return {}

    def _fixed(self, kind: DocumentType) -> Iterator[SaidText]:
        """Yield the texts that documents of a type are made with beside the agreement."""
        yield from package_texts(self._templates[kind.id].members)
        clauses = sorted(self.workspace.root.glob("templates/klausuler/*")), self.workspace.confirmations.paths
        for file in (kind.folder / DESCRIPTION, *kind.sentences.files, *clauses[0], *clauses[1]):
            if file.is_file():
                yield from plain_texts(file.read_bytes())

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
        self.writer.write(outcome)

    def converted(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """Yield the outcomes, in order, when what waited to become PDF has become it."""
        yield from self.writer.converted(outcomes)


def libraries(workspace: Workspace) -> Libraries:
    """Return what every document of a workspace is made with. Raises InvalidLibrary for a faulty clause file."""
    questions = workspace.confirmations
    workspace.clauses.clauses, questions.points  # noqa: B018 - reported before anything is made
    return Libraries(workspace.laws, workspace.clauses, workspace.settings.rules, questions)


def _placed(problem: Problem, loaded: Loaded) -> Problem:
    return problem if problem.file else problem.at(loaded.source.file, None)
