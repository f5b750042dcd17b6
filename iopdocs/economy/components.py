"""What one component of the money is by itself: what its amount is, whether it comes back, for what time it is."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from iopdocs.economy.rounding import rounded
from iopdocs.economy.same_money import YEARLY
from iopdocs.errors import Problem, Severity
from iopdocs.model.money import Component

#: What counts in the sums. What has no kind does, too: what it comes to is not known, and then neither is the sum.
CERTAIN = {"per år", "per avtalsår", "totalt", "per invånare", None}
_CAPS = {"högst", "ökning"}


def is_recurring(component: Component) -> bool:
    """Return whether the amount comes back every year, so that it is uplifted and divided in a part year."""
    if component.kind in _CAPS:
        return component.span == "varje år" and not component.only_year
    return component.kind in YEARLY and not component.only_year


def is_time_unknown(component: Component, within_a_year: bool) -> bool:
    """Whether nobody has said if a cap or an increase is for each year or for the whole period, and it matters."""
    return component.kind in _CAPS and component.span is None and not component.only_year and not within_a_year


def base_amount(component: Component, where: str) -> Decimal | Problem | None:
    """Return the amount of the component before uplift in kronor, a Problem when it is missing, None when in kind."""
    if component.kind == "naturaprestation":
        return None
    if component.amount is None:
        return _missing(f"{where}.belopp", f"Beloppet för {component.called} saknas.", "Fyll i belopp.")
    if component.kind != "per invånare":
        return component.amount
    if component.population is None:
        return _missing(f"{where}.invånare", f"Antalet invånare för {component.called} saknas.", "Fyll i invånare.")
    return rounded(Fraction(component.amount) * component.population)


def _missing(where: str, message: str, hint: str) -> Problem:
    return Problem(message, where=where, hint=hint, severity=Severity.WARNING, code="belopp-saknas")
