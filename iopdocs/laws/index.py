"""Finding acts by name and provisions by place, as of a day, and following what succeeded them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from itertools import groupby

from iopdocs.classes import dataclass
from iopdocs.laws.act import Act, Provision
from iopdocs.laws.lagrum import Citation, Lagrum, format_places, joined, lagrum_from_key, merge, number_key


@dataclass(frozen=True)
class Reference:
    """One provision in its act."""

    act: Act
    provision: Provision

    @property
    def place(self) -> Lagrum:
        """Where in its act the provision stands."""
        return self.act.place(self.provision)

    @property
    def text(self) -> str:
        """The reference in full: ``13 kap. 1 § socialtjänstlagen (2025:400)``."""
        return in_print(self.act, (self.place,), self.act.full)


@dataclass(frozen=True)
class ActIndex:
    """The acts of the library, found by number or name."""

    acts: tuple[Act, ...]

    @cached_property
    def _by_number(self) -> dict[str, Act]:
        return {bare_number(act.number): act for act in self.acts}

    @cached_property
    def names(self) -> dict[str, tuple[Act, ...]]:
        """Every name in lower case with the acts that bear it, oldest first."""
        found: dict[str, list[Act]] = {}
        for act in sorted(self.acts, key=lambda act: act.period.first):
            for name in act.names:
                found.setdefault(name, []).append(act)
        return {name: tuple(acts) for name, acts in found.items()}

    @cached_property
    def written(self) -> tuple[str, ...]:
        """Every name and abbreviation that acts are cited by in running text, the longest first."""
        names = {name for act in self.acts for name in (act.name, *act.abbreviations, act.short) if name}
        return tuple(sorted(names, key=lambda name: (-len(name), name)))

    def by_number(self, number: str) -> Act | None:
        """Return the act with this official number, however its series is written."""
        return self._by_number.get(bare_number(number))

    def by_name(self, name: str) -> tuple[Act, ...]:
        """Return every act that has borne a name or an abbreviation, in any case and also in the genitive."""
        low = name.lower()
        for form in (low, low.removesuffix(":s"), low.removesuffix("s")):
            if form in self.names:
                return self.names[form]
        return ()

    def at(self, act: Act, place: Lagrum) -> tuple[Provision, ...]:
        """Return all dated facts about a place of an act, whenever they were in force."""
        return tuple(provision for listed, provision in act.places if _matches(place, listed, act.articles))

    def targets(self, provision: Provision) -> tuple[tuple[Reference, ...], ...]:
        """Return what the file says succeeded a provision, one group per place."""
        return tuple(self.resolve_key(key) for key in provision.later)

    def resolve_key(self, key: str) -> tuple[Reference, ...]:
        """Return the provisions at ``number lagrum``, where both may hold spaces."""
        for act in self.acts:
            if key.startswith(f"{act.number} "):
                place = lagrum_from_key(key.removeprefix(f"{act.number} "), act.articles)
                return tuple(Reference(act, provision) for provision in self.at(act, place))
        return ()

    def follow(self, provisions: Iterable[Provision], on: date) -> tuple[Reference, ...]:
        """Return what stands, on a day, in the place of provisions that do not: their successors' successors too."""
        found: dict[tuple[str, str], Reference] = {}
        queue, seen = list(provisions), set[int]()
        while queue:
            provision = queue.pop(0)
            if id(provision) in seen:
                continue
            seen.add(id(provision))
            for group in self.targets(provision):
                living = [reference for reference in group if on in reference.provision.period]
                for reference in living:
                    found[reference.act.number, reference.provision.lagrum] = reference
                if not living:
                    queue.extend(latest(reference.provision for reference in group))
        return tuple(found.values())

    def predecessors(self, reference: Reference, on: date) -> tuple[Reference, ...]:
        """Return the provisions in force on a day that this one, or its place, came to succeed."""
        key = f"{reference.act.number} {reference.provision.lagrum}"
        return tuple(
            Reference(act, provision)
            for act in self.acts
            for provision in act.provisions
            if key in provision.later and on in provision.period
        )


def bare_number(number: str) -> str:
    """Return a number without what is written in more than one way: ``(EU) nr 1407/2013`` → ``1407/2013``."""
    return re.sub(r"^\((?:EU|EG)\) (?:nr )?", "", number)


def latest(provisions: Iterable[Provision]) -> tuple[Provision, ...]:
    """Return the facts that lasted the longest."""
    facts = tuple(provisions)
    end = max((fact.period.last or date.max for fact in facts), default=date.max)
    return tuple(fact for fact in facts if (fact.period.last or date.max) == end)


def in_print(act: Act, places: tuple[Lagrum, ...], name: str) -> str:
    """Return places and act in print: ``13 kap. 1 § och 18 kap. 7 § socialtjänstlagen (2025:400)``."""
    if not places:
        return name
    between = " i " if act.articles else " "
    return between.join([format_places(Citation(places=places, articles=act.articles)), name])


def joined_references(references: Iterable[Reference]) -> str:
    """Return references in full, those of one act together, in the order the acts came."""
    order: dict[str, list[Reference]] = {}
    for reference in references:
        order.setdefault(reference.act.number, []).append(reference)
    return joined(in_print(group[0].act, gather(r.place for r in group), group[0].act.full) for group in order.values())


def gather(places: Iterable[Lagrum]) -> tuple[Lagrum, ...]:
    """Return places sorted, each once, with three or more paragrafer in a row as a range (``1–3 §§``)."""
    return tuple(_runs(merge(places)))


def _runs(places: tuple[Lagrum, ...]) -> Iterator[Lagrum]:
    def row(numbered: tuple[int, Lagrum]) -> tuple[str, int | str]:
        index, place = numbered
        number, letter = number_key(place.paragraf or "0")
        return place.kapitel, repr(place) if letter or place.has_parts else number - index

    for _, group in groupby(enumerate(places), key=row):
        members = [place for _, place in group]
        if len(members) < 3:
            yield from members
        else:
            yield Lagrum(members[0].paragraf, members[0].kapitel, members[-1].paragraf)


def _matches(cited: Lagrum, listed: Lagrum, articles: bool) -> bool:
    if not cited.covers(listed):
        return False
    return not (articles and cited.stycke and listed.stycke and cited.stycke != listed.stycke)
