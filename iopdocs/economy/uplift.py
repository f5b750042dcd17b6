"""Uppräkning: how an amount grows from one calendar year to the next.

* ``bas: föregående år`` adds the change to the amount of the year before, as it was rounded, since that is what was
  paid. ``bas: första året`` takes every change on the first amount: percentages and yearly changes add up, index
  figures are compared with the figure of the first amount. The first uplift is the same by both.
* Index figures go before yearly changes. The figure of a year is that of the year itself, or with ``eftersläpning``
  that of so many years before.
* ``genomslag`` is the part of the change that passes through. A change of zero leaves the amount as it is, unrounded.
* What is not in the data is a Problem, never a guess.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from iopdocs.classes import dataclass, replace
from iopdocs.economy.instead import AwaitedIndex, Instead
from iopdocs.economy.rounding import rounded
from iopdocs.errors import Problem, Severity
from iopdocs.model.money import Indexation, IndexValue
from iopdocs.model.said import Said, open_value
from iopdocs.model.scalars import AMOUNT

WHERE = "ekonomi.uppräkning"
# What has a meaning when it is left out, and so must not be taken for left out when it is known in part.
_SETTLING = {"first_year": "från_år", "lag": "eftersläpning", "share": "genomslag", "rounding": "avrundning"}


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount in kronor for a whole year, and whether it rests on a preliminary index figure."""

    amount: Decimal
    preliminary: bool = False


@dataclass(frozen=True, slots=True)
class YearlyChange:
    """A change between two years as a fraction of one (2 percent is 1/50)."""

    rate: Fraction
    preliminary: bool = False


@dataclass(frozen=True, slots=True)
class Unpublished:
    """The amount of a year that waits for something to be published or settled, and what to tell of it."""

    instead: Instead
    problem: Problem


#: What an amount of a year comes to, or why that cannot be said.
Outcome = Figure | Unpublished | Problem


@dataclass(frozen=True)
class Uplift:
    """The uppräkning of an agreement. ``base_year`` is the earliest year an amount to be uplifted is stated for."""

    indexation: Indexation
    base_year: int

    @property
    def first_year(self) -> int:
        """The first calendar year with uplifted amounts."""
        return self.indexation.first_year or self.base_year + 1

    @cached_property
    def faults(self) -> tuple[Problem, ...]:
        """What is contradictory or missing in the uppräkning as a whole, so that nothing can be uplifted."""
        return tuple(self._faults())

    def amount(self, base: Decimal, base_year: int, year: int) -> Outcome:
        """Return what ``base`` kronor, stated for ``base_year``, comes to in ``year``, or why that cannot be said."""
        figure = self._amount(base, base_year, year)
        # It needs all figures up to its own.
        if isinstance(figure, Unpublished) and isinstance(figure.instead, AwaitedIndex):
            return replace(figure, instead=AwaitedIndex(year - self._lag))
        return figure

    def _amount(self, base: Decimal, base_year: int, year: int) -> Outcome:
        first = max(self.first_year, base_year + 1)
        if self.indexation.kind == "ingen" or year < first:
            return Figure(base)
        if self.faults:
            return self.faults[0]
        if self.indexation.kind is None:
            return _missing("slag", "det framgår inte om beloppen räknas upp")
        if self.indexation.basis == "första året":
            return self._raised(Figure(base), self._change_since(first - 1, year))
        if self.indexation.basis is None and year > first:
            return _missing("bas", "om uppräkningen görs på föregående eller första årets belopp saknas")
        figure: Outcome = Figure(base)
        for each in range(first, year + 1):
            if not isinstance(figure, Figure):
                break
            figure = self._raised(figure, self._yearly_change(each))
        return figure

    def _raised(self, figure: Figure, change: YearlyChange | Unpublished | Problem) -> Outcome:
        if not isinstance(change, YearlyChange):
            return change
        preliminary = figure.preliminary or change.preliminary
        share = Fraction(100 if self.indexation.share is None else self.indexation.share) / 100
        if not change.rate * share:
            return Figure(figure.amount, preliminary)
        exact = Fraction(figure.amount) * (1 + share * change.rate)
        rounding = self.indexation.rounding
        if rounding is None:
            return Figure(rounded(exact), preliminary)
        if rounding.direction is None or rounding.step is None:
            return _missing("avrundning", "det framgår inte hur beloppen avrundas")
        return Figure(rounded(exact, rounding.direction, rounding.step), preliminary)

    def _yearly_change(self, year: int) -> YearlyChange | Unpublished | Problem:
        if self.indexation.kind == "procent":
            said = self.indexation.said_of("percent")
            if said is not None and not said.is_unknown:
                return _by_percent_in_part(said)
            if self.indexation.percent is None:
                return _missing("procent", "uppräkningens procentsats saknas")
            return YearlyChange(Fraction(self.indexation.percent) / 100)
        index_year = year - self._lag
        quotient = self._quotient(index_year - 1, index_year)
        if quotient is not None:
            return quotient
        value = self._value(index_year)
        if value is None or value.change is None:
            known = value is not None and value.value is not None
            return _missing_index(index_year - 1 if known else index_year, year)
        return YearlyChange(Fraction(value.change) / 100, value.preliminary)

    def _change_since(self, base_year: int, year: int) -> YearlyChange | Unpublished | Problem:
        if self.indexation.kind == "index":
            quotient = self._quotient(base_year - self._lag, year - self._lag)
            if quotient is not None:
                return quotient
        total, preliminary = Fraction(0), False
        for each in range(base_year + 1, year + 1):
            change = self._yearly_change(each)
            if not isinstance(change, YearlyChange):
                return change
            total, preliminary = total + change.rate, preliminary or change.preliminary
        return YearlyChange(total, preliminary)

    def _quotient(self, base_year: int, year: int) -> YearlyChange | None:
        base, value = self._value(base_year), self._value(year)
        if base is None or value is None or base.value is None or value.value is None:
            return None
        return YearlyChange(Fraction(value.value) / Fraction(base.value) - 1, base.preliminary or value.preliminary)

    def _value(self, year: int) -> IndexValue | None:
        found = [value for value in self.indexation.values if value.year == year]
        return min(found, key=lambda value: value.preliminary, default=None)

    @property
    def _lag(self) -> int:
        return self.indexation.lag or 0

    def _faults(self) -> Iterator[Problem]:
        indexation, first = self.indexation, self.first_year
        for attribute, key in _SETTLING.items():
            if indexation.said_of(attribute):  # not to be taken for what holds when nothing is said
                yield _missing(key, f"{key.replace('_', ' ')} är inte känt")
        if first <= self.base_year:
            yield Problem(
                f"Uppräkningen ska börja {first}, men beloppen är angivna för {self.base_year}.",
                where=f"{WHERE}.från_år",
                hint=f"Skriv ett senare från_år, eller år: {first - 1} på de belopp som är i {first - 1} års nivå.",
                code="uppräkning-från-år",
            )
        if indexation.rounding and indexation.rounding.step is not None and indexation.rounding.step <= 0:
            yield Problem(
                "Avrundningens steg måste vara större än noll.",
                where=f"{WHERE}.avrundning.steg",
                hint="Skriv till exempel 1 för hela kronor eller 100 för hela hundratal.",
                code="avrundning-steg",
            )
        if indexation.kind == "index":
            yield from self._index_faults()

    def _index_faults(self) -> Iterator[Problem]:
        seen = set()
        for position, value in enumerate(self.indexation.values, start=1):
            if value.value is not None and value.value <= 0:
                yield _wrong_value(position, f"Indextalet för {value.year or 'ett år'} måste vara större än noll.")
            if value.year and (value.year, value.preliminary) in seen:
                yield _wrong_value(position, f"Året {value.year} har mer än en uppgift.")
            seen.add((value.year, value.preliminary))
        figures = any(value.value is not None for value in self.indexation.values)
        expected = self.first_year - 1 - self._lag
        if self.indexation.base_year is None and self.indexation.lag is None and figures:
            yield _missing("basår", "indexets basår saknas")
        elif self.indexation.base_year not in (None, expected):
            yield self._wrong_base_year(expected)

    def _wrong_base_year(self, expected: int) -> Problem:
        stated, first = self.indexation.base_year, self.first_year
        lag = first - 1 - (stated or 0)
        older = f" Om {first} års belopp ska följa {first - lag} års indextal: skriv eftersläpning: {lag}."
        return Problem(
            f"Basåret {stated} går inte ihop med att beloppen räknas upp första gången {first}.",
            where=f"{WHERE}.basår",
            hint=f"Skriv basår: {expected}.{older if lag > 0 else ''}",
            code="uppräkning-basår",
        )


def _missing(key: str, reason: str) -> Problem:
    return Problem(
        f"De uppräknade beloppen går inte att räkna ut: {reason}.",
        where=f"{WHERE}.{key}",
        hint=f"Fyll i {key} under uppräkning.",
        severity=Severity.WARNING,
        code="uppräkning-saknas",
    )


def _missing_index(index_year: int, year: int) -> Unpublished:
    problem = Problem(
        f"Beloppet för {year} går inte att räkna ut förrän indexet för {index_year} är känt.",
        where=f"{WHERE}.värden",
        hint=f"Lägg till år: {index_year} med tal eller förändring när siffran är publicerad.",
        severity=Severity.NOTE,
        code="index-saknas",
    )
    return Unpublished(AwaitedIndex(index_year), problem)


def _by_percent_in_part(said: Said) -> Unpublished:
    problem = Problem(
        f"De uppräknade beloppen går inte att räkna ut när uppräkningen är angiven som ”{said}”.",
        where=f"{WHERE}.procent",
        hint="Beloppen räknas ut när procenttalet är känt.",
        severity=Severity.NOTE,
        code="uppräkning-öppen",
    )
    return Unpublished(open_value(AMOUNT, "fastställs när uppräkningen är känd"), problem)


def _wrong_value(position: int, message: str) -> Problem:
    return Problem(message, where=f"{WHERE}.värden[{position}]", hint="Rätta uppgiften.", code="index-fel")
