"""From a Word document to other formats: PDF through LibreOffice; HTML, Markdown, text and JSON through mammoth.

The Word document is the original; the others are made from its bytes alone, the same bytes each time. PDF carries
pages, headers and footers; the web formats carry the text, ready to be pasted into a content system or a press room.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from iopdocs.errors import OutputBlocked, Problem


def _pdf(document: bytes, title: str) -> bytes:
    from iopdocs.conversion.pdf import to_pdf

    return to_pdf(document, title)


def _html(document: bytes, title: str) -> bytes:
    from iopdocs.conversion.html import to_html

    return to_html(document, title)


def _fragment(document: bytes, title: str) -> bytes:
    from iopdocs.conversion.html import to_fragment

    return to_fragment(document, title)


def _json(document: bytes, title: str) -> bytes:
    from iopdocs.conversion.article import to_json

    return to_json(document, title)


def _markdown(document: bytes, title: str) -> bytes:
    from iopdocs.conversion.markdown import to_markdown

    return to_markdown(document)


def _text(document: bytes, title: str) -> bytes:
    from iopdocs.conversion.text import to_text

    return to_text(document)


def find_pdf_program() -> None:
    """Do nothing when LibreOffice is there. Raises OutputBlocked when it is not."""
    from iopdocs.conversion.pdf import find_program

    find_program()


def pdfs(documents: Iterable[tuple[bytes, str]], *, processes: int) -> Iterator[bytes | OutputBlocked]:
    """Yield a PDF for each Word document and its title, in order, or why there is none; many in one LibreOffice."""
    from iopdocs.conversion.pdf import PdfJob, to_pdfs

    return to_pdfs((PdfJob(*document) for document in documents), processes=processes)


def pdf_doubts(pdf: bytes, name: str) -> list[Problem]:
    """Return what keeps a PDF file from being accessible to everybody, nothing when it is."""
    from iopdocs.conversion.conforming import doubts

    return doubts(pdf, name)


#: From a format's name (also its file suffix) to a function of a .docx file's bytes and the document's title, which
#: returns the bytes of the file. Raises ConversionFailed for a document that is too long, or that LibreOffice refuses.
CONVERTERS: Mapping[str, Callable[[bytes, str], bytes]] = {
    "pdf": _pdf,
    "html": _html,
    "fragment.html": _fragment,
    "md": _markdown,
    "txt": _text,
    "json": _json,
}
