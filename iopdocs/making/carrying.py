"""What a person has edited in a Word document, carried into the one made anew; or why it could not be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

from iopdocs.classes import dataclass
from iopdocs.errors import InvalidTemplate, IopdocsError, OutputBlocked, Problem, Severity
from iopdocs.making.completed import OF_DRAFT
from iopdocs.making.last_look import LastLook
from iopdocs.making.outcome import File
from iopdocs.output import ASKED, Receipts, sha256
from iopdocs.protection.guard import Guard
from iopdocs.word.package import read_document, read_package
from iopdocs.word.properties import OF_EDITED, provenance_of
from iopdocs.word.sealing import is_sealed

#: The codes of what is told: that changes were carried, that they were not, that only two versions are known so that
#: nobody knows whose each difference is, and of a question that they gave.
CARRIED, NOT_CARRIED, TWO_WAYS, CONFLICT = (
    "ändringar-med", "ändringar-inte-med", "ändringar-utan-underlag", "ändringar-krockar",
)  # fmt: skip
#: The code of a format that was not made, since it would lack what is edited.
OF_EDITED_WORD = "redigerad-word-fil"
#: All that is told when documents are made over edited ones.
TOLD = frozenset({CARRIED, NOT_CARRIED, TWO_WAYS, CONFLICT, OF_EDITED_WORD})
_WORD, _DRAFT = ".docx", "utkast"


@dataclass(frozen=True, slots=True)
class Edited:
    """A draft that somebody has edited: where it is, its bytes and members (none when it cannot be read)."""

    path: Path
    data: bytes
    members: dict[str, bytes]
    asked: str = ""

    @property
    def of(self) -> str:
        """The hash of the edited file that it was merged from; nothing when it was not."""
        return provenance_of(self.members).get(OF_EDITED, "")


@dataclass(frozen=True, slots=True)
class Carried:
    """The document to be written, and what is to be said of it."""

    data: bytes
    problems: tuple[Problem, ...]


def edited_draft(folder: Path, stem: str) -> Edited | None:
    """Return the newest draft of a document that somebody has edited: the document, or one laid beside it later.

    Raises OSError when one cannot be read.
    """
    return next(iter(_edited(folder, stem)), None)


def _edited(folder: Path, stem: str) -> Iterator[Edited]:
    """Yield the drafts of a document that somebody has edited, the newest first."""
    beside = re.compile(rf"{re.escape(stem)}\.ny(?:-([1-9][0-9]{{0,5}}))?")
    numbers = {
        path.stem: int(match[1] or 1) for path in folder.glob("*.docx") if (match := beside.fullmatch(path.stem))
    }
    for name in (*sorted(numbers, key=lambda one: -numbers[one]), stem):
        path, receipts = folder / f"{name}{_WORD}", Receipts(folder, name)
        if not path.is_file() or path.stat().st_size == 0:
            continue
        data = path.read_bytes()
        entry = receipts.entry(path.name)
        if sha256(data) in receipts.known(path.name) or is_sealed(data) or receipts.is_final:
            continue
        try:
            members = read_package(data, path.name)
        except InvalidTemplate:
            members = {}
        said = provenance_of(members)
        if (said and said.get("version") != _DRAFT) or not (said or entry):
            continue  # a final version, or somebody else's
        yield Edited(path, data, members, str(entry.get(ASKED, "")))


def written_by_hand(folder: Path, stem: str) -> Path | None:
    """Return a document, draft or final, that somebody wrote in by hand; None when there is none that can be read."""
    beside = re.compile(rf"{re.escape(stem)}(?:\.(?:ny|slutlig)(?:-[1-9][0-9]{{0,5}})?)?")
    for path in sorted(folder.glob(f"*{_WORD}"), reverse=True):
        if not beside.fullmatch(path.stem):
            continue
        try:
            data = read_document(path)
            said = provenance_of(read_package(data, path.name))
        except IopdocsError:
            continue
        if said and (not is_sealed(data) or OF_DRAFT in said or OF_EDITED in said):
            return path
    return None


def carried(root: Path, folder: Path, file: File, guard: Guard) -> Carried | None:
    """Return a Word document with what was edited in the newest draft of it, or None when none is edited.

    When the changes cannot be carried the document is as it was made, and it is said why. Raises OSError.
    """
    found = list(_edited(folder, file.stem))
    if not found:
        return None
    edited = found[0]
    # What tracks changes is loaded where there are some.
    from iopdocs.making.as_made import as_made
    from iopdocs.merging import Versions, merge

    try:
        base = as_made(root, edited.members, edited.asked)
        day = date.fromisoformat(str(file.receipt["dag"]))
        # Without the first of the three, what the edited one says is where all differences begin.
        merged = merge(Versions(base or edited.data, edited.data, file.data), day)
        LastLook(guard, numbers=frozenset()).document(merged.data, (), {}, file.stem)
    except IopdocsError as error:
        first = error.problems[0]
        return Carried(file.data, (_not_carried(file, edited, first.message, first.hint),))
    told = [_carried(file, edited, merged.person) if base else _two_ways(file, edited)]
    told += [_conflict(file, one.question) for one in merged.conflicts]
    told += _edited_since(file, found)
    return Carried(merged.data, tuple(told))


def _edited_since(file: File, found: Sequence[Edited]) -> Iterator[Problem]:
    """Yield what is told of each draft that somebody has edited since the next newer one was merged from it."""
    for newer, older in pairwise(found):
        if newer.of and newer.of != sha256(older.data):
            yield _not_carried(file, older, f"den är ändrad efter att {newer.path.name} gjordes av den")


def not_of_edited(stem: str, suffix: str, edited: Edited) -> Problem:
    """Return what is said of a format that was not made, since the Word document is edited."""
    message = f"formatet {suffix[1:]} gjordes inte: {edited.path.name} är redigerad, och ändringarna skulle saknas"
    hint = (
        f"Gör det av den redigerade: iopdocs convert {_place(edited)} --format {suffix[1:]}. "
        "Utan ändringarna görs det med --fresh."
    )
    return Problem(message, where=stem, hint=hint, severity=Severity.WARNING, code=OF_EDITED_WORD)


def see_that_no_edits_are_lacking(folder: Path, stem: str) -> None:
    """Raise OutputBlocked when a final version of the data would lack what somebody has edited in the draft."""
    edited = edited_draft(folder, stem)
    if edited is not None:
        name = edited.path.name
        message = f"filen {name} är redigerad, och en slutlig version av uppgifterna skulle sakna ändringarna"
        hint = f"Gör den av den redigerade: iopdocs finish {_place(edited)}. Utan ändringarna görs den med --fresh."
        raise OutputBlocked(Problem(message, where=stem, hint=hint, code="redigerat-utkast"))


def _place(edited: Edited) -> str:
    """Return where an edited draft lies, as it is written from the workspace."""
    return "/".join(edited.path.parts[-3:])


def _carried(file: File, edited: Edited, person: str) -> Problem:
    message = f"ändringarna i {edited.path.name} är med i den nya filen, som spårade ändringar under namnet ”{person}”"
    hint = "Det som uppgifterna har ändrat står som spårade ändringar av iopdocs. Godkänn eller avvisa dem i Word."
    return Problem(message, where=file.stem, hint=hint, severity=Severity.NOTE, code=CARRIED)


def _two_ways(file: File, edited: Edited) -> Problem:
    message = (
        f"dokumentet som {edited.path.name} gjordes av är inte sparat längre: det som skiljer den från uppgifterna "
        "står i den nya filen som spårade ändringar av iopdocs, och det som någon har skrivit in står som struket"
    )
    hint = "Godkänn inte alla på en gång i Word: avvisa dem som tar bort det som ska stå kvar."
    return Problem(message, where=file.stem, hint=hint, severity=Severity.WARNING, code=TWO_WAYS)


def _not_carried(file: File, edited: Edited, why: str, hint: str = "") -> Problem:
    message = f"ändringarna i {edited.path.name} är inte med i den nya filen: {why}"
    hint = hint or f"Se vad som skiljer: iopdocs compare {edited.path.name} och den nya filen. För in det i Word."
    return Problem(message, where=file.stem, hint=hint, severity=Severity.WARNING, code=NOT_CARRIED)


def _conflict(file: File, question: str) -> Problem:
    hint = "Båda lydelserna står i den nya filen. Behåll den ena i Word."
    return Problem(question, where=file.stem, hint=hint, severity=Severity.WARNING, code=CONFLICT)
