"""What the pages of a PDF file say, to tell whether one file holds all that another says.

A signing service may write the file anew, or put pages of its own before or after. That two pages say the same to a
program is no proof that they look the same: it is told apart from a digest.
"""

from __future__ import annotations

import io
import logging

from iopdocs.errors import InvalidTemplate, Problem


def page_texts(pdf: bytes, name: str) -> tuple[str, ...]:
    """Return the text of each page of a PDF file, with spaces as one. Raises InvalidTemplate."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        return tuple(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        message, hint = "filen är ingen hel PDF-fil", "Hämta den på nytt från tjänsten."
        raise InvalidTemplate(Problem(message, name, hint=hint, code="ingen-pdf")) from error
    finally:
        logger.setLevel(level)


def more_pages(original: tuple[str, ...], other: tuple[str, ...]) -> int | None:
    """Return how many pages another file has beside all those of the original, in a row; None when it lacks them."""
    starts = range(len(other) - len(original) + 1)
    there = any(other[start : start + len(original)] == original for start in starts)
    return len(other) - len(original) if there and any(original) else None
