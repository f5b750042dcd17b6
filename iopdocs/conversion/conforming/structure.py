"""Structure types as the standard has them: none of its own used for something else, no level skipped, none empty."""

from __future__ import annotations

import re

import pikepdf
from pikepdf import Dictionary, Name, Object

from iopdocs.conversion.conforming.tree import (
    STANDARD,
    all_elements,
    hold,
    is_element,
    kids,
    kind,
    rename,
    roles,
    standard,
)

_HEADING = re.compile("/H([1-6])")
_PARAGRAPH = "/P"
#: What says something by being there although nothing is in it.
_KEPT_EMPTY = frozenset({"/TD", "/TH", "/TR", "/Table", "/Document", "/Figure", "/Formula", "/Form", "/Link", "/Annot"})
_SAYING = ("/Alt", "/ActualText", "/ID")


def standardised(pdf: pikepdf.Pdf) -> None:
    """Let no style change what a standard type is, and every other type stand for a standard one.

    LibreOffice names a paragraph after its style. A style called *Quote* makes a paragraph of what is, in the standard,
    words within one.
    """
    said = roles(pdf)
    used: dict[str, str] = {}
    for element in all_elements(pdf):
        name = kind(element)
        if name in STANDARD:
            # One step only: what it stands for may be what is called so by another style.
            if name in said:
                rename(element, standard(said[name], {}) or _PARAGRAPH)
        else:
            used[name] = standard(name, said) or _PARAGRAPH
    pdf.Root.StructTreeRoot.RoleMap = Dictionary({name: Name(target) for name, target in sorted(used.items())})


def levelled(pdf: pikepdf.Pdf) -> None:
    """Number the levels of headings so that none is skipped on the way down."""
    above: list[int] = []
    for element in all_elements(pdf):
        if found := _HEADING.fullmatch(kind(element)):
            level = int(found[1])
            while above and above[-1] >= level:
                above.pop()
            above.append(level)
            if len(above) != level:
                rename(element, f"/H{len(above)}")


def emptied(pdf: pikepdf.Pdf) -> None:
    """Take away paragraphs and the like that hold nothing: an empty line in Word is no paragraph to read out."""
    said = roles(pdf)

    def holds(element: Object) -> bool:
        return (
            bool(kids(element))
            or standard(kind(element), said) in _KEPT_EMPTY
            or any(key in element for key in _SAYING)
        )

    # What holds nothing but empty ones comes before them, so it is looked at after.
    for element in [*reversed(all_elements(pdf)), pdf.Root.StructTreeRoot]:
        held = kids(element)
        left = [one for one in held if not is_element(one) or holds(one)]
        if len(left) < len(held):
            hold(element, left)
