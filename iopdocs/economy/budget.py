"""What an agreement's money comes to: per calendar year, in all, and at most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from iopdocs.economy.components import base_amount, is_recurring
from iopdocs.economy.lines import ZERO, BudgetFrame, BudgetLine, work_out
from iopdocs.economy.same_money import doubled, others, totals_beside
from iopdocs.economy.uplift import Uplift
from iopdocs.economy.years import agreement_years, covered_years, last_day, period_problem
from iopdocs.errors import Problem, Severity
from iopdocs.model import Agreement
from iopdocs.model.money import Component, Economy
from iopdocs.swedish import money
from iopdocs.swedish.characters import plain


@dataclass(frozen=True, slots=True)
class BudgetYear:
    """One calendar year of the agreement; ``start`` and ``end`` both belong to it.

    ``amount`` is the certain money of the year in kronor, without totals that belong to no year; None when some of it
    cannot be worked out, or when no money is tied to years at all. ``preliminary`` says that an index figure behind it
    is not final. ``waits_for`` is the year of the index figure that the amount waits for, if that alone is missing.
    """

    year: int
    start: date
    end: date
    part: bool
    amount: Decimal | None
    preliminary: bool
    waits_for: int | None = None


@dataclass(frozen=True, slots=True)
class Budget:
    """The money of an agreement in kronor.

    ``lines`` follow the components of the data, with amounts aligned with ``years``. ``undivided`` is the certain money
    that belongs to no single year (kind ``totalt``); ``total`` is the years and ``undivided`` together, else the total
    that the parties have stated, None when it is not known, when the two differ, or when there is no certain money.
    ``capped`` is the sum of the caps (``högst``), None when there is none or it cannot be worked out; it is in no other
    sum, and neither is an ``ökning``. ``per_year`` is the headline: what comes back every year, as it is in the first
    full year; None when nothing does. ``within_a_year`` says that the agreement lies within one calendar year,
    ``waits`` that the total waits for index figures and for nothing else.
    ``missing`` tells why something could not be worked out.
    """

    years: tuple[BudgetYear, ...]
    lines: tuple[BudgetLine, ...]
    undivided: Decimal
    total: Decimal | None
    capped: Decimal | None
    per_year: Decimal | None
    missing: tuple[Problem, ...]
    within_a_year: bool = False
    waits: bool = False


def budget(agreement: Agreement, until: date | None = None) -> Budget:
    """Work out the money of an agreement.

    ``until`` is the last day to reckon with instead of the agreement's own: for an agreement that runs until further
    notice, which otherwise has no years and no total, or for one that is prolonged. When the period is not known, what
    is said is the amount per year of the base year.
    """
    economy = agreement.economy or Economy()
    frame = _frame(agreement, economy, until)
    lines: list[BudgetLine] = []
    problems: list[Problem] = list(_contradictions(economy))
    if frame.uplift is not None:
        problems += frame.uplift.faults
    for number, component in enumerate(economy.components, start=1):
        rest = others(component, economy.components)
        line, missing = work_out(component, frame, f"ekonomi.komponenter[{number}]", rest)
        lines.append(line)
        problems += missing
    certain = [line for line in lines if line.certain]
    period = period_problem(agreement.term, until)
    if period is not None and any(is_recurring(component) for component in economy.components):
        problems.append(period)
    problems += doubled(economy.components, frame.first, [covered.year for covered in frame.years])
    beside = list(totals_beside(economy.components))
    problems += [problem for problem, _ in beside]
    summed = None if any(same for _, same in beside) else _sum([line.total for line in certain])
    total, wrong = _in_all(summed, None if until else economy.total)
    problems += [wrong] if wrong else []
    return Budget(
        years=tuple(_year(frame, index, certain) for index in range(len(frame.years))),
        lines=tuple(lines),
        undivided=sum((line.total or ZERO for line in certain if line.undivided), ZERO),
        total=total,
        capped=_sum([line.total for line in lines if line.component.kind == "högst"]),
        per_year=_per_year(frame, certain),
        missing=tuple(dict.fromkeys(problems)),
        within_a_year=frame.within_a_year,
        waits=total is None and wrong is None and bool(certain) and all(map(_only_waits, certain)),
    )


def _frame(agreement: Agreement, economy: Economy, until: date | None) -> BudgetFrame:
    term = agreement.term
    first = term.start.year if term and term.start else None
    end = last_day(term) if term else None
    stated = [
        component.year or first
        for component in economy.components
        if is_recurring(component) and component.indexed and component.amount is not None
    ]
    known = [year for year in stated if year is not None]
    uplift = Uplift(economy.indexation, min(known)) if economy.indexation and known else None
    years = covered_years(term, until)
    last = end.year if end else None
    return BudgetFrame(years, first, last, economy.part_year, uplift, agreement_years(term, until), _indexed(economy))


def _only_waits(line: BudgetLine) -> bool:
    """Whether all that is not known of a line is index figures."""
    if line.total is not None:
        return True
    cells = zip(line.amounts, line.waits_for, strict=False)
    return bool(line.waits_for) and all(amount is not None or year is not None for amount, year in cells)


def _indexed(economy: Economy) -> bool:
    return economy.indexation is not None and economy.indexation.kind != "ingen"


def _in_all(summed: Decimal | None, stated: Decimal | None) -> tuple[Decimal | None, Problem | None]:
    """Return what the money comes to: its sum, else what the parties have stated; neither when they differ."""
    if summed is None or stated is None or summed == stated:
        return (stated if summed is None else summed), None
    message = f"Totalt är angivet som {money.format(stated)}, men posterna blir {money.format(summed)}."
    hint = "Rätta ekonomi.totalt eller posterna."
    return None, Problem(plain(message), where="ekonomi.totalt", hint=hint, code="totalt-stämmer-inte")


def _year(frame: BudgetFrame, index: int, certain: Sequence[BudgetLine]) -> BudgetYear:
    covered = frame.years[index]
    divided = [line for line in certain if not line.undivided]
    unknown = [line for line in divided if line.amounts[index] is None]
    waits = [line.waits_for[index] if line.waits_for else None for line in unknown]
    return BudgetYear(
        covered.year,
        covered.start,
        covered.end,
        covered.part,
        _sum([line.amounts[index] for line in divided]),
        any(line.preliminary[index] for line in divided if line.preliminary),
        None if None in waits else max((year for year in waits if year is not None), default=None),
    )


def _per_year(frame: BudgetFrame, certain: Sequence[BudgetLine]) -> Decimal | None:
    lines = [line for line in certain if is_recurring(line.component)]
    full = [_sum([line.amounts[i] for line in lines]) for i, covered in enumerate(frame.years) if not covered.part]
    if full:
        # Not a year before the first amount begins.
        return next((amount for amount in full if amount != ZERO), ZERO)
    # Amounts stated for different years cannot be added to one amount per year.
    if len({line.component.year for line in lines}) != 1:
        return None
    bases = [base_amount(line.component, "") for line in lines]
    return _sum([base if isinstance(base, Decimal) else None for base in bases])


def _sum(amounts: Sequence[Decimal | None]) -> Decimal | None:
    """Return the sum; None when there is nothing to add or something is not known."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, ZERO) if known and len(known) == len(amounts) else None


def _contradictions(economy: Economy) -> Iterator[Problem]:
    paid = [component for component in economy.components if component.kind != "naturaprestation"]
    if economy.none and paid:
        yield Problem(
            f"Det står att inga pengar betalas, men {paid[0].called} är pengar.",
            where="ekonomi.inga_pengar",
            hint="Ta bort inga_pengar eller posten.",
            code="inga-pengar",
        )
    for number, component in enumerate(economy.components, start=1):
        yield from _increase(component, f"ekonomi.komponenter[{number}]")


def _increase(component: Component, where: str) -> Iterator[Problem]:
    increase, amount = component.increase, component.amount
    if increase is not None and amount is not None and increase > amount:
        yield Problem(
            f"Ökningen för {component.called} är större än hela beloppet.",
            where=f"{where}.varav_ökning",
            hint="varav_ökning är den del av belopp som är ny.",
            code="ökning-större-än-beloppet",
        )
    if component.kind == "ökning":
        yield Problem(
            f"{component.called} är en ökning, så det framgår inte vad som betalas sammanlagt.",
            where=f"{where}.slag",
            hint="En ökning räknas inte in i summan. Skriv hela beloppet som per år och ökningen i varav_ökning.",
            severity=Severity.WARNING,
            code="ökning-utan-grund",
        )
