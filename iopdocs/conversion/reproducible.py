"""The same PDF bytes from the same Word document: LibreOffice stamps each file with the time and a random name.

The stamps stand in the file's properties, in its metadata and in its colour profile. They are replaced as LibreOffice
writes them; a file laid out in another way is left as it is, for it is good all the same.
"""

from __future__ import annotations

import hashlib
import re
import struct
import zlib

from iopdocs.word.package import read_package
from iopdocs.word.properties import created_in

_CREATED = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})Z")
# A document without a date of its own gets the earliest that a ZIP file can hold.
_EARLIEST = (b"1980", b"01", b"01", b"00", b"00", b"00")

_INFO_DATE = re.compile(rb"(/(?:CreationDate|ModDate)\(D:)\d{14}(Z'|[+-]\d\d'\d\d')")
_XMP_DATE = re.compile(rb"(<xmp:(?:Create|Modify|Metadata)Date>)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
_FILE_ID = re.compile(rb"(/ID\s*\[\s*<)[0-9A-F]{32}(>\s*<)[0-9A-F]{32}(>\s*\])")
_CHECKSUM = re.compile(rb"(/DocChecksum\s*/)[0-9A-F]{32}")
_PROFILE = re.compile(rb"<</N 3/Length (\d+) 0 R/Filter/FlateDecode>>\s*stream\r?\n")
# Where the header of a colour profile holds the time it was made (ICC.1, 7.2.8): six numbers of two bytes.
_PROFILE_DATE = slice(24, 36)
_POSITIONS = re.compile(rb"(?<=\n)\d{10}(?= \d{5} n)|(?<=startxref\n)\d+")


def with_fixed_marks(pdf: bytes, document: bytes) -> bytes:
    """Return a PDF file with the date of the .docx file it was made from, and a name that follows from its content.

    Raises InvalidTemplate when that is no whole Word file.
    """
    parts = _created(document)
    day, clock = parts[:3], parts[3:]
    # A file refers to its parts by position: what replaces a stamp has its length. The time zone becomes UTC.
    pdf = _INFO_DATE.sub(lambda match: match[1] + b"".join(parts) + _utc(match[2], b"'"), pdf)
    pdf = _XMP_DATE.sub(lambda match: match[1] + b"-".join(day) + b"T" + b":".join(clock) + _utc(match[2], b":"), pdf)
    pdf = _named(_with_profile_date(pdf, parts), b"0" * 32)
    return _named(pdf, hashlib.sha256(pdf).hexdigest()[:32].upper().encode())


def _created(document: bytes) -> tuple[bytes, ...]:
    found = _CREATED.fullmatch(created_in(read_package(document, "")))
    return tuple(group.encode() for group in found.groups()) if found else _EARLIEST


def _utc(zone: bytes, sign: bytes) -> bytes:
    if zone.startswith(b"Z"):
        return zone
    return b"+00" + sign + b"00" + (b"'" if zone.endswith(b"'") else b"")


def _named(pdf: bytes, name: bytes) -> bytes:
    pdf = _FILE_ID.sub(rb"\g<1>" + name + rb"\g<2>" + name + rb"\g<3>", pdf)
    return _CHECKSUM.sub(rb"\g<1>" + name, pdf)


def _with_profile_date(pdf: bytes, parts: tuple[bytes, ...]) -> bytes:
    """The profile is compressed, so its length may change: everything after it moves, and the positions with it."""
    found = _PROFILE.search(pdf)
    length = re.search(rb"\n" + found[1] + rb" 0 obj\s+(\d+)\s+endobj", pdf) if found else None
    if found is None or length is None or length.start() < found.end():
        return pdf
    start, end = found.end(), found.end() + int(length[1])
    profile = bytearray(zlib.decompress(pdf[start:end]))
    profile[_PROFILE_DATE] = struct.pack(">6H", *map(int, parts))
    packed = zlib.compress(bytes(profile), 9)
    moved = len(packed) - (end - start)
    size = str(len(packed)).encode().rjust(len(length[1]), b"0")
    if len(size) != len(length[1]):
        return pdf

    def position(match: re.Match[bytes]) -> bytes:
        old = int(match[0])
        return str(old + moved if old > start else old).encode().rjust(len(match[0]), b"0")

    table = pdf.rindex(b"\nxref")
    body = pdf[:start] + packed + pdf[end : length.start(1)] + size + pdf[length.end(1) : table]
    return body + _POSITIONS.sub(position, pdf[table:])
