"""Whether a Word file is as the program wrote it, to the last byte: one rule, for whoever judges a file.

The seal is the hash of the whole file with zeros in the place of the seal. So a label or a number that a records system
writes in the properties breaks it, as does a comment on the file or another packing of the same members: all of that is
somebody's work. It is no secret, so it shows that a file was changed, and not that whoever changed it meant no harm.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from iopdocs.errors import InvalidTemplate
from iopdocs.word.package import (
    in_order,
    read_package,
    taken_apart,
    write_package,
)
from iopdocs.word.zip import (
    Packed,
    assemble,
    pack,
    store,
)

CUSTOM = "docProps/custom.xml"
#: So that our properties are told from those of a template or an archive.
PREFIX = "iopdocs."
#: The property that holds the seal, and what stands there until it is put in.
SEAL, ROOM = "sigill", "0" * 64
_IN_PLACE = re.compile(rf'(?<= name="{re.escape(PREFIX + SEAL)}"><vt:lpwstr>)[0-9a-f]{{64}}(?=</vt:lpwstr>)'.encode())


def write_sealed(members: Mapping[str, bytes], ready: Mapping[str, Packed] | None = None) -> bytes:
    """Return a Word file of the members, with its seal where they have room for one; ``ready`` are packed before."""
    if CUSTOM not in members or len(_IN_PLACE.findall(members[CUSTOM])) != 1:
        return write_package(members, ready)
    packed = {name: (ready or {}).get(name) or pack(data) for name, data in members.items() if name != CUSTOM}
    return _assembled(packed, _with(members[CUSTOM], _seal(packed, members[CUSTOM])))


def is_sealed(data: bytes) -> bool:
    """Whether a Word file has a seal, and is as it was when it was sealed."""
    try:
        members, packed = read_package(data, ""), dict(taken_apart(data))
    except InvalidTemplate:
        return False
    custom = members.get(CUSTOM, b"")
    seals = _IN_PLACE.findall(custom)
    return (
        len(seals) == 1
        # A folder is no part of the document, and could hold anything.
        and packed.keys() == members.keys()
        and _assembled(packed, custom) == data
        and seals[0].decode() == _seal(packed, custom)
    )


def without_seal(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the members with nothing in the place of the seal: all that it says is how the rest was deflated."""
    return {name: _with(data, ROOM) if name == CUSTOM else data for name, data in members.items()}


def _seal(packed: Mapping[str, Packed], custom: bytes) -> str:
    return hashlib.sha256(_assembled(packed, _with(custom, ROOM))).hexdigest()


def _with(custom: bytes, seal: str) -> bytes:
    return _IN_PLACE.sub(seal.encode(), custom)


def _assembled(packed: Mapping[str, Packed], custom: bytes) -> bytes:
    """Return the file with these properties. They are not made smaller: zlib's versions do that in different ways."""
    every = {**packed, CUSTOM: store(custom)}
    return assemble((name, every[name]) for name in in_order(every))
