"""The dates of an agreement against each other: the period, the decision, the signing, and all that has a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from dateutil.relativedelta import relativedelta

from iopdocs.checks.case import Case
from iopdocs.deadlines import end_of
from iopdocs.errors import Problem, Severity
from iopdocs.model import Agreement
from iopdocs.model.base import Record
from iopdocs.model.decision import without_decision
from iopdocs.model.party import Party
from iopdocs.model.terms import Prolongation
from iopdocs.reading import KeyPath
from iopdocs.swedish import lists

#: A last report is made when the period is over.
_AFTER_THE_END = relativedelta(years=1)


def term(case: Case) -> Iterator[Problem]:
    """Require a period that has one form and goes forward."""
    period = case.agreement.term
    if period is None:
        return
    if period.open_ended and (period.end or period.length):
        other = "till" if period.end else "längd"
        yield _wrong(
            case,
            ("avtalstid", "tills_vidare"),
            f"Avtalet gäller tills vidare men har också {other}.",
            f"Ta bort tills_vidare eller {other}.",
            "avtalstid-dubbel",
        )
    if period.end and period.length and period.start:
        by_length = end_of(period.model_copy(update={"end": None}))
        if by_length and by_length != period.end:
            yield _wrong(
                case,
                ("avtalstid", "längd"),
                f"Längden {period.length} ger den sista dagen {by_length}, men till är {period.end}.",
                "Ta bort längd, eller rätta den ena uppgiften.",
                "avtalstid-dubbel",
            )
    if period.start and period.end == period.start:
        message = f"Avtalet gäller en enda dag, {period.start}."
        yield case.problem(("avtalstid", "till"), message, "Kontrollera från och till.", code="avtalstid-en-dag")


def decision_and_signing(case: Case) -> Iterator[Problem]:
    """Compare decision, signing and start: signed before decided is doubtful, after the start worth knowing."""
    agreement = case.agreement
    start = agreement.term.start if agreement.term else None
    for number, decision in enumerate(agreement.decisions):
        if decision.day is None:
            continue
        if agreement.signed and agreement.signed < decision.day:
            yield case.problem(
                ("undertecknat",),
                f"Avtalet är undertecknat {agreement.signed}, före beslutet {decision.day}.",
                "Kontrollera dagarna, och att den som skrev under hade rätt att göra det.",
                code="undertecknat-före-beslut",
            )
        if start and decision.day > start:
            message = f"Beslutet fattades {decision.day}, efter att avtalstiden började {start}."
            yield _note(case, ("beslut", number, "datum"), message, "beslut-efter-början")
    if start and agreement.signed and agreement.signed > start:
        message = (
            f"Avtalet gäller för tid före underskriften: det började {start} och undertecknades {agreement.signed}."
        )
        yield _note(case, ("avtalstid", "från"), message, "gäller-bakåt")
    yield from _signatories(case)


def _signatories(case: Case) -> Iterator[Problem]:
    last = case.agreement.signed
    for number, party in enumerate(case.agreement.parties):
        for position, signatory in enumerate(party.signatories):
            if last and signatory.signed and signatory.signed > last:
                yield case.problem(
                    ("parter", number, "undertecknare", position, "datum"),
                    f"Underskriften är daterad {signatory.signed}, men alla ska ha undertecknat senast {last}.",
                    "Rätta dagen här, eller undertecknat, som är dagen då den sista skrev under.",
                    code="underskrift-efter-undertecknat",
                )


def status(case: Case) -> Iterator[Problem]:
    """Compare the status with the days that must exist for it, and not lie ahead."""
    agreement = case.agreement
    if agreement.status == "undertecknat" and agreement.lacks("signed") and not _all_have_signed(agreement):
        message = "Avtalet har status undertecknat, men dagen för underskriften saknas."
        yield case.problem(
            ("status",), message, "Skriv dagen, till exempel undertecknat: 2024-01-31.", code="undertecknat-utan-dag"
        )
    if agreement.status == "beslutat" and all(decision.lacks("day") for decision in agreement.decisions):
        message = "Avtalet har status beslutat, men dagen för beslutet saknas."
        yield case.problem(("status",), message, "Skriv datum på en post under beslut.", code="beslutat-utan-dag")
    if agreement.status == "förslag" and agreement.signed:
        message = f"Avtalet har status förslag, men det är undertecknat {agreement.signed}."
        yield case.problem(("status",), message, "Skriv status: undertecknat.", code="status-och-dag")
    if agreement.is_signed and (lacking := without_decision(agreement.parties, agreement.decisions)):
        path: KeyPath = ("beslut",) if agreement.decisions else ("undertecknat",) if agreement.signed else ("status",)
        yield signed_undecided(case, path, "Avtalet är undertecknat", lacking)
    yield from _ahead(case)


def signed_undecided(case: Case, path: KeyPath, what: str, lacking: Sequence[Party]) -> Problem:
    """Return what to say of parties that have signed, and of whose decision nothing is told."""
    whose = lists.format([party.called for party in lacking])
    hint = "Skriv en post under beslut: organ, datum och paragraf, eller vem som har beslutat på delegation."
    return case.problem(path, f"{what}, men inget beslut av {whose} är angivet.", hint, code="undertecknat-utan-beslut")


def _ahead(case: Case) -> Iterator[Problem]:
    """Yield the days of the decisions and the signing that have not come, of an agreement that says that they have."""
    agreement = case.agreement
    if agreement.status == "förslag":
        return
    said = f"har status {agreement.status}" if agreement.status else "är inget förslag enligt status"
    days: list[tuple[KeyPath, date | None]] = [(("undertecknat",), _earliest(agreement, "signed"))]
    days += [(("beslut", number, "datum"), _earliest(one, "day")) for number, one in enumerate(agreement.decisions)]
    for path, day in days:
        if day and day > case.day:
            message = f"Avtalet {said}, men dagen {day} har inte kommit än."
            hint = "Rätta status eller dagen."
            place: KeyPath = ("status",) if agreement.status else path
            yield case.problem(place, message, hint, code="status-före-dagen", severity=Severity.ERROR, about=path)


def _earliest(record: Record, attribute: str) -> date | None:
    """Return a day, or the first day that a time without one may mean."""
    day: date | None = getattr(record, attribute)
    said = record.said_of(attribute)
    return said.not_before if said else day


def _all_have_signed(agreement: Agreement) -> bool:
    return all(
        party.signatories and not any(signatory.lacks("signed") for signatory in party.signatories)
        for party in agreement.parties
    )


def prolongation(case: Case) -> Iterator[Problem]:
    """Ask for what a prolongation needs: a length, for an automatic one a time for notice, and an end to prolong."""
    chosen, period = case.agreement.prolongation, case.agreement.term
    if chosen is None:
        return
    path: KeyPath = ("förlängning",)
    if chosen.kind == "ingen" and (chosen.length or chosen.most or chosen.notice):
        message = "Avtalet ska inte förlängas, men här står villkor för förlängning."
        yield case.problem(path, message, "Rätta slag, eller ta bort villkoren.", code="förlängning-dubbel")
    if chosen.kind == "automatisk" and period is not None and period.open_ended:
        message = "Ett avtal som gäller tills vidare har inget slut och kan inte förlängas automatiskt."
        yield case.problem(path, message, "Ta bort förlängningen, eller ange till.", code="förlängning-tills-vidare")
    yield from _missing_in(case, chosen, path)


def _missing_in(case: Case, chosen: Prolongation, path: KeyPath) -> Iterator[Problem]:
    if chosen.kind in {"automatisk", "överenskommelse"} and chosen.lacks("length"):
        message = "Det framgår inte hur länge avtalet förlängs."
        yield case.problem(path, message, "Skriv längd, till exempel 1 år.", code="förlängning-längd")
    if chosen.kind == "automatisk" and chosen.lacks("notice"):
        message = "Avtalet förlängs automatiskt, men det framgår inte när besked senast ska lämnas."
        yield case.problem(path, message, "Skriv senast, till exempel 6 månader.", code="förlängning-besked")


def outside_the_term(case: Case) -> Iterator[Problem]:
    """Doubt what has a day outside the period: reports, meetings and payments. A last report may come a year later."""
    period = case.agreement.as_extended(date.max).term
    start, end = (period.start, end_of(period)) if period else (None, None)
    if start and end and end < start:
        return
    for path, what, day, late in _days(case.agreement):
        last = end + late if end else None
        if (start and day < start) or (last and day > last):
            bounds = f"{start or '…'}–{end or ''}"
            message = f"{what} {day} ligger utanför avtalstiden ({bounds})."
            yield case.problem(path, message, "Kontrollera dagen och avtalstiden.", code="utanför-avtalstiden")


def _days(agreement: Agreement) -> Iterator[tuple[KeyPath, str, date, relativedelta]]:
    never = relativedelta()
    for number, report in enumerate(agreement.follow_up.reports if agreement.follow_up else ()):
        if report.due:
            yield ("uppföljning", "rapporter", number, "senast"), "Rapportdagen", report.due, _AFTER_THE_END
    for number, meeting in enumerate(agreement.meetings):
        if meeting.day:
            yield ("möten", number, "datum"), "Mötesdagen", meeting.day, never
    payment = agreement.economy.payment if agreement.economy else None
    for number, instalment in enumerate(payment.instalments if payment else ()):
        if instalment.day:
            path = ("ekonomi", "utbetalning", "delbetalningar", number, "datum")
            yield path, "Betalningsdagen", instalment.day, never


def meetings(case: Case) -> Iterator[Problem]:
    """Doubt a meeting that ends before it begins, or is followed by something dated before it."""
    for number, meeting in enumerate(case.agreement.meetings):
        path: KeyPath = ("möten", number)
        if meeting.start and meeting.end and meeting.end <= meeting.start:
            message = "Mötet slutar innan det har börjat."
            yield case.problem((*path, "till"), message, "Rätta från eller till.", code="mötestid-omvänd")
        if meeting.day and meeting.adjusted and meeting.adjusted < meeting.day:
            message = f"Protokollet justeras {meeting.adjusted}, före mötet {meeting.day}."
            yield case.problem((*path, "justeras"), message, "Rätta dagen.", code="justering-före-mötet")
        if meeting.day and meeting.next and meeting.next.day and meeting.next.day <= meeting.day:
            message = f"Nästa möte, {meeting.next.day}, ligger inte efter mötet {meeting.day}."
            yield case.problem((*path, "nästa_möte", "datum"), message, "Rätta dagen.", code="nästa-möte")


def _wrong(case: Case, path: KeyPath, message: str, hint: str, code: str) -> Problem:
    return case.problem(path, message, hint, code=code, severity=Severity.ERROR)


def _note(case: Case, path: KeyPath, message: str, code: str) -> Problem:
    hint = "Det är vanligt och behöver inte ändras, men se till att avtalet säger från när det gäller."
    return case.problem(path, message, hint, code=code, severity=Severity.NOTE)
