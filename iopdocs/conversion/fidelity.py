"""Whether all text that a Word document shows came along when it was converted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape

from iopdocs.errors import ConversionFailed, Problem
from iopdocs.word.markup import Node
from iopdocs.word.namespaces import M, W
from iopdocs.word.text import is_shown

_T, _MATH = W + "t", M + "t"
_TAG = re.compile("<[^>]*>")
# What parts a text in two where it is shown: it may come out as another sign, or elsewhere.
_PARTING = tuple(
    W + name
    for name in (
        "p", "tab", "br", "cr", "noBreakHyphen", "softHyphen", "sym", "drawing", "pict", "fldChar", "footnoteReference",
        "endnoteReference",
    )
)  # fmt: skip
_SHOWN, _LONGEST = 3, 60


def pieces(root: Node) -> Iterator[str]:
    """Yield the texts of a part that a reader sees, without white space, as far as each goes in one piece."""
    made: list[str] = []
    paragraph = None
    for node in root.iter(_T, _MATH, *_PARTING):
        here = next(node.iterancestors(W + "p"), None)
        whole = node.tag == _T and here is paragraph
        if made and not whole:
            yield "".join(made)
            made = []
        paragraph = here
        if node.tag in (_T, _MATH) and (text := "".join((node.text or "").split())) and is_shown(node):
            made.append(text)
    if made:
        yield "".join(made)


def all_there(wanted: Iterable[str], html: str) -> None:
    """Check that texts stand in a page, each as many times as wanted. Raises ConversionFailed, saying which do not."""
    page = "".join(unescape(_TAG.sub("", html)).split())
    seen: Counter[str] = Counter()
    lost, place = [], 0
    for text in wanted:
        seen[text] += 1
        if (found := page.find(text, place)) >= 0:
            place = found + len(text)
        # Notes and boxes stand elsewhere than where they are anchored.
        elif page.count(text) < seen[text]:
            lost.append(text)
    if lost:
        named = ", ".join(f"”{text[:_LONGEST]}”" for text in lost[:_SHOWN])
        more = f" och {len(lost) - _SHOWN} ställen till" if len(lost) > _SHOWN else ""
        hint = "Flytta texten till vanliga stycken i Word, spara och kör igen. PDF visar sidan som den är."
        message = f"text i Word-filen skulle försvinna: {named}{more}"
        raise ConversionFailed(Problem(message, hint=hint, code="text-skulle-försvinna"))
