"""Which items of the data are about the same money, and which years each of them speaks of.

Amounts are often given one item a year: *Drift 2024*, *Drift 2025*. They are about the same money when payer, payee and
words are the same but for the years in them. Items without words are never taken for the same.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator

from iopdocs.errors import Problem, Severity
from iopdocs.model.money import Component
from iopdocs.model.weighing import weighing

_YEARS = re.compile(r"\b(?:19|20)\d\d(?:\s*[-–/]\s*(?:(?:19|20)?\d\d))?\b")

#: The kinds whose amount comes back every year unless ``endast_året`` says otherwise.
YEARLY = {"per år", "per invånare"}


def same_money(component: Component) -> Hashable:
    """Return a key that is equal for items about the same money."""
    words = " ".join(_YEARS.sub(" ", component.label or "").casefold().split())
    return (component.payer, component.payee, words) if words else id(component)


def others(component: Component, components: Iterable[Component]) -> tuple[Component, ...]:
    """Return the other items about the same money."""
    own = same_money(component)
    return tuple(one for one in components if one is not component and same_money(one) == own)


def concerns(component: Component, year: int, first: int | None) -> bool:
    """Whether the data says something of an item's amount in a year; ``first`` is the agreement's first year."""
    begins = component.year or first
    if component.kind == "totalt" or component.only_year:
        return year == begins
    return begins is None or year >= begins


def overlaps(component: Component, rest: Iterable[Component], year: int, first: int | None) -> bool:
    """Whether two items about the same money, stated for different years, both have an amount for a year."""
    with weighing():
        if component.kind not in YEARLY or not concerns(component, year, first):
            return False
        same = [one for one in rest if one.kind in YEARLY and (one.year or first) != (component.year or first)]
        return any(concerns(one, year, first) for one in same)


def doubled(components: tuple[Component, ...], first: int | None, years: Iterable[int]) -> Iterator[Problem]:
    """Yield amounts per year that are stated from different years on, so that it is not said which of them holds."""
    covered = list(years)
    for number, component in enumerate(components, start=1):
        rest = others(component, components[: number - 1])
        if any(overlaps(component, rest, year, first) for year in covered):
            yield Problem(
                f"{component.called} har belopp från flera år, så det framgår inte vilket som gäller när.",
                where=f"ekonomi.komponenter[{number}]",
                hint="Skriv endast_året: ja på belopp som bara gäller ett år. Betalas båda: ge dem olika benämning.",
                code="belopp-från-flera-år",
            )


def totals_beside(components: tuple[Component, ...]) -> Iterator[tuple[Problem, bool]]:
    """Yield totals that stand beside an amount per year from the same payer, and whether they are the same money."""
    for number, component in enumerate(components, start=1):
        if component.kind != "totalt" or component.year or component.only_year or component.amount is None:
            continue
        yearly = [one for one in components if one.kind in YEARLY and not one.only_year]
        same = next((one for one in yearly if same_money(one) == same_money(component)), None)
        beside = next((one for one in yearly if (one.payer, one.payee) == (component.payer, component.payee)), None)
        where = f"ekonomi.komponenter[{number}]"
        if same is not None:
            message = f"{component.called} står både som ett belopp totalt och som ett belopp per år."
            hint = "Ta bort posten totalt och skriv beloppet i ekonomi.totalt, som jämförs med summan."
            yield Problem(message, where=where, hint=hint, code="totalt-bredvid-per-år"), True
        elif beside is not None:
            message = f"{component.called} är ett belopp totalt och läggs till {beside.called}, som betalas per år."
            hint = "Är det samma pengar: ta bort posten och skriv beloppet i ekonomi.totalt."
            yield Problem(message, where=where, hint=hint, severity=Severity.NOTE, code="totalt-läggs-till"), False
