"""What a person changed in a Word document, read back as data: facts to be changed, and clauses of her own wording.

A change is found by comparing the document as it was made with the edited one. It is a fact only when the document,
made anew with another value of it, has her own words where she wrote them; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from iopdocs.classes import dataclass, replace
from iopdocs.errors import InvalidAgreement, OutputBlocked, Problem
from iopdocs.making.as_made import as_made
from iopdocs.output import ASKED, Receipts, parted, sha256
from iopdocs.protection import people
from iopdocs.readback.clauses import ByHand, by_clause, noted, rewritten, worded
from iopdocs.readback.facts import facts_of
from iopdocs.readback.proposing import PROTECTED, TWO_WORDINGS, EditReader, FactReading, NotCarried, differs
from iopdocs.readback.trials import TrialDocument, TrialDocuments
from iopdocs.readback.writing import with_facts
from iopdocs.reading import KeyPath, read_bytes
from iopdocs.redline.pairing import Pair
from iopdocs.redline.summary import aligned, written
from iopdocs.verification.claims import claimed, members_of
from iopdocs.verification.origin import Origin, from_document, from_receipt
from iopdocs.verification.remaking import Sources
from iopdocs.word.package import read_document
from iopdocs.workspace import SETTINGS, Workspace

__all__ = ["FactProposal", "NotCarried", "ReadBack", "own_clause", "read_back"]

_TOGETHER = "tillsammans med det andra blir dokumentet inte som det är redigerat"


@dataclass(frozen=True, slots=True)
class FactProposal:
    """A fact as a person has written it: where in the file, what stands there and would, and where it was read.

    ``line`` is the line of the file that it stands in, None when it is not there. ``others`` are the paragraphs that
    nobody has edited and that would read otherwise, too. ``why`` is why it cannot be carried over; nothing when it can.
    """

    path: KeyPath
    where: str
    file: str
    line: int | None
    old: str
    new: str
    sentences: tuple[str, ...]
    others: tuple[str, ...] = ()
    why: str = ""

    @property
    def sure(self) -> bool:
        """Whether it can be written."""
        return not self.why


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What was read in one document, of which file, and that file's text with all that is sure.

    ``based_on`` is the hash of the file, ``clauses`` those that are worded anew, ``own`` the text of the one that
    becomes the agreement's own. ``why`` is why nothing can be read, ``whole`` whether all that differs is sure facts.
    """

    file: Path
    based_on: str = ""
    proposals: tuple[FactProposal, ...] = ()
    unread: tuple[NotCarried, ...] = ()
    clauses: tuple[str, ...] = ()
    text: str = ""
    own: str = ""
    why: str = ""
    whole: bool = False


@dataclass(frozen=True)
class _EditedDraft:
    """An edited document beside itself as it was made, and the agreement's file as it is."""

    workspace: Workspace
    sources: Sources
    pairs: tuple[Pair, ...]
    trials: TrialDocuments
    digest: str


def read_back(workspace: Workspace, path: Path) -> ReadBack | None:
    """Return what a person has changed in a draft, as facts of its agreement; None for what nobody has edited.

    Raises IopdocsError when the document, its agreement or a template cannot be read.
    """
    edited = _edited(workspace, path)
    if edited is None or isinstance(edited, ReadBack):
        return edited
    agreement, source = edited.sources.loaded.agreement, edited.sources.loaded.source
    if agreement is None:
        return None
    now = edited.trials.having({})
    if now.fault:
        return ReadBack(edited.sources.path, why=now.fault.message)
    facts = list(facts_of(agreement, source.data))
    shared = frozenset(fact.path for fact in facts if source.place(fact.path).file == SETTINGS)
    reader = EditReader(edited.trials, facts, shared)
    left = [pair for pair in edited.pairs if differs(pair) and not now.agrees(pair)]
    found = [one for was, hers in left if was and hers for one in reader.read(was, hers)]
    readings = [one for one in found if isinstance(one, FactReading)]
    unread = [one for one in found if isinstance(one, NotCarried)]
    judged, text = _together(edited, reader, list(_judged(edited, reader, readings)), readings)
    sure = {one.path: one.new for one in judged if one.sure}
    not_whole = {id(one.now) for one in unread} | {id(one.edited) for one in readings if one.fact.path not in sure}
    carried = frozenset(id(one.edited) for one in readings) - not_whole
    named = by_clause(now.pairs, now.clauses)
    clauses = tuple(dict.fromkeys(rewritten(named, ByHand.of(left), carried)))
    told = tuple(_guarded(workspace, one) for one in unread)
    whole = all(id(hers) in carried for _, hers in left)
    return ReadBack(edited.sources.path, edited.digest, tuple(judged), told, clauses, text, whole=whole)


def own_clause(workspace: Workspace, path: Path, clause: str, reason: str, by: str, day: date) -> ReadBack:
    """Return the text of the agreement's file with a clause as it is worded in an edited draft, with who and why.

    Raises IopdocsError when that cannot be done so that exactly those words are printed, or something would be wrong.
    """
    edited = _edited(workspace, path)
    if edited is None or isinstance(edited, ReadBack):
        message = edited.why if edited else "dokumentet är inget redigerat utkast"
        hint = "Se vad som är känt om det: iopdocs verify."
        raise InvalidAgreement(Problem(message, workspace.shown(path), hint=hint, code="klausul-inte-förd"))
    now = edited.trials.having({})
    if now.fault:
        raise InvalidAgreement(now.fault)
    by_hand = ByHand.of([pair for pair in edited.pairs if differs(pair)])
    named = by_clause(now.pairs, now.clauses)
    own, text, trial = worded(edited.trials, named, by_hand, clause, noted(reason, by, day))
    if _is_protected(workspace, own):
        hint = "Ta bort det i Word, spara och kör igen."
        raise OutputBlocked(
            Problem(f"i klausulen ”{clause}” står något som är skyddat", hint=hint, code="röjd-uppgift")
        )
    if faults := _new_faults(now, trial):
        raise InvalidAgreement(faults)
    return ReadBack(edited.sources.path, edited.digest, clauses=(clause,), text=text, own=own)


def _edited(workspace: Workspace, path: Path) -> _EditedDraft | ReadBack | None:
    data = read_document(path)
    members = members_of(data, path)
    receipts = Receipts(path.parent, parted(path)[0])
    origin: Origin | None = from_document(members) or from_receipt(receipts.read())
    if not members or origin is None or origin.final or claimed(path, data, members).unedited:
        return None
    sources = Sources(workspace, origin)
    base = as_made(workspace.root, members, str(receipts.entry(path.name).get(ASKED, "")))
    if base is None and not sources.changed:
        base = sources.remake()
    if base is None:
        return ReadBack(path, why="dokumentet som det gjordes är inte sparat, och uppgifterna har ändrats sedan dess")
    raw = read_bytes(sources.path, workspace.shown(sources.path))
    if isinstance(raw, Problem):
        raise InvalidAgreement(raw)
    now = written(data, "den redigerade filen")
    pairs = tuple(aligned(written(base, "dokumentet som det gjordes"), now))
    text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    return _EditedDraft(workspace, sources, pairs, TrialDocuments(workspace, sources, text, now), sha256(raw))


def _judged(edited: _EditedDraft, reader: EditReader, readings: Sequence[FactReading]) -> Iterator[FactProposal]:
    """Yield a proposal for each fact that was read: what was read differently in two places is a question."""
    source, workspace = edited.sources.loaded.source, edited.workspace
    for path in dict.fromkeys(one.fact.path for one in readings):
        of_it = [one for one in readings if one.fact.path == path]
        values = list(dict.fromkeys(one.value for one in of_it))
        first, place = of_it[0], source.place(path)
        trial = reader.tried({path: first.value})
        faults = reader.new_faults(trial) if trial else []
        why = first.why
        if len(values) > 1:
            why = TWO_WORDINGS
        elif any(_is_protected(workspace, one) for one in values):
            why, values = PROTECTED, [""]
        elif faults:
            why = why or f"det ger ett fel: {faults[0].message}"
        others = trial.differs_at(_unedited(edited.pairs)) if trial else ()
        yield FactProposal(
            path,
            source.where(path),
            place.file,
            place.line if first.fact.written else None,
            workspace.watch.safe(first.fact.written),
            workspace.watch.safe(" / ".join(values)) if why else values[0],
            tuple(workspace.watch.safe(one.edited.shown) for one in of_it),
            tuple(dict.fromkeys(workspace.watch.safe(one.shown) for one in others)),
            workspace.watch.safe(why),
        )


def _together(
    edited: _EditedDraft, reader: EditReader, found: list[FactProposal], readings: Sequence[FactReading]
) -> tuple[list[FactProposal], str]:
    """Return the proposals and the text with those that are sure; none is, if they are not when all are written."""
    sure = {one.path: one.new for one in found if one.sure}
    if not sure:
        return found, ""
    try:
        text = with_facts(edited.trials.text, sure)
    except InvalidAgreement as error:
        return _not_sure(found, error.problems[0].message), ""
    trial = edited.trials.of(text)
    says = all(trial.says(one.edited, one.place) for one in readings if one.fact.path in sure)
    if trial.fault or reader.new_faults(trial) or not says:
        return _not_sure(found, _TOGETHER), ""
    return found, text


def _not_sure(found: Sequence[FactProposal], why: str) -> list[FactProposal]:
    return [replace(one, why=why) if one.sure else one for one in found]


def _unedited(pairs: Iterable[Pair]) -> list[Pair]:
    return [(was, now) for was, now in pairs if was and now and was.text == now.text]


def _is_protected(workspace: Workspace, text: str) -> bool:
    return bool(any(True for _ in workspace.watch.guard.finds(text)) or people.numbers(text))


def _guarded(workspace: Workspace, one: NotCarried) -> NotCarried:
    """Return a change that is not carried over, with what is protected in it named as the reason."""
    return replace(one, why=PROTECTED) if _is_protected(workspace, one.now.text) else one


def _new_faults(before: TrialDocument, after: TrialDocument) -> list[Problem]:
    known = {(one.code, one.message) for one in before.faults}
    return [one for one in after.faults if (one.code, one.message) not in known]
