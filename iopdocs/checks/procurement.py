"""What an agreement is worth as a whole, and the limits of procurement law on a day.

The value is that of the whole period with options and prolongations (LOU 5 kap. 3 §). What an agreement without an end
is worth is reckoned for four years.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from iopdocs.classes import dataclass
from iopdocs.deadlines import end_of, shift
from iopdocs.economy import Budget, budget
from iopdocs.economy.instead import highest
from iopdocs.errors import InvalidLibrary
from iopdocs.laws.library import DATA
from iopdocs.model import Agreement
from iopdocs.model.base import Exact, key, required
from iopdocs.model.lengths import Length
from iopdocs.model.said import Said
from iopdocs.model.scalars import Amount, Day, Text
from iopdocs.reading import read_model
from iopdocs.swedish import money
from iopdocs.swedish.characters import plain

FOUR_YEARS = Length(4, "år")
_DAY = timedelta(days=1)


class Limits(Exact):
    """The limits for social services during one time, in kronor without VAT; a limit that is not known is None."""

    first: Day = required("från", "Första dagen beloppen gäller")
    last: Day = required("till", "Sista dagen beloppen gäller")
    threshold: Amount | None = key("tröskelvärde", "EU:s tröskelvärde, 750 000 euro, i kronor")
    direct_award: Amount | None = key("direktupphandlingsgräns", "Gränsen för direktupphandling")
    direct_award_welfare: Amount | None = key(
        "direktupphandlingsgräns_välfärdstjänster", "Högre gräns för direktupphandling av välfärdstjänster"
    )
    direct_award_other: Amount | None = key(
        "direktupphandlingsgräns_andra_tjänster", "Gränsen för direktupphandling av andra tjänster än dem i bilaga 2"
    )
    documented_above: Amount | None = key("dokumentationsgräns", "Över detta ska en direktupphandling dokumenteras")
    announced_from: Amount | None = key("efterannonsgräns", "Från detta ska en direktupphandling efterannonseras")
    source: Text = required("källa", "Varifrån beloppen är tagna")
    checked: Day = required("kontrollerad", "Dag då beloppen kontrollerades")


class _AllLimits(Exact):
    periods: tuple[Limits, ...] = required("perioder", "Beloppen period för period, äldst först")


@cache
def all_limits() -> tuple[Limits, ...]:
    """Return the limits of all periods, oldest first. Raises InvalidLibrary when the data file is faulty."""
    return read_model(DATA / "thresholds.yaml", _AllLimits, InvalidLibrary).periods


def limits_on(day: date) -> Limits | None:
    """Return the limits of a day, or None when they are not known."""
    return next((limits for limits in all_limits() if limits.first <= day <= limits.last), None)


def duties(amount: Decimal, day: date | None) -> str:
    """Return what a direct award of this value asks of the authority, in Swedish; empty when nothing is known.

    LOU 19 a kap. 2 § (other services than those of annex 2), 11 § (documentation) and 13 § (notice of award).
    """
    limits = limits_on(day) if day else None
    said = []
    if limits and limits.documented_above and amount > limits.documented_above:
        said.append(f"dokumenteras (19 a kap. 11 § LOU: över {kronor(limits.documented_above)})")
    if limits and limits.announced_from and amount >= limits.announced_from:
        said.append(f"efterannonseras (19 a kap. 13 § LOU: från {kronor(limits.announced_from)})")
    told = f" En direktupphandling ska {' och '.join(said)}." if said else ""
    if limits and limits.direct_award_other and amount >= limits.direct_award_other:
        other = kronor(limits.direct_award_other)
        told += f" Är det inte en tjänst i bilaga 2 till LOU är gränsen {other}."
    return told


def kronor(amount: Decimal) -> str:
    """Return an amount as messages say it."""
    return plain(money.format(amount))


@dataclass(frozen=True, slots=True)
class Worth:
    """The value of a whole agreement in kronor; ``at_least`` when something could not be counted in.

    ``basis`` tells in Swedish what is counted in, and may be empty.
    """

    amount: Decimal
    at_least: bool
    basis: tuple[str, ...] = ()


def has_money(agreement: Agreement) -> bool:
    """Return whether any money is to be paid, whatever it comes to."""
    components = agreement.economy.components if agreement.economy else ()
    return any(component.kind != "naturaprestation" for component in components)


def worth(agreement: Agreement) -> Worth | None:
    """Return what the agreement is worth; None when it cannot be worked out or no money is paid."""
    until, at_least, basis = _horizon(agreement)
    amount = _sum(worked_out := budget(agreement, until))
    if _is_approximate(worked_out):
        basis = (*basis, "ungefärligt")
    economy = agreement.economy
    if amount is None and economy is not None and economy.indexation is not None:
        # Index figures of years to come are never known.
        level = economy.model_copy(update={"indexation": None})
        amount = _sum(budget(agreement.model_copy(update={"economy": level}), until))
        at_least, basis = True, (*basis, "utan uppräkning")
    if amount is None:
        return None
    increases = any(component.kind == "ökning" for component in economy.components) if economy else False
    return Worth(amount, at_least or increases, basis)


def _sum(found: Budget) -> Decimal | None:
    caps = any(line.component.kind == "högst" for line in found.lines)
    certain = any(line.certain and line.component.kind != "naturaprestation" for line in found.lines)
    total = highest(found.total, found.instead.total)
    capped = highest(found.capped, found.instead.capped)
    if not (caps or certain) or (caps and capped is None) or (certain and total is None):
        return None
    return (total or Decimal(0)) + (capped or Decimal(0))


def _is_approximate(money: Budget) -> bool:
    return isinstance(money.instead.total, Said) or isinstance(money.instead.capped, Said)


def _horizon(agreement: Agreement) -> tuple[date | None, bool, tuple[str, ...]]:
    """Return the last day to reckon with, whether it may go on longer, and what that rests on."""
    term, prolongation = agreement.term, agreement.prolongation
    if term is not None and term.open_ended and term.start is not None:
        return shift(term.start, FOUR_YEARS) - _DAY, True, ("räknat på fyra år",)
    end = end_of(term)
    if end is None or prolongation is None or prolongation.kind not in {"automatisk", "överenskommelse"}:
        return end, False, ()
    if prolongation.length is None:
        return end, True, ("utan förlängningar",)
    times = 1 if prolongation.most is None else prolongation.most
    if times == 0:
        return end, False, ()
    longer = Length(prolongation.length.count * times, prolongation.length.unit)
    counted = "med en förlängning" if times == 1 else f"med {times} förlängningar"
    return shift(end + _DAY, longer) - _DAY, prolongation.most is None, (counted,)
