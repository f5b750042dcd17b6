"""The structure tree of a PDF file: its elements in reading order, and what they are (ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

#: The structure types that a reader knows without being told (ISO 32000-1, 14.8.4).
STANDARD = frozenset(
    """
    /Document /Part /Art /Sect /Div /BlockQuote /Caption /TOC /TOCI /Index /NonStruct /Private /P /H /H1 /H2 /H3 /H4 /H5
    /H6 /L /LI /Lbl /LBody /Table /TR /TH /TD /THead /TBody /TFoot /Span /Quote /Note /Reference /BibEntry /Code /Link
    /Annot /Ruby /RB /RT /RP /Warichu /WT /WP /Figure /Formula /Form
    """.split()  # noqa: SIM905 - one by one they would fill a page
)
_MOST_ROLES = 50


def roles(pdf: pikepdf.Pdf) -> dict[str, str]:
    """Return what the file says that its own structure types stand for."""
    found = pdf.Root.StructTreeRoot.get("/RoleMap")
    return {key: str(found[key]) for key in found.keys()} if found is not None else {}  # noqa: SIM118 - no mapping


def standard(name: str, said: dict[str, str]) -> str | None:
    """Return the standard type that a type of the file's own stands for, None when it stands for none."""
    for _ in range(_MOST_ROLES):
        if name in STANDARD:
            return name
        name = said.get(name, "")
    return None


def kids(element: Object) -> list[Object]:
    """Return what an element holds: elements, numbers of marked content, references to either."""
    held = element.get("/K")
    if held is None:
        return []
    return list(held) if isinstance(held, Array) else [held]


def hold(element: Object, held: Iterable[Object | int]) -> None:
    """Let an element hold these."""
    everything = list(held)
    if everything:
        element.K = Array(everything)
    elif "/K" in element:
        del element["/K"]


def is_element(one: Object) -> bool:
    """Whether what an element holds is an element, too."""
    return isinstance(one, Dictionary) and "/S" in one


def elements(root: Object) -> Iterator[Object]:
    """Yield the elements under one in reading order, each before what it holds."""
    waiting = [one for one in reversed(kids(root)) if is_element(one)]
    while waiting:
        here = waiting.pop()
        yield here
        waiting += [one for one in reversed(kids(here)) if is_element(one)]


def all_elements(pdf: pikepdf.Pdf) -> list[Object]:
    """Return every element of a file in reading order."""
    return list(elements(pdf.Root.StructTreeRoot))


def kind(element: Object) -> str:
    """Return the type of an element as it is written."""
    return str(element.S)


def rename(element: Object, name: str) -> None:
    """Give an element another type."""
    element.S = Name(name)


def marked(element: Object) -> Iterator[tuple[tuple[int, int], int]]:
    """Yield for each marked content of an element its page, as the number of its object, and its own number there."""
    for one in kids(element):
        if isinstance(one, int):
            page = element.get("/Pg")
            number = int(one)
        elif isinstance(one, Dictionary) and "/MCID" in one:
            page, number = one.get("/Pg", element.get("/Pg")), int(one.MCID)
        else:
            continue
        if page is not None:
            yield page.objgen, number
