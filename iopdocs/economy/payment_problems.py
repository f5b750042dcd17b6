"""What is said when payments cannot be worked out, by date or by rule."""

from __future__ import annotations

from decimal import Decimal

from iopdocs.economy.unstated import WHERE
from iopdocs.errors import Problem, Severity
from iopdocs.swedish import money
from iopdocs.swedish.characters import plain


def kronor(amount: Decimal) -> str:
    """Return an amount in kronor as a message has it."""
    return plain(money.format(amount))


def unknown(year: int | None) -> Problem:
    """Say that the amount to be paid is not known; without a year of the whole period."""
    time = f" för {year}" if year else ""
    message = f"Utbetalningarna{time} går inte att räkna ut förrän beloppet är känt."
    hint = "Fyll i det som saknas för att räkna ut beloppet."
    return Problem(message, where=WHERE, hint=hint, severity=Severity.NOTE, code="utbetalning-okänd")


def remainder(amount: Decimal, year: int | None, count: int) -> Problem:
    """Say that an amount in kronor does not come out even, and that nobody has said which payment takes the rest."""
    time = f" för {year}" if year else ""
    message = (
        f"{kronor(amount)}{time} går inte jämnt upp i {count} utbetalningar, "
        "och det framgår inte vilken som tar resten."
    )
    hint = "Skriv rest: sista eller rest: första under utbetalning."
    return Problem(message, where=f"{WHERE}.rest", hint=hint, code="utbetalning-rest")
