"""What templates know of the money: the economy worked out year by year, and what stands beside each component."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, cast

from iopdocs.economy import Budget, BudgetYear, Payout, describe, payments
from iopdocs.economy.components import is_recurring
from iopdocs.economy.dated import whose
from iopdocs.economy.flows import flows
from iopdocs.economy.instead import Instead, cells
from iopdocs.economy.payments import goes_on
from iopdocs.model.base import Record, label_of
from iopdocs.model.money import Component, Instalment, InstalmentCount, Rounding
from iopdocs.model.party import Party
from iopdocs.model.said import Said, open_value
from iopdocs.model.said import parse as parse_said
from iopdocs.model.scalars import AMOUNT, DAY
from iopdocs.swedish import dates, lists
from iopdocs.swedish import money as kronor
from iopdocs.templating.doubted import like
from iopdocs.templating.gaps import Missing, SaidUnknown
from iopdocs.templating.values import Later, Spoken
from iopdocs.vocabulary.declared import Extra, Extras
from iopdocs.vocabulary.facts import CoveredYearFacts, EconomyFacts, PayoutFacts
from iopdocs.vocabulary.paid_years import payers_of, unreckoned
from iopdocs.vocabulary.parties import common_name, legal_name, money_to, payees, payers, term
from iopdocs.vocabulary.rendering_state import Scene


def economy(scene: Scene) -> EconomyFacts | Missing:
    """Return the money worked out, or a missing fact when the agreement says nothing of money."""
    worked_out = scene.money
    if worked_out is None:
        return scene.missing("ekonomi")
    sums = [line.component for line in worked_out.lines if line.component.kind != "naturaprestation"]
    only = sums[0] if len(sums) == 1 and sums[0].amount is not None else None
    plan = payments(scene.agreement, worked_out)
    dated = any(line.certain and not line.undivided for line in worked_out.lines)
    years = _years(worked_out, scene) if dated else []
    uncounted = any(line.component.kind == "högst" for line in worked_out.lines)
    return EconomyFacts(
        poster=[scene.view(line.component) for line in worked_out.lines],
        år=years,
        totalt=_amount(worked_out.total, worked_out.instead.total, scene, "totalt belopp"),
        odelat=_undivided(worked_out, scene),
        högst=_amount(worked_out.capped or None, worked_out.instead.capped, scene, "högsta belopp"),
        utbetalningar=[
            PayoutFacts(
                benämning=_payout(row, scene),
                år=row.year,
                dag=row.day or scene.missing("betalningsdag"),
                belopp=_amount(row.amount, row.instead, scene),
            )
            for row in plan.rows
        ],
        medlen_på_kontot=cast(Any, Later(lambda: _on_account(scene))),
        har_pengar=bool(sums),
        per_år=_amount(worked_out.per_year, worked_out.instead.per_year, scene, "belopp per år"),
        flera_år=len(worked_out.years) > 1,
        räknas_upp=any(_is_raised(line.component) for line in worked_out.lines),
        allt_räknas_upp=all(
            _is_raised(line.component) for line in worked_out.lines if line.component.kind != "naturaprestation"
        ),
        posternas_år=any(line.component.year is not None for line in worked_out.lines if _is_raised(line.component)),
        per_avtalsår=any(line.component.kind == "per avtalsår" for line in worked_out.lines),
        enda=scene.view(only) if only else Missing("belopp", scene, Component),
        alla_år_kända=bool(worked_out.years) and all(year.amount is not None for year in worked_out.years),
        sammanlagt=_known(
            worked_out.total if len(worked_out.years) > 1 and not uncounted else None, "totalt belopp", scene
        ),
        första_året=next((year for year in years[:1] if isinstance(year.belopp, Decimal)), scene.missing("belopp")),
        mer_än_åren=uncounted or any(line.undivided for line in worked_out.lines),
    )


def _undivided(worked_out: Budget, scene: Scene) -> Any:
    """Return the money that belongs to no year; a gap that has its row when there is such money and nobody knows it."""
    if worked_out.has_undivided and not (worked_out.undivided or worked_out.instead.undivided):
        return SaidUnknown(label_of(Component, "amount"), scene)
    return _amount(worked_out.undivided or None, worked_out.instead.undivided, scene, "odelat belopp")


def _on_account(scene: Scene) -> str:
    """Return what goes to the account that the payments have: of several payees it is not told whose it is."""
    return "Medlen" if len(money_to(scene)) < 2 else f"Medlen till {scene.gap('vem kontot tillhör')}"


def _outside_the_table(component: Component, scene: Scene) -> bool:
    """Whether an item of money is in no sum of the table over the years: a cap, an increase."""
    line = scene.lines.get(id(component))
    return line is not None and not line.certain and component.kind != "naturaprestation"


def _is_raised(component: Component) -> bool:
    return component.indexed and (is_recurring(component) or component.kind == "per avtalsår")


def _bound(scene: Scene, day: date) -> Any:
    """Return the first or last day of a year that is covered: its month, when no day of the term is known."""
    term = scene.agreement.term
    in_months = term is not None and any((said := term.said_of(name)) and said.month for name in ("start", "end"))
    month = parse_said(f"{dates.month(day)} {day.year}", DAY) if in_months else None
    return Spoken(month) if month else day


def _years(worked_out: Budget, scene: Scene) -> list[CoveredYearFacts]:
    return [
        CoveredYearFacts(
            år=year.year,
            belopp=_amount(year.amount, year.instead, scene),
            i_text=_of_year(year, scene),
            delår=year.part,
            från=_bound(scene, year.start),
            till=_bound(scene, year.end),
            preliminärt=year.preliminary,
            oräknade=[scene.view(one) for one in unreckoned(year, worked_out, scene)],
            betalare=payers_of(place, worked_out, scene),
            allt_har_börjat=all(
                (line.component.year or year.year) <= year.year
                for line in worked_out.lines
                if is_recurring(line.component)
            ),
        )
        for place, year in enumerate(worked_out.years)
    ]


def _amount(amount: Decimal | None, instead: Instead | None, scene: Scene, label: str = "belopp") -> Any:
    """Return an amount, or what is known of it, or what it waits for when it is left to an index, or a gap."""
    if amount is not None or instead is None:
        return _known(amount, label, scene)
    return Spoken(spoken(instead, scene))


def spoken(instead: Instead, scene: Scene) -> Said:
    """Return what stands in the place of an amount, in words."""
    if isinstance(instead, Said):
        return instead
    if instead.year is None:
        return open_value(AMOUNT, "fastställs när indextalen för alla år är kända")
    indexation = scene.agreement.economy.indexation if scene.agreement.economy else None
    index = (indexation and indexation.index) or scene.gap("indexets namn")
    return open_value(AMOUNT, f"fastställs när {index} för {instead.year} är känt")


def _payout(row: Payout, scene: Scene) -> str:
    label = row.label or scene.gap(label_of(Instalment, "day"))
    return "".join(
        [
            label,
            _side("från", row.payer, "payer", row.unsaid, scene),
            _side("till", row.payee, "payee", row.unsaid, scene),
        ]
    )


def _side(word: str, party_id: str | None, attribute: str, unsaid: tuple[str, ...], scene: Scene) -> str:
    """Return from whom, or to whom, money goes: nothing where it need not be said, a gap where several may be meant."""
    party = scene.agreement.party(party_id)
    if party is None and attribute not in unsaid:
        return ""
    return f" {word} {term(party, scene) if party else scene.gap(label_of(Instalment, attribute))}"


def amount_in_words(record: Record, attribute: str, scene: Scene) -> str:
    """Return an amount in running text, also one that is known in part; an empty string when nothing is known."""
    exact = getattr(record, attribute)
    if exact is not None:
        return kronor.format(exact)
    return "" if record.lacks(attribute) else str(scene.told(record, attribute))


def _of_year(year: BudgetYear, scene: Scene) -> str:
    """Return a year's amount with the year, as a summary lists them; the year alone when nothing is known of it."""
    amount = _amount(year.amount, year.instead, scene)
    shown = kronor.format(amount) if isinstance(amount, Decimal) else "" if isinstance(amount, Missing) else str(amount)
    return f"{shown} {year.year}".strip()


def _known(value: Any, label: str, scene: Scene) -> Any:
    return scene.missing(label) if value is None else value


def _amounts(component: Component, scene: Scene) -> object:
    line = scene.lines.get(id(component))
    if line is None:
        return scene.missing("belopp")
    found = cells(line.amounts, line.instead)
    return [like(component.amount, _amount(amount, instead, scene)) for amount, instead in found]


def _total(component: Component, scene: Scene) -> object:
    line = scene.lines.get(id(component))
    total = _amount(line.total, line.total_instead, scene, "summa") if line else scene.missing("summa")
    return like(component.amount, total)


def _described(component: Component, scene: Scene) -> object:
    economy, worked_out = scene.agreement.economy, scene.money
    within_a_year = worked_out is not None and worked_out.within_a_year
    text = describe(
        component,
        partial(scene.gap, of=component),
        economy.indexation if economy else None,
        within_a_year=within_a_year,
        starts_later=starts_later(component, scene),
    )
    return like([component.amount, component.kind, component.span, component.year, component.description], text)


def starts_later(component: Component, scene: Scene) -> bool:
    """Whether an item of money begins in a later year than the agreement does."""
    term = scene.agreement.term
    return bool(component.year and term and term.start and component.year > term.start.year)


def _names(parties: tuple[Party, ...], name: Callable[[Party, Scene], str], label: str, scene: Scene) -> object:
    return lists.format([name(party, scene) for party in parties]) if parties else scene.missing(label)


def _paid(word: str, attribute: str, instalment: Instalment, scene: Scene) -> str:
    flow, unsaid = whose(instalment, list(flows(scene.money)) if scene.money else [])
    return _side(word, getattr(flow, attribute), attribute, unsaid, scene)


MONEY_EXTRAS: Extras = {
    Rounding: {"hel_krona": Extra(bool, "om beloppen avrundas till hela kronor", lambda one, _: one.step == 1)},
    Component: {
        "text": Extra(str, "beloppet i ord: 400 000 kronor per år", _described),
        "betalare_bestämd": Extra(
            str,
            "de som betalar, så som avtalet kallar dem",
            lambda one, scene: _names(payers(one, scene), term, "betalare", scene),
        ),
        "betalare_namn": Extra(
            str,
            "de som betalar, med juridiska namn",
            lambda one, scene: like(one.payer, _names(payers(one, scene), legal_name, "betalare", scene)),
        ),
        "betalare_kallas": Extra(
            str,
            "de som betalar, med namn i dagligt tal",
            lambda one, scene: like(one.payer, _names(payers(one, scene), common_name, "betalare", scene)),
        ),
        "mottagare_bestämd": Extra(
            str,
            "de som tar emot, så som avtalet kallar dem",
            lambda one, scene: like(one.payee, _names(payees(one, scene), term, "mottagare", scene)),
        ),
        "mottagare_namn": Extra(
            str,
            "de som tar emot, med juridiska namn",
            lambda one, scene: like(one.payee, _names(payees(one, scene), legal_name, "mottagare", scene)),
        ),
        "mottagare_kallas": Extra(
            str,
            "de som tar emot, med namn i dagligt tal",
            lambda one, scene: like(one.payee, _names(payees(one, scene), common_name, "mottagare", scene)),
        ),
        "utanför_tabellen": Extra(
            bool, "om posten är pengar som inte räknas in i beloppen per år, till exempel ett tak", _outside_the_table
        ),
        "till_idéburen": Extra(
            bool,
            "om en idéburen part får pengarna",
            lambda one, scene: any(party.nonprofit for party in payees(one, scene)),
        ),
        "belopp_per_år": Extra(list[Decimal], "beloppen i samma ordning som `ekonomi.år`", _amounts),
        "summa": Extra(Decimal, "hela beloppet under avtalstiden", _total),
    },
    Instalment: {
        "från": Extra(
            str, "från den som gör betalningen; tomt när bara en part betalar", partial(_paid, "från", "payer")
        ),
        "till": Extra(
            str, "till den som tar emot betalningen; tomt när bara en part får pengar", partial(_paid, "till", "payee")
        ),
    },
    InstalmentCount: {
        "därefter": Extra(bool, "om antalet gäller också åren efter", lambda one, scene: goes_on(one, scene.agreement))
    },
}
