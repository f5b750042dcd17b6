"""What a careful lawyer would ask of an agreement, and that its numbers, days and names tell by themselves.

What clauses and documents its facts demand is asked by the demands (``templates/krav``), which are data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from iopdocs.checks import procurement
from iopdocs.checks.case import Case
from iopdocs.checks.texts import prose
from iopdocs.deadlines import end_of, shift
from iopdocs.errors import Problem, Severity
from iopdocs.laws.lagrum import plain
from iopdocs.model.decision import decision_days
from iopdocs.model.lengths import Length
from iopdocs.reading import KeyPath
from iopdocs.swedish import dates, lists, money

_THIRTY = 30
#: After so long somebody should look again: laws about social services have changed every year.
_STALE = Length(18, "månad")
_AMENDS = re.compile(
    r"\b(ändra|förändringar?|ändringar|revidera|tillägg)\b.{0,40}\b(avtal\w*|överenskommelse\w*|ram\w*)"
    r"|\bbeslut\w*\s+om\s+(mindre\s+)?(ändringar|förändringar)\b|\bändra avtalet\b",
    re.IGNORECASE,
)
_PERMIT = re.compile(
    r"\b(?:tillstånd|registerutdrag)\w*\b[^.]{0,60}?\b(?:till och med|t\.o\.m\.|gäller till|löper ut|upphör)\s+"
    r"(?:den\s+)?(?P<day>\d{4}-\d\d-\d\d|\d{1,2} [a-z]+ \d{4})",
    re.IGNORECASE,
)


def payment_terms(case: Case) -> Iterator[Problem]:
    """Doubt a time to pay over thirty days: that is the longest a public body may have (räntelagen 2 a §)."""
    payment = case.agreement.economy.payment if case.agreement.economy else None
    if payment and payment.terms and payment.terms > _THIRTY and case.agreement.public_parties:
        yield case.problem(
            ("ekonomi", "utbetalning", "villkor_dagar"),
            f"Betalningstiden är {payment.terms} dagar. Räntelagen (1975:635) 2 a § låter inte en offentlig part ha "
            f"mer än {_THIRTY} dagar, om inte avtalet är av ett slag som medger det.",
            f"Skriv villkor_dagar: {_THIRTY}, eller lägg till varför en längre tid behövs.",
            code="betalningstid",
        )


def endless(case: Case) -> Iterator[Problem]:
    """Doubt an agreement without an end that nobody may give notice of."""
    term, termination = case.agreement.term, case.agreement.termination
    if term and term.open_ended and termination and termination.allowed is False:
        yield case.problem(
            ("uppsägning", "möjlig"),
            "Avtalet gäller tills vidare och kan inte sägas upp, så det tar aldrig slut.",
            "Skriv en uppsägningstid, eller en sista dag.",
            code="utan-slut",
        )


def mandate(case: Case) -> Iterator[Problem]:
    """Doubt a group of the parties that is to change the agreement: a board cannot delegate to such a group."""
    for number, group in enumerate(case.agreement.groups):
        if not case.agreement.public_parties:
            return
        for place, task in enumerate(group.mandate):
            if _AMENDS.search(task):
                yield case.problem(
                    ("organisation", number, "uppdrag", place),
                    f"{group.name or 'gruppen'} får i uppdrag att ändra det som parterna har avtalat. En nämnd får "
                    "delegera till utskott, ledamot eller anställd (6 kap. 37 § och 7 kap. 5 § kommunallagen "
                    "(2017:725)), inte till en gemensam grupp.",
                    "Låt gruppen föreslå, och parterna besluta.",
                    code="grupp-ändrar",
                )


def same_signatory(case: Case) -> Iterator[Problem]:
    """Doubt one person who signs for two parties."""
    seen: dict[str, int] = {}
    for number, party in enumerate(case.agreement.parties):
        for position, person in enumerate(party.signatories):
            name = " ".join((person.name or "").casefold().split())
            if name and seen.setdefault(name, number) != number:
                other = case.agreement.parties[seen[name]]
                yield case.problem(
                    ("parter", number, "undertecknare", position, "namn"),
                    f"Samma person skriver under för både {other.called} och {party.called}.",
                    "Kontrollera jäv och behörighet. Låt någon annan skriva under för den ena parten.",
                    code="samma-undertecknare",
                )


def reports_of_nobody(case: Case) -> Iterator[Problem]:
    """Ask who makes a report: a duty that is nobody's is done by nobody."""
    reports = case.agreement.follow_up.reports if case.agreement.follow_up else ()
    if nobodys := [n for n, one in enumerate(reports) if one.lacks("by")]:
        called = lists.format([reports[n].called for n in nobodys])
        yield case.problem(
            ("uppföljning", "rapporter", nobodys[0]),
            f"Det framgår inte vem som ska lämna {called}.",
            "Skriv av på rapporten, till exempel av: föreningen.",
            code="rapport-utan-lämnare",
        )


def names_of_two(case: Case) -> Iterator[Problem]:
    """Doubt a partnership that is called what one of its parties is called: the text then means either."""
    own = (case.agreement.partnership or "").casefold()
    for party in case.agreement.parties:
        if own and own in {(one or "").casefold() for one in (party.name, party.known_as, *party.spellings)}:
            yield case.problem(
                ("partnerskap",),
                f"Partnerskapet kallas {case.agreement.partnership}, och det gör också en av parterna.",
                "Ge partnerskapet ett eget namn, eller ta bort partnerskap.",
                code="samma-namn",
            )
            return


def early_payment(case: Case) -> Iterator[Problem]:
    """Doubt a payment on a day before all have decided and signed."""
    agreement = case.agreement
    payment = agreement.economy.payment if agreement.economy else None
    last = max([*decision_days(agreement.decisions), *agreement.signing_days], default=None)
    for number, one in enumerate(payment.instalments if payment else ()):
        if last and one.day and one.day < last:
            yield case.problem(
                ("ekonomi", "utbetalning", "delbetalningar", number, "datum"),
                f"Betalningsdagen {one.day} ligger före den dag då avtalet var beslutat och undertecknat, {last}.",
                "Flytta betalningsdagen, eller skriv med vilket stöd pengarna betalades.",
                code="betalning-för-tidig",
            )


def value_in_kind(case: Case) -> Iterator[Problem]:
    """Tell of what is given in kind, which is left out of what the agreement is worth (K12); doubt it at the limit."""
    economy, value = case.agreement.economy, procurement.worth(case.agreement)
    day = case.agreement.law_day
    limits = procurement.limits_on(day) if day else None
    limit = limits.direct_award if limits else None
    for number, one in enumerate(economy.components if economy else ()):
        if one.kind != "naturaprestation" or value is None:
            continue
        reaches = bool(limit and one.amount and value.amount < limit <= value.amount + one.amount)
        message = f"{one.called} är en naturaprestation och räknas inte med när avtalets värde prövas (K12)."
        hint = "Lägg själv till dess värde när värdet jämförs med upphandlingslagens gränser och med taket för stöd."
        path: KeyPath = ("ekonomi", "komponenter", number)
        if reaches:
            message += f" Med den når värdet upp till gränsen {money.format(limit)}." if limit else ""
            yield case.problem(path, message, hint, code="natura-räknas-inte", about=())
        else:
            yield case.problem(path, message, hint, code="natura-räknas-inte", severity=Severity.NOTE, about=())


def old_facts(case: Case) -> Iterator[Problem]:
    """Tell of acts that the agreement cites and that nobody has looked up for long."""
    day, preceding = case.agreement.law_day or case.day, ""
    old: dict[str, date] = {}
    for reference in case.agreement.background.laws if case.agreement.background else ():
        act = case.laws.look_up(reference.citation, day, preceding).act if reference.citation else None
        preceding = reference.citation or preceding
        if act is not None and shift(act.checked, _STALE) < case.day:
            old[plain(act.full)] = act.checked
    if old:
        yield case.problem(
            ("bakgrund", "lagrum"),
            f"Lagbibliotekets uppgifter om {lists.format(list(old))} kontrollerades senast {max(old.values())}.",
            "Kontrollera lagrummen mot en aktuell källa, eller uppdatera programmet.",
            code="gammal-uppgift-om-lag",
            severity=Severity.NOTE,
        )


def permits(case: Case) -> Iterator[Problem]:
    """Doubt a permit, or an extract from a register, whose last day the agreement tells, and that ends before it."""
    end = end_of(case.agreement.term)
    for path, text in prose(case):
        for found in _PERMIT.finditer(text):
            try:
                last = dates.parse(found["day"])
            except ValueError:
                continue
            if last < case.day or (end and last < end):
                yield case.problem(
                    path,
                    f"Ett tillstånd eller ett registerutdrag gäller till och med {last}, och avtalet längre.",
                    "Kontrollera att det förnyas i tid, och skriv in den nya dagen.",
                    code="tillstånd-går-ut",
                )
