"""A component of the money in words."""

from __future__ import annotations

from collections.abc import Callable

from iopdocs.economy.components import is_recurring, is_time_unknown
from iopdocs.model.base import label_of
from iopdocs.model.money import Component, Indexation
from iopdocs.swedish import money

#: Returns what stands in the place of a missing fact, by its label.
Gap = Callable[[str], str]


def describe(
    component: Component,
    gap: Gap,
    indexation: Indexation | None = None,
    *,
    within_a_year: bool = False,
    starts_later: bool = False,
) -> str:
    """Return the amount of a component in running text, such as ``400 000 kronor per år``; what is missing is a gap.

    ``indexation`` is the agreement's uppräkning: an amount that it raises is not the same every year, and the text says
    so. ``within_a_year`` says that the agreement's period lies within one calendar year, ``starts_later`` that the
    component's year comes after the first year of the agreement: it is then the year from which it is paid, and not
    only that of its level. The parts of an amount (``varav_ökning``) and its purpose are left to the caller.
    """
    if component.kind == "naturaprestation":
        return _in_kind(component)
    said = component.said_of("amount")

    def when() -> str:
        if is_time_unknown(component, within_a_year):
            return gap(label_of(Component, "span"))
        return _time(component, indexation, starts_later=starts_later)

    if said is not None and said.is_open:
        text = _text(component, said.kind.noun, gap, when)
        return f"{text}{',' if ',' in text else ''} som {said.words}"
    return _text(component, _amount(component, gap), gap, when)


def _text(component: Component, amount: str, gap: Gap, when: Callable[[], str]) -> str:
    settled = next((name for name in ("year", "only_year") if component.said_of(name)), None)
    if settled is not None:
        return f"{amount} {_year_in_part(component, settled, gap)}"
    if component.kind is None:
        return f"{amount} {gap(label_of(Component, 'kind'))}" + (f" ({component.year})" if component.year else "")
    time = when()
    if component.kind == "per invånare":
        return f"{amount} per invånare {time.replace('per år', 'och år')}"
    if component.kind == "ökning":
        return f"en ökning med {amount} {time}"
    return f"högst {amount} {time}" if component.kind == "högst" else f"{amount} {time}"


def _year_in_part(component: Component, attribute: str, gap: Gap) -> str:
    """Return the time of an amount whose year is known in part, or not at all."""
    said = component.said_of(attribute)
    return f"för {said.text()}" if said and not said.is_unknown else gap(label_of(Component, attribute))


def _amount(component: Component, gap: Gap) -> str:
    said = component.said_of("amount")
    if said is not None and not said.is_unknown:
        return said.text()
    return gap(label_of(Component, "amount")) if component.amount is None else money.format(component.amount)


def _in_kind(component: Component) -> str:
    what = (component.description or "i natura").removesuffix(".").rstrip()
    worth = _amount(component, lambda _: "")
    if worth:
        return f"{what}, till ett värde av {worth}"
    return what


def _time(component: Component, indexation: Indexation | None, *, starts_later: bool) -> str:
    year = component.year
    uplifted = bool(indexation and indexation.kind != "ingen" and component.indexed)
    if component.kind == "per avtalsår":
        return "per avtalsår, med årlig uppräkning" if uplifted else "per avtalsår"
    if is_recurring(component):
        if uplifted and starts_later:
            return f"per år från och med {year}, med årlig uppräkning därefter"
        if uplifted:
            # Not "för 2022": of a part year only a part is paid.
            return f"per år i {year} års nivå, med årlig uppräkning" if year else "per år, med årlig uppräkning"
        return f"per år från och med {year}" if year else "per år"
    if component.kind == "totalt":
        return f"totalt för {year}" if year else "totalt för avtalets första år" if component.only_year else "totalt"
    if year or component.only_year:
        return f"för {year}" if year else "för avtalets första år"
    return "för hela avtalstiden"
