"""What somebody has confirmed before the parties sign: what cannot be, what was too early, and what has run out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from iopdocs.checks.case import Case
from iopdocs.deadlines.confirmed import Points, Question, last_day_of, waiting
from iopdocs.errors import Problem, Severity
from iopdocs.library.confirmations import FOLDER, ConfirmationPoint
from iopdocs.model.confirmation import Confirmation
from iopdocs.reading import KeyPath, suggest

_LIST = "bekräftelser"
_ANEW = "Bekräfta på nytt, eller rätta dagen."
#: The code of what is still open, as long as it stops nothing.
STILL_OPEN = "öppna-bekräftelser"


def confirmations(case: Case, points: Points) -> Iterator[Problem]:
    """Tell of confirmations that cannot be relied on, each where it stands."""
    for number, one in enumerate(case.agreement.confirmations):
        if one.what is None:
            continue
        if (point := points.get(one.what)) is None:
            hint = suggest(one.what, points) or f"Det som kan bekräftas står i templates/{FOLDER}."
            message = f"”{one.what}” är inget som kan bekräftas"
            yield case.problem((_LIST, number, "vad"), message, hint, code="okänd-bekräftelse", severity=Severity.ERROR)
            continue
        yield from _of_its_day(case, (_LIST, number), one, point)
        yield from _twice(case, number, one, point)


def still_open(case: Case, points: Points) -> Iterator[Problem]:
    """Tell in one line what is not confirmed of an agreement that nobody has signed."""
    if found := waiting(case.agreement, points, case.day):
        demanded = case.rules.confirmations == "krävs"
        more = ", och en slutlig version väntar på det" if demanded else ""
        count = "1 sak är inte bekräftad" if len(found) == 1 else f"{len(found)} saker är inte bekräftade"
        names = "; ".join(named(one, case.day) for one in found)
        yield case.problem(
            (_LIST,),
            f"Inför undertecknandet: {count}{more}: {names}.",
            f"Skriv under {_LIST} vad, av och dag när någon har bekräftat. Frågorna står i bekräftelselistan.",
            code=STILL_OPEN,
            severity=Severity.WARNING if demanded else Severity.NOTE,
        )


def named(one: Question, day: date) -> str:
    """Return what an open question is called, and why it is open although somebody has confirmed it."""
    if one.has_expired(day):
        return f"{one.point.id} (gällde till {one.last})"
    return f"{one.point.id} (daterad {one.confirmation.day})" if one.confirmation else one.point.id


def _of_its_day(case: Case, path: KeyPath, one: Confirmation, point: ConfirmationPoint) -> Iterator[Problem]:
    """Tell of a day that has not come, that lies before the question, or after the last; and of what had run out."""
    day, last = one.day, last_day_of(one, point)
    if day is None:
        return
    if day > case.day:
        message = f"Bekräftelsen är daterad {day}, och den dagen har inte kommit, så frågan är öppen."
        yield case.problem((*path, "dag"), message, "Rätta dagen, eller vänta till den.", code="bekräftelsens-dag")
    elif point.start and day < point.start:
        message = f"Bekräftelsen är daterad {day}, men frågan ställs först från {point.start}."
        yield case.problem((*path, "dag"), message, _ANEW, code="bekräftelsens-dag")
    if one.until and one.until < day:
        message = f"Bekräftelsen är daterad {day}, efter sin sista dag {one.until}."
        yield case.problem((*path, "gäller_till"), message, "Rätta dag eller gäller_till.", code="bekräftelsens-dag")
    signed = max(case.agreement.signing_days, default=None)
    if signed and last and day <= last < signed and not _renewed(case, one, point, signed):
        message = f"Bekräftelsen gällde till {last} och hade gått ut när avtalet undertecknades {signed}."
        yield case.problem((*path, "dag"), message, _ANEW, code="bekräftelse-utgången")


def _renewed(case: Case, one: Confirmation, point: ConfirmationPoint, on: date) -> bool:
    """Whether the same thing has another confirmation that held on a day."""
    others = (other for other in case.agreement.confirmations if other is not one and other.what == one.what)
    return any(
        other.is_made and other.day and other.day <= on and (last_day_of(other, point) or on) >= on
        for other in others
    )  # fmt: skip


def _twice(case: Case, number: int, one: Confirmation, point: ConfirmationPoint) -> Iterator[Problem]:
    """Tell of what is confirmed already: the same day, or without any time that it could be renewed after."""
    for other in case.agreement.confirmations[:number]:
        ends = last_day_of(other, point) is not None
        if other.what == one.what and (not ends or other.day == one.day):
            message = f"”{one.what}” är redan bekräftat i listan, {other.day or 'utan dag'}"
            hint = "Ta bort den ena. Bara det som gäller en viss tid bekräftas på nytt, med en ny dag."
            yield case.problem((_LIST, number), message, hint, code="dubbel-bekräftelse")
            return
