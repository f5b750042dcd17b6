"""Questions to be confirmed before the parties sign, as data: one file per question in ``templates/bekraftelser``.

Each says which facts of an agreement raise it, from which day, which subject of the law library it rests on, how long
a confirmation holds, and beside which clauses of a draft it is marked as long as nobody has confirmed it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Self

from pydantic import model_validator

from iopdocs.classes import dataclass
from iopdocs.errors import InvalidLibrary, IopdocsError, Problem
from iopdocs.laws.library import LawLibrary
from iopdocs.library.entries import digest_of, unknown_clauses, unknown_facts, unknown_subjects
from iopdocs.model.base import Exact, key, required
from iopdocs.model.scalars import Day, Id, Text, Texts, WholeSpan
from iopdocs.reading import KeyPath, Source, build, read_source

FOLDER = "bekraftelser"


class ConfirmationPoint(Exact):
    """One question."""

    id: Id = required("id", "Frågans id, samma som filens namn")
    heading: Text = required("rubrik", "Vad som ska vara bekräftat, så kort att det kan stå i ett märke")
    question: Text = required("fråga", "Frågan, så som den som bekräftar ska läsa den")
    when: Texts = key("när", "Uppgifter; frågan ställs när någon av dem finns, utan uppgift alltid", default=())
    also: Texts = key("dessutom", "Uppgifter som alla måste finnas", default=())
    start: Day | None = key("från", "Första dagen frågan ställs")
    end: Day | None = key("till", "Sista dagen frågan ställs")
    law: Texts = key("lag", "Ämnen i lagbiblioteket som frågan vilar på", default=())
    holds: WholeSpan | None = key("giltighet", "Hur länge en bekräftelse gäller, till exempel 6 månader")
    source: Text | None = key("källa", "Varifrån frågan eller giltigheten är tagen, när lagbiblioteket inte säger det")
    beside: tuple[Id, ...] = key(
        "vid", "Klausuler; utkastet har märket vid den första av dem som står i avtalet", default=()
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.start and self.end and self.end < self.start:
            raise ValueError("frågans sista dag ligger före den första\nRätta från eller till.")
        return self

    def covers(self, day: date) -> bool:
        """Whether it is asked on a day."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    @property
    def facts(self) -> tuple[tuple[KeyPath, str], ...]:
        """Every fact it names, with the keys where."""
        lists = (("när", self.when), ("dessutom", self.also))
        return tuple(((name, n), fact) for name, facts in lists for n, fact in enumerate(facts))


@dataclass(frozen=True)
class ConfirmationLibrary:
    """The questions of a workspace by id; ``folder`` is None where there is nothing to read."""

    folder: Path | None = None

    @classmethod
    def of(cls, templates: Path) -> Self:
        """Return the questions that lie among a workspace's templates."""
        return cls(templates / FOLDER)

    @property
    def is_there(self) -> bool:
        """Whether the workspace has such a folder: one from before there were any asks for nothing."""
        return self.folder is not None and self.folder.is_dir()

    @cached_property
    def paths(self) -> tuple[Path, ...]:
        """The files, by name."""
        return tuple(sorted(self.folder.glob("*.yaml"))) if self.folder else ()

    @cached_property
    def _read(self) -> dict[str, tuple[ConfirmationPoint, Source]]:
        found: dict[str, tuple[ConfirmationPoint, Source]] = {}
        problems: list[Problem] = []
        for path in self.paths:
            try:
                source, told = read_source(path)
                point = build(source, told, ConfirmationPoint, InvalidLibrary)
            except IopdocsError as error:
                problems += error.problems
                continue
            if point.id != path.stem:
                hint = f"Döp om filen till {point.id}.yaml, eller ändra id till {path.stem}."
                message = "frågans id och filnamn är olika"
                problems.append(Problem(message, str(path), 1, "id", hint, code="bekräftelse-id"))
            problems += unknown_facts(source, point.facts)
            found[point.id] = (point, source)
        if problems:
            raise InvalidLibrary(problems)
        return found

    @cached_property
    def points(self) -> dict[str, ConfirmationPoint]:
        """Every question by id. Raises InvalidLibrary with the faults of all files."""
        return {name: point for name, (point, _) in self._read.items()}

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the names and bytes of all files."""
        return digest_of(self.paths)

    def unknown(self, clauses: Collection[str], laws: LawLibrary) -> Iterator[Problem]:
        """Yield the clauses and the subjects of law that the questions name and that there are not."""
        for point, source in self._read.values():
            yield from unknown_clauses(source, ("vid",), point.beside, clauses)
            yield from unknown_subjects(source, point.law, laws)
