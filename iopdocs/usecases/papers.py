"""The documents of one agreement: what there is to make, what lies in its folder, and what became of making some."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from iopdocs.classes import dataclass, replace
from iopdocs.conversion import find_pdf_program
from iopdocs.errors import InvalidAgreement, IopdocsError, Problem
from iopdocs.output import MADE_FOR, MADE_OF, RECEIPT_SUFFIX, Receipts, Written, parted, sha256
from iopdocs.reading import real
from iopdocs.usecases.desk import Desk
from iopdocs.usecases.render import FORMATS, Wish, render, said_of, told
from iopdocs.usecases.writing_desk import Draft
from iopdocs.workspace import Workspace

_OUTPUT = "output"
WORD = "docx"
_MOVED_ASIDE = re.compile(r"\.redigerad-[0-9]+\.")
#: What a file in an agreement's folder is.
DRAFT, FINAL, EDITED, OF_EDITED, OTHER = "utkast", "slutlig", "redigerad", "gjord av redigerad", ""
TO_SIGN, HAS_BEEN = "för underskrift", "undertecknad"


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A file in an agreement's folder; ``key`` is what it is asked for by, ``format`` what it is.

    ``state`` is what its receipt says of it: a draft, a final version, a draft that somebody has edited, or nothing.
    """

    key: str
    name: str
    size: int
    format: str
    state: str

    @property
    def is_word(self) -> bool:
        """Whether it is a Word document."""
        return self.format == WORD


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file that was made: what it is asked for by, its name, and what is to be said of it."""

    key: str
    name: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """What became of documents that were asked for: the files, how many were there already, and problems."""

    files: tuple[MadeFile, ...]
    unchanged: int
    problems: tuple[Problem, ...]
    failed: bool


def folder_of(desk: Desk, draft: Draft) -> Path | None:
    """Return the folder of an agreement's documents; None when it has none, or a link leads elsewhere."""
    agreement = draft.loaded.agreement
    folder = desk.root / _OUTPUT / agreement.id if agreement else None
    if folder is None or not folder.is_dir() or not real(folder).is_relative_to(desk.root):
        return None
    return folder


def files(desk: Desk, draft: Draft) -> dict[str, Path]:
    """Return the documents in an agreement's folder by key; nothing that a link brings there from elsewhere."""
    folder = folder_of(desk, draft)
    found = sorted(_documents(folder), key=lambda one: one.name) if folder else ()
    return {key_of(path): path for path in found}


def listed(desk: Desk, draft: Draft) -> list[PaperFile]:
    """Return the same as a page shows them."""
    masked = desk.workspace.watch.guard.masked
    found = files(desk, draft).items()
    return [
        PaperFile(key, masked(path.name), path.stat().st_size, parted(path)[1][1:], _state(path)) for key, path in found
    ]


def paper(desk: Desk, draft: Draft, key: str) -> Path:
    """Return the document that a key stands for. Raises InvalidAgreement when there is none."""
    if (path := files(desk, draft).get(key)) is None:
        hint = "Gå till fliken Dokument och välj ett av dem som finns."
        raise InvalidAgreement(Problem("dokumentet finns inte i avtalets mapp", hint=hint, code="saknad-fil"))
    return path


def make(desk: Desk, path: Path, wish: Wish) -> Made:
    """Make documents of one agreement as the command line does. Raises IopdocsError for what would stop them all."""
    wrong = [one for one in wish.formats if one not in FORMATS]
    if wrong or not wish.formats:
        message = f"formatet {wrong[0]} finns inte" if wrong else "inget format är valt"
        raise InvalidAgreement(Problem(message, hint=f"Välj bland {', '.join(FORMATS)}.", code="fel-användning"))
    run = render(desk.workspace, (path,), wish)
    with run.outcomes() as outcomes:
        (outcome,) = outcomes
    made = (made_file(desk.workspace, one) for one in outcome.written)
    # What is told of the house's own templates names them where they lie; the page says it from the workspace.
    problems = tuple(from_root(desk, one) for one in told(outcome, final=wish.final))
    return Made(tuple(made), len(outcome.unchanged), problems, outcome.failed)


def made_file(workspace: Workspace, written: Written) -> MadeFile:
    """Return a file that was made as a page tells of it: an id may have in it what is protected elsewhere."""
    masked = workspace.watch.guard.masked
    said = said_of(written, lambda file: file.name, "Av den redigerade görs det under Se vad som är ändrat.")
    return MadeFile(key_of(written.path), masked(written.path.name), tuple(map(masked, said)))


def from_root(desk: Desk, problem: Problem) -> Problem:
    """Return a problem whose file, when it lies in the workspace, is told from there."""
    return replace(problem, file=problem.file and problem.file.removeprefix(f"{desk.root}{os.sep}"))


def no_pdf() -> tuple[Problem, ...]:
    """Return why no PDF can be made on this computer; nothing when it can."""
    try:
        find_pdf_program()
    except IopdocsError as error:
        return error.problems
    return ()


def key_of(path: Path) -> str:
    """Return what a document in an agreement's folder is asked for by."""
    return sha256(os.fsencode(path.name))[:16]


def _state(path: Path) -> str:
    """Return what a receipt says of a file: what it does not know is somebody's, or was never ours."""
    receipts = Receipts(path.parent, parted(path)[0])
    entry = receipts.entry(path.name)
    if MADE_FOR in receipts.facts:
        return HAS_BEEN if "prövat" in receipts.facts else TO_SIGN
    if not entry:
        return EDITED if _MOVED_ASIDE.search(path.name) else OTHER
    if entry.get(MADE_OF):
        return OF_EDITED
    if sha256(path.read_bytes()) not in receipts.known(path.name):
        return EDITED
    return FINAL if receipts.is_final else DRAFT


def _documents(folder: Path) -> Iterator[Path]:
    suffixes = tuple(f".{one}" for one in FORMATS)
    for path in folder.iterdir():
        shown = path.name.endswith(suffixes) and not path.name.startswith((".", "~")) and path.is_file()
        if shown and not path.name.endswith(RECEIPT_SUFFIX) and real(path).parent == real(folder):
            yield path
