"""The questions that an agreement begins with, as data: one file per kind of partnership in ``templates/fragor``.

Each says which agreements it fits, what the file of a new one says from the start, and the five to eight questions that
matter first. A question names the fact that answers it; ``parter[offentlig].namn`` is one for each such party.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator

from iopdocs.classes import dataclass
from iopdocs.errors import InvalidLibrary, IopdocsError, Problem
from iopdocs.library.entries import unknown_facts
from iopdocs.model import Agreement
from iopdocs.model.base import Exact, key, required
from iopdocs.model.circumstances import FACT
from iopdocs.model.circumstances import found as found_in
from iopdocs.model.party import PUBLIC_TYPES
from iopdocs.model.scalars import Count, Id, Text, Texts
from iopdocs.reading import KeyPath, Node, Source, build, parse_source, read_source

FOLDER = "fragor"
_STEP = re.compile(r"([^.\[\]]+)(\[([^.\[\]]*)\])?")
_ROLES = ("offentlig", "idéburen")


def _known_fact(fact: str) -> str:
    """Accept keys that lead from an agreement to a value, with the records meant in brackets."""
    if ".".join(one[0] for one in _STEP.finditer(fact)) != fact:
        raise ValueError(f"”{fact}” är inga nycklar\nSkriv som parter[offentlig].namn eller avtalstid.från.")
    return fact


class FirstQuestion(Exact):
    """One question."""

    question: Text = required("fråga", "Frågan, så som den ställs")
    fact: Annotated[Text, AfterValidator(_known_fact)] = required(
        "uppgift",
        "Nycklarna till svaret; vilken post i en lista står inom klammer: [offentlig], [idéburen], postens id, dess "
        "nummer, eller inget för alla",
    )
    tip: Text | None = key("tips", "En mening till den som svarar")


class Beginning(Exact):
    """What a kind of agreement begins with."""

    id: Id = required("id", "Slagets id, samma som filens namn")
    name: Text = required("namn", "Vad slaget heter i valet")
    about: Text | None = key("om", "När det passar")
    order: Count = key("ordning", "Platsen i valet; ett avtal som finns är av det första slag som passar", default=9)
    when: Texts = key("när", "Uppgifter; slaget passar när någon av dem finns, utan uppgift alltid", default=())
    also: Texts = key("dessutom", "Uppgifter som alla måste finnas", default=())
    unless: Texts = key("utom", "Uppgifter som ingen får finnas", default=())
    begins: Text | None = key("börjar", "Det som står i filen från början, skrivet som i ett avtal, utan id och status")
    questions: tuple[FirstQuestion, ...] = required("frågor", "Frågorna i ordning, helst fem till åtta")

    @property
    def facts(self) -> Iterator[tuple[KeyPath, str]]:
        """Every fact it names, with the keys where."""
        for name, facts in (("när", self.when), ("dessutom", self.also), ("utom", self.unless)):
            yield from (((name, n), fact) for n, fact in enumerate(facts))
        for n, one in enumerate(self.questions):
            yield ("frågor", n, "uppgift"), FACT + ".".join(step[1] for step in _STEP.finditer(one.fact))

    def fits(self, agreement: Agreement) -> bool:
        """Whether an agreement is of this kind."""
        some = not self.when or any(found_in(agreement, fact) is not None for fact in self.when)
        every = all(found_in(agreement, fact) is not None for fact in self.also)
        return some and every and not any(found_in(agreement, fact) is not None for fact in self.unless)

    @property
    def start(self) -> dict[str, Node]:
        """What the file says from the start, read."""
        data = parse_source(self.begins or "", "")[0].data
        return data if isinstance(data, dict) else {}


@dataclass(frozen=True)
class BeginningLibrary:
    """What agreements of a workspace begin with; nothing in a workspace from before there were any questions."""

    folder: Path

    @cached_property
    def kinds(self) -> Mapping[str, Beginning]:
        """Every kind by id, in the order of the choice. Raises InvalidLibrary with the faults of all files."""
        found: list[Beginning] = []
        problems: list[Problem] = []
        for path in sorted(self.folder.glob("*.yaml")):
            try:
                source, told = read_source(path)
                one = build(source, told, Beginning, InvalidLibrary)
            except IopdocsError as error:
                problems += error.problems
                continue
            problems += _faults(one, source, path)
            found.append(one)
        if problems:
            raise InvalidLibrary(problems)
        return {one.id: one for one in sorted(found, key=lambda one: (one.order, one.id))}

    def of(self, agreement: Agreement) -> Beginning | None:
        """Return the first kind that an agreement is of. Raises InvalidLibrary."""
        return next((one for one in self.kinds.values() if one.fits(agreement)), None)


def _faults(one: Beginning, source: Source, path: Path) -> Iterator[Problem]:
    if one.id != path.stem:
        hint = f"Döp om filen till {one.id}.yaml, eller ändra id till {path.stem}."
        yield Problem("slagets id och filnamn är olika", str(path), 1, "id", hint, code="frågor-id")
    yield from unknown_facts(source, one.facts)
    known = {info.alias or name for name, info in Agreement.model_fields.items()} - {"id", "status"}
    read, told = parse_source(one.begins or "", str(path))
    place = source.place(("börjar",))
    for name in read.data if isinstance(read.data, dict) else ():
        if name not in known:
            hint = "Skriv nycklar som kan stå i ett avtal, utan id och status."
            yield Problem(
                f"”{name}” kan inte stå under börjar", place.file, place.line, "börjar", hint, code="frågor-börjar"
            )
    if told or (one.begins and not isinstance(read.data, dict)):
        hint = "Skriv det som i ett avtal, en nyckel per rad."
        yield Problem("börjar går inte att läsa", place.file, place.line, "börjar", hint, code="frågor-börjar")


def places(fact: str, data: Node) -> list[KeyPath]:
    """Return where in an agreement's data the fact of a question stands, or would stand: one path per record meant."""
    found: list[tuple[KeyPath, Node]] = [((), data)]
    for step in _STEP.finditer(fact):
        found = [((*path, step[1]), node.get(step[1]) if isinstance(node, dict) else None) for path, node in found]
        if step[2]:
            found = [
                ((*path, place), record)
                for path, node in found
                for place, record in enumerate(node if isinstance(node, list) else ())
                if isinstance(record, dict) and _meant(step[3], place, record)
            ]
    return [path for path, _ in found]


def _meant(asked: str, place: int, record: Mapping[str, Node]) -> bool:
    """Whether a record is one that a question is about."""
    if not asked or asked == str(place + 1):
        return True
    if asked in _ROLES:
        role, kind = record.get("roll"), record.get("typ")
        return asked == (role or (kind and _ROLES[kind not in PUBLIC_TYPES]))
    return asked in (record.get("id"), record.get("part"))
