"""Where each agreement stands on a day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import partial
from itertools import takewhile

from iopdocs import checks
from iopdocs.classes import dataclass, field, replace
from iopdocs.deadlines import AgreementPeriod, Event, events, period_on, periods, shift
from iopdocs.deadlines.confirmed import Points, last_days
from iopdocs.economy.changes import named_revisions
from iopdocs.errors import Problem, errors
from iopdocs.model import Agreement
from iopdocs.model.base import label_of
from iopdocs.model.lengths import Length
from iopdocs.model.revision import Extension
from iopdocs.model.terms import Prolongation, Term, Termination
from iopdocs.reading.recall import FORGETFUL, Recall
from iopdocs.swedish import lists
from iopdocs.swedish.characters import plain

#: How long ahead counts as near, when the house has no rule of its own.
AHEAD = Length(6, "månad")
#: How long past events are kept, so that one moved into the past is moved in a calendar, too.
BEHIND = Length(1, "år")
#: Statuses of an agreement that the parties have bound themselves to.
BINDING = frozenset({"beslutat", "undertecknat"})
# What a change of the text is about, when it may move a day.
_OF_DAYS = re.compile(r"avtalstid|uppsäg|förläng|gäller (?:från|till) och med", re.IGNORECASE)


class State(StrEnum):
    """Where an agreement stands in its life."""

    DRAFT = "förslag"
    AHEAD = "börjar senare"
    RUNNING = "gäller"
    OPEN = "gäller tills vidare"
    ENDED = "har löpt ut"
    REPLACED = "ersatt"
    UNKNOWN = "avtalstiden är okänd"


@dataclass(frozen=True, slots=True)
class AgreementFile:
    """One file as read: the agreement (None when nothing could be used) and its problems as of the day.

    ``unsure`` says that nobody knows what it protects, since something in it could not be read. ``points`` is what can
    be confirmed in its workspace, by id, and ``law`` what changes in the law that it cites.
    """

    file: str
    agreement: Agreement | None
    problems: tuple[Problem, ...] = ()
    unsure: bool = False
    points: Points = field(default_factory=dict)
    law: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Replacement:
    """An agreement that says that it replaces another (``ersätter``)."""

    id: str
    status: str | None
    start: date | None

    @property
    def binding(self) -> bool:
        """Whether it has been decided or signed."""
        return self.status in BINDING

    @property
    def text(self) -> str:
        """Its id, and its status when that is known."""
        return f"{self.id} ({self.status})" if self.status else self.id


@dataclass(frozen=True, slots=True)
class Entry:
    """One agreement as of the day.

    ``periods`` are the term and the automatic prolongations up to the one that stands, which is the last of them.
    ``missing`` names what is missing, in Swedish; ``faults`` counts what ``iopdocs check`` calls fel.
    """

    agreement: Agreement
    file: str
    name: str
    state: State
    periods: tuple[AgreementPeriod, ...]
    events: tuple[Event, ...]
    missing: tuple[str, ...]
    faults: int
    successors: tuple[Replacement, ...]

    @property
    def id(self) -> str:
        """The agreement's id."""
        return self.agreement.id

    @property
    def period(self) -> AgreementPeriod:
        """The period that stands."""
        return self.periods[-1]

    @property
    def start(self) -> date | None:
        """The first day of the agreement."""
        return self.periods[0].start

    @property
    def term_in_words(self) -> tuple[str, str] | None:
        """The first and the last day in words, when a day of the term is known in part: *juli 2026*; else None."""
        term = self.agreement.term
        said = [term.said_of(name) for name in ("start", "end")] if term else []
        if not any(one and not one.is_unknown for one in said):
            return None
        days = (self.start, self.period.end)
        first, last = (str(day or (one and plain(str(one))) or "…") for day, one in zip(days, said, strict=True))
        return first, "tills vidare" if term and term.open_ended and last == "…" else last

    @property
    def continued(self) -> tuple[str, ...]:
        """How the agreement is to go on, in words: its successors, and extensions that are not signed yet."""
        extensions = [f"förlängning till {one.end} ({one.status or 'inte undertecknad'})" for one in self._unsigned]
        return (*(one.text for one in self.successors), *extensions)

    @property
    def settled(self) -> bool:
        """Whether it has been decided how the agreement is to go on: a proposal settles nothing."""
        return any(one.binding for one in self.successors) or any(one.status in BINDING for one in self._unsigned)

    @property
    def _unsigned(self) -> list[Extension]:
        end = self.period.end
        return [one for one in self.agreement.extensions if one.end and end and not one.signed and one.end > end]

    @property
    def meant_to_end(self) -> bool:
        """Whether the parties have said that nothing follows: no prolongation, or notice has been given."""
        chosen, termination = self.agreement.prolongation, self.agreement.termination
        return bool((chosen and chosen.kind == "ingen") or (termination and termination.last_day))


@dataclass(frozen=True, slots=True)
class Overview:
    """All agreements as of ``day``; ``near`` is the last day that counts as near; files that could not be used."""

    day: date
    near: date
    entries: tuple[Entry, ...]
    unreadable: tuple[str, ...]


def overview(
    given: Iterable[AgreementFile], day: date, ahead: Length | None = None, recall: Recall = FORGETFUL
) -> Overview:
    """Return where all agreements stand on a day, by name of file. ``ahead`` is how long ahead counts as near.

    An agreement whose file holds what must not be spread shows none of its authors' own words.
    """
    read = tuple(given)
    replacing: dict[str, list[Agreement]] = {}
    for one in read:
        if one.agreement and one.agreement.replaces:
            replacing.setdefault(one.agreement.replaces, []).append(one.agreement)
    entries = tuple(_recalled(one.agreement, one, replacing, day, recall) for one in read if one.agreement)
    unreadable = tuple(one.file for one in read if one.agreement is None)
    return Overview(day, shift(day, ahead or AHEAD), entries, unreadable)


def _recalled(
    agreement: Agreement,
    given: AgreementFile,
    replacing: Mapping[str, Sequence[Agreement]],
    day: date,
    recall: Recall,
) -> Entry:
    successors = _successors(agreement, replacing.get(agreement.id, ()))
    make = partial(_entry, agreement, given, successors, day)
    return recall.of(("entry", given.file), (given, successors, day), make)


def _entry(agreement: Agreement, given: AgreementFile, successors: tuple[Replacement, ...], day: date) -> Entry:
    standing = period_on(agreement, day)
    lived = tuple(takewhile(lambda period: period.number <= standing.number, periods(agreement, day)))
    own = events(agreement, day, since=shift(day, BEHIND, -1))
    every = (*own, *last_days(agreement, given.points, day), *given.law)
    found = tuple(sorted(every, key=lambda event: event.day))
    spread = not any(problem.code in checks.BLOCKING for problem in given.problems)
    return Entry(
        agreement=agreement,
        file=given.file,
        name=_name(agreement) if spread else agreement.id,
        state=_state(agreement, standing, successors, day),
        periods=lived,
        events=found if spread else tuple(replace(event, detail="") for event in found),
        missing=(*_missing(agreement.as_extended(day)), *_changed_terms(agreement, day)),
        faults=sum(1 for _ in errors(given.problems)),
        successors=successors,
    )


def _successors(agreement: Agreement, replacing: Sequence[Agreement]) -> tuple[Replacement, ...]:
    others = (one for one in replacing if one is not agreement)
    found = [Replacement(one.id, one.status, one.term.start if one.term else None) for one in others]
    return tuple(sorted(found, key=lambda successor: (not successor.binding, successor.start or date.max)))


def _state(agreement: Agreement, period: AgreementPeriod, successors: Sequence[Replacement], day: date) -> State:
    if any(one.binding and one.start and one.start <= day for one in successors):
        return State.REPLACED
    if period.end and period.end < day:
        return State.ENDED
    if agreement.status is not None and agreement.status not in BINDING:
        return State.DRAFT
    said = agreement.term.said_of("start") if agreement.term else None
    start = said.not_before if said else agreement.term.start if agreement.term else None
    if start and start > day:
        return State.AHEAD
    if agreement.term and agreement.term.open_ended and not period.end:
        return State.OPEN
    # With an end ahead and no start the agreement is taken to run, as one that has begun.
    return State.RUNNING if period.end else State.UNKNOWN


def _name(agreement: Agreement) -> str:
    """Return what the agreement is known by: the name of the partnership, else those of the non-profits."""
    parties = agreement.nonprofit_parties or agreement.parties
    names = list(dict.fromkeys(party.common_name for party in parties if party.common_name))
    return agreement.partnership or (lists.format(names) if names else agreement.id)


def _missing(agreement: Agreement) -> Iterable[str]:
    """Yield what must be known for the deadlines to be told, by the names that gaps have."""
    term, chosen, termination = agreement.term, agreement.prolongation, agreement.termination
    if term is None:
        yield label_of(Agreement, "term")
    else:
        if term.lacks("start"):
            yield label_of(Term, "start")
        if term.lacks("end") and not term.open_ended and (term.lacks("length") or term.lacks("start")):
            yield label_of(Term, "end")
    if chosen is None and not (term and term.open_ended):
        yield label_of(Agreement, "prolongation")
    if chosen and chosen.kind in {"automatisk", "överenskommelse"}:
        if chosen.lacks("length"):
            yield label_of(Prolongation, "length")
        if chosen.lacks("notice"):
            yield label_of(Prolongation, "notice")
    if termination is None:
        yield label_of(Agreement, "termination")
    elif termination.allowed and termination.lacks("period"):
        yield label_of(Termination, "period")


def _changed_terms(agreement: Agreement, day: date) -> Iterable[str]:
    """Yield the later documents whose words change what the days follow from: no day is reckoned from words."""
    for one in named_revisions(agreement):
        texts = [text for change in one.revision.changes for text in (change.section, change.new, change.what)]
        if one.revision.is_agreed(day) and any(text and _OF_DAYS.search(text) for text in texts):
            yield f"de dagar som {one.called} ändrar i avtalets text"
