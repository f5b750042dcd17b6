"""Agreements that are sent to us and kept by nobody: read with a workspace's templates, checked, made documents of.

Of the workspace's own agreements nothing is told to whoever sends one, but what they protect is kept out of everything.
Nothing is written, and nothing is known from one time to the next but the workspace itself.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import iopdocs
from iopdocs.classes import dataclass, replace
from iopdocs.consolidation.predecessor import Predecessor
from iopdocs.conversion import find_pdf_program, pdf_doubts, pdfs
from iopdocs.errors import InvalidLibrary, InvalidTemplate, IopdocsError, OutputBlocked, Problem
from iopdocs.making import provenance
from iopdocs.making.batch import Batch
from iopdocs.making.looked_over import faults_of_templates
from iopdocs.making.outcome import Outcome, Wish
from iopdocs.making.writing import PDF
from iopdocs.model.aid_given import AidGiven, given
from iopdocs.reading import MAX_BYTES, KeyPath, Node, Source, decode_source, too_large
from iopdocs.reading.reach import node_at
from iopdocs.reading.recall import handed_on
from iopdocs.usecases.answers.rendered import RenderedJson
from iopdocs.usecases.answers.service import TypeJson, VersionJson
from iopdocs.usecases.check import Checked, check_read
from iopdocs.usecases.desk import OF_THE_REST, Desk
from iopdocs.usecases.fields import path_of
from iopdocs.usecases.render import FORMATS, told
from iopdocs.usecases.status import StandingToLeave, status_of
from iopdocs.word.zip import assemble, pack
from iopdocs.workspace import SETTINGS, Loaded, Sent, Workspace
from iopdocs.workspace.guarded import Gatherer, Unread
from iopdocs.workspace.replacing import told_of

#: What is there of documents made before: nothing, since nothing that is made is kept.
_NOWHERE = Path(os.devnull) / "output"
#: How many wishes have their templates kept ready.
_READY = 8
#: What does not depend on who sends what, by its name in a batch: read once.
_OF_BATCH = ("types", "_templates", "_libraries", "_sources")
_SOME_FILE = "en fil i tjänstens arbetsmapp"
_UNKNOWN_BEFORE = "ersätter-okänt"


@dataclass(frozen=True, slots=True)
class SentAgreement:
    """An agreement as it was sent: its bytes, and whether they are JSON."""

    data: bytes
    json: bool = False


@dataclass(frozen=True)
class Received:
    """Agreements that were sent, those asked about first; ``beside`` are the others. ``sources`` are by their names.

    ``kept`` is what lasts from one time to the next, as long as no file of the workspace changes.
    """

    workspace: Workspace
    agreements: tuple[Loaded, ...]
    beside: tuple[Loaded, ...]
    sources: Mapping[str, Source]
    kept: dict[Any, Any]

    def check(self, day: date) -> Checked:
        """Return what the checks find in those asked about. Raises IopdocsError for what would stop them all.

        What is wrong with the workspace's templates is told to whoever starts the service.
        """
        found = check_read(self.workspace, self.agreements, day, _NOWHERE, (*self.agreements, *self.beside))
        files = tuple(replace(one, problems=tuple(map(_as_sent, one.problems))) for one in found.files)
        return replace(found, files=files)

    def status(self, day: date) -> StandingToLeave:
        """Return what may leave of where they stand. Raises IopdocsError."""
        return status_of(self.workspace, self.agreements, day, self.beside)

    def documents(self, wish: Wish) -> MadeDocuments:
        """Return the documents of the only one asked about. Raises OutputBlocked with all that keeps one from it."""
        batch = self._batch(replace(wish, out=_NOWHERE))
        (loaded,) = self.agreements
        outcome = batch.rendered(loaded, lambda *_: None)
        files = tuple(_files(outcome))
        outcome.problems = list(map(_as_sent, outcome.problems))
        if outcome.failed or not files:
            raise OutputBlocked(told(outcome, final=wish.final) or outcome.problems)
        return MadeDocuments(outcome, files)

    def pointer(self, problem: Problem) -> str | None:
        """Return where the value that a problem is told of stands in what was sent, as a JSON Pointer, if it is known.

        A key that is missing is told where it should stand.
        """
        source = self.sources.get(problem.file or "")
        path = path_of(problem.where) if source else ()
        if source is None or not path or not _reaches(source.data, path):
            return None
        return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in path)

    def _batch(self, wish: Wish) -> Batch:
        ready: Batch | None = self.kept.get(wish)
        if ready is None:
            ready = Batch(self.kept[Workspace], wish)
            ready.prepare()
            for old in [one for one in self.kept if isinstance(one, Wish)][: 1 - _READY]:
                del self.kept[old]
            self.kept[wish] = ready
        made = Batch(self.workspace, wish)
        _share(ready, made, _OF_BATCH)
        return made


@dataclass(frozen=True)
class MadeDocuments:
    """Documents as files: name and bytes of each, and what became of them."""

    outcome: Outcome
    files: tuple[tuple[str, bytes], ...]

    @property
    def gaps(self) -> int:
        """How many gaps there are in them."""
        return sum(map(len, self.outcome.gaps.values()))

    @cached_property
    def answer(self) -> RenderedJson:
        """What became of them, for JSON."""
        return RenderedJson.of(self.outcome).model_copy(update={"files": tuple(name for name, _ in self.files)})

    def packed(self, name: str, about: bytes) -> bytes:
        """Return them in an archive with a file of that name that tells of them."""
        return assemble((member, pack(data)) for member, data in (*self.files, (name, about)))


def receive(desk: Desk, texts: Sequence[SentAgreement], beside: Sequence[SentAgreement] = ()) -> Received:
    """Return agreements that were sent as they are read here. Faults of form are in them, and none is raised.

    Raises InvalidAgreement when the workspace's own settings are at fault.
    """
    view = desk.view
    kept = view.drafts
    base = _base(view.workspace, kept)
    named = [
        *((f"avtal {number}", one) for number, one in enumerate(texts, start=1)),
        *((f"bredvid {number}", one) for number, one in enumerate(beside, start=1)),
    ]
    read = [(one.data, *_read(name, one)) for name, one in named]
    guarded = Gatherer(base.settings_source).with_sources(base.guarded, read)
    alone = _over(base, Sent(base.settings_data, {}, guarded))
    loaded = [alone.loaded(base.root / source.file, source, problems) for _, source, problems in read]
    workspace = _over(base, Sent(base.settings_data, _doubles(loaded), guarded, aid=_aid(loaded)))
    known = [replace(one, replaced=_replaced(one, loaded, workspace)) for one in loaded]
    sources = {source.file: source for _, source, _ in read}
    return Received(workspace, tuple(known[: len(texts)]), tuple(known[len(texts) :]), sources, kept)


def prepare(desk: Desk, day: date, *, look: bool) -> list[Problem]:
    """Read all that documents are made with, and return what is wrong with templates and clauses if that is asked for.

    Raises IopdocsError for what would stop every document.
    """
    received = receive(desk, ())
    received._batch(Wish(day, out=_NOWHERE))
    return faults_of_templates(received.workspace) if look else []


def of_the_house(error: IopdocsError) -> bool:
    """Whether what stops is the workspace's own templates, clauses or settings, and nothing that was sent."""
    kinds = InvalidTemplate | InvalidLibrary
    return isinstance(error, kinds) or any(one.file == SETTINGS for one in error.problems)


def versions(desk: Desk) -> VersionJson:
    """Return what documents are made with here, as an answer for JSON. Raises IopdocsError for faulty files."""
    workspace, formats = desk.workspace, FORMATS
    try:
        find_pdf_program()
    except OutputBlocked:
        formats = tuple(one for one in FORMATS if f".{one}" != PDF)
    types = (
        TypeJson(
            id=kind.id,
            name=kind.description.name,
            about=workspace.watch.safe(kind.description.about),
            sources=provenance.fixed_sources(workspace, kind),
        )
        for kind in workspace.types.values()
    )
    laws = workspace.laws.digest
    return VersionJson(results=tuple(types), program=iopdocs.__version__, laws=laws, formats=formats)


def _base(workspace: Workspace, kept: dict[Any, Any]) -> Workspace:
    """Return the workspace without its agreements, but with what they protect; the same as long as no file changes."""
    if Workspace not in kept:
        guarded = workspace.guarded
        # That something may be protected and cannot be read is said, but of no file of the workspace by its name.
        guarded = replace(guarded, unread=(Unread(_SOME_FILE),) if guarded.unread else ())
        made = Workspace(workspace.root, (), Sent(workspace.settings_data, {}, guarded))
        kept[Workspace] = _knowing_none(made)
    found: Workspace = kept[Workspace]
    return found


def _over(base: Workspace, sent: Sent) -> Workspace:
    made = Workspace(base.root, (), sent)
    _share(base, made, OF_THE_REST)
    return _knowing_none(made)


def _knowing_none(workspace: Workspace) -> Workspace:
    """Return a workspace that does not look for an agreement that another one replaces among the files it has."""
    vars(workspace)["_ids"] = {}
    return workspace


def _share(ready: object, made: object, names: Sequence[str]) -> None:
    """Let what one has read be the other's, and be read now if it has not been: the next one has it, too."""
    for name in names:
        getattr(ready, name)
    handed_on(ready, made, names)


def _read(name: str, sent: SentAgreement) -> tuple[Source, list[Problem]]:
    if len(sent.data) > MAX_BYTES:
        return Source(name, None), [too_large(name)]
    source, problems = decode_source(sent.data, name, json=sent.json)
    return source, problems


def _doubles(loaded: Sequence[Loaded]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for one in loaded:
        if one.agreement is not None:
            found.setdefault(one.agreement.id, []).append(one.source.file)
    return {name: tuple(files) for name, files in found.items() if len(files) > 1}


def _aid(loaded: Sequence[Loaded]) -> tuple[AidGiven, ...]:
    return tuple(aid for one in loaded if one.agreement is not None for aid in given(one.agreement))


def _replaced(one: Loaded, loaded: Sequence[Loaded], workspace: Workspace) -> Predecessor | None:
    """Return what is told of the agreement that one of them replaces, when that was sent, too."""
    name = one.agreement.replaces if one.agreement else None
    read = [other for other in loaded if other is not one and other.agreement and other.agreement.id == name]
    hides = workspace.watch.guard.finds
    return told_of(name, read, lambda text: bool(hides(text))) if name and read else None


def _files(outcome: Outcome) -> Iterator[tuple[str, bytes]]:
    """Yield the files that wait to be written, those that become PDF as such; what cannot is noted in the outcome."""
    for file in outcome.waiting:
        if file.suffix != PDF:
            yield f"{file.stem}{file.suffix}", file.data
            continue
        (made,) = pdfs([(file.data, file.title)], processes=1)
        if isinstance(made, bytes):
            outcome.problems += [replace(one, file=outcome.file) for one in pdf_doubts(made, file.stem)]
            yield f"{file.stem}{file.suffix}", made
        else:
            outcome.fail(made, file.stem)


def _as_sent(problem: Problem) -> Problem:
    """Give the advice that holds for what is sent: there is no folder to put a file in."""
    if problem.code != _UNKNOWN_BEFORE:
        return problem
    return replace(problem, hint="Rätta id, eller skicka med det förra avtalet som bredvid.")


def _reaches(node: Node, path: KeyPath) -> bool:
    node, last = node_at(node, path[:-1]), path[-1]
    if isinstance(last, int):
        return isinstance(node, list) and last < len(node)
    return isinstance(node, dict)
