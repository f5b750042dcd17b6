"""What keeps a PDF file from being accessible (PDF/UA-1, ISO 14289-1), and that no program can put right.

Said in Swedish, once for each kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pikepdf

from iopdocs.conversion.conforming.glyphs import characters, missing
from iopdocs.conversion.conforming.painted import Page
from iopdocs.conversion.conforming.tree import all_elements, elements, kind, roles, standard

_FIGURES = ("/Figure", "/Formula", "/Form")


def faults(pdf: pikepdf.Pdf, pages: Sequence[Page]) -> Iterator[str]:
    """Yield in Swedish each fault that is found."""
    yield from _of_the_file(pdf)
    yield from _of_pages(pages)
    if "/StructTreeRoot" in pdf.Root:
        yield from _of_structure(pdf)


def _of_the_file(pdf: pikepdf.Pdf) -> Iterator[str]:
    if "/StructTreeRoot" not in pdf.Root or not pdf.Root.get("/MarkInfo", pikepdf.Dictionary()).get("/Marked", False):
        yield "filen är inte taggad"
    if any("/StructParent" not in one for page in pdf.pages for one in page.get("/Annots", [])):
        yield "en länk hör inte till något stycke"
    if not str(pdf.Root.get("/Lang", "")):
        yield "språket är inte angivet"
    if "/Info" not in pdf.trailer or not str(pdf.docinfo.get("/Title", "")).strip():
        yield "dokumentet saknar titel i sina egenskaper"


def _of_pages(pages: Sequence[Page]) -> Iterator[str]:
    if any(page.unmarked_texts for page in pages):
        yield "text på en sida hör inte till något stycke"
    if any(page.unmarked_pictures for page in pages):
        yield "en bild på en sida är varken innehåll eller utsmyckning"
    fonts = {shown.font.objgen: shown.font for page in pages for shown in page.texts}
    if missing(pages) or any(characters(font) is None for font in fonts.values()):
        yield "ett tecken saknar text som går att läsa upp"


def _of_structure(pdf: pikepdf.Pdf) -> Iterator[str]:
    said = roles(pdf)
    every = all_elements(pdf)
    kinds = [standard(kind(element), said) for element in every]
    if None in kinds:
        yield "en del av dokumentet har ett okänt slag"
    for element, name in zip(every, kinds, strict=True):
        if name in _FIGURES and not str(element.get("/Alt", element.get("/ActualText", ""))).strip():
            yield "en bild saknar alternativtext"
            break
    for element, name in zip(every, kinds, strict=True):
        if name == "/Table" and not any(kind(one) == "/TH" for one in elements(element)):
            yield "en tabell saknar rubrikrad"
            break
