"""The marks of an IOP, K1 to K13: doubts with reasons, each of which a house may switch off.

Municipalities disagree on several of them. They are never more than a warning, and their silence says nothing about
whether an agreement is lawful.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from iopdocs.checks import procurement, wording
from iopdocs.checks.case import Case
from iopdocs.checks.procurement import kronor
from iopdocs.deadlines import shift
from iopdocs.economy import budget, may_last_to
from iopdocs.errors import Problem, Severity
from iopdocs.model.lengths import Length
from iopdocs.model.settings import Criterion
from iopdocs.swedish import lists

TWO_YEARS = Length(2, "år")
#: What is asked of any agreement with money, whatever the parties call it.
_OF_ANY_AGREEMENT: frozenset[Criterion] = frozenset({"K12", "K13"})


def is_criterion(code: str) -> bool:
    """Whether a code is that of a mark of an IOP."""
    return code in CRITERIA


def criteria(case: Case) -> Iterator[Problem]:
    """Try the marks that the house has not switched off, and tell which it has; of what is no IOP only some."""
    off = [code for code in CRITERIA if not case.rules.criteria.get(code, True)]
    asked = CRITERIA.keys() if case.agreement.iop is not False else _OF_ANY_AGREEMENT
    for code, check in CRITERIA.items():
        if code in asked and code not in off:
            yield from check(case)
    if off:
        yield case.problem(
            (),
            f"Arbetsmappens regler prövar inte {lists.format(off)}.",
            "Det ändras under regler, kriterier i iopdocs.yaml.",
            code="kriterier-avstängda",
            severity=Severity.NOTE,
        )


def initiative(case: Case) -> Iterator[Problem]:
    """K1: the initiative is the non-profit's."""
    background = case.agreement.background
    if background is None or background.initiative is None:
        yield case.problem(
            ("bakgrund",),
            "Det framgår inte vem som tog initiativet. I ett IOP kommer det från den idéburna parten.",
            "Skriv det under bakgrund, initiativ.",
            code="K1",
        )


def policy(case: Case) -> Iterator[Problem]:
    """K2: the agreement is part of a political programme or plan."""
    background = case.agreement.background
    if background is None or not background.policies:
        yield case.problem(
            ("bakgrund",),
            "Inget politiskt program eller annat styrdokument är angivet. Ett IOP brukar vara ett led i ett sådant.",
            "Skriv det under bakgrund, styrdokument.",
            code="K2",
        )


def ordinary_grant(case: Case) -> Iterator[Problem]:
    """K3: the money is not an ordinary grant."""
    economy = case.agreement.economy
    for number, component in enumerate(economy.components if economy else ()):
        if component.replaces_grant:
            yield case.problem(
                ("ekonomi", "komponenter", number, "ersätter_bidrag"),
                f"{component.called} ersätter ett vanligt föreningsbidrag. Medlen i ett IOP ska vara något annat.",
                "Beskriv i bakgrunden vad partnerskapet ger utöver det som bidraget gav.",
                code="K3",
            )


def market(case: Case) -> Iterator[Problem]:
    """K4: there is no market to protect."""
    background = case.agreement.background
    if background is None or background.market is None:
        yield case.problem(
            ("bakgrund",),
            "Det framgår inte om det finns en marknad för verksamheten. Ett IOP passar där det inte finns någon.",
            "Skriv det under bakgrund, marknad.",
            code="K4",
        )


def both_contribute(case: Case) -> Iterator[Problem]:
    """K5: both sides put something in."""
    agreement, economy = case.agreement, case.agreement.economy
    contributors = {contribution.party for contribution in economy.contributions} if economy else set()
    for number, party in enumerate(agreement.parties):
        if party.nonprofit and party.id not in contributors:
            yield case.problem(
                ("ekonomi",) if economy else ("parter", number),
                f"Det framgår inte vad {party.called} själv bidrar med. Att båda sidor bidrar är det viktigaste "
                "kännetecknet för ett IOP.",
                "Skriv det under ekonomi, egna_bidrag: pengar, arbete, lokaler eller annat.",
                code="K5",
            )
    public = {party.id for party in agreement.public_parties}
    committed = any(commitment.party in public for commitment in agreement.commitments if commitment.party)
    if agreement.public_parties and not (committed or public & contributors or (economy and economy.components)):
        yield case.problem(
            ("ekonomi",),
            "Det framgår inte vad den offentliga parten bidrar med.",
            "Skriv det under ekonomi, komponenter eller egna_bidrag, eller under åtaganden.",
            code="K5",
        )


def detail(case: Case) -> Iterator[Problem]:
    """K6: the activity is not regulated in detail."""
    for path, text in wording.about_the_agreement(case):
        words = wording.priced_unit(text)
        if words:
            yield case.problem(
                path,
                f"Ersättningen ser ut att vara satt per enhet (”{words}”). Ett IOP regleras inte i detalj som ett köp.",
                "Skriv hellre ett belopp för verksamheten som helhet.",
                code="K6",
            )


def lasting(case: Case) -> Iterator[Problem]:
    """K7: the partnership is meant to last, with the prolongation that the parties have foreseen."""
    term = case.agreement.term
    if term is None or term.open_ended:
        return
    end = may_last_to(case.agreement, ("automatisk", "överenskommelse"))
    if end == date.max:
        return
    if term.start and end:
        short = term.start <= end and (end - shift(term.start, TWO_YEARS)).days < -1
    elif term.length:
        months, days = term.length.months, term.length.days
        short = months < 24 if months is not None else (days or 0) < 730
    else:
        return
    if short:
        yield case.problem(
            ("avtalstid",),
            "Avtalstiden är kortare än två år. Ett IOP är tänkt att vara långsiktigt.",
            "Överväg en längre avtalstid, eller beskriv hur partnerskapet ska fortsätta.",
            code="K7",
        )


def shared_steering(case: Case) -> Iterator[Problem]:
    """K8: steering and follow-up are shared."""
    agreement = case.agreement
    if not any(group.steers or group.level == "ledning" for group in agreement.groups):
        yield case.problem(
            ("organisation",),
            "Ingen gemensam styrgrupp är angiven. Parterna i ett IOP styr och följer upp tillsammans.",
            "Lägg till en grupp under organisation med nivå: styrning.",
            code="K8",
        )
    follow_up = agreement.follow_up
    if follow_up is None or not (follow_up.how or follow_up.indicators or follow_up.reports):
        yield case.problem(
            ("uppföljning",),
            "Det framgår inte hur partnerskapet följs upp.",
            "Skriv det under uppföljning: hur, indikatorer eller rapporter.",
            code="K8",
        )


def purchase(case: Case) -> Iterator[Problem]:
    """K9: the agreement is not a purchase."""
    for path, text in wording.about_the_agreement(case):
        words = [f"”{word}”" for word in wording.purchase_words(text)]
        if words:
            yield case.problem(
                path,
                f"Texten talar om {lists.format(words)}. Det för tankarna till ett köp, och ett IOP är inte ett köp.",
                "Skriv till exempel part, bidra eller samverka, om det är det som avses.",
                code="K9",
            )


def nonprofit_purpose(case: Case) -> Iterator[Problem]:
    """K10: the activity has no profit motive."""
    if case.agreement.purpose_nonprofit is None:
        yield case.problem(
            ("idéburet_syfte",),
            "Det framgår inte att verksamheten drivs utan vinstsyfte.",
            "Skriv det under idéburet_syfte.",
            code="K10",
        )


def procurement_and_state_aid(case: Case) -> Iterator[Problem]:
    """K12: the value of the whole agreement against the limits of procurement law."""
    value = procurement.worth(case.agreement)
    advice = "Bedöm om reglerna om offentlig upphandling och statsstöd gäller, och skriv ner bedömningen."
    if value is None:
        if procurement.has_money(case.agreement):
            unknown = "Avtalets hela värde går inte att räkna ut, så det jämförs inte med upphandlingslagens gränser."
            yield case.problem(("ekonomi",), unknown, advice, code="K12", severity=Severity.NOTE)
        return
    said = f"Avtalets hela värde är {'minst ' if value.at_least else ''}{kronor(value.amount)}"
    if value.basis:
        said += f" ({', '.join(value.basis)})"
    day = case.agreement.law_day
    advice += procurement.duties(value.amount, day)
    limits = procurement.limits_on(day) if day else None
    if day is None or limits is None or limits.direct_award is None:
        which = (
            "Det framgår inte vilken dags gränser som gäller" if day is None else f"Gränserna den {day} är inte kända"
        )
        beside, severity = _beside_every_limit(value)
        yield case.problem(("ekonomi",), f"{said}. {which}{beside}", advice, code="K12", severity=severity)
        return
    limit = f"{kronor(limits.direct_award)} utan moms den {day}"
    if limits.direct_award_welfare:
        limit += f" ({kronor(limits.direct_award_welfare)} för välfärdstjänster)"
    elif limits.threshold != limits.direct_award:
        limit += " (en högre gräns kan ha gällt för välfärdstjänster)"
    # Direct award is for what is below the limit (LOU 19 a kap. 2 §), and at least so much may come up to it.
    above = value.amount >= limits.direct_award
    relation = "når upp till" if above else "kan nå upp till" if value.at_least else "är mindre än"
    message = f"{said}. Det {relation} gränsen för direktupphandling av sociala tjänster, {limit}."
    if limits.threshold and limits.threshold != limits.direct_award and value.amount >= limits.threshold:
        message += f" Det når också upp till EU:s tröskelvärde, {kronor(limits.threshold)}."
    severity = Severity.WARNING if above else Severity.NOTE
    yield case.problem(("ekonomi",), message, advice, code="K12", severity=severity)


def _beside_every_limit(value: procurement.Worth) -> tuple[str, Severity]:
    """Say what a value is beside all limits that have been known, when that of the day is not, and how grave it is."""
    known = [limits.direct_award for limits in procurement.all_limits() if limits.direct_award]
    if value.amount >= max(known):
        return (
            f", men värdet når upp till varje gräns som har varit känd (högst {kronor(max(known))}).",
            Severity.WARNING,
        )
    if value.amount < min(known) and not value.at_least:
        return f", men värdet är mindre än varje gräns som har varit känd (lägst {kronor(min(known))}).", Severity.NOTE
    return ", så värdet går inte att jämföra med upphandlingslagens gränser.", Severity.WARNING


def risk_signals(case: Case) -> Iterator[Problem]:
    """K13: signs that weigh more together: high pay, a care home, no limit to how long."""
    signals = list(_signals(case))
    if len(signals) >= 2:
        yield case.problem(
            ("ekonomi",),
            f"Flera tecken pekar tillsammans mot ett upphandlingspliktigt kontrakt: {lists.format(signals)}.",
            "Låt en jurist pröva avtalet mot upphandlingsreglerna innan det beslutas.",
            code="K13",
        )


def _signals(case: Case) -> Iterator[str]:
    agreement = case.agreement
    per_year = budget(agreement).per_year
    known = [limits for limits in procurement.all_limits() if limits.threshold]
    day = agreement.law_day
    limits = (day and procurement.limits_on(day)) or known[-1]
    threshold = limits.threshold or known[-1].threshold
    if per_year and threshold and per_year >= threshold:
        yield f"ersättningen är {kronor(per_year)} per år"
    if any(wording.care_home(text) for _, text in wording.about_the_agreement(case)):
        yield "verksamheten verkar vara ett vårdboende"
    prolongation, term = agreement.prolongation, agreement.term
    if prolongation and prolongation.kind == "automatisk" and prolongation.most is None:
        yield "avtalet kan förlängas hur många gånger som helst"
    elif term and term.open_ended:
        yield "avtalet gäller tills vidare"


CRITERIA: Mapping[Criterion, Callable[[Case], Iterator[Problem]]] = MappingProxyType(
    {
        "K1": initiative,
        "K2": policy,
        "K3": ordinary_grant,
        "K4": market,
        "K5": both_contribute,
        "K6": detail,
        "K7": lasting,
        "K8": shared_steering,
        "K9": purchase,
        "K10": nonprofit_purpose,
        "K12": procurement_and_state_aid,
        "K13": risk_signals,
    }
)
