"""The ceilings of de minimis aid: what one undertaking is given, in this agreement and in others, is summed.

Aid under the same regulation, or the one before it, whose day and amount are known is summed. Of what is not known the
sum says so: it is at least so much. Kronor are never turned into euro.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Literal

from iopdocs.checks.annexes import CONTRADICTS, wrong
from iopdocs.checks.case import Case
from iopdocs.classes import dataclass
from iopdocs.errors import InvalidLibrary, Problem, Severity
from iopdocs.laws.library import DATA
from iopdocs.model.aid_given import AidGiven, given, to_the_same
from iopdocs.model.base import Exact, key, required
from iopdocs.model.papers import Aid
from iopdocs.model.scalars import Amount, Count, Day, Text, Texts
from iopdocs.reading import KeyPath, read_model
from iopdocs.swedish import lists, money

BESIDE = "stöd-i-andra-avtal"


class Regime(Exact):
    """What an act of the EU allows of aid, or of an entrustment."""

    number: Text = required("nummer", "Rättsaktens nummer")
    first: Day = required("från", "Första dagen")
    last: Day | None = key("till", "Sista dagen")
    ceiling: Amount | None = key("tak", "Taket i euro")
    years: Count | None = key("år", "Hur många år taket gäller")
    counted: Literal["rullande", "beskattningsår"] | None = key("räknas", "rullande eller beskattningsår")
    also: Texts = key("räknas_med", "Tidigare förordningar vars stöd räknas mot taket", default=())
    longest: Count | None = key("högst_år", "Längsta tid för ett uppdrag, i år")
    source: Text = required("källa", "Varifrån uppgifterna är tagna")
    checked: Day = required("kontrollerad", "Dag då uppgifterna kontrollerades")
    trust: Text = required("tillförlitlighet", "bekräftad, känd eller härledd")

    @property
    def summed(self) -> frozenset[str]:
        """The bare numbers of the regulations whose aid is summed against the ceiling."""
        return frozenset(_bare(number) for number in (self.number, *self.also))


class _Regimes(Exact):
    regimes: tuple[Regime, ...] = required("regelverk", "Rättsakterna")


@cache
def regimes() -> tuple[Regime, ...]:
    """Return what the library knows of aid. Raises InvalidLibrary when the data file is faulty."""
    return read_model(DATA / "aid.yaml", _Regimes, InvalidLibrary).regimes


def regime(number: str | None) -> Regime | None:
    """Return the act with a number, however it is written around the number itself."""
    return next((one for one in regimes() if number and _bare(one.number) == _bare(number)), None)


def _bare(number: str) -> str:
    found = re.search(r"\d+/\d+", number)
    return found[0] if found else number


@dataclass
class _Sum:
    """What counts together with one aid: the euro that are known, and the agreements, those not known apart."""

    euro: Decimal
    agreements: list[str]
    unknown: list[str]
    sure: bool = True


def below_the_ceiling(case: Case, one: Aid, path: KeyPath) -> Iterator[Problem]:
    """Require that an aid, with what its recipient has been given before, stays below the regulation's ceiling."""
    act = regime(one.regulation)
    if act is None or act.ceiling is None:
        return
    if one.ceiling is not None and one.ceiling != act.ceiling:
        message = f"Taket i {act.number} är {euro(act.ceiling)}, inte {euro(one.ceiling)}."
        yield wrong(case, (*path, "tak"), message, "Rätta taket, eller regelverket.")
    if one.euro is None:
        return
    found = _summed(case, one, act)
    total = one.euro + found.euro
    beside, least = _named(found.agreements, ", också enligt ", ","), "minst " if found.unknown else ""
    left = f"Hur mycket{_named(found.unknown, ' ')} lägger till går inte att räkna: dag, belopp i euro eller förordning"
    left = f" {left} saknas, där eller här." if found.unknown else ""
    said = f"Stödet är med tidigare stöd under {act.years} år{beside} {least}{euro(total)}"
    # What stands in another agreement may change without this one: it is told, and marked on no page.
    about: KeyPath | None = () if found.agreements or found.unknown else None
    if total > act.ceiling:
        message = f"{said}, över taket {euro(act.ceiling)} i {act.number}."
        hint = "Sänk stödet, eller pröva om en annan rättslig grund finns. Här räknas bara stöd vars dag är känd."
        hint += left
        # The recipient's fiscal year is not known; a calendar year is only likely.
        sure = (found.sure and act.counted == "rullande") or one.euro > act.ceiling
        severity = Severity.ERROR if sure else Severity.WARNING
        yield case.problem((*path, "euro"), message, hint, code=CONTRADICTS, severity=severity, about=about)
    elif found.unknown:
        message = f"{said}. Taket i {act.number} är {euro(act.ceiling)}."
        yield case.problem((*path, "euro"), message, left.strip(), code=BESIDE, about=())


def _summed(case: Case, one: Aid, act: Regime) -> _Sum:
    """Return what counts together with an aid: what is listed as earlier, and what agreements give besides."""
    own = list(given(case.agreement))
    place = next(number for number, each in enumerate(case.agreement.aid) if each is one)
    this, rest = own[place], [*own[:place], *own[place + 1 :], *case.aid_elsewhere]
    listed = [
        each.euro
        for each in one.earlier
        if each.euro is not None and _is_summed(each.regulation, act) and _in_window(each.day, one.granted, act)
    ]
    found = _Sum(sum(listed, Decimal()), [], [])
    for other in to_the_same(this, rest):
        if _same(this, other) or _later(this, other) or (other.regulation and not _is_summed(other.regulation, act)):
            continue
        _add(found, this, other, one, act)
    return found


def _add(found: _Sum, this: AidGiven, other: AidGiven, one: Aid, act: Regime) -> None:
    """Add what another aid comes to, when it is not listed as earlier aid."""
    elsewhere = other.agreement != this.agreement
    unknown = None in (other.day, this.day, other.euro) or not other.regulation
    if not unknown and not _in_window(other.day, this.day, act):
        return
    on_the_day = [each for each in one.earlier if each.day and each.day == other.day]
    if any(each.euro == other.euro for each in on_the_day):
        return
    if unknown:
        found.unknown += [other.agreement] if elsewhere else []
        return
    # One that is listed with another amount may be the same, so that it would be counted twice.
    found.sure &= not any(each.euro is not None for each in on_the_day)
    found.euro += other.euro or Decimal()
    found.agreements += [other.agreement] if elsewhere else []


def _same(this: AidGiven, other: AidGiven) -> bool:
    """Whether an agreement and what it replaces tell of one aid."""
    alike = (this.day, this.euro, this.giver) == (other.day, other.euro, other.giver)
    return alike and this.agreement != other.agreement and bool(this.chain & other.chain)


def _later(this: AidGiven, other: AidGiven) -> bool:
    """Whether another aid is granted after one, or on the same day and named after it: it is judged at its own."""
    if this.day is None or other.day is None:
        return False
    return (other.day, other.agreement, other.place) > (this.day, this.agreement, this.place)


def _is_summed(regulation: str | None, act: Regime) -> bool:
    return _bare(regulation or "") in act.summed


def _in_window(day: date | None, granted: date | None, act: Regime) -> bool:
    """Whether a day is among those whose aid counts with what is granted on another."""
    if day is None or granted is None or act.years is None:
        return False
    if act.counted == "beskattningsår":
        return granted.year - day.year < act.years
    return years_before(granted, act.years) < day <= granted


def _named(agreements: Sequence[str], lead: str, end: str = "") -> str:
    names = [f"avtalet {name}" for name in dict.fromkeys(agreements)]
    return f"{lead}{lists.format(names)}{end}" if names else ""


def years_before(day: date, years: int) -> date:
    """Return the same day so many years before; of the 29th of February the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def euro(amount: Decimal) -> str:
    """Return an amount in euro as it is told: ``300 000 euro``."""
    return money.format(amount).replace("kronor", "euro")
