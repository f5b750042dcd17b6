"""What an agreement's money comes to: per calendar year, in all, and at most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from iopdocs.classes import dataclass
from iopdocs.economy.components import is_recurring
from iopdocs.economy.instead import NOTHING, ZERO, Cell, Instead, together
from iopdocs.economy.lines import BudgetFrame, BudgetLine
from iopdocs.economy.partly import base_of, line_of, stand_in, until_reckoned
from iopdocs.economy.same_money import doubled, others, totals_beside
from iopdocs.economy.uplift import Uplift
from iopdocs.economy.years import (
    agreement_years,
    covered_from,
    covered_to,
    covered_years,
    ends_provisionally,
    period_problem,
)
from iopdocs.errors import Problem, Severity
from iopdocs.model import Agreement
from iopdocs.model.money import Component, Economy, Indexation
from iopdocs.model.said import Said
from iopdocs.model.weighing import weighing
from iopdocs.swedish import money
from iopdocs.swedish.characters import plain


@dataclass(frozen=True, slots=True)
class BudgetYear:
    """One calendar year of the agreement; ``start`` and ``end`` both belong to it.

    ``amount`` is the certain money of the year in kronor, without totals that belong to no year; None when some of it
    cannot be worked out, or when no money is tied to years at all. ``preliminary`` says that an index figure behind it
    is not final. ``instead`` stands in the place of an amount that is not exactly known.
    """

    year: int
    start: date
    end: date
    part: bool
    amount: Decimal | None
    preliminary: bool
    instead: Instead | None = None


@dataclass(frozen=True, slots=True)
class SumsInstead:
    """What stands in the place of the sums of a budget that are not exactly known."""

    undivided: Instead | None = None
    total: Instead | None = None
    capped: Instead | None = None
    per_year: Instead | None = None


@dataclass(frozen=True, slots=True)
class Budget:
    """The money of an agreement in kronor.

    ``lines`` follow the components of the data, with amounts aligned with ``years``. ``undivided`` is the certain money
    that belongs to no single year (kind ``totalt``); ``total`` is the years and ``undivided`` together, else the total
    that the parties have stated, None when it is not known, when the two differ, or when there is no certain money.
    ``capped`` is the sum of the caps (``högst``), None when there is none or it cannot be worked out; it is in no other
    sum, and neither is an ``ökning``. ``per_year`` is the headline: what comes back every year, as it is in the first
    full year; None when nothing does. ``within_a_year`` says that the agreement lies within one calendar year.
    ``instead`` has what stands in the place of the sums that are not exactly known.
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
    instead: SumsInstead = SumsInstead()

    @property
    def has_undivided(self) -> bool:
        """Whether there is certain money that belongs to no single year, known or not."""
        return any(line.certain and line.undivided for line in self.lines)


def budget(agreement: Agreement, until: date | None = None) -> Budget:
    """Work out the money of an agreement.

    ``until`` is the last day to reckon with instead of the agreement's own: for an agreement that runs until further
    notice, which otherwise has no years and no total, or for one that is prolonged. When the period is not known, what
    is said is the amount per year of the base year.
    """
    economy = agreement.economy or Economy()
    plain_values = tuple(stand_in(component) for component in economy.components)
    frame = _frame(agreement, economy, plain_values, until)
    reckoned = until is None and ends_provisionally(agreement.term)
    lines: list[BudgetLine] = []
    with weighing():
        problems: list[Problem] = list(_contradictions(economy))
    if frame.uplift is not None:
        problems += frame.uplift.faults
    for number, component in enumerate(economy.components, start=1):
        rest = others(plain_values[number - 1], plain_values)
        line, missing = line_of(component, frame, f"ekonomi.komponenter[{number}]", rest)
        lines.append(until_reckoned(line) if reckoned else line)
        problems += missing
    certain = [line for line in lines if line.certain]
    period = period_problem(agreement.term, until)
    if period is not None and any(is_recurring(component) for component in economy.components):
        problems.append(period)
    with weighing():
        problems += doubled(plain_values, frame.first, [covered.year for covered in frame.years])
        beside = list(totals_beside(plain_values))
    problems += [problem for problem, _ in beside]
    summed = NOTHING if any(same for _, same in beside) else together(map(_whole, certain), all_years=True)
    total, wrong = _in_all(summed, (None, None) if until else (economy.total, economy.said_of("total")))
    problems += [wrong] if wrong else []
    undivided = together([_whole(line) for line in certain if line.undivided] or [(ZERO, None)])
    capped = together(_whole(line) for line in lines if line.component.kind == "högst")
    per_year = _per_year(frame, certain)
    return Budget(
        years=tuple(_year(frame, index, certain) for index in range(len(frame.years))),
        lines=tuple(lines),
        undivided=undivided[0] or ZERO,
        total=total[0],
        capped=capped[0],
        per_year=per_year[0],
        missing=tuple(dict.fromkeys(problems)),
        within_a_year=frame.within_a_year,
        instead=SumsInstead(undivided[1], total[1], capped[1], per_year[1]),
    )


def _whole(line: BudgetLine) -> Cell:
    return line.total, line.total_instead


def _frame(agreement: Agreement, economy: Economy, components: Sequence[Component], until: date | None) -> BudgetFrame:
    term = agreement.term
    start, end = covered_from(term), covered_to(term)
    first = start.year if start else None
    stated = [
        component.year or first
        for component in components
        if is_recurring(component) and component.indexed and component.amount is not None
    ]
    known = [year for year in stated if year is not None]
    indexation = economy.indexation
    if economy.said_of("indexation"):  # that there may be one: without its percentage nothing is uplifted
        indexation = Indexation.model_construct(kind="procent")
    uplift = Uplift(indexation, min(known)) if indexation and known else None
    years = covered_years(term, until)
    last = end.year if end else None
    return BudgetFrame(years, first, last, economy.part_year, uplift, agreement_years(term, until), is_indexed(economy))


def is_indexed(economy: Economy) -> bool:
    """Whether amounts are uplifted, or may be: that nobody knows is not that they are not."""
    if economy.indexation is None:
        return economy.said_of("indexation") is not None
    return economy.indexation.kind != "ingen"


def _in_all(summed: Cell, stated: tuple[Decimal | None, Said | None]) -> tuple[Cell, Problem | None]:
    """Return what the money comes to: its sum, else what the parties have stated; neither when they differ."""
    exact, said = stated
    if exact is None:
        known = said is None or said.is_unknown or summed != NOTHING
        return (summed if known else (None, said)), None
    if summed[0] is None or summed[0] == exact:
        return (exact, None), None
    message = f"Totalt är angivet som {money.format(exact)}, men posterna blir {money.format(summed[0])}."
    hint = "Rätta ekonomi.totalt eller posterna."
    problem = Problem(plain(message), where="ekonomi.totalt", hint=hint, code="totalt-stämmer-inte")
    return NOTHING, problem


def _year(frame: BudgetFrame, index: int, certain: Sequence[BudgetLine]) -> BudgetYear:
    covered = frame.years[index]
    divided = [line for line in certain if not line.undivided]
    amount, instead = together(_cell(line, index) for line in divided)
    return BudgetYear(
        covered.year,
        covered.start,
        covered.end,
        covered.part,
        amount,
        any(line.preliminary[index] for line in divided if line.preliminary),
        instead,
    )


def _cell(line: BudgetLine, index: int) -> Cell:
    return line.amounts[index], line.instead[index] if line.instead else None


def _per_year(frame: BudgetFrame, certain: Sequence[BudgetLine]) -> Cell:
    lines = [line for line in certain if is_recurring(line.component)]
    full = [together(_cell(line, i) for line in lines) for i, covered in enumerate(frame.years) if not covered.part]
    if full:
        # Not a year before the first amount begins.
        return next((cell for cell in full if cell != (ZERO, None)), (ZERO, None))
    # Amounts stated for different years cannot be added to one amount per year.
    if len({line.component.year for line in lines}) != 1:
        return NOTHING
    return together(base_of(line.component) for line in lines)


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
