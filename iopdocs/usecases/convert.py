"""Convert: other formats of a Word file as it is now, edited or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path

from iopdocs.classes import dataclass
from iopdocs.conversion import CONVERTERS, find_pdf_program, pdf_doubts
from iopdocs.conversion.edited import ready, title_for
from iopdocs.errors import Problem
from iopdocs.making.last_look import LastLook
from iopdocs.making.newsroom import is_news, read_by_an_editor
from iopdocs.making.outcome import File
from iopdocs.output import Written, alone, parted, sha256, write_converted
from iopdocs.reading import real
from iopdocs.usecases.answers.base import problems_json
from iopdocs.usecases.answers.converted import ConvertedJson, ConvertJson
from iopdocs.verification.claims import members_of
from iopdocs.verification.origin import Origin, from_document
from iopdocs.word.package import read_document, read_package
from iopdocs.workspace import Loaded, Workspace

__all__ = ["FORMATS", "Conversion", "Written", "agreement_of", "convert"]

#: The formats that a Word file can be converted to.
FORMATS = tuple(CONVERTERS)
_PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Conversion:
    """What became of each format of a Word file, and what there is to say of it."""

    written: tuple[Written, ...]
    problems: tuple[Problem, ...]

    def as_json(self) -> ConvertJson:
        """Return the answer for JSON."""
        return ConvertJson(
            results=tuple(map(ConvertedJson.of, self.written)),
            problems=problems_json(self.problems),
        )


def convert(workspace: Workspace, path: Path, formats: Sequence[str], day: date, *, out: Path | None) -> Conversion:
    """Make formats of a Word file and write them beside it, or in the folder ``out``.

    ``workspace`` says what is protected: nothing is written that gives it away. ``day`` is the day that the agreement
    is looked at as of. Raises IopdocsError when the file cannot be read, has something unsettled in it, would lose
    something on the way or gives something away; then nothing is written.
    """
    workspace.watch.of_place(out, workspace.root)
    if _PDF in formats:
        find_pdf_program()
    document = read_document(path)
    name = workspace.shown(path)
    cleaned = ready(document, name)
    origin = from_document(members_of(document, path))
    loaded = agreement_of(workspace, origin)
    title = title_for(cleaned, path.stem)
    files = {f".{one}": CONVERTERS[one](cleaned, title) for one in formats}
    told = [*workspace.watch.unread(), *_looked_through(workspace, loaded, origin, path, cleaned, files, day)]
    told += pdf_doubts(files[f".{_PDF}"], path.stem) if _PDF in formats else []
    told += _edited(workspace, origin, cleaned, title, name)
    folder, output = out or path.parent, workspace.root / "output"
    # Where render writes, too, one waits for the other.
    shared = real(folder).is_relative_to(real(output))
    with alone(output) if shared else nullcontext():
        written = write_converted(path, folder, files, sha256(document))
    return Conversion(tuple(written), tuple(told))


def agreement_of(workspace: Workspace, origin: Origin | None) -> Loaded | None:
    """Return the agreement that a document says it was made of, if it is here: what was judged there holds."""
    if origin is None:
        return None
    found = (one for one in workspace.agreement_files() if workspace.stated_id(one) == origin.agreement)
    loaded = next(map(workspace.load, found), None)
    return loaded if loaded is not None and loaded.agreement is not None else None


def _looked_through(
    workspace: Workspace,
    loaded: Loaded | None,
    origin: Origin | None,
    path: Path,
    document: bytes,
    files: Mapping[str, bytes],
    day: date,
) -> list[Problem]:
    """Return what may give something away, also of what is left out of the Word file. Raises OutputBlocked."""
    final = origin is not None and origin.final
    if loaded is not None and loaded.agreement is not None:
        look = LastLook.of(workspace.case(loaded, loaded.agreement, day), final=final)
    else:
        look = LastLook(workspace.watch.guard, final=final, numbers=frozenset())
    stem = parted(path)[0]
    given = [File(stem, suffix, data, {}) for suffix, data in files.items()]
    return look.document(document, given, {}, stem)


def _edited(workspace: Workspace, origin: Origin | None, document: bytes, title: str, name: str) -> Iterator[Problem]:
    """Yield what an editor would say of news; what it is not known of is news when it has a lead."""
    kind = workspace.types.get(origin.kind) if origin else None
    if kind.description.news if kind else is_news(document):
        yield from read_by_an_editor(read_package(document, name), title, name)
