"""The money: can it be worked out, does it go between the right parties, and does everyone put something in?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from iopdocs.checks.case import Case
from iopdocs.economy import budget, payments
from iopdocs.errors import Problem, Severity
from iopdocs.model.money import Component
from iopdocs.reading import KeyPath

#: What the parties have yet to agree on in a proposal: the amounts are gaps until then, and no final is made of it.
_OPEN_IN_A_PROPOSAL = {"delår-saknas", "delår-månader"}


def amounts_and_payments(case: Case) -> Iterator[Problem]:
    """Tell what of the budget and of the payment plan cannot be worked out, or does not add up."""
    if case.agreement.economy is None:
        return
    worked_out = budget(case.agreement)
    for problem in (*worked_out.missing, *payments(case.agreement, worked_out).problems):
        if problem.code in _OPEN_IN_A_PROPOSAL and case.agreement.status == "förslag":
            problem = replace(problem, severity=Severity.WARNING)
        yield case.placed(problem)


def payers_and_payees(case: Case) -> Iterator[Problem]:
    """Doubt money that a non-profit pays or a public body gets; nobody pays themselves."""
    economy = case.agreement.economy
    for number, component in enumerate(economy.components if economy else ()):
        yield from _payer_and_payee(case, component, ("ekonomi", "komponenter", number))


def _payer_and_payee(case: Case, component: Component, path: KeyPath) -> Iterator[Problem]:
    payer, payee = case.agreement.party(component.payer), case.agreement.party(component.payee)
    if payer is not None and payer == payee:
        yield case.problem(
            (*path, "mottagare"),
            f"{payer.called} är både betalare och mottagare av {component.called}.",
            "Rätta betalare eller mottagare.",
            code="betalar-sig-själv",
            severity=Severity.ERROR,
        )
        return
    if payer is not None and payer.nonprofit:
        yield case.problem(
            (*path, "betalare"),
            f"Betalare av {component.called} är {payer.called}, som är en idéburen part.",
            "Kontrollera att betalare och mottagare inte är omkastade. Egna medel hör till egna_bidrag.",
            code="idéburen-betalar",
        )
    if payee is not None and payee.public:
        yield case.problem(
            (*path, "mottagare"),
            f"Mottagare av {component.called} är {payee.called}, som är en offentlig part.",
            "Kontrollera att betalare och mottagare inte är omkastade.",
            code="offentlig-mottagare",
        )


def own_contributions(case: Case) -> Iterator[Problem]:
    """Ask for the amount of a contribution in money."""
    economy = case.agreement.economy
    for number, contribution in enumerate(economy.contributions if economy else ()):
        if contribution.kind == "pengar" and contribution.lacks("amount"):
            yield case.problem(
                ("ekonomi", "egna_bidrag", number),
                "Det egna bidraget är pengar, men beloppet saknas.",
                "Fyll i belopp, i kronor per år.",
                code="eget-bidrag-belopp",
            )
