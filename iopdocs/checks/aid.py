"""Aid and entrustments: what the papers say against each other, and against what the library knows.

Ceilings and longest times are data (``laws/aid.yaml``). What it does not know is not judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from iopdocs.checks.annexes import CONTRADICTS, wrong
from iopdocs.checks.case import Case
from iopdocs.checks.ceilings import below_the_ceiling, euro, regime, regimes, years_before
from iopdocs.errors import Problem, Severity
from iopdocs.model.papers import Aid, Entrustment
from iopdocs.reading import KeyPath


def aid(case: Case) -> Iterator[Problem]:
    """Require that each aid's declaration and notice agree, come in order, and stay below the ceiling."""
    for number, one in enumerate(case.agreement.aid):
        path: KeyPath = ("stöd", number)
        if one.giver and one.giver == one.recipient:
            message = f"”{one.giver}” lämnar stödet till sig själv."
            yield wrong(case, (*path, "mottagare"), message, "Skriv den part som får stödet.")
        yield from _in_order(case, one, path)
        yield from _adds_up(case, one, path)
        yield from _in_force(case, one.regulation, one.granted, (*path, "regelverk"))
        yield from below_the_ceiling(case, one, path)


def _in_order(case: Case, one: Aid, path: KeyPath) -> Iterator[Problem]:
    if one.declared and one.granted and one.declared > one.granted:
        message = f"Mottagaren försäkrade {one.declared}, men stödet beviljades redan {one.granted}."
        hint = "Försäkran ska finnas innan stödet beviljas. Rätta den dag som är fel."
        yield wrong(case, (*path, "försäkrat"), message, hint)
    if one.told and one.granted and one.told > one.granted:
        message = f"Mottagaren underrättades {one.told}, men stödet beviljades redan {one.granted}."
        hint = "Mottagaren ska få veta beloppet och stödets art innan det lämnas. Kontrollera dagarna."
        yield case.problem((*path, "underrättat"), message, hint, code=CONTRADICTS)
    if one.alone and one.undertaking:
        message = "Mottagaren räknas inte ihop med någon, men andra företag är uppräknade."
        yield wrong(case, (*path, "ensamt_företag"), message, "Ta bort ensamt_företag, eller ett_enda_företag.")
    for place, earlier in enumerate(one.earlier):
        if earlier.day and one.granted and earlier.day > one.granted:
            message = f"Det tidigare stödet är beviljat {earlier.day}, efter det här stödet, {one.granted}."
            yield wrong(case, (*path, "tidigare", place, "dag"), message, "Rätta den dag som är fel.")


def _adds_up(case: Case, one: Aid, path: KeyPath) -> Iterator[Problem]:
    if one.none_earlier and one.earlier:
        message = "Mottagaren säger att det inte finns något tidigare stöd, men tidigare stöd är uppräknat."
        yield wrong(case, (*path, "inget_tidigare"), message, "Ta bort inget_tidigare, eller det som står i tidigare.")
    known = [earlier.euro for earlier in one.earlier if earlier.euro is not None]
    if one.earlier_sum is not None and known and len(known) == len(one.earlier) and sum(known) != one.earlier_sum:
        message = f"Tidigare stöd är sammanlagt {euro(sum(known, Decimal()))}, inte {euro(one.earlier_sum)}."
        yield wrong(case, (*path, "tidigare_summa"), message, "Rätta summan, eller det stöd som är fel.")


def _in_force(case: Case, number: str | None, day: date | None, path: KeyPath) -> Iterator[Problem]:
    act = regime(number)
    if number and act is None:
        message = f"Regelverket ”{number}” är inte något som lagbiblioteket känner, så taket går inte att kontrollera."
        hint = f"Känd är: {', '.join(one.number for one in regimes())}."
        yield case.problem(path, message, hint, code=CONTRADICTS)
    if act and day and not (act.first <= day and (act.last is None or day <= act.last)):
        span = f"från {act.first} till {act.last}" if act.last else f"från {act.first}"
        message = f"{act.number} gäller {span}, men dagen är {day}."
        hint = "Rätta regelverket eller dagen. Gäller en övergångsbestämmelse, kontrollera den."
        yield case.problem(path, message, hint, code=CONTRADICTS)


def entrustments(case: Case) -> Iterator[Problem]:
    """Require that an entrustment is for no longer than the act allows, and by one party to another."""
    for number, one in enumerate(case.agreement.entrustments):
        path: KeyPath = ("tilldelningar", number)
        if one.giver and one.giver == one.recipient:
            message = f"”{one.giver}” ger uppdraget till sig själv."
            yield wrong(case, (*path, "mottagare"), message, "Skriv den part som får uppdraget.")
        yield from _in_force(case, one.regulation, one.dated, (*path, "regelverk"))
        yield from _no_longer(case, one, path)
        yield from _on_one_ground(case, one, path)


def _on_one_ground(case: Case, one: Entrustment, path: KeyPath) -> Iterator[Problem]:
    """Ask which money is which, when one party gives another both de minimis aid and compensation for a service."""
    both = one.giver, one.recipient
    if None not in both and any((aid.giver, aid.recipient) == both and not aid.apart for aid in case.agreement.aid):
        message = "Samma part får både stöd av mindre betydelse och ersättning enligt uppdraget av samma givare."
        hint = "Samma pengar kan inte vara båda. Skriv i stödets skilt_från_uppdrag vad som skiljer dem åt."
        yield case.problem((*path, "mottagare"), message, hint, code=CONTRADICTS, severity=Severity.WARNING)


def _no_longer(case: Case, one: Entrustment, path: KeyPath) -> Iterator[Problem]:
    if one.start is None or one.end is None:
        return
    if one.end < one.start:
        message = f"Uppdragets sista dag, {one.end}, ligger före den första, {one.start}."
        yield wrong(case, (*path, "till"), message, "Rätta från eller till.")
        return
    act = regime(one.regulation)
    if act and act.longest and years_before(one.end, act.longest) >= one.start and not one.longer:
        message = (
            f"Uppdraget gäller från {one.start} till {one.end}, längre än {act.longest} år som {act.number} tillåter."
        )
        hint = "Gör uppdraget kortare, eller skriv längre_skäl: vilken investering som kräver den längre tiden."
        yield wrong(case, (*path, "till"), message, hint)
