"""Sign: what a signing service is to be given of final versions. Nothing is sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from iopdocs.classes import dataclass
from iopdocs.conversion import find_pdf_program
from iopdocs.errors import InvalidAgreement, IopdocsError, OutputBlocked, Problem, Severity
from iopdocs.making.last_look import LastLook
from iopdocs.model import Agreement
from iopdocs.output import MADE_FOR, Kit, Receipts, alone, owner_facts, parted, versions, write_kit
from iopdocs.reading import real
from iopdocs.signing.documents import signed_documents
from iopdocs.signing.package import PACKAGE, Package, Wanted, package
from iopdocs.signing.signatories import ToSign, to_sign
from iopdocs.usecases.answers.base import problems_json
from iopdocs.usecases.answers.signing import SignJson, SignPackageJson
from iopdocs.usecases.convert import agreement_of
from iopdocs.verification.finals import family
from iopdocs.verification.origin import Origin, from_document
from iopdocs.word.blocks import blocks
from iopdocs.word.contents import said_by
from iopdocs.word.package import read_document, read_package
from iopdocs.word.properties import title_of
from iopdocs.word.told import value_texts
from iopdocs.workspace import Loaded, Workspace

__all__ = ["PackageMade", "Signing", "sign"]

_WORD, _PDF = ".docx", ".pdf"
_AGREEMENT = frozenset({".yaml", ".yml"})


@dataclass(frozen=True, slots=True)
class PackageMade:
    """What was made of one final version, and what is to be said of it."""

    final: Path
    kit: Kit
    package: Package
    problems: tuple[Problem, ...]

    def as_json(self) -> SignPackageJson:
        """Return it for JSON."""
        names = tuple(one.name for one in self.package.signatories)
        return SignPackageJson(
            final=str(self.final), files=tuple(map(str, self.kit.paths)), new=self.kit.new, signatories=names
        )


@dataclass(frozen=True, slots=True)
class Signing:
    """What was made of each final version."""

    made: tuple[PackageMade, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is to be said of them all."""
        return tuple(problem for one in self.made for problem in one.problems)

    def as_json(self) -> SignJson:
        """Return the answer for JSON."""
        return SignJson(results=tuple(one.as_json() for one in self.made), problems=problems_json(self.problems))


def sign(workspace: Workspace, files: Sequence[Path], day: date) -> Signing:
    """Make a signing package beside each final version: those named, or those that bind the parties of an agreement.

    ``day`` is when they are made. Raises IopdocsError with all that is wrong with any of them; then nothing is written.
    """
    ready, wrong = list[_Ready](), list[Problem]()
    for path in dict.fromkeys(one for file in files for one in _finals_of(workspace, file)):
        try:
            ready.append(_looked_at(workspace, path, day))
        except IopdocsError as error:
            wrong += error.problems
    if wrong:
        raise OutputBlocked(wrong)
    find_pdf_program()
    made = [(one, _safe(workspace, one, day)) for one in ready]
    output = workspace.root / "output"
    with alone(output if all(real(one.path).is_relative_to(real(output)) for one in ready) else ready[0].path.parent):
        return Signing(tuple(_written(one, kit, day) for one, kit in made))


@dataclass(frozen=True, slots=True)
class _Ready:
    """A final version that may be signed."""

    path: Path
    shown: str
    wanted: Wanted
    loaded: Loaded
    agreement: Agreement
    problems: tuple[Problem, ...]


def _finals_of(workspace: Workspace, file: Path) -> Iterator[Path]:
    """Yield the final versions that a file stands for, as Word files. Raises InvalidAgreement when there are none."""
    if file.suffix.lower() not in _AGREEMENT:
        yield file.with_suffix(_WORD) if file.suffix.lower() == _PDF else file
        return
    loaded = workspace.load(file)
    if loaded.agreement is None:
        raise InvalidAgreement(loaded.problems)
    folder = workspace.root / "output" / loaded.agreement.id
    found = [versions(folder, stem, said_by) for stem, _ in signed_documents(workspace.types, loaded.agreement, folder)]
    latest = [there[-1].path(_WORD) for there in found if there]
    if not latest:
        message, hint = "avtalet har ingen slutlig version att underteckna", "Gör den först: iopdocs render --final."
        raise InvalidAgreement(Problem(message, workspace.shown(file), hint=hint, code="inte-slutlig"))
    yield from latest


def _looked_at(workspace: Workspace, path: Path, day: date) -> _Ready:
    """Return what there is to know of a final version. Raises IopdocsError when it may not be signed."""
    shown = workspace.shown(path)
    document = read_document(path)
    origin = _origin(document, path, shown)
    loaded = agreement_of(workspace, origin)
    if loaded is None or loaded.agreement is None or loaded.problems:
        message = f"avtalet {origin.agreement} finns inte i arbetsmappen, eller går inte att läsa"
        hint = "Kör iopdocs check. Utan avtalets fil är det inte känt vem som ska underteckna."
        problem = Problem(message, shown, hint=hint, code="okänt-avtal")
        raise InvalidAgreement([problem, *(loaded.problems if loaded else ())])
    agreement, stem = loaded.agreement, family(parted(path)[0])
    documents = dict(signed_documents(workspace.types, agreement, path.parent))
    if stem not in documents:
        message = "dokumentet är inte ett som parterna undertecknar enligt avtalets fil"
        hint = "Ange avtalet, ett tillägg, en förlängning eller en bilaga som undertecknas."
        raise InvalidAgreement(Problem(message, shown, hint=hint, code="undertecknas-inte"))
    newest = versions(path.parent, stem, said_by)[-1]
    if newest.stem != path.stem:
        message = f"det finns en nyare slutlig version: {newest.stem}{_WORD}"
        raise InvalidAgreement(Problem(message, shown, hint="Ange den i stället.", code="äldre-slutlig"))
    signers = to_sign(agreement, documents[stem])
    _all_told(signers, document, shown)
    title = title_of(document) or stem
    wanted = Wanted(path.name, document, title, agreement.id, origin.kind, origin.post, signers)
    signed = agreement.is_signed if documents[stem] is None else bool(getattr(documents[stem], "signed", None))
    return _Ready(path, shown, wanted, loaded, agreement, tuple(_doubts(shown, signed=signed)))


def _origin(document: bytes, path: Path, shown: str) -> Origin:
    """Return what a final version says of itself. Raises InvalidAgreement when it is none, or not as it was made."""
    own, origin = said_by(document), from_document(read_package(document, shown))
    if origin is None or not origin.final or Receipts(path.parent, path.stem).facts.get("luckor", 0):
        message = "filen är ingen slutlig version, så den kan inte undertecknas"
        hint = "Gör den slutlig med iopdocs render --final, eller med iopdocs finish om utkastet är redigerat i Word."
        raise InvalidAgreement(Problem(message, shown, hint=hint, code="inte-slutlig"))
    if not own.untouched:
        message = "den slutliga versionen har ändrats sedan den gjordes, så den kan inte undertecknas"
        hint = "Hämta tillbaka den som gjordes, eller för in ändringen i ett utkast och gör en ny slutlig version."
        raise InvalidAgreement(Problem(message, shown, hint=hint, code="ändrad-slutlig"))
    return origin


def _all_told(signers: Sequence[ToSign], document: bytes, shown: str) -> None:
    """Raise InvalidAgreement when nobody is known to sign, or the document names others than the data does."""
    if not signers or not all(one.name for one in signers):
        message = "det är inte känt vilka som ska underteckna"
        hint = "Skriv dem med namn under undertecknare hos varje part, och gör en ny slutlig version."
        raise InvalidAgreement(Problem(message, shown, hint=hint, code="undertecknare-saknas"))
    said = " ".join(" ".join(one.shown for one in blocks(read_package(document, shown))).split())
    other = [one.name for one in signers if " ".join(one.name.split()) not in said]
    if other and len(other) < len(signers):
        wrong = []
        for name in other:
            message = f"{name} ska underteckna enligt avtalets fil, men står inte i dokumentet"
            hint = "Uppgifterna har ändrats sedan dokumentet gjordes. Ändra tillbaka, eller gör en ny slutlig version."
            wrong.append(Problem(message, shown, hint=hint, code="undertecknare-saknas"))
        raise InvalidAgreement(wrong)


def _doubts(shown: str, *, signed: bool) -> Iterator[Problem]:
    if signed:
        message = "dokumentet är redan undertecknat enligt avtalets fil"
        hint = "Skicka det inte en gång till om det inte är meningen."
        yield Problem(message, shown, hint=hint, severity=Severity.WARNING, code="redan-undertecknat")


def _safe(workspace: Workspace, ready: _Ready, day: date) -> Package:
    """Return a package that has been searched for what must not be told. Raises OutputBlocked when it is there."""
    made = package(ready.wanted)
    look = LastLook.of(workspace.case(ready.loaded, ready.agreement, day), final=True)
    look.document(ready.wanted.document, (), {}, ready.path.stem)
    look.texts(value_texts(made.manifest("").model_dump(by_alias=True, mode="json"), "manifestet"))
    return made


def _written(ready: _Ready, made: Package, day: date) -> PackageMade:
    folder, stem = ready.path.parent, ready.path.stem
    facts = {
        **owner_facts(Receipts(folder, stem).facts),
        "avtal": ready.agreement.id,
        MADE_FOR: ready.path.name,
        "dag": str(day),
    }
    kit = write_kit(folder, stem + PACKAGE, lambda name: made.files(name, day), facts, made.contents)
    return PackageMade(ready.path, kit, made, (*ready.problems, *_told(ready.shown, made)))


def _told(shown: str, made: Package) -> Iterator[Problem]:
    """Yield what was not found: places in the document, and how to reach those who sign."""
    for name in made.unplaced:
        message = f"platsen där {name} ska underteckna hittades inte i dokumentet; fältet finns i filen men syns inte"
        hint = "Lägg underskriften i signeringstjänsten, eller ge mallen en linje att skriva på över namnet."
        yield Problem(message, shown, hint=hint, severity=Severity.WARNING, code="underskriftens-plats")
    for one in made.signatories:
        if not one.email and not one.phone:
            message = f"varken e-postadress eller telefonnummer är känt till {one.name}"
            hint = "Skriv e_post eller telefon hos undertecknaren, eller ta reda på det innan du skickar."
            yield Problem(message, shown, hint=hint, severity=Severity.WARNING, code="undertecknarens-adress")
