"""Two documents compared for somebody who reads a page: of the workspace, or given by her."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

from iopdocs.classes import dataclass
from iopdocs.errors import Problem
from iopdocs.output import Scratch
from iopdocs.usecases.answers.documents import DifferenceJson
from iopdocs.usecases.compare import compare
from iopdocs.usecases.desk import Desk
from iopdocs.usecases.held import HeldFile, at_hand
from iopdocs.usecases.papers import WORD, PaperFile, listed, paper
from iopdocs.usecases.passages import Passage, passages
from iopdocs.usecases.saving import read
from iopdocs.usecases.writing_desk import Draft, draft

#: What stands before the dot of a reference to a file that somebody has given, in the place of an agreement's key.
GIVEN = "fil"


@dataclass(frozen=True, slots=True)
class ComparedPapers:
    """What differs between two documents, and what they are called."""

    old: str
    new: str
    passages: tuple[Passage, ...]

    @property
    def sections(self) -> int:
        """In how many sections something differs."""
        return len({one.section for one in self.passages})


@dataclass(frozen=True, slots=True)
class Redlined:
    """A Word file with tracked changes, what is to be said of it, and what differs that it has no mark of."""

    held: HeldFile
    problems: tuple[Problem, ...]
    unmarked: tuple[Passage, ...]


def agreement_as_saved(desk: Desk, key: str, day: date) -> Draft:
    """Return an agreement as its file is. Raises InvalidAgreement."""
    return draft(desk, key, read(desk, key).text, day)


def word_files(desk: Desk, key: str, day: date) -> list[tuple[str, PaperFile]]:
    """Return the Word documents in an agreement's folder, each with what it is compared by."""
    found = listed(desk, agreement_as_saved(desk, key, day))
    return [(f"{key}.{one.key}", one) for one in found if one.format == WORD]


def compared_papers(desk: Desk, old: str, new: str, day: date) -> ComparedPapers:
    """Return what differs between the documents of two references. Raises IopdocsError."""
    with _both(desk, old, new, day) as (before, after):
        found = compare(before, after, day)
        return ComparedPapers(before.name, after.name, passages(map(DifferenceJson.of, found.changes)))


def redlined(desk: Desk, old: str, new: str, day: date, author: str) -> Redlined:
    """Return a Word file where what differs is tracked changes, kept on the desk. Raises IopdocsError."""
    with _both(desk, old, new, day) as (before, after), Scratch() as folder:
        path = folder / f"{after.stem}.jämförd.docx"
        found = compare(before, after, day, output=path, author=author or "iopdocs")
        held = desk.held.hold(path.name, path.read_bytes())
        told = tuple(
            Problem(one.message, hint=one.hint, severity=one.severity, code=one.code) for one in found.problems
        )
        return Redlined(held, told, passages(map(DifferenceJson.of, found.unmarked)))


def side_by_side(desk: Desk, old: str, new: str, day: date) -> bytes:
    """Return the two documents on a page of their own. Raises IopdocsError."""
    with _both(desk, old, new, day) as (before, after), Scratch() as folder:
        path = folder / "jämförelse.html"
        compare(before, after, day, html=path)
        return path.read_bytes()


@contextmanager
def _both(desk: Desk, old: str, new: str, day: date) -> Iterator[tuple[Path, Path]]:
    with ExitStack() as stack:
        yield stack.enter_context(_at(desk, old, day)), stack.enter_context(_at(desk, new, day))


@contextmanager
def _at(desk: Desk, reference: str, day: date) -> Iterator[Path]:
    """Give the path of a document: of a file that was given, or of one of an agreement's, never of any other."""
    where, _, key = reference.partition(".")
    if where == GIVEN:
        with at_hand(desk.held.get(key)) as (path,):
            yield path
    else:
        yield paper(desk, agreement_as_saved(desk, where, day), key)
