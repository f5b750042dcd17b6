"""A component of the money in words."""

from __future__ import annotations

from iopdocs.economy.lines import is_recurring
from iopdocs.model.money import Component, Indexation
from iopdocs.swedish import money


def describe(component: Component, indexation: Indexation | None = None) -> str | None:
    """Return the amount of a component in running text, such as ``400 000 kronor per år``; None when it is missing.

    ``indexation`` is the agreement's uppräkning: an amount that it raises is not the same every year, and the text says
    so. The parts of an amount (``varav_ökning``) and its purpose are left to the caller.
    """
    if component.kind == "naturaprestation":
        return (component.description or "naturaprestation utan belopp").removesuffix(".").rstrip()
    if component.amount is None:
        return None
    amount, time = money.format(component.amount), _time(component, indexation)
    if component.kind == "per invånare":
        return f"{amount} per invånare {time.replace('per år', 'och år')}"
    if component.kind == "ökning":
        return f"en ökning med {amount} {time}"
    return f"högst {amount} {time}" if component.kind == "högst" else f"{amount} {time}"


def _time(component: Component, indexation: Indexation | None) -> str:
    year = component.year
    if is_recurring(component):
        if indexation and indexation.kind != "ingen" and component.indexed:
            # Not "för 2022": of a part year only a part is paid.
            return f"per år i {year} års nivå, med årlig uppräkning" if year else "per år, med årlig uppräkning"
        return f"per år från och med {year}" if year else "per år"
    if component.kind == "totalt":
        return f"totalt för {year}" if year else "totalt för avtalets första år" if component.only_year else "totalt"
    if year or component.only_year:
        return f"för {year}" if year else "för avtalets första år"
    return "för hela avtalstiden"
