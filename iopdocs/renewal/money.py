"""The money of a successor: what is paid per year is carried on by the agreement's own uplift."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from iopdocs.consolidation.sums import standing_sums
from iopdocs.deadlines import period_on
from iopdocs.economy import Cell, budget
from iopdocs.economy.components import is_recurring
from iopdocs.model import Agreement
from iopdocs.model.money import Component, Economy, Indexation
from iopdocs.reading.roundtrip import remove
from iopdocs.renewal.amended import Amended, amended
from iopdocs.renewal.amended_money import as_written, bring_new, carry_amended
from iopdocs.renewal.notes import Notes
from iopdocs.renewal.period import SuccessorTerm, lengths

#: Where amounts stand, and what of them is in no sum.
_AMOUNTS, _NO_SUM = "ekonomi.komponenter", (".år", ".varav_ökning", ".räknas_upp")


def then_and_now(old: Agreement, new: Agreement, on: date) -> tuple[Cell, Cell]:
    """Return what an agreement and its successor come to in all, in kronor; the old one as it stands on a day."""
    ended = period_on(old, on)
    until = ended.end if ended.number else None
    return standing_sums(old, on, until).total, standing_sums(new, on).total


def carry_on(tree: Any, agreement: Agreement, period: SuccessorTerm, on: date, notes: Notes) -> None:
    """Change the components of an agreement's tree into those of its successor, as later documents have made them."""
    economy = agreement.economy
    items = (tree.get("ekonomi") or {}).get("komponenter") or []
    if economy is not None and items:
        _components(items, economy, agreement, period, on, notes)
        if not items:
            remove(tree["ekonomi"], "komponenter")
    bring_new(tree, agreement, period, on, notes)
    if economy is not None:
        _stated(tree["ekonomi"], economy, agreement, period, notes)
    items = (tree.get("ekonomi") or {}).get("komponenter") or []
    if economy is None or not economy.components:
        return
    _part_years(economy, period, notes)
    indexation = economy.indexation
    if indexation and indexation.kind != "index":
        _first_uplift(tree["ekonomi"]["uppräkning"], indexation, items, period, notes)
    if indexation and indexation.kind == "index":
        last = period.end.year if period.end else period.start.year
        known = {value.year for value in indexation.values}
        missing = [str(year) for year in range(period.start.year, last + 1) if year not in known]
        if missing:
            name = indexation.index or "indexet"
            notes.decide("ekonomi.uppräkning.värden", f"Nya indextal behövs för {name}: {', '.join(missing)}.")


def _stated(tree: Any, economy: Economy, agreement: Agreement, period: SuccessorTerm, notes: Notes) -> None:
    """Take away a sum, and ask about payments, that are stated for the old period and are not those of the new."""
    amounts = [one for one in notes.changes if one.where.startswith(_AMOUNTS) and not one.where.endswith(_NO_SUM)]
    before, now = lengths(agreement, period)
    if (amounts or before != now) and (stated := tree.get("totalt")) and remove(tree, "totalt"):
        notes.decide(
            "ekonomi.totalt", f"Det sammanlagda beloppet {stated} var för den förra perioden. Vilket är det nya?"
        )
        notes.changed("ekonomi.totalt", stated, None, "gällde den förra perioden")
    if amounts and economy.payment and any(one.amount is not None for one in economy.payment.instalments):
        question = "Delbetalningarna har den förra periodens belopp, men posternas belopp är ändrade. Vilka är de nya?"
        notes.decide("ekonomi.utbetalning.delbetalningar", question)


def _components(
    items: Any, economy: Economy, agreement: Agreement, period: SuccessorTerm, on: date, notes: Notes
) -> None:
    """Change each component, and take away those that are of no year in the new period."""
    first_year, last_year = (_amounts(agreement, year) for year in (period.start.year, period.after.year))
    over = []
    for number, component in enumerate(economy.components):
        where = f"ekonomi.komponenter[{number + 1}]"
        found = amended(agreement, component, last_year.get(number), period, on)
        if not _is_over(items[number], component, period):
            own = found is None or not carry_amended(items[number], component, found, agreement, period, where, notes)
            if own:
                _component(items[number], component, first_year.get(number), agreement, period, where, notes)
            else:
                _forget_increase(items[number], component, where, notes)
        if _is_over(items[number], component, period):
            _left_out(component, found, where, notes)
            over.append(number)
    for number in reversed(over):
        del items[number]


def _amounts(agreement: Agreement, year: int) -> dict[int, Decimal | None]:
    """Return what each component comes to in a whole year after the agreement's own, by its place in the list."""
    if agreement.term is None or agreement.term.start is None:
        return {}
    # Whole years, so that an agreement that began or ends within one is not carried on by a part of it.
    whole = agreement.term.model_copy(update={"start": date(agreement.term.start.year, 1, 1)})
    worked_out = budget(agreement.model_copy(update={"term": whole}), until=date(year, 12, 31))
    place = next((n for n, entry in enumerate(worked_out.years) if entry.year == year), None)
    if place is None:
        return {}
    return {number: line.amounts[place] for number, line in enumerate(worked_out.lines)}


def _component(
    item: Any,
    component: Component,
    carried: Decimal | None,
    agreement: Agreement,
    period: SuccessorTerm,
    where: str,
    notes: Notes,
) -> None:
    if component.kind == "totalt" or component.only_year:
        notes.decide(where, f"”{component.called}” är ett engångsbelopp. Ska det vara med i den nya perioden?")
        return
    _forget_increase(item, component, where, notes)
    indexation = agreement.economy.indexation if agreement.economy else None
    if not component.lacks("amount") and component.amount is None:
        question = f"Beloppet är angivet som {item['belopp']} i det förra avtalet. Vad är det i den nya perioden?"
        notes.decide(f"{where}.belopp", question)
    if component.kind != "per år" or component.amount is None or (indexation and indexation.kind == "index"):
        return  # an index uplift goes on from the same base; the new figures are asked for
    if indexation is not None and indexation.kind == "procent" and component.indexed:
        _uplifted(item, component, carried, period, where, notes)
    elif component.year is not None:
        _set(
            item,
            "år",
            str(period.start.year),
            component.year,
            where,
            "beloppet gäller från den nya periodens första år",
            notes,
        )


def _forget_increase(item: Any, component: Component, where: str, notes: Notes) -> None:
    if remove(item, "varav_ökning"):
        notes.changed(f"{where}.varav_ökning", component.increase, None, "ökningen hörde till den tidigare perioden")


def _uplifted(
    item: Any, component: Component, carried: Decimal | None, period: SuccessorTerm, where: str, notes: Notes
) -> None:
    if carried is None:
        notes.decide(f"{where}.belopp", f"Beloppet för {period.start.year} går inte att räkna ut. Vilket är det?")
        remove(item, "belopp")
        notes.changed(f"{where}.belopp", component.amount, None, "uppräkningen går inte att räkna ut")
        return
    why = f"uppräknat till {period.start.year} års belopp"
    _set(item, "belopp", as_written(carried, item["belopp"]), item["belopp"], where, why, notes)
    _set(item, "år", str(period.start.year), component.year, where, "det nya beloppet avser det året", notes)


def _is_over(item: Any, component: Component, period: SuccessorTerm) -> bool:
    """Whether an amount is for one year only, or from a year on, that is not in the new period."""
    if component.year is None or not item.get("år"):
        return False
    year = int(str(item["år"]))
    late = period.end is not None and year > period.end.year
    return late or (year < period.start.year and not is_recurring(component))


def _left_out(component: Component, found: Amended | None, where: str, notes: Notes) -> None:
    question = f"”{component.called}” avser {component.year} och följer inte med. Ska det finnas i den nya perioden?"
    notes.decide(where, question, *((f"enligt {found.by}: {found.told}",) if found else ()))
    notes.changed(where, component.called, None, f"beloppet avser {component.year}")


def _part_years(economy: Economy, period: SuccessorTerm, notes: Notes) -> None:
    """Ask how a year is counted of which the new period has a part only, unless the old agreement says so."""
    ends = (period.start, period.end + timedelta(days=1) if period.end else date(period.start.year, 1, 1))
    whole = all((day.month, day.day) == (1, 1) for day in ends)
    if whole or (economy.part_year and (economy.part_year != "månader" or all(day.day == 1 for day in ends))):
        return
    question = "Den nya avtalstiden har bara en del av ett år. Hur räknas det?"
    notes.decide("ekonomi.delår", question, "månader", "dagar", "hela beloppet")


def _first_uplift(item: Any, indexation: Indexation, items: Any, period: SuccessorTerm, notes: Notes) -> None:
    """The amounts are those of the new period's first year: the next year is the first that can be uplifted."""
    years = [int(str(one["år"])) for one in items if one.get("år") and str(one["år"]).strip().isdigit()]
    least = min(years, default=period.start.year) + 1
    if indexation.first_year is not None and indexation.first_year < least:
        _set(
            item,
            "från_år",
            str(least),
            indexation.first_year,
            "ekonomi.uppräkning",
            "beloppen är redan uppräknade",
            notes,
        )


def _set(item: Any, key: str, value: str, before: object, where: str, why: str, notes: Notes) -> None:
    item[key] = value
    notes.changed(f"{where}.{key}", before, value, why)
