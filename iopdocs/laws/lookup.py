"""What a typed reference meant on a day: the provisions, or what to write instead.

Nothing is guessed. A repealed, unknown or ambiguous reference is a ``fel``; a provision that exists but may not be the
one that was meant, or that the library does not list, is a ``varning``: the library holds chosen provisions only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from iopdocs.classes import dataclass, replace
from iopdocs.errors import Problem, Severity
from iopdocs.laws.act import Act, Provision
from iopdocs.laws.asked import NOT_LISTED, NOT_YET, Asked, day_after
from iopdocs.laws.citation import parse
from iopdocs.laws.index import ActIndex, Reference, in_print, latest
from iopdocs.laws.lagrum import Citation, Lagrum, TargetKind, format, format_places, joined, number_key, plain, whole  # noqa: A004
from iopdocs.laws.naming import meant_act

_LOOK_IT_UP = "Biblioteket har bara utvalda bestämmelser; lagrummet kan ändå finnas. Slå upp det i {}."


@dataclass(frozen=True)
class LookUp:
    """A reference as of a day. ``citation`` is None when the text could not be read, ``act`` when it was not found.

    ``successors`` are the provisions that came after, as the act files give them; ``unsure`` is what to say when it is
    not known which of them came after the part of a paragraf that is meant.
    """

    citation: Citation | None
    act: Act | None = None
    provisions: tuple[Provision, ...] = ()
    successors: tuple[Reference, ...] = ()
    unsure: str = ""
    problems: tuple[Problem, ...] = ()

    def text(self, first: bool, *, introduce: bool = False, abbreviated: bool = True) -> str:
        """Return the reference in print, with U+00A0: in full at the act's ``first`` mention, short after.

        ``introduce`` adds the abbreviation after the full form: ``… socialtjänstlagen (2001:453), SoL``. Without
        ``abbreviated`` the short form is the act's name, for texts that never explain an abbreviation. What
        could not be resolved is printed as it was typed; what could not be read gives an empty string.
        """
        if self.citation is None or self.act is None:
            return format(self.citation) if self.citation else ""
        name = self._in_full(self.act) if first else (abbreviated and self.act.short) or self.act.name
        if first and introduce and self.act.short:
            name = f"{name}, {self.act.short}"
        between = " i " if self.citation.articles else " "
        return between.join(part for part in (format_places(self.citation), name) if part)

    def _in_full(self, act: Act) -> str:
        """Return an act with its number; a convention that is not Swedish law yet has none."""
        abroad = not act.kind.startswith("eu") and any(one.code == NOT_YET for one in self.problems)
        return act.name if abroad else act.full


def look_up(index: ActIndex, text: str, on: date, preceding: str = "") -> LookUp:
    """Return what ``text`` referred to on a day; ``preceding`` is the reference before it, for *samma lag*."""
    try:
        citation = parse(text)
    except ValueError as unreadable:
        message, _, hint = str(unreadable).partition("\n")
        return LookUp(None, problems=(Problem(message, hint=hint, code="oläsligt-lagrum"),))
    if citation.kind is TargetKind.OWN_CLAUSE:
        note = f"{plain(format(citation))} är en paragraf i avtalet självt, inte i en lag"
        hint = "Menas en lag, skriv vilken: till exempel 16 § FL."
        return LookUp(citation, problems=(Problem(note, hint=hint, severity=Severity.NOTE, code="egen-paragraf"),))
    if citation.kind is TargetKind.PREPARATORY:
        return LookUp(citation)
    before = look_up(index, preceding, on).act if preceding else None
    found = meant_act(index, citation, on, before)
    if isinstance(found, Problem):
        return LookUp(citation, problems=(found,))
    if found.articles and not any(place.kapitel for place in citation.places):
        citation = replace(citation, articles=True)  # "GDPR 28" says no more than the act does
    return _Places(index, citation, found, on).look_up()


class _Places(Asked):
    """Looks up the places of a citation in the act it was found to mean."""

    def look_up(self) -> LookUp:
        problems = list(self.shape())
        if problems:
            return LookUp(self.citation, self.act, problems=tuple(problems))
        provisions: list[Provision] = []
        unsure = ""
        for place in self.citation.places:
            facts = self.facts(place)
            living = [fact for fact in facts if self.on in fact.period]
            unsure = unsure or self.unsure(place, living, self.later(living))
            provisions += [fact for fact in living if fact not in provisions]
            problems += self.faults(place, facts, living)
        if self.on not in self.act.period:
            problems = [self.act_not_in_force(provisions or self.ended())]
        return LookUp(
            self.citation, self.act, tuple(provisions), self.later(provisions), unsure.strip(), tuple(problems)
        )

    def later(self, provisions: Iterable[Provision]) -> tuple[Reference, ...]:
        """Return what the act files say came after provisions, each once."""
        targets = (target for fact in provisions for group in self.index.targets(fact) for target in group[-1:])
        return tuple(dict.fromkeys(targets))

    def shape(self) -> Iterator[Problem]:
        """Yield a fault when the places are numbered in a way the act is not."""
        place = next(iter(self.citation.places), None)
        name = plain(self.act.full)
        if place is None:
            return
        if self.act.articles and place.kapitel:
            yield self.fault(
                f"{name} är indelad i artiklar, inte i kapitel", "Skriv till exempel artikel 28.3 h i GDPR."
            )
        elif self.act.articles:
            return
        elif self.citation.articles:
            number = f"{place.paragraf}.{place.stycke[0]}" if place.stycke else place.paragraf
            way = f"{place.paragraf} kap. {place.stycke[0]} §" if place.stycke and self.act.chapters else "5 §"
            yield self.fault(f"{number} läses som en artikel, men {name} har inga artiklar", f"Menades {way}?")
        elif place.kapitel and not self.act.chapters:
            yield self.fault(f"{name} har inga kapitel", f"Skriv bara paragrafen, till exempel 5 § {self.act.name}.")
        elif not place.kapitel and self.act.chapters:
            hint = f"Skriv kapitlet också, till exempel 2 kap. 1 § {self.act.name}."
            yield self.fault(f"{name} är indelad i kapitel, men kapitlet saknas", hint)

    def fault(self, message: str, hint: str) -> Problem:
        """Return that the act is not numbered so."""
        return Problem(message, hint=hint, code="fel-indelning")

    def faults(self, place: Lagrum, facts: Iterable[Provision], living: list[Provision]) -> Iterator[Problem]:
        """Yield what is wrong with one place; nothing when the library knows it and no other act has its number."""
        yield from self.pointless(place, living)
        as_typed, place = place, self.searched(place)
        if living:
            yield from self.other_meaning(place, living, as_typed)
            yield from self.reused(place, living)
        elif facts:
            yield self.not_in_force(as_typed, tuple(facts))
        elif (gone := self.act.repealed.get(place.key)) and gone.first <= self.on:
            yield self.repealed(place, gone.first)
        elif (place.paragraf and not place.last) or self.impossible(place):
            known = self.index.at(self.act, place)
            yield self.unlisted(as_typed, shown=as_typed if known else place)

    def reused(self, place: Lagrum, living: list[Provision]) -> Iterator[Problem]:
        """Yield a warning when what once stood at a number has got another, and something else stands there now."""
        before = [fact for fact in self.index.at(self.act, place) if fact.renumbered and fact not in living]
        before = [fact for fact in before if fact.period.last and fact.period.last < self.on]
        if before:
            old, new = (joined(fact.about for fact in facts) for facts in (before, living))
            instead, day = self.write(self.index.follow(before, self.on)), day_after(before[0].period.last or self.on)
            yield Problem(
                f"{self.named(place)} handlar sedan {day} om något annat än förr",
                hint=f"Menas {old}, skriv {instead}. Menas {new}, skriv {self.named(place)}.",
                severity=Severity.WARNING,
                code="annan-innebörd",
            )

    def pointless(self, place: Lagrum, living: list[Provision]) -> Iterator[Problem]:
        """Yield a fault when a numbered point is meant where there is none."""
        if place.punkt and living and all(fact.points is False for fact in living):
            yield self.fault(f"{self.named(whole(place))} har inga numrerade punkter", "Skriv stycket i stället.")

    def namesakes(self) -> Iterator[Act]:
        """Yield the other acts that the name as typed has meant, newest first."""
        if not self.citation.number:
            yield from (act for act in reversed(self.index.by_name(self.citation.act)) if act is not self.act)

    def unlisted(self, as_typed: Lagrum, shown: Lagrum) -> Problem:
        """Return a fault for a number the act cannot have, else a warning that the library does not know it."""
        place = self.searched(as_typed)
        impossible = self.impossible(place)
        meant = self.meant_in_namesake(place, as_typed)
        if impossible:
            return Problem(
                f"{plain(in_print(self.act, (place,), self.act.full))} finns inte: {impossible}",
                hint=meant or "Kontrollera numret.",
                code="okänt-lagrum",
            )
        return Problem(
            f"{self.named(shown)} finns inte i lagbiblioteket",
            hint=meant or _LOOK_IT_UP.format(self.act.noun),
            severity=Severity.WARNING,
            code=NOT_LISTED,
        )

    def impossible(self, place: Lagrum) -> str:
        """Return why the act cannot have this number, in words, or an empty string."""
        chapter = number_key(place.kapitel)[0] if place.kapitel else 0
        if self.act.last_chapter and chapter > self.act.last_chapter:
            return f"{self.act.noun} har {self.act.last_chapter} kapitel"
        last = self.act.last_sections.get(place.kapitel)
        if not last or not place.paragraf:
            return ""
        number, letter = number_key(place.paragraf)
        if number > last:
            return f"{place.kapitel} kap. slutar med {last} §"
        return (
            f"{place.kapitel} kap. har ingen {place.paragraf} §"
            if letter and place.key not in self.act.inserted
            else ""
        )

    def meant_in_namesake(self, place: Lagrum, as_typed: Lagrum) -> str:
        """Return what to write when the number is that of an older or a newer act with the same name."""
        for act in self.namesakes():
            facts = tuple(fact for fact in self.index.at(act, place) if act.articles or fact.concerns(as_typed))
            older = act.period.first < self.act.period.first
            instead = (
                self.index.follow(latest(facts), self.on)
                if older
                else [back for fact in facts for back in self.index.predecessors(Reference(act, fact), self.on)]
            )
            if facts and instead:
                return f"Skriv {self.write(instead)}.{self.unsure(as_typed, facts, instead)}"
        return ""

    def other_meaning(self, place: Lagrum, living: list[Provision], as_typed: Lagrum) -> Iterator[Problem]:
        """Yield a warning when the same number meant something else in an older act with the same name."""
        subjects = {subject for fact in living for subject in fact.subjects}
        for act in self.namesakes():
            same = [fact for fact in self.index.at(act, place) if act.articles or fact.concerns(as_typed)]
            facts = [fact for fact in latest(same) if not subjects.intersection(fact.subjects)]
            if act.period.first > self.act.period.first or not facts or place.last or not place.paragraf:
                continue
            instead = self.index.follow(facts, self.on)
            unsure = self.unsure(as_typed, facts, instead)
            old = f"Menas {joined(fact.about for fact in facts)}"
            new = f"Menas {joined(fact.about for fact in living)}, skriv {self.named(place)}."
            yield Problem(
                f"{self.named(place)} handlar om något annat än samma nummer i {plain(act.full)}",
                hint=f"{old}, skriv {self.write(instead)}.{unsure} {new}" if instead else new,
                severity=Severity.WARNING,
                code="annan-innebörd",
            )
            return
