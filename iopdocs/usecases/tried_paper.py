"""One document tried for somebody who reads a page: what it was made from, what a person changed, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from iopdocs.classes import dataclass
from iopdocs.errors import Problem
from iopdocs.output import parted
from iopdocs.usecases.answers.documents import VerifiedJson
from iopdocs.usecases.desk import Desk
from iopdocs.usecases.held import HeldFile, at_hand
from iopdocs.usecases.passages import Passage, passages
from iopdocs.usecases.verify import TriedDocument, verify
from iopdocs.verification.finals import family

_DRAFT = "utkast"


@dataclass(frozen=True, slots=True)
class TriedPaper:
    """What is known of a document. ``agreement`` is the key and the name of the one it says it is of, if it is here.

    ``lines`` are said beside the ``passages`` that somebody has changed. ``problems`` are what could not be written.
    """

    known: VerifiedJson
    passages: tuple[Passage, ...]
    lines: tuple[str, ...]
    agreement: tuple[str, str] | None
    problems: tuple[Problem, ...] = ()

    @property
    def is_edited_draft(self) -> bool:
        """Whether it is a draft that somebody has edited, of an agreement that is here."""
        origin = self.known.origin
        return bool(origin and origin.version == _DRAFT and not self.known.unedited and self.agreement)

    @property
    def is_ours(self) -> bool:
        """Whether it says what it was made from."""
        return self.known.origin is not None


def tried(desk: Desk, path: Path) -> TriedPaper:
    """Return what is known of a document of the workspace."""
    found = verify(desk.workspace, (path,))
    return _told(desk, found.documents[0], found.problems)


def tried_held(desk: Desk, held: HeldFile) -> TriedPaper:
    """Return what is known of a file that somebody has given. Raises InvalidTemplate for what is no document.

    One that is the same to the last byte as a document in the workspace's output is that document.
    """
    if same := same_file((desk.root / "output").rglob("*"), held.data):
        return tried(desk, same)
    with at_hand(held) as (path,):
        return tried(desk, path)


def same_file(paths: Iterable[Path], data: bytes) -> Path | None:
    """Return the first of some paths, in order of name, that is a file of these very bytes."""
    alike = (path for path in sorted(paths) if path.is_file() and path.stat().st_size == len(data))
    return next((path for path in alike if path.read_bytes() == data), None)


def family_of(path: Path) -> str:
    """Return the name of the document that a file is a version of."""
    return family(parted(path)[0])


def _told(desk: Desk, one: TriedDocument, problems: tuple[Problem, ...]) -> TriedPaper:
    known = one.known
    sections = known.sections or ()
    said = {f"{each.section}: {each.kind}: " for each in sections}
    lines = tuple(line for line in known.lines if not any(line.startswith(begins) for begins in said))
    here = agreement_here(desk, known.origin.agreement) if known.origin else None
    return TriedPaper(known, passages(sections), lines, here, problems)


def agreement_here(desk: Desk, agreement_id: str) -> tuple[str, str] | None:
    """Return the key and the name of the agreement with an id, if it is in the workspace."""
    workspace = desk.workspace
    for key, path in desk.files().items():
        if workspace.stated_id(path) == agreement_id:
            return key, workspace.shown(path)
    return None
