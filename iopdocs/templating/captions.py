"""The caption of a table, which screen readers say of it, as it stands above the table once it is filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape

from iopdocs.patterns import lazy_pattern

_TABLE = "<w:tbl>"
_OWN = lazy_pattern(r'<w:tblCaption w:val="[^"]*"\s*/>')
_STYLED = '<w:pStyle w:val="Caption"/>'
_ABOVE = lazy_pattern(rf"<w:p(?: [^>]*)?>(?:(?!</w:p>).)*?{_STYLED}(?:(?!</w:p>).)*</w:p>\s*$", re.DOTALL)
_TEXT = lazy_pattern(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
# What a caption begins with, said by the table itself: ”Tabell: ”, ”Tabell 3. ”.
_KIND = lazy_pattern(r"\s*Tabell\s*\d*\s*[:.]\s*")


def captioned(xml: str) -> str:
    """Return a part with each table's own caption as the one above it says; a table with none above keeps its own."""
    return "".join(_pieces(xml)) if "<w:tblCaption" in xml else xml


def _pieces(xml: str) -> Iterator[str]:
    done = 0
    while (start := xml.find(_TABLE, done)) >= 0:
        end = xml.find("</w:tblPr>", start)
        own = _OWN.search(xml, start, end) if end >= 0 else None
        text = _above(xml, done, start) if own else ""
        if own and text:
            yield xml[done : own.start()]
            yield f'<w:tblCaption w:val="{escape(text)}"/>'
            done = own.end()
        else:
            yield xml[done : start + len(_TABLE)]
            done = start + len(_TABLE)
    yield xml[done:]


def _above(xml: str, done: int, start: int) -> str:
    paragraph = max(xml.rfind("<w:p>", done, start), xml.rfind("<w:p ", done, start))
    last = xml[paragraph:start] if paragraph >= 0 else ""
    if _STYLED not in last or not _ABOVE.match(last):
        return ""
    text = " ".join("".join(map(unescape, _TEXT.findall(last))).split())
    return _KIND.sub("", text, count=1)
