"""Beyond one machine: the same work, done by a Dask cluster. Its workers return bytes, and only the caller writes.

A worker needs nothing but the program: templates, clauses and settings are sent along once, agreements one by one. The
settings are never written to a worker's disk, and neither are agreements.
"""

from __future__ import annotations

import hashlib
import logging
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from functools import cached_property
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import Any

import iopdocs
from iopdocs.checks.aid import aid
from iopdocs.checks.leaving import LEFT_OUT, left_out, reasons_to_stay
from iopdocs.classes import dataclass, replace
from iopdocs.consolidation.predecessor import Predecessor
from iopdocs.errors import OutputBlocked, Problem
from iopdocs.laws.library import load_library
from iopdocs.library.demands import FOLDER as DEMANDS
from iopdocs.library.document_types import DESCRIPTION
from iopdocs.making.batch import Batch
from iopdocs.making.blanking import blanked, tells_in_raw
from iopdocs.making.claims import FolderClaim
from iopdocs.making.last_look import LastLook
from iopdocs.making.naming import Made
from iopdocs.making.outcome import Outcome, Wish, stopped
from iopdocs.making.pool import hand_out
from iopdocs.making.provenance import ExistingDocument
from iopdocs.output import Scratch, sha256
from iopdocs.protection.guard import Guard, guard_of
from iopdocs.reading import Source, decode_source, read_bytes, real
from iopdocs.word.told import document_texts
from iopdocs.workspace import SETTINGS, Sent, Workspace

_AHEAD = 64  # agreements handed out ahead of the one that is waited for: what comes back is not small
_SECONDS_TO_CONNECT = "10s"


@dataclass(frozen=True)
class Bundle:
    """What documents are made with beside the agreements: the files of ``templates/`` by name, and what is wished."""

    files: Mapping[str, bytes]
    root: Path
    sent: Sent
    wish: Wish
    program: tuple[str, str]

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of it all."""
        total = hashlib.sha256(repr((self.root, self.sent, self.wish, self.program)).encode())
        for name, data in sorted(self.files.items()):
            total.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
        return total.hexdigest()


@dataclass(frozen=True, slots=True)
class AgreementJob:
    """One agreement: how messages call its file, its bytes or why it is not sent, and what is made of it already."""

    name: str
    data: bytes | tuple[Problem, ...]
    earlier: Mapping[str, ExistingDocument]
    made: Made
    digest: str = ""
    replaced: Predecessor | None = None


def make(batch: Batch, paths: Sequence[Path], address: str) -> Iterator[Outcome]:
    """Yield the outcome of each agreement in order, made by the cluster at ``address`` and written here.

    Raises OutputBlocked when the cluster cannot be reached or breaks down, IopdocsError for what would stop them all.
    """
    batch.prepare()
    if unread := list(batch.workspace.watch.unread()):
        raise OutputBlocked(
            [*unread, _not_sent("ingenting skickas till klustret, eftersom en fil inte kan läsas helt")]
        )

    def written() -> Iterator[Outcome]:
        claims = batch.claims(paths)
        looks: deque[LastLook | None] = deque()  # of the jobs handed out, in order
        made = _made(bundled(batch), (_job(batch, claim, looks) for claim in claims), address)
        for claim, outcome in zip(claims, made, strict=True):
            claim.settle(outcome)
            if look := looks.popleft():
                look.outcome(outcome)
            batch.write(outcome)
            yield outcome

    yield from batch.converted(written())


def bundled(batch: Batch) -> Bundle:
    """Return what a batch is made with, ready to be sent."""
    workspace = batch.workspace
    templates = workspace.root / "templates"
    kinds = (
        path
        for kind in workspace.types.values()
        for path in (kind.template, kind.folder / DESCRIPTION, *kind.sentences.files)
    )
    questions = (*workspace.confirmations.paths, *(templates / DEMANDS).glob("*.yaml"))
    wanted = (*kinds, *(templates / "klausuler").glob("*.yaml"), *questions)
    files = {path.relative_to(workspace.root).as_posix(): path for path in wanted if path.is_file()}
    # What other agreements protect is not sent: what comes back is looked through here. Nor are names that tell it.
    watch = workspace.watch
    doubles = {
        name: tuple(watch.name(workspace.root / file, file) for file in files)
        for name, files in workspace.doubles.items()
        if not watch.guard.finds(name)
    }
    settings = blanked(workspace.settings_data)
    if settings is None or tells_in_raw(settings, watch.guard):
        message = "inställningarna skickas inte till klustret: det som är skyddat i dem går inte att ta bort först"
        raise OutputBlocked(Problem(message, SETTINGS, hint=_ON_ITS_LINE, code=LEFT_OUT))
    sent = Sent(settings, doubles, digest=workspace.settings_digest)
    program = (iopdocs.__version__, workspace.laws.digest)
    read = {name: path.read_bytes() for name, path in files.items()}
    if telling := [name for name, data in read.items() if _template_tells(name, data, watch.guard)]:
        message = "filen skickas inte till klustret, eftersom den kan röja något skyddat, kanske i en kommentar"
        raise OutputBlocked([_not_sent(message, watch.name(workspace.root / name, name)) for name in telling])
    return Bundle(read, workspace.root, sent, replace(batch.wish, out=None), program)


def _job(batch: Batch, claim: FolderClaim, looks: deque[LastLook | None]) -> AgreementJob:
    """Return the job of an agreement; what is to look through its documents when they come back is put in ``looks``."""
    name = batch.workspace.shown(real(claim.path))  # as the list of doubled ids has it
    raw = read_bytes(claim.path, name)
    if isinstance(raw, Problem):
        looks.append(None)
        return AgreementJob(name, (raw,), {}, {})
    data, look, replaced = _sendable(batch, claim.path, name, raw)
    looks.append(look)
    made = batch.made(claim.id) if claim.id else {}
    return AgreementJob(name, data, _earlier(batch, claim.id, look), made, sha256(raw), replaced)


def _earlier(batch: Batch, agreement: str, look: LastLook | None) -> dict[str, ExistingDocument]:
    """Return what there is of an agreement's documents already, by stem, as far as it is of use to the cluster."""
    # Another machine cannot tell whether a template speaks of what it knows nothing of.
    trusted = look is not None and not any(batch.speaks(kind, look.guard) for kind in batch.types)
    if not agreement or not (batch.wish.final or (batch.wish.only_new and trusted)):
        return {}
    # A stem has no full stop; what comes after one says which version it is.
    stems = {path.name.split(".")[0] for path in (batch.output / agreement).glob("[!.~]*.*")}
    found: dict[str, ExistingDocument] = {}
    for stem in stems:
        with suppress(OutputBlocked):  # it cannot be read: writing it will say why
            if (there := batch.writer.earlier(agreement, stem)) is not None:
                found[stem] = there
    return found


def _sendable(
    batch: Batch, path: Path, name: str, raw: bytes
) -> tuple[bytes | tuple[Problem, ...], LastLook | None, Predecessor | None]:
    """Return the bytes of an agreement that are sent, or why none are, and what is to look through its documents.

    With them what is told of the agreement that it replaces: nothing that any agreement protects. What cannot be used
    is not sent, nor is what may give something away; of the others what they protect is not.
    """
    workspace, wish = batch.workspace, batch.wish
    loaded = workspace.loaded(path, *decode_source(raw, name))
    if loaded.agreement is not None:
        loaded = replace(loaded, replaced=workspace.replaced(loaded.agreement))
    if loaded.agreement is None or not loaded.usable:
        return tuple(workspace.check(loaded, wish.day)), None, None
    case = workspace.case(loaded, loaded.agreement, wish.day)
    if kept := reasons_to_stay(workspace.found(loaded, case, leaks=True)):
        hint = "Rätta eller bedöm det som sägs om filen, eller kör utan --cluster."
        told = workspace.watch.discreet(kept, loaded.source, case.guard)
        return (*told, left_out(name, "avtalet skickas inte till klustret", hint)), None, None
    # What other agreements give is not sent: what goes by the sum is judged here.
    if wish.final and (beside := [one for one in aid(case) if batch.stops(one)]):
        return tuple(workspace.watch.discreet(beside, loaded.source, case.guard)), None, None
    sent = blanked(raw)
    if sent is None or tells_in_raw(sent, guard_of(loaded.agreement, case.shared, finished=True)):
        message = "avtalet skickas inte till klustret: det som är skyddat i filen går inte att ta bort först"
        return (Problem(message, name, hint=_ON_ITS_LINE, code=LEFT_OUT),), None, None
    return sent, LastLook.of(case, final=wish.final), loaded.replaced


_ON_ITS_LINE = (
    "Skriv det som är skyddat på samma rad som sin nyckel, och inte i någon kommentar, eller kör utan --cluster."
)


def _not_sent(message: str, file: str | None = None) -> Problem:
    return Problem(message, file, hint="Rätta det, eller kör utan --cluster.", code=LEFT_OUT)


def _template_tells(name: str, data: bytes, guard: Guard) -> bool:
    """Whether a template, a clause or a description has anything that may give something away, comments too."""
    if name.endswith(".docx"):
        return any(True for _ in guard.look(document_texts(data, name)))
    return tells_in_raw(data, guard)


def _made(bundle: Bundle, jobs: Iterator[AgreementJob], address: str) -> Iterator[Outcome]:
    """Yield the outcomes of jobs in order; nothing is written."""
    with _connected(address) as (client, killed):
        # As the result of a task it is made anew if the worker that holds it is lost.
        everything = client.submit(_same, bundle, pure=False)
        # The scheduler does a lost worker's work again, and gives up on work that takes several workers with it.
        # Work that fails would fail again. The futures are Dask's own: those of its executor fall when a worker is
        # lost just as its result is fetched.
        unfinished: deque[AgreementJob] = deque()
        handed_out = hand_out(lambda job: client.submit(work, everything, job, pure=False), jobs, _AHEAD, unfinished)
        for job, future in handed_out:
            try:
                yield future.result()
            except killed:
                yield Outcome(job.name, problems=[stopped(job.name)], failed=True)


@contextmanager
def _connected(address: str) -> Iterator[tuple[Any, type[Exception]]]:
    """Give a client of the cluster, and the error that tells that a piece of work takes its workers with it."""
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        hint = "Skriv pip install 'iopdocs[cluster]', eller kör utan --cluster."
        problem = Problem("det som behövs för --cluster är inte installerat", hint=hint, code="tillägg-saknas")
        raise OutputBlocked(problem) from error
    try:
        client = distributed.Client(address, timeout=_SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        hint = "Kontrollera adressen, till exempel tcp://10.0.0.5:8786, och att klustret är igång."
        raise OutputBlocked(Problem(f"klustret {address} svarar inte", hint=hint, code="kluster")) from error
    for name in list(logging.root.manager.loggerDict):
        if name.startswith(("distributed", "tornado")):
            logging.getLogger(name).setLevel(logging.CRITICAL)  # what goes wrong is told by us, and in Swedish
    with client:
        try:
            yield client, distributed.KilledWorker
        except (CancelledError, distributed.comm.CommClosedError) as error:
            hint = "Filer som hann skrivas är hela. Kör igen för resten när klustret är igång."
            raise OutputBlocked(Problem("kontakten med klustret bröts", hint=hint, code="kluster")) from error


def _same(bundle: Bundle) -> Bundle:
    return bundle


def work(bundle: Bundle, job: AgreementJob) -> Outcome:
    """Return what becomes of one agreement, as files to write. Raises OutputBlocked when the programs differ."""
    if bundle.program != (iopdocs.__version__, load_library().digest):
        hint = f"Installera iopdocs {bundle.program[0]} på alla datorer i klustret."
        raise OutputBlocked(Problem("klustret har en annan version av iopdocs", hint=hint, code="kluster-version"))
    batch, folder = _unpacked(bundle)
    if isinstance(job.data, bytes):
        source, problems = decode_source(job.data, job.name)
        source = replace(source, digest=job.digest)  # of the file as it is where it came from
    else:
        source, problems = Source(job.name, None), list(job.data)
    loaded = replace(batch.workspace.loaded(folder / job.name, source, problems), replaced=job.replaced)
    outcome = batch.rendered(loaded, lambda _, stem: job.earlier.get(stem), lambda _: job.made)
    outcome.file = job.name
    outcome.problems = [_as_here(problem, folder, bundle.root) for problem in outcome.problems]
    return outcome


def _as_here(problem: Problem, folder: Path, root: Path) -> Problem:
    """Call a template or a clause what it is called where it came from."""
    file = problem.file or ""
    return replace(problem, file=file.replace(str(folder), str(root))) if str(folder) in file else problem


_BATCHES: dict[str, tuple[Batch, Scratch]] = {}
_LOCK = Lock()


def _unpacked(bundle: Bundle) -> tuple[Batch, Path]:
    """Return a batch over the bundle's templates in a temporary folder; made once by each process."""
    with _LOCK:
        if bundle.digest not in _BATCHES:
            _BATCHES.clear()
            scratch = Scratch()
            root = real(scratch.folder)
            for name, data in bundle.files.items():
                target = root / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
            batch = Batch(Workspace(root, (), bundle.sent), bundle.wish)
            batch.prepare()
            _BATCHES[bundle.digest] = batch, scratch
        batch, scratch = _BATCHES[bundle.digest]
        return batch, real(scratch.folder)
