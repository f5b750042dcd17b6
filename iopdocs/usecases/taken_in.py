"""An edited draft that has come back from somebody, laid in its agreement's folder: never over anything there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from iopdocs.classes import dataclass
from iopdocs.errors import InvalidTemplate, OutputBlocked, Problem
from iopdocs.making.naming import made_in, stems
from iopdocs.output import alone, create_file, made_folder
from iopdocs.reading import real
from iopdocs.usecases.convert import agreement_of
from iopdocs.usecases.desk import Desk
from iopdocs.usecases.held import HeldFile
from iopdocs.usecases.papers import key_of
from iopdocs.usecases.tried_paper import same_file
from iopdocs.verification.origin import Origin, from_document
from iopdocs.word.package import read_package
from iopdocs.word.sealing import is_sealed
from iopdocs.workspace import Loaded

_WORD = ".docx"


@dataclass(frozen=True, slots=True)
class TakenIn:
    """Where a draft was laid: the agreement's key and the file's, and its name; ``new`` unless it was there already."""

    agreement: str
    paper: str
    name: str
    new: bool


def take_in(desk: Desk, held: HeldFile) -> TakenIn:
    """Lay an edited draft beside the others of its agreement, so that the next one is made with what is edited in it.

    Raises IopdocsError for what is no edited draft of an agreement of the workspace, or when it cannot be written.
    """
    workspace = desk.workspace
    members = read_package(held.data, held.name)
    origin = from_document(members)
    loaded = agreement_of(workspace, origin)
    if origin is None or loaded is None:
        message = "filen säger inte att den är ett utkast av något avtal i arbetsmappen"
        hint = "Kontrollera att det är rätt fil, och att avtalets id är detsamma."
        raise InvalidTemplate(Problem(message, held.name, hint=hint, code="okänt-avtal"))
    if origin.final or is_sealed(held.data):
        message = "filen är en slutlig version" if origin.final else "ingenting är ändrat i filen"
        hint = "Bara utkast som någon har ändrat i behöver tas in."
        raise InvalidTemplate(Problem(message, held.name, hint=hint, code="inget-utkast"))
    key = desk.key(loaded.path)
    folder, stem = _place(desk, loaded, origin, held.name)
    if same := same_file(folder.glob(f"*{_WORD}"), held.data):
        return TakenIn(key, key_of(same), same.name, new=False)
    with alone(desk.root / "output"):
        made_folder(folder)
        path = next(one for one in _names(folder, stem) if not one.exists())
        create_file(path, held.data)
    return TakenIn(key, key_of(path), path.name, new=True)


def _place(desk: Desk, loaded: Loaded, origin: Origin, name: str) -> tuple[Path, str]:
    """Return the folder that a draft belongs in, and what the document is called there."""
    agreement, kind = loaded.agreement, desk.workspace.types.get(origin.kind)
    folder = desk.root / "output" / (agreement.id if agreement else "")
    if not real(folder).is_relative_to(desk.root):
        message, hint = "avtalets mapp är en länk ut ur arbetsmappen", "Lägg filen dit själv."
        raise OutputBlocked(Problem(message, name, hint=hint, code="länk"))
    named = stems(kind, agreement, made_in(folder), forms=True) if kind and agreement else []
    place = (origin.post or 1) - 1
    if place >= len(named) or (origin.post is None) != (named[place][1] is None):
        message = "det går inte att säga vilket av avtalets dokument filen är ett utkast av"
        hint = "Posten kan ha flyttats eller tagits bort sedan utkastet gjordes. Lägg filen i avtalets mapp själv."
        raise InvalidTemplate(Problem(message, name, hint=hint, code="okänd-post"))
    return folder, named[place][0]


def _names(folder: Path, stem: str) -> Iterator[Path]:
    """Yield the paths that a draft may be laid at: the newest of those that are edited is what the next rests on."""
    there = [path.stem for path in folder.glob(f"{stem}*{_WORD}")]
    taken = [int(one.removeprefix(f"{stem}.ny-")) for one in there if one.removeprefix(f"{stem}.ny-").isdecimal()]
    if not there:
        yield folder / f"{stem}{_WORD}"
    if not taken:
        yield folder / f"{stem}.ny{_WORD}"
    number = max([1, *taken])
    while True:
        number += 1
        yield folder / f"{stem}.ny-{number}{_WORD}"
