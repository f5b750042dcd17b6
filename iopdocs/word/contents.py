"""What a finished document says, by a hash: whether two say the same, whenever and of whatever they were made."""

from __future__ import annotations

import hashlib

from iopdocs.errors import InvalidTemplate
from iopdocs.output import OwnLabel
from iopdocs.word.package import read_package
from iopdocs.word.properties import CORE, provenance_of, title_in, version_of
from iopdocs.word.sealing import CUSTOM


def contents_of(data: bytes) -> str:
    """Return a hash of all in a Word document but the day and the sources it was made of: parts, and its title."""
    members = read_package(data, "")
    parts = sorted(
        (name, hashlib.sha256(part).hexdigest()) for name, part in members.items() if name not in {CORE, CUSTOM}
    )
    text = "\n".join((title_in(members), *(" ".join(part) for part in parts)))
    return hashlib.sha256(text.encode()).hexdigest()


def said_by(data: bytes) -> OwnLabel:
    """Return what a Word file says of itself; nothing when it is none, or is of another origin."""
    try:
        said = provenance_of(read_package(data, ""))
    except InvalidTemplate:
        return OwnLabel()
    version = said.get("version", "")
    untouched = bool(version) and version_of(data) == version
    return OwnLabel(version, untouched, contents_of(data) if untouched else "", said.get("underlag.avtal", ""))
