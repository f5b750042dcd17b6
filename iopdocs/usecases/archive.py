"""Archive: an agreement's final documents and its data as a package for an e-archive."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import iopdocs
from iopdocs.archiving import contents
from iopdocs.archiving.files import ABOUT, DATA, FINAL, SCHEMA, ArchivedFile
from iopdocs.archiving.metadata import About, PreservationEvent
from iopdocs.archiving.package import DATA as PLACE
from iopdocs.archiving.package import as_tar, as_zip, put_together
from iopdocs.classes import dataclass
from iopdocs.conversion import CONVERTERS, find_pdf_program
from iopdocs.errors import InvalidAgreement, OutputBlocked, Problem, Severity
from iopdocs.making.blanking import LEFT_OUT, blanked, tells_in_raw
from iopdocs.making.last_look import LastLook
from iopdocs.model import Agreement
from iopdocs.model.schema import agreement_schema
from iopdocs.output import Receipts, alone, create_file, made_folder, parted, put_folder
from iopdocs.protection.guard import SaidText, guard_of
from iopdocs.reading import read_bytes
from iopdocs.usecases.answers.archived import ArchivedJson, ArchiveJson
from iopdocs.usecases.answers.base import problems_json
from iopdocs.verification.finals import documents_in, family, finals
from iopdocs.word.properties import title_of
from iopdocs.workspace import Loaded, Workspace

__all__ = ["FOLDER", "SHAPES", "Archived", "archive"]

#: The shapes that a package can have, as the user calls them, and where packages are put in a workspace.
SHAPES, FOLDER = ("zip", "tar", "mapp"), "arkiv"
_WORD, _PDF = ".docx", ".pdf"
_SAYS = Path(__file__).parent.parent / "archiving" / "about.txt"


@dataclass(frozen=True, slots=True)
class Archived:
    """A package: where it is, whether it was written now, the paths of its files, and what is to be said of it."""

    path: Path
    new: bool
    files: tuple[str, ...]
    protected: bool
    problems: tuple[Problem, ...]

    def as_json(self) -> ArchiveJson:
        """Return the answer for JSON."""
        result = ArchivedJson(file=str(self.path), new=self.new, files=self.files, protected=self.protected)
        return ArchiveJson(results=(result,), problems=problems_json(self.problems))


def archive(
    workspace: Workspace,
    agreement_id: str,
    day: date,
    *,
    out: Path | None = None,
    shape: str = "zip",
    protected: bool = False,
) -> Archived:
    """Put an agreement's final documents, signed files, receipts and data in a package, in ``out`` or in ``arkiv``.

    ``day`` is when it is made, ``shape`` one of SHAPES. What is protected in the data is left out, visibly, unless
    ``protected``. Raises IopdocsError when there is nothing final, when a final version has been edited, or when
    something would give away what is protected; then nothing is written.
    """
    workspace.watch.of_place(out, workspace.root)
    loaded = _loaded(workspace, agreement_id)
    agreement = loaded.agreement
    if agreement is None:
        raise InvalidAgreement(loaded.problems)
    made = _Package(workspace, loaded, agreement, day, protected)
    files = made.files()
    target = (out or workspace.root / FOLDER) / (made.about.name + ("" if shape == "mapp" else f".{shape}"))
    made_folder(target.parent)
    with alone(target.parent):
        new = _put(target, files, made.about, shape)
    return Archived(target, new, tuple(files), protected, tuple(made.problems))


def _loaded(workspace: Workspace, agreement_id: str) -> Loaded:
    known = {workspace.stated_id(path): path for path in workspace.agreement_files()}
    if agreement_id not in known:
        message, hint = (
            f"avtalet {agreement_id} finns inte i arbetsmappen",
            "Skriv avtalets id, som det står i dess fil.",
        )
        raise InvalidAgreement(Problem(message, hint=hint, code="okänt-avtal"))
    return workspace.load(known[agreement_id])


def _put(target: Path, files: dict[str, bytes], about: About, shape: str) -> bool:
    """Put a package in its place; return whether it was written. Raises OutputBlocked when another is there."""
    if shape == "mapp":
        return put_folder(target, files)
    data = as_zip(about.name, files) if shape == "zip" else as_tar(about.name, files, about)
    if target.is_file() and target.read_bytes() == data:
        return False
    create_file(target, data)
    return True


class _Package:
    """What goes into a package, and what is to be said of it."""

    def __init__(self, workspace: Workspace, loaded: Loaded, agreement: Agreement, day: date, protected: bool) -> None:
        self.workspace, self.loaded, self.agreement, self.protected = workspace, loaded, agreement, protected
        self.folder = workspace.root / "output" / agreement.id
        self.problems: list[Problem] = []
        self._events: list[PreservationEvent] = []
        self._shown = workspace.shown(loaded.path)
        self._look = LastLook.of(workspace.case(loaded, agreement, day), final=True)
        self.about = _about(agreement, day, protected=protected)

    def files(self) -> dict[str, bytes]:
        """Return the files of the package by path. Raises IopdocsError."""
        found = [*self._finals()]
        signed = list(contents.signed_copies(self.folder))
        if not signed:
            self._tell(
                "det finns ingen undertecknad fil att arkivera", "Kör iopdocs signed med --apply när den har kommit."
            )
        found += [contents.of_signed(one) for one in signed]
        self._events += [contents.tried(one, f"{PLACE}/{one.path.name}") for one in signed]
        there = [path for file in found if (path := self.folder / file.name).is_file()]
        data = self._data()
        whole = [*found, *contents.receipts_of(there), data]
        schemas = [ArchivedFile("schemas/avtal.schema.json", agreement_schema().encode(), SCHEMA)]
        about = [ArchivedFile("documentation/paketet.txt", _SAYS.read_bytes(), ABOUT)]
        self._event(
            "information package creation", "paketet gjordes av iopdocs archive", tuple(one.path for one in whole)
        )
        if not self.protected:
            said = [self.about.title, *self.about.parties, *(text for _, text in self.about.known)]
            self._look.texts([SaidText(text, "paketets metadata") for text in said])
        return put_together(self.about, whole, schemas, about, self._events)

    def _finals(self) -> Iterator[ArchivedFile]:
        stems = dict.fromkeys(
            family(parted(path)[0]) for path in (documents_in(self.folder) if self.folder.is_dir() else ())
        )
        versions = [one for stem in stems for one in finals(self.folder, stem)]
        if not versions:
            hint = "Gör dokumenten slutliga först: iopdocs render --final. Utkast arkiveras inte."
            raise InvalidAgreement(
                Problem("avtalet har inga slutliga versioner", self._shown, hint=hint, code="inte-slutlig")
            )
        if edited := [name for one in versions for name in one["ändrade_filer"]]:
            message = f"{', '.join(edited)} har ändrats sedan den gjordes, så den kan inte arkiveras"
            hint = "Hämta tillbaka den som gjordes, eller flytta undan den och gör en ny slutlig version."
            raise OutputBlocked(Problem(message, self._shown, hint=hint, code="ändrad-slutlig"))
        for one in versions:
            yield from self._version(one["namn"], one["filer"])

    def _version(self, stem: str, names: list[str]) -> Iterator[ArchivedFile]:
        """Yield the files of a final version; with a PDF/A of it where none was made."""
        found = [contents.of_final(self.folder / name) for name in names]
        word = next((one for one in found if one.name.endswith(_WORD)), None)
        if word is not None:
            self._searched(word, stem)
            if f"{stem}{_PDF}" not in names:
                find_pdf_program()
                made = CONVERTERS["pdf"](word.data, title_of(word.data) or stem)
                found.append(ArchivedFile(f"{PLACE}/{stem}{_PDF}", made, FINAL))
                self._event("migration", f"PDF/A gjordes av {word.name} för paketet", (found[-1].path,))
        self._events.append(contents.made(Receipts(self.folder, stem).facts, tuple(one.path for one in found)))
        yield from found

    def _searched(self, word: ArchivedFile, stem: str) -> None:
        """Raise OutputBlocked when a document tells what is protected: it may have become so since it was made."""
        if not self.protected:
            self._look.document(word.data, (), {}, stem)

    def _data(self) -> ArchivedFile:
        """Return the agreement's file, without what is protected unless that is to be there."""
        raw = read_bytes(self.loaded.path, self._shown)
        if isinstance(raw, Problem):
            raise InvalidAgreement(raw)
        name = f"{PLACE}/{self.agreement.id}.yaml"
        if self.protected:
            return ArchivedFile(name, raw, DATA)
        guard = guard_of(self.agreement, self.workspace.guarded.secrets, finished=True)
        kept = blanked(raw, LEFT_OUT)
        if kept is None or tells_in_raw(kept, guard):
            message = "det som är skyddat i avtalets fil går inte att ta bort ur den först"
            hint = "Skriv det på samma rad som nyckeln och inte i en kommentar, eller skriv --with-protected."
            raise OutputBlocked(Problem(message, self._shown, hint=hint, code="röjd-uppgift"))
        if kept != raw:
            self._event("redaction", "det som är märkt som skyddat i avtalets uppgifter är utelämnat", (name,))
            self._tell(
                "det som är märkt som skyddat är utelämnat ur avtalets fil i paketet",
                "Ska arkivet ha det, kör med --with-protected och lämna paketet så att bara behöriga når det.",
            )
        return ArchivedFile(name, kept, DATA)

    def _event(self, kind: str, detail: str, paths: tuple[str, ...]) -> None:
        self._events.append(PreservationEvent(kind, self.about.time, detail, "", paths))

    def _tell(self, message: str, hint: str) -> None:
        self.problems.append(Problem(message, self._shown, hint=hint, severity=Severity.NOTE, code="arkivpaket"))


def _about(agreement: Agreement, day: date, *, protected: bool) -> About:
    """Return what the package is about, as far as the data says."""
    parties = tuple(party.name for party in agreement.parties if party.name)
    public = [party for party in agreement.public_parties if party.name]
    known = [("identifier", agreement.id)]
    known += [("identifier", agreement.case_number)] if agreement.case_number else []
    known += [("date", str(agreement.own_day))] if agreement.own_day else []
    known += [("relation", f"ersätter {agreement.replaces}")] if agreement.replaces else []
    known += [("rights", "innehåller uppgifter som är märkta som skyddade")] if protected else []
    called = agreement.document_name or "avtal"
    return About(
        name=f"{agreement.id}-{day}{'-skyddat' if protected else ''}",
        title=f"{called[:1].upper()}{called[1:]}: {agreement.partnership or agreement.id}",
        parties=parties,
        known=tuple(known),
        archivist=(public[0].name or "", public[0].orgnr or "") if len(public) == 1 else None,
        version=iopdocs.__version__,
        day=day,
        protected=protected,
    )
