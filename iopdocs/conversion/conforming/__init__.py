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
from iopdocs.errors import Problem, Severity
from iopdocs.word.blocks import NoText
from iopdocs.word.markup import BrokenXml

__all__ = ["conforming", "doubts"]


def conforming(pdf: bytes, files: Mapping[str, bytes], created: datetime, title: str) -> bytes:
    """Return a PDF of LibreOffice's as it should be: the same bytes each time.

    ``files`` are the members of the Word file that it was made from, ``created`` the time that both were made, and
    ``title`` what the file is called if it has no title of its own.
    """
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages = [read(page, opened) for page in opened.pages]
        glyphs.named(opened, pages)
        if "/StructTreeRoot" in opened.Root:
            _structured(opened, pages, files)
        properties.fixed(opened, created, title)
        if any(faults(opened, pages)):
            properties.unclaimed(opened)
        target = io.BytesIO()
        opened.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return target.getvalue()


def doubts(pdf: bytes, name: str) -> list[Problem]:
    """Return what keeps a PDF file called ``name`` from claiming to be accessible (PDF/UA), nothing when it does."""
    if properties.CLAIM in pdf:
        return []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = list(faults(opened, [read(page, opened) for page in opened.pages]))
    message = f"PDF av ”{name}” säger inte att den är tillgänglig (PDF/UA)"
    hint = "Rätta det i Word, eller i mallen, och gör om filen. Den går att läsa och arkivera (PDF/A) som den är."
    return [
        Problem(f"{message}: {one}", hint=hint, severity=Severity.NOTE, code="pdf-inte-tillgänglig") for one in found
    ]


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
