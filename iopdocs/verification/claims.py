"""What a document and its receipt say of whether it is as the program made it. No proof: both can be forged."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from iopdocs.classes import dataclass
from iopdocs.errors import IopdocsError
from iopdocs.output import Receipts, parted, sha256
from iopdocs.verification.origin import DOCUMENT, RECEIPT, from_document, from_receipt
from iopdocs.word.package import read_package
from iopdocs.word.properties import has_old_seal, provenance_of
from iopdocs.word.sealing import is_sealed

#: How something is known, in the words of an answer.
BY_DOCUMENT, BY_RECEIPT = "enligt dokumentet självt", "enligt kvittot"
WORD = ".docx"
# What a ZIP file begins with, and the part that tells a Word file from others.
_PACKED, _BODY = b"PK", "word/document.xml"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a document is as it was made, and by what: the words for how it is known."""

    unedited: bool
    by: str

    @property
    def sentence(self) -> str:
        """The claim in words."""
        return f"oredigerat {self.by}" if self.unedited else "redigerat efter att det gjordes"

    @property
    def who(self) -> str:
        """Who makes it, as the subject of a sentence."""
        return {BY_DOCUMENT: DOCUMENT, BY_RECEIPT: RECEIPT}[self.by]


def claimed(path: Path, data: bytes, members: Mapping[str, bytes]) -> Verdict:
    """Return what is claimed of a file; ``members`` are those of a Word file, none for another format.

    The receipt knows the file to the last byte, but it may be of another document, or of a later version.
    """
    receipts = Receipts(path.parent, parted(path)[0])
    known = sha256(data) in receipts.known(path.name)
    if not members:
        return Verdict(known, BY_RECEIPT)
    origin, receipt = from_document(members), from_receipt(receipts.read())
    if not known and origin is not None and origin.is_that_of(receipt):
        return Verdict(False, BY_RECEIPT)
    if is_sealed(data):
        return Verdict(True, BY_DOCUMENT)
    # What says where it comes from has a seal, too, but for what older versions made. When it is broken, it is no use
    # that the receipt says something else.
    if has_old_seal(members) or not provenance_of(members):
        return Verdict(known, BY_RECEIPT)
    return Verdict(False, BY_DOCUMENT)


def members_of(data: bytes, path: Path) -> dict[str, bytes]:
    """Return the members of a Word file, or nothing for another format or a broken file.

    What is in the file decides, and not its name: a document may have been given another, or lost its ending.
    """
    named = path.suffix.lower() == WORD
    if not named and not data.startswith(_PACKED):
        return {}
    try:
        members = read_package(data, str(path))
    except IopdocsError:
        return {}
    return members if named or _BODY in members else {}
