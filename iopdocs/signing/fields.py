"""Empty signature fields in a PDF file: named, tagged, at their places, and as PDF/A-2b and PDF/UA-1 want them.

Where the places are is measured by LibreOffice itself: in a second PDF, made of the marked copy of the Word file, each
place is a link. Who has no place gets a field that is not seen, which PDF allows (ISO 32000-1, 12.7.4.5).
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from iopdocs.classes import dataclass
from iopdocs.conversion.conforming.tree import hold, kids
from iopdocs.signing.places import MARK

# How high a field is, in points: a written name and a line of small text. It grows upward from its line.
_HEIGHT = 28.0
# Printed, and never to be moved (ISO 32000-1, 12.5.3); PDF/A asks for the first.
_FLAGS = 4 | 128

# There are signature fields, and the file is only to be added to (ISO 32000-1, 12.7.2). Said from the start, so that a
# signature changes nothing else.
_HAS_FIELDS = 1 | 2

#: The corners of a field, in points from the lower left of its page.
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class SignatureField:
    """A signature field: its name, what a screen reader says of it, its page from 1 and its box, None when unseen."""

    name: str
    title: str
    page: int | None = None
    box: Box | None = None


def marked_places(pdf: bytes) -> dict[int, tuple[int, Box]]:
    """Return where the marked places of a PDF file are, by number: the page from 1, and the box of a field there."""
    found: dict[int, tuple[int, Box]] = {}
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for number, page in enumerate(opened.pages, start=1):
            for one in page.get("/Annots", []):
                place = str(one.get("/A", Dictionary()).get("/URI", "")).partition(MARK)[2]
                if place.isdecimal():
                    left, bottom, right, _ = (round(float(value), 2) for value in one.Rect)
                    found.setdefault(int(place), (number, (left, bottom, right, round(bottom + _HEIGHT, 2))))
    return found


def with_fields(pdf: bytes, fields: Sequence[SignatureField]) -> bytes:
    """Return a PDF file with signature fields: the same bytes each time."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        made = [_added(opened, one) for one in fields]
        opened.Root.AcroForm = opened.make_indirect(Dictionary(Fields=Array(made), SigFlags=_HAS_FIELDS))
        target = io.BytesIO()
        opened.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return target.getvalue()


def _added(pdf: pikepdf.Pdf, field: SignatureField) -> Object:
    page = pdf.pages[field.page - 1 if field.page else -1].obj
    box = field.box or (0.0, 0.0, 0.0, 0.0)
    said = pikepdf.String(field.title)
    made = pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, F=_FLAGS, P=page, TU=said, Contents=said)
    )
    made.T = pikepdf.String(field.name)
    made.Rect = Array(list(box))
    look = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form)
    look.BBox = Array([0, 0, round(box[2] - box[0], 2), round(box[3] - box[1], 2)])
    look.Resources = Dictionary()
    made.AP = Dictionary(N=look)
    if "/Annots" not in page:
        page.Annots = Array()
    page.Annots.append(made)
    page.Tabs = Name.S
    if "/StructTreeRoot" in pdf.Root:
        _told(pdf, made, page, said)
    return made


def _told(pdf: pikepdf.Pdf, field: Object, page: Object, said: pikepdf.String) -> None:
    """Put a field last in the structure, and let each find the other."""
    tree = pdf.Root.StructTreeRoot
    top = next(iter(kids(tree)), tree)
    reference = Dictionary(Type=Name.OBJR, Obj=field, Pg=page)
    element = Dictionary(Type=Name.StructElem, S=Name.Form, P=top, Pg=page, Alt=said, K=reference)
    made = pdf.make_indirect(element)
    hold(top, [*kids(top), made])
    parents = pikepdf.NumberTree(tree.ParentTree)
    key = max((*parents.keys(), int(tree.get("/ParentTreeNextKey", 0)) - 1), default=-1) + 1
    parents[key] = made
    tree.ParentTreeNextKey = key + 1
    field.StructParent = key
