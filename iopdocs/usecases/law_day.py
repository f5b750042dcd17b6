"""The day whose law an agreement follows: why that day, what it cites as of it, and what another day would change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from iopdocs.classes import dataclass
from iopdocs.errors import IopdocsError, Problem
from iopdocs.laws.index import Reference
from iopdocs.making.batch import libraries
from iopdocs.making.cited_law import binding, citing
from iopdocs.model import Agreement
from iopdocs.model.decision import decision_days
from iopdocs.reading import KeyPath
from iopdocs.usecases.writing_desk import Draft


@dataclass(frozen=True, slots=True)
class CitedOn:
    """A provision that clauses cite as of the law day; ``other`` is what is said of it as of another day, if asked."""

    text: str
    about: str
    clauses: tuple[str, ...]
    other: str


@dataclass(frozen=True, slots=True)
class LawDay:
    """The day, the keys that give it, the acts that are followed, and what is cited of them; ``other`` is asked for."""

    day: date | None
    given_by: KeyPath
    acts: tuple[str, ...]
    cited: tuple[CitedOn, ...]
    other: date | None
    problems: tuple[Problem, ...] = ()


def law_day(made: Draft, other: date | None) -> LawDay:
    """Return what follows from the law day of an agreement that is being written, and from another day."""
    agreement, workspace = made.loaded.agreement, made.previewer.workspace
    if agreement is None or agreement.law_day is None:
        return LawDay(None, (), (), (), other)
    day, found, problems = agreement.law_day, dict[Reference, dict[str, None]](), tuple[Problem, ...]()
    try:
        given = libraries(workspace)
        for one in (each for kind in binding(workspace) for each in citing(agreement, kind, given, made.day)):
            for reference in one.cited:
                found.setdefault(reference, {})[workspace.watch.safe(one.clause.heading)] = None
    except IopdocsError as error:  # a clause is at fault, and the check says so too
        problems = error.problems
    acts = dict.fromkeys(one.act.full for one in found)
    cited = (
        CitedOn(one.text, one.provision.about, tuple(headings), _on(made, one, day, other) if other else "")
        for one, headings in found.items()
    )
    return LawDay(day, next(_given_by(agreement, day), ()), tuple(acts), tuple(cited), other, problems)


def _on(made: Draft, cited: Reference, day: date, other: date) -> str:
    """Return what is to be said of a provision as of another day."""
    provision = cited.provision
    if other in provision.period:
        first, last = sorted((day, other))
        changes = [one for one in provision.amendments if first < one.first <= last]
        by = "; ".join(f"{one.first}{f' genom {one.by}' if one.by else ''}" for one in changes)
        return f"samma bestämmelse, ändrad {by}" if changes else "samma bestämmelse"
    index = made.previewer.workspace.laws.index
    later = other > day
    instead = index.follow([provision], other) if later else index.predecessors(cited, other)
    texts = ", ".join(dict.fromkeys(one.text for one in instead))
    said = f"har upphört {provision.period.last}" if later else f"gällde inte än, först {provision.period.first}"
    return f"{said}; {'i stället' if later else 'då gällde'} {texts}" if texts else said


def _given_by(agreement: Agreement, day: date) -> Iterator[KeyPath]:
    """Yield the keys that give the day, the one that decides first."""
    start = agreement.term.start if agreement.term else None
    if agreement.law_from_start and start == day:
        yield "avtalstid", "från"
    if agreement.signed == day:
        yield ("undertecknat",)
    if agreement.decisions and day in decision_days(agreement.decisions):
        yield ("beslut",)
    if start == day:
        yield "avtalstid", "från"
    if agreement.law_day_set == day:
        yield ("lagrum_per",)
    if agreement.renewed == day:
        yield ("förnyat",)
