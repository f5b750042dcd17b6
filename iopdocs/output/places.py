"""What is in the place where a document is to lie, and whether it may be replaced or moved."""

from __future__ import annotations

import stat
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from iopdocs.classes import dataclass
from iopdocs.output.receipts import FINAL, RECEIPT_SUFFIX, Receipts, sha256
from iopdocs.reading import real


class Kept(StrEnum):
    """Why a file was left alone."""

    EDITED = "redigerad"
    OF_EDITED = "av redigerad"
    UNKNOWN = "utan kvitto"
    PROTECTED = "skrivskyddad"
    FINAL = "slutlig"
    OPEN = "öppen"
    LINK = "länk"


@dataclass(frozen=True, slots=True)
class OwnLabel:
    """What a file says of itself: ``utkast`` or ``slutlig``, nothing when it does not say.

    ``untouched``: it is as the program made it. ``contents`` is a hash of all in it but its properties, and ``source``
    one of the agreement's file it was made of.
    """

    version: str = ""
    untouched: bool = False
    contents: str = ""
    source: str = ""


#: Reads what a file says of itself.
Reads = Callable[[bytes], OwnLabel]


def silent(_: bytes) -> OwnLabel:
    """Return what a file that says nothing of itself says."""
    return OwnLabel()


@dataclass(frozen=True, slots=True)
class There:
    """What is in a place. Without ``why`` a new version may take it: it is free, or has a draft of ours (its hash).

    ``movable``: it may be moved aside with --force, since it never was a final version. ``final`` is one as it was
    made. ``lock`` is what says that it is open in another program. ``beside`` is the Word document that keeps other
    formats from their place.
    """

    ours: str = ""
    why: Kept | None = None
    movable: bool = False
    final: bool = False
    lock: Path | None = None
    beside: Path | None = None

    def gives_way(self, *, force: bool) -> bool:
        """Whether a new version may lie in the place, what is there moved aside or not."""
        return self.why is None or (force and self.movable)


def look(path: Path, receipts: Receipts, reads: Reads = silent, source: str = "") -> There:
    """Return what is in a place whose receipt is given. Raises OSError when it cannot be read.

    ``source`` is the hash of the agreement's file that is to be written of: a draft without any receipt, made of
    another, may be another agreement's.
    """
    found = There(why=Kept.LINK, movable=True) if _leads_away(path, receipts) else _found(path, receipts, reads, source)
    # What never gives way need not be asked who has it open.
    lock = None if found.final else opened_by(path)
    return There(why=Kept.OPEN, lock=lock) if lock else found


def _leads_away(path: Path, receipts: Receipts) -> bool:
    """Whether a file is a link that is not followed: to anything but our own file, or into another's folder."""
    if not path.is_symlink():
        return False
    place = real(path)
    if not place.is_file() or sha256(place.read_bytes()) not in receipts.known(path.name):
        return True
    return place.parent != real(path.parent) and any(place.parent.glob(f"*{RECEIPT_SUFFIX}"))


def _found(path: Path, receipts: Receipts, reads: Reads, source: str) -> There:
    # An empty file is what is left when the power fails before a new one is on the disk. Nobody edits one.
    if not path.exists() or path.stat().st_size == 0:
        return There()
    data, entry = path.read_bytes(), receipts.entry(path.name)
    protected = not path.stat().st_mode & stat.S_IWUSR
    digest, was_final = sha256(data), entry.get(FINAL) is True
    known = digest in receipts.known(path.name)
    # What a file says of itself holds, whatever a receipt says that somebody may have changed or put back.
    said = reads(data)
    ours = known or (said.untouched and (said.version == FINAL or _fits(said, receipts, source)))
    if ours and (said.untouched or said.version != FINAL):
        final = said.version == FINAL if said.untouched else was_final and digest == entry.get("sha256")
        if final:
            return There(digest, Kept.FINAL, final=True)
        return There(why=Kept.PROTECTED, movable=True) if protected else There(digest)
    movable = not was_final and said.version != FINAL and bool(entry or said.version)
    return There(why=Kept.PROTECTED if protected else Kept.EDITED if entry else Kept.UNKNOWN, movable=movable)


def _fits(said: OwnLabel, receipts: Receipts, source: str) -> bool:
    return not source or said.source == source or bool(receipts.read())


def opened_by(path: Path) -> Path | None:
    """Return the file by which Word or LibreOffice tells that it has a document open; None when it is not open.

    Word leaves out the first letters of a name that is longer than six: ``~$erenskommelse.docx``.
    """
    cuts = range(1 + min(2, max(0, len(path.stem) - 6)))
    names = (*(f"~${path.name[cut:]}" for cut in cuts), f".~lock.{path.name}#")
    return next((lock for name in names if (lock := path.with_name(name)).exists()), None)
