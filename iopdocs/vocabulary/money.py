"""What templates know of the money: the economy worked out year by year, and what stands beside each component."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from iopdocs.economy import Budget, Payout, describe, payments
from iopdocs.economy.components import is_recurring
from iopdocs.economy.payments import goes_on
from iopdocs.model.money import Component, Instalment, InstalmentCount
from iopdocs.model.party import Party
from iopdocs.swedish import lists
from iopdocs.swedish import money as kronor
from iopdocs.templating.gaps import Missing
from iopdocs.templating.values import Unformatted
from iopdocs.vocabulary.declared import Extra, Extras
from iopdocs.vocabulary.facts import CoveredYearFacts, EconomyFacts, PayoutFacts
from iopdocs.vocabulary.rendering_state import Scene


def economy(scene: Scene) -> EconomyFacts | Missing:
    """Return the money worked out, or a missing fact when the agreement says nothing of money."""
    worked_out = scene.money
    if worked_out is None:
        return scene.missing("ekonomi")
    sums = [line.component for line in worked_out.lines if line.component.kind != "naturaprestation"]
    only = sums[0] if len(sums) == 1 and sums[0].amount is not None else None
    plan = payments(scene.agreement, worked_out)
    return EconomyFacts(
        poster=[scene.view(line.component) for line in worked_out.lines],
        år=_years(worked_out, scene) if any(line.certain and not line.undivided for line in worked_out.lines) else [],
        totalt=_in_all(worked_out, scene),
        odelat=worked_out.undivided or scene.missing("odelat belopp"),
        högst=worked_out.capped or scene.missing("högsta belopp"),
        utbetalningar=[
            PayoutFacts(
                benämning=_payout(row, scene),
                år=row.year,
                dag=row.day or scene.missing("betalningsdag"),
                belopp=_amount(row.amount, row.waits_for, scene),
            )
            for row in plan.rows
        ],
        har_pengar=bool(sums),
        per_år=_known(worked_out.per_year, "belopp per år", scene),
        flera_år=len(worked_out.years) > 1,
        räknas_upp=any(_is_raised(line.component) for line in worked_out.lines),
        allt_räknas_upp=all(
            _is_raised(line.component) for line in worked_out.lines if line.component.kind != "naturaprestation"
        ),
        enda=scene.view(only) if only else Missing("belopp", scene, Component),
        alla_år_kända=bool(worked_out.years) and all(year.amount is not None for year in worked_out.years),
        sammanlagt=_known(worked_out.total if len(worked_out.years) > 1 else None, "totalt belopp", scene),
    )


def _is_raised(component: Component) -> bool:
    return component.indexed and (is_recurring(component) or component.kind == "per avtalsår")


def _years(worked_out: Budget, scene: Scene) -> list[CoveredYearFacts]:
    return [
        CoveredYearFacts(
            år=year.year,
            belopp=_amount(year.amount, year.waits_for, scene),
            i_text=f"{kronor.format(year.amount)} {year.year}" if year.amount is not None else str(year.year),
            delår=year.part,
            från=year.start,
            till=year.end,
            preliminärt=year.preliminary,
        )
        for year in worked_out.years
    ]


def _amount(amount: Decimal | None, waits_for: int | None, scene: Scene) -> Any:
    """Return an amount, or what it waits for when the parties have left it to an index, or a gap."""
    if amount is not None or waits_for is None:
        return _known(amount, "belopp", scene)
    indexation = scene.agreement.economy.indexation if scene.agreement.economy else None
    index = (indexation and indexation.index) or scene.gap("indexets namn")
    return Unformatted(f"fastställs när {index} för {waits_for} är känt")


def _in_all(worked_out: Budget, scene: Scene) -> Any:
    if worked_out.waits:
        return Unformatted("fastställs när indextalen för alla år är kända")
    return _known(worked_out.total, "totalt belopp", scene)


def _payout(row: Payout, scene: Scene) -> str:
    party = scene.agreement.party(row.payee)
    return f"{row.label} till {party.common_name}" if party else row.label


def _known(value: Any, label: str, scene: Scene) -> Any:
    return scene.missing(label) if value is None else value


def _amounts(component: Component, scene: Scene) -> object:
    line = scene.lines.get(id(component))
    return [_known(amount, "belopp", scene) for amount in line.amounts] if line else scene.missing("belopp")


def _total(component: Component, scene: Scene) -> object:
    line = scene.lines.get(id(component))
    return _known(line and line.total, "summa", scene)


def _described(component: Component, scene: Scene) -> object:
    economy, worked_out = scene.agreement.economy, scene.money
    within_a_year = worked_out is not None and worked_out.within_a_year
    return describe(component, scene.gap, economy.indexation if economy else None, within_a_year=within_a_year)


def _payers(component: Component, scene: Scene) -> tuple[Party, ...]:
    party = scene.agreement.party(component.payer)
    return (party,) if party else scene.agreement.public_parties


def _payees(component: Component, scene: Scene) -> tuple[Party, ...]:
    party = scene.agreement.party(component.payee)
    return (party,) if party else scene.agreement.nonprofit_parties


def _names(chosen: tuple[Party, ...], label: str, scene: Scene) -> object:
    return lists.format([party.name for party in chosen]) if chosen else scene.missing(label)


def _common_names(chosen: tuple[Party, ...], label: str, scene: Scene) -> object:
    return lists.format([party.common_name for party in chosen]) if chosen else scene.missing(label)


def _to(instalment: Instalment, scene: Scene) -> str:
    party = scene.agreement.party(instalment.payee)
    return f" till {party.common_name}" if party else ""


MONEY_EXTRAS: Extras = {
    Component: {
        "text": Extra(str, "beloppet i ord: 400 000 kronor per år", _described),
        "betalare_namn": Extra(
            str, "de som betalar, med juridiska namn", lambda one, scene: _names(_payers(one, scene), "betalare", scene)
        ),
        "betalare_kallas": Extra(
            str,
            "de som betalar, med namn i dagligt tal",
            lambda one, scene: _common_names(_payers(one, scene), "betalare", scene),
        ),
        "mottagare_namn": Extra(
            str,
            "de som tar emot, med juridiska namn",
            lambda one, scene: _names(_payees(one, scene), "mottagare", scene),
        ),
        "mottagare_kallas": Extra(
            str,
            "de som tar emot, med namn i dagligt tal",
            lambda one, scene: _common_names(_payees(one, scene), "mottagare", scene),
        ),
        "till_idéburen": Extra(
            bool,
            "om en idéburen part får pengarna",
            lambda one, scene: any(not party.public for party in _payees(one, scene)),
        ),
        "belopp_per_år": Extra(list[Decimal], "beloppen i samma ordning som `ekonomi.år`", _amounts),
        "summa": Extra(Decimal, "hela beloppet under avtalstiden", _total),
    },
    Instalment: {
        "till": Extra(str, "till den som tar emot betalningen; tomt när det inte sägs", _to),
    },
    InstalmentCount: {
        "därefter": Extra(bool, "om antalet gäller också åren efter", lambda one, scene: goes_on(one, scene.agreement))
    },
}
