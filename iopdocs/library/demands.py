"""Demands: which clauses, facts, documents and confirmations belong where the data says something, and why.

One file per demand in ``templates/krav``. A demand is data: what must be the case (``när``), from which day, what it
asks for, how grave it is that it is missing, and the provision behind it as a subject of the law library. What it names
must be there: an unknown clause, fact or subject is told with its file and line.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal, Self

from pydantic import model_validator

from iopdocs.classes import dataclass
from iopdocs.errors import InvalidLibrary, IopdocsError, Problem
from iopdocs.laws.library import LawLibrary
from iopdocs.library.clauses import ClauseLibrary
from iopdocs.library.confirmations import FOLDER as QUESTIONS
from iopdocs.library.confirmations import ConfirmationLibrary
from iopdocs.library.document_types import DESCRIPTION
from iopdocs.library.entries import Named, digest_of, unknown_clauses, unknown_facts, unknown_names, unknown_subjects
from iopdocs.model.base import Exact, key, required
from iopdocs.model.circumstances import BY_WORDS, CIRCUMSTANCE
from iopdocs.model.scalars import Day, Id, Text, Texts
from iopdocs.reading import KeyPath, Source, build, read_source

FOLDER = "krav"
Level = Literal["fel", "varning", "upplysning"]


class Requirement(Exact):
    """What a demand asks for: any one of it will do."""

    clauses: tuple[Id, ...] = key("klausul", "Klausuler; det räcker att en av dem står i avtalet", default=())
    facts: Texts = key("uppgift", "Uppgifter; det räcker att en av dem finns", default=())
    documents: tuple[Id, ...] = key(
        "handling", "Dokumenttyper; det räcker att en av dem görs av avtalet eller är en bilaga", default=()
    )
    annexes: tuple[Id, ...] = key(
        "bilaga", "Dokumenttyper; det räcker att en av dem står bland avtalets bilagor", default=()
    )
    confirmed: tuple[Id, ...] = key("bekräftelse", "Bekräftelser; det räcker att en av dem är gjord", default=())
    words: Texts = key(
        "ord",
        "Början av ord; det räcker att ett av dem står i avtalets egna villkor eller bilagor",
        default=(),
    )

    @model_validator(mode="after")
    def _asks_for_something(self) -> Self:
        if not (self.clauses or self.facts or self.documents or self.annexes or self.confirmed):
            hint = "Skriv klausul, uppgift, handling, bilaga eller bekräftelse under kräver."
            raise ValueError(f"kravet kräver ingenting\n{hint}")
        return self


class Demand(Exact):
    """One demand."""

    id: Id = required("id", "Kravets id, samma som filens namn")
    about: Text = required("om", "Det som saknas, så att det kan stå efter ”inget om”: tillstånd för skyddat boende")
    when: Texts = required("när", "Uppgifter; kravet gäller när någon av dem finns")
    also: Texts = key("dessutom", "Uppgifter som alla måste finnas", default=())
    unless: Texts = key("utom", "Uppgifter som ingen får finnas", default=())
    start: Day | None = key("från", "Första dagen kravet gäller")
    end: Day | None = key("till", "Sista dagen kravet gäller")
    requires: Requirement = required("kräver", "Det som kravet kräver; något av det räcker")
    level: Level = required("nivå", "fel när lagen kräver det, varning när god sed gör det, annars upplysning")
    reason: Text = required("skäl", "Varför, i en mening med egna ord")
    law: Texts = key("lag", "Ämnen i lagbiblioteket som kravet vilar på", default=())
    source: Text | None = key("källa", "Varifrån kravet är taget, när lagbiblioteket inte har bestämmelsen")
    advice: Text = required("gör", "Vad den som skriver avtalet kan göra")

    @model_validator(mode="after")
    def _rests_on_something(self) -> Self:
        if self.start and self.end and self.end < self.start:
            raise ValueError("kravets sista dag ligger före den första\nRätta från eller till.")
        if self.level == "fel" and not self.law:
            raise ValueError("ett krav på nivån fel ska vila på lag\nSkriv ämnet under lag, eller nivå: varning.")
        guessed = [fact for fact in (*self.when, *self.also) if fact.removeprefix(CIRCUMSTANCE) in BY_WORDS]
        if self.level == "fel" and guessed:
            hint = "Skriv nivå: varning, eller låt kravet hänga på en nyckel."
            raise ValueError(f"”{guessed[0]}” läses ur ord och räcker inte för nivån fel\n{hint}")
        return self

    def covers(self, day: date) -> bool:
        """Whether it applies on a day."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    @property
    def facts(self) -> tuple[tuple[KeyPath, str], ...]:
        """Every fact it names, with the keys where."""
        lists: tuple[tuple[KeyPath, Texts], ...] = (
            (("när",), self.when),
            (("dessutom",), self.also),
            (("utom",), self.unless),
            (("kräver", "uppgift"), self.requires.facts),
        )
        return tuple(((*path, n), fact) for path, facts in lists for n, fact in enumerate(facts))


@dataclass(frozen=True)
class DemandLibrary:
    """All demands of a workspace by id; none in a workspace from before there were any."""

    folder: Path
    clauses: ClauseLibrary
    laws: LawLibrary

    @cached_property
    def paths(self) -> tuple[Path, ...]:
        """The files, by name."""
        return tuple(sorted(self.folder.glob("*.yaml")))

    @cached_property
    def demands(self) -> dict[str, Demand]:
        """Every demand, by id in alphabetical order. Raises InvalidLibrary with the faults of all files."""
        found: dict[str, Demand] = {}
        problems: list[Problem] = []
        for path in self.paths:
            try:
                source, told = read_source(path)
                demand = build(source, told, Demand, InvalidLibrary)
            except IopdocsError as error:
                problems += error.problems
                continue
            problems += self._misnamed(demand, path)
            problems += self._unknown(demand, source)
            found[demand.id] = demand
        if problems:
            raise InvalidLibrary(problems)
        return found

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the names and bytes of all files."""
        return digest_of(self.paths)

    def _misnamed(self, demand: Demand, path: Path) -> Iterator[Problem]:
        if demand.id != path.stem:
            hint = f"Döp om filen till {demand.id}.yaml, eller ändra id till {path.stem}."
            yield Problem("kravets id och filnamn är olika", str(path), 1, "id", hint, code="krav-id")

    def _unknown(self, demand: Demand, source: Source) -> Iterator[Problem]:
        yield from unknown_facts(source, demand.facts)
        yield from unknown_clauses(source, ("kräver", "klausul"), demand.requires.clauses, self.clauses.clauses)
        yield from unknown_subjects(source, demand.law, self.laws)
        asked = demand.requires
        for name, named, known in (
            ("handling", asked.documents, self._types),
            ("bilaga", asked.annexes, self._types),
            ("bekräftelse", asked.confirmed, self._questions),
        ):
            yield from unknown_names(source, ("kräver", name), named, known)

    @cached_property
    def _types(self) -> Named:
        names = (path.parent.name for path in self.folder.parent.glob(f"*/{DESCRIPTION}"))
        return Named("dokumenttypen", frozenset(names), "Dokumenttyperna är mapparna i templates.", "okänd-dokumenttyp")

    @cached_property
    def _questions(self) -> Named | None:
        """The questions there are; None in a workspace from before there were any."""
        questions = ConfirmationLibrary(self.folder.parent / QUESTIONS)
        names = frozenset(path.stem for path in questions.paths)
        hint = "Frågorna står i templates/bekraftelser."
        return Named("bekräftelsen", names, hint, "okänd-bekräftelse") if questions.is_there else None
