"""Renewing a whole workspace: one agreement after another, each whole or not at all, and safe to run again.

An agreement is taken when its period ends within the window, it is more than a proposal, and nothing replaces it yet.
A run that was stopped is finished by running again, the same day or later: a draft that is already there, as it was
made, counts as made now, unless the report of its day has it. Then it is done, and left alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from iopdocs import checks
from iopdocs.checks.leaving import gives_away, left_out, reasons_to_stay
from iopdocs.classes import asdict, dataclass, field
from iopdocs.deadlines import period_on
from iopdocs.economy import NOTHING, Cell
from iopdocs.errors import InvalidAgreement, IopdocsError, Problem
from iopdocs.making.batch import Batch
from iopdocs.making.demanded import demanded
from iopdocs.making.last_look import LastLook
from iopdocs.making.outcome import Outcome, Wish, stopped
from iopdocs.making.processes import spread
from iopdocs.making.render import Rendered
from iopdocs.model import Agreement
from iopdocs.output import create_file, tidy
from iopdocs.protection.guard import SaidText, guard_of
from iopdocs.reading import build, parse_source, printable_name, read_bytes, real, same_file
from iopdocs.renewal import law
from iopdocs.renewal.choosing import Chosen, Scanned, unread_file
from iopdocs.renewal.documents import Compared, ask_of_edited
from iopdocs.renewal.marked import mark
from iopdocs.renewal.money import then_and_now
from iopdocs.renewal.notes import Notes
from iopdocs.renewal.period import lengths, next_period
from iopdocs.renewal.reported import DRAFTED, Reports
from iopdocs.renewal.successor import Successor, draft, successor_id
from iopdocs.word.told import value_texts
from iopdocs.workspace import Loaded, Workspace
from iopdocs.workspace.files import distinct
from iopdocs.workspace.shared_data import with_shared

# What became of an agreement.
FAILED = "fel"
_NOT_RENEWED = "avtalet förnyas inte"


@dataclass(frozen=True, slots=True)
class Window:
    """What is renewed: agreements ending on or before ``until``, as of ``on``; ``start`` is another first day.

    ``redline`` asks for the new documents with their changes marked, which takes a second or so for each.
    """

    on: date
    until: date
    start: date | None = None
    dry_run: bool = False
    redline: bool = True


@dataclass
class Renewed:
    """What became of one agreement whose time it is.

    ``period`` is the successor's; ``amounts`` are what the old agreement and the new one come to in all, in kronor, and
    ``lengths`` how long they are.
    """

    file: str
    agreement: str
    state: str = DRAFTED
    successor: str = ""
    path: Path | None = None
    ended: date | None = None
    period: tuple[date, date | None] | None = None
    law_day: date | None = None
    parties: tuple[str, ...] = ()
    amounts: tuple[Cell, Cell] = (NOTHING, NOTHING)
    lengths: tuple[str, str] = ("", "")
    notes: Notes = field(default_factory=Notes)
    gaps: dict[str, tuple[str, ...]] = field(default_factory=dict)
    files: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def texts(self) -> Iterator[SaidText]:
        """Yield what a report would say of it, as it is put together."""
        yield from value_texts(asdict(self), "rapporten")
        yield from (SaidText(path.name, "rapporten") for path in (self.path, *self.files) if path)


@dataclass(frozen=True)
class Renewal:
    """A workspace and a window. ``processes`` share the work."""

    workspace: Workspace
    window: Window
    processes: int = 1

    def __reduce__(self) -> tuple[type[Renewal], tuple[Workspace, Window]]:
        """Cross to another process without what has been prepared, which cannot."""
        return Renewal, (self.workspace, self.window)

    @cached_property
    def _compared(self) -> Compared:
        return Compared(self.workspace, self.window.on)

    @cached_property
    def _reports(self) -> Reports:
        return Reports(self.workspace.root / "output")

    @cached_property
    def _batch(self) -> Batch:
        return Batch(self.workspace, Wish(self.window.on))

    def chosen(self, paths: Sequence[Path]) -> list[Chosen]:
        """Return the files whose time it is, or that cannot be read, each with the file that replaces it already."""
        paths = distinct(paths)
        everything = distinct((*paths, *self.workspace.agreement_files()))
        scanned = {one.path: one for one in spread(self._scanned, everything, unread_file, self.processes)}
        replaced = {one.replaces: one.path for one in scanned.values() if one.replaces}
        due = [scanned[path] for path in paths if scanned[path].due]
        rivals = self._rivals([one for one in due if one.agreement not in replaced], scanned.values())
        return [Chosen(one.path, replaced.get(one.agreement or ""), rivals.get(one.path), one.successor) for one in due]

    def _rivals(self, due: Sequence[Scanned], everything: Collection[Scanned]) -> dict[Path, Path]:
        """Return each file whose successor would get a folder that another agreement has, or would get, and that one.

        That is the folder of its id, or one that a link makes the same.
        """
        output = self.workspace.root / "output"
        taken = {same_file(output / one.agreement): one for one in everything if one.agreement}
        found: dict[Path, Path] = {}
        promised: dict[tuple[object, ...], Path] = {}
        for one in due:
            if one.successor is None:
                continue
            folder = same_file(output / one.successor)
            holder, target = taken.get(folder), real(one.path).with_name(f"{one.successor}.yaml")
            if holder is not None and (holder.replaces or real(holder.path) != target):
                found[one.path] = holder.path
            elif (other := promised.setdefault(folder, one.path)) != one.path:
                found[one.path] = other
        return found

    def renew(self, chosen: Sequence[Chosen]) -> Iterator[Renewed]:
        """Renew the agreements chosen; yield what became of each, in order, but for those that are begun already.

        Raises IopdocsError for what would stop them all.
        """
        if chosen:
            self._batch.prepare()
        yield from filter(None, spread(self._one, chosen, self._lost, self.processes))

    def _scanned(self, path: Path) -> Scanned:
        loaded = self.workspace.load(path)
        if loaded.agreement is None:
            return unread_file(path)
        due = not loaded.usable or self._is_due(loaded.agreement)
        period = next_period(loaded.agreement, self.window.on, self.window.start) if due else None
        successor = successor_id(loaded.agreement.id, period.start) if period else None
        return Scanned(path, loaded.agreement.id, loaded.agreement.replaces, due, successor)

    def _is_due(self, agreement: Agreement) -> bool:
        end = period_on(agreement, self.window.on).end
        return agreement.status != "förslag" and end is not None and end <= self.window.until

    def _lost(self, chosen: Chosen) -> Renewed:
        shown = self.workspace.named(chosen.path)
        return Renewed(shown, printable_name(chosen.path.stem), FAILED, problems=[stopped(shown)])

    def _one(self, chosen: Chosen) -> Renewed | None:
        loaded, shown = self.workspace.load(chosen.path), self.workspace.named(chosen.path)
        if loaded.agreement is None or not loaded.usable:
            return Renewed(shown, Path(shown).stem, FAILED, problems=list(loaded.problems))
        name = self.workspace.watch.guard.masked(loaded.agreement.id)
        if found := self._stays(loaded, shown):
            return Renewed(shown, name, FAILED, problems=found)  # all that is made of it would say the same
        result = Renewed(shown, loaded.agreement.id, ended=period_on(loaded.agreement, self.window.on).end)
        try:
            made = self._draft(chosen.path, loaded.agreement, self.window.on)
            if made is None or not self._place(chosen, loaded.agreement, made, result):
                return None
        except IopdocsError as error:
            result.state = FAILED
            result.problems += [one if one.file else one.at(shown, one.line) for one in error.problems]
        if gives_away(loaded.agreement, self.workspace.guarded.secrets, result.texts()):
            return Renewed(shown, name, FAILED, problems=[left_out(shown, _NOT_RENEWED)])
        return result

    def _stays(self, loaded: Loaded, file: str) -> list[Problem]:
        """Return why an agreement, or the draft of its successor, must stay where it is; nothing when it need not.

        What is renewed leaves: its files, its documents and its report are sent on.
        """
        found = reasons_to_stay(self.workspace.check(loaded, self.window.on))
        return [*found, left_out(file, _NOT_RENEWED)] if found else []

    def _draft(self, path: Path, agreement: Agreement, on: date) -> Successor | None:
        text = path.read_text(encoding="utf-8-sig")
        return draft(text, agreement, self.workspace.laws, on, self.window.start)

    def _place(self, chosen: Chosen, agreement: Agreement, made: Successor, result: Renewed) -> bool:
        """Write the successor beside the old file, unless something is there; return whether it concerns this run."""
        path, there = chosen.path, chosen.there
        target = path.with_name(f"{made.id}.yaml")
        if there is None and chosen.rival is not None:
            raise InvalidAgreement(self._taken(made.id, chosen.rival, result.file))
        if there is None and chosen.successor != made.id:
            message = f"efterträdaren skulle ha fått id {chosen.successor}, men filen ändrades medan körningen pågick"
            raise InvalidAgreement(Problem(message, result.file, hint="Kör igen.", code="efterträdare-finns"))
        known = (there or target) if (there or target).exists() else None
        if known is not None and read_bytes(known, "") != made.text.encode():
            begun = self._begun(path, agreement, known)
            if begun is None and there is not None:
                return False  # somebody is already at work on a successor, or it is done
            if begun is None:
                result.state = FAILED
                hint = f"Döp om filen, eller skriv ersätter: {agreement.id} i den om den är efterträdaren."
                message = f"filen {target.name} finns redan och är något annat"
                result.problems.append(Problem(message, result.file, hint=hint, code="efterträdare-finns"))
                return True
            made, target = begun, known
        successor = self._checked(made, target, result.file)
        result.amounts = then_and_now(agreement, successor, self.window.on)
        names = filter(None, (party.common_name for party in agreement.parties))
        result.parties = tuple(map(self.workspace.watch.guard.masked, names))
        result.successor, result.path, result.law_day, result.notes = made.id, target, made.law_day, made.notes
        result.notes.told(self.workspace.watch.safe)
        result.period, result.lengths = (made.period.start, made.period.end), lengths(agreement, made.period)
        if not self.window.dry_run:
            tidy(target)
            if known is None:
                create_file(target, made.text.encode())
        pairs = self._compared.pairs(agreement, successor)
        ask_of_edited(self.workspace.root / "output" / agreement.id, [kind for kind, _, _ in pairs], made.notes)
        clauses = sorted({clause for _, old, new in pairs for clause in (*old.clauses, *new.clauses)})
        law.clause_references(
            clauses, self.workspace.clauses, self.workspace.laws, agreement.law_day, made.law_day, made.notes
        )
        if not self.window.dry_run:
            _take(self._batch.make([target]), result)
            if result.state != FAILED:  # what must not be in a document must not be in one with changes marked, either
                self._redlines(agreement, pairs, result)
        return True

    def _begun(self, path: Path, agreement: Agreement, known: Path) -> Successor | None:
        """Return the draft of an earlier day that was stopped: it is as it was made, and no report has it."""
        there = self.workspace.load(known).agreement
        if there is None or there.renewed is None or self._reports.have(there):
            return None
        made = self._draft(path, agreement, there.renewed)
        return made if made is not None and read_bytes(known, "") == made.text.encode() else None

    def _taken(self, successor: str, rival: Path, file: str) -> Problem:
        """Return why no successor is made: its documents would take the place of another agreement's."""
        other = self.workspace.shown(rival)
        message = f"efterträdaren skulle få id {successor}, och det får eller har redan avtalet i {other}"
        hint = f"Ge ett av avtalen ett annat id. Är {Path(other).name} efterträdaren, skriv ersätter i den."
        return Problem(message, file, hint=hint, code="efterträdare-finns")

    def _checked(self, made: Successor, target: Path, old: str) -> Agreement:
        """Return the successor as a model, before anything is written.

        Raises InvalidAgreement when the draft cannot be read back, or may give something protected away: in its name,
        or in what the program wrote of it.
        """
        source, problems = parse_source(made.text, self.workspace.shown(target))
        read, unknown = with_shared(source, self.workspace.settings_source)
        try:
            successor = build(read, [*problems, *unknown], Agreement, InvalidAgreement)
        except InvalidAgreement as error:
            raise InvalidAgreement(one.at(old, None) for one in error.problems) from error  # nobody has its lines
        loaded = self.workspace.loaded(target, source, problems)
        if found := self._stays(loaded, old):
            raise InvalidAgreement(found)
        made.notes.demanded(demanded(self.workspace, loaded, self.window.on))
        return successor

    def _redlines(self, old: Agreement, pairs: list[tuple[str, Rendered, Rendered]], result: Renewed) -> None:
        """Write each compared document with the changes against the old agreement's marked."""
        if not self.window.redline:
            return
        folder = self.workspace.root / "output" / result.successor
        look = LastLook(guard_of(old, self.workspace.guarded.secrets, finished=True), final=True)
        marked = mark(folder, pairs, old.id, look, self.window.on)
        result.files += marked.files
        result.problems += marked.told


def _take(made: Iterator[Outcome], result: Renewed) -> None:
    (outcome,) = made
    result.files += [written.path for written in outcome.written]
    result.gaps = outcome.gaps
    doubted = [problem for problem in outcome.problems if problem.code in checks.UNJUDGED]
    if outcome.failed or doubted:
        result.state = FAILED
        result.problems += outcome.problems if outcome.failed else doubted
