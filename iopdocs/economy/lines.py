"""One component of the money, calendar year by calendar year.

How each kind counts:

* ``per år`` and ``per invånare`` (amount × population, in whole kronor) are paid every year from ``år`` on, uplifted,
  and in a part year in proportion. With ``endast_året`` the amount is what that one year gets, whole and not uplifted;
  what other years get is told by other items about the same money, or is not known.
* ``per avtalsår`` is paid for each year of the agreement, wherever that begins; it belongs to no calendar year.
* ``totalt`` is shown as a total and never spread. It belongs to a year only when ``år`` or ``endast_året`` says so, or
  when the whole period lies within one calendar year. It is never uplifted.
* ``högst`` is a cap: worked out like ``per år`` (or like ``totalt`` with ``gäller: hela avtalstiden``), never certain.
  When nobody has said which, nothing is worked out, but in an agreement within one calendar year it is the same.
* ``ökning`` is an amount on top of one that the data does not hold. It is worked out like ``högst`` and never added to
  anything: what is paid in all is then told by the other components, or cannot be told. ``varav_ökning`` is a part of
  ``belopp`` and adds nothing.
* ``naturaprestation`` is worth something, perhaps, but is no money.
* Without a kind the amount is known and nothing else.

A part first year is rounded half up to whole kronor, and what that rounding moved is carried to the part last year:
twelve months across a year's end come to exactly one year's amount.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from iopdocs.classes import dataclass
from iopdocs.economy.components import CERTAIN, base_amount, is_recurring, is_time_unknown
from iopdocs.economy.instead import NOTHING, ZERO, Instead, cells, together
from iopdocs.economy.rounding import rounded
from iopdocs.economy.same_money import concerns, overlaps
from iopdocs.economy.uplift import Figure, Outcome, Unpublished, Uplift
from iopdocs.economy.years import CoveredYear, PartYear
from iopdocs.errors import Problem, Severity
from iopdocs.model.money import Component
from iopdocs.swedish import lists


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A component with its amounts in kronor, one per calendar year of the budget.

    An amount is None when it cannot be worked out, when the component has no amount, and when it is a total that
    belongs to no year; it is 0 in a year that the component does not concern. ``total`` is None when it cannot be
    worked out.
    ``certain`` says whether the amounts count in the sums of the budget. ``instead`` has, per year, what stands in the
    place of an amount that is known in part or waits for an index figure, and ``total_instead`` the same of the total.
    ``of_no_year`` says that the data binds the amount to no calendar year, whether it is known or not.
    """

    component: Component
    amounts: tuple[Decimal | None, ...]
    total: Decimal | None
    certain: bool
    preliminary: tuple[bool, ...] = ()
    instead: tuple[Instead | None, ...] = ()
    total_instead: Instead | None = None
    of_no_year: bool = False

    @property
    def undivided(self) -> bool:
        """Whether this is a total that belongs to no single year, also when nobody knows what it comes to."""
        known = self.total is not None or self.total_instead is not None
        return (
            (known or self.of_no_year)
            and bool(self.amounts)
            and all(cell == NOTHING for cell in cells(self.amounts, self.instead))
        )


@dataclass(frozen=True, slots=True)
class BudgetFrame:
    """What all components of an agreement share: the years, the rule for part years, the uppräkning.

    ``first`` and ``last`` are the calendar years of the agreement's own period, as far as they are known; ``years`` may
    go on longer, or stop earlier. ``agreement_years`` is the length of that period when it is a whole number of years,
    ``indexed`` whether amounts are uplifted at all.
    """

    years: tuple[CoveredYear, ...]
    first: int | None
    last: int | None
    part_year: PartYear | None
    uplift: Uplift | None
    agreement_years: int | None = None
    indexed: bool = False

    @property
    def within_a_year(self) -> bool:
        """Whether the agreement's own period lies within one calendar year."""
        return self.first is not None and self.first == self.last


def work_out(
    component: Component, frame: BudgetFrame, where: str, rest: Sequence[Component] = ()
) -> tuple[BudgetLine, list[Problem]]:
    """Return the line of a component, and why amounts of it could not be worked out.

    ``rest`` are the other items about the same money: a year that one of them tells of is none that is missing.
    """
    base = base_amount(component, where)
    problems = [base] if isinstance(base, Problem) else []
    if component.kind == "naturaprestation" or not concerned_known(component, frame):
        problems += _unsaid(component, frame, where)
        return BudgetLine(component, (None,) * len(frame.years), None, component.kind in CERTAIN), problems
    amount = base if isinstance(base, Decimal) else None
    if component.kind == "per avtalsår":
        line, missing = _by_agreement_year(component, amount, frame, where)
    elif is_recurring(component):
        line, missing = _recurring(component, amount, frame, where, rest)
    else:
        line, missing = _single(component, amount, frame, where, rest)
    return line, problems + missing


def concerned_known(component: Component, frame: BudgetFrame) -> bool:
    """Whether the data says what time the amount is for."""
    return component.kind is not None and not is_time_unknown(component, frame.within_a_year)


def _unsaid(component: Component, frame: BudgetFrame, where: str) -> list[Problem]:
    if component.kind is None:
        message = f"Det framgår inte om beloppet för {component.called} är per år, totalt eller något annat."
        hint = "Fyll i slag, till exempel per år eller totalt."
        return [Problem(message, where=where, hint=hint, severity=Severity.WARNING, code="slag-saknas")]
    if not is_time_unknown(component, frame.within_a_year):
        return []
    message = f"Det framgår inte om beloppet för {component.called} gäller varje år eller hela avtalstiden."
    hint = "Fyll i gäller: varje år eller gäller: hela avtalstiden."
    return [Problem(message, where=where, hint=hint, severity=Severity.WARNING, code="gäller-saknas")]


def _by_agreement_year(
    component: Component, base: Decimal | None, frame: BudgetFrame, where: str
) -> tuple[BudgetLine, list[Problem]]:
    uplifted = frame.indexed and component.indexed
    number = frame.agreement_years
    total = None if base is None or number is None or (uplifted and number > 1) else base * number
    problems: list[Problem] = []
    if total is None and base is not None:
        message = f"Vad {component.called} kommer till sammanlagt går inte att räkna ut per avtalsår."
        hint = "Kontrollera avtalstiden och uppräkningen, eller skriv beloppet i ekonomi.totalt."
        problems = [Problem(message, where=where, hint=hint, severity=Severity.NOTE, code="avtalsår-okända")]
    return BudgetLine(component, (None,) * len(frame.years), total, True, of_no_year=True), problems


def _recurring(
    component: Component, base: Decimal | None, frame: BudgetFrame, where: str, rest: Sequence[Component]
) -> tuple[BudgetLine, list[Problem]]:
    wrong = _outside(component, frame, where)
    figures: Sequence[Outcome | None]
    figures = [wrong] * len(frame.years) if wrong else _figures(component, base, frame)
    told = (figure.problem if isinstance(figure, Unpublished) else figure for figure in figures)
    problems = list(dict.fromkeys(figure for figure in told if isinstance(figure, Problem)))
    amounts = tuple(
        figure.amount
        if isinstance(figure, Figure) and not overlaps(component, rest, covered.year, frame.first)
        else None
        for figure, covered in zip(figures, frame.years, strict=True)
    )
    preliminary = tuple(isinstance(figure, Figure) and figure.preliminary for figure in figures)
    instead = tuple(figure.instead if isinstance(figure, Unpublished) else None for figure in figures)
    total, waits = together(cells(amounts, instead), all_years=True)
    return BudgetLine(component, amounts, total, component.kind in CERTAIN, preliminary, instead, waits), problems


def _single(
    component: Component, base: Decimal | None, frame: BudgetFrame, where: str, rest: Sequence[Component]
) -> tuple[BudgetLine, list[Problem]]:
    certain = component.kind in CERTAIN
    wrong = _outside(component, frame, where)
    year = component.year or (frame.first if component.only_year or frame.within_a_year else None)
    if wrong or year is None:
        nothing = (None,) * len(frame.years)
        line = BudgetLine(component, nothing, None if wrong else base, certain, of_no_year=not wrong)
        return line, [wrong] if wrong else []
    elsewhere = component.kind in {"totalt", "ökning"} or not component.only_year
    unsaid = [
        covered.year
        for covered in frame.years
        if covered.year != year
        and not elsewhere
        and not any(concerns(one, covered.year, frame.first) for one in rest if one.kind == component.kind)
    ]
    both = overlaps(component, rest, year, frame.first)
    amounts = tuple(
        (None if both else base) if covered.year == year else None if covered.year in unsaid else ZERO
        for covered in frame.years
    )
    # Years that are left out of the budget take their money with them.
    total = _sum(amounts) if frame.years else base
    problems = [_other_years(component, year, unsaid, where)] if unsaid and base is not None else []
    return BudgetLine(component, amounts, total, certain), problems


def _other_years(component: Component, year: int, unsaid: Sequence[int], where: str) -> Problem:
    years = lists.format([str(one) for one in unsaid])
    return Problem(
        f"Beloppet för {component.called} är angivet för {year}, men inte för {years}.",
        where=where,
        hint="Lägg till en post med samma benämning för varje år, eller skriv slag: totalt om beloppet är engångs.",
        severity=Severity.WARNING,
        code="år-utan-belopp",
    )


def _figures(component: Component, base: Decimal | None, frame: BudgetFrame) -> list[Outcome | None]:
    figures: list[Outcome | None] = []
    carried = Fraction(0)
    for covered in frame.years:
        base_year = component.year or frame.first or covered.year
        if covered.year < base_year:
            figures.append(Figure(ZERO))
            continue
        if base is None:
            figures.append(None)
            continue
        figure: Outcome | None = _whole_year(component, base, base_year, covered.year, frame)
        share = _share(covered, frame.part_year)
        if isinstance(figure, Figure) and isinstance(share, Problem):
            figure = share
        elif isinstance(figure, Figure) and isinstance(share, Fraction) and share != 1:
            exact = Fraction(figure.amount) * share + carried
            figure = Figure(rounded(exact), figure.preliminary)
            carried = exact - Fraction(figure.amount)
        figures.append(figure)
    return figures


def _whole_year(component: Component, base: Decimal, base_year: int, year: int, frame: BudgetFrame) -> Outcome:
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


def _outside(component: Component, frame: BudgetFrame, where: str) -> Problem | None:
    year, first, last = component.year, frame.first, frame.last
    if year is None or first is None:
        return None
    # A recurring amount may be stated in the level of a year before the agreement.
    early = year < first and not is_recurring(component)
    if not early and (last is None or year <= last):
        return None
    period = f"börjar {first}" if last is None else f"gäller {first}" if first == last else f"gäller {first}–{last}"
    return Problem(
        f"Beloppet för {component.called} avser {year}, men avtalet {period}.",
        where=f"{where}.år",
        hint="Rätta år eller avtalstiden.",
        code="år-utanför-avtalstiden",
    )


def _sum(amounts: Sequence[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, ZERO) if amounts and len(known) == len(amounts) else None
