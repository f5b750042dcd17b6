"""What is asked of an act on a day, and what is said when it, or a provision of it, was not in force then."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from iopdocs.classes import dataclass, replace
from iopdocs.errors import Problem, Severity
from iopdocs.laws.act import Act, Provision
from iopdocs.laws.index import ActIndex, Reference, in_print, joined_references, latest
from iopdocs.laws.lagrum import Citation, Lagrum, joined, plain, whole

#: Said of a provision that the library does not hold, and that may be there all the same.
NOT_LISTED = "okänt-lagrum"
#: Said of an act that existed and was not applied yet, or was not Swedish law.
NOT_YET = "inte-tillämplig-än"
#: Said when it is known what came after a paragraf, and not what came after the part of it that is meant.
WHICH_PART = "Vilken av dem som svarar mot just den delen av paragrafen vet lagbiblioteket inte; jämför texterna."


def day_after(last: date) -> date:
    """Return the day after the last day of something."""
    return last + timedelta(days=1)


@dataclass(frozen=True)
class Asked:
    """A citation, the act it was found to mean, and the day it is asked as of."""

    index: ActIndex
    citation: Citation
    act: Act
    on: date

    def searched(self, place: Lagrum) -> Lagrum:
        """Return a place as the library lists places: without the parts that it does not tell apart."""
        return replace(place, punkt=(), mening=0) if self.act.articles else whole(place)

    def facts(self, place: Lagrum) -> tuple[Provision, ...]:
        """Return all dated facts about a place, those of other stycken than the ones meant left out."""
        found = self.index.at(self.act, self.searched(place))
        return found if self.act.articles else tuple(fact for fact in found if fact.concerns(place))

    def named(self, place: Lagrum) -> str:
        """Return a place of the act in print, with ordinary spaces."""
        return plain(in_print(self.act, (place,), self.act.full))

    def not_in_force(self, typed: Lagrum, facts: tuple[Provision, ...]) -> Problem:
        """Say of a provision that it has not begun, has another number or is repealed, and what to write instead."""
        place = self.searched(typed)
        ended = [fact for fact in facts if fact.period.last and fact.period.last < self.on]
        if not ended:
            first = min(fact.period.first for fact in facts)
            return Problem(
                f"{self.named(place)} gäller enligt lagbiblioteket från och med {first}, inte den {self.on}",
                hint="Kontrollera om lagrummet fanns tidigare och vad det då handlade om.",
                code="lagrum-inte-i-kraft",
            )
        last = latest(ended)
        if all(fact.renumbered for fact in last):
            return self._renumbered(place, last)
        day, instead = day_after(last[0].period.last or self.on), self.index.follow(last, self.on)
        return self.repealed(place, day, instead, self.unsure(typed, last, instead))

    def repealed(self, place: Lagrum, day: date, instead: tuple[Reference, ...] = (), unsure: str = "") -> Problem:
        """Say that a provision is repealed since a day, and what came after it."""
        hint = f"Skriv {self.write(instead)}." if instead else "Lagbiblioteket känner ingen efterföljare; kontrollera."
        hint += unsure
        return Problem(f"{self.named(place)} är upphävd sedan {day}", hint=hint, code="upphävt-lagrum")

    def _renumbered(self, place: Lagrum, last: tuple[Provision, ...]) -> Problem:
        """Say that what stood at a number has another; what stands there now, if anything, is not known."""
        about = joined(fact.about for fact in last)
        return Problem(
            f"{self.named(place)} om {about} fick en annan beteckning {day_after(last[0].period.last or self.on)}",
            hint=f"Menas det, skriv {self.write(self.index.follow(last, self.on))}. "
            f"Om {self.act.noun} nu har något annat där vet lagbiblioteket inte.",
            severity=Severity.WARNING,
            code=NOT_LISTED,
        )

    def write(self, references: Iterable[Reference]) -> str:
        """Return what to write: references in full, with ordinary spaces."""
        return plain(joined_references(references))

    def unsure(self, place: Lagrum, facts: Iterable[Provision], instead: Iterable[Reference]) -> str:
        """Return what to add when a part of a paragraf is meant, and what came instead is only known of the whole.

        Nothing when one provision came, or when the act file tells the stycken apart; else a sentence after a space.
        """
        told_apart = place.stycke and all(fact.stycken for fact in facts)
        many = len(tuple(instead)) > 1
        return f" {WHICH_PART}" if many and place.has_parts and not self.act.articles and not told_apart else ""

    def act_not_in_force(self, provisions: Iterable[Provision]) -> Problem:
        """Say of an act that it has not begun or has ended, and what to write instead."""
        name = plain(self.act.full)
        if self.act.existed_from and self.act.existed_from <= self.on < self.act.period.first:
            union = self.act.kind.startswith("eu")
            later = "tillämpas" if union else "är svensk lag"
            return Problem(
                f"{name} fanns den {self.on}, men {later} först från och med {self.act.period.first}",
                hint="Kontrollera att det är vad som menas.",
                severity=Severity.WARNING if union else Severity.NOTE,
                code=NOT_YET,
            )
        if self.on < self.act.period.first:
            return Problem(
                f"{name} började gälla {self.act.period.first} och gällde inte den {self.on}",
                hint=self._older_hint(self.act.replaces),
                code="lag-inte-i-kraft",
            )
        day = day_after(self.act.period.last or self.on)
        instead = self.index.follow(provisions, self.on)
        newer = self.index.by_number(self.act.successor) if self.act.successor else None
        hint = (
            f"{_raised(self.act.noun)} ersattes av {plain(newer.full)}; lagrummet kan ha ett annat nummer där."
            if newer
            else "Kontrollera vad som gäller nu."
        )
        hint = f"Skriv {self.write(instead)}.{self._unsure_of_all(instead)}" if instead else hint
        return Problem(f"{name} {self.act.ended} {day}", hint=hint, code="upphävd-lag")

    def _older_hint(self, number: str | None) -> str:
        older = self.index.by_number(number) if number else None
        instead = [
            reference
            for place in self.citation.places
            for fact in self.facts(place)
            for reference in self.index.predecessors(Reference(self.act, fact), self.on)
        ]
        if instead:
            return f"Skriv {self.write(dict.fromkeys(instead))}."
        if older and self.on in older.period:
            return f"Då gällde {plain(older.full)}."
        return "Kontrollera vilken dag som avses, och vad som gällde då."

    def _unsure_of_all(self, instead: tuple[Reference, ...]) -> str:
        """Return what to add when it is unsure of any of the places what came instead."""
        found = (self.unsure(place, self.facts(place), instead) for place in self.citation.places)
        return next(filter(None, found), "")

    def ended(self) -> tuple[Provision, ...]:
        """Return what the citation meant for as long as the act had it."""
        facts = (fact for place in self.citation.places for fact in self.facts(place))
        return latest(facts)


def _raised(text: str) -> str:
    return text[0].upper() + text[1:]
