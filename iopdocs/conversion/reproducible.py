"""The same PDF bytes from the same Word document: LibreOffice stamps each file with the time and a random name."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile

_CORE = "docProps/core.xml"
_CREATED = re.compile(rb"<dcterms:created[^>]*>(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z<")
# A document without a date of its own gets the earliest that a ZIP file can hold.
_EARLIEST = (b"1980", b"01", b"01", b"00", b"00", b"00")

# Each as LibreOffice writes them. What replaces them has the same length: a PDF file refers to its parts by position.
_INFO_DATE = re.compile(rb"(/(?:CreationDate|ModDate)\(D:)\d{14}(Z'|[+-]\d\d'\d\d')")
_XMP_DATE = re.compile(
    rb"(<xmp:(?:CreateDate|ModifyDate|MetadataDate)>)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)"
)
_FILE_ID = re.compile(rb"(/ID\s*\[\s*<)[0-9A-F]{32}(>\s*<)[0-9A-F]{32}(>\s*\])")
_CHECKSUM = re.compile(rb"(/DocChecksum\s*/)[0-9A-F]{32}")


def with_fixed_marks(pdf: bytes, document: bytes) -> bytes:
    """Return a PDF file with the date of the .docx file it was made from, and a name that follows from its content."""
    parts = _created(document)
    day, clock = parts[:3], parts[3:]
    # A time zone is kept as long as it was, as UTC: both notations of it must name the same moment.
    pdf = _INFO_DATE.sub(lambda match: match[1] + b"".join(parts) + _utc(match[2], b"'"), pdf)
    pdf = _XMP_DATE.sub(lambda match: match[1] + b"-".join(day) + b"T" + b":".join(clock) + _utc(match[2], b":"), pdf)
    none = b"0" * 32
    pdf = _CHECKSUM.sub(rb"\g<1>" + none, _FILE_ID.sub(rb"\g<1>" + none + rb"\g<2>" + none + rb"\g<3>", pdf))
    name = hashlib.sha256(pdf).hexdigest()[:32].upper().encode()
    return _CHECKSUM.sub(rb"\g<1>" + name, _FILE_ID.sub(rb"\g<1>" + name + rb"\g<2>" + name + rb"\g<3>", pdf))


def _utc(zone: bytes, sign: bytes) -> bytes:
    if zone.startswith(b"Z"):
        return zone
    return b"+00" + sign + b"00" + (b"'" if zone.endswith(b"'") else b"")


def _created(document: bytes) -> tuple[bytes, ...]:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        core = archive.read(_CORE) if _CORE in archive.namelist() else b""
    found = _CREATED.search(core)
    return tuple(found.groups()) if found else _EARLIEST
