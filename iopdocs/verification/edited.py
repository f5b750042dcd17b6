"""What is known of a document, and of a file that was made of a Word file as somebody had edited it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from iopdocs.classes import dataclass
from iopdocs.conversion import CONVERTERS
from iopdocs.conversion.edited import ready, title_for
from iopdocs.errors import IopdocsError
from iopdocs.making.completed import DRAFT_HASH, OF_DRAFT
from iopdocs.output import Receipts, parted, sha256
from iopdocs.redline import Difference
from iopdocs.verification.claims import BY_RECEIPT, WORD
from iopdocs.word.package import read_document
from iopdocs.word.properties import OF_EDITED

#: How an answer is known, beside what the document or its receipt claims.
PROVEN, DIFFERS, NOT_KNOWN = "gjort på nytt och lika", "gjort på nytt och olika", "går inte att pröva"
# What is put after the name of a Word file when its own name was taken.
_BESIDE = re.compile(r"\.omvandlad(?:-[0-9]{1,6})?$")


@dataclass(frozen=True, slots=True)
class Judged:
    """What is known of a document, in words and line by line, and how it is known."""

    state: str
    proof: str
    unedited: bool
    current: bool
    lines: Sequence[str] = ()
    changes: Sequence[Difference] | None = None


def of_somebodys(said: Mapping[str, object]) -> str:
    """Return what a document made of an edited one is, by what it or its receipt says; else nothing."""
    if OF_DRAFT in said or DRAFT_HASH in said:
        return "slutlig version av ett utkast som någon hade redigerat"
    return "det som någon har redigerat och uppgifterna, som spårade ändringar" if OF_EDITED in said else ""


def of_edited(path: Path, data: bytes, made_of: str) -> Judged:
    """Judge a file that its receipt says is made of a Word file as somebody had edited it, by the hash of that."""
    stem, suffix = parted(path)
    word = path.with_name(_BESIDE.sub("", stem) + WORD)
    if Receipts(path.parent, stem).entry(path.name).get("sha256") != sha256(data):
        state = f"redigerat efter att det gjordes av {word.name}, som själv är redigerad"
        return Judged(state, BY_RECEIPT, unedited=False, current=False)
    said = f"gjort av {word.name} som den var redigerad, och inte av avtalets uppgifter"
    try:
        document = read_document(word)
        if sha256(document) != made_of:
            state = f"{said}; {word.name} har ändrats sedan dess, så gör om det av den"
            return Judged(state, BY_RECEIPT, unedited=True, current=False)
        cleaned = ready(document, word.name)
        made = CONVERTERS[suffix[1:]](cleaned, title_for(cleaned, word.stem))
    except IopdocsError as error:
        return Judged(f"{said}; {error.problems[0].message}", BY_RECEIPT, unedited=True, current=False)
    if made == data:
        return Judged(said, PROVEN, unedited=True, current=False)
    # A PDF depends on the LibreOffice it was made with.
    pdf = suffix == ".pdf"
    state = f"{said} enligt kvittot, men gjort på nytt blir det inte likt"
    return Judged(state, BY_RECEIPT if pdf else DIFFERS, unedited=pdf, current=False)
