"""A Word file as a package of members: read with limits, written so that the same content gives the same bytes."""

from __future__ import annotations

import io
import struct
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from iopdocs.errors import InvalidTemplate, Problem, because
from iopdocs.word.markup import Node, parse_xml
from iopdocs.word.zip import LOCAL, Packed, assemble, pack

MAX_PACKAGE = 50_000_000
# Parsed XML takes up to a hundred times its bytes in memory; a thousand pages are about five megabytes.
MAX_XML = 6_000_000
MAX_MEMBERS = 1_000
CONTENT_TYPES = "[Content_Types].xml"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."
MAIN_DOCUMENT = _MAIN + "document.main+xml"
RENDERED = {MAIN_DOCUMENT, _MAIN + "header+xml", _MAIN + "footer+xml", _MAIN + "footnotes+xml"}

_LISTED = b"PK\x01\x02"
_UNSAFE = {"\\", ":", "\0"}
#: What zipfile raises for a file that is spoiled in one place or another.
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    OSError,
)


def is_xml(name: str) -> bool:
    """Whether a member is parsed as XML."""
    return name.lower().endswith((".xml", ".rels"))


def read_document(path: Path) -> bytes:
    """Return the bytes of a document that the user has named. Raises InvalidTemplate when it cannot be read."""
    try:
        if path.is_dir():
            hint = "Skriv namnet på en fil i mappen."
            raise InvalidTemplate(Problem("det här är en mapp, inte en fil", str(path), hint=hint, code="mapp"))
        if path.exists() and not path.is_file():
            hint = "Kontrollera att sökvägen är en vanlig fil."
            raise InvalidTemplate(Problem("det här är ingen vanlig fil", str(path), hint=hint, code="oläsbar-fil"))
        if path.stat().st_size > MAX_PACKAGE:
            raise too_large(str(path))
        return path.read_bytes()
    except FileNotFoundError as error:
        hint = "Kontrollera stavningen och att du står i rätt mapp."
        raise InvalidTemplate(Problem("filen finns inte", str(path), hint=hint, code="saknad-fil")) from error
    except OSError as error:
        hint = "Kontrollera att du har rätt att läsa den."
        message = f"filen går inte att läsa: {because(error)}"
        raise InvalidTemplate(Problem(message, str(path), hint=hint, code="oläsbar-fil")) from error


def read_package(data: bytes, name: str) -> dict[str, bytes]:
    """Return the members of a Word file by name. Raises InvalidTemplate, naming the file, when it is not sound."""
    with _opened(data, name) as archive:
        infos = [info for info in archive.infolist() if not info.filename.endswith("/")]
        _check_members(infos, name)
        return {info.filename: _read(archive, info) for info in infos}


def taken_apart(data: bytes, name: str = "") -> list[tuple[str, Packed]]:
    """Return the members of a ZIP file in their order, folders too, deflated as they stand there.

    What :func:`assemble` makes of them is the same file, if it was made so and nothing was added or moved since. Raises
    InvalidTemplate, also for a member that has more in it than is unpacked.
    """
    with _opened(data, name) as archive:
        return [(info.filename, _as_it_stands(data, info)) for info in archive.infolist()]


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[zipfile.ZipFile]:
    """Open a ZIP file whose members are within our limits, and tell what is spoiled in it. Raises InvalidTemplate."""
    # Each member has a signature in the list of contents, so this bounds the list before it is read.
    if len(data) > MAX_PACKAGE or data.count(_LISTED) > MAX_MEMBERS:
        raise too_large(name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            xml = sum(info.file_size for info in infos if is_xml(info.filename))
            # What is called a folder may hold as much as a file.
            if sum(info.file_size for info in infos) > MAX_PACKAGE or xml > MAX_XML or len(infos) > MAX_MEMBERS:
                raise too_large(name)
            yield archive
    except _UNREADABLE as error:
        hint = "Öppna filen i Word och spara den på nytt som Word-dokument (.docx)."
        raise InvalidTemplate(Problem("filen är ingen hel Word-fil", name, hint=hint, code="ingen-word-fil")) from error


def too_large(name: str) -> InvalidTemplate:
    """Return the error for a Word file that is larger than is ever opened."""
    limits = f"{MAX_PACKAGE // 1_000_000} megabyte uppackad, varav {MAX_XML // 1_000_000} text"
    hint = f"Gränsen är {limits}; ta bort stora bilder."
    return InvalidTemplate(Problem("Word-filen är för stor", name, hint=hint, code="för-stor-mall"))


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Unpack one member, never more than it says it holds: what says too little fails its checksum."""
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise zipfile.BadZipFile("compression that Word does not use, and that cannot be unpacked bit by bit")
    with archive.open(info) as member:
        data = member.read(info.file_size + 1)
    if len(data) != info.file_size:
        raise zipfile.BadZipFile("not the size it says")
    return data


def _as_it_stands(data: bytes, info: zipfile.ZipInfo) -> Packed:
    start = info.header_offset + LOCAL.size + len(info.filename.encode(errors="surrogateescape"))
    packed = data[start : start + info.compress_size]
    opened = zlib.decompressobj(-zlib.MAX_WBITS)
    whole = len(opened.decompress(packed, info.file_size + 1)) == info.file_size
    if not whole or not opened.eof or opened.unused_data:
        raise zipfile.BadZipFile("a member that has more in it than is unpacked")
    return Packed(info.CRC, info.file_size, packed)


def _check_members(infos: list[zipfile.ZipInfo], name: str) -> None:
    names = [info.filename for info in infos]
    unsafe = next(
        (n for n in names if not n or n.startswith(("/", "\\")) or _UNSAFE & {*n} or ".." in n.split("/")), None
    )
    same = Counter(unicodedata.normalize("NFC", n).casefold() for n in names)
    doubled = next((n for n in names if same[unicodedata.normalize("NFC", n).casefold()] > 1), None)
    if unsafe is not None or doubled:
        hint = "Öppna filen i Word och spara den på nytt under ett annat namn."
        message = f"Word-filens innehåll är inte i ordning ({unsafe or doubled or 'en del utan namn'})"
        raise InvalidTemplate(Problem(message, name, hint=hint, code="trasig-word-fil"))
    if CONTENT_TYPES not in names:
        hint = "Mallar ska vara Word-dokument (.docx)."
        raise InvalidTemplate(Problem("filen är ingen Word-fil", name, hint=hint, code="ingen-word-fil"))


def xml_parts(members: Mapping[str, bytes]) -> Iterator[tuple[str, Node]]:
    """Yield the members that are XML, parsed. Raises BrokenXml."""
    return ((name, parse_xml(data)) for name, data in members.items() if is_xml(name))


def content_types(members: Mapping[str, bytes]) -> Mapping[str, str]:
    """Return the content type of each member that has one declared for itself."""
    return _declared(members[CONTENT_TYPES])


@lru_cache(maxsize=64)
def _declared(listing: bytes) -> Mapping[str, str]:
    overrides = parse_xml(listing).iterfind("{*}Override")
    return MappingProxyType(
        {(node.get("PartName") or "").lstrip("/"): node.get("ContentType") or "" for node in overrides}
    )


def write_package(members: Mapping[str, bytes], ready: Mapping[str, Packed] | None = None) -> bytes:
    """Return a Word file of the members: content types first, the rest in order of name, all with one fixed date.

    ``ready`` are members that have been packed before, and are copied as they are.
    """
    return assemble((name, (ready or {}).get(name) or pack(members[name])) for name in in_order(members))


def in_order(names: Iterable[str]) -> list[str]:
    """Return the names of members in the order in which they are written."""
    return sorted(names, key=lambda name: (name != CONTENT_TYPES, name))
