"""The bullets and numbers of lists as labels of their items, which older versions of LibreOffice leave in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pikepdf
from pikepdf import Dictionary, Name, Object

from iopdocs.conversion.conforming.glyphs import text_of
from iopdocs.conversion.conforming.painted import Page
from iopdocs.conversion.conforming.tree import all_elements, hold, is_element, kids, kind, marked

#: A bullet of any font, or a number or letter with its sign: ``•``, ``1.``, ``a)``, ``(iv)``, ``2.1``, ``§ 3``.
_LABEL = re.compile(r"[^\w\s]{1,3}|§?\s?\(?\d{1,4}(?:[.:]\d{1,4}){0,8}[.):]{0,2}|\(?[^\W\d_]{1,7}[.)]{1,2}")


def labelled(pdf: pikepdf.Pdf, pages: Sequence[Page]) -> None:
    """Give each item of a list its label, where the first of its text is one."""
    said = {page.objgen: page.marked for page in pages}
    for item in all_elements(pdf):
        if kind(item) != "/LI" or any(is_element(one) and kind(one) == "/Lbl" for one in kids(item)):
            continue
        body = next((one for one in kids(item) if is_element(one) and kind(one) == "/LBody"), None)
        first = next((one for one in kids(body) if is_element(one)), None) if body is not None else None
        content = next(marked(first), None) if first is not None else None
        if first is None or content is None or len(kids(first)) < 2 or is_element(kids(first)[0]):
            continue
        page, number = content
        if _LABEL.fullmatch(text_of(said.get(page, {}).get(number, [])).strip()):
            _lift(pdf, item, first)


def _lift(pdf: pikepdf.Pdf, item: Object, first: Object) -> None:
    content, *rest = kids(first)
    label = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Lbl, P=item))
    page = first.get("/Pg")
    if page is not None:
        label.Pg = page
    hold(label, [content])
    hold(first, rest)
    hold(item, [label, *kids(item)])
    _told_of(pdf, content, first, label)


def _told_of(pdf: pikepdf.Pdf, content: Object | int, old: Object, new: Object) -> None:
    """Let the page tell that its marked content belongs to another element."""
    number = int(content) if isinstance(content, int) else int(content.MCID)
    page = old.get("/Pg") if isinstance(content, int) else content.get("/Pg", old.get("/Pg"))
    if page is None or "/StructParents" not in page:
        return
    tree = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    parents = tree[int(page.StructParents)]
    parents[number] = new
