"""Questions to be confirmed before the parties sign, as data: one file per question in ``templates/bekraftelser``.

Each says which facts of an agreement raise it, from which day, which subject of the law library it rests on, how long
a confirmation holds, and beside which clauses of a draft it is marked as long as nobody has confirmed it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Self

from pydantic import model_validator

from iopdocs.errors import InvalidLibrary, IopdocsError, Problem
from iopdocs.laws.library import LawLibrary
from iopdocs.model.base import Exact, key, required
from iopdocs.model.circumstances import known_next
from iopdocs.model.scalars import Day, Id, Text, Texts, WholeSpan
from iopdocs.reading import KeyPath, Source, build, read_source, suggest

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


@dataclass(frozen=True)
class ConfirmationLibrary:
    """The questions of a workspace by id; ``folder`` is None where there is nothing to read."""

    folder: Path | None = None

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
            problems += _unknown_facts(point, source)
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
        digest = hashlib.sha256()
        for path in self.paths:
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        return digest.hexdigest()

    def unknown(self, clauses: Collection[str], laws: LawLibrary) -> Iterator[Problem]:
        """Yield the clauses and the subjects of law that the questions name and that there are not."""
        for point, source in self._read.values():
            for number, clause in enumerate(point.beside):
                if clause not in clauses:
                    hint = suggest(clause, clauses) or "Alla klausuler: iopdocs clauses"
                    message = f"klausulen ”{clause}” finns inte"
                    yield _told(source, ("vid", number), message, hint, "okänd-klausul")
            for number, name in enumerate(point.law):
                if fault := _refusal(laws.subject, name):
                    hint = fault.hint or "Ämnena står i docs/lagamnen.md."
                    yield _told(source, ("lag", number), fault.message, hint, "okänt-ämne")


def _unknown_facts(point: ConfirmationPoint, source: Source) -> Iterator[Problem]:
    for key_, facts in (("när", point.when), ("dessutom", point.also)):
        for number, fact in enumerate(facts):
            known, names = known_next(fact)
            if not known:
                hint = suggest(fact, names) or "Skriv avtal. och nycklarna dit, eller omständighet. och dess namn."
                yield _told(source, (key_, number), f"uppgiften ”{fact}” finns inte", hint, "okänd-uppgift")


def _refusal(call: Callable[[str], object], name: str) -> Problem | None:
    try:
        call(name)
    except IopdocsError as error:
        return error.problems[0]
    return None


def _told(source: Source, path: KeyPath, message: str, hint: str, code: str) -> Problem:
    place = source.place(path)
    return Problem(message, place.file, place.line, source.where(path), hint, code=code)
