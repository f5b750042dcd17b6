"""The signatures of a PDF file: whose, when, of what, and whether anything has been changed since.

pyHanko does the cryptography; it is in the extra ``sign``. Nothing is fetched: neither certificates nor whether they
have been revoked. Whether a certificate leads to someone to trust is tried only against certificates that are given.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from iopdocs.classes import dataclass
from iopdocs.errors import ConversionFailed, InvalidTemplate, Problem

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import EmbeddedPdfSignature

#: Where the day is the day that a Swedish reader would say.
_HERE = ZoneInfo("Europe/Stockholm")
_LOGGERS = ("pyhanko", "pyhanko_certvalidator")


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature. ``name`` and ``organisation`` are what its certificate says.

    ``when`` is the time it tells, ``stamped`` whether that comes from a time stamp. ``sound``: it is of what stands in
    the file, all of it, and nothing has been changed since but that others have signed. ``why`` says in Swedish why it
    is not. ``trusted`` is None when no certificates to trust were given.
    """

    field: str
    name: str
    organisation: str
    when: datetime | None
    stamped: bool
    sound: bool
    why: str
    trusted: bool | None

    @property
    def day(self) -> date | None:
        """The day in Sweden when it was made, as it tells."""
        return self.when.astimezone(_HERE).date() if self.when else None


@dataclass(frozen=True, slots=True)
class Signatures:
    """The signatures of a file in the order they were made, and the fields that are left empty."""

    signed: tuple[Signature, ...]
    empty: tuple[str, ...]


def need_pyhanko() -> None:
    """Do nothing when pyHanko is there. Raises ConversionFailed when it is not."""
    try:
        import pyhanko  # noqa: F401
        import pypdf  # noqa: F401
    except ImportError as error:
        message = "underskrifter kan inte prövas: ett tillägg till programmet saknas"
        hint = "Installera det med: pip install 'iopdocs[sign]'."
        raise ConversionFailed(Problem(message, hint=hint, code="tillägg-saknas")) from error


def signatures(pdf: bytes, name: str, trust: Sequence[bytes]) -> Signatures:
    """Return the signatures of a PDF file. ``trust`` are files with certificates (PEM or DER) that are trusted.

    Raises InvalidTemplate for what is no sound PDF file, or no certificate.
    """
    roots = [root for data in trust for root in _certificates(data)]
    with _quietly(), _explained(name):
        reader = _reader(pdf)
        found = tuple(_signature(one, roots, given=bool(trust)) for one in reader.embedded_regular_signatures)
        return Signatures(found, tuple(_empty(reader)))


def changed_since(pdf: bytes, size: int, name: str) -> str:
    """Return in Swedish what was changed in a file after its first ``size`` bytes, but for signatures; else nothing."""
    from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, ModificationLevel, SuspiciousModification

    with _quietly(), _explained(name):
        reader = _reader(pdf)
        try:
            found = DEFAULT_DIFF_POLICY.review_file(reader, _revision_of(pdf[:size]))
        except SuspiciousModification:
            return _CHANGED
    if isinstance(found, SuspiciousModification) or found.modification_level > ModificationLevel.FORM_FILLING:
        return _CHANGED
    return ""


_CHANGED = "något annat än underskrifter har lagts till eller ändrats i filen"


def _revision_of(pdf: bytes) -> int:
    return int(_reader(pdf).total_revisions) - 1


def _reader(pdf: bytes) -> PdfFileReader:
    from pyhanko.pdf_utils.reader import PdfFileReader

    return PdfFileReader(io.BytesIO(pdf), strict=False)


def _signature(one: EmbeddedPdfSignature, roots: Sequence[Any], *, given: bool) -> Signature:
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    when = one.self_reported_timestamp
    context = ValidationContext(trust_roots=list(roots), allow_fetching=False, moment=when)
    status = validate_pdf_signature(one, context)
    stamp = status.timestamp_validity
    stamped = stamp is not None and stamp.intact and stamp.valid
    why = _unsound(status)
    subject = status.signing_cert.subject.native
    return Signature(
        field=str(one.field_name),
        name=_person(subject),
        organisation=_text(subject.get("organization_name")),
        when=stamp.timestamp if stamp is not None and stamped else when,
        stamped=stamped,
        sound=not why,
        why=why,
        trusted=bool(status.trusted) if given else None,
    )


def _unsound(status: Any) -> str:
    """Return in Swedish why a signature does not hold for the whole file as it is; nothing when it does."""
    from pyhanko.sign.diff_analysis import ModificationLevel, SuspiciousModification
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    if not status.intact:
        return "det som undertecknades är ett annat än det som står i filen"
    if not status.valid:
        return "underskriften är inte gjord med certifikatets nyckel"
    if status.coverage is None or status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        return "underskriften gäller inte hela filen"
    level = status.modification_level
    suspicious = isinstance(status.diff_result, SuspiciousModification)
    if suspicious or level is None or level > ModificationLevel.FORM_FILLING or not status.docmdp_ok:
        return "filen har ändrats efter underskriften"
    return ""


def _person(subject: Any) -> str:
    """Return the name in a certificate: first names and surname, else its common name."""
    first, last = _text(subject.get("given_name")), _text(subject.get("surname"))
    return f"{first} {last}" if first and last else _text(subject.get("common_name"))


def _text(said: Any) -> str:
    values = said if isinstance(said, list) else [said]
    joined = " ".join(str(one) for one in values if one)
    return " ".join("".join(sign if sign.isprintable() else " " for sign in joined).split())[:200]


def _empty(reader: PdfFileReader) -> Iterator[str]:
    from pyhanko.sign.fields import enumerate_sig_fields

    yield from (name for name, value, _ in enumerate_sig_fields(reader) if value is None)


def _certificates(data: bytes) -> list[Any]:
    from pyhanko.keys import load_certs_from_pemder_data

    try:
        found = list(load_certs_from_pemder_data(data))
        # Each is read whole first when something in it is asked for.
        if found and all(one.subject.native is not None for one in found):
            return found
    except ValueError:
        pass
    hint = "Ange en fil med certifikat i formatet PEM."
    raise InvalidTemplate(
        Problem("filen med utfärdarnas certifikat har inga certifikat i sig", hint=hint, code="inga-certifikat")
    )


@contextmanager
def _explained(name: str) -> Iterator[None]:
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.validation.errors import SignatureValidationError

    try:
        yield
    except (PdfError, SignatureValidationError, ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
        # Whatever the library falls over, the file is not as the standard has it.
        message, hint = (
            "filen är ingen hel PDF-fil, eller har en trasig underskrift",
            "Hämta den på nytt från tjänsten.",
        )
        raise InvalidTemplate(Problem(message, name, hint=hint, code="ingen-pdf")) from error


@contextmanager
def _quietly() -> Iterator[None]:
    """Let pyHanko not write its doubts to the screen: what they come to is told here."""
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    levels = [one.level for one in loggers]
    for one in loggers:
        one.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for one, level in zip(loggers, levels, strict=True):
            one.setLevel(level)
