"""The clause library: one file per clause, dated versions, chosen as of the document's law day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Self

from pydantic import model_validator

from iopdocs.classes import dataclass
from iopdocs.errors import InvalidLibrary, Problem
from iopdocs.library.entries import digest_of
from iopdocs.model.base import Exact, key, required
from iopdocs.model.scalars import Day, Id, Text, Texts, YesNo
from iopdocs.reading import read_model, suggest


class ClauseVersion(Exact):
    """The wording of a clause during one time; both ends may be open."""

    start: Day | None = key("från", "Första dagen versionen gäller")
    end: Day | None = key("till", "Sista dagen versionen gäller")
    because: Text | None = key("därför", "Varför lydelsen skiljer sig från den förra, med lagrum")
    text: Text = required("text", "Texten: stycken skilda av tomrad, punkter med bindestreck")

    def covers(self, on: date) -> bool:
        """Whether this version applies on the day."""
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)

    @property
    def span(self) -> str:
        """When the wording applies, in words: ``från 2024-04-01 till 2025-06-30``, ``alltid``."""
        parts = (f"från {self.start}" if self.start else "", f"till {self.end}" if self.end else "")
        return " ".join(part for part in parts if part) or "alltid"


def check_order(versions: Sequence[ClauseVersion]) -> None:
    """Raise ValueError (Swedish, with a hint) unless each version begins the day after the one before it ends."""
    for earlier, later in pairwise(versions):
        if earlier.end is None or later.start is None or (later.start - earlier.end).days != 1:
            hint = "Varje version ska börja dagen efter att den förra slutar."
            raise ValueError(f"versionerna följer inte på varandra\n{hint}")


def version_on(versions: Sequence[ClauseVersion], day: date) -> ClauseVersion | None:
    """Return the version that applies on the day, or None when there is none for that day."""
    return next((version for version in versions if version.covers(day)), None)


class Clause(Exact):
    """One clause."""

    id: Id = required("id", "Klausulens id, samma som filens namn")
    heading: Text = required("rubrik", "Rubriken")
    about: Text = required("om", "En rad om vad klausulen gör")
    when: Texts = key("när", "Uppgifter; klausulen tas med när någon av dem finns", default=())
    on_request: YesNo = key("på_begäran", "ja om avtalet självt måste ta med klausulen", default=False)
    needs: Texts = key("behöver", "Uppgifter som texten skriver ut", default=())
    survives: Text | None = key(
        "består", "Vad villkoret handlar om, när det gäller också sedan avtalet har upphört: tystnadsplikt"
    )
    support: Texts = key("stöd", "Ämnen i lagbiblioteket som klausulen vilar på", default=())
    versions: tuple[ClauseVersion, ...] = required("versioner", "Texten under olika tider, äldst först")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.versions:
            raise ValueError("klausulen saknar text\nSkriv minst en version under versioner.")
        check_order(self.versions)
        return self

    def on(self, day: date) -> ClauseVersion | None:
        """Return the version that applies on the day, or None when the clause has no text for that day."""
        return version_on(self.versions, day)


_CITES = re.compile(r"\blag\s*\(")
_SUBJECT = re.compile(r"""\blag\s*\(\s*(["'])(.*?)\1\s*\)""")


def subjects_in(texts: Iterable[str]) -> frozenset[str] | None:
    """Return the subjects of law that texts with tags cite, in lower case; None when it is not written out which."""
    named = set[str]()
    for text in texts:
        found = [match[2].casefold().strip() for match in _SUBJECT.finditer(text)]
        if len(found) != len(_CITES.findall(text)):
            return None
        named.update(found)
    return frozenset(named)


@dataclass(frozen=True)
class ClauseLibrary:
    """All clauses of a workspace by id."""

    folder: Path

    @cached_property
    def clauses(self) -> dict[str, Clause]:
        """Every clause, by id in alphabetical order. Raises InvalidLibrary with the faults of all files."""
        found: dict[str, Clause] = {}
        problems: list[Problem] = []
        for path in self._paths:
            try:
                clause = read_model(path, Clause, InvalidLibrary)
            except InvalidLibrary as error:
                problems += error.problems
                continue
            if clause.id != path.stem:
                copied = clause.id in found or (path.parent / f"{clause.id}.yaml").exists()
                hint = f"Döp om filen till {clause.id}.yaml, eller ändra id till {path.stem}."
                if copied:
                    hint = f"Det finns redan en {clause.id}.yaml. Ta bort kopian, eller ge den ett eget id och namn."
                problems.append(Problem("id och filnamn är olika", str(path), 1, "id", hint, code="klausul-id"))
            found[clause.id] = clause
        if problems:
            raise InvalidLibrary(problems)
        return found

    @cached_property
    def _paths(self) -> list[Path]:
        return sorted(self.folder.glob("*.yaml"))

    def get(self, clause_id: str) -> Clause:
        """Return the clause; raise InvalidLibrary, with the nearest known id, when there is none."""
        if (clause := self.clauses.get(clause_id)) is not None:
            return clause
        hint = suggest(clause_id, self.clauses) or "Alla klausuler: iopdocs clauses"
        raise InvalidLibrary(Problem(f"klausulen ”{clause_id}” finns inte", hint=hint, code="okänd-klausul"))

    @cached_property
    def law_named(self) -> dict[str, frozenset[str] | None]:
        """The subjects of law that each clause may cite or rests on, as they are written there, in lower case.

        None when its texts do not tell. It is known without filling in a text, and may be more than is printed.
        """
        return {
            clause.id: None if named is None else named | {subject.casefold() for subject in clause.support}
            for clause in self.clauses.values()
            for named in [subjects_in(one.text for one in clause.versions)]
        }

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the names and bytes of all clause files."""
        return digest_of(self._paths)
