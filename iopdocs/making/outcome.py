"""What is wished for of agreements, and what became of each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from iopdocs.classes import dataclass, field, replace
from iopdocs.errors import IopdocsError, Problem, Severity
from iopdocs.library.document_types import DocumentType
from iopdocs.output import SIGNED, Written
from iopdocs.templating.doubted import Doubts

#: The code that tells that a document asked for is about something the agreement does not have.
NOTHING_TO_MAKE = "inget-att-göra"
#: The code that tells that a final version of another day stays.
STANDS = "slutlig-står-kvar"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be made: document types (none means all), formats, as of which day, and how.

    ``only_new`` leaves out documents that are there already, made of the same. ``processes`` share the work. ``reason``
    is why there is to be another final version of what is signed; ``takeover`` writes also where receipts name others.
    ``fresh`` leaves out what somebody has edited in the documents there are. ``only`` are the names of the documents
    that are made, of those types; none means all.
    """

    day: date
    documents: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("docx",)
    final: bool = False
    force: bool = False
    out: Path | None = None
    only_new: bool = False
    processes: int = 1
    reason: str = ""
    takeover: bool = False
    fresh: bool = False
    only: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class File:
    """A file to be written: where, its bytes (of the Word document when it is to become a PDF), and its receipt.

    ``others`` are the formats of a final version that are written together with it, or not at all.
    """

    stem: str
    suffix: str
    data: bytes
    receipt: Mapping[str, Any]
    title: str = ""
    others: tuple[File, ...] = ()


@dataclass
class Outcome:
    """What became of one agreement: files to write and written, problems met, and per document its gaps.

    ``unchanged`` has the number of gaps of each document that was there already, ``characters`` what those made hold.
    ``parties`` are the prints of who the agreement is between, and ``signed`` the documents there already of what the
    data now says is signed. ``named`` is what others may know the file as, ``place`` where it lies when that does not
    say it, and ``before`` the folders with documents of it under ids that nothing has any more. ``doubts`` are what its
    drafts say of the statements they print.
    """

    file: str
    agreement: str = ""
    waiting: list[File] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    gaps: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unchanged: dict[str, int] = field(default_factory=dict)
    parties: tuple[str, ...] = ()
    signed: list[str] = field(default_factory=list)
    failed: bool = False
    characters: int = 0
    named: str = ""
    place: str = ""
    before: tuple[Path, ...] = ()
    doubts: Doubts = field(default_factory=dict)

    def has_already(self, stem: str, facts: Mapping[str, Any]) -> None:
        """Note that a final version is there already that says what a new one would say."""
        self.unchanged[stem] = 0
        if facts.get(SIGNED):
            self.signed.append(stem)

    def fail(self, error: IopdocsError, stem: str) -> None:
        """Note that a document could not be made, and why."""
        self.failed = True
        named = (_named(problem, self.file, stem) for problem in error.problems)
        # A fault in a template is the same for all documents of its type.
        self.problems = list(dict.fromkeys((*self.problems, *named)))


def stopped(file: str) -> Problem:
    """Return the problem of an agreement that the system stopped the work with."""
    message = "datorn stoppade arbetet med avtalet innan det var klart"
    hint = "Minnet kan ha tagit slut. Stäng andra program och kör avtalet för sig."
    return Problem(message, file, hint=hint, code="avbrutet-arbete")


def nothing_to_make(kind: DocumentType, file: str) -> Problem:
    """Return what is said when a document that was asked for is about something that the agreement does not have."""
    repeats = kind.description.repeats
    message = f"inget dokument av typen {kind.id} gjordes: avtalet har inget under {repeats}"
    hint = f"Skriv en post under {repeats} i avtalets fil."
    if kind.description.before_signing:
        message = f"inget dokument av typen {kind.id} gjordes: avtalet är redan undertecknat"
        hint = "Dokumentet är till för tiden före underskriften."
    return Problem(message, file, hint=hint, severity=Severity.NOTE, code=NOTHING_TO_MAKE)


def stands(file: str, stem: str, day: str) -> Problem:
    """Return what is said when a final version of another day stays: made as of that day it would say the same."""
    message = f"av samma uppgifter finns redan en slutlig version från {day}, och den står kvar; bara dagen är en annan"
    hint = 'Ska det ändå bli en ny: skriv varför, till exempel --reason "Ny dag".'
    return Problem(message, file, where=stem, hint=hint, severity=Severity.NOTE, code=STANDS)


def _named(problem: Problem, file: str, stem: str) -> Problem:
    if problem.file:
        return problem
    where = f"{stem}: {problem.where}" if problem.where else stem
    return replace(problem, file=file, line=None, where=where)
