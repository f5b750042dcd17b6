"""Which documents of an agreement somebody signs, and the records that they are about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from iopdocs.library.document_types import DocumentType
from iopdocs.making.naming import made_in, stems
from iopdocs.model import Agreement
from iopdocs.model.annexes import SignedApart
from iopdocs.model.base import Record
from iopdocs.model.revision import Revision


def signed_documents(
    types: Mapping[str, DocumentType], agreement: Agreement, folder: Path
) -> Iterator[tuple[str, Record | None]]:
    """Yield the name of each document that somebody signs, and its record; None is the agreement as a whole.

    ``folder`` is where the agreement's documents lie: those that are made keep their names.
    """
    made = made_in(folder)
    for kind in types.values():
        for stem, item in stems(kind, agreement, made, forms=False):
            if isinstance(item, Revision | SignedApart) or (item is None and kind.description.binding):
                yield stem, item
