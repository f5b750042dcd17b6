"""Writing ZIP files of members that are already deflated, which zipfile cannot: the one writer of Word files.

The bytes are the same as zipfile's own. Layout: PKWARE's APPNOTE.TXT, 4.3; no member or file comes near 4 GB.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable

from iopdocs.classes import dataclass

# A part that is the same in every document is deflated once. One that is not is deflated more than twice as fast at
# the lower level, and the document becomes a twentieth larger.
LEVEL, LEVEL_ONCE = 3, 6
#: What stands before the name of each member.
LOCAL = struct.Struct("<4s5H3L2H")
_LISTED = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION, _UNIX, _DEFLATED, _UTF8 = 20, 3 << 8, 8, 0x800
# The first of January 1980, the earliest date a ZIP file can hold: a real one would change the bytes from run to run.
_TIME, _DATE = 0, 1 << 5 | 1
_RIGHTS = 0o600 << 16
# A block that is stored as it is (RFC 1951, 3.2.4): whether it is the last, its length, and that again with every bit
# turned.
_STORED, _LONGEST = struct.Struct("<B2H"), 0xFFFF


@dataclass(frozen=True, slots=True)
class Packed:
    """One member ready to be put in a ZIP file: its checksum, its size unpacked, and its deflated bytes."""

    crc: int
    size: int
    data: bytes


def pack(data: bytes, level: int = LEVEL) -> Packed:
    """Deflate a member. The same bytes give the same bytes."""
    deflater = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Packed(zlib.crc32(data), len(data), deflater.compress(data) + deflater.flush())


def store(data: bytes) -> Packed:
    """Put a member in deflated form without making it smaller: the same bytes whatever zlib there is."""
    pieces = [data[at : at + _LONGEST] for at in range(0, len(data), _LONGEST)] or [b""]
    blocks = (
        _STORED.pack(number == len(pieces), len(piece), len(piece) ^ _LONGEST) + piece
        for number, piece in enumerate(pieces, start=1)
    )
    return Packed(zlib.crc32(data), len(data), b"".join(blocks))


def assemble(members: Iterable[tuple[str, Packed]]) -> bytes:
    """Return a ZIP file of the members in their order."""
    pieces, listed, at = [], [], 0
    for name, member in members:
        plain = name.isascii()
        encoded = name.encode()
        common = (0 if plain else _UTF8, _DEFLATED, _TIME, _DATE, member.crc, len(member.data), member.size)
        pieces += [LOCAL.pack(b"PK\3\4", _VERSION, *common, len(encoded), 0), encoded, member.data]
        rest = (len(encoded), 0, 0, 0, 0, _RIGHTS, at)
        listed += [_LISTED.pack(b"PK\1\2", _VERSION | _UNIX, _VERSION, *common, *rest), encoded]
        at += LOCAL.size + len(encoded) + len(member.data)
    count, size = len(listed) // 2, sum(map(len, listed))
    return b"".join([*pieces, *listed, _END.pack(b"PK\5\6", 0, 0, count, count, size, at, 0)])
