"""What the folders of rules under ``templates/`` have in common: one file per rule, and names that must be there."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from iopdocs.classes import dataclass, replace
from iopdocs.errors import IopdocsError, Problem
from iopdocs.laws.library import LawLibrary
from iopdocs.model.circumstances import known_next
from iopdocs.reading import KeyPath, Source, suggest


def digest_of(paths: Iterable[Path]) -> str:
    """Return the SHA-256 over the names and bytes of files."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def unknown_facts(source: Source, facts: Iterable[tuple[KeyPath, str]]) -> Iterator[Problem]:
    """Yield the facts that a rule names and that no agreement can have, each with its line."""
    for path, fact in facts:
        known, names = known_next(fact)
        if not known:
            hint = suggest(fact, names) or "Skriv avtal. och nycklarna dit, eller omständighet. och dess namn."
            yield _at(source, path, Problem(f"uppgiften ”{fact}” finns inte", hint=hint, code="okänd-uppgift"))


def unknown_clauses(source: Source, at: KeyPath, named: Sequence[str], clauses: Collection[str]) -> Iterator[Problem]:
    """Yield the clauses that a rule names and that the library does not have, each with its line."""
    for number, clause in enumerate(named):
        if clause not in clauses:
            hint = suggest(clause, clauses) or "Alla klausuler: iopdocs clauses"
            unknown = Problem(f"klausulen ”{clause}” finns inte", hint=hint, code="okänd-klausul")
            yield _at(source, (*at, number), unknown)


@dataclass(frozen=True, slots=True)
class Named:
    """Things of a kind that a rule may name: what one is called in a message, their names, a hint, and the code."""

    called: str
    names: frozenset[str]
    hint: str
    code: str


def unknown_names(source: Source, at: KeyPath, named: Sequence[str], known: Named | None) -> Iterator[Problem]:
    """Yield what a rule names and that there is not, each with its line; nothing where nobody knows what there is."""
    for number, name in enumerate(named):
        if known is not None and name not in known.names:
            hint = suggest(name, known.names) or known.hint
            yield _at(source, (*at, number), Problem(f"{known.called} ”{name}” finns inte", hint=hint, code=known.code))


def unknown_subjects(source: Source, named: Sequence[str], laws: LawLibrary) -> Iterator[Problem]:
    """Yield the subjects of law that a rule names and that the library does not have, each with its line."""
    for number, name in enumerate(named):
        try:
            laws.subject(name)
        except IopdocsError as error:
            fault = error.problems[0]
            yield _at(source, ("lag", number), replace(fault, hint=fault.hint or "Ämnena står i docs/lagamnen.md."))


def _at(source: Source, path: KeyPath, problem: Problem) -> Problem:
    place = source.place(path)
    return replace(problem, file=place.file, line=place.line, where=source.where(path))
