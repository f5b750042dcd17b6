"""PDF files that are what they claim: what LibreOffice leaves undone for PDF/A-2b and PDF/UA-1, done after it.

Each cause has a module of its own. What cannot be cured here, since only an author can, is found by ``faults``: a file
with such a fault does not claim to be PDF/UA.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime

import pikepdf

from iopdocs.conversion.conforming import glyphs, labels, properties, structure, tables
from iopdocs.conversion.conforming.faults import faults
from iopdocs.conversion.conforming.painted import Page, read
from iopdocs.word.blocks import NoText
from iopdocs.word.markup import BrokenXml

__all__ = ["conforming", "faults_in"]


def conforming(pdf: bytes, files: Mapping[str, bytes], created: datetime) -> bytes:
    """Return a PDF of LibreOffice's as it should be: the same bytes each time.

    ``files`` are the members of the Word file that it was made from, ``created`` the time that both were made.
    """
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages = [read(page, opened) for page in opened.pages]
        glyphs.named(opened, pages)
        if "/StructTreeRoot" in opened.Root:
            _structured(opened, pages, files)
        properties.fixed(opened, created)
        if any(faults(opened, pages)):
            properties.unclaimed(opened)
        target = io.BytesIO()
        opened.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return target.getvalue()


def faults_in(pdf: bytes) -> list[str]:
    """Return in Swedish what keeps a PDF file from being accessible (PDF/UA), nothing when nothing is found."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return list(faults(opened, [read(page, opened) for page in opened.pages]))


def _structured(opened: pikepdf.Pdf, pages: list[Page], files: Mapping[str, bytes]) -> None:
    structure.standardised(opened)
    try:
        tables.headed(opened, tables.looks(files))
    except (BrokenXml, NoText):
        tables.headed(opened, [])
    structure.levelled(opened)
    labels.labelled(opened, pages)
    structure.emptied(opened)
    for page in opened.pages:
        if "/Annots" in page:
            page.Tabs = pikepdf.Name.S
