"""The copy of a Word file that LibreOffice reads: the same to the eye, with what makes a better PDF of it."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from iopdocs.conversion.kept_together import held_together
from iopdocs.errors import InvalidTemplate
from iopdocs.word.blocks import NoText, main_part
from iopdocs.word.hyperlinks import give_style, with_links
from iopdocs.word.markup import BrokenXml, parse_xml, to_bytes
from iopdocs.word.namespaces import W
from iopdocs.word.package import read_package, write_package
from iopdocs.word.relationships import related
from iopdocs.word.styles import value
from iopdocs.word.table_of_contents import has_contents, unfolded

# LibreOffice makes no link in a PDF of what has no character style (seen in 7.4). This one changes no look.
_STYLE = "IopdocsLink"


def office_copy(document: bytes) -> bytes:
    """Return the copy; the file itself when nothing needs it.

    A file that cannot be read is returned as it is: LibreOffice says what is wrong with it.
    """
    try:
        files = read_package(document, "dokumentet")
        main = main_part(files)
        changed = with_links(files, [main], styled=False)
        changed |= _links_kept({**files, **changed}, main)
        changed |= _contents_live({**files, **changed}, main)
        changed |= held_together({**files, **changed}, main)
    except (BrokenXml, InvalidTemplate, NoText):
        return document
    return write_package({**files, **changed}) if changed else document


def _contents_live(files: Mapping[str, bytes], main: str) -> dict[str, bytes]:
    """Return what becomes another when the page numbers of tables of contents are those of the pages of the PDF."""
    if not has_contents(files[main].decode("utf-8", "replace")):
        return {}
    root = parse_xml(files[main])
    return {main: to_bytes(root)} if unfolded(root) else {}


def _links_kept(files: Mapping[str, bytes], main: str) -> dict[str, bytes]:
    """Return what becomes another when every link has a style."""
    if b"hyperlink" not in files[main] or not (looks := related(files, "styles", main)):
        return {}
    root, styles = parse_xml(files[main]), parse_xml(files[looks[0]])
    bare = [
        run for link in root.iter(W + "hyperlink") for run in link.iter(W + "r") if value(run, "rPr/rStyle") is None
    ]
    if not bare:
        return {}
    for run in bare:
        give_style(run, _STYLE)
    style = etree.SubElement(styles, W + "style", {W + "type": "character", W + "styleId": _STYLE})
    etree.SubElement(style, W + "name").set(W + "val", _STYLE)
    return {main: to_bytes(root), looks[0]: to_bytes(styles)}
