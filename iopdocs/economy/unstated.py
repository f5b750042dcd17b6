"""What nobody has stated of the payments, so that a plan of them would be a guess."""

from __future__ import annotations

from collections.abc import Iterator

from iopdocs.errors import Problem, Severity
from iopdocs.model.money import Payment

WHERE = "ekonomi.utbetalning"


def unstated(payment: Payment) -> Iterator[Problem]:
    """Yield what nobody has stated of the payments, so that a plan of them would be a guess."""
    for position, instalment in enumerate(payment.instalments, start=1):
        if instalment.lacks("day"):
            yield _not_stated(f"delbetalningar[{position}].datum", "en betalningsdag")
    for position, exception in enumerate(payment.exceptions, start=1):
        if exception.year is None:
            yield _not_stated(f"andra_antal[{position}].år", "vilket år ett antal gäller")
        if exception.count is None:
            yield _not_stated(f"andra_antal[{position}].antal", "ett antal utbetalningar")


def _not_stated(key: str, what: str) -> Problem:
    message = f"Utbetalningarna går inte att räkna ut: {what} saknas."
    hint = f"Fyll i {key.rpartition('.')[2]}."
    return Problem(message, where=f"{WHERE}.{key}", hint=hint, severity=Severity.NOTE, code="utbetalning-okänd")
