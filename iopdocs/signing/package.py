"""The files of a signing package: the PDF with its fields, the manifest and the page of instructions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from iopdocs.classes import dataclass
from iopdocs.conversion import pdfs
from iopdocs.errors import OutputBlocked
from iopdocs.output import sha256
from iopdocs.signing.fields import SignatureField, marked_places, with_fields
from iopdocs.signing.manifest import FORMAT, Manifest, SignatoryEntry, entries
from iopdocs.signing.places import placed
from iopdocs.signing.signatories import ToSign
from iopdocs.swedish import dates, phone

#: What the files of a package are called after the document's own name; the first is what is signed.
PDF, MANIFEST, PAGE = ".pdf", ".json", ".html"
#: What is put after a document's name when it is to be signed.
PACKAGE = ".underskrift"
#: And after that of one that has been signed.
SIGNED_FILE = ".undertecknad"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A final document that is to be signed: its Word file, what it is, and who signs it, in order."""

    name: str
    document: bytes
    title: str
    agreement: str
    kind: str
    number: int | None
    signers: Sequence[ToSign]


@dataclass(frozen=True, slots=True)
class Package:
    """What is to be signed, with its fields, and who is to sign it."""

    wanted: Wanted
    pdf: bytes
    signatories: tuple[SignatoryEntry, ...]

    @property
    def unplaced(self) -> tuple[str, ...]:
        """The names of those whose place in the document was not found."""
        return tuple(one.name for one in self.signatories if one.page is None)

    @property
    def contents(self) -> str:
        """A hash of what the package says, whatever its files are called and whenever they were made."""
        return sha256(self.manifest("").as_bytes())

    def manifest(self, stem: str) -> Manifest:
        """Return the manifest of a package whose files are called ``stem`` and a suffix."""
        return Manifest(
            format=FORMAT,
            agreement=self.wanted.agreement,
            kind=self.wanted.kind,
            number=self.wanted.number,
            title=self.wanted.title,
            final=self.wanted.name,
            final_digest=sha256(self.wanted.document),
            file=stem + PDF,
            digest=sha256(self.pdf),
            size=len(self.pdf),
            signatories=self.signatories,
        )

    def files(self, stem: str, day: date) -> dict[str, bytes]:
        """Return its files by suffix; ``day`` is when the page says that it is made."""
        manifest = self.manifest(stem)
        page = _template().render(manifest=manifest, manifest_name=stem + MANIFEST, day=day)
        return {PDF: self.pdf, MANIFEST: manifest.as_bytes(), PAGE: page.encode()}


def package(wanted: Wanted) -> Package:
    """Return the signing package of a final version. The PDF is that of the final version with fields added.

    Raises ConversionFailed without LibreOffice, OutputBlocked when there is no PDF to be had of the document.
    """
    names = [one.name for one in wanted.signers]
    marked = placed(wanted.document, names)
    whole = [(one, wanted.title) for one in (wanted.document, marked.document)]
    clean, measured = (_made(one) for one in pdfs(whole, processes=1))
    there = marked_places(measured)
    fields = [
        SignatureField(
            f"underskrift-{number}", f"Underskrift: {name}", *there.get(-1 if place is None else place, (None, None))
        )
        for number, (name, place) in enumerate(zip(names, marked.places, strict=True), start=1)
    ]
    return Package(wanted, with_fields(clean, fields), entries(wanted.signers, fields))


def _made(result: bytes | OutputBlocked) -> bytes:
    if isinstance(result, OutputBlocked):
        raise result
    return result


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters |= {"dag": dates.format, "telefon": phone.format}
    return environment.get_template("instructions.html")
