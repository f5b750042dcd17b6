"""What is said when a person's changes cannot be carried; the document is then made without them."""

from __future__ import annotations

from iopdocs.errors import ConversionFailed, Problem, Severity


def not_merged(message: str, hint: str) -> ConversionFailed:
    """Return the error: never a fault of the agreement, so it stops nothing."""
    return ConversionFailed(Problem(message, hint=hint, severity=Severity.WARNING, code="ändringar-inte-med"))
