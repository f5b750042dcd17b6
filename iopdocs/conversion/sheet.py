"""Contact sheets: the pages of a PDF file side by side, small, to see a whole document at a glance."""

from __future__ import annotations

import io
from typing import Any

from iopdocs.errors import ConversionFailed, Problem

#: The pages of a sheet, across and down, on a page of A4 lying down.
_ACROSS, _DOWN = 4, 2
_WIDTH, _HEIGHT, _GAP = 842.0, 595.0, 12.0


def contact_sheet(pdfs: list[bytes]) -> bytes:
    """Return a PDF file with the pages of some, eight to a page. Raises ConversionFailed when pypdf is missing."""
    try:
        import pypdf
    except ImportError as error:
        hint = "Installera det: pip install 'iopdocs[sheet]'. Utan --sheet prövas mallen ändå."
        message = "kontaktark kräver tillägget pypdf"
        raise ConversionFailed(Problem(message, hint=hint, code="kontaktark-saknas")) from error
    pages = [page for pdf in pdfs for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    made = pypdf.PdfWriter()
    for first in range(0, len(pages), _ACROSS * _DOWN):
        sheet = made.add_blank_page(_WIDTH, _HEIGHT)
        for place, page in enumerate(pages[first : first + _ACROSS * _DOWN]):
            sheet.merge_transformed_page(page, _moved(pypdf, page, place))
    target = io.BytesIO()
    made.write(target)
    return target.getvalue()


def _moved(pypdf: Any, page: Any, place: int) -> Any:
    """Return how a page is made small and put in its place, from the top left."""
    wide, high = (_WIDTH - _GAP) / _ACROSS - _GAP, (_HEIGHT - _GAP) / _DOWN - _GAP
    size = min(wide / float(page.mediabox.width), high / float(page.mediabox.height))
    column, row = place % _ACROSS, place // _ACROSS
    left, top = _GAP + column * (wide + _GAP), _HEIGHT - _GAP - row * (high + _GAP)
    return pypdf.Transformation().scale(size).translate(left, top - size * float(page.mediabox.height))
