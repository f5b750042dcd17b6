"""What templates know of the money: the economy worked out year by year, and what stands beside each component."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from iopdocs.economy import Budget, describe, payments
from iopdocs.economy.lines import is_recurring
from iopdocs.model.money import Component
from iopdocs.model.party import Party
from iopdocs.swedish import lists
from iopdocs.templating.gaps import Missing
from iopdocs.vocabulary.declared import Extra, Extras
from iopdocs.vocabulary.facts import CoveredYearFacts, EconomyFacts, PayoutFacts
from iopdocs.vocabulary.rendering_state import Scene


def economy(scene: Scene) -> EconomyFacts | Missing:
    """Return the money worked out, or a missing fact when the agreement says nothing of money."""
    worked_out = scene.money
    if worked_out is None:
        return scene.missing("ekonomi")
    plan = payments(scene.agreement, worked_out)
    return EconomyFacts(
        poster=[scene.view(line.component) for line in worked_out.lines],
        år=_years(worked_out, scene) if any(line.certain and not line.undivided for line in worked_out.lines) else [],
        totalt=_known(worked_out.total, "totalt belopp", scene),
        odelat=worked_out.undivided or scene.missing("odelat belopp"),
        högst=worked_out.capped or scene.missing("högsta belopp"),
        utbetalningar=[
            PayoutFacts(
                benämning=row.label,
                år=row.year,
                dag=row.day or scene.missing("betalningsdag"),
                belopp=row.amount,
            )
            for row in plan.rows
        ],
        har_pengar=any(line.component.kind != "naturaprestation" for line in worked_out.lines),
        per_år=_known(worked_out.per_year, "belopp per år", scene),
        flera_år=len(worked_out.years) > 1,
        räknas_upp=any(is_recurring(line.component) and line.component.indexed for line in worked_out.lines),
    )


def _years(worked_out: Budget, scene: Scene) -> list[CoveredYearFacts]:
    return [
        CoveredYearFacts(
            år=year.year,
            belopp=_known(year.amount, "belopp", scene),
            delår=year.part,
            från=year.start,
            till=year.end,
            preliminärt=year.preliminary,
        )
        for year in worked_out.years
    ]


def _known(value: Any, label: str, scene: Scene) -> Any:
    return scene.missing(label) if value is None else value


def _amounts(component: Component, scene: Scene) -> object:
    line = scene.lines.get(id(component))
    return [_known(amount, "belopp", scene) for amount in line.amounts] if line else scene.missing("belopp")


def _total(component: Component, scene: Scene) -> object:
    line = scene.lines.get(id(component))
    return _known(line and line.total, "summa", scene)


def _described(component: Component, scene: Scene) -> object:
    economy = scene.agreement.economy
    return _known(describe(component, economy.indexation if economy else None), "belopp", scene)


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
}
