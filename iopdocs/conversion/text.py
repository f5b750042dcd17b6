"""A Word document as plain text, to be pasted where nothing but text is taken.

A line for each paragraph and an empty line between them; nothing is wrapped. Bullets are ``•``, for a quote begins with
a talstreck. A table of two columns is written ``Name: value``, a wider one with tabs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4.element import NavigableString, Tag

from iopdocs.conversion.content import content

_BLOCKS = ("h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "table", "blockquote", "aside", "dl")
# Not the no-break space, which stays.
_SPACES = re.compile("[ \t\r\n]+")


def to_text(document: bytes) -> bytes:
    """Return the text of a .docx file, UTF-8, lines ended with a line feed."""
    return ("\n\n".join(_blocks(content(document))) + "\n").encode()


def to_text_fragment(document: bytes) -> str:
    """Return the same without the headline and UTKAST, to be pasted where the headline has a place of its own."""
    soup = content(document)
    for node in soup.select("h1, p.utkast"):
        node.decompose()
    return "\n\n".join(_blocks(soup)) + "\n"


def _blocks(node: Tag) -> Iterator[str]:
    """Yield each paragraph, list and table in a node as its lines."""
    for child in node.children:
        if not isinstance(child, Tag):
            made = _tidy(str(child))
        elif child.name in ("blockquote", "aside"):
            yield from _blocks(child)
            continue
        elif child.name in ("ul", "ol"):
            made = "\n".join(plain_items(child))
        elif child.name == "table":
            made = "\n".join(plain_cells(child)).strip("\n")
        else:
            made = plain_line(child)
        if made:
            yield made


def plain_items(items: Tag, *, signs: bool = True) -> Iterator[str]:
    """Yield the items of a list, each with its bullet or number unless told otherwise; deeper ones are indented."""
    number = 0
    for item in items.find_all("li", recursive=False):
        number = int(str(item.get("value") or number + 1))
        sign = f"{number}. " if items.name == "ol" else "• " if signs else ""
        first = plain_line(item)
        if first:
            yield sign + first.replace("\n", "\n" + " " * len(sign))
        for deeper in item.find_all(["ul", "ol"], recursive=False):
            yield from ("  " + line for line in "\n".join(plain_items(deeper)).split("\n"))


def plain_cells(table: Tag) -> Iterator[str]:
    """Yield the caption and the rows of a table."""
    caption = table.find("caption")
    if isinstance(caption, Tag):
        yield plain_line(caption)
    for row in table.find_all("tr"):
        found = row.find_all(["th", "td"], recursive=False)
        cells = [_cell(cell) for cell in found]
        beside = [plain_line(cell) for cell in found if not cell.find(_BLOCKS)]
        blocks = [text for text in beside if text]
        if blocks and len(beside) == len(found) and all("\n" in text for text in blocks):
            # Blocks that stand side by side, as signatures do, come one after the other; the last may stand alone.
            yield "\n\n".join(blocks) + "\n"
        elif len(cells) == 2 and all(cells):
            yield f"{cells[0].rstrip(':')}: {cells[1]}"
        elif any(cells):
            yield "\t".join(cells)


def _cell(cell: Tag) -> str:
    if cell.find(_BLOCKS, recursive=False):
        return "; ".join(block.replace("\n", "; ") for block in _blocks(cell))
    return plain_line(cell).replace("\n", "; ")


def plain_line(node: Tag) -> str:
    """Return the text of a node, lines parted where it breaks them; lists inside it are left to the caller."""
    return _tidy("".join(_pieces(node)))


def _tidy(text: str) -> str:
    return "\n".join(_SPACES.sub(" ", line).strip(" ") for line in text.strip(" \n").split("\v")).strip("\n")


def _pieces(node: Tag) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, NavigableString):
            yield str(child)
        elif isinstance(child, Tag):
            yield _piece(child)


def _piece(child: Tag) -> str:
    if child.name == "br":
        return "\v"
    if child.name in ("ul", "ol"):
        return ""
    if child.name == "img":
        return str(child.get("alt", ""))
    if child.name == "a":
        return _link(child)
    return "".join(_pieces(child))


def _link(link: Tag) -> str:
    """Write out where a link leads, unless the text says so already."""
    text, target = "".join(_pieces(link)), str(link.get("href", ""))
    if target.startswith(("#", "tel:")) or not target or _bare(target) == _bare(text):
        return text
    return f"{text} ({target.removeprefix('mailto:')})"


def _bare(address: str) -> str:
    return re.sub(r"^(mailto:|https?://)", "", address).rstrip("/").lower()
