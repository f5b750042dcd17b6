"""One component of the money, calendar year by calendar year.

How each kind counts:

* ``per år`` and ``per invånare`` (amount × population, in whole kronor) are paid every year from ``år`` on, uplifted,
  and in a part year in proportion. With ``endast_året`` the amount is what that one year gets, whole and not uplifted.
* ``totalt`` is shown as a total and never spread. It belongs to a year only when ``år`` or ``endast_året`` says so, or
  when the whole period lies within one calendar year. It is never uplifted.
* ``högst`` is a cap: worked out like ``per år`` (or like ``totalt`` with ``gäller: hela avtalstiden``), never certain.
* ``ökning`` is an amount on top of one that the data does not hold. It is worked out like ``högst`` and never added to
  anything: what is paid in all is then told by the other components, or cannot be told. ``varav_ökning`` is a part of
  ``belopp`` and adds nothing.
* ``naturaprestation`` has no amount.

A part first year is rounded half up to whole kronor, and what that rounding moved is carried to the part last year:
twelve months across a year's end come to exactly one year's amount.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from iopdocs.economy.rounding import rounded
from iopdocs.economy.uplift import Figure, Uplift
from iopdocs.economy.years import CoveredYear, PartYear
from iopdocs.errors import Problem, Severity
from iopdocs.model.money import Component

CERTAIN = {"per år", "totalt", "per invånare"}

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Line:
    """A component with its amounts in kronor, one per calendar year of the budget.

    An amount is None when it cannot be worked out, when the component has no amount, and when it is a total that
    belongs to no year; it is 0 in a year that the component does not concern. ``total`` is None when it cannot be
    worked out.
    ``certain`` says whether the amounts count in the sums of the budget.
    """

    component: Component
    amounts: tuple[Decimal | None, ...]
    total: Decimal | None
    certain: bool
    preliminary: tuple[bool, ...] = ()

    @property
    def undivided(self) -> bool:
        """Whether this is a total that belongs to no single year."""
        return self.total is not None and bool(self.amounts) and all(amount is None for amount in self.amounts)


@dataclass(frozen=True, slots=True)
class Frame:
    """What all components of an agreement share: the years, the rule for part years, the uppräkning.

    ``first`` and ``last`` are the calendar years of the agreement's own period, as far as they are known; ``years`` may
    go on longer, or stop earlier.
    """

    years: tuple[CoveredYear, ...]
    first: int | None
    last: int | None
    part_year: PartYear | None
    uplift: Uplift | None


def is_recurring(component: Component) -> bool:
    """Return whether the amount comes back every year, so that it is uplifted and divided in a part year."""
    return component.kind not in {"totalt", "naturaprestation"} and not component.only_year and not _for_all(component)


def base_amount(component: Component, where: str) -> Decimal | Problem | None:
    """Return the amount of the component before uplift in kronor, a Problem when it is missing, None when in kind."""
    if component.kind == "naturaprestation":
        return None
    if component.amount is None:
        return _missing(f"{where}.belopp", f"Beloppet för {component.label} saknas.", "Fyll i belopp.")
    if component.kind != "per invånare":
        return component.amount
    if component.population is None:
        return _missing(f"{where}.invånare", f"Antalet invånare för {component.label} saknas.", "Fyll i invånare.")
    return rounded(Fraction(component.amount) * component.population)


def work_out(component: Component, frame: Frame, where: str) -> tuple[Line, list[Problem]]:
    """Return the line of a component, and why amounts of it could not be worked out."""
    base = base_amount(component, where)
    certain = component.kind in CERTAIN
    if not isinstance(base, Decimal):
        line = Line(component, (None,) * len(frame.years), None, certain)
        return line, [base] if base is not None else []
    if is_recurring(component):
        return _recurring(component, base, frame, where)
    return _single(component, base, frame, where)


def _recurring(component: Component, base: Decimal, frame: Frame, where: str) -> tuple[Line, list[Problem]]:
    wrong = _outside(component, frame, where)
    figures: Sequence[Figure | Problem] = [wrong] * len(frame.years) if wrong else _figures(component, base, frame)
    problems = list(dict.fromkeys(figure for figure in figures if isinstance(figure, Problem)))
    amounts = tuple(figure.amount if isinstance(figure, Figure) else None for figure in figures)
    preliminary = tuple(isinstance(figure, Figure) and figure.preliminary for figure in figures)
    return Line(component, amounts, _sum(amounts), component.kind in CERTAIN, preliminary), problems


def _single(component: Component, base: Decimal, frame: Frame, where: str) -> tuple[Line, list[Problem]]:
    certain = component.kind in CERTAIN
    wrong = _outside(component, frame, where)
    year = component.year or (frame.first if component.only_year or frame.first == frame.last else None)
    if wrong or year is None:
        line = Line(component, (None,) * len(frame.years), None if wrong else base, certain)
        return line, [wrong] if wrong else []
    amounts = tuple(base if covered.year == year else ZERO for covered in frame.years)
    # Years that are left out of the budget take their money with them.
    total = base if not frame.years or base in amounts else ZERO
    return Line(component, amounts, total, certain), []


def _figures(component: Component, base: Decimal, frame: Frame) -> list[Figure | Problem]:
    figures: list[Figure | Problem] = []
    carried = Fraction(0)
    for covered in frame.years:
        base_year = component.year or frame.first or covered.year
        if covered.year < base_year:
            figures.append(Figure(ZERO))
            continue
        figure = _whole_year(component, base, base_year, covered.year, frame)
        share = _share(covered, frame.part_year)
        if isinstance(figure, Figure) and isinstance(share, Problem):
            figure = share
        elif isinstance(figure, Figure) and isinstance(share, Fraction) and share != 1:
            exact = Fraction(figure.amount) * share + carried
            figure = Figure(rounded(exact), figure.preliminary)
            carried = exact - Fraction(figure.amount)
        figures.append(figure)
    return figures


def _whole_year(component: Component, base: Decimal, base_year: int, year: int, frame: Frame) -> Figure | Problem:
    if frame.uplift is None or not component.indexed:
        return Figure(base)
    return frame.uplift.amount(base, base_year, year)


def _share(covered: CoveredYear, method: PartYear | None) -> Fraction | Problem:
    if not covered.part:
        return Fraction(1)
    if method is None:
        return Problem(
            f"Avtalet täcker bara en del av {covered.year}, men det framgår inte hur ett delår räknas.",
            where="ekonomi.delår",
            hint="Skriv delår: månader, dagar eller hela beloppet under ekonomi.",
            code="delår-saknas",
        )
    if method == "månader" and not covered.whole_months:
        return Problem(
            f"Under {covered.year} täcker avtalet inte hela månader, så delåret går inte att räkna i månader.",
            where="ekonomi.delår",
            hint="Skriv delår: dagar, eller låt avtalet börja den första och sluta den sista i en månad.",
            code="delår-månader",
        )
    return covered.share(method)


def _outside(component: Component, frame: Frame, where: str) -> Problem | None:
    year, first, last = component.year, frame.first, frame.last
    if year is None or first is None:
        return None
    # A recurring amount may be stated in the level of a year before the agreement.
    early = year < first and not is_recurring(component)
    if not early and (last is None or year <= last):
        return None
    period = f"börjar {first}" if last is None else f"gäller {first}" if first == last else f"gäller {first}–{last}"
    return Problem(
        f"Beloppet för {component.label} avser {year}, men avtalet {period}.",
        where=f"{where}.år",
        hint="Rätta år eller avtalstiden.",
        code="år-utanför-avtalstiden",
    )


def _for_all(component: Component) -> bool:
    return component.kind in {"högst", "ökning"} and component.span == "hela avtalstiden"


def _sum(amounts: Sequence[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, ZERO) if amounts and len(known) == len(amounts) else None


def _missing(where: str, message: str, hint: str) -> Problem:
    return Problem(message, where=where, hint=hint, severity=Severity.WARNING, code="belopp-saknas")
