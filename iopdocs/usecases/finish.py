"""Finish: an edited draft becomes a final version as it is, with its receipt and other formats."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from iopdocs.classes import dataclass
from iopdocs.conversion import CONVERTERS, find_pdf_program
from iopdocs.errors import InvalidTemplate, Problem
from iopdocs.making.completed import DRAFT_HASH, OF_DRAFT, completed
from iopdocs.making.last_look import LastLook
from iopdocs.making.outcome import File
from iopdocs.making.provenance import answers_to
from iopdocs.output import ASKED, CONTENTS, SIGNED, Receipts, Written, alone, parted, write_final
from iopdocs.reading import real
from iopdocs.usecases.answers.base import problems_json
from iopdocs.usecases.answers.converted import ConvertedJson
from iopdocs.usecases.answers.finished import FinishJson
from iopdocs.usecases.convert import agreement_of
from iopdocs.verification.finals import family
from iopdocs.verification.origin import from_document
from iopdocs.word.contents import contents_of, said_by
from iopdocs.word.package import read_document, read_package
from iopdocs.word.properties import title_of
from iopdocs.workspace import Workspace

__all__ = ["FORMATS", "Finished", "Written", "finish"]

#: The formats that a final version can have.
FORMATS = ("docx", *CONVERTERS)
_WORD, _PDF = ".docx", "pdf"


@dataclass(frozen=True, slots=True)
class Finished:
    """What became of each format of a final version."""

    written: tuple[Written, ...]

    def as_json(self) -> FinishJson:
        """Return the answer for JSON."""
        return FinishJson(results=tuple(map(ConvertedJson.of, self.written)), problems=problems_json(()))


def finish(workspace: Workspace, path: Path, formats: Sequence[str], day: date, *, reason: str = "") -> Finished:
    """Make an edited draft final where it lies, beside whatever is there; the draft itself is left as it is.

    ``day`` is the day that the agreement is looked at as of. Raises IopdocsError when something is left in it that a
    final version must not have, when it gives something away, or cannot be written; then nothing is written.
    """
    if _PDF in formats:
        find_pdf_program()
    draft, name = read_document(path), workspace.shown(path)
    made = completed(draft, name)
    stem = family(parted(path)[0])
    receipts = next((one for at in (path.stem, stem) if (one := Receipts(path.parent, at)).read()), None)
    if receipts is None:
        message = "kvittot som hör till utkastet finns inte, så det går inte att säga vems det är"
        hint = "Lägg tillbaka utkastet i mappen där det gjordes, med sitt kvitto, och kör igen."
        raise InvalidTemplate(Problem(message, name, hint=hint, code="inget-utkast"))
    loaded = agreement_of(workspace, from_document(read_package(draft, name)))
    agreement = loaded.agreement if loaded else None
    title = title_of(made.data)
    files = {_WORD: made.data}
    files |= {f".{one}": CONVERTERS[one](made.data, title) for one in formats if f".{one}" != _WORD}
    if loaded is not None and agreement is not None:
        look = LastLook.of(workspace.case(loaded, agreement, day), final=True)
    else:
        look = LastLook(workspace.watch.guard, final=True, numbers=frozenset())
    look.document(made.data, [File(stem, suffix, data, {}) for suffix, data in files.items()], {}, stem)
    facts = {
        **receipts.facts,
        "utkast": False,
        "luckor": 0,
        ASKED: answers_to(made.said),
        DRAFT_HASH: made.said[OF_DRAFT],
        SIGNED: bool(agreement and agreement.is_signed),
        CONTENTS: contents_of(made.data),
    }
    output = workspace.root / "output"
    place = output if real(path.parent).is_relative_to(real(output)) else path.parent
    with alone(place):
        return Finished(tuple(write_final(path.parent, stem, files, facts, reason=reason, reads=said_by)))
