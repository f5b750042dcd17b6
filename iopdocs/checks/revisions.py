"""What is agreed on later: that it falls within the agreement's time, and that the days of a document go together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from iopdocs.checks.case import Case
from iopdocs.checks.dates import signed_undecided
from iopdocs.deadlines import end_of
from iopdocs.economy import may_last_to
from iopdocs.economy.changes import expects_uplift_said, in_force, lacks_base
from iopdocs.errors import Problem, Severity
from iopdocs.model.decision import without_decision
from iopdocs.model.revision import Addition, AmountChange, Revision
from iopdocs.reading import KeyPath
from iopdocs.swedish import lists, money
from iopdocs.swedish.characters import plain

#: The code of an amount that a later document says is the present one, and that is not.
PRESENT = "nuvarande-belopp"


def additions(case: Case) -> Iterator[Problem]:
    """Require that an addition goes forward, and doubt one that begins outside the agreement's time."""
    agreement = case.agreement
    start = agreement.term.start if agreement.term else None
    last = may_last_to(agreement) if all(one.end for one in agreement.extensions) else None
    for number, one in enumerate(agreement.additions):
        path: KeyPath = ("tillägg", number)
        yield from _steps(case, one, path)
        yield from _amounts(case, one, path)
        if not (one.changes or one.amounts or one.new_parties):
            message = "Tillägget ändrar ingenting."
            hint = "Skriv vad som ändras under ändringar, belopp eller nya_parter."
            yield case.problem(path, message, hint, code="tillägg-tomt")
        yield from _unassessed(case, one, path)
        if one.start and one.end and one.end < one.start:
            message = f"Tilläggets sista dag, {one.end}, ligger före den första, {one.start}."
            yield _wrong(
                case, (*path, "gäller_till"), message, "Rätta gäller_från eller gäller_till.", "tillägg-omvänt"
            )
        if one.start and ((start and one.start < start) or (last and one.start > last)):
            message = f"Tillägget gäller från {one.start}, utanför avtalstiden ({start or '…'}–{last or ''})."
            hint = "Kontrollera dagen och avtalstiden."
            yield case.problem((*path, "gäller_från"), message, hint, code="utanför-avtalstiden")


def _unassessed(case: Case, one: Addition, path: KeyPath) -> Iterator[Problem]:
    """Ask, before the signing, whether what was assessed for the first parties has been assessed for those who join."""
    joining = [party.called for party in one.joining if not party.public]
    if not joining or one.is_signed:
        return
    who, them = lists.format(joining), "den parten" if len(joining) == 1 else "de parterna"
    message = f"{who} ansluter sig. Det som har bedömts om upphandling och statligt stöd gällde utan {them}."
    hint = "Bedöm på nytt före underskriften: hela värdet med den nya parten, och vilket stöd den redan har fått."
    yield case.problem((*path, "nya_parter"), message, hint, code="ny-part-obedömd", severity=Severity.NOTE)


def extensions(case: Case) -> Iterator[Problem]:
    """Require that each extension begins the day after what went before it, goes forward, and was signed in time."""
    agreement = case.agreement
    end = end_of(agreement.term)
    for number, one in enumerate(agreement.extensions):
        path: KeyPath = ("förlängningar", number)
        yield from _steps(case, one, path)
        yield from _amounts(case, one, path)
        if agreement.term and agreement.term.open_ended:
            message = "Ett avtal som gäller tills vidare har inget slut att förlänga."
            yield case.problem(
                path, message, "Ta bort förlängningen, eller rätta avtalstid.", code="förlängning-tills-vidare"
            )
        if end and one.start and one.start != end + timedelta(days=1):
            message = f"Förlängningen börjar {one.start}, men tiden dessförinnan slutar {end}."
            hint = f"Skriv från: {end + timedelta(days=1)}, eller rätta den tidigare tiden."
            yield _wrong(case, (*path, "från"), message, hint, "förlängning-skarv")
        if one.start and one.end and one.end < one.start:
            message = f"Förlängningens sista dag, {one.end}, ligger före den första, {one.start}."
            yield _wrong(case, (*path, "till"), message, "Rätta från eller till.", "förlängning-omvänd")
        if end and one.signed and one.signed > end:
            message = f"Förlängningen undertecknades {one.signed}, när avtalstiden redan hade gått ut {end}."
            hint = "Ett avtal som har upphört kan behöva ersättas av ett nytt. Bedöm vad som gäller."
            yield case.problem((*path, "undertecknat"), message, hint, code="förlängning-för-sent")
        end = one.end


def _amounts(case: Case, one: Revision, path: KeyPath) -> Iterator[Problem]:
    """Compare each amount with what it changes, ask what it is when that is not known, and whether it is uplifted."""
    agreement = case.agreement
    for number, change in enumerate(one.amounts):
        where = (*path, "belopp", number)
        yield from _present(case, one, change, where)
        yield from _uplift(case, change, where)
        if change.new is not None and change.increase is not None:
            if change.current is not None and change.current + change.increase != change.new:
                message = f"Nuvarande belopp och ökningen för {change.called} blir inte det nya beloppet."
                hint = "Rätta nuvarande, ökning eller nytt."
                yield _wrong(case, where, message, hint, "ökning-stämmer-inte")
        elif lacks_base(agreement, change):
            message = f"Beloppet för {change.called} var inte känt, så det framgår inte om nytt är hela beloppet."
            hint = "Skriv ökning i stället för nytt om det är det som läggs till, annars nuvarande."
            yield case.problem((*where, "nytt"), message, hint, code="nytt-eller-ökning")


def _present(case: Case, one: Revision, change: AmountChange, where: KeyPath) -> Iterator[Problem]:
    """Compare the amount that is said to be the present one with the one that is in force for that item and year."""
    stated, standing = change.current, in_force(case.agreement, one, change)
    if stated is None or not standing or stated in standing:
        return
    year = f" för {change.year}" if change.year else ""
    message = (
        f"Nuvarande belopp för {change.called}{year} är angivet som {money.format(stated)}, "
        f"men det som gäller är {money.format(standing[0])}."
    )
    hint = "Räkna med uppräkning och tidigare tillägg. Rätta nuvarande, eller posten i ekonomin."
    path = (*where, "nuvarande")
    if one.is_signed:  # what is signed stays as it is, right or wrong
        yield case.problem(path, plain(message), hint, code=PRESENT)
    else:
        yield case.problem(path, plain(message), hint, code=PRESENT, severity=Severity.ERROR)


def _uplift(case: Case, change: AmountChange, where: KeyPath) -> Iterator[Problem]:
    indexation = case.agreement.economy.indexation if case.agreement.economy else None
    if change.indexation is None and expects_uplift_said(case.agreement, change):
        message = f"Det framgår inte om beloppet för {change.called} räknas upp, så som avtalets belopp."
        yield case.problem(
            where, message, "Skriv uppräkning: räknas upp eller räknas inte upp.", code="uppräkning-sägs"
        )
    if change.indexation == "räknas upp" and (indexation is None or indexation.kind == "ingen"):
        message = f"Beloppet för {change.called} ska räknas upp, men avtalet har ingen uppräkning."
        hint = "Rätta uppräkning här, eller under ekonomi."
        yield _wrong(case, (*where, "uppräkning"), message, hint, "uppräkning-saknas-i-avtalet")


def _steps(case: Case, one: Revision, path: KeyPath) -> Iterator[Problem]:
    """Compare the status with the days, and the signing with the decisions."""
    if one.status == "undertecknat" and not one.signed:
        message = "Handlingen har status undertecknat, men dagen för underskriften saknas."
        hint = "Skriv dagen, till exempel undertecknat: 2024-01-31."
        yield case.problem((*path, "status"), message, hint, code="undertecknat-utan-dag")
    if one.status == "förslag" and one.signed:
        message = f"Handlingen har status förslag, men den är undertecknad {one.signed}."
        yield case.problem((*path, "status"), message, "Skriv status: undertecknat.", code="status-och-dag")
    lacking = without_decision(case.agreement.parties_before(one), one.decisions)
    if one.is_signed and lacking:
        yield signed_undecided(case, path, "Handlingen är undertecknad", lacking)
    for decision in one.decisions:
        if decision.day and one.signed and one.signed < decision.day:
            message = f"Handlingen är undertecknad {one.signed}, före beslutet {decision.day}."
            hint = "Kontrollera dagarna, och att den som skrev under hade rätt att göra det."
            yield case.problem((*path, "undertecknat"), message, hint, code="undertecknat-före-beslut")


def _wrong(case: Case, path: KeyPath, message: str, hint: str, code: str) -> Problem:
    return case.problem(path, message, hint, code=code, severity=Severity.ERROR)
