"""An agreement as it stands on a day: what the parties have agreed on later worked into its data.

Nothing is guessed. An amount that cannot be worked in is told beside the others, and one that nobody can tell is a gap.
Proposals are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

from iopdocs.classes import dataclass
from iopdocs.economy import budget, last_day
from iopdocs.economy.changes import (
    agreed_before,
    as_changed,
    expects_uplift_said,
    in_year,
    lacks_base,
    later_documents,
    until_of,
)
from iopdocs.economy.same_money import YEARLY, concerns
from iopdocs.economy.years import covered_years
from iopdocs.model import Agreement
from iopdocs.model.content import Commitment
from iopdocs.model.money import Component, Economy
from iopdocs.model.party import Party
from iopdocs.model.revision import Addition, AmountChange, Revision
from iopdocs.model.weighing import weighing

#: How far a later document has come on a day: in force, agreed but not yet in force, or no longer; only decided, or
#: only proposed.
Standing = Literal["gäller", "senare", "upphörd", "beslutad", "förslag"]


@dataclass(frozen=True, slots=True)
class LaterRevision:
    """An addition or an extension, and how far it has come."""

    revision: Revision
    standing: Standing

    @property
    def agreed(self) -> bool:
        """Whether all parties are bound by it."""
        return self.standing in {"gäller", "senare", "upphörd"}


@dataclass(frozen=True, slots=True)
class Consolidation:
    """An agreement with later documents worked into its data, those documents, and the amounts that are worked in."""

    agreement: Agreement
    later: tuple[LaterRevision, ...]
    worked_in: tuple[AmountChange, ...]

    def has(self, change: AmountChange) -> bool:
        """Whether an amount is worked in, and not only told."""
        return any(one is change for one in self.worked_in)


def standing(revision: Revision, day: date) -> Standing:
    """Return how far a later document has come on a day."""
    if not revision.is_agreed(day):
        return "förslag" if revision.status == "förslag" else "beslutad"
    if revision.dated and revision.dated > day:
        return "senare"
    return "upphörd" if isinstance(revision, Addition) and revision.end and revision.end < day else "gäller"


def consolidated(agreement: Agreement, day: date, *, before: Revision | None = None) -> Consolidation:
    """Return an agreement as it stands on a day; with ``before`` as it was when that document was to change it."""
    if before is None:
        with weighing():  # whether it holds is seen by its days and signatures; what it says is read by who prints it
            later = tuple(LaterRevision(one, standing(one, day)) for one in later_documents(agreement))
    else:
        later = tuple(LaterRevision(one, "gäller") for one in agreed_before(agreement, before))
    agreed = [one.revision for one in later if one.agreed]
    joined = [one for each in later if each.standing == "gäller" for one in _joined(each.revision)]
    made = agreement.model_copy(
        update={
            "parties": (*agreement.parties, *(party for party, _ in joined)),
            "commitments": (*agreement.commitments, *(one for _, ones in joined for one in ones)),
            "term": _prolonged(agreement, agreed),
            "additions": (),
            "extensions": (),
        }
    )
    economy, worked_in = _economy(made, agreement, agreed)
    return Consolidation(made.model_copy(update={"economy": economy}), later, tuple(worked_in))


def _joined(revision: Revision) -> list[tuple[Party, list[Commitment]]]:
    """Return the parties that join by a document, each with its commitments; one without an id gets one of its own."""
    joining = revision.new_parties if isinstance(revision, Addition) else ()
    found = []
    stated = [(one.party, one.commitments) for one in joining if one.party]
    for number, (joined, commitments) in enumerate(stated, start=1):
        party = joined if joined.id else joined.model_copy(update={"id": f"ny-part-{number}"})
        made = [Commitment().model_copy(update={"party": party.id, "text": text}) for text in commitments]
        found.append((party, made))
    return found


def _prolonged(agreement: Agreement, agreed: Sequence[Revision]) -> object:
    term = agreement.term
    end = last_day(term) if term else None
    until = until_of(agreed, end)
    if term is None or until is None or until == end:
        return term
    return term.model_copy(update={"end": until, "length": None})


def _economy(
    made: Agreement, agreement: Agreement, agreed: Sequence[Revision]
) -> tuple[Economy | None, list[AmountChange]]:
    """Return the money with the amounts that later documents state for a year, and which of them it has."""
    economy, changes = agreement.economy, [one for each in agreed for one in each.amounts]
    if economy is None:
        return None, []
    worked_out = {id(line.component): line for line in budget(made).lines}
    years = [one.year for one in covered_years(made.term)]
    own = {one.year for one in covered_years(agreement.term)}
    components: list[Component] = []
    worked_in: list[AmountChange] = []
    for one in economy.components:
        mine = [change for change in changes if one.id and change.component == one.id]
        planned = dict(zip(years, worked_out[id(one)].amounts, strict=False))
        if mine and one.kind in YEARLY and _can_be_told(mine, planned, agreement):
            components += _by_year(one, planned, mine, own, agreement)
            worked_in += mine
        elif mine and one.kind == "totalt" and (whole := _in_all(one, mine)) is not None:
            components.append(one.model_copy(update={"amount": whole, "increase": None}))
            worked_in += mine
        else:
            components.append(one)
    new = [change for change in changes if change.component is None and _is_complete(change, agreement)]
    components += (_new_item(change, agreement) for change in new)
    worked_in += new
    changed = {"components": tuple(components)}
    same = not worked_in and made.term == agreement.term
    return (economy if same else economy.model_copy(update={**changed, "total": None})), worked_in


def _by_year(
    component: Component,
    planned: dict[int, Decimal | None],
    changes: Sequence[AmountChange],
    own: set[int],
    agreement: Agreement,
) -> Iterable[Component]:
    """Yield an item once for each year: what it is changed to, else what it was; a gap where nobody can tell.

    What an amount that has been changed comes to in a year that only an extension reaches, nobody has said.
    """
    first = min(planned)
    for year, amount in planned.items():
        here = any(one.is_of(year) for one in changes)
        if not here and not concerns(component, year, first):
            continue
        raised = any(one.indexation == "räknas upp" and one.year and one.year < year for one in changes)
        known = in_year(agreement, amount, changes, year) if here else None if raised or year not in own else amount
        facts = {"kind": "per år", "year": year, "only_year": True, "amount": known, "increase": None}
        yield component.model_copy(update={**facts, "population": None, "span": None})


def _can_be_told(changes: Sequence[AmountChange], planned: dict[int, Decimal | None], agreement: Agreement) -> bool:
    """Whether what an item comes to is known in each year that it is changed for, or first changed for."""
    if any(one.first_year not in planned or lacks_base(agreement, one) for one in changes):
        return False
    years = {one.first_year for one in changes if one.first_year}
    return all(in_year(agreement, planned[year], changes, year) is not None for year in years)


def _in_all(component: Component, changes: Sequence[AmountChange]) -> Decimal | None:
    """Return what an item that is stated in all is changed to; None when a change is of a time within the period."""
    return None if any(one.year or one.concerns for one in changes) else as_changed(component.amount, changes)


def _is_complete(change: AmountChange, agreement: Agreement) -> bool:
    """Whether a new item says all that an item of the agreement says: from whom, to whom, when and how much.

    Where there is one who can pay, or one who can be paid, that need not be said.
    """
    payer = change.payer or len(agreement.public_parties) == 1
    payee = change.payee or len(agreement.nonprofit_parties) == 1
    return bool(change.first_year and payer and payee and change.new is not None and not change.in_kind)


def _new_item(change: AmountChange, agreement: Agreement) -> Component:
    uplifted = change.indexation is None and expects_uplift_said(agreement, change)
    # Of an amount that goes on, and that nobody has said if it is uplifted, one year is known.
    only = change.onwards is None or uplifted
    # What is stated for one year is of that year, and is nothing in the others; it is not an amount that they lack.
    kind = "totalt" if change.onwards is None else "per år"
    facts = {"label": change.label, "kind": kind, "amount": change.new, "year": change.first_year}
    return Component().model_copy(
        update={
            **facts,
            "only_year": only and kind == "per år",
            "payer": change.payer,
            "payee": change.payee,
            "indexed": not only and change.indexation == "räknas upp",
        }
    )
