"""docxtpl's dialect: its own patching before, and its own after-work where the text needs it.

All that our documents need of docxtpl is called here. What it does to every document, though it is needed in few, is
done here only when something in the text asks for it; the outcome is the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import Any

from lxml import etree

from iopdocs.word.markup import parse_xml, remove
from iopdocs.word.namespaces import W

_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?(?<!/)>.*?</w:p>", re.DOTALL)
#: What a value may hold that Word writes as markup: a line break, a new paragraph, a tab, a page break.
_BREAKS = "\n\a\t\f"
# A tag right before a cell decides whether it is there, a tag in a span how wide it is; a comment took one away.
_LOOSE_CELLS = re.compile(r'[%}#]\}\s*<w:tc[ >]|#\}\s*</w:tr>|<w:gridSpan w:val="\{\{')
_MARKUP, _CHANGED = re.compile(r"<[^>]*>"), re.compile(r"[\n\r\a\t\f\ue000\ue001]+| {2,}")
_STEPS = re.compile(r"\{%[+-]?\s*(if|for|endif|endfor)\b|(<w:tc[ >]|</w:tc>)")


@cache
def _docxtpl() -> Any:
    """Return docxtpl, which is loaded when it is needed: the program's own templates are patched beforehand."""
    from docxtpl import DocxTemplate

    return DocxTemplate(None)


def patched(xml: str) -> str:
    """Return the XML of a part as plain Jinja, one paragraph a line: a line number in an error is then a paragraph.

    What stood in a paragraph or a row of its own and steers others (``{%p … %}``) has a line of its own, too.
    """
    first, *lines = re.sub(r"<w:p([ >])", r"\n<w:p\1", _docxtpl().patch_xml(xml)).split("\n")
    return "\n".join([_parted(first, 0), *(_parted(line, line.rfind("</w:p>")) for line in lines)])


_FIELD_MARK = re.compile(r"<w:fldChar\b[^>]*>|</?w:fldSimple\b[^>]*>")


def _parted(line: str, end: int) -> str:
    """Return a line with each tag after where its paragraph ends on a line of its own; with no end (-1), as it is."""
    return line if end < 0 else line[:end] + line[end:].replace("{%", "\n{%")


def unlined(xml: str) -> str:
    """Take away the line breaks that :func:`patched` put in."""
    return xml.replace("\n", "")


def fixed_texts(data: str) -> Iterator[str]:
    """Yield the text of a piece of a template between two tags, in pieces that stand in the document as they are.

    What a field shows, such as a table of contents, may come between.
    """
    texts = (unescape(_MARKUP.sub("", part)) for part in _FIELD_MARK.split(data))
    for piece in (piece for text in texts for piece in _CHANGED.split(text)):
        text = piece.lstrip(". ").rstrip(" ")  # a stop may be left out, where what comes before it has one
        if any(map(str.isalnum, text)):
            yield text


def listed(xml: str) -> str:
    """Turn the line breaks, tabs and page breaks of values into Word's own, in the paragraphs that have any."""
    if not any(char in xml for char in _BREAKS):
        return xml
    return _PARAGRAPH.sub(lambda found: _resolved(found[0]), xml)


def _resolved(paragraph: str) -> str:
    if not any(char in paragraph for char in _BREAKS):
        return paragraph
    resolved: str = _docxtpl().resolve_listing(paragraph)
    return resolved


def has_loose_cells(source: str) -> bool:
    """Whether the number or width of a row's cells depends on a tag, in patched XML."""
    return _LOOSE_CELLS.search(source) is not None or _crosses_cells(source)


def _crosses_cells(source: str) -> bool:
    """Whether an if or a for begins in one cell and ends in another."""
    depth, opened = 0, list[int]()
    for step in _STEPS.finditer(source):
        word, cell = step[1], step[2]
        if word:
            depth += -1 if word.startswith("end") else 1
        elif cell == "</w:tc>":
            if opened and opened.pop() != depth:
                return True
        else:
            opened.append(depth)
    return False


def with_grid(xml: str) -> str:
    """Return the XML with the columns of its tables as many as the cells. Raises BrokenXml.

    Tables that do not say how wide their columns are cannot be mended by docxtpl, and are left as they are.
    """
    root = parse_xml(xml.encode())
    bare = [row for row in root.iter(W + "tr") if next(row.iter(W + "tc"), None) is None]
    for row in bare:
        remove(row)  # a row without cells is no row
    xml = etree.tostring(root, encoding="unicode") if bare else xml
    if any(next(root.iterfind(f".//{W}{owner}/{W}sdt"), None) is not None for owner in ("tbl", "tr")):
        return xml  # docxtpl counts no cells within content controls, and would take their columns away
    columns = [table.findall(f"{W}tblGrid/{W}gridCol") for table in root.iter(W + "tbl")]
    if not all(widths and all(column.get(W + "w") for column in widths) for widths in columns):
        return xml
    return etree.tostring(_docxtpl().fix_tables(xml), encoding="unicode")
