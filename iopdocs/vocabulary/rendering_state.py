"""One document being made: the data it is made from, the days it is made as of, and what was noticed on the way."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from typing import Any

from iopdocs.classes import dataclass, field, replace
from iopdocs.consolidation import Consolidation
from iopdocs.consolidation.predecessor import Predecessor
from iopdocs.economy import Budget as Money
from iopdocs.economy import BudgetLine, budget
from iopdocs.errors import Problem, Severity
from iopdocs.laws.act import Act, Provision
from iopdocs.laws.asked import NOT_LISTED
from iopdocs.laws.lagrum import plain
from iopdocs.laws.library import LawLibrary
from iopdocs.library.clauses import ClauseLibrary
from iopdocs.library.confirmations import ConfirmationLibrary
from iopdocs.library.document_types import DocumentType
from iopdocs.model import Agreement, Meeting
from iopdocs.model.base import Record, label_of
from iopdocs.model.content import LawReference
from iopdocs.model.limits import Telling
from iopdocs.model.party import Party
from iopdocs.model.settings import Rules
from iopdocs.model.weighing import weighing
from iopdocs.templating.doubted import like
from iopdocs.templating.gaps import Missing
from iopdocs.templating.limits import Allowance
from iopdocs.templating.values import Paragraphs, R, View, field_of
from iopdocs.vocabulary.declared import Extra, Extras
from iopdocs.vocabulary.facts import ClauseBlock
from iopdocs.vocabulary.whose import ListPlaces
from iopdocs.word.marks import mark


@dataclass(frozen=True)
class Libraries:
    """What documents are made with, beside the agreement: law, clauses, rules and questions of the house."""

    laws: LawLibrary
    clauses: ClauseLibrary
    rules: Rules = field(default_factory=Rules)
    confirmations: ConfirmationLibrary = field(default_factory=ConfirmationLibrary)


@dataclass
class Scene:
    """The state of one rendering. Everything but the notes is fixed from the start.

    ``day`` is the day the document is made as of (status, deadlines); the law day follows from the data. ``item`` is
    the record the document is about, when there is one document per record of a list. ``compiled`` is what has been
    worked into the agreement of a document that compiles it with what has been agreed on later, ``replaced`` what is
    known of the agreement before.
    """

    agreement: Agreement
    document: DocumentType
    day: date
    libraries: Libraries
    known: Extras
    item: Record | None = None
    final: bool = False
    compiled: Consolidation | None = None
    replaced: Predecessor | None = None
    gaps: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    used_clauses: dict[str, str] = field(default_factory=dict)
    clause_texts: dict[str, str] = field(default_factory=dict)
    mentioned: set[str] = field(default_factory=set)
    cited: dict[str, None] = field(default_factory=dict)
    marked: set[str] = field(default_factory=set)
    allowance: Allowance = field(default_factory=Allowance)
    open_texts: list[str] = field(default_factory=list)
    said: dict[str, Paragraphs] = field(default_factory=dict)
    heard: dict[str, None] = field(default_factory=dict)
    mended_at: dict[str, tuple[str | int, ...]] = field(default_factory=dict)
    _read: dict[tuple[int, str], Any] = field(default_factory=dict)
    _reported: set[str] = field(default_factory=set)
    _working_on: list[Record] = field(default_factory=list)
    _made_for: dict[int, tuple[Record, Record]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Leave out what may not be told in this kind of document."""
        telling = Telling(self.document.called)
        self.agreement = telling.of(self.agreement)
        self.item = self.item and telling.of(self.item)
        self.compiled = self.compiled and _told(self.compiled, telling)

    @cached_property
    def law_day(self) -> date | None:
        """The day whose law applies to this document, or None when the data does not say."""
        with weighing():  # which law it is, is chosen by the day; only the day itself is printed
            return self.document.law_day(self.agreement, self.item)

    @cached_property
    def own_day(self) -> date:
        """The day the document bears, which its verbs follow; the day it is made as of when the data does not say."""
        return self.document.own_day(self.agreement, self.item) or self.day

    @property
    def meeting(self) -> Meeting | None:
        """The meeting the document is about, or None."""
        return self.item if isinstance(self.item, Meeting) else None

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        """The parties when the document is made: the first ones, and those who have joined before what it is about."""
        return self.agreement.parties_before(self.item)

    def report_of(self, record: Record, attribute: str, label: str) -> None:
        """Note what a document lacks that no paragraph shows, and the key where it is mended."""
        self.report(label)
        if (path := self.path_of(record)) is not None:
            self.mended_at[label] = (*path, type(record).model_fields[attribute].alias or attribute)

    def report(self, label: str, owner: Record | None = None) -> None:
        """Note a gap, once, and whose it is: the name of the record in a list that lacks it, or its place there."""
        whose = self._places.whose(owner) if owner is not None else ""
        if not whose and (other := self.made_for(owner)) is not None:
            whose = self._places.whose(other)
        told = f"{label} ({whose})" if whose else label
        if told not in self._reported:
            self._reported.add(told)
            self.gaps.append(told)

    def made_for(self, record: Record | None) -> Record | None:
        """Return the record whose facts were worked out when another was made up; None for one that was not."""
        return self._made_for[id(record)][1] if id(record) in self._made_for else None

    def path_of(self, record: Record) -> tuple[str | int, ...] | None:
        """Return the path of keys of a record of the agreement, numbered from 0; None when it is none of them."""
        return self._places.paths.get(id(record))

    @cached_property
    def _places(self) -> ListPlaces:
        return ListPlaces(self.agreement)

    def forget(self, kept: int) -> None:
        """Forget the gaps noted after the first ``kept``: what printed them is not in the document after all."""
        self._reported -= {*self.gaps[kept:]}
        del self.gaps[kept:]

    def note_again(self, gaps: Iterable[str]) -> None:
        """Note gaps of what is told once more; those that are noted still are not noted twice."""
        new = [told for told in gaps if told not in self._reported]
        self._reported.update(new)
        self.gaps += new

    @property
    def is_heard(self) -> bool:
        """Whether somebody hears what each text is made of: then none is told from memory."""
        return self.allowance.listener is not None

    def hear(self, reason: str) -> None:
        """Note that the words that are being chosen rest on something doubted, and why it is."""
        self.heard[reason] = None

    @contextmanager
    def listening(self, owner: str = "") -> Iterator[dict[str, None]]:
        """Give what is heard while a text is made, of what it is called; what was heard before is of another text."""
        before, self.heard = self.heard, {}
        try:
            yield self.heard
        finally:
            self.heard = before

    def parted(self, owner: str, blocks: list[ClauseBlock]) -> list[ClauseBlock]:
        """Return the paragraphs of a text; who explains a document hears which they are."""
        return blocks

    def weigh(self, owner: str, work_out: Callable[[], object]) -> None:
        """Do nothing; who explains a document hears what decides whether a text is told."""

    def missing(self, label: str, of: Record | None = None) -> Missing:
        """Return a missing fact with this label: of a record, or of the one that facts are being worked out for."""
        return Missing(label, self, owner=of or (self._working_on[-1] if self._working_on else None))

    def gap(self, label: str, of: Record | None = None) -> str:
        """Return a missing fact as it is printed, and note it."""
        return str(self.missing(label, of))

    def told(self, record: Record, attribute: str) -> Any:
        """Return a field as a template sees it: its value, what was said of a value known in part, or a gap."""
        return self.read(record, type(record).model_fields[attribute].alias or attribute)

    def doubtful(self, text: str, reason: str) -> str:
        """Return a text followed by a mark that it must be checked; a final document is refused because of it."""
        self.report(f"{text}: {reason}")
        return f"{text} {mark(f'kontrollera: {reason}')}"

    @cached_property
    def money(self) -> Money | None:
        """The agreement's money year by year, or None when it says nothing of money."""
        return budget(self.agreement) if self.agreement.economy else None

    @cached_property
    def lines(self) -> dict[int, BudgetLine]:
        """The lines of the money, by the ``id()`` of their component: two may say the same."""
        return {id(line.component): line for line in self.money.lines} if self.money else {}

    def view(self, record: R) -> View[R]:
        """Return a record as templates see it; one made up while facts are worked out belongs to whose they are."""
        if self._working_on:
            self._made_for[id(record)] = (record, self._working_on[-1])
        return View(record, self)

    def read(self, record: Record, name: str) -> Any:
        """Return what a template reads of a record, worked out once. Raises AttributeError for an unknown name."""
        place = (id(record), name)  # records live as long as the scene, so their id is theirs
        if place not in self._read:
            extra = self.known.get(type(record), {}).get(name)
            self._read[place] = self._worked_out(extra, record) if extra else field_of(record, name, self)
        return self._read[place]

    def _worked_out(self, extra: Extra, record: Record) -> Any:
        self._working_on.append(record)
        try:
            return extra.work_out(record, self)
        finally:
            self._working_on.pop()

    def fact_names(self, record: type[Record]) -> Collection[str]:
        """Return the names of the facts worked out for such a record."""
        return self.known.get(record, {}).keys()

    def law(self, subject: str) -> str:
        """Return the reference for a subject as of the law day; a gap when that day is not known."""
        if self.law_day is None:
            return str(self.missing("den dag vars lag gäller"))
        self.cited[subject] = None
        found = self.libraries.laws.provisions(subject, self.law_day)
        for reference in found:
            self._ends_before_start(reference.act, reference.provision)
        if not found:
            gap = f"inget lagrum om {subject} gällde {self.law_day}"
            self.report(gap)
            return mark(f"kontrollera: {gap}")
        return self.libraries.laws.cite(subject, self.law_day, self.mentioned)

    def _ends_before_start(self, act: Act, provision: Provision) -> None:
        """Tell once of an act whose provision ends before the agreement begins."""
        start, last = self.agreement.term.start if self.agreement.term else None, provision.period.last
        if start and last and last < start and self.item is None:
            message = f"{plain(act.full)} upphör {last}, innan avtalet börjar {start}"
            hint = "Skriv lagrum_från_start: ja om lagen den dagen ska gälla."
            problem = Problem(message, hint=hint, severity=Severity.WARNING, code="lagrum-upphör-före-start")
            if problem not in self.problems:
                self.problems.append(problem)

    def typed_law(self, reference: LawReference) -> str:
        """Return a reference in standard form, or as a lawyer typed it with a mark when it does not hold.

        What the library does not know is marked too, until somebody has said that they have looked it up.
        """
        text = reference.citation
        if text is None:
            return self.gap(label_of(LawReference, "citation"))
        if self.law_day is None:
            return self.doubtful(text, "den dag vars lag gäller saknas")
        found = self.libraries.laws.look_up(text, self.law_day)
        fault = next((one for one in found.problems if _is_printed(one, reference)), None)
        if fault is not None:
            return self.doubtful(text, fault.message)
        if found.act is None:
            return text
        first = found.act.number not in self.mentioned
        self.mentioned.add(found.act.number)
        said: str = like(text, found.text(first, abbreviated=False))
        return said


def _told(compiled: Consolidation, telling: Telling) -> Consolidation:
    """Return a compilation without what is limited to other documents, in what has been agreed on later too."""
    later = tuple(replace(one, revision=telling.of(one.revision)) for one in compiled.later)
    return replace(compiled, later=later, worked_in=tuple(map(telling.of, compiled.worked_in)))


def _is_printed(problem: Problem, reference: LawReference) -> bool:
    """Whether what is said of a reference is shown where it is printed."""
    return problem.severity is Severity.ERROR or (problem.code == NOT_LISTED and not reference.confirmed)
