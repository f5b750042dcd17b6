"""What can be done with a document that somebody has edited. Nothing of it is lost, whatever is chosen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from iopdocs.classes import dataclass
from iopdocs.errors import InvalidAgreement, Problem
from iopdocs.output import parted
from iopdocs.usecases.convert import convert
from iopdocs.usecases.desk import Desk
from iopdocs.usecases.finish import finish
from iopdocs.usecases.override import override
from iopdocs.usecases.papers import WORD, MadeFile, made_file, make
from iopdocs.usecases.render import Wish
from iopdocs.usecases.tried_paper import family_of
from iopdocs.usecases.verify import verify
from iopdocs.usecases.writing_desk import Draft
from iopdocs.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Done:
    """What was done: the files that came of it, what is to be said, and problems."""

    files: tuple[MadeFile, ...] = ()
    said: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    failed: bool = False


def merged(desk: Desk, draft: Draft, path: Path, day: date) -> Done:
    """Make the document anew beside the edited one, with what was edited carried along. Raises IopdocsError."""
    return _made(desk, draft, path, Wish(day, formats=(WORD,)))


def replaced(desk: Desk, draft: Draft, path: Path, day: date) -> Done:
    """Make the document anew in its place; the edited one is kept under another name. Raises IopdocsError.

    Only what stands where the program puts a document has a place: what lies beside it would move another's edits.
    """
    if not in_place(path):
        hint = "Välj Ersätt på den filen, eller foga samman."
        message = f"det här är en senare version, bredvid {family_of(path)}{parted(path)[1]}"
        raise InvalidAgreement(Problem(message, path.name, hint=hint, code="fel-användning"))
    return _made(desk, draft, path, Wish(day, formats=(parted(path)[1][1:],), force=True))


def in_place(path: Path) -> bool:
    """Whether a file stands where the program puts a document, and is no version laid beside it."""
    return parted(path)[0] == family_of(path)


def as_it_is(workspace: Workspace, path: Path, formats: tuple[str, ...], day: date) -> Done:
    """Make other formats of the document as it is edited. Raises IopdocsError."""
    if not formats:
        raise InvalidAgreement(Problem("inget format är valt", hint="Välj minst ett.", code="fel-användning"))
    found = convert(workspace, path, formats, day, out=None)
    return Done(tuple(made_file(workspace, one) for one in found.written), problems=found.problems)


def finished(workspace: Workspace, path: Path, formats: tuple[str, ...], day: date, reason: str) -> Done:
    """Make the edited draft final as it is, beside it. Raises IopdocsError."""
    made = finish(workspace, path, formats, day, reason=reason).written
    return Done(tuple(made_file(workspace, one) for one in made))


def facts_written(desk: Desk, path: Path) -> Done:
    """Write the facts that were edited, and are sure, in the agreement's file."""
    found = verify(desk.workspace, (path,), apply=True)
    read = found.documents[0].known.read_back
    written = [one for one in read.proposals if one.sure] if read and read.written else []
    said = [f"Skrivet i {one.file}: {one.where}: {one.new}" for one in written]
    if not said and not found.problems:
        said = ["Det fanns ingen uppgift som är säker nog att skriva."]
    return Done(said=tuple(said), problems=found.problems, failed=bool(found.problems))


def clause_kept(workspace: Workspace, path: Path, clause: str, reason: str, by: str, day: date) -> Done:
    """Let a clause as it is worded in the document be the agreement's own. Raises IopdocsError."""
    found = override(workspace, path, clause, reason, by, day)
    return Done(said=(f"Klausulen {found.clause} har nu en egen text i {found.file}, under klausuler.ersätt.",))


def _made(desk: Desk, draft: Draft, path: Path, wish: Wish) -> Done:
    stem = family_of(path)
    kinds = draft.kinds_of(stem)
    only = Wish(wish.day, kinds, wish.formats, force=wish.force, only=frozenset({stem}))
    found = make(desk, draft.path, only)
    return Done(found.files, problems=found.problems, failed=found.failed)
