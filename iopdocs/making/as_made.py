"""The Word document that a file on the disk once was: as the program made it, before anybody edited it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from iopdocs.making.provenance import answers_to
from iopdocs.output import KeptDocuments
from iopdocs.word.package import read_package
from iopdocs.word.properties import provenance_of
from iopdocs.word.sealing import is_sealed


def as_made(root: Path, members: Mapping[str, bytes], asked: str = "") -> bytes | None:
    """Return the document that the members are of, as it was made in the workspace ``root``; None when it is not kept.

    What lies there counts only when its seal is whole, and it says of itself what the edited one says. ``asked`` is
    what the receipt of the edited one says that it answers to: some programs take away what a file says of itself.
    """
    key = answers_to(provenance_of(members)) or asked
    found = KeptDocuments(root).find(key)
    if found is None or not is_sealed(found):
        return None
    return found if answers_to(provenance_of(read_package(found, "det som sparades"))) == key else None
