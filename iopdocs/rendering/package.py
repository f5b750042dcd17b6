"""A Word file as a package of members: read with limits, written so that the same content gives the same bytes."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

from lxml import etree

from iopdocs.errors import InvalidTemplate, Problem

MAX_PACKAGE = 50_000_000
MAX_MEMBERS = 1_000
# The earliest date a ZIP file can hold: a real one would change the bytes from run to run.
EPOCH = (1980, 1, 1, 0, 0, 0)
CONTENT_TYPES = "[Content_Types].xml"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."
MAIN_DOCUMENT = _MAIN + "document.main+xml"
RENDERED = {MAIN_DOCUMENT, _MAIN + "header+xml", _MAIN + "footer+xml", _MAIN + "footnotes+xml"}

# No entity is expanded, no file or address is fetched, and broken XML is an error rather than mended in silence.
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)


class BrokenXml(ValueError):
    """Raised when a part's XML cannot be parsed safely."""


def parse_xml(data: bytes) -> etree._Element:
    """Parse one part's XML. Raises BrokenXml, also for a document type declaration, which Word never writes."""
    try:
        root = etree.fromstring(data, PARSER)
    except etree.XMLSyntaxError as error:
        raise BrokenXml(str(error)) from error
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr] # the stubs allow None, lxml does not
        raise BrokenXml("document type declaration")
    return root


def read_package(data: bytes, name: str) -> dict[str, bytes]:
    """Return the members of a Word file by name. Raises InvalidTemplate, naming the file, when it is not sound."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            _check_members(infos, name)
            return {info.filename: archive.read(info) for info in infos}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        hint = "Öppna filen i Word och spara den på nytt som Word-dokument (.docx)."
        raise InvalidTemplate(Problem("filen är ingen hel Word-fil", name, hint=hint, code="ingen-word-fil")) from error


def _check_members(infos: list[zipfile.ZipInfo], name: str) -> None:
    names = [info.filename for info in infos]
    if sum(info.file_size for info in infos) > MAX_PACKAGE or len(infos) > MAX_MEMBERS:
        hint = f"Gränsen är {MAX_PACKAGE // 1_000_000} megabyte uppackad; ta bort stora bilder."
        raise InvalidTemplate(Problem("Word-filen är för stor", name, hint=hint, code="för-stor-mall"))
    unsafe = next((n for n in names if n.startswith(("/", "\\")) or ".." in n.replace("\\", "/").split("/")), None)
    doubled = next((n for n in names if sum(n.lower() == other.lower() for other in names) > 1), None)
    if unsafe or doubled:
        hint = "Öppna filen i Word och spara den på nytt under ett annat namn."
        message = f"Word-filens innehåll är inte i ordning ({unsafe or doubled})"
        raise InvalidTemplate(Problem(message, name, hint=hint, code="trasig-word-fil"))
    if CONTENT_TYPES not in names:
        hint = "Mallar ska vara Word-dokument (.docx)."
        raise InvalidTemplate(Problem("filen är ingen Word-fil", name, hint=hint, code="ingen-word-fil"))


def content_types(members: Mapping[str, bytes]) -> dict[str, str]:
    """Return the content type of each member that has one declared for itself."""
    root = parse_xml(members[CONTENT_TYPES])
    overrides = root.iterfind("{*}Override")
    return {(node.get("PartName") or "").lstrip("/"): node.get("ContentType") or "" for node in overrides}


def write_package(members: Mapping[str, bytes]) -> bytes:
    """Return a Word file of the members: content types first, the rest in order of name, all with one fixed date."""
    target = io.BytesIO()
    order = sorted(members, key=lambda name: (name != CONTENT_TYPES, name))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in order:
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            archive.writestr(info, members[name])
    return target.getvalue()
