"""Signed: what is known of a signed file that has come back, and what the data ought to say of it."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from iopdocs.classes import dataclass
from iopdocs.errors import InvalidAgreement, OutputBlocked, Problem, Severity
from iopdocs.model import Agreement
from iopdocs.model.base import Record
from iopdocs.output import (
    MADE_FOR,
    Receipts,
    alone,
    explained,
    note_signed,
    owner_facts,
    replace_file,
    sha256,
    write_kit,
)
from iopdocs.readback.writing import with_facts
from iopdocs.reading import decode_source, read_bytes, real
from iopdocs.signing.checking import Signature, Signatures, changed_since, need_pyhanko, signatures
from iopdocs.signing.documents import signed_documents
from iopdocs.signing.finding import FoundPackage, found_in
from iopdocs.signing.package import PDF, SIGNED_FILE
from iopdocs.signing.people import Matched, is_written_so, matched
from iopdocs.signing.proposals import SignedValue, lines_of, proposed
from iopdocs.signing.signatories import to_sign
from iopdocs.usecases.answers.base import problems_json
from iopdocs.usecases.answers.signing import ProposalJson, SignatureJson, SignedFileJson, SignedJson
from iopdocs.verification.finals import family
from iopdocs.word.package import read_document
from iopdocs.workspace import Loaded, Workspace

__all__ = ["Signature", "SignedFile", "signed"]


@dataclass(frozen=True, slots=True)
class SignedFile:
    """What is known of a signed file. ``found`` is the package it is of, None when it is of none here.

    ``lacking`` are those who should have signed and have not. ``lines`` are the lines of the agreement's file that
    would be new. ``written`` and ``kept`` tell what was done.
    """

    path: Path
    found: FoundPackage | None
    people: tuple[Matched, ...]
    lacking: tuple[str, ...]
    values: tuple[SignedValue, ...]
    lines: tuple[str, ...]
    file: str
    problems: tuple[Problem, ...]
    written: bool = False
    kept: Path | None = None

    @property
    def sound(self) -> bool:
        """Whether it is the document, signed by all and by nobody else, and unchanged."""
        return not any(one.severity is Severity.ERROR for one in self.problems)

    @property
    def day(self) -> date | None:
        """The day of the last signature, when all have signed."""
        days = [one.signature.day for one in self.people if one.signatory is not None]
        return max((day for day in days if day), default=None) if self.sound and None not in days else None

    def as_json(self) -> SignedJson:
        """Return the answer for JSON."""
        manifest = self.found.manifest if self.found else None
        result = SignedFileJson(
            file=str(self.path),
            agreement=manifest.agreement if manifest else None,
            final=manifest.final if manifest else None,
            known_by=None if self.found is None else "kontrollsumma" if self.found.by_digest else "text",
            signatures=tuple(map(_signature_json, self.people)),
            lacking=self.lacking,
            day=self.day,
            proposals=tuple(ProposalJson(where=one.where, old=one.old, new=one.new) for one in self.values),
            written=self.written,
            kept=None if self.kept is None else str(self.kept),
        )
        return SignedJson(results=(result,), problems=problems_json(self.problems))


def signed(
    workspace: Workspace, path: Path, day: date, *, trust: Sequence[Path] = (), apply: bool = False
) -> SignedFile:
    """Return what is known of a signed PDF file. ``trust`` are files with certificates that are trusted.

    ``day`` is the day that the agreement is looked at as of. With ``apply`` what is proposed is written in the
    agreement's file, and the signed file is put beside the final version: only when all is as it should be. Raises
    IopdocsError when the file cannot be read, or nothing can be written.
    """
    need_pyhanko()
    shown = workspace.shown(path)
    pdf = read_document(path)
    signs = signatures(pdf, shown, [read_document(one) for one in trust])
    found = found_in(workspace.root / "output", pdf, shown)
    people = matched(signs.signed, found.manifest.signatories if found else ())
    there = {one.signatory.field for one in people if one.signatory}
    lacking = [one.name for one in found.manifest.signatories if one.field not in there] if found else []
    problems = [*_of_file(found, pdf, shown), *_of_people(workspace, signs, people, lacking, shown)]
    made = SignedFile(path, found, tuple(people), tuple(lacking), (), (), "", tuple(problems))
    if found is None:
        return made
    return _Agreement(workspace, made, found, day).told(pdf, apply=apply)


@dataclass(frozen=True)
class _Agreement:
    """The agreement that a signed file is of, and what its file ought to say."""

    workspace: Workspace
    signed: SignedFile
    found: FoundPackage
    day: date

    def told(self, pdf: bytes, *, apply: bool) -> SignedFile:
        """Return the file with what is proposed, and written with ``apply``."""
        loaded = self._loaded()
        if loaded is None or loaded.agreement is None:
            message = f"avtalet {self.found.manifest.agreement} finns inte i arbetsmappen, eller går inte att läsa"
            hint = "Kör iopdocs check, och kör sedan igen."
            return self._with(Problem(message, self.signed.file, hint=hint, code="okänt-avtal"))
        values = self._values(loaded, loaded.agreement)
        shown = self.workspace.shown(loaded.path)
        raw = read_bytes(loaded.path, shown)
        if isinstance(raw, Problem):
            return self._with(raw)
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
        new = with_facts(text, {one.path: one.new for one in values}) if values else text
        made = SignedFile(
            self.signed.path,
            self.found,
            self.signed.people,
            self.signed.lacking,
            tuple(values),
            tuple(map(self.workspace.watch.safe, lines_of(text, new))),
            shown,
            self.signed.problems,
        )
        return self._applied(made, loaded, raw, new, pdf) if apply else made

    def _with(self, problem: Problem) -> SignedFile:
        one = self.signed
        return SignedFile(one.path, one.found, one.people, one.lacking, (), (), "", (*one.problems, problem))

    def _loaded(self) -> Loaded | None:
        files = self.workspace.agreement_files()
        wanted = self.found.manifest.agreement
        return next((self.workspace.load(path) for path in files if self.workspace.stated_id(path) == wanted), None)

    def _item(self, agreement: Agreement) -> tuple[bool, Record | None]:
        """Return whether the document is one that is signed today, and the record that it is about."""
        stem = family(Path(self.found.manifest.final).stem)
        documents = dict(signed_documents(self.workspace.types, agreement, self.found.path.parent))
        return stem in documents, documents.get(stem)

    def _values(self, loaded: Loaded, agreement: Agreement) -> list[SignedValue]:
        known, item = self._item(agreement)
        if not known:
            return []
        now = {one.name: one.path for one in to_sign(agreement, item)}
        days = {
            now[one.signatory.name]: one.signature.day
            for one in self.signed.people
            if one.signatory is not None and one.signatory.name in now and one.signature.day and one.signature.sound
        }
        return proposed(agreement, item, loaded.source.data, days, self.signed.day)

    def _applied(self, made: SignedFile, loaded: Loaded, raw: bytes, new: str, pdf: bytes) -> SignedFile:
        """Write what is proposed, and put the signed file beside the final version. Raises IopdocsError."""
        if not made.sound:
            hint = "Rätta det som är fel först. Det som föreslås kan du skriva för hand om du vet att det är rätt."
            told = Problem(
                "ingenting skrevs, eftersom allt inte är som det ska", made.file, hint=hint, code="inte-skrivet"
            )
            raise OutputBlocked([*made.problems, told])
        place, folder = real(loaded.path), self.found.path.parent
        self._no_new_faults(loaded, new)
        final = Path(self.found.manifest.final)
        facts = {
            **owner_facts(Receipts(folder, final.stem).facts),
            "avtal": self.found.manifest.agreement,
            MADE_FOR: self.found.manifest.final,
            "manifest": self.found.path.name,
            "undertecknat": str(made.day),
            "prövat": str(self.day),
        }
        with alone(self.workspace.root / "output"), alone(place.parent), explained(place):
            if place.read_bytes() != raw:
                hint = "Kör igen."
                raise OutputBlocked(Problem("filen ändrades just nu", made.file, hint=hint, code="ändrad-fil"))
            if not place.stat().st_mode & stat.S_IWUSR:
                hint = "Ta bort skyddet först."
                raise OutputBlocked(Problem("filen är skrivskyddad", made.file, hint=hint, code="skrivfel"))
            kit = write_kit(folder, final.stem + SIGNED_FILE, lambda _: {PDF: pdf}, facts, sha256(pdf))
            if made.values:
                replace_file(place, _like(raw, new))
            note_signed(folder, family(final.stem))
        return SignedFile(
            made.path,
            made.found,
            made.people,
            made.lacking,
            made.values,
            made.lines,
            made.file,
            made.problems,
            written=bool(made.values),
            kept=kit.paths[0],
        )

    def _no_new_faults(self, loaded: Loaded, new: str) -> None:
        before = {(one.code, one.message) for one in self.workspace.check(loaded, self.day)}
        after = self.workspace.loaded(loaded.path, *decode_source(new.encode(), self.workspace.shown(loaded.path)))
        found = self.workspace.check(after, self.day)
        if wrong := [one for one in found if one.severity is Severity.ERROR and (one.code, one.message) not in before]:
            raise InvalidAgreement(wrong)


def _like(raw: bytes, text: str) -> bytes:
    """Return a text as bytes with the line ends and the mark that the file had."""
    ends, mark = "\r\n" if b"\r\n" in raw else "\n", b"\xef\xbb\xbf"
    return (mark if raw.startswith(mark) else b"") + text.replace("\n", ends).encode()


def _of_file(found: FoundPackage | None, pdf: bytes, shown: str) -> Iterator[Problem]:
    """Yield what is wrong with the file as a whole."""
    if found is None:
        message = "filen är inte något av de dokument som har gjorts i ordning för underskrift här"
        hint = "Kontrollera att det är rätt fil, och att den är hämtad som PDF och inte utskriven och inläst."
        yield Problem(message, shown, hint=hint, code="annat-dokument")
    elif found.by_digest and (changed := changed_since(pdf, found.manifest.size, shown)):
        hint = "Hämta filen på nytt från tjänsten, och ändra inget i den."
        yield Problem(changed, shown, hint=hint, code="ändrad-efteråt")
    elif not found.by_digest:
        more = f", och {found.more} {'sida' if found.more == 1 else 'sidor'} till" if found.more else ""
        message = f"filen är omskriven av någon annan, men sidorna har samma text som {found.manifest.file}{more}"
        hint = "Jämför sidorna med ögat: att texten är densamma visar inte att bilder och utseende är det."
        yield Problem(message, shown, hint=hint, severity=Severity.WARNING, code="omskriven-fil")


def _of_people(
    workspace: Workspace, signs: Signatures, people: Sequence[Matched], lacking: Sequence[str], shown: str
) -> Iterator[Problem]:
    """Yield what is wrong or doubtful with the signatures."""
    safe = workspace.watch.safe
    if not signs.signed:
        hint = "Hämta den undertecknade filen från tjänsten. En utskrift har inga underskrifter som går att pröva."
        yield Problem("filen har inga underskrifter", shown, hint=hint, code="inga-underskrifter")
    for one in people:
        name = safe(one.signature.name)
        if not one.signature.sound:
            hint = "Hämta filen på nytt från tjänsten. Hjälper inte det måste den undertecknas igen."
            yield Problem(f"underskriften av {name}: {one.signature.why}", shown, hint=hint, code="ändrad-efteråt")
        if one.signature.trusted is False:
            message = f"certifikatet för {name} leder inte till något av de betrodda"
            yield Problem(message, shown, hint="Fråga tjänsten vem som utfärdar den.", code="okänd-utfärdare")
        if one.signatory is None:
            message = f"{name} har undertecknat, men är inte någon av dem som ska göra det"
            hint = "Är det tjänstens egen stämpel säger den inte vem som skrev under: det står i tjänstens intyg."
            yield Problem(message, shown, hint=hint, code="annan-undertecknare")
        elif not is_written_so(one):
            message = f"certifikatet säger {name}, och dokumentet {one.signatory.name}"
            hint = "Kontrollera att det är samma person."
            yield Problem(message, shown, hint=hint, severity=Severity.WARNING, code="annan-stavning")
    for name in lacking if signs.signed else ():
        message = f"{name} har inte undertecknat"
        yield Problem(message, shown, hint="Vänta tills alla har gjort det.", code="underskrift-saknas")


def _signature_json(one: Matched) -> SignatureJson:
    signature = one.signature
    return SignatureJson(
        field=signature.field,
        certificate=signature.name,
        name=one.signatory.name if one.signatory else None,
        when=signature.when,
        stamped=signature.stamped,
        sound=signature.sound,
        trusted=signature.trusted,
    )
